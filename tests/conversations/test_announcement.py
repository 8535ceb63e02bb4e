"""A teacher's word to many: written, shown, sent, cancelled, corrected, reported; and the cohort behind it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.core.announcement import audiences, batch, to_call, weight, went_quiet
from bot.core.people import Class, Cohort, Member, Teacher, Visit
from bot.core.scene import Context
from bot.core.talk.preview import read_moment
from bot.core.talk.rest import read_day
from tests.chat import LIMA, MONDAY, Person, Town, at, world

NOON = at(MONDAY + timedelta(days=16), 12)
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
    ana.sees("Entendido", "Preguntar a mi profe")
    ana.taps("Entendido")
    ana.hears_later("Gracias.")
    elena.waits(hours=0.6)
    elena.hears("Llegó a 1 de 1; 1 tocó «Entendido».")
    elena.sees("Ver la lista", "Corrección")


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
    ana.sees("Entendido", "Ver foto, 40 KB", "Preguntar a mi profe")


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


def test_another_teacher_cannot_touch_it(town, elena, ana):
    """A learner has no announcements to send."""
    ana.says("/anuncio")
    assert not any("avisar" in text for text in ana.heard())


# --- the cohort


def test_the_cohort_says_who_went_quiet(town, elena, ana):
    """By name and since when; after seven school days, whom to call."""
    town.waits(days=9)
    elena.says("/cohorte")
    elena.hears("3.º B, colegio San Juan: 1 estudiante.\nSin responder:\nAna R.: hace 9 días")
    elena.waits(days=4)
    elena.says("/cohorte")
    elena.hears("Para llamar:\nAna R.: hace 13 días")


def test_newcomers_are_accepted_together(town, elena):
    """Half an hour after the first, in one message; the button accepts those who were named."""
    town.learner("Luz Q.", accepted=False)
    town.learner("Beto M.", accepted=False)
    elena.waits(hours=1)
    elena.hears_later("2 nuevos en 3.º B: Luz Q. y Beto M. ¿Son de tu grupo?")
    late = town.learner("Caro S.", accepted=False)
    elena.taps("Son de mi grupo")
    elena.hears("Listo, 2 más en 3.º B. 1 nuevo en 3.º B: Caro S. ¿Es de tu grupo?")
    announces(elena)
    elena.hears("Les llegará a 2 de 2.")
    late.says("profe")
    late.hears_later("todavía no te reconoce")


def test_who_is_not_of_the_group_hears_it_kindly(town, elena):
    """One by one; the learner keeps everything and may say another code."""
    luz = town.learner("Luz Q.", accepted=False)
    elena.says("/cohorte")
    elena.taps("Nuevos (1)")
    elena.taps("Revisar")
    elena.hears("Luz Q. llegó hoy. ¿Es de 3.º B?")
    luz.says("hola")
    elena.taps("No es de mi grupo")
    elena.hears("Listo, ya no hay nuevos por revisar en 3.º B.")
    luz.hears_later("Luz, tu profe dice que no eres de 3.º B.")


def test_signed_papers_open_the_enrolment(town, elena):
    """The teacher knows the child by a number only."""
    nico = town.person()
    nico.says("/start HUAYTAR3")
    nico.taps("Menos de 14")
    elena.says("/cohorte")
    elena.taps("Hojas (1)")
    elena.taps("Papel firmado")
    elena.hears("Listo. Le aviso para que siga con su inscripción.")
    nico.hears_later("Tu profe ya tiene tu hoja firmada.")
    nico.says("Nico")
    nico.hears("Mucho gusto, Nico.")


def test_a_learner_without_a_phone_gets_a_key(town, elena):
    """With it the place is theirs on a phone, later."""
    elena.says("/cohorte")
    elena.taps("Más")
    elena.taps("Sin celular")
    elena.says("yeni p")
    elena.hears("Listo, Yeni P. está en 3.º B. Su clave es ")
    key = elena.heard()[0].split("clave es ")[1].split(":")[0]
    elena.taps("Inscribir a otro")
    elena.says("Yeni P.")
    elena.hears("Ya hay alguien que se llama Yeni P. en 3.º B.")
    phone = town.person()
    phone.says(key)
    phone.hears_later("¡Hola, Yeni!")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("viernes", "viernes 6 de marzo"),
        ("20/03", "viernes 20 de marzo"),
        ("20 de marzo", "viernes 20 de marzo"),
        ("una semana", "lunes 9 de marzo"),
        ("hasta el lunes", "lunes 9 de marzo"),
    ],
)
def test_a_group_rests_until_a_day(elena, ana, typed, day):
    """As a teacher would write it."""
    elena.says("/cohorte")
    elena.taps("Más")
    elena.taps("Pausar grupo")
    elena.says("algún día")
    elena.hears("Escríbeme un día de los próximos tres meses")
    elena.says(typed)
    elena.hears(f"3.º B descansa; las lecciones vuelven el {day}.")
    elena.taps("Seguir con lecciones")
    elena.hears("siguen desde hoy")


def test_no_lesson_is_offered_while_the_group_rests(town, elena, ana):
    """And then it is."""
    elena.says("/cohorte")
    elena.taps("Más")
    elena.taps("Pausar grupo")
    elena.says("viernes")
    ana.waits(days=3)
    ana.hears_nothing()
    ana.waits(days=2)
    ana.hears_later("Hola, Ana")


def test_a_question_is_answered(town, elena, ana):
    """It reaches the teacher, and the answer comes back with the teacher's name."""
    ana.says("profe")
    ana.says("¿Puedo llevar a mi hermana?")
    ana.taps("Sí, enviar")
    elena.hears_later("Ana R. (3.º B) pregunta:\n«¿Puedo llevar a mi hermana?»")
    elena.taps("Responder")
    elena.hears("Escribe tu respuesta para Ana R.")
    elena.says("Claro que sí.")
    elena.hears("Listo, se la mando a Ana R.")
    ana.hears_later("Tu profe Elena responde a «¿Puedo llevar a mi hermana?»:\nClaro que sí.")


