"""What people write in the middle of things, in their own words, gets what they meant and never three lessons."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.chat import MONDAY, Person, Town, at

FOUND = "Quizá te sirve"
UNKNOWN = "No sé de eso"


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


@pytest.fixture
def reading_(ana: Person) -> Person:
    """Ana is at a card in the middle of her first lesson."""
    ana.taps("Empezar")
    ana.taps("Siguiente")
    return ana


@pytest.fixture
def asked(ana: Person) -> Person:
    """Ana is at her first quiz item."""
    ana.taps("Empezar")
    while ana.buttons()[:2] != ["A", "B"]:
        ana.taps(ana.buttons()[0])
    return ana


def is_searched(person: Person) -> bool:
    return any(FOUND in text or UNKNOWN in text for text in person.heard())


# --- a list that was found


@pytest.mark.slow
@pytest.mark.parametrize("words", ["sí", "dale", "ya", "ok"])
def test_yes_to_a_list_asks_which(ana: Person, words: str) -> None:
    """It chooses nothing by itself; the buttons stay."""
    ana.says("¿cómo pongo precio a mi queso?")
    shown = ana.buttons()
    ana.says(words)
    ana.hears("¿Cuál de ellas? Respóndeme con una letra: A")
    ana.sees(*shown)


@pytest.mark.parametrize("words", ["siguiente", "seguir", "sigue"])
def test_going_on_leaves_the_list(reading_: Person, words: str) -> None:
    """It is the lesson at hand that goes on, not the first that was found."""
    reading_.says("¿cómo pongo precio a mi queso?")
    reading_.says(words)
    assert not is_searched(reading_)
    reading_.hears("2 de 3")


# --- not understanding


@pytest.mark.slow
@pytest.mark.parametrize("words", ["no entiendo la pregunta", "no le entiendo", "explícame", "no comprendo qué dice"])
def test_who_does_not_understand_the_question_is_helped(asked: Person, elena: Person, words: str) -> None:
    """First the hint, then that a guess does no harm."""
    asked.says(words)
    asked.hears("Pista: ")
    asked.says(words)
    asked.hears("Elige la que más te parezca.")
    assert asked.buttons()[:2] == ["A", "B"]


@pytest.mark.slow
@pytest.mark.parametrize("words", ["no sé", "no entiendo", "no entiendo nada profe", "está difícil"])
def test_who_does_not_understand_a_card_is_helped(reading_: Person, elena: Person, words: str) -> None:
    """To read it again, the words, the teacher; the way on stays."""
    reading_.says(words)
    reading_.hears("Léelo otra vez con calma.")
    reading_.sees("Siguiente", "Preguntar a mi profe")
    reading_.taps("Siguiente")
    reading_.hears("3 de 3")


def test_words_are_there_where_they_have_no_button(reading_: Person) -> None:
    """«palabras» at the second card shows the lesson's; outside a lesson it says how to ask for one."""
    reading_.says("palabras")
    assert not is_searched(reading_)
    assert ": " in reading_.heard()[0]
    reading_.does_lesson()
    reading_.says("palabras")
    reading_.hears("Escríbeme la palabra que no conoces")


# --- the teacher


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        "tengo una pregunta para la profe",
        "quiero preguntar a mi profe",
        "puedo hablar con mi profe?",
        "quisiera hacerle una consulta a la miss",
        "cómo le escribo a mi profe",
    ],
)
def test_who_wants_the_teacher_writes_to_her(elena: Person, ana: Person, words: str) -> None:
    """However it is said."""
    ana.says(words)
    ana.hears("Escribe tu pregunta para tu profe Elena.")


@pytest.mark.parametrize(
    "words",
    [
        "quiero preguntar a mi profe si puedo faltar mañana",
        "dile a la profe que mañana no voy a poder",
        "preguntar a mi profe si hay que llevar lápiz",
    ],
)
def test_what_the_teacher_is_to_be_asked_is_the_question(elena: Person, ana: Person, words: str) -> None:
    """Shown before it leaves."""
    ana.says(words)
    ana.hears(f"«{words}»")
    ana.taps("Sí, enviar")
    ana.hears("Listo, ya salió.")


