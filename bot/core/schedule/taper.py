"""The stops of the support after departure: each week, each two weeks, each month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

QUIET_AFTER = 3
QUIETER_AFTER = 6
MONTH_DAYS = 28
_WEEKLY = range(1, 9)
_FORTNIGHTLY = range(10, 27, 2)
_MONTHLY = (30, 35, 39, 43, 48, 52)
_CHECK_INS = {4: 1, 12: 3, 26: 6, 52: 12}


class Stop(Struct, frozen=True):
    """One date of the support; `check_in` is the month it asks about (0: no check-in)."""

    day: date
    check_in: int = 0


def stops(departed: date, weekday: int | None) -> Iterator[Stop]:
    """The support's dates, as long as there are dates. `weekday` moves each to that day, never to an earlier date."""
    for week in (*_WEEKLY, *_FORTNIGHTLY, *_MONTHLY):
        yield Stop(_moved(departed + timedelta(weeks=week), weekday), _CHECK_INS.get(week, 0))
    for year in range(2, date.max.year - departed.year):
        yield Stop(_moved(departed + timedelta(weeks=52 * year), weekday), 12 * year)


def _moved(day: date, weekday: int | None) -> date:
    return day if weekday is None else day + timedelta(days=(weekday - day.weekday()) % 7)


def welcome_stop(stop: Stop, unanswered: int, sent_on: date | None) -> bool:
    """Whether a graduate who left `unanswered` messages is written to at this stop.

    Three bring the monthly pace, three more leave only the check-ins; any word sets `unanswered` to 0.
    """
    if stop.check_in or unanswered < QUIET_AFTER:
        return True
    if unanswered >= QUIETER_AFTER:
        return False
    return sent_on is None or (stop.day - sent_on).days >= MONTH_DAYS
