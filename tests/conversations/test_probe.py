"""What is still remembered: two old questions at a check-in, and drills that were missed come again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.core import probe
from bot.core.state import Returning, read_progress
from bot.core.talk import drill
from tests.chat import MONDAY, Person, Town, at
from tests.conversations.test_graduates import DEPARTS

pytestmark = pytest.mark.slow


def _attempts(town: Town, person: Person) -> list[dict[str, Any]]:
    learner = person.id()
    return list(town.book(lambda book: book.everything(learner))["attempt"])


def _at_check_in(town: Town, person: Person, month: int) -> None:
    """Walks on, with a word a week, until the check-in of that month is asked."""
    asked = {1: "Hace 1 mes", 3: "Hace 3 meses"}[month]
    for day in range(140):
        if any(asked in text for text in person.heard()):
            return
        if day % 7 == 0:
            person.says("hola")
        person.waits(days=1)
    raise AssertionError(f"no check-in of month {month}")


@pytest.fixture
def graduate(town: Town, ana: Person) -> Person:
    """Ana, who did two lessons before the truck left."""
    ana.taps("Empezar")
    ana.does_lesson()
    ana.taps("Ya lo hice")
    ana.taps("Otra lección")
    ana.does_lesson(right=False)
    town.walks_to(at(DEPARTS, 19))
    return ana


def test_a_check_in_asks_two_questions_of_long_ago(town: Town, graduate: Person) -> None:
    """No hint, explained at once, kept as a probe of that month and of the group that she left with."""
    _at_check_in(town, graduate, 1)
    graduate.taps("Vendo a veces")
    graduate.taps("Sí, 2 minutos")
    graduate.hears("Dos preguntas de hace tiempo, para ver qué quedó. No es nota.")
    graduate.says("no sé")
    assert "Pista" not in graduate.heard()[0]
    graduate.answers(right=True)
    graduate.taps("Siguiente")
    graduate.answers(right=False)
    graduate.hears("la vemos de nuevo.")
    probes = [row for row in _attempts(town, graduate) if row["kind"] == "probe"]
    assert [(row["month"], row["hinted"], row["is_right"]) for row in probes] == [(1, 0, 1), (1, 0, 0)]
    assert all(row["cohort"] for row in probes)


def test_what_was_asked_lately_is_no_probe(town: Town, graduate: Person) -> None:
    """With nothing left that was not asked for 28 days, the two minutes are a review."""
    learner = graduate.id()
    while town.clock.now() < at(DEPARTS, 19) + timedelta(days=27):
        graduate.waits(days=1)
        graduate.says("repaso")
        while graduate.buttons()[:2] == ["A", "B"]:
            graduate.answers(right=True)
            graduate.taps(graduate.buttons()[0])
    _at_check_in(town, graduate, 1)
    row = town.book(lambda book: book.learner(learner))
    assert row
    memory = read_progress(row.progress).memory
    lately = town.clock.now().timestamp() - probe.UNASKED.total_seconds()
    assert all(one.last_at > lately for one in memory.values())
    graduate.taps("Vendo a veces")
    graduate.taps("Sí, 2 minutos")
    assert "para ver qué quedó" not in graduate.heard()[0]


def test_a_check_in_is_counted_by_its_month(town: Town, graduate: Person) -> None:
    """How many were asked can be told later."""
    learner = graduate.id()
    _at_check_in(town, graduate, 3)
    kinds = [row["kind"] for row in town.book(lambda book: book.everything(learner))["slot"]]
    assert [kind for kind in kinds if kind.startswith("check_in")] == ["check_in_1", "check_in_3"]


def test_a_missed_drill_comes_back_three_times() -> None:
    """After two weeks, after four more, after eight more; then it is over, whatever was answered."""
    day, returning = date(2027, 4, 9), dict[str, Returning]()
    returning = drill.after(returning, "sim-01", day, right=False)
    waits = []
    for right in (True, False, True):
        due = date.fromisoformat(returning["sim-01"].day)
        waits.append((due - day).days)
        assert drill.after(returning, "sim-01", due - timedelta(days=1), right=True) == returning
        day, returning = due, drill.after(returning, "sim-01", due, right=right)
    assert waits == [14, 28, 56]
    assert returning == {}


def test_a_drill_that_was_right_does_not_come_back() -> None:
    """Only what made somebody doubt is practised again."""
    assert drill.after({}, "sim-01", MONDAY, right=True) == {}


def test_a_missed_drill_takes_the_place_of_a_piece(town: Town, graduate: Person) -> None:
    """Two weeks later, and it says that it is known."""
    graduate.says("simulacro")
    graduate.answers(right=False)
    heard: list[str] = []
    for _ in range(21):
        graduate.waits(days=1)
        heard += graduate.heard()
        if graduate.heard():
            graduate.says("hola")
    again = [text for text in heard if "Hace unas semanas este engaño te hizo dudar" in text]
    assert len(again) >= 1