@pytest.mark.parametrize("words", ["la profe me dijo que venda queso", "quiero preguntar cuánto cuesta el queso"])
def test_a_teacher_in_a_story_is_not_called(elena: Person, ana: Person, words: str) -> None:
    """Nothing is to be sent."""
    ana.says(words)
    assert not any("¿Se lo mando" in text or "Escribe tu pregunta" in text for text in ana.heard())


def test_nobody_is_offered_who_cannot_be_asked(town: Town, elena: Person) -> None:
    """The button comes with the teacher's «es de mi grupo»."""
    newcomer = town.learner("Luz Q.", accepted=False)
    for words in ("menú", "¿cómo pongo precio a mi queso?", "¿qué es un xilófono?", "¿eres un robot?", "mi profe"):
        newcomer.says(words)
        assert "Preguntar a mi profe" not in newcomer.buttons(), words
    learner = newcomer.id()
    town.book(lambda book: book.accept(learner, town.clock.now()))
    newcomer.says("menú")
    assert "Preguntar a mi profe" in newcomer.buttons()


# --- a letter


def test_a_letter_is_never_a_button_without_letters(asked: Person) -> None:
    """After «ayuda» it brings the question back that it was meant for."""
    asked.says("ayuda")
    asked.says("ayuda")
    assert "Mi avance" in asked.buttons()
    asked.says("b")
    asked.hears("Pregunta 1 de 2.")
    asked.says("b")
    asked.sees("Siguiente")


def test_a_letter_outside_a_lesson_is_no_choice(ana: Person) -> None:
    """«b» under [Mi lección] [Mi avance] opens neither."""
    ana.says("¿qué es un xilófono?")
    ana.says("la b")
    ana.hears("¿Qué hacemos?")


# --- coming and going


@pytest.mark.slow
@pytest.mark.parametrize("words", ["adiós", "chau", "hasta mañana", "me voy a dormir"])
def test_who_goes_hears_that_nothing_is_lost(reading_: Person, words: str) -> None:
    """And goes on where it was."""
    reading_.says(words)
    reading_.hears("Chau, Ana. Aquí queda todo, para cuando vuelvas.")
    reading_.taps("Seguir")
    reading_.hears("2 de 3")


@pytest.mark.slow
@pytest.mark.parametrize("words", ["no", "no quiero", "no tengo tiempo", "mañana sigo"])
def test_who_does_not_want_now_is_left_in_peace(reading_: Person, words: str) -> None:
    """It stays there, whenever they can."""
    reading_.says(words)
    reading_.hears("Está bien. Aquí queda, cuando puedas.")


def test_progress_in_the_middle_of_the_first_lesson_says_so(reading_: Person) -> None:
    """«todavía no empiezas» is for who has not begun."""
    reading_.says("mi avance")
    reading_.hears("Ana, ya empezaste: vas en «")


# --- enrolling


@pytest.fixture
def declined(luz: Person) -> Person:
    """Luz read what is kept, and said no."""
    luz.says("/start HUAYTAR3")
    luz.taps("De 14 a 17")
    luz.taps("No acepto")
    return luz


@pytest.mark.parametrize("words", ["mejor sí acepto", "sí acepto", "me equivoqué, sí quiero", "Cambié de idea"])
def test_who_said_no_may_think_again(declined: Person, words: str) -> None:
    """The same group, from the age on: nothing was kept."""
    declined.says(words)
    declined.hears("¿Cuántos años tienes?")
    assert "3.º B" in declined.heard()[0]


def test_what_is_said_after_a_no_is_no_wrong_code(declined: Person) -> None:
    """A laugh, a name, a word: what is needed to come in, and the way back stays."""
    for words in ("jaja", "rosa", "bueno pues", "no sé"):
        declined.says(words)
        assert "No encuentro ese código" not in declined.heard()[0], words
        declined.sees("Probar una lección", "Cambié de idea")
    declined.says("mejor sí acepto")
    declined.hears("¿Cuántos años tienes?")


