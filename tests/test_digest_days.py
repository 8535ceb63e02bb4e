"""When the week's message is due: the chosen hour, holidays, pauses, a box that was off, and no week twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.schedule import digest_days
from bot.core.schedule.digest_days import Digest

LIMA = ZoneInfo("America/Lima")
MONDAY = date(2026, 3, 16)
LONG_AGO = date(2026, 1, 1)
ELENA = Digest("elena")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LIMA)


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def due(wish: Digest, now: datetime, *holidays: date, since: date = LONG_AGO) -> date | None:
    return digest_days.due(wish, since, now, frozenset(holidays))


@pytest.mark.parametrize(
    ("day", "monday"), [(MONDAY, after(-7)), (after(1), after(-7)), (after(5), after(-7)), (after(6), MONDAY)]
)
def test_a_message_tells_of_the_week_that_is_over(day: date, monday: date) -> None:
    """On Sunday of the one that ends, on every other day of the one before."""
    assert digest_days.week_told(day) == monday


def test_who_chose_nothing_gets_it_on_monday_at_seven() -> None:
    """Not a minute before."""
    sent = Digest("elena", sent_on=after(-7))
    assert due(sent, at(MONDAY, 6, 59)) is None
    assert due(sent, at(MONDAY, 7)) == MONDAY


@pytest.mark.parametrize(("choice", "day"), [(0, after(-1)), (1, MONDAY), (2, MONDAY)])
def test_each_hour_that_is_offered_is_kept(choice: int, day: date) -> None:
    """Sunday 6 p. m., Monday 7 a. m., Monday 6 p. m."""
    weekday, minutes = digest_days.CHOICES[choice]
    wish = Digest("elena", weekday, minutes, sent_on=after(-14))
    instant = at(day, minutes // 60)
    assert due(wish, instant) == day
    assert due(wish, instant - timedelta(minutes=1)) != day


@pytest.mark.parametrize(("holidays", "moved"), [([0], 1), ([0, 1], 2), ([0, 1, 2, 3, 4], 7)])
def test_a_holiday_moves_it_to_the_next_school_day(holidays: list[int], moved: int) -> None:
    """Over a weekend too; on the holiday itself nothing is due."""
    wish, free = Digest("elena", sent_on=after(-7)), [after(n) for n in holidays]
    assert due(wish, at(MONDAY, 12), *free) is None
    assert due(wish, at(after(moved), 7), *free) == after(moved)


def test_a_sunday_is_moved_only_where_it_is_a_holiday() -> None:
    """It is no school day, and was chosen."""
    wish = Digest("elena", digest_days.SUNDAY, 18 * 60, sent_on=after(-7))
    assert due(wish, at(after(-1), 18)) == after(-1)
    assert due(wish, at(after(-1), 18), after(-1)) is None
    assert due(wish, at(MONDAY, 18), after(-1)) == MONDAY


def test_a_box_that_was_off_for_three_weeks_sends_the_newest_only() -> None:
    """Late, and once."""
    off = Digest("elena", sent_on=after(-21))
    assert due(off, at(after(3), 9)) == MONDAY
    assert due(Digest("elena", sent_on=MONDAY), at(after(3), 9)) is None


def test_whoever_changes_the_day_hears_no_week_twice() -> None:
    """From Sunday to Monday the same week would be told again; from Monday to Sunday it is another."""
    sunday = Digest("elena", digest_days.SUNDAY, 18 * 60, sent_on=MONDAY)
    assert due(Digest("elena", sent_on=after(-1)), at(MONDAY, 7)) is None
    assert due(sunday, at(after(6), 18)) == after(6)


def test_a_pause_holds_until_its_day_and_brings_nothing_later() -> None:
    """What was due in it is not said after it."""
    rests = Digest("elena", paused_until=after(2), sent_on=after(-7))
    assert due(rests, at(MONDAY, 7)) is None
    assert due(rests, at(after(3), 7)) is None
    assert due(rests, at(after(7), 7)) == after(7)


def test_a_pause_has_an_end() -> None:
    """At most 92 days."""
    assert digest_days.paused(after(10), MONDAY) == after(10)
    assert digest_days.paused(after(400), MONDAY) == after(92)


def test_who_teaches_since_today_hears_of_no_week_before() -> None:
    """The first one is that of the next Monday."""
    assert due(ELENA, at(MONDAY, 9), since=MONDAY) is None
    assert due(ELENA, at(after(7), 7), since=MONDAY) == after(7)


@pytest.mark.parametrize(
    ("wish", "now", "then"),
    [
        (ELENA, at(MONDAY, 6), at(MONDAY, 7)),
        (ELENA, at(MONDAY, 7), at(after(7), 7)),
        (Digest("elena", paused_until=after(60)), at(MONDAY, 9), at(after(63), 7)),
        (Digest("elena", sent_on=after(-1)), at(after(-1), 19), at(after(7), 7)),
    ],
)
def test_the_next_one_is_known(wish: Digest, now: datetime, then: datetime) -> None:
    """The hour itself is past; a pause and a week that was told are passed over."""
    assert digest_days.following(wish, now, frozenset()) == then


@pytest.mark.parametrize(("touched", "count"), [(None, 4), (-21, 3), (-1, 1), (0, 0)])
def test_messages_without_a_tap_are_counted_from_the_last_one(touched: int | None, count: int) -> None:
    """A tap on the day of a message is one after it."""
    wish = Digest("elena", touched_on=None if touched is None else after(touched))
    assert digest_days.untouched([after(-21), after(-14), after(-7), MONDAY], wish) == count


def test_the_first_of_a_month_is_known() -> None:
    """By the last one that left."""
    april = date(2026, 4, 6)
    assert digest_days.is_first_of_month(april, Digest("elena", sent_on=date(2026, 3, 30)))
    assert digest_days.is_first_of_month(MONDAY, ELENA)
    assert not digest_days.is_first_of_month(date(2026, 4, 13), Digest("elena", sent_on=april))
