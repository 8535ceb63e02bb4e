"""How long things are believed and kept: 90 silent days, two years of data, a year of an age."""

from __future__ import annotations

from datetime import date, timedelta

from bot.core.people import Learner
from bot.core.scene import Context
from bot.core.schedule import hindsight
from bot.core.text.layout import Limits

KEPT = timedelta(days=730)
KEEP_ANSWER_DAYS = 30
AGE_AFTER = timedelta(days=365)


def long_silent(learner: Learner, context: Context, channel: str = "") -> bool:
    """Whether the last word is more than 90 days old, or what the channel says: its numbers are given to others."""
    days = context.limits.get(channel, Limits()).silent_days
    return hindsight.silent_days(learner.progress.active, context.today(learner.cohort)) > days


def next_day(learner: Learner, context: Context) -> date:
    """The local date on which the data are next asked about, or go."""
    if learner.progress.keep_asked:
        return date.fromisoformat(learner.progress.keep_asked) + timedelta(days=KEEP_ANSWER_DAYS)
    return _kept_since(learner, context) + KEPT


def _kept_since(learner: Learner, context: Context) -> date:
    """Departure, or for who has none the day of enrolment; later, the day on which the learner said «sí»."""
    progress = learner.progress
    if progress.kept_from:
        return date.fromisoformat(progress.kept_from)
    if progress.support:
        return date.fromisoformat(progress.support.departed)
    if learner.cohort:
        return learner.cohort.visit.departs
    return learner.enrolled_at.astimezone(context.zone(None)).date()


def age_is_due(learner: Learner, context: Context) -> bool:
    """Whether a year has passed, or another visit has begun, since the age of a minor was asked."""
    progress, zone = learner.progress, context.zone(learner.cohort)
    if learner.age_band == "adult" or long_silent(learner, context):
        return False
    asked = progress.age_asked or learner.enrolled_at.astimezone(zone).date().isoformat()
    return date.fromisoformat(asked) + AGE_AFTER <= context.today(learner.cohort)


DATA_WAIT = timedelta(hours=24)
