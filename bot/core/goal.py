"""The course's goal: how many lessons the exam asks for, whether it waits, and whether it was passed."""

from __future__ import annotations

from bot.core import phrase
from bot.core.people import Learner
from bot.core.reply import Choice
from bot.core.scene import Context
from bot.core.state import Exam
from lessons_es.schema import Course

PASSED_SHARE = 0.7
"""Share of right answers from which the exam counts as passed."""


def needed(course: Course) -> int:
    """How many lessons open the exam: all that the course has."""
    return len(course.lessons)


def missing(learner: Learner, context: Context) -> int:
    """How many lessons are still to be done until the exam is open."""
    done = sum(1 for lesson in context.course.lessons if lesson.id in learner.progress.done)
    return max(0, needed(context.course) - done)


def passed(exam: Exam | None) -> bool:
    """Whether an exam was answered to its end, and well enough."""
    return exam is not None and exam.at >= len(exam.items) > 0 and exam.right >= PASSED_SHARE * len(exam.items)


def waits(learner: Learner, context: Context) -> bool:
    """Whether the exam is open and not passed yet."""
    return bool(context.course.exam) and not missing(learner, context) and not passed(learner.progress.exam)


def offered(learner: Learner, context: Context) -> bool:
    """Whether its button is shown: never on the day of departure, which belongs to the farewell and its line."""
    leaves_today = learner.cohort is not None and context.today(learner.cohort) == learner.cohort.visit.departs
    return waits(learner, context) and not leaves_today


def button(context: Context) -> Choice:
    """[Dar el examen]."""
    return Choice(context.t(phrase.TAKE_EXAM), "exam.begin")
