"""The course as values: what is found, what follows, what changes a meaning."""

from __future__ import annotations

from msgspec.structs import replace

from lessons_es.catalog import load
from lessons_es.schema import Course, Option, QuizItem

RIGHT = Option("Irma", correct=True, explanation="¡Eso!")
WRONG = Option("Todos", correct=False, explanation="Todos no tiene nombre.")
ITEM = QuizItem("abc-01-q1", "¿Quién compra?", (RIGHT, WRONG), "Tiene nombre.")


def test_the_hash_changes_with_the_meaning() -> None:
    """Another question, another option or another right one is another item."""
    others = [
        replace(ITEM, question="¿Quién vende?"),
        replace(ITEM, options=(RIGHT, replace(WRONG, text="Nadie"))),
        replace(ITEM, options=(replace(RIGHT, correct=False), replace(WRONG, correct=True))),
        replace(ITEM, options=(RIGHT, WRONG, replace(WRONG, text="Nadie"))),
    ]
    assert len({ITEM.content_hash, *(item.content_hash for item in others)}) == 5


def test_the_hash_stays_when_the_meaning_stays() -> None:
    """Order, explanations and hint may be mended; the digits are the same on every machine."""
    mended = replace(ITEM, options=(replace(WRONG, explanation="No."), RIGHT), hint="Piensa.")
    assert mended.content_hash == ITEM.content_hash == "bd5e5442fe5184fb"


def test_an_explanation_names_the_letter_as_shown() -> None:
    """A wrong option tells which was right: where the author put it, or at the end."""
    placed = replace(WRONG, explanation="Dice más: la {correcta}.")
    assert placed.explained("B") == "Dice más: la B."
    assert WRONG.explained("C") == "Todos no tiene nombre. Era la C."
    assert RIGHT.explained("A") == "¡Eso!"


def test_lessons_and_items_are_found_by_id() -> None:
    """Graduate pieces too; an id that nobody has is None."""
    course = load()
    found = course.item("emp-02-q1")
    assert found is not None
    assert (found[0].id, found[1].right.text) == ("emp-02", "Con don Justo, de la feria del domingo")
    assert course.lesson("gra-01") == course.graduate_pieces[0]
    assert course.lesson("emp-99") is None
    assert course.item("emp-02-q9") is course.item("emp-02") is None


def test_each_lesson_leads_to_the_next() -> None:
    """The last one leads nowhere, and lessons do not lead to graduate pieces."""
    course = load()
    for before, after in zip(course.lessons, course.lessons[1:], strict=False):
        assert course.after(before.id) is after
    assert course.after(course.lessons[-1].id) is course.after("nada") is None
    assert course.after("gra-01") == course.lesson("gra-02")


def test_an_empty_course_has_no_lessons() -> None:
    """A course without units answers as well."""
    assert Course(()).lessons == ()
    assert Course(()).lesson("emp-01") is None
