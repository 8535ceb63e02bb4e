"""The days on which a learner is written to: what a promise of «mañana» or «el viernes» is checked against."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import takewhile

from bot.core import phrase
from bot.core.people import Cohort, Learner
from bot.core.scene import Context
from bot.core.schedule import school_calendar, taper
from bot.core.state import OPEN_END, Progress
from bot.core.text.wording import day_words, listed, weekday_words, weekdays_words

_NAMED_WITHIN = timedelta(days=7)
_LOOKS_AHEAD = timedelta(days=400)


def offers_on(learner: Learner, cohort: Cohort, day: date, context: Context) -> bool:
    """Whether the day is a school day that the learner wants; the day of departure belongs to the farewell."""
    progress = learner.progress
    return (
        day < cohort.visit.departs
        and day.weekday() in progress.days
        and school_calendar.is_school_day(day, cohort, context.free_days(cohort))
        and not (progress.paused_until and day.isoformat() < progress.paused_until)
    )


def next_stop(learner: Learner, first: date | None = None) -> taper.Stop | None:
    """The first stop after the last handled one, and not before `first`, at which this graduate is written to."""
    support = learner.progress.support
    if support is None or learner.progress.paused_until == OPEN_END:
        return None
    earliest = max(learner.progress.paused_until, first.isoformat() if first else "")
    sent_on = date.fromisoformat(support.sent_on) if support.sent_on else None
    for stop in taper.stops(date.fromisoformat(support.departed), support.weekday):
        if stop.day.isoformat() <= support.last_stop or stop.day.isoformat() < earliest:
            continue
        if taper.welcome_stop(stop, support.unanswered, sent_on):
            return stop
    return None


def next_day(learner: Learner, first: date, context: Context) -> date | None:
    """The first day from `first` on with a message for the learner; None when none is sure."""
    cohort, rests = learner.cohort, learner.progress.paused_until
    if cohort is None or (rests and date.fromisoformat(rests) - first > _LOOKS_AHEAD):
        return None
    if learner.progress.support:
        stop = next_stop(learner, first)
        return stop.day if stop else None
    ahead = (first + timedelta(days=n) for n in range(_LOOKS_AHEAD.days))
    course = takewhile(lambda day: day < cohort.visit.departs, ahead)
    return next((day for day in course if offers_on(learner, cohort, day, context)), None)


def dated(day: date, today: date, context: Context) -> str:
    """`hoy`, `mañana`, `ayer`, else `el viernes 20 de marzo`: the day in a sentence, as one would say it."""
    said = {-1: phrase.YESTERDAY, 0: phrase.TODAY_DAY, 1: phrase.TOMORROW_DAY}.get((day - today).days)
    return context.t(said) if said else context.t(phrase.ON_DATE, date=day_words(day, context.gettext))


def when_words(day: date, today: date, context: Context) -> str:
    """`hoy`, `mañana`, `el viernes` within a week, else `el viernes 20 de marzo`."""
    if day <= today:
        return context.t(phrase.TODAY_DAY)
    if day == today + timedelta(days=1):
        return context.t(phrase.TOMORROW_DAY)
    words = (
        weekday_words(day.weekday(), context.gettext)
        if day - today < _NAMED_WITHIN
        else day_words(day, context.gettext)
    )
    return context.t(phrase.ON_DAY, day=words)


def next_review(learner: Learner, context: Context) -> str:
    """When the first item comes back: the day of the message that brings it, or where none is sure, its own."""
    today = context.today(learner.cohort)
    soonest = min(memory.due_at for memory in learner.progress.memory.values())
    day = max(today, context.local(soonest, context.zone(learner.cohort)).date())
    if day > today:
        day = next_day(learner, day, context) or day
    return when_words(day, today, context)


def days_words(days: tuple[int, ...], context: Context) -> str:
    """`De lunes a viernes`, or the days one by one."""
    if days == tuple(school_calendar.SCHOOL_WEEKDAYS):
        return context.t(phrase.WEEKDAYS_ALL)
    return context.t(
        phrase.WEEKDAYS_SOME, days=listed([weekday_words(day, context.gettext) for day in days], context.gettext)
    )


def written_on(progress: Progress, context: Context) -> str:
    """The days on which the learner is written to: school days, or after departure one day of the week."""
    if progress.support is None:
        return days_words(progress.days, context)
    weekday = progress.support.weekday
    if weekday is None and progress.support.departed:
        weekday = date.fromisoformat(progress.support.departed).weekday()
    return context.t(phrase.WEEKDAYS_SOME, days=weekdays_words(weekday or 0, context.gettext))
