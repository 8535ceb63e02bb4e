"""The truck's season: school days, departure, and the support that tapers after it.

`departs` is a local date; the cohort graduates at 18:00 local on it. Support: once a week for 8 weeks, every
two weeks to month 6, once a month to month 12, then once a year; months 1, 3, 6 and 12 are check-ins, and so is
every yearly one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.core.people import Cohort

GRADUATION = time(18, 0)
SCHOOL_WEEKDAYS = range(5)
QUIET_AFTER = 3
QUIETER_AFTER = 6
LEAVES_SOON = timedelta(days=7)
MONTH_DAYS = 28
_WEEKLY = range(1, 9)
_FORTNIGHTLY = range(10, 27, 2)
_MONTHLY = (30, 35, 39, 43, 48, 52)
_CHECK_INS = {4: 1, 12: 3, 26: 6, 52: 12}


class Stop(Struct, frozen=True):
    """One date of the support; `check_in` is the month it asks about (0: no check-in)."""

    day: date
    check_in: int = 0


def at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """The instant (UTC) that is `minutes` after local midnight of `day`."""
    return datetime.combine(day, time(minutes // 60, minutes % 60), zone).astimezone(UTC)


def departure(cohort: Cohort, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which the cohort graduates."""
    return datetime.combine(cohort.visit.departs, GRADUATION, zone).astimezone(UTC)


def evening_before(departs: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which it is asked whether the truck leaves the next day."""
    return datetime.combine(departs - timedelta(days=1), GRADUATION, zone).astimezone(UTC)


def leaves_soon(cohort: Cohort, today: date) -> bool:
    """Whether the truck leaves within a week: who has no phone yet hears of it, and so does the teacher."""
    return timedelta(0) <= cohort.visit.departs - today <= LEAVES_SOON


def is_school_day(day: date, cohort: Cohort, holidays: frozenset[date]) -> bool:
    """Monday to Friday, while the truck is there, no national holiday, and the teacher has not paused the group."""
    if day.weekday() not in SCHOOL_WEEKDAYS or day in holidays:
        return False
    if cohort.paused_until and day < cohort.paused_until:
        return False
    return cohort.visit.arrives <= day <= cohort.visit.departs


def school_days_between(after: date, before: date, cohort: Cohort, holidays: frozenset[date]) -> int:
    """How many school days lie strictly between two local dates."""
    first = max(after + timedelta(days=1), cohort.visit.arrives)
    days = (first + timedelta(days=n) for n in range((min(before, cohort.visit.departs) - first).days + 1))
    return sum(1 for day in days if day < before and is_school_day(day, cohort, holidays))


def week_of(cohort: Cohort, today: date) -> int:
    """The programme's week (from 1) on a local date; 1 before the truck is there."""
    monday = cohort.visit.arrives - timedelta(days=cohort.visit.arrives.weekday())
    return max(1, (today - monday).days // 7 + 1)


def stops(departed: date, weekday: int | None) -> Iterator[Stop]:
    """The support's dates, without end. `weekday` moves each to that day of the week, never to an earlier date."""
    for week in (*_WEEKLY, *_FORTNIGHTLY, *_MONTHLY):
        yield Stop(_moved(departed + timedelta(weeks=week), weekday), _CHECK_INS.get(week, 0))
    year = 2
    while True:
        yield Stop(_moved(departed + timedelta(weeks=52 * year), weekday), 12 * year)
        year += 1


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
