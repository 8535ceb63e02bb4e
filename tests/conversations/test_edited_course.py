"""A course edited while learners are inside it: nobody's place or memory is lost.

What turns know is replaced whole when a new course is read; learners' documents stay as they are.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.app import make_world
from bot.core.state import Progress, read_progress
from lessons_es.schema import Course, Lesson
from tests.chat import MONDAY, Person, Town, at

pytestmark = pytest.mark.slow

SHIPPED = Path(__file__).parents[2] / "lessons_es"
FIRST = "1_emprendimiento/01_lo_que_sabes_hacer.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the course, to be edited."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "lessons", ignore=shutil.ignore_patterns("*.py", "__pycache__")))


@pytest.fixture
def town(tmp_path: Path, folder: Path) -> Iterator[Town]:
    town = Town(tmp_path / "town.db", at(MONDAY, 9), make_world("America/Lima", folder))
    town.visit()
    yield town
    town.close()


def edit(town: Town, folder: Path, *changes: tuple[str, str], file: str = FIRST) -> None:
    """Edits one file of the course, and has the house read the course again."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    town.house.inbox.world = make_world("America/Lima", folder)


def renamed(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """The edits that give an item another id: its own, and that of its other form."""
    first, other = "## Pregunta: {}\n", "### Otra forma: {}b\n"
    return (first.format(old), first.format(new)), (other.format(old), other.format(new))


def change(town: Town, lesson_id: str, *changed: Lesson) -> None:
    """The course with other lessons (or none) in the place of one: what no file of ours may look like yet."""
    course: Course = town.house.inbox.world.course
    units = tuple(
        replace(
            unit, lessons=tuple(new for old in unit.lessons for new in (changed if old.id == lesson_id else (old,)))
        )
        for unit in course.units
    )
    town.house.inbox.world = replace(town.house.inbox.world, course=replace(course, units=units))


def progress(person: Person) -> Progress:
    """What is kept of the learner."""
    learner = person.id()

    def read(book: object) -> Progress:
        row = book.learner(learner)  # type: ignore[attr-defined]
        return read_progress(row.progress)

    document: Progress = person.town.book(read)
    return document


def to_the_questions(person: Person) -> None:
    person.taps("Empezar")
    person.taps("Siguiente")
    person.taps("Siguiente")
    person.taps("Ir a las preguntas")


def test_a_mended_typo_changes_the_words_and_nothing_else(town: Town, ana: Person, folder: Path) -> None:
    """The same item id: the memory stays, the open question is graded as shown, the next one has the new words."""
    to_the_questions(ana)
    ana.answers(right=False)
    before = progress(ana)
    edit(town, folder, ("Lidia tiene una olla grande", "Lidia tiene una olla grandota"))
    assert progress(ana) == before
    ana.taps("Siguiente")
    ana.hears("Pregunta 2 de 2.")
    ana.does_lesson()
    ana.waits(hours=36)
    ana.taps("Empezar")
    ana.hears("Repaso. Lidia tiene una olla grandota")
    assert progress(ana).memory["emp-01-q1"] == before.memory["emp-01-q1"]


def test_an_open_question_is_graded_as_it_was_shown(town: Town, ana: Person, folder: Path) -> None:
    """An option that became the right one a minute ago was not right when she read it."""
    to_the_questions(ana)
    text = (folder / FIRST).read_text(encoding="utf-8")
    right = next(line for line in text.split("\n") if line.startswith("- [x]"))
    wrong = next(line for line in text.split("\n") if line.startswith("- [ ]"))
    edit(town, folder, (right, right.replace("[x]", "[ ]")), (wrong, wrong.replace("[ ]", "[x]")))
    ana.answers(right=True)
    ana.hears("¡")
    assert progress(ana).memory["emp-01-q1"].last_right


def test_a_card_is_gone_and_its_readers_are_at_the_one_before(town: Town, ana: Person) -> None:
    """Who was at card 3 of 3 goes on at card 2 of 2; who answers a question stays at it."""
    ana.taps("Empezar")
    ana.taps("Siguiente")
    ana.taps("Siguiente")
    luz = town.learner("Luz Q.")
    to_the_questions(luz)
    first = town.house.inbox.world.course.lessons[0]
    change(town, first.id, replace(first, cards=first.cards[:2]))
    ana.says("/leccion")
    ana.hears(f"2 de 2 · {first.cards[1].title}")
    ana.taps("Ir a las preguntas")
    ana.hears("Pregunta 1 de 2.")
    luz.answers(right=True)
    luz.sees("Siguiente")
    luz.taps("Siguiente")
    luz.hears("Pregunta 2 de 2.")


def test_an_old_button_to_a_card_that_is_gone(town: Town, ana: Person) -> None:
    """It leads to where the learner is now, never nowhere."""
    ana.taps("Empezar")
    ana.taps("Siguiente")
    first = town.house.inbox.world.course.lessons[0]
    change(town, first.id, replace(first, cards=first.cards[:2]))
    ana.taps("Siguiente")
    ana.hears("2 de 2")
    ana.taps("Ir a las preguntas")
    ana.hears("Pregunta 1 de 2.")


def test_an_item_id_is_gone_while_it_is_asked(town: Town, ana: Person, folder: Path) -> None:
    """What was asked is still answered and remembered under its old id; the new item is asked as a new one."""
    to_the_questions(ana)
    edit(town, folder, *renamed("q1", "q3"))
    ana.answers(right=True)
    ana.sees("Siguiente")
    assert "emp-01-q1" in progress(ana).memory
    ana.taps("Siguiente")
    ana.hears("Pregunta 1 de 2.")
    ana.does_lesson()
    assert {"emp-01-q1", "emp-01-q2", "emp-01-q3"} <= set(progress(ana).memory)
    assert "emp-01" in progress(ana).done


def test_an_item_id_is_gone_before_its_review(town: Town, ana: Person, folder: Path) -> None:
    """It is asked no more, its memory stays, and comes back with it."""
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    before = progress(ana).memory
    edit(town, folder, *renamed("q1", "q3"))
    ana.waits(hours=36)
    ana.hears("1 repaso")
    assert progress(ana).memory == before
    edit(town, folder, *renamed("q3", "q1"))
    ana.says("/repaso")
    ana.hears("Repaso. ")
    assert len(progress(ana).queue) == 2


def test_an_item_id_is_gone_in_the_middle_of_a_review(town: Town, ana: Person, folder: Path) -> None:
    """The sitting goes on with what is left of it."""
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    ana.waits(hours=36)
    ana.taps("Empezar")
    gone = progress(ana).queue[1].rpartition("-")[2]
    edit(town, folder, *renamed(gone, "q3"))
    ana.answers(right=True)
    ana.taps(ana.buttons()[0])
    ana.hears("1 de 3")
    assert len(progress(ana).memory) == 2


def test_a_lesson_is_gone_while_learners_are_in_it(town: Town, ana: Person) -> None:
    """They go on with the first one not done; what they did before stays done."""
    ana.taps("Empezar")
    ana.does_lesson()
    ana.taps("Ya lo hice")
    ana.taps("Otra lección")
    ana.taps("Siguiente")
    before = progress(ana)
    change(town, "emp-02")
    ana.taps("Siguiente")
    ana.hears("1 de 3 · ")
    assert progress(ana).place
    assert progress(ana).place.lesson == "emp-03"  # type: ignore[union-attr]
    assert progress(ana).memory == before.memory
    assert "emp-01" in progress(ana).done


def test_a_lesson_is_gone_while_its_question_is_open(town: Town, ana: Person) -> None:
    """The answer is still explained and remembered, and the next word goes on."""
    to_the_questions(ana)
    change(town, "emp-01")
    ana.answers(right=True)
    ana.hears("¡")
    assert "emp-01-q1" in progress(ana).memory
    ana.says("/leccion")
    ana.hears("1 de 3 · ")
    assert progress(ana).place.lesson == "emp-02"  # type: ignore[union-attr]


def test_a_finished_lesson_is_gone_and_comes_back(town: Town, ana: Person) -> None:
    """It is still done: nobody has to do it twice."""
    course = town.house.inbox.world.course
    ana.taps("Empezar")
    ana.does_lesson()
    change(town, "emp-01")
    ana.waits(hours=36)
    ana.hears("«¿Quién te compra?»")
    town.house.inbox.world = replace(town.house.inbox.world, course=course)
    ana.taps("Empezar")
    ana.hears("1 de 3 · El pan de Beto")
    assert "emp-01" in progress(ana).done
