"""A visit's days: school days, departure, the evening before."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.people import Cohort

GRADUATION = time(18, 0)
SCHOOL_WEEKDAYS = range(5)
LEAVES_SOON = timedelta(days=7)


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