def test_a_code_that_is_none_is_still_called_so(luz: Person) -> None:
    """With a digit or in capitals it was meant for one."""
    for words in ("SANJUAN", "sanjuan9b"):
        luz.says(words)
        luz.hears("No encuentro ese código.")


def test_the_greeting_is_not_said_whole_again(luz: Person) -> None:
    """To a stranger's odd words, only what to do."""
    luz.says("/start")
    luz.hears("Hola. Soy Yachaski")
    luz.says("a ver qué sale")
    assert luz.heard() == ["Si tienes un afiche del camión, escribe su código. Si no, prueba una lección."]


@pytest.mark.parametrize("words", ["no sé", "¿y eso para qué es?", "para qué quieres saber mi edad"])
def test_who_asks_why_is_told_at_the_age(luz: Person, words: str) -> None:
    """And is asked again."""
    luz.says("/start HUAYTAR3")
    luz.says(words)
    luz.hears("Pregunto para saber si alguien de tu casa firma primero una hoja.")
    luz.sees("Menos de 14", "De 14 a 17", "18 o más")


def test_who_asks_why_is_told_at_consent_name_and_hour(luz: Person) -> None:
    """Each question has its reason."""
    luz.says("/start HUAYTAR3")
    luz.taps("De 14 a 17")
    luz.says("y eso para qué es")
    luz.hears("Sirven para enseñarte y para contar, sin nombres")
    luz.taps("Sí, acepto")
    luz.says("¿para qué?")
    luz.hears("Es para saludarte")
    luz.says("Luz Q")
    luz.says("para qué")
    luz.hears("Es para avisarte cuando tengas el celular a la mano.")
    luz.sees("5 p. m.", "6 p. m.", "7 p. m.")


# --- the same day


def test_today_is_called_today(town: Town, elena: Person, ana: Person) -> None:
    """Neither a message nor a departure of this very day has its date."""
    ana.says("a q hora me llega la leccion")
    ana.hears("te llega hoy, a las 7 p. m.")
    town.walks_to(at(MONDAY + timedelta(days=31), 10))
    ana.says("cuando se va el camión")
    ana.hears("El camión se queda hasta mañana (")
    town.walks_to(at(MONDAY + timedelta(days=32), 10))
    ana.says("cuando se va el camión")
    ana.hears("El camión se queda hasta hoy (")


# --- teachers and who runs the programme


@pytest.mark.slow
@pytest.mark.parametrize("words", ["3 B", "3b", "3ro B", "tercero B", "mi grupo 3 B"])
def test_a_group_is_known_however_it_is_written(town: Town, elena: Person, words: str) -> None:
    """Of two, the one that was named."""
    town.visit(site="colegio Santa Rosa", groups=(("3.º A", "ROSA3ABC", "Elena"),))
    other, teacher = town.book(lambda book: book.cohort_by_code("ROSA3ABC")), elena.id()
    town.book(lambda book: book.teach("second class", teacher, other.id, town.clock.now()))
    elena.says(words)
    elena.hears("3.º B, colegio San Juan:")


def test_an_announcement_always_has_a_way_out(elena: Person, ana: Person) -> None:
    """Before it is written, and when it is seen."""
    elena.says("anuncio")
    elena.hears("¿Qué quieres avisar?")
    elena.taps("No enviar")
    elena.hears("Está bien, no mandé nada.")
    elena.says("anuncio mañana no hay clase")
    assert "Si ya no quieres mandarlo, escribe «no»." in elena.heard()[0]
    elena.says("no")
    elena.hears("Está bien, no mandé nada.")


def test_a_question_always_has_a_way_out(elena: Person, ana: Person) -> None:
    """Tapped, or in words."""
    for leave in (lambda: ana.taps("No enviar"), lambda: ana.says("mejor no")):
        ana.says("quiero preguntar a mi profe")
        leave()
        ana.hears("Está bien, no la mandé.")


def test_who_runs_the_programme_sees_both_doors(town: Town) -> None:
    """The road and the questions."""
    olga = town.with_role("operator", "Olga")
    olga.says("hola")
    olga.sees("La ruta", "Preguntas")
    olga.taps("Preguntas")
    olga.hears("Todavía no hay preguntas.")
