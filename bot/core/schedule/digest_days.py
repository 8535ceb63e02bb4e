"""When the week's message is due: on which local day, about which week, and which are not said any more; pure.

A week is Monday to Sunday. A message of Sunday tells of the week that ends that day, one of any other day of the week
before. A holiday moves it to the next school day. Of those that were missed only the newest is due, and no week is told
twice, whichever day somebody chose meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from bot.core.schedule.school_calendar import SCHOOL_WEEKDAYS

WEEK = timedelta(days=7)
SUNDAY = 6
LOOKED_BACK = 3
"""Weeks: a holiday may move a message into the next one."""
PAUSE_LONGEST = timedelta(days=92)
CHOICES = ((SUNDAY, 18 * 60), (0, 7 * 60), (0, 18 * 60))
"""Weekday and minutes after midnight that are offered the first time."""


class Digest(Struct, frozen=True):
    """When somebody wants the week's message: `weekday` 0 is Monday, `minutes` after local midnight.

    `sent_on` is the local date of the last one, `touched_on` that of their last tap or word after one.
    """

    person: str
    weekday: int = 0
    minutes: int = 7 * 60
    paused_until: date | None = None
    sent_on: date | None = None
    touched_on: date | None = None


def week_told(day: date) -> date:
    """The Monday of the week that a message of that day is about."""
    monday = day - timedelta(days=day.weekday())
    return monday if day.weekday() == SUNDAY else monday - WEEK


def due(wish: Digest, since: date, now: datetime, holidays: frozenset[date]) -> date | None:
    """The day of the message that should have left by `now` (local) and did not; None where there is none.

    `since` is the day on which the person's role began: nothing is told that was due before.
    """
    past = [day for day in _around(wish, now.date(), holidays) if _instant(day, wish, now) <= now]
    newest = max(past)
    return newest if newest > since and _wanted(newest, wish) else None


def following(wish: Digest, now: datetime, holidays: frozenset[date]) -> datetime:
    """The first local instant after `now` at which a message is due."""
    day = max(now.date(), wish.paused_until or now.date())
    while True:
        ahead = [one for one in _around(wish, day, holidays) if _instant(one, wish, now) > now and _wanted(one, wish)]
        if ahead:
            return _instant(min(ahead), wish, now)
        day += WEEK


def paused(until: date, today: date) -> date:
    """The day on which it returns: the one that was asked for, at most 92 days away."""
    return min(until, today + PAUSE_LONGEST)


def untouched(sent: Iterable[date], wish: Digest) -> int:
    """How many messages in a row stayed without a tap or a word."""
    return sum(1 for day in sent if wish.touched_on is None or day > wish.touched_on)


def is_first_of_month(day: date, wish: Digest) -> bool:
    """Whether the message of that day is the first of its month."""
    return wish.sent_on is None or (wish.sent_on.year, wish.sent_on.month) < (day.year, day.month)


def _around(wish: Digest, day: date, holidays: frozenset[date]) -> list[date]:
    monday = day - timedelta(days=day.weekday())
    return [_planned(monday + n * WEEK, wish, holidays) for n in range(-LOOKED_BACK, 2)]


def _planned(monday: date, wish: Digest, holidays: frozenset[date]) -> date:
    """The chosen weekday, or the school day after the holiday that it is."""
    day = monday + timedelta(days=wish.weekday)
    if day in holidays:
        while day in holidays or day.weekday() not in SCHOOL_WEEKDAYS:
            day += timedelta(days=1)
    return day


def _wanted(day: date, wish: Digest) -> bool:
    """Whether it is neither of a pause nor about a week that was told."""
    if wish.paused_until and day < wish.paused_until:
        return False
    return wish.sent_on is None or week_told(day) > week_told(wish.sent_on)


def _instant(day: date, wish: Digest, now: datetime) -> datetime:
    return datetime.combine(day, time(wish.minutes // 60, wish.minutes % 60), now.tzinfo)
