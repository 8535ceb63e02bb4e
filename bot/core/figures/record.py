"""What a period's figures are counted from, as the store finds it for a cohort, a site, a region or the programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from msgspec import Struct

from bot.core.people import Cohort
from bot.core.state import AgeBand

_Told = TypeVar("_Told", "Enrolled", "Asked")


class Enrolled(Struct, frozen=True):
    """One enrolment of a learner, whenever it was; instants are UTC.

    What was done is told up to the period's last day: `wrote` at that site in the period, `last_word` (a local date),
    `lessons_done` of the present course, known where its last one was finished.
    """

    learner: str
    band: AgeBand
    cohort: str
    joined: datetime
    accepted_at: datetime | None
    until: datetime | None
    paused: bool
    has_phone: bool
    wrote: bool = False
    last_word: str = ""
    started: bool = False
    lessons_done: int = 0
    passed: bool = False


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
    """`lessons` are those finished in the period by cohort, `reviews` how many and how many well, `dressed` the same
    of those that asked in another form than the time before, `announced` each
    announcement of each cohort that it reached."""

    cohorts: Mapping[str, Cohort]
    enrolments: tuple[Enrolled, ...] = ()
    lessons: Mapping[str, int] = {}
    reviews: Mapping[str, tuple[int, int]] = {}
    dressed: Mapping[str, tuple[int, int]] = {}
    announced: tuple[tuple[str, str], ...] = ()
    asked: tuple[Asked, ...] = ()
    picked: tuple[Picked, ...] = ()


def by_site(record: Record) -> dict[str, Record]:
    """The record of every site; `picked` is of nobody there."""
    sites = {id: cohort.visit.site for id, cohort in record.cohorts.items()}
    cohorts: dict[str, dict[str, Cohort]] = defaultdict(dict)
    for id, cohort in record.cohorts.items():
        cohorts[sites[id]][id] = cohort
    enrolments, asked, announced = _of(record.enrolments, sites), _of(record.asked, sites), _pairs(record, sites)
    return {
        site: Record(
            here,
            tuple(enrolments[site]),
            {id: record.lessons[id] for id in here if id in record.lessons},
            {id: record.reviews[id] for id in here if id in record.reviews},
            {id: record.dressed[id] for id in here if id in record.dressed},
            tuple(announced[site]),
            tuple(asked[site]),
        )
        for site, here in cohorts.items()
    }


def _of(told: Iterable[_Told], sites: Mapping[str, str]) -> dict[str, list[_Told]]:
    found: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        found[sites[one.cohort]].append(one)
    return found


def _pairs(record: Record, sites: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for cohort, announcement in record.announced:
        found[sites[cohort]].append((cohort, announcement))
    return found
