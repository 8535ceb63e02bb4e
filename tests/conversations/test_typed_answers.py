"""What answers a question may be typed in any way; what cannot be understood leaves the question where it was."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from bot.core.reply import Ask, Choice, Prompt, Quiz
from bot.core.text import reading
from bot.core.text.weekdays import read_weekdays
from tests.chat import MONDAY, Person, Town, at

JUSTO = "Con todos los turistas", "Con las personas que tienen frío", "Con don Justo, de la feria del domingo"
SOLES = "12 soles", "S/ 20", "3 soles"


def asked_of(*options: str) -> Prompt:
    """A quiz item with these options."""
    quiz = Quiz("x-01-q1", "", "A", options, "", review=False)
    choices = tuple(
        Choice(letter, "quiz.answer", letter, words) for letter, words in zip("ABCDEF", options, strict=False)
    )
    lines = (f"{letter}. {words}" for letter, words in zip("ABCDEF", options, strict=False))
    return Prompt("1", "2", "3", Ask("\n".join(["Pregunta", *lines]), choices, quiz), at(MONDAY, 9))


@pytest.mark.parametrize(
    ("words", "letter"),
    [
        ("la de don justo", "C"),
        ("don jutso", "C"),
        ("yo creo que es con el justo profe", "C"),
        ("la de los turistas", "A"),
        ("las personas con frio", "B"),
        ("la primera", "A"),
        ("la 2da", "B"),
        ("la última", "C"),
        ("la del medio", "B"),
        ("creo que es la c", "C"),
        ("respuesta: b", "B"),
        ("b)", "B"),
        ("rpta. B.", "B"),
        ("la a", "A"),
        ("🅱️", "B"),
        ("Ⓒ", "C"),
        ("❷", "B"),
        ("la dos", "B"),
        ("opción número 3", "C"),
        ("d", None),
        ("4", None),
        ("la a o la b", None),
        ("no es la de justo", None),
        ("con alguien", None),
        ("voy a vender queso en la feria con mi mamá", None),
    ],
)
def test_an_option_is_chosen_however_it_is_named(words: str, letter: str | None) -> None:
    """By letter, number, place or its own words; where two fit, none is taken."""
    assert reading.chosen(asked_of(*JUSTO), words) == letter


@pytest.mark.parametrize(
    ("words", "letter"), [("20 soles", "B"), ("20", "B"), ("12", "A"), ("1", "A"), ("3", "C"), ("soles", None)]
)
def test_amounts_are_the_options_own_words(words: str, letter: str | None) -> None:
    """A number that is both a place and an amount of another option is none."""
    assert reading.chosen(asked_of(*SOLES), words) == letter
    assert reading.chosen(asked_of("3 soles", "5 soles", "8 soles"), "3") is None


@pytest.mark.slow
def test_no_digit_of_any_script_is_a_fault() -> None:
    """What Unicode calls a digit is a number, or nothing."""
    digits = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isdigit() or chr(code).isnumeric()]
    prompt = asked_of(*JUSTO)
    assert len(digits) > 1000
    for digit in digits:
        letter, value = reading.chosen(prompt, digit), unicodedata.digit(digit, None)
        assert value is None or letter == {1: "A", 2: "B", 3: "C"}.get(value), digit


@pytest.fixture
def asked(ana: Person) -> Person:
    """Ana is at her first quiz item."""
    ana.taps("Empezar")
    while ana.buttons()[:2] != ["A", "B"]:
        ana.taps(ana.buttons()[0])
    return ana


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", ["d", "❾", "la verdad que me gustan las dos", "pucha", "profe una de esas", "quiero vender"]
)
def test_an_answer_that_is_none_stays_at_the_question(asked: Person, words: str) -> None:
    """The question again, with the form of an answer; the second time only that."""
    asked.says(words)
    asked.hears("Respóndeme con una letra: A, B o C.\nPregunta 1 de ")
    asked.says(words)
    assert asked.heard() == ["Respóndeme con una letra: A, B o C."]
    asked.says("la última")
    asked.sees("Siguiente")


@pytest.mark.slow
@pytest.mark.parametrize("words", ["nose", "ni idea", "no entiendo profe", "no me acuerdo"])
def test_who_does_not_know_gets_the_hint(asked: Person, words: str) -> None:
    """However it is said."""
    asked.says(words)
    asked.hears("Pista: ")


@pytest.mark.parametrize(
    ("words", "answer"),
    [("¿cómo pongo precio a mi queso?", "lecciones"), ("como pongo precio a mi queso", "lecciones")],
)
def test_a_question_of_ones_own_still_reaches_the_lessons(asked: Person, words: str, answer: str) -> None:
    """With its marks or without."""
    asked.says(words)
    asked.hears_later(answer)


def test_a_letter_means_the_latest_question(asked: Person) -> None:
    """A list that was opened in between is older than the question that came after it."""
    asked.says("¿cómo pongo precio a mi queso?")
    assert "Preguntar a mi profe" in asked.buttons()
    asked.says("/leccion")
    assert asked.buttons()[:2] == ["A", "B"]
    asked.says("b")
    asked.sees("Siguiente")


def test_after_hours_other_words_are_not_held_to_the_question(asked: Person) -> None:
    """A letter answers it whenever it comes; a sentence of the evening is about something else."""
    asked.waits(hours=3)
    asked.says("quiero vender queso en la feria")
    assert "Respóndeme" not in asked.heard()[-1]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("siete de la noche", "7 p. m."),
        ("7 y media", "7:30 p. m."),
        ("como a las 7 pm", "7 p. m."),
        ("a las siete", "7 p. m."),
        ("19h", "7 p. m."),
        ("07:00", "7 a. m."),
        ("07", "7 a. m."),
        ("cuarto para las 8", "7:45 p. m."),
        ("mejor a las 5 profe", "5 p. m."),
        ("al mediodía", "12 p. m."),
        ("❼", "7 p. m."),
    ],
)
def test_an_hour_is_read_as_people_say_it(ana: Person, words: str, hour: str) -> None:
    """A bare hour is the afternoon, a zero before it the morning."""
    ana.says("mi hora")
    ana.says(words)
    ana.hears(f"a las {hour}")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("después del colegio", "¿Y a qué hora es eso, más o menos?"),
        ("cuando salga del cole", "¿Y a qué hora es eso, más o menos?"),
        ("en la noche nomás", "¿Y a qué hora es eso, más o menos?"),
        ("cualquiera", "Entonces te propongo las 6 p. m."),
        ("no puedo a las 7", "Escríbeme la hora así: 5 p. m."),
        ("6 am", "Escríbeme la hora así: 5 p. m."),
    ],
)
def test_what_is_no_hour_is_asked_again(town: Town, words: str, answer: str) -> None:
    """One sentence with the form and three hours to tap, and never lessons."""
    luz = town.person()
    for act in ("/start HUAYTAR3", "De 14 a 17", "Sí, acepto", "Luz Q"):
        luz.says(act)
    luz.says(words)
    luz.hears(answer)
    luz.sees("5 p. m.", "6 p. m.", "7 p. m.")


def test_a_word_for_something_else_still_leaves_the_hour(ana: Person) -> None:
    """«ayuda» is help, «¿…?» a question."""
    ana.says("mi hora")
    ana.says("ayuda")
    ana.hears("Puedo darte tu lección")
    ana.says("mi hora")
    ana.says("¿cómo vendo más queso?")
    ana.hears_later("lecciones")


def test_a_teachers_hour_is_asked_again(town: Town) -> None:
    """The same for the hour of the questions."""
    elena = town.teacher("Elena")
    elena.says("/preguntas")
    elena.says("en la noche")
    elena.hears("Escríbeme la hora así: 5 p. m.")
    elena.says("a las seis de la tarde")
    elena.hears("6 p. m.")


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("lun mie vie", (0, 2, 4)),
        ("de lunes a jueves", (0, 1, 2, 3)),
        ("martes y juebes", (1, 3)),
        ("todos los días", tuple(range(7))),
        ("los domingos", (6,)),
        ("el fin de semana", (5, 6)),
        ("Miércoles, sabado", (2, 5)),
        ("martha y yo", ()),
        ("cuando pueda", ()),
    ],
)
def test_weekdays_are_read_as_people_say_them(words: str, days: tuple[int, ...]) -> None:
    """Cut short, with a slip, from one to another."""
    assert read_weekdays(words) == days
