"""Where a learner is in the course: steps of a lesson, lessons done, the next one."""

from __future__ import annotations

from bot.core.people import Learner
from bot.core.scene import Context
from bot.core.state import Progress
from lessons_es.schema import Lesson

DONE = "done"


def steps(lesson: Lesson) -> tuple[str, ...]:
    """The ids of a lesson's steps, in order."""
    cards = (f"card-{n}" for n in range(1, len(lesson.cards) + 1))
    items = (item.id.removeprefix(f"{lesson.id}-") for item in lesson.items)
    return (*cards, *items, DONE)


def nearest(lesson: Lesson, step: str) -> str:
    """The step, or where an edit took it away, the nearest earlier one."""
    known = steps(lesson)
    if step in known:
        return step
    kind, number = step.rstrip("0123456789"), int("0" + "".join(filter(str.isdigit, step)))
    earlier = [name for name in known if name.rstrip("0123456789") == kind and int(name.lstrip(kind)) < number]
    return earlier[-1] if earlier else (f"card-{len(lesson.cards)}" if kind == "q" else known[0])


def following(lesson: Lesson, step: str) -> str:
    """The step after one."""
    known = steps(lesson)
    return known[min(known.index(step) + 1, len(known) - 1)]


def next_lesson(progress: Progress, context: Context) -> Lesson | None:
    """The first lesson not done, from the learner's own beginning on, then the ones before it."""
    lessons = context.course.lessons
    begin = next((n for n, lesson in enumerate(lessons) if lesson.id == progress.start), 0)
    ordered = (*lessons[begin:], *lessons[:begin])
    return next((lesson for lesson in ordered if lesson.id not in progress.done), None)


def inside(progress: Progress, context: Context) -> Lesson | None:
    """The lesson in whose middle the learner is; None outside."""
    place = progress.place
    return context.course.lesson(place.lesson) if place and place.step != DONE else None


def ahead(learner: Learner, context: Context) -> Lesson | None:
    """The lesson the learner is in, else the next one; None when all are done."""
    return inside(learner.progress, context) or next_lesson(learner.progress, context)


def lessons_done(progress: Progress, context: Context) -> int:
    """How many lessons of the present course are done (graduate pieces do not count)."""
    return sum(1 for lesson in context.course.lessons if lesson.id in progress.done)
