"""The course's goal: how many lessons the exam asks for, whether it waits or was passed, and the paper for it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from bot.core import phrase
from bot.core.certificate import Kind
from bot.core.course_place import lessons_done
from bot.core.people import Cohort, Learner
from bot.core.reply import Choice
from bot.core.scene import Context
from bot.core.state import Exam, Progress
from lessons_es.schema import Course, Lesson

PAPER_BEFORE_DEPARTURE = timedelta(days=2)
"""How long before the truck leaves a paper can be had that says that somebody took part."""
WEAKEST = 3
"""Lessons that are named to whoever did not pass."""


def needed(course: Course) -> int:
    """How many lessons open the exam: four fifths of the course."""
    return -(-len(course.lessons) * 4 // 5)


def missing(learner: Learner, context: Context) -> int:
    """How many lessons are still to be done until the exam is open."""
    return max(0, needed(context.course) - lessons_done(learner.progress, context))


def to_pass(items: int) -> int:
    """How many right answers pass an exam of so many items: seven tenths, rounded up."""
    return -(-items * 7 // 10)


def over(exam: Exam | None) -> bool:
    """Whether an exam was answered to its end."""
    return exam is not None and exam.at >= len(exam.items) > 0


def passed(exam: Exam | None) -> bool:
    """Whether an exam was answered to its end, and well enough."""
    return exam is not None and over(exam) and exam.right >= to_pass(len(exam.items))


def weakest(exam: Exam, course: Course) -> list[Lesson]:
    """The lessons that were missed most, three at most, in the order of the course."""
    asked = [entry.lesson_id for entry in map(course.exam_item, exam.missed) if entry]
    most = {lesson for lesson, _ in Counter(asked).most_common(WEAKEST)}
    return [lesson for lesson in course.lessons if lesson.id in most]


def paper(learner: Learner, context: Context) -> Kind | None:
    """The paper that the learner may have today; None for none yet."""
    if learner.cohort is None:
        return None
    return paper_of(learner.progress, learner.cohort, context.course, context.today(learner.cohort))


def paper_of(progress: Progress, cohort: Cohort, course: Course, today: date) -> Kind | None:
    """The paper that somebody of the cohort may have who stands there in the course."""
    if passed(progress.exam):
        return "passed"
    took_part = any(lesson.id in progress.done for lesson in course.lessons)
    return "took_part" if took_part and today >= cohort.visit.departs - PAPER_BEFORE_DEPARTURE else None


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
