"""Why somebody needs help: one reason each, the first that holds, at its boundaries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from bot.core.help_reason import reason
from bot.core.people import Class, Cohort, Member, Question, Struggle, Visit
from bot.core.scene import Context
from tests.chat import MONDAY, at, world

VISIT = Visit("v", "colegio San Juan", MONDAY, MONDAY + timedelta(days=32), "America/Lima")
COHORT = Cohort("c", "3.º B", "HUAYTAR3", VISIT, ("Elena",))
LUZ = Member("luz", "Luz", True, "yes", at(MONDAY, 8), at(MONDAY, 8), 1, False, False)
HARD = {"luz": Struggle("emp-01-q1", (date(2026, 3, 2), date(2026, 3, 4)))}


def now(day: int) -> Context:
    """Noon, so many days after the truck came."""
    return world().context(at(MONDAY + timedelta(days=day), 12), "es")


def why(member: Member, day: int, *, asked: int | None = None, hard: bool = False) -> str:
    """The reason's kind, or nothing; `asked` is the day of an open question."""
    asked_at = at(MONDAY + timedelta(days=asked or 0), 12)
    open_ = (Question("q", "luz", "Luz", "c", "¿?", asked_at),) if asked is not None else ()
    found = reason(member, Class(COHORT, (member,), (), open_), HARD if hard else {}, now(day))
    return found.kind if found else ""


@pytest.mark.parametrize(
    ("day", "kind"),
    [(7, ""), (8, "quiet"), (9, "quiet"), (10, "call")],
)
def test_silence_becomes_a_call_after_seven_school_days(day: int, kind: str) -> None:
    """A week first; then seven days of class."""
    assert why(LUZ, day) == kind


@pytest.mark.parametrize(("day", "kind"), [(3, ""), (4, "never")])
def test_who_never_began_has_three_school_days(day: int, kind: str) -> None:
    """Counted from the day on which she came."""
    assert why(replace(LUZ, lessons_done=0, heard_at=at(MONDAY + timedelta(days=day), 8)), day) == kind


@pytest.mark.parametrize(("day", "kind"), [(1, ""), (2, ""), (3, "asks")])
def test_a_question_waits_for_a_school_day(day: int, kind: str) -> None:
    """More than one whole day of class."""
    assert why(replace(LUZ, heard_at=at(MONDAY + timedelta(days=day), 8)), day, asked=0) == kind


def test_the_first_that_holds_is_said() -> None:
    """In the order of who helps soonest."""
    silent = replace(LUZ, lessons_done=0)
    assert why(silent, 14, asked=0, hard=True) == "call"
    assert why(silent, 9, asked=0, hard=True) == "never"
    assert why(LUZ, 9, asked=0, hard=True) == "quiet"
    assert why(replace(LUZ, heard_at=at(MONDAY + timedelta(days=9), 8)), 9, asked=0, hard=True) == "hard"


def test_without_a_phone_only_two_reasons_hold() -> None:
    """Who never began, and who finds something hard: silence is the phone's."""
    without = replace(LUZ, reach="no_phone")
    assert why(without, 14) == ""
    assert why(without, 14, asked=0) == ""
    assert why(without, 14, hard=True) == "hard"
    assert why(replace(without, lessons_done=0), 14) == "never"


def test_who_is_not_accepted_is_not_of_the_class() -> None:
    """Nobody is told anything about a newcomer."""
    assert why(replace(LUZ, accepted=False), 14, hard=True) == ""
