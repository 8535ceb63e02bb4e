"""What comes next for a learner, when and why: `next(learner, context) -> Occasion`.

Rules of the schedule:

- It is decided from the present alone, so a restart, a late start or a clock that jumps doubles nothing and never
  floods. What is due by now has an instant that is past.
- One message of ours a local date (`allowance`), at the learner's hour, between 07:00 and 21:00; what was missed is
  not sent late in a heap.
- `after` says where things stand once an occasion has passed. The talks only say it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from bot.core import consent, course_place
from bot.core.people import Cohort, Learner, Visit
from bot.core.scene import Context
from bot.core.schedule import allowance, lesson_day, message_days, quiet_hours, retention, school_calendar, taper
from bot.core.state import Progress, Support

NUDGE_AFTER = 3
"""Messages without a word after which one nudge is sent, and then one offer a week."""

Kind = Literal[
    "in_step",
    "farewell",
    "not_gone",
    "moved",
    "age",
    "keeping",
    "consent",
    "check_in",
    "offer",
    "nudge",
    "piece",
    "rest",
]
SILENT: frozenset[Kind] = frozenset({"in_step", "rest"})
"""What brings the state into step and says nothing."""


class Occasion(Struct, frozen=True):
    """Something due at `at` (UTC, may be past: then at once), of a kind, and why; `check_in` is a stop's month."""

    at: datetime
    kind: Kind
    why: str
    check_in: int = 0


def next(learner: Learner, context: Context) -> Occasion | None:  # noqa: A001 - `plan.next` is how it is read
    """The first occasion from now on; None when nothing will ever be due."""
    return min(_occasions(learner, context), key=lambda one: _rank(one, context), default=None)


def _rank(occasion: Occasion, context: Context) -> tuple[datetime, int]:
    """What is due by now is due at one time: then the order decides."""
    return max(occasion.at, context.now), allowance.ORDER.index(occasion.kind)


def _occasions(learner: Learner, context: Context) -> Iterator[Occasion]:
    """What waits for the learner, each at its own instant."""
    yield Occasion(_kept_until(learner, context), "keeping", "the data are to be asked about, or go")
    if learner.progress.consent != consent.VERSION and not learner.progress.paused_until:
        at = _from(context.today(learner.cohort), learner, context)
        yield Occasion(at, "consent", "what was agreed to has a newer form")
    if learner.cohort is None:
        return
    course = _step(learner, learner.cohort, context) or of_course(learner, context)
    if course:
        yield course
    moved = _moved(learner, learner.cohort, context)
    if moved:
        yield moved


def of_course(learner: Learner, context: Context) -> Occasion | None:
    """The next occasion of the course or of the support after it; None when none is to come."""
    cohort = learner.cohort
    if cohort is None:
        return None
    if learner.progress.support:
        return _stop(learner, cohort, context)
    leaving = _then(school_calendar.departure(cohort, context.zone(cohort)), context)
    at = allowance.waits_for_no_hour(learner, leaving)
    return _offer(learner, cohort, context) or Occasion(at, "farewell", "the truck leaves")


def after(learner: Learner, occasion: Occasion, context: Context) -> Progress:
    """The learner's document once the occasion has passed, at `context.now`."""
    progress, cohort = learner.progress, learner.cohort
    day = context.today(cohort).isoformat()
    if occasion.kind == "not_gone":
        return replace(progress, support=None, offered_on=day, moved="")
    if occasion.kind == "moved":
        return replace(progress, offered_on=day, moved="")
    if occasion.kind in {"farewell", "in_step"} and cohort:
        caught_up = replace(progress, support=_caught_up(progress.support or Support(""), cohort, context), moved="")
        if occasion.kind == "in_step":
            return caught_up
        return replace(caught_up, unheard=progress.unheard + 1, offered_on=day)
    if occasion.kind == "keeping":
        return replace(progress, keep_asked=day, offered_on=day)
    if occasion.kind == "consent":
        return replace(progress, consent=consent.VERSION, offered_on=day)
    served = replace(progress, offered_on=day, unheard=progress.unheard + (occasion.kind != "rest"))
    if progress.support:
        served = replace(served, support=_handled(learner, progress.support, occasion, context))
    elif lesson_day.something(learner, context):
        ahead = course_place.ahead(learner, context)
        served = replace(served, offered=ahead.id if ahead else progress.offered)
    if occasion.kind == "age":
        return replace(served, age_asked=day)
    return replace(served, nudged_on=day) if occasion.kind == "nudge" else served


def coming(learner: Learner, context: Context) -> Iterator[Occasion]:
    """One occasion after the other, each as if nothing were said meanwhile."""
    occasion = next(learner, context)
    while occasion:
        yield occasion
        context = _then(occasion.at, context)
        learner = replace(learner, progress=after(learner, occasion, context))
        occasion = next(learner, context)


def _then(at: datetime, context: Context) -> Context:
    """The world at that instant, if it is not past."""
    return replace(context, now=max(at, context.now))


_hour = allowance.at_the_hour


def _is_over(day: date, learner: Learner, context: Context) -> bool:
    """Whether the day has its message, or it is too late for one: 21:00."""
    closing = max(learner.progress.hour + 1, quiet_hours.EVENING.hour * 60)
    ends = school_calendar.at(day, closing, context.zone(learner.cohort))
    return not allowance.is_free(day, learner) or max(context.now, _hour(day, learner, context)) >= ends


