"""What `certificate print` issues, run by whoever holds the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from bot.core import goal
from bot.core.certificate import Signer, sealed
from bot.core.people import Cohort
from bot.core.text.wording import read_code
from bot.ports.book import Book
from bot.turn import class_papers
from lessons_es.schema import Course

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
    papers = class_papers.due(book, cohort, course, now)
    for due in papers:
        book.issue_certificate(due.learner, cohort.id, due.paper, sealed(due.paper, signer), now)
    made = Counter(due.paper.kind for due in papers)
    if not made:
        return _nobody(cohort), []
    counted = " y ".join(f"{made[kind]} {words}" for kind, words in _KINDS.items() if made[kind])
    return "", [f"{cohort.name}, {cohort.visit.site}: {counted}."]


def _nobody(cohort: Cohort) -> str:
    first = cohort.visit.departs - goal.PAPER_BEFORE_DEPARTURE
    return (
        f"En {cohort.name} nadie aprobó el examen todavía. La de participación se puede desde el {first:%Y-%m-%d}, dos "
        "días antes de que se vaya el camión, para quien hizo al menos una lección."
    )
