"""Who learnt with the first edition goes on with the second: places, memories and an open exam survive."""

from __future__ import annotations

from pathlib import Path

from bot.core.state import Progress, read_progress, write_progress
from lessons_es.catalog import load
from tests.chat import Person, Town

COURSE = load()
FIRST = (Path(__file__).parents[1] / "lessons" / "first_edition.txt").read_text(encoding="utf-8").split()
ITEMS = [name for name in FIRST if "-q" in name and not name.startswith("sim")]
OLD_MEMORY = (
    '{"stability_days": 2.5, "difficulty": 5.0, "due_at": 1, "last_at": 1, "right_on": [], "last_right": false}'
)
OLD = (
    '{"v": 1, "place": {"lesson": "emp-04", "step": "q1"}, "done": {"emp-01": "2026-11-02", "emp-02": "2026-11-03",'
    ' "emp-03": "2026-11-04"}, "memory": {%s}, "exam": {"items": ["ex-emp-07", "ex-fin-04"], "at": 0, "right": 0}}'
)


def becomes_old(person: Person, *items: str) -> None:
    """Her document is as an earlier release wrote it, with a memory of these items."""
    learner = person.id()
    memory = ", ".join(f'"{item}": {OLD_MEMORY}' for item in items)
    document = write_progress(read_progress(OLD % memory))
    person.town.book(
        lambda book: book.save_progress(
            learner, document, None, heard_at=None, lessons_done=3, paused=False, graduated=False
        )
    )


def progress(person: Person) -> Progress:
    learner = person.id()
    document: str = person.town.book(lambda book: book.learner(learner).progress)
    return read_progress(document)


def test_a_place_before_an_item_that_changed_its_shape_is_kept(ana: Person) -> None:
    """She stood before a choice; the same question is a number now, and her place is at it."""
    becomes_old(ana)
    ana.says("/leccion")
    ana.hears_later("Diana vende 10 empanadas")
    ana.says("6")
    ana.hears("¡Eso!")


def test_every_memory_of_the_first_edition_comes_back_or_is_retired(ana: Person) -> None:
    """The reviews ask what is still there, in any shape; what was taken out takes no other item's place."""
    assert {item for item in ITEMS if COURSE.item(item) is None} == {"dig-03-q2"}
    becomes_old(ana, "dig-03-q2", "fin-02-q2", "fin-03-q1", "emp-04-q1", "fin-04-q1", "emp-02-q2")
    ana.says("repaso")
    asked = 0
    while ana.is_asked() and "Repaso" in ana.heard()[-1]:
        ana.answers(right=True)
        asked += 1
        ana.taps(ana.buttons()[0])
    assert asked == 5
    assert progress(ana).memory["emp-04-q1"].last_right


def test_what_was_answered_as_a_choice_is_asked_in_a_new_dress(ana: Person) -> None:
    """Her memory names no form: she saw the first, and sees another."""
    becomes_old(ana, "fin-05-q1")
    ana.says("repaso")
    ana.hears_later("Repaso. Roxana vendió jugos por 40 soles.")


def test_an_open_exam_goes_on_with_the_items_that_were_drawn(town: Town, ana: Person) -> None:
    """An item is a number now; the drawing and what was answered stay."""
    becomes_old(ana)
    exam = progress(ana).exam
    assert exam is not None
    assert exam.items == ("ex-emp-07", "ex-fin-04")
    assert all(COURSE.exam_item(item) for item in exam.items)
