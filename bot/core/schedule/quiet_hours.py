"""The quiet hours of the night, and when what waits for the morning leaves."""

from __future__ import annotations

from datetime import datetime, time, timedelta

MORNING = time(7, 0)
EVENING = time(21, 0)


def quiet(moment: datetime) -> bool:
    """Whether a local time is between 21:00 and 07:00."""
    return not MORNING <= moment.time() < EVENING


def morning_after(moment: datetime) -> datetime:
    """The next 07:00 local, for a local moment in the quiet hours."""
    day = moment.date() if moment.time() < MORNING else moment.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, moment.tzinfo)


def unhurried(moment: datetime) -> datetime:
    """The same local moment, or the next 07:00 when it is in the quiet hours."""
    return morning_after(moment) if quiet(moment) else moment
