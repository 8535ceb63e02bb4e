"""Why a learner needs help: one reason each, the first that holds, in words and without a score; pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from bot.core import audience_list, phrase
from bot.core.people import Class, Cohort, Member, Struggle
from bot.core.scene import Context
from bot.core.schedule import school_calendar
from bot.core.text.wording import day_words, weekday_words

Kind = Literal["call", "never", "quiet", "hard", "asks"]
NEVER_SCHOOL_DAYS = 3
ASKS_SCHOOL_DAYS = 1
HARD_WITHIN = timedelta(days=14)
HARD_DAYS = 2
"""Local dates within those days on which an item was missed, the last time too."""


class Reason(Struct, frozen=True):
    """`days` without a word for `call` and `quiet`; `since` of what waits; `struggle` of `hard`."""

    kind: Kind
    days: int = 0
    since: date | None = None
    struggle: Struggle | None = None


def reason(member: Member, one: Class, struggles: Mapping[str, Struggle], context: Context) -> Reason | None:
    """Why somebody of the class needs help today; None for who does not, or is not of it yet."""
    cohort = one.cohort
    if not member.accepted:
        return None
    with_phone = member.reach != "no_phone"
    if with_phone and audience_list.to_call(member, cohort, context):
        return Reason("call", audience_list.silent_school_days(member, cohort, context))
    joined = member.joined.astimezone(context.zone(cohort)).date()
    if not member.lessons_done and not member.graduated and _school_days(joined, cohort, context) >= NEVER_SCHOOL_DAYS:
        return Reason("never", since=joined)
    if with_phone and audience_list.went_quiet(member, cohort, context):
        return Reason("quiet", audience_list.silent_days(member, cohort, context))
    if member.learner in struggles:
        return Reason("hard", struggle=struggles[member.learner])
    asked = _asked(member, one, context)
    if with_phone and asked and _school_days(asked, cohort, context) > ASKS_SCHOOL_DAYS:
        return Reason("asks", since=asked)
    return None


def _school_days(since: date, cohort: Cohort, context: Context) -> int:
    return school_calendar.school_days_between(since, context.today(cohort), cohort, context.free_days(cohort))


def _asked(member: Member, one: Class, context: Context) -> date | None:
    mine = [question.asked_at for question in one.questions if question.learner == member.learner]
    return min(mine).astimezone(context.zone(one.cohort)).date() if mine else None


def said(why: Reason, context: Context) -> str:
    """The reason as one sentence."""
    match why.kind:
        case "call":
            return context.n(phrase.NEED_CALL, why.days)
        case "never":
            return context.t(phrase.NEED_NEVER, day=_day(why.since, context))
        case "quiet":
            return context.n(phrase.NEED_QUIET, why.days)
        case "hard":
            return context.t(phrase.NEED_HARD, title=title(why.struggle, context), days=_days(why.struggle, context))
        case "asks":
            return context.t(phrase.NEED_ANSWER, day=_day(why.since, context))


def title(struggle: Struggle | None, context: Context) -> str:
    """The lesson that the item is of."""
    found = context.course.item(struggle.item) if struggle else None
    return found[0].title if found else ""


def _day(day: date | None, context: Context) -> str:
    return day_words(day, context.gettext) if day else ""


def _days(struggle: Struggle | None, context: Context) -> str:
    named = [weekday_words(day.weekday(), context.gettext) for day in struggle.days[-2:]] if struggle else []
    return context.t(phrase.AND_ON, first=named[0], second=named[1]) if len(named) == 2 else "".join(named)
