"""A teacher's word to many: written, shown, sent, cancelled, corrected, reported."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.event import Tapped
from bot.ports.sending import Report
from tests.chat import MONDAY, Person, Town, at

NEWS = "Chicos, mañana no abre el camión, hay huaico en la pista. Nos vemos el viernes a las 9."


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


def announces(elena: Person, text: str = NEWS) -> None:
    """Up to the preview, where the teacher has one group."""
    elena.says("/anuncio")
    elena.says(text)


def register(town: Town, name: str, key: str) -> None:
    """Somebody whom the teacher enrolled on paper."""

    def enrol(book):
        cohort = book.cohort_by_code("HUAYTAR3").id
        book.add_person(name, name, "es", town.clock.now())
        book.add_learner(name, "14_to_17", key, '{"v":1}')
        book.enrol(f"e-{name}", name, cohort, town.clock.now(), town.clock.now())

    town.book(enrol)


# --- what it does not carry


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("cualquier cosa al 987/654/321", "números"),
        ("agréguenme al face", "nombres de otras redes"),
        ("mi correo: elena arroba gmail punto com", "enlaces"),
    ],
)
def test_an_announcement_carries_no_contact(town, elena, words, why):
    """Held where it is written, with the reason; the next words are still the announcement."""
    town.learner("Luz Q.")
    announces(elena, words)
    elena.hears(f"No llevo {why}")
    elena.says(NEWS)
    elena.hears("Se verá así:")


def test_a_caption_carries_no_contact(town, elena):
    """The words under a photo are words too."""
    town.learner("Luz Q.")
    elena.says("/anuncio")
    elena.sends("photo", caption="mi número es 987 654 321")
    elena.hears("No llevo números")


def test_a_number_in_several_announcements_is_held(town, elena):
    """The third would end it."""
    town.learner("Luz Q.")
    for words in ("traigan 987", "y también 654"):
        announces(elena, words)
        elena.taps("Ahora")
        elena.hears("Saliendo")
    announces(elena, "y 321")
    elena.hears("No llevo números")


# --- the dialogue


def test_the_teacher_sees_who_gets_it_and_how_it_looks(town, elena, ana):
    """Who, how many, who not and why, before anything leaves."""
    register(town, "Mateo C.", "KEYMATE0")
    register(town, "Yeni P.", "KEYYEN10")
    elena.says("/anuncio")
    elena.hears("¿Qué quieres avisar? Escríbelo o manda una foto.")
    elena.says(NEWS)
    elena.hears(
        "Le llegará a 1 de 3. Mateo C. y Yeni P. no tienen celular: avísales en persona. Se verá así:\n"
        f"📣 Tu profe Elena: {NEWS}\n¿Cuándo sale?"
    )
    elena.sees("Ahora", "A otra hora", "Corregir")
    assert not any("📣" in text for text in ana.heard())


def test_an_announcement_reaches_the_learner(elena, ana):
    """«Ahora» sends it; the learner says «Entendido» and the teacher hears who did."""
    announces(elena)
    ana.says("hola")
    elena.taps("Ahora")
    elena.hears("Saliendo.")
    elena.sees("Cancelar")
    ana.hears_later(f"📣 Tu profe Elena:\n{NEWS}")
    ana.sees("Entendido", "Preguntar a mi profe", "Más")
    ana.taps("Entendido")
    ana.hears_later("Gracias.")
    elena.waits(hours=0.6)
    elena.hears("Llegó a 1 de 1; 1 tocó «Entendido».")
    elena.sees("Ver la lista", "Corrección")


def test_what_the_carrier_says_stands_beside_what_she_says(town, elena, ana):
    """Taken is on its way, arrived is told by name, opened is a number that is added to nothing."""
    announces(elena)
    elena.taps("Ahora")
    elena.waits(hours=0.6)
    learner = ana.id()
    rows = town.book(lambda book: book.everything(learner))["delivery"]
    news = next(row["id"] for row in rows if row["announcement"])
    town.book(lambda book: book.told("web", [Report(news, "sent")], town.clock.now()))
    elena.taps("Ver la lista")
    elena.hears_later("En camino (1): Ana R.")
    town.book(lambda book: book.told("web", [Report(news, "read")], town.clock.now()))
    elena.taps("Ver la lista")
    elena.hears_later("Les llegó y no tocaron (1): Ana R.")
    elena.hears_later("1 abrió el mensaje.")


def test_what_has_left_is_no_longer_cancelled(town, elena, ana):
    """With the report the button under «Saliendo.» goes, and nothing is said to have been chosen."""
    announces(elena)
    elena.taps("Ahora")
    leaving = elena.messages()[-1].prompt
    elena.waits(hours=0.6)
    assert elena.stands_as(leaving) == ["Saliendo."]


def test_the_list_says_who(elena, ana):
    """By name, who understood and who only has it."""
    announces(elena)
    elena.taps("Ahora")
    elena.waits(hours=0.6)
    elena.taps("Ver la lista")
    elena.hears("Les llegó y no tocaron (1): Ana R.")
    ana.taps("Entendido")
    elena.taps("Ver la lista")
    elena.hears_later("Tocaron «Entendido» (1): Ana R.")


def test_at_night_it_waits_if_the_teacher_likes(town, elena, ana):
    """After 8 p. m. the morning is one of the choices."""
    town.walks_to(at(MONDAY, 21, 30))
    announces(elena)
    elena.hears("Son las 9:30 p. m. ¿Cuándo sale?")
    elena.sees("Ahora", "Mañana, 7 a. m.", "Corregir")
    elena.taps("Mañana, 7 a. m.")
    elena.hears("Listo. Sale mañana a las 7 a. m.")
    ana.waits(hours=9)
    ana.hears_nothing()
    ana.waits(hours=1)
    ana.hears("📣 Tu profe Elena:")


def test_another_hour_is_shown_before_it_counts(town, elena, ana):
    """A bare 5 is the next five that is no night; the teacher says yes to it."""
    announces(elena)
    elena.taps("A otra hora")
    elena.hears("¿A qué hora sale?")
    elena.says("5")
    elena.hears("Sale hoy a las 5 p. m. ¿Está bien?")
    elena.taps("Sí, a esa hora")
    elena.hears("Listo. Sale hoy a las 5 p. m.")
    ana.says("hola")
    town.walks_to(at(MONDAY, 16, 50))
    ana.hears("Hola, Ana.")
    town.walks_to(at(MONDAY, 17, 1))
    ana.hears_later("📣 Tu profe Elena:")


def test_it_can_be_cancelled_until_it_leaves(town, elena, ana):
    """Nobody hears what was cancelled, and no report follows."""
    announces(elena)
    elena.says("mañana a las 8 am")
    elena.taps("Sí, a esa hora")
    elena.taps("Cancelar")
    elena.hears("Listo, cancelado. No le llegó a nadie.")
    ana.taps("Empezar")
    town.walks_to(at(MONDAY + timedelta(days=1), 9))
    assert not any("📣" in text for text in ana.heard())
    assert not any("Llegó a" in text for text in elena.heard())


def test_what_waits_is_listed_each_to_cancel(town, elena, ana):
    """Of two for tomorrow the first is cancelled, and the second still leaves."""
    for hour in (8, 9):
        announces(elena, f"A las {hour} en la plaza")
        elena.says(f"mañana {hour} am")
        elena.taps("Sí, a esa hora")
    elena.says("menú")
    elena.taps("Programados (2)")
    elena.hears(
        "Esperan su hora:\n1. mañana a las 8 a. m.: «A las 8 en la plaza»\n"
        "2. mañana a las 9 a. m.: «A las 9 en la plaza»"
    )
    elena.taps("Cancelar 1")
    elena.hears("Listo, cancelado.")
    elena.sees("Mi grupo", "Anuncio", "Programados (1)")
    ana.listens()
    town.walks_to(at(MONDAY + timedelta(days=1), 10))
    ana.hears_later("A las 9 en la plaza")
    assert not any("A las 8" in text for text in ana.heard())
    elena.says("programados")
    elena.hears("No hay anuncios que esperen su hora.")


def test_too_late_to_cancel_earns_a_correction(elena, ana):
    """What has left cannot be taken back; the same people hear the correction."""
    announces(elena)
    elena.taps("Ahora")
    elena.taps("Cancelar")
    elena.hears("Ya salió para todos.")
    elena.taps("Corrección")
    elena.hears("¿Qué corriges?")
    elena.says("Nos vemos el sábado.")
    elena.hears("Les llegará a los mismos de antes. Se verá así:\n📣 Tu profe Elena. Corrección: Nos vemos el sábado.")
    elena.taps("Ahora")
    ana.hears_later("📣 Tu profe Elena. Corrección:\nNos vemos el sábado.")


def test_a_correction_stays_in_the_menu_for_a_day(town, elena, ana):
    """Whoever comes back later finds it."""
    announces(elena)
    elena.taps("Ahora")
    elena.says("menú")
    assert "Corrección" in elena.buttons()
    elena.waits(days=2)
    elena.says("menú")
    assert "Corrección" not in elena.buttons()


def test_the_text_can_be_changed_before_it_leaves(elena, ana):
    """An old preview never sends the new text, nor the old one."""
    announces(elena, "Mañana a las 9")
    elena.taps("Corregir")
    elena.hears("Escribe de nuevo el texto")
    elena.says("Mañana a las 10")
    elena.hears("Tu profe Elena: Mañana a las 10")
    elena.taps("Ahora", which=0)
    assert not any("📣" in text for text in ana.heard())
    elena.taps("Ahora")
    ana.hears_later("Mañana a las 10")


def test_nothing_is_sent_when_the_teacher_thinks_again(elena, ana):
    """«Cancelar» in the middle of writing, or the button."""
    elena.says("/anuncio")
    elena.says("cancelar")
    elena.hears("Está bien, no mandé nada.")
    announces(elena)
    elena.taps("Corregir")
    elena.taps("No enviar")
    elena.hears("Está bien, no mandé nada.")


def test_a_long_text_is_asked_for_again(elena, ana):
    """What does not fit one message is not cut."""
    announces(elena, "a" * 800)
    elena.hears("Es largo: tiene 800 letras y caben 700.")
    elena.says("Corto")
    elena.hears("📣 Tu profe Elena: Corto")


def test_a_photo_travels_as_a_button(elena, ana):
    """Megas are money: the learner sees its weight and decides."""
    elena.says("/anuncio")
    elena.sends("photo", size=40_000, caption="Así queda la feria")
    elena.hears("Así queda la feria\nLleva un botón para ver tu foto.")
    elena.taps("Ahora")
    ana.hears_later("Así queda la feria")
    ana.sees("Entendido", "Ver foto, 40 KB", "Más")
    ana.taps("Ver foto, 40 KB")
    ana.hears("La foto de tu profe.", "¿Quedó claro?")
    ana.sees("Entendido", "Preguntar a mi profe", "Más")


def test_an_old_photo_is_said_to_have_gone(town, elena, ana):
    """A button that stayed on the phone never ends in silence."""
    elena.says("/anuncio")
    elena.sends("photo", size=40_000, caption="Así queda la feria")
    elena.taps("Ahora")
    ana.hears_later("Así queda la feria")
    old = Tapped(ana.messages()[-1].prompt, "B")
    while town.book(lambda book: book.housekeeping(town.clock.now() + timedelta(days=31))):
        pass
    ana.listens()
    town.hears(ana.carrier_id, old)
    ana.hears("Esa foto ya no está: las fotos se borran a los 30 días.", "¿Quedó claro?")


def test_a_photo_may_go_alone(elena, ana):
    """Its text is asked for, and may be none."""
    elena.says("/anuncio")
    elena.sends("photo", size=1_240_000)
    elena.hears("Tu foto pesa 1.2 MB")
    elena.taps("Sin texto")
    elena.hears("📣 Tu profe Elena te manda una foto.")
    elena.taps("Ahora")
    ana.hears_later("📣 Tu profe Elena te manda una foto.")


def test_a_photo_out_of_the_blue_is_not_lost_silently(elena, ana):
    """It says where a photo belongs."""
    elena.sends("photo")
    elena.hears("Si la foto es para un anuncio, toca «Anuncio» y mándala otra vez.")


def test_a_voice_note_is_no_announcement(elena, ana):
    """It says what fits, and goes on waiting."""
    elena.says("/anuncio")
    elena.sends("voice")
    elena.hears("En un anuncio entran texto o una foto.")
    elena.says("Mañana no hay clase")
    elena.hears("Tu profe Elena: Mañana no hay clase")


def test_without_learners_there_is_nobody_to_tell(elena):
    """Said at once, not after the text is written."""
    elena.says("/anuncio")
    elena.hears("Todavía no hay estudiantes en tus grupos.")


def test_newcomers_get_no_announcements(town, elena, ana):
    """Only those whom the teacher knows."""
    town.learner("Beto M.", accepted=False)
    announces(elena)
    elena.hears("Le llegará a 1 de 1.")


def test_several_groups_are_chosen_from(tmp_path):
    """A group, those who went quiet, all of them."""
    town = Town(tmp_path / "two.db", at(MONDAY, 9))
    town.visit(groups=(("3.º B", "HUAYTAR3", "Elena"), ("3.º A", "HUAYTA3A", "Elena")))
    elena = town.teacher("Elena")
    person = elena.id()
    town.book(lambda book: book.teach("t2", person, book.cohort_by_code("HUAYTA3A").id, town.clock.now()))
    ana, luz = town.learner("Ana R."), town.learner("Luz Q.", "HUAYTA3A")
    announces(elena)
    elena.hears("¿Para quién?")
    assert sorted(elena.buttons()) == ["3.º A (1)", "3.º B (1)", "Mis 2 grupos (2)"]
    elena.says("3.º B")
    elena.hears("Le llegará a 1 de 1.")
    elena.taps("Ahora")
    ana.hears_later("📣")
    assert not any("📣" in text for text in luz.heard())
    town.close()


def test_the_lesson_of_the_day_is_still_offered(town, elena, ana):
    """An announcement does not use it up."""
    announces(elena)
    elena.taps("Ahora")
    town.walks_to(at(MONDAY + timedelta(days=1), 19, 5))
    assert any("Hoy:" in text for text in ana.heard())


def test_a_learner_has_no_announcements_to_send(town, elena, ana):
    """The word is not a teacher's menu to everybody."""
    ana.says("/anuncio")
    assert not any("avisar" in text for text in ana.heard())


def test_another_teacher_cannot_touch_it(town, elena, ana):
    """Raúl, of another group, taps with Elena's button and letter: nothing of hers leaves, stops or is shown to him."""
    town.visit(groups=(("4.º A", "OTRO4A", "Raúl"),))
    raul = town.teacher("Raúl", "OTRO4A")
    announces(elena)
    prompt = elena.messages()[-1].prompt
    ana.listens()
    raul.listens()
    for letter in "ABC":
        raul.town.hears(raul.carrier_id, Tapped(prompt, letter))
    assert not any("📣" in text for text in ana.heard())
    assert not any("feria" in text.lower() for text in raul.heard())
    elena.taps("Ahora")
    ana.hears_later("📣")
