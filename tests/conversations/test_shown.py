"""What was shown is what is sent: an old button, pressed after a later word, does what stood there, or nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.chat import MONDAY, Person, Town, at, world


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


@pytest.fixture
def pupil(town: Town, elena: Person) -> Person:
    """A learner of hers."""
    return town.learner("Ana R.")


def moves(town: Town, learner: Person) -> None:
    """Into the group of another teacher, who accepted them already."""
    town.visit(site="colegio Santa Rosa", groups=(("4.º A", "ROSA4ABC", "Raúl"),))
    person, now = learner.id(), town.clock.now()
    town.book(lambda book: book.enrol("moved", person, book.cohort_by_code("ROSA4ABC").id, now, now))


# --- questions and answers


def test_the_old_button_sends_the_question_above_it(elena, pupil):
    """What was typed since then goes nowhere, whatever it is."""
    pupil.says("profe")
    pupil.says("¿Puedo llevar a mi hermana?")
    pupil.says("llámame al 987654321")
    pupil.taps("Sí, enviar")
    pupil.hears("Listo, ya salió.")
    elena.waits(hours=9)
    elena.hears_later("¿Puedo llevar a mi hermana?")
    assert not any("987654321" in text for text in elena.heard())


def test_each_of_two_previews_sends_its_own(elena, pupil):
    """Both may be meant."""
    pupil.says("profe")
    pupil.says("¿Puedo llevar a mi hermana?")
    pupil.says("profe")
    pupil.says("¿Cuándo es la feria?")
    pupil.taps("Sí, enviar", which=0)
    pupil.taps("Sí, enviar")
    elena.waits(hours=9)
    elena.hears_later("1. Ana R. (3.º B): «¿Puedo llevar a mi hermana?»\n2. Ana R. (3.º B): «¿Cuándo es la feria?»")


def test_ask_my_teacher_is_about_the_words_above_it(pupil):
    """Not about what was searched for later."""
    pupil.says("¿qué es un xilófono?")
    pupil.says("¿cuánto cuesta un ornitorrinco?")
    pupil.taps("Preguntar a mi profe", which=-2)
    pupil.hears("«¿qué es un xilófono?»")


def test_a_question_shown_for_one_teacher_is_shown_again_for_another(town, pupil):
    """It does not go to somebody whose name was not read."""
    pupil.says("profe")
    pupil.says("¿Cuándo es la feria?")
    moves(town, pupil)
    pupil.taps("Sí, enviar")
    pupil.hears("¿Se lo mando así a tu profe Raúl?")
    pupil.taps("Sí, enviar")
    pupil.hears("Listo, ya salió.")


@pytest.mark.slow
@pytest.mark.parametrize("who", ["teacher", "second adult", "learner"])
def test_a_long_text_is_refused_whole(town, elena, pupil, who):
    """With its length and the limit, before anything leaves; what fits is the answer after that."""
    olga = town.with_role("operator", "Olga")
    writer = {"teacher": elena, "second adult": olga, "learner": pupil}[who]
    pupil.says("profe")
    if who != "learner":
        pupil.says("¿Cuándo es la feria?")
        pupil.taps("Sí, enviar")
        town.waits(days=4)
        town.says_good_morning()
        writer.taps("Responder 1" if who == "second adult" else "Responder")
    writer.says("a" * 1100 + " AL FINAL: no firmes nada sin leer.")
    writer.hears("Es largo: tiene 1135 letras y caben 1000.")
    writer.says("No firmes nada sin leer.")
    writer.hears("¿Se lo mando así" if who == "learner" else "Listo, se la mando a Ana R.")


# --- announcements


def test_the_rest_of_a_cut_text_is_not_the_announcement(elena, pupil):
    """A client cuts what does not fit into one message; the tail is told, and what is typed later counts."""
    elena.says("/anuncio")
    elena.says("a" * 4096)
    elena.hears("Es largo: tiene 4096 letras y caben 700.")
    elena.says("lápiz, tijera y un sol para la copia")
    elena.hears("El resto de tu texto largo llegó aparte y no lo tomé.")
    elena.waits(hours=0.1)
    elena.says("Traigan lápiz y tijera.")
    elena.hears("📣 Tu profe Elena: Traigan lápiz y tijera.")


def test_the_rest_of_a_cut_answer_is_not_the_answer(elena, pupil):
    """The same for an answer to a question."""
    pupil.says("profe")
    pupil.says("¿Qué llevo?")
    pupil.taps("Sí, enviar")
    elena.waits(hours=9)
    elena.taps("Responder")
    elena.says("a" * 4096)
    elena.says("lápiz, tijera y un sol para la copia")
    elena.hears("El resto de tu texto largo llegó aparte y no lo tomé.")


@pytest.mark.parametrize("with_words", [0, 1])
def test_an_album_is_one_preview_and_one_line(elena, pupil, with_words):
    """Three pictures come as three messages; one goes, which is said once, with the words of whichever had them."""
    elena.says("/anuncio")
    heard = []
    for n in range(3):
        elena.sends("photo", caption="Mañana feria" if n == with_words else "", album="G1")
        heard += elena.heard()
    assert sum("📣 Tu profe Elena: Mañana feria\nLleva un botón para ver tu foto." in text for text in heard) == 1
    assert sum("En un anuncio va una sola foto: la primera." in text for text in heard) == 1
    assert len(heard) == 2 + with_words
    elena.taps("Ahora")
    pupil.hears_later("Mañana feria")


def test_an_album_for_nobody_is_answered_once(elena, ana):
    """By whoever it was sent, teacher or learner."""
    for person in (elena, ana):
        heard = []
        for _ in range(3):
            person.sends("photo", album="G1")
            heard += person.heard()
        assert len(heard) == 1


def two_announcements(elena: Person) -> None:
    """The preview of one stays above that of another."""
    for text in ("Mañana a las 9.", "Mañana a las 10."):
        elena.says("/anuncio")
        elena.says(text)


@pytest.mark.slow
@pytest.mark.parametrize("label", ["Ahora", "A otra hora", "Corregir"])
def test_an_earlier_preview_does_nothing_to_a_later_one(elena, pupil, label):
    """The one at hand is shown again, and still leaves."""
    two_announcements(elena)
    elena.taps(label, which=-2)
    elena.hears("Ese botón es de un anuncio de antes: con él no mandé nada.\n\n")
    assert "Mañana a las 10." in elena.heard()[0]
    elena.taps("Ahora")
    elena.hears("Saliendo")
    pupil.hears_later("Mañana a las 10.")
    assert not any("Mañana a las 9." in text for text in pupil.heard())


def test_an_earlier_list_of_audiences_is_not_for_the_later_text(town, elena, pupil):
    """Neither its audiences nor [No enviar] nor [Sin texto] change what is written now."""
    elena.says("/anuncio")
    elena.sends("photo")
    elena.says("/anuncio")
    elena.says("Mañana a las 10.")
    elena.taps("Corregir")
    elena.says("/anuncio")
    elena.says("Mañana a las 11.")
    for label in ("Sin texto", "No enviar"):
        elena.taps(label)
        elena.hears("Ese botón es de un anuncio de antes")
    elena.taps("Ahora")
    pupil.hears_later("Mañana a las 11.")


def test_nothing_is_at_hand_once_it_left(elena, pupil):
    """An old preview does not send it twice."""
    two_announcements(elena)
    elena.taps("Ahora")
    elena.taps("Ahora", which=-2)
    elena.hears("Ese botón es de un anuncio de antes: con él no mandé nada.")
    elena.sees("Mi grupo", "Anuncio", "Corrección")


@pytest.mark.slow
@pytest.mark.parametrize("words", ["uy mejor no", "no lo mandes todavía", "cancelar", "ya no, gracias", "no"])
def test_thinking_again_over_a_preview_drops_it(elena, pupil, words):
    """In whatever words; its buttons send nothing any more."""
    elena.says("/anuncio")
    elena.says("Mañana a las 9.")
    elena.says(words)
    elena.hears("Está bien, no mandé nada.")
    elena.taps("Ahora")
    assert not any("📣" in text for text in pupil.heard())


# --- what was offered


def test_an_old_offer_opens_what_it_offered(town, ana):
    """«3 tarjetas, 2 preguntas, 5 minutos», pressed when reviews are due, is that and no more."""
    ana.taps("Empezar")
    ana.does_lesson()
    town.walks_to(at(MONDAY + timedelta(days=1), 20))
    ana.hears_later("Hoy: «¿Quién te compra?». 3 tarjetas, 2 preguntas, 5 minutos.")
    town.walks_to(at(MONDAY + timedelta(days=4), 20))
    ana.hears_later("Hoy: 2 repasos y «¿Quién te compra?»")
    ana.taps("Empezar", which=1)
    ana.hears("1 de 3 · El pan de Beto")


def test_the_first_lesson_is_the_first_lesson(town, ana):
    """[Empezar] at the end of enrolment, once it is done, says what it opens now."""
    ana.says("lección")
    ana.does_lesson(right=False)
    ana.waits(days=1)
    ana.taps("Empezar", which=0)
    ana.hears("Hola, Ana. Hoy: 2 repasos y «¿Quién te compra?»")
    ana.taps("Empezar")
    ana.hears("Repaso.")


def test_a_piece_is_the_one_that_was_offered(town, ana):
    """The button of an older week opens that week's piece, though another one was offered and read since."""
    for weeks in (1, 2):
        town.walks_to(at(MONDAY + timedelta(days=33, weeks=weeks), 9))
    first, second = [message.text for message in ana.messages() if "«" in message.text][-2:]
    ana.taps("Empezar")
    while "Ya lo hice" not in ana.buttons():
        ana.answers(right=True) if ana.buttons()[:1] == ["A"] else ana.taps(ana.buttons()[0])
    ana.taps("Empezar", which=-2)
    pieces = world().course.graduate_pieces
    offered = next(piece for piece in pieces if f"«{piece.title}»" in first and piece.title not in second)
    ana.hears(offered.cards[0].title)


