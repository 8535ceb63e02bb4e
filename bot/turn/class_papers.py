"""The papers that the learners of a group may have today, whoever asks for them."""

from __future__ import annotations

import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core import goal
from bot.core.certificate import NUMBER_LENGTH, Certificate, PaperDue, number
from bot.core.people import Cohort
from bot.core.state import read_progress
from bot.ports.book import Book
from bot.turn.world import KEY_LETTERS
from lessons_es.schema import Course

MOST = 1_000
"""Learners of one group."""


def due(book: Book, cohort: Cohort, course: Course, now: datetime) -> tuple[PaperDue, ...]:
    """One a learner who was accepted and may have one, each with a number of its own."""
    today = now.astimezone(ZoneInfo(cohort.visit.zone)).date()
    found = []
    for id in book.learners_of(cohort.id, "", MOST):
        row = book.learner(id)
        kind = goal.paper_of(read_progress(row.progress), cohort, course, today) if row and row.accepted else None
        if row and kind:
            paper = Certificate(_number(), kind, row.name, course.title, cohort.visit.site, today.isoformat())
            found.append(PaperDue(id, paper))
    return tuple(found)


def _number() -> str:
    return number("".join(secrets.choice(KEY_LETTERS) for _ in range(NUMBER_LENGTH)))
