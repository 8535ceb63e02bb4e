"""Items that are answered by writing a number, by putting steps in order, or by finding a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from bot.core.attempt import OTHER, option_hash
from bot.core.text.layout import Limits, lay_out
from lessons_es.plain_text import Notes, sections
from lessons_es.quiz import FIND, item
from lessons_es.schema import QuizItem
from tests.chat import Person, Town, key_of

NUMBER = """\
## Pregunta: q1

Diana vende 10 empanadas a 2 soles. Gastó 14 soles en todo. ¿Cuánto le queda?

Respuesta: 6 soles

> 6: ¡Eso! Entran 20 y se fueron 14.
> 20: Eso es lo que entra. Falta quitar
> lo que gastó.
> otro: Mira cuánto entra y quita lo que gastó.
> Pista: primero mira cuánto entra.
"""
ORDER = """\
## Pregunta: q1

Toño quiere vender queso. ¿Qué hace primero, y qué después?

1. Pregunta a tres vecinos qué compran
2. Hace tres quesos de prueba
3. Los ofrece y anota cuántos vendió

> Bien: ¡Eso! Primero se pregunta.
> Casi: Sin preguntar, no sabe para quién es el queso.
> Pista: ¿qué no cuesta nada?
"""
FOUND = """\
## Encuentra: q1

¿Qué frase delata el engaño?

- [ ] Hola, soy del banco.
  > Eso lo dice cualquiera.
- [ ] Tu cuenta tiene un aviso.
  > Puede ser cierto.
- [x] Dame el código que te llegó.
  > ¡Eso! Nadie pide ese código.
- [ ] Gracias por tu tiempo.
  > Es cortesía.