def _from(day: date, learner: Learner, context: Context) -> datetime:
    """The learner's hour on the day, or on the first one after it that is not over."""
    day = max(day, context.today(learner.cohort))
    return _hour(day + timedelta(days=_is_over(day, learner, context)), learner, context)


# --- whether to keep the data --------------------------------------------------------------------------------


def _kept_until(learner: Learner, context: Context) -> datetime:
    return _from(retention.next_day(learner, context), learner, context)


# --- the truck left, or its leaving proved false -----------------------------------------------------------


def _step(learner: Learner, cohort: Cohort, context: Context) -> Occasion | None:
    """What the season asks for that changed since the learner was last told."""
    gone = context.now >= school_calendar.departure(cohort, context.zone(cohort))
    support = learner.progress.support
    if support is None:
        at = allowance.waits_for_no_hour(learner, context)
        return Occasion(at, "farewell", "the truck has left") if gone else None
    if not gone:
        at = allowance.waits_for_no_hour(learner, context)
        return Occasion(at, "not_gone", "the truck is still here")
    if support.departed != cohort.visit.departs.isoformat():
        return Occasion(context.now, "in_step", "the truck left on another day")
    return None


def _moved(learner: Learner, cohort: Cohort, context: Context) -> Occasion | None:
    """The visit's new dates, where they stand and the truck is still to leave: else the farewell says it."""
    visit = cohort.visit
    if learner.progress.support or learner.progress.moved != dates(visit) or visit.departs <= context.today(cohort):
        return None
    return Occasion(allowance.waits_for_no_hour(learner, context), "moved", "the visit has other dates")


def dates(visit: Visit) -> str:
    """The dates of a visit as `Progress.moved` holds them."""
    return f"{visit.arrives.isoformat()}/{visit.departs.isoformat()}"


def _caught_up(support: Support, cohort: Cohort, context: Context) -> Support:
    """Support whose stops before today count as handled: what was missed is not sent late in a heap."""
    yesterday, departs = context.today(cohort) - timedelta(days=1), cohort.visit.departs
    return replace(support, departed=departs.isoformat(), last_stop=max(yesterday, departs).isoformat())


# --- the offer of the day ----------------------------------------------------------------------------------


def _offer(learner: Learner, cohort: Cohort, context: Context) -> Occasion | None:
    """The learner's hour on the next school day that is theirs and not served yet."""
    today = context.today(cohort)
    first = max(today, cohort.visit.arrives)
    for offset in range((cohort.visit.departs - first).days):
        day = first + timedelta(days=offset)
        if not _is_over(day, learner, context) and message_days.offers_on(learner, cohort, day, context):
            at = _hour(day, learner, context)
            return _of_school_day(at, learner, cohort, _then(at, context))
    return None


def _of_school_day(at: datetime, learner: Learner, cohort: Cohort, then: Context) -> Occasion:
    """What the day's message is."""
    progress = learner.progress
    if not lesson_day.something(learner, then):
        return Occasion(at, "rest", "nothing is left for today")
    if retention.age_is_due(learner, then):
        return Occasion(at, "age", "the age was asked a year ago")
    if progress.unheard < NUDGE_AFTER:
        return Occasion(at, "offer", "a school day")
    if progress.nudged_on <= (progress.active[-1] if progress.active else ""):
        return Occasion(at, "nudge", "several messages without a word")
    day = then.today(cohort)
    sunday = day - timedelta(days=day.weekday() + 1)
    if school_calendar.school_days_between(sunday, day, cohort, then.free_days(cohort)) == 0:
        return Occasion(at, "offer", "the first school day of a silent week")
    return Occasion(at, "rest", "silence: one offer a week")


# --- support after departure -------------------------------------------------------------------------------


def _stop(learner: Learner, cohort: Cohort, context: Context) -> Occasion | None:
    """The stop's hour; where that day is over or already has its message, the next day's."""
    stop = message_days.next_stop(learner)
    if stop is None:
        return None
    at = _from(stop.day, learner, context)
    then = _then(at, context)
    stop = _latest(stop, learner, then.today(cohort))
    if retention.age_is_due(learner, then):
        return Occasion(at, "age", "the age was asked a year ago")
    if stop.check_in:
        return Occasion(at, "check_in", "a month of the support is over", stop.check_in)
    return Occasion(at, "piece", "a stop of the support")


def _latest(stop: taper.Stop, learner: Learner, day: date) -> taper.Stop:
    """Of the stops that passed while the box was off, the last check-in, else the last one."""
    support = learner.progress.support
    if support is None:
        return stop
    for later in taper.stops(date.fromisoformat(support.departed), support.weekday):
        if later.day > day:
            return stop
        if later.day >= stop.day and (later.check_in or not stop.check_in):
            stop = later
    return stop


def _handled(learner: Learner, support: Support, occasion: Occasion, context: Context) -> Support:
    """The support after a message of today; a check-in that gave way to another message comes on a later day."""
    today, stop = context.today(learner.cohort), message_days.next_stop(learner)
    reached = _latest(stop, learner, today) if stop else taper.Stop(today)
    written = replace(support, unanswered=support.unanswered + 1, sent_on=today.isoformat())
    if reached.check_in and occasion.kind != "check_in":
        return written
    return replace(written, last_stop=max(reached.day, today).isoformat())
