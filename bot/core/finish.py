"""Two states of one learner -> what was done to its end between them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from bot.core import goal
from bot.core.state import Exam, Progress
from lessons_es.schema import Course

Kind = Literal["lesson", "piece", "drill", "exam"]
PASSED = "passed"
"""What is finished with the first exam that was passed."""


class Finish(Struct, frozen=True):
    """A lesson, piece, drill or exam (`exam-1`, `exam-2`, ...) or `PASSED`, done on that local date, in that cohort."""

    learner: str
    lesson: str
    kind: Kind
    cohort: str | None
    local_date: date


def finished(before: Progress, after: Progress, course: Course) -> tuple[tuple[str, Kind], ...]:
    """What `after` has done and `before` had not: its name, and what it is."""
    done = [(name, _kind(name, course)) for name in after.done if name not in before.done]
    if after.exam and _is_over(after.exam) and not (before.exam and _is_over(before.exam)):
        done.append((f"exam-{after.exam.attempt}", "exam"))
        if goal.passed(after.exam):
            done.append((PASSED, "exam"))
    return tuple(done)


def _is_over(exam: Exam) -> bool:
    return exam.at >= len(exam.items)


def _kind(name: str, course: Course) -> Kind:
    if course.drill(name) is not None:
        return "drill"
    found = course.lesson(name)
    return "piece" if found is not None and found.is_graduate_piece else "lesson"