> Pista: ¿qué te piden?
"""


def parsed(text: str) -> QuizItem:
    """The item that an author wrote."""
    notes = Notes("x.md")
    known = {"pregunta": "Pregunta: q1", FIND: "Encuentra: q1"}
    read = item(sections(text, known, notes)[0], "emp-01", notes)
    assert read is not None, notes.mistakes
    return read


def teach(town: Town, text: str) -> None:
    """The first question of the first lesson is this one."""
    course = town.house.inbox.world.course
    unit, *units = course.units
    lesson, *lessons = unit.lessons
    first = replace(lesson, items=(parsed(text), lesson.items[1]))
    taught = replace(course, units=(replace(unit, lessons=(first, *lessons)), *units))
    town.house.inbox.world = replace(town.house.inbox.world, course=taught)


def to_the_question(person: Person) -> None:
    for label in ("Empezar", "Siguiente", "Siguiente", "Ir a las preguntas"):
        person.taps(label)


def attempts(town: Town, person: Person) -> list[tuple[str, str, bool, bool]]:
    """The answers as they were kept: as shown, as what, right, hinted."""
    learner = person.id()
    rows: list[dict[str, Any]] = town.book(lambda book: book.everything(learner))["attempt"]
    return [(row["chosen"], row["option"], bool(row["is_right"]), bool(row["hinted"])) for row in rows]


@pytest.mark.parametrize("words", ["6", "6 soles", "S/ 6", "seis", "6.00", "6,00", "creo que le quedan 6", "20-14=6"])
def test_a_number_is_written_in_any_form(town: Town, ana: Person, words: str) -> None:
    """However people write six soles, it is right."""
    teach(town, NUMBER)
    to_the_question(ana)
    ana.hears("Pregunta 1 de 2. Diana vende 10 empanadas")
    ana.sees("No lo sé")
    ana.says(words)
    ana.hears("¡Eso! Entran 20 y se fueron 14.")
    ana.sees("Siguiente")


def test_each_wrong_road_has_its_own_explanation(town: Town, ana: Person) -> None:
    """Who forgot what was spent is told just that, and what it was; the road is kept, and not the text."""
    teach(town, NUMBER)
    to_the_question(ana)
    ana.says("20 soles")
    ana.hears("Casi. Eso es lo que entra. Falta quitar lo que gastó. Respuesta: 6 soles.")
    assert attempts(town, ana) == [("B", option_hash("20"), False, False)]


def test_any_other_number_is_told_how_to_count(town: Town, ana: Person) -> None:
    """And of it nothing is kept but that it was another one."""
    teach(town, NUMBER)
    to_the_question(ana)
    ana.says("8.50")
    ana.hears("Mira cuánto entra y quita lo que gastó. Respuesta: 6 soles.")
    assert attempts(town, ana) == [("C", OTHER, False, False)]


def test_who_does_not_know_gets_the_hint_and_then_the_explanation(town: Town, ana: Person) -> None:
    """By the button or in words; nobody is stuck before a number."""
    teach(town, NUMBER)
    to_the_question(ana)
    ana.says("no sé")
    ana.hears("Pista: Primero mira cuánto entra.")
    ana.taps("No lo sé")
    ana.hears("Mira cuánto entra y quita lo que gastó.")
    assert attempts(town, ana) == [("C", OTHER, False, True)]


def test_the_button_can_be_typed_where_it_stands_in_words(town: Town, ana: Person) -> None:
    """A channel without buttons says «A. No lo sé»."""
    teach(town, NUMBER)
    to_the_question(ana)
    ana.says("a")
    ana.hears("Pista: Primero mira cuánto entra.")
    ana.says("A")
    ana.hears("Mira cuánto entra y quita lo que gastó.")


def test_words_that_are_no_number_leave_the_question_open(town: Town, ana: Person) -> None:
    """It is said in which form, and an hour is no answer."""
    teach(town, NUMBER)
    to_the_question(ana)
    ana.says("pan con queso a las 7")
    ana.hears("Respóndeme con un número, así: 12 o 12.50.")
    ana.says("6")
    ana.hears("¡Eso!")


def right_order(person: Person) -> str:
    quiz = person._prompt().ask.quiz
    assert quiz is not None
    return str(quiz.answers[0])


@pytest.mark.parametrize("form", ["{0} {1} {2}", "{0}{1}{2}", "primero la {0}, después la {1} y al final la {2}"])
def test_steps_are_put_in_order_in_letters(town: Town, ana: Person, form: str) -> None:
    """«B A C», «bac» and a whole sentence."""
    teach(town, ORDER)
    to_the_question(ana)
    ana.sees("A", "B", "C")
    ana.says(form.format(*right_order(ana).lower()))
    ana.hears("¡Eso! Primero se pregunta.")


def test_steps_are_put_in_order_in_numbers(town: Town, ana: Person) -> None:
    """«2 1 3» says what «B A C» says."""
    teach(town, ORDER)
    to_the_question(ana)
    ana.says(" ".join(str("ABC".index(letter) + 1) for letter in right_order(ana)))
    ana.hears("¡Eso! Primero se pregunta.")


def test_steps_are_tapped_one_at_a_time(town: Town, ana: Person) -> None:
    """What was given so far is told, a slip can be taken back, and the last one is clear."""
    teach(town, ORDER)
    to_the_question(ana)
    first, second, third = list(right_order(ana))
    ana.taps(third)
    ana.hears(f"Llevas: {third}. ¿Cuál sigue?")
    ana.taps(third)
    ana.hears("Toca en orden")
    ana.taps(first)
    ana.taps(second)
    ana.hears("¡Eso! Primero se pregunta.")
    assert [row[2] for row in attempts(town, ana)] == [True]


def test_another_order_is_explained(town: Town, ana: Person) -> None:
    """With the right one as it stood before the learner."""
    teach(town, ORDER)
    to_the_question(ana)
    right = right_order(ana)
    ana.says(right[::-1])
    ana.hears(f"Casi. Sin preguntar, no sabe para quién es el queso. El orden: {', '.join(right)}.")
    assert attempts(town, ana)[0][1] == OTHER


def test_the_sentence_that_gives_it_away_is_found(town: Town, ana: Person) -> None:
    """The message stays in its order, each sentence with a letter and an explanation."""
    teach(town, FOUND)
    to_the_question(ana)
    ana.hears("A. Hola, soy del banco.\nB. Tu cuenta tiene un aviso.\nC. Dame el código que te llegó.\nD. Gracias")
    ana.says("la b")
    ana.hears("Casi. Puede ser cierto. Era la C.")


def test_a_shared_screen_asks_them_too(town: Town, ana: Person) -> None:
    """Who sits at a tablet of the truck writes the number there."""
    teach(town, NUMBER)
    to_the_question(ana)
    seat = town.screen()
    seat.says(key_of(ana))
    seat.says("lección")
    seat.hears_later("Diana vende 10 empanadas")
    seat.says("seis soles")
    seat.hears("¡Eso! Entran 20 y se fueron 14.")


def test_who_only_tries_a_lesson_is_told_too(town: Town) -> None:
    """Nothing is graded, and the explanation is the same."""
    teach(town, NUMBER)
    rosa = town.person()
    rosa.says("/start probar")
    for label in ("Siguiente", "Siguiente", "Ir a las preguntas"):
        rosa.taps(label)
    rosa.says("20")
    rosa.hears("Eso es lo que entra. Falta quitar lo que gastó. Respuesta: 6 soles.")


def test_where_there_are_no_buttons_everything_stands_in_words(town: Town, ana: Person) -> None:
    """Steps and sentences have their letters in the text, and «No lo sé» is written out."""
    to_the_question(ana)
    for text, words in ((NUMBER, "A. No lo sé"), (ORDER, "C. "), (FOUND, "D. Gracias")):
        teach(town, text)
        ana.says("lección")
        assert words in lay_out(ana._prompt().ask, Limits(buttons=False))[-1].text


@pytest.mark.parametrize("text", [NUMBER, ORDER, FOUND])
def test_they_come_back_as_reviews(town: Town, ana: Person, text: str) -> None:
    """What was missed is asked again on its day, in the same shape."""
    teach(town, text)
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    ana.waits(days=1.5)
    ana.taps("Empezar")
    while "Repaso" in ana.heard()[-1]:
        ana.answers(right=True)
        ana.taps(ana.buttons()[0])
    assert {row[2] for row in attempts(town, ana)[-2:]} == {True}
