"""A question between a child and an adult: together, at an hour, in text, and read by a second adult."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.chat import MONDAY, Person, Town, at


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


@pytest.fixture
def pupil(town: Town, elena: Person) -> Person:
    """A learner of hers."""
    return town.learner("Ana R.")


@pytest.fixture
def olga(town: Town) -> Person:
    """The second adult."""
    return town.with_role("operator", "Olga")


def asks(learner: Person, text: str) -> None:
    """From «profe» to the confirmation."""
    learner.says("profe")
    learner.says(text)
    learner.taps("Sí, enviar")


def test_questions_come_together_at_the_teachers_hour(town, elena, pupil):
    """Not one by one through the day; both in one message at 5 p. m."""
    luz = town.learner("Luz Q.")
    asks(pupil, "¿Puedo llevar a mi hermana?")
    asks(luz, "¿Cuándo es la feria?")
    elena.listens()
    town.walks_to(at(MONDAY, 16, 58))
    assert not any("hermana" in text for text in elena.heard())
    town.walks_to(at(MONDAY, 17, 1))
    elena.hears_later("2 preguntas te esperan:\n1. Ana R. (3.º B): «¿Puedo llevar a mi hermana?»\n2. Luz Q. (3.º B)")
    elena.sees("Responder 1", "Responder 2")
    elena.taps("Responder 2")
    elena.hears("Luz Q. (3.º B) pregunta:")
    elena.taps("Responder")
    elena.says("El sábado.")
    luz.hears_later("Tu profe Elena responde a «¿Cuándo es la feria?»:\nEl sábado.")


def test_the_learner_is_told_when_answers_come(pupil):
    """Before sending, and after."""
    pupil.says("profe")
    pupil.says("¿Cuándo es la feria?")
    pupil.hears("Suele responder de lunes a viernes, desde las 5 p. m.")
    pupil.taps("Sí, enviar")
    pupil.hears("Le llega hoy a las 5 p. m.")


def test_on_weekdays_only(town, elena, pupil):
    """What is asked on Saturday waits for Monday."""
    town.walks_to(at(MONDAY + timedelta(days=5), 10))
    asks(pupil, "¿Cuándo es la feria?")
    pupil.hears("Le llega el lunes 9 de marzo a las 5 p. m.")
    elena.listens()
    town.walks_to(at(MONDAY + timedelta(days=7), 6, 59))
    elena.hears_nothing()
    elena.waits(hours=0.1)
    assert "Te espera 1 pregunta." in elena.heard()[0]
    elena.taps("Preguntas (1)")
    elena.hears("¿Cuándo es la feria?")


def test_the_teacher_chooses_the_hour(town, elena, pupil):
    """By a button or in words; learners are told the new one."""
    elena.says("/preguntas")
    elena.hears("Te mando las preguntas juntas, de lunes a viernes a las 5 p. m.")
    elena.says("7 pm")
    elena.hears("Listo. Te mando las preguntas a las 7 p. m.")
    asks(pupil, "¿Cuándo es la feria?")
    pupil.hears("a las 7 p. m.")
    elena.listens()
    town.walks_to(at(MONDAY, 18, 30))
    assert not any("feria" in text for text in elena.heard())
    elena.waits(hours=0.6)
    elena.hears_later("¿Cuándo es la feria?")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("llámame al 987654321", "números"),
        ("mira t.me/ana", "enlaces"),
        ("por el wasap mejor", "nombres de otras redes"),
    ],
)
def test_numbers_and_links_are_held_back_both_ways(town, elena, pupil, words, why):
    """With the reason, and the next words are still the question or the answer."""
    pupil.says("profe")
    pupil.says(words)
    pupil.hears(f"No llevo {why}")
    pupil.says("¿Cuándo es la feria?")
    pupil.hears("¿Se lo mando así a tu profe Elena?")
    pupil.taps("Sí, enviar")
    elena.waits(hours=9)
    elena.taps("Responder")
    elena.says(words)
    elena.hears(f"No llevo {why}")
    elena.says("El sábado.")
    elena.hears("Listo, se la mando a Ana R.")


def test_a_number_in_several_questions_is_held(pupil):
    """What was asked in the last day counts; a learner is told how to ask for help."""
    asks(pupil, "¿puedo llevar 987 panes?")
    asks(pupil, "¿o son 654?")
    pupil.says("profe")
    pupil.says("mejor 321")
    pupil.hears("No llevo números")
    pupil.says("por insta entonces")
    pupil.hears("Si alguien te molesta en una red, escribe «ayuda».")


def test_a_number_in_several_answers_is_held(town, elena, pupil):
    """One answer each for three questions, and the third would end the number."""
    for text in ("¿Cuándo es la feria?", "¿Puedo ir?", "¿A qué hora?"):
        asks(pupil, text)
    town.walks_to(at(MONDAY, 17, 1))
    for words, heard in (("nueve ocho siete", "Listo"), ("seis cinco cuatro", "Listo"), ("tres dos uno", "No llevo")):
        elena.says("mi grupo")
        elena.taps(elena.buttons()[0])
        elena.taps("Responder")
        elena.says(words)
        elena.hears(heard)


def test_text_only_both_ways(elena, pupil):
    """A photo or a voice note is not carried."""
    pupil.says("profe")
    pupil.sends("photo")
    pupil.hears("Aquí solo llevo texto.")
    pupil.says("¿Cuándo es la feria?")
    pupil.taps("Sí, enviar")
    elena.waits(hours=9)
    elena.taps("Responder")
    elena.sends("photo")
    elena.hears("Aquí solo llevo texto.")


def test_a_second_adult_reads_every_exchange(elena, pupil, olga):
    """Questions with their answers, by name and group."""
    asks(pupil, "¿Cuándo es la feria?")
    olga.says("preguntas")
    olga.hears("Ana R. (3.º B): «¿Cuándo es la feria?»\nTodavía sin respuesta.")
    elena.waits(hours=9)
    elena.taps("Responder")
    elena.says("El sábado.")
    olga.says("preguntas")
    olga.hears("Ana R. (3.º B): «¿Cuándo es la feria?»\nElena: «El sábado.»")


@pytest.fixture
def raul(town: Town, elena: Person) -> Person:
    """The second teacher of 3.º B."""
    return town.teacher("Raúl")


def test_the_first_of_two_teachers_closes_the_question(elena, raul, pupil):
    """The other one reads question and answer instead, and the learner hears once."""
    asks(pupil, "¿Cuándo es la feria?")
    elena.waits(hours=9)
    raul.hears_later("Ana R. (3.º B) pregunta:\n«¿Cuándo es la feria?»")
    elena.taps("Responder")
    elena.says("El sábado.")
    pupil.hears_later("Tu profe Elena responde a «¿Cuándo es la feria?»:\nEl sábado.")
    raul.taps("Responder")
    raul.hears("Esa pregunta ya tiene respuesta.\nAna R. (3.º B): «¿Cuándo es la feria?»\nElena: «El sábado.»")
    raul.sees("Mi grupo", "Anuncio")


def test_who_was_writing_when_the_other_answered_reads_it_too(elena, raul, pupil):
    """What was typed goes nowhere: the learner is not told twice."""
    asks(pupil, "¿Cuándo es la feria?")
    elena.waits(hours=9)
    raul.taps("Responder")
    elena.taps("Responder")
    elena.says("El sábado.")
    pupil.listens()
    raul.says("Creo que el domingo.")
    raul.hears("Esa pregunta ya tiene respuesta.\nAna R. (3.º B): «¿Cuándo es la feria?»\nElena: «El sábado.»")
    pupil.hears_nothing()


def test_an_answer_is_not_shown_to_who_lost_sight_of_the_class(town, elena, raul, pupil):
    """An old button opens nothing that is not theirs."""
    asks(pupil, "¿Cuándo es la feria?")
    elena.waits(hours=9)
    elena.taps("Responder")
    elena.says("El sábado.")
    town.visit(site="colegio Santa Rosa", groups=(("4.º A", "ROSA4ABC", "Raúl"),))
    other = raul.id()

    def moves(book):
        book.stop_teaching(other, book.cohort_by_code("HUAYTAR3").id, town.clock.now())
        book.teach("other", other, book.cohort_by_code("ROSA4ABC").id, town.clock.now())

    town.book(moves)
    raul.taps("Responder")
    raul.hears("Esa pregunta ya tiene respuesta.")
    assert "feria" not in raul.heard()[0]


def test_many_exchanges_are_read_page_by_page(town, pupil, olga):
    """Five at a time, the newest first."""
    for n in range(4):
        asks(pupil, f"pregunta {n}")
    luz = town.learner("Luz Q.")
    for n in range(4, 7):
        asks(luz, f"pregunta {n}")
    olga.says("preguntas")
    olga.sees("Ver más", "Códigos de grupo")
    olga.taps("Ver más")
    assert "pregunta 1" in olga.heard()[0]
    assert "pregunta 2" not in olga.heard()[0]


def test_consent_and_invitation_say_so(town, elena):
    """Both sides know that a second adult reads."""
    from bot.core import phrase

    assert "Lo que le preguntes también lo puede leer una persona del programa." in phrase.CONSENT
    assert any("Una persona del programa puede leer cada pregunta" in text.text for text in elena.messages())


def test_an_answer_is_reported(town, elena, pupil):
    """To who protects the learners, with the exchange; the teacher does not hear of it."""
    carmen = town.with_role("protection", "Carmen")
    asks(pupil, "¿Cuándo es la feria?")
    elena.waits(hours=9)
    elena.taps("Responder")
    elena.says("Quédate cuando todos se vayan.")
    elena.listens()
    pupil.taps("Reportar")
    pupil.hears_later("Gracias por avisar. Ya se lo paso a quien cuida a los estudiantes.")
    carmen.hears_later("Hay un aviso por atender.")
    carmen.taps("Ver")
    carmen.hears("reporta la respuesta de su profe")
    assert "«¿Cuándo es la feria?»\nElena: «Quédate" in carmen.heard()[-1]
    carmen.taps("Yo me encargo")
    elena.waits(hours=30)
    assert not any("report" in text for text in elena.heard())


def test_a_question_is_reported(town, elena, pupil):
    """By the teacher, from under it."""
    carmen = town.with_role("protection", "Carmen")
    asks(pupil, "profe salga conmigo")
    elena.waits(hours=9)
    elena.taps("Reportar")
    elena.hears("Gracias por avisar.")
    carmen.hears_later("Hay un aviso por atender.")
    carmen.taps("Ver")
    carmen.hears("su profe reporta una pregunta suya")
    assert "«profe salga conmigo»" in carmen.heard()[-1]


def test_five_a_day(pupil):
    """The sixth waits for tomorrow."""
    for n in range(5):
        asks(pupil, f"pregunta {n}")
    pupil.says("profe")
    pupil.hears("Hoy ya mandaste 5 preguntas.")
    pupil.waits(days=1)
    pupil.says("profe")
    pupil.hears("Escribe tu pregunta para tu profe Elena.")


def test_a_teacher_pauses_one_learners_questions(town, elena, pupil, olga):
    """For a week; the second adult sees it, and the learner reads why."""
    asks(pupil, "¿hola?")
    elena.waits(hours=9)
    elena.taps("Responder")
    elena.taps("Pausar sus preguntas")
    elena.hears("No recibes preguntas de Ana R. hasta el lunes 9 de marzo.")
    olga.hears_later("Profe Elena pausó las preguntas de Ana R. (3.º B) hasta el lunes 9 de marzo.")
    pupil.says("profe")
    pupil.hears("Tu profe no recibe tus preguntas hasta el lunes 9 de marzo.")
    pupil.waits(days=7)
    pupil.says("profe")
    pupil.hears("Escribe tu pregunta")


def test_three_school_days_without_an_answer(town, elena, pupil, olga):
    """The learner is told, the second adult has it the next morning, and that answer arrives."""
    asks(pupil, "¿Cuándo es la feria?")
    town.walks_to(at(MONDAY + timedelta(days=3), 9, 30))
    pupil.hears_later("Tu profe todavía no responde a «¿Cuándo es la feria?». Se la pasé a una persona del programa.")
    town.walks_to(at(MONDAY + timedelta(days=4), 7, 1))
    town.says_good_morning()
    olga.hears_later("1 pregunta lleva tres días de clase sin respuesta:\n1. Ana R.: «¿Cuándo es la feria?»")
    olga.taps("Responder 1")
    olga.says("El sábado a las 9.")
    olga.hears("Listo, se la mando a Ana R.")
    pupil.hears_later("El sábado a las 9.")


def test_an_answered_question_goes_nowhere_else(town, elena, pupil, olga):
    """Nobody is called for what is done."""
    asks(pupil, "¿Cuándo es la feria?")
    elena.waits(hours=9)
    elena.taps("Responder")
    elena.says("El sábado.")
    town.waits(days=5)
    town.says_good_morning()
    olga.hears_later("Ninguna pregunta espera más de tres días.")
