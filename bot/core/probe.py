"""What is still remembered: at a check-in two items of the time of the truck that were not asked for weeks.

Reviews cannot tell it: the memory model asks what was missed sooner, and what was asked last week is no memory of six
months. Items are drawn by chance, never by how well they are known.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.core.people import Cohort, Learner
from bot.core.scene import Context
from bot.core.schedule import school_calendar
from bot.core.state import Probe

MONTHS = (1, 3, 6, 12)
"""The check-ins that bring one."""
ITEMS = 2
UNASKED = timedelta(days=28)


def drawn(learner: Learner, month: int, context: Context) -> tuple[str, ...]:
    """The items of that month's probe; none when none is left that can be asked, which is no probe."""
    cohort, unasked_since = learner.cohort, (context.now - UNASKED).timestamp()
    if cohort is None or learner.progress.support is None or month not in MONTHS:
        return ()
    asked_long_ago = [item for item, memory in learner.progress.memory.items() if memory.last_at <= unasked_since]
    known = sorted(item for item in asked_long_ago if _is_of_the_course(item, learner, cohort, context))
    return tuple(context.chance(learner.id, "probe", month).sample(known, min(ITEMS, len(known))))


def without(probe: Probe | None, item: str) -> Probe | None:
    """What is left of it once the item was answered."""
    left = tuple(one for one in probe.items if one != item) if probe else ()
    return replace(probe, items=left) if probe and left else None


def _is_of_the_course(item: str, learner: Learner, cohort: Cohort, context: Context) -> bool:
    """Whether the item was answered before the truck left, as far as its lesson and its last answer tell."""
    found = context.course.item(item)
    left = school_calendar.departure(cohort, context.zone(cohort)).timestamp()
    done = learner.progress.done.get(found[0].id, "9999") if found else "9999"
    answered_by_then = learner.progress.memory[item].last_at <= left or done <= cohort.visit.departs.isoformat()
    return found is not None and answered_by_then
