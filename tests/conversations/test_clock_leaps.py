"""A clock that was wrong for an hour, and what people live afterwards."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from bot.core.schedule import hindsight
from bot.core.state import Memory, Progress, Support
from scheduler import clock as clocks
from tests.chat import LIMA, MONDAY, Person, Town, at


def leaps(town: Town, moment: datetime) -> None:
    """The box's clock says another time, and the tick looks at it."""
    town.clock.put(moment)
    town.run(town.house.ticker.tick_once())
    town.run(town.house.settle())


def is_right(town: Town, moment: datetime) -> None:
    """The clock is right again, and believed."""
    leaps(town, moment)
    town.book(lambda book: clocks.told(book, town.clock.now()))
    town.run(town.house.settle())


@pytest.mark.parametrize("days", [1, 3, 7, 30, 400, -30])
def test_who_learnt_while_the_clock_was_wrong_is_offered_a_lesson_next_day(town: Town, ana: Person, days: int) -> None:
    """Whatever the clock said, the next school day has its lesson, and one."""
    leaps(town, at(MONDAY, 9))
    leaps(town, at(MONDAY, 9) + timedelta(days=days))
    ana.taps("Empezar")
    ana.does_lesson()
    ana.taps("Ya lo hice")
    is_right(town, at(MONDAY, 10))
    town.walks_to(at(MONDAY, 23))
    ana.waits(days=1)
    ana.hears("«¿Quién te compra?»")
    assert len(ana.heard()) == 1


def test_a_lesson_sent_on_a_wrong_day_takes_no_other_days_place(town: Town, ana: Person) -> None:
    """A day ahead is no doubt, and tomorrow's lesson goes out today: tomorrow has its own all the same."""
    leaps(town, at(MONDAY, 9))
    ana.taps("Empezar")
    ana.does_lesson()
    leaps(town, at(MONDAY + timedelta(days=1), 19, 30))
    ana.hears_later("«¿Quién te compra?»")
    is_right(town, at(MONDAY, 20))
    ana.listens()
    town.walks_to(at(MONDAY + timedelta(days=1), 20))
    ana.hears("«¿Quién te compra?»")


def test_an_erasure_asked_for_under_a_wrong_clock_is_not_a_month_away() -> None:
    """It is done a day after the clock is right."""
    now = at(MONDAY, 10)
    kept = hindsight.settled(Progress(erase_at=int((now + timedelta(days=31)).timestamp())), now, MONDAY)
    assert kept.erase_at == int((now + timedelta(days=1)).timestamp())


def test_what_is_reckoned_moves_along() -> None:
    """A review, a rest, a stop of the support: each as long after today as it was after the wrong day."""
    now, then = at(MONDAY, 10), at(MONDAY, 10) + timedelta(days=30)
    wrong = date.fromisoformat("2026-04-01")
    assert then.astimezone(LIMA).date() == wrong
    due = int((then + timedelta(days=3)).timestamp())
    before = Progress(
        memory={"q": Memory(3.0, 5.0, due, int(then.timestamp()), (wrong.isoformat(),))},
        active=("2026-02-27", wrong.isoformat()),
        paused_until="2026-04-04",
        support=Support("2026-02-20", last_stop=wrong.isoformat(), sent_on=wrong.isoformat()),
    )
    after = hindsight.settled(before, now, MONDAY)
    assert after.memory["q"].due_at == int((now + timedelta(days=3)).timestamp())
    assert after.active == ("2026-02-27", MONDAY.isoformat())
    assert after.paused_until == "2026-03-05"
    assert after.support == Support("2026-02-20", last_stop="2026-03-01", sent_on=MONDAY.isoformat())
    assert hindsight.settled(after, now, MONDAY) == after


@pytest.mark.parametrize("wrong", [date(1970, 1, 1), date(2026, 1, 5), date(2031, 1, 1)])
def test_a_day_of_a_wrong_clock_is_no_silence(town: Town, wrong: date) -> None:
    """The day after it she is known as ever, though nobody has told the clock yet that it is right."""
    june = date(2026, 6, 1)
    town.clock.put(at(june, 9))
    town.visit(arrives=june, departs=june + timedelta(days=32), groups=(("4.º A", "HUAYTAR4", "Elena"),))
    ana = town.learner("Ana R.", "HUAYTAR4")
    town.clock.put(at(wrong, 9))
    ana.says("hola")
    town.clock.put(at(june + timedelta(days=1), 9))
    ana.says("hola")
    assert "¿Ya hablamos antes?" not in ana.heard()[0]


def test_ninety_days_count_from_the_latest_day_that_can_have_been() -> None:
    """In whatever order the days were stored."""
    assert hindsight.silent_days(("2026-02-27", "2026-01-05"), MONDAY) == 3
    assert hindsight.silent_days(("1970-01-01",), MONDAY) == 0
    assert hindsight.silent_days(("2031-01-01",), MONDAY) == 0
    assert hindsight.silent_days((), MONDAY) == 0
