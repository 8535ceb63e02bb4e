"""What `certificate print` issues, run by whoever holds the database."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core import goal
from bot.core.certificate import NUMBER_LENGTH, Certificate, Signer, number, sealed
from bot.core.people import Cohort
from bot.core.state import read_progress
from bot.core.text.wording import read_code
from bot.ports.book import Book
from bot.turn.world import KEY_LETTERS
from lessons_es.schema import Course

MOST = 1_000
"""Learners of one group."""
NO_KEY = "No se lee la llave de las constancias ({path}). Pon ahí la que guardaste con tus copias; no hice ninguna."
NO_DATE = (
    "No sé bien qué fecha es, y una constancia lleva fecha. Pon la caja en hora y corre: python -m bot clock trust"
)
UNKNOWN = "No hay una constancia vigente con el número {number}. Míralo en el papel: son ocho letras, como 7KQ2-M4TD."
_KINDS = {"passed": "de aprobación", "took_part": "de participación"}


def issued(
    book: Book, code: str, courses: Mapping[str, Course], signer: Signer, now: datetime
) -> tuple[str, list[str]]:
    """Issues a paper to each learner of the group who may have one: what is wrong (`""`: nothing), and how many.

    `courses` are those that are served, by the names that groups have for them.
    """
    cohort = book.cohort_by_code(read_code(code))
    if cohort is None:
        return f"No hay un grupo con el código {code}. Mira el itinerario: python -m bot itinerary show", []
    course = courses.get(cohort.course) or courses[""]
    today = now.astimezone(ZoneInfo(cohort.visit.zone)).date()
    made: Counter[str] = Counter()
    for learner in book.learners_of(cohort.id, "", MOST):
        row = book.learner(learner)
        kind = goal.paper_of(read_progress(row.progress), cohort, course, today) if row and row.accepted else None
        if row and kind:
            paper = Certificate(_number(), kind, row.name, course.title, cohort.visit.site, today.isoformat())
            book.issue_certificate(learner, cohort.id, paper, sealed(paper, signer), now)
            made[kind] += 1
    if not made:
        return _nobody(cohort), []
    counted = " y ".join(f"{made[kind]} {words}" for kind, words in _KINDS.items() if made[kind])
    return "", [f"{cohort.name}, {cohort.visit.site}: {counted}."]


def _number() -> str:
    return number("".join(secrets.choice(KEY_LETTERS) for _ in range(NUMBER_LENGTH)))


def _nobody(cohort: Cohort) -> str:
    first = cohort.visit.departs - goal.PAPER_BEFORE_DEPARTURE
    return (
        f"En {cohort.name} nadie aprobó el examen todavía. La de participación se puede desde el {first:%Y-%m-%d}, dos "
        "días antes de que se vaya el camión, para quien hizo al menos una lección."
    )
