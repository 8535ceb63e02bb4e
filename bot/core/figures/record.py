"""What a period's figures are counted from, as the store finds it for a cohort, a site, a region or the programme."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from bot.core.people import Cohort
from bot.core.state import AgeBand


class Enrolled(Struct, frozen=True):
    """One enrolment of a learner, whenever it was; instants are UTC."""

    learner: str
    band: AgeBand
    cohort: str
    joined: datetime
    accepted_at: datetime | None
    until: datetime | None
    paused: bool
    has_phone: bool


class Asked(Struct, frozen=True):
    """A question to the teacher, and when it was answered."""

    cohort: str
    asked_at: datetime
    answered_at: datetime | None


class Picked(Struct, frozen=True):
    """How often an option was somebody's first answer to a form of a quiz item."""

    item: str
    content_hash: str
    option: str
    right: bool
    n: int


class Record(Struct, frozen=True):
    """`wrote` and `passed` are learners, `last_words` local dates up to the period's last day, `lessons_done` how many
    lessons (of the present course) somebody finished by then, `started` who finished any."""

    cohorts: Mapping[str, Cohort]
    enrolments: tuple[Enrolled, ...] = ()
    wrote: frozenset[str] = frozenset()
    last_words: Mapping[str, str] = {}
    started: frozenset[str] = frozenset()
    lessons_done: Mapping[str, int] = {}
    passed: frozenset[str] = frozenset()
    lessons: int = 0
    reviews: int = 0
    remembered: int = 0
    announced: int = 0
    asked: tuple[Asked, ...] = ()
    picked: tuple[Picked, ...] = ()