# --- enrolment and groups


def test_a_consent_is_of_the_group_that_was_read(town, luz):
    """After another code, the old [Sí, acepto] leads back to the age for that group."""
    town.visit(site="colegio Santa Rosa", groups=(("4.º A", "ROSA4ABC", "Raúl"),))
    luz.says("/start HUAYTAR3")
    luz.taps("De 14 a 17")
    luz.says("/start ROSA4ABC")
    luz.taps("De 14 a 17")
    luz.taps("Sí, acepto", which=-2)
    luz.hears("¿Aceptas?")
    luz.taps("Sí, acepto")
    luz.hears("¿Con qué nombre te escribo?")


def test_an_old_no_does_not_forget_who_is_enrolled(luz):
    """«No guardo nada tuyo» is said only where it is so."""
    luz.says("/start HUAYTAR3")
    luz.taps("De 14 a 17")
    luz.says("¿y eso?")
    luz.taps("Sí, acepto")
    luz.says("Luz Q.")
    luz.taps("7 p. m.")
    luz.taps("No acepto", which=-2)
    luz.hears("¿Qué hacemos?")


def test_leaving_is_for_the_group_that_was_named(town, pupil):
    """Who has changed group since then stays in the new one."""
    pupil.says("salir del grupo")
    moves(town, pupil)
    pupil.taps("Seguir por mi cuenta")
    pupil.hears("¿Qué hacemos?")
    pupil.says("mi cuenta")
    pupil.hears("Grupo: 4.º A.")


