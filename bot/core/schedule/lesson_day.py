"""What a local day has for a learner: the reviews that are due, and the lesson."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from msgspec.structs import replace

from bot.core import course_place, review
from bot.core.people import Learner
from bot.core.scene import Context
from lessons_es.schema import Lesson


def due_reviews(learner: Learner, context: Context) -> tuple[str, ...]:
    """Items of the present course to ask again before the learner's local day ends, at most today's rest of 5."""
    zone = context.zone(learner.cohort)
    today = context.today(learner.cohort)
    end = datetime.combine(today + timedelta(days=1), time(0), zone).astimezone(UTC)
    known = {item: memory for item, memory in learner.progress.memory.items() if context.course.item(item)}
    return review.due_items(replace(learner.progress, memory=known), end, today)


def lesson(learner: Learner, context: Context) -> Lesson | None:
    """The lesson of the day; None when all are done, or today's was."""
    return None if _had_todays(learner, context) else course_place.ahead(learner, context)


def _had_todays(learner: Learner, context: Context) -> bool:
    """Whether a lesson was finished today on the learner's own asking; one offered earlier does not count."""
    today = context.today(learner.cohort).isoformat()
    return any(
        day == today and lesson_id != learner.progress.offered for lesson_id, day in learner.progress.done.items()
    )


def something(learner: Learner, context: Context) -> bool:
    """Whether the day has anything for the learner."""
    return lesson(learner, context) is not None or bool(due_reviews(learner, context))
