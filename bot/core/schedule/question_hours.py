"""When learners' questions reach an adult, and when an answer is overdue."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.core.people import Cohort
from bot.core.scene import Context
from bot.core.schedule import school_calendar


def weekday(day: date, cohort: Cohort, context: Context) -> bool:
    """Monday to Friday, and no national holiday."""
    return day.weekday() in school_calendar.SCHOOL_WEEKDAYS and day not in context.free_days(cohort)


def questions_at(cohort: Cohort, context: Context) -> datetime:
    """The next instant (UTC) at which the teacher gets questions."""
    zone, day = context.zone(cohort), context.today(cohort)
    while not weekday(day, cohort, context) or school_calendar.at(day, cohort.answers_at, zone) <= context.now:
        day += timedelta(days=1)
    return school_calendar.at(day, cohort.answers_at, zone)


def after_school_days(days: int, cohort: Cohort, context: Context) -> datetime:
    """The same time of day (UTC), so many school days later; a pause of the group counts for none."""
    local = context.now.astimezone(context.zone(cohort))
    until = cohort.paused_until or date.min
    while days:
        local += timedelta(days=1)
        days -= weekday(local.date(), cohort, context) and local.date() >= until
    return local.astimezone(UTC)