# --- days


def test_a_week_more_is_from_the_day_that_was_meant(town, elena):
    """Pressed again after the visit was moved, it changes nothing."""
    olga = town.with_role("operator", "Olga")
    olga.says("ruta")
    olga.taps("Se queda más")
    olga.says("ruta")
    olga.taps("Se queda más")
    olga.taps("Una semana")
    olga.hears("hasta el viernes 10 de abril")
    olga.taps("Una semana", which=-2)
    olga.hears("Así estaba ya.")


@pytest.mark.parametrize(("days", "told"), [(2, "las lecciones vuelven el lunes 9 de marzo"), (8, "¿Qué día vuelven")])
def test_a_pause_is_until_the_day_that_was_meant(elena, pupil, days, told):
    """Pressed two days later it is still that day; once it is past, it is asked again."""
    elena.says("mi grupo")
    elena.taps("Más")
    elena.taps("Pausar grupo")
    elena.waits(days=days)
    elena.taps("Una semana")
    elena.hears_later(told)


def test_a_paper_is_of_the_number_that_was_read(town, elena):
    """Another child on the same phone has another number, and does not enrol by the first one's."""
    phone = town.person()
    phone.says("/start HUAYTAR3")
    phone.taps("Menos de 14")
    town.walks_to(at(MONDAY, 17, 1))
    elena.taps("Ver hojas")
    elena.waits(days=15)
    phone.says("/start HUAYTAR3")
    phone.taps("Menos de 14")
    phone.listens()
    elena.taps("Papel firmado")
    phone.hears_nothing()


def test_the_morning_is_the_one_that_was_offered(town, elena, pupil):
    """[Mañana, 7 a. m.] pressed when that is past asks again."""
    town.walks_to(at(MONDAY, 21))
    elena.says("/anuncio")
    elena.says("Traigan lápiz.")
    town.walks_to(at(MONDAY + timedelta(days=1), 9))
    elena.listens()
    elena.taps("Mañana, 7 a. m.")
    elena.hears("Se verá así:\n📣 Tu profe Elena: Traigan lápiz.")
