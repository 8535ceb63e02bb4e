"""How far a learner is, and how steadily."""

from __future__ import annotations

from datetime import date, timedelta

from bot.core import course_place, goal, phrase, review
from bot.core.greeting_name import greeting_name
from bot.core.people import Learner
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import message_days

STREAK_DAYS = 4


def progress(scene: Scene, _argument: str, context: Context) -> Turn:
    """Done, remembered, the week's streak with its free rest, in words."""
    learner = scene.the_learner()
    return scene.then("\n".join(_progress_lines(learner, context)), "menu")


def _progress_lines(learner: Learner, context: Context) -> list[str]:
    memory, name = learner.progress.memory, greeting_name(learner, context)
    done, total = course_place.lessons_done(learner.progress, context), len(context.course.lessons)
    inside = course_place.inside(learner.progress, context)
    if not done and not memory and inside:
        return [context.t(phrase.PROGRESS_BEGUN, name=name, title=inside.title)]
    if not done and not memory:
        minutes = context.n(phrase.MINUTES, context.course.lessons[0].minutes)
        return [context.t(phrase.PROGRESS_NEW, name=name, minutes=minutes)]
    kept = sum(1 for one in memory.values() if one.last_right)
    lines = [context.t(phrase.PROGRESS, name=name, done=done, total=total, kept=kept, asked=len(memory))]
    mastered = sum(1 for one in memory.values() if review.mastered(one))
    if mastered:
        lines.append(context.n(phrase.MASTERED, mastered))
    lines += _towards_exam(learner, context)
    lines.append(_streak(learner, context))
    if memory:
        lines.append(context.t(phrase.NEXT_REVIEW, when=message_days.next_review(learner, context)))
    return lines


def _towards_exam(learner: Learner, context: Context) -> list[str]:
    """How far the exam is, that it is open, or that it was passed."""
    exam, missing = learner.progress.exam, goal.missing(learner, context)
    if exam is not None and goal.passed(exam):
        return [context.t(phrase.EXAM_DONE, right=exam.right, total=len(exam.items))]
    if goal.waits(learner, context):
        return [context.t(phrase.EXAM_OPEN)]
    return [context.n(phrase.EXAM_AFTER, missing)] if context.course.exam else []


def _streak(learner: Learner, context: Context) -> str:
    today_ = context.today(learner.cohort)
    monday = today_ - timedelta(days=today_.weekday())
    active = {date.fromisoformat(day) for day in learner.progress.active}
    days = sum(1 for day in active if day >= monday)
    rested = sum(1 for n in range((today_ - monday).days) if monday + timedelta(days=n) not in active)
    line = context.t(phrase.STREAK if not rested else phrase.STREAK_REST_USED, days=context.n(phrase.DAYS, days))
    weeks = _full_weeks_before(monday, active)
    return f"{line} {context.n(phrase.STREAK_WEEKS, weeks)}" if weeks else line


def _full_weeks_before(monday: date, active: set[date]) -> int:
    """How many weeks in a row before this one had four of five school days, the fifth being the free rest."""
    weeks = 0
    while True:
        monday -= timedelta(weeks=1)
        if len({monday + timedelta(days=n) for n in range(7)} & active) < STREAK_DAYS:
            return weeks
        weeks += 1