def test_a_question_put_off_stays_on_the_list(town, elena, ana):
    """«Después» loses nothing."""
    ana.says("profe")
    ana.says("¿Cuándo es la feria?")
    ana.taps("Sí, enviar")
    elena.taps("Después")
    elena.hears("Queda en tu lista")
    elena.taps("Preguntas (1)")
    elena.hears("¿Cuándo es la feria?")


# --- the role


def test_a_one_time_link_makes_a_teacher(town):
    """The name is asked once; the second use of the link earns kind words."""
    elena = town.teacher("la profe Elena")
    elena.hears("Gracias, profe Elena. Ya llevas 3.º B, colegio San Juan.")
    elena.sees("Mi grupo", "Anuncio")
    stranger = town.person()
    stranger.says("/start 0190f3a2-0000-7000-8000-000000000000")
    stranger.hears("Ese enlace ya se usó o venció.")


# --- small parts


def test_a_batch_moves_the_cursor():
    """At most so many at a time, none twice, none left out."""
    everybody = tuple("abcde")
    first, cursor = batch(everybody, 0, limit=3)
    second, end = batch(everybody, cursor, limit=3)
    assert (*first, *second) == everybody
    assert end == 5
    assert batch(everybody, end, limit=3) == ((), 5)


@pytest.mark.parametrize(("size", "words"), [(300, "1 KB"), (40_000, "40 KB"), (1_240_000, "1.2 MB")])
def test_a_weight_is_read_at_a_glance(size, words):
    """Kilobytes and megabytes, as phones say them."""
    assert weight(size) == words


# --- audiences, from values alone


def member(name: str, *, silent_days: int = 0, accepted: bool = True, graduated: bool = False, **rest: Any) -> Member:
    heard = NOON - timedelta(days=silent_days)
    reach = rest.get("reach", "yes")
    return Member(name, name, accepted, reach, heard, heard, 0, graduated, rest.get("paused", False))


def klass(name: str, *members: Member, arrives: date = MONDAY, site: str = "San Juan", **rest: Any) -> Class:
    visit = Visit(f"v-{name}", site, arrives, arrives + timedelta(days=32), "America/Lima")
    return Class(Cohort(name, name, name, visit, ("Elena",), **rest), members, (), ())


def labels(context: Context, *classes: Class) -> list[str]:
    return [one.label for one in audiences(Teacher("t", "Elena", classes), context)]


