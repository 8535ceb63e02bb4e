"""Who looks after whom: the cases that an adult may see, and the adults who would be told of whoever speaks."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.core import role
from bot.core.case import Care, Case
from bot.core.people import Cohort, Question
from bot.core.scene import Scene
from bot.core.talk import protection
from bot.ports.book import Book
from bot.turn import casework, watch
from bot.turn.world import World

LISTED = 40
PICTURE = "📷"
REPORTED = 3
"""Exchanges of a case that are shown, the newest ones."""


def looks_after(scene: Scene) -> bool:
    """Whether the speaker looks after cases, by a role that is for nothing else."""
    return role.contact(scene)


def case_for(book: Book, scene: Scene, id: str) -> Case | None:
    """The case with what its lines tell of, where the speaker may see it."""
    case = book.case(id)
    if case is None or not _may_see(book, scene, case):
        return None
    cohort = book.cohort(case.cohort) if case.cohort else None
    return replace(
        case,
        teachers=cohort.teachers if cohort else (),
        reported=_reported(book, case),
        announced=_announced(book, case),
    )


def cases_for(book: Book, scene: Scene) -> tuple[Case, ...]:
    """Open ones first, then the past ones."""
    return tuple(case for case in book.cases(LISTED) if _may_see(book, scene, case))


def _may_see(book: Book, scene: Scene, case: Case) -> bool:
    """The contacts, who is responsible, and the second adult once told: never who teaches her or answered her."""
    me = protection.speaker(scene)
    kinds: list[str] = [kind for kind in ("protection", "responsible") if kind in scene.roles]
    kinds += ["operator"] if "operator" in scene.roles and case.told(me) else []
    return bool(me) and any(one.id == me for kind in kinds for one in book.guardians(kind, case))


def _announced(book: Book, case: Case) -> str:
    """The announcement that the case is of, as learners read it."""
    row = book.announcement(case.whose)
    return f"{row.signature}: «{row.text or PICTURE}»" if row else ""


def _reported(book: Book, case: Case) -> tuple[Question, ...]:
    ids = [line.about for line in case.lines if line.kind in {"by_learner", "by_teacher"}]
    return tuple(filter(None, map(book.question, ids[-REPORTED:])))


# --- who would be told -------------------------------------------------------------------------------------


def of_speaker(world: World, book: Book, scene: Scene, now: datetime) -> Care:
    """The open case of whoever speaks, and who can be reached about it."""
    of = protection.of_question(scene) if scene.teacher and scene.question else protection.of_speaker(scene)
    known = book.case(book.open_case_of(of.whose))
    case = known or Case("", "words", of.whose, of.name, of.cohort, "", "", "", school=False, opened_at=now)
    adults = casework.reachable(book, case)
    return Care(known.id if known else "", tuple(adults), watch.promises(book, world.carriers, adults, now))


def enrolment_open(world: World, book: Book, cohort: Cohort | None, now: datetime) -> bool:
    """Whether somebody and a second adult protect the learners of the cohort, both seen on a real carrier."""
    return not world.guarded or watch.watch(book, world.carriers, cohort).open(now)
