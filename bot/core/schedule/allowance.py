"""How much a learner gets. Whoever writes without being asked, asks here.

- One message of ours a local date. When several are due, the first in `ORDER` is the day's; the others come on later
  days. A knock (an empty message that only asks for a word) is a message.
- What waits for no hour of the learner's, and is for one phone of hers (somebody entered, a question went on, a teacher
  asks after her), takes the day too. Where it has its message already, the next day is reserved for it.
- News has no day of its own: it rides at the head of the day's message, which then has two parts, never more.
- Of a teacher's words two a local date: a third waits for the morning. After one, what comes at the learner's hour
  waits two hours; where that is night, until the next day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.core.event import Caused
from bot.core.people import Learner
from bot.core.reply import Cause
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import quiet_hours, school_calendar
from bot.core.state import Progress

ORDER = (
    *("in_step", "farewell", "not_gone", "moved"),
    *("age", "keeping", "consent"),
    "check_in",
    *("offer", "nudge", "piece", "rest"),
    "exam",
    "constancia",
)
"""What may be the day's message, first what goes before the others (`in_step` and `rest` say nothing)."""
TEACHERS_A_DAY = 2
AFTER_TEACHER = timedelta(hours=2)
UNASKED_AT = time(10)


def is_free(day: date, learner: Learner) -> bool:
    """Whether the learner's local date has no message of ours yet, and none is to come."""
    return learner.progress.offered_on != day.isoformat() and not learner.progress.reserved.endswith(day.isoformat())


def taken(learner: Learner, kind: str, context: Context) -> Progress | None:
    """Today as the day of a message of that kind, at each phone that it is for; None where it is another's."""
    day = context.today(learner.cohort)
    mark = f"{kind}:{day.isoformat()}"
    if learner.progress.reserved != mark and not is_free(day, learner):
        return None
    return replace(learner.progress, offered_on=day.isoformat(), reserved=mark)


def put_off(scene: Scene, kind: str, event: Caused, context: Context) -> Turn:
    """The same event a day later, and that day reserved for it."""
    learner = scene.the_learner()
    day = context.today(learner.cohort) + timedelta(days=1)
    at = datetime.combine(day, UNASKED_AT, context.zone(learner.cohort)).astimezone(UTC)
    later = replace(learner.progress, reserved=f"{kind}:{day.isoformat()}")
    held = learner.progress if not is_free(day, learner) else later
    return scene.progressed(held).turn(causes=(Cause(event, at),))


def waits_for_no_hour(learner: Learner, context: Context) -> datetime:
    """When a message of ours may leave that need not wait for the learner's hour (UTC)."""
    zone = context.zone(learner.cohort)
    local = quiet_hours.unhurried(context.now.astimezone(zone))
    if is_free(local.date(), learner):
        return local.astimezone(UTC)
    return school_calendar.at(local.date() + timedelta(days=1), learner.progress.hour, zone)


def at_the_hour(day: date, learner: Learner, context: Context) -> datetime:
    """The learner's hour on that day (UTC), two hours after a teacher's word at the least."""
    zone = context.zone(learner.cohort)
    hour = school_calendar.at(day, learner.progress.hour, zone)
    before = [word for word in learner.told if word.astimezone(zone).date() == day and word <= context.now]
    return max([hour, *(word + AFTER_TEACHER for word in before)])


def teachers_at(told: Sequence[datetime], now: datetime, zone: ZoneInfo) -> datetime:
    """When another word of a teacher may leave (UTC), after those that were `told` or will be."""
    days = Counter(word.astimezone(zone).date() for word in told)
    local = now.astimezone(zone)
    while days[local.date()] >= TEACHERS_A_DAY:
        local = datetime.combine(local.date() + timedelta(days=1), quiet_hours.MORNING, zone)
    return local.astimezone(UTC)