@pytest.fixture
def context() -> Context:
    """Wednesday noon of the third week."""
    return world().context(NOON, "es")


def test_the_audiences_are_the_teachers_own(context):
    """The group where the truck is comes first; quiet ones and all mine follow; nothing is empty or said twice."""
    here = klass("3.º B", member("ana"), member("luz", silent_days=9), member("nuevo", accepted=False))
    gone = klass("3.º A", member("beto", graduated=True), arrives=MONDAY - timedelta(weeks=9), site="Córdova")
    assert labels(context, gone, here) == ["3.º B (2)", "Sin responder (1)", "Mis 2 grupos (3)", "3.º A (1)"]
    assert labels(context, klass("3.º B", member("nuevo", accepted=False))) == []
    assert labels(context, klass("3.º B", member("ana"))) == ["3.º B (1)"]


def test_the_graduates_of_a_site_are_an_audience(context):
    """Of all the teacher's groups there, however many."""
    then = MONDAY - timedelta(weeks=9)
    first = klass("3.º A", member("ana", graduated=True), arrives=then)
    second = klass("3.º B", member("luz", graduated=True), member("leo"), arrives=then)
    assert "Egresados San J… (2)" in labels(context, first, second)


def test_a_long_name_never_hides_the_count(context):
    """A button has twenty characters."""
    (label,) = labels(context, klass("Tercero B de la tarde", member("ana")))
    assert label == "Tercero B de la… (1)"
    assert len(label) <= 20


@pytest.mark.parametrize(
    ("days", "quiet", "call"), [(7, False, False), (9, True, False), (12, True, True)], ids=["a week", "more", "long"]
)
def test_silence_is_counted_in_school_days(context, days, quiet, call):
    """A week of silence is worth a word, seven school days a call."""
    cohort = klass("3.º B").cohort
    silent = member("luz", silent_days=days)
    assert (went_quiet(silent, cohort, context), to_call(silent, cohort, context)) == (quiet, call)


def test_a_rest_is_not_silence(context):
    """Nobody was written to while the group paused; nobody without a phone is quiet."""
    paused = klass("3.º B", paused_until=MONDAY + timedelta(days=16)).cohort
    assert not went_quiet(member("luz", silent_days=12), paused, context)
    cohort = klass("3.º B").cohort
    assert not went_quiet(member("yeni", silent_days=12, reach="no_phone"), cohort, context)
    assert not went_quiet(member("leo", silent_days=12, paused=True), cohort, context)


def test_a_graduate_is_quiet_after_three_unanswered_messages(context):
    """Never by days: the messages come more and more rarely."""
    gone = klass("3.º B", arrives=MONDAY - timedelta(weeks=9)).cohort
    assert not went_quiet(member("luz", silent_days=21, graduated=True), gone, context)
    assert went_quiet(member("luz", silent_days=28, graduated=True), gone, context)


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("5", "04 17:00"),
        ("9", "05 09:00"),
        ("a las 12", "05 12:00"),
        ("5 p. m.", "04 17:00"),
        ("8 am", "05 08:00"),
        ("mañana a las 9", "05 09:00"),
        ("hoy 18:30", "04 18:30"),
        ("10 de la noche", "04 22:00"),
        ("luego", None),
    ],
)
def test_an_hour_is_the_next_time_it_comes(typed, when):
    """A bare hour is never in the night; one that is said in full is as the teacher chose."""
    local = datetime(2026, 3, 4, 14, 0, tzinfo=LIMA)
    found = read_moment(typed, local)
    assert (found.strftime("%d %H:%M") if found else None) == when


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("miércoles", date(2026, 3, 11)),
        ("el próximo lunes", date(2026, 3, 9)),
        ("mañana", date(2026, 3, 5)),
        ("hasta el 20/3", date(2026, 3, 20)),
        ("20 de setiembre de 2026", date(2026, 9, 20)),
        ("viernes 20 de marzo", date(2026, 3, 20)),
        ("2/3", date(2027, 3, 2)),
        ("dos semanas", date(2026, 3, 18)),
        ("por 3 días", date(2026, 3, 7)),
        ("31/2", None),
        ("cuando pase el huaico", None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, day):
    """Always one that is still to come."""
    assert read_day(typed, date(2026, 3, 4)) == day
