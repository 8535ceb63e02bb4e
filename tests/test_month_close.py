"""A month closes by itself, and what was closed is shown from then on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import yachaski
from tests.chat import MONDAY, Person, Town, at

NAMES = ("Ana R.", "Luz Q.", "Kevin R.", "Yeni P.", "Rosa M.", "Toño S.")
EIGHTH = at(date(2026, 4, 8), 9)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Six learners of Elena's, who did a lesson in March."""
    town = Town(tmp_path / "town.db", at(MONDAY, 9))
    monkeypatch.setenv("YACHASKI_DATABASE", str(tmp_path / "town.db"))
    town.visit()
    yield town
    town.close()


@pytest.fixture
def learners(town: Town) -> list[Person]:
    found = [town.learner(name) for name in NAMES]
    for learner in found:
        learner.taps("Empezar")
        learner.does_lesson(right=False)
    return found


def closes(town: Town) -> int:
    closing = town.house.keeper.closing
    assert closing is not None
    return town.run(closing.due())


def printed(*scope: str) -> str:
    done = CliRunner().invoke(yachaski, ["report", *scope, "--from", "2026-03", "--to", "2026-03"])
    assert done.exit_code == 0, done.output
    return done.output


def erase(town: Town, learner: Person) -> None:
    id = learner.id()
    town.book(lambda book: book.erase(id, town.clock.now()))


@pytest.mark.slow
@pytest.mark.parametrize("scope", [("--cohort", "HUAYTAR3"), ("--site", "colegio San Juan"), ("--programme",)])
def test_an_erasure_changes_no_closed_month(town, learners, scope):
    """Before it closed there is one fewer; afterwards the report is the same, byte for byte."""
    erase(town, learners[5])
    assert ["inscritos", "todos", "5"] in [line.split() for line in printed(*scope).splitlines()]
    town.clock.move_to(EIGHTH)
    assert closes(town)
    before = printed(*scope)
    assert "cerrado" in before
    assert before.rstrip().endswith("sí")
    erase(town, learners[0])
    assert printed(*scope) == before


def test_a_month_closes_on_the_eighth(town, learners):
    """On the seventh a late box may still come; on the eighth it is over, once."""
    town.clock.move_to(at(date(2026, 4, 7), 9))
    closes(town)
    assert "todavía no" in printed("--programme")
    town.clock.move_to(EIGHTH)
    assert closes(town) == 4
    assert "todavía no" not in printed("--programme")
    assert closes(town) == 0


def test_a_box_that_was_off_closes_what_it_missed(town, learners):
    """March, April and the visit are closed at the first look in May."""
    town.clock.move_to(at(date(2026, 5, 20), 9))
    closes(town)
    cohort = town.book(lambda book: next(iter(book.figure_cohorts("programme", ""))))
    visit = town.book(lambda book: book.cohort(cohort).visit.id)
    periods = ("2026-03", "2026-04", f"visit:{visit}")
    closed = [town.book(lambda book, of=of: book.closed("cohort", cohort, of)) for of in periods]
    assert all(closed)
    assert town.book(lambda book: book.closed("cohort", cohort, "2026-05")) == {}


def test_nobody_makes_no_figure(town):
    """A group that nobody entered leaves no rows behind, month after month."""
    town.clock.move_to(EIGHTH)
    closes(town)
    assert town.book(lambda book: book.closed("programme", "", "2026-03")) == {}
