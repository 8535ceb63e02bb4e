"""Who is in the demo: the truck's visits, two cohorts, a teacher in her seat, and a handful of classmates."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.channels.web import seal
from bot.core.event import Said
from bot.core.people import Cohort
from bot.core.schedule import school_calendar
from bot.demo.pupils import Pupil, Pupils
from bot.itinerary import itinerary
from bot.itinerary.spreadsheet import Row
from bot.ports.book import Book
from bot.ports.rows import Planned
from bot.ports.store import Store
from bot.turn.world import new_id

ZONE = ZoneInfo("America/Lima")
FIRST_DAY = date(2026, 3, 2)
ENROLMENT = datetime(2026, 3, 2, 8, tzinfo=ZONE)
BEGINS = datetime(2026, 3, 2, 9, tzinfo=ZONE)
"""A Monday; the truck stays five weeks, until the Wednesday before Easter."""

SITE, NEXT_SITE = "colegio San Juan", "Córdova"
CODE, OTHER_CODE, NEXT_CODE = "HUAYTAR3", "HUAYTAR4", "HUAYTAR5"
TEACHER = "Elena"
INVITES_KEEP = timedelta(days=7)
WEEK = timedelta(weeks=1)

ROUTE = (
    Row(1, SITE, "Huaytará", FIRST_DAY, date(2026, 4, 1), "3.º B", CODE, TEACHER, str(ZONE)),
    Row(2, SITE, "Huaytará", FIRST_DAY, date(2026, 4, 1), "4.º A", OTHER_CODE, TEACHER, str(ZONE)),
    Row(3, NEXT_SITE, "Huaytará", date(2026, 4, 6), date(2026, 5, 8), "5.º A", NEXT_CODE, "Raúl", str(ZONE)),
)

VISITOR = "Luz Q."


def _classmate(name: str, code: str, hour: str, *, right: float, diligent: float) -> Pupil:
    return Pupil(seal.hashed(f"demo {name}"), name, code, hour, right, diligent)


CLASSMATES = (
    _classmate("Mateo C.", CODE, "6 p. m.", right=0.9, diligent=1.0),
    _classmate("Yeni P.", CODE, "7 p. m.", right=0.8, diligent=0.9),
    _classmate("Kevin R.", CODE, "5 p. m.", right=0.6, diligent=0.1),
    _classmate("Rosa M.", CODE, "7 p. m.", right=0.75, diligent=0.8),
    _classmate("Toño S.", OTHER_CODE, "6 p. m.", right=0.8, diligent=0.85),
    _classmate("Maribel H.", OTHER_CODE, "5 p. m.", right=0.85, diligent=0.95),
)
"""Kevin is the one who goes quiet."""


class Elena(Struct, frozen=True):
    """The teacher: `key` is what her browser keeps for her seat, `pupil` recognises newcomers in her name."""

    key: str
    pupil: Pupil

    @classmethod
    def new(cls) -> Elena:
        """With a key that nobody can guess."""
        key = seal.new_key()
        return cls(key, Pupil(seal.hashed(key), TEACHER))


async def assemble(
    store: Store, pupils: Pupils, elena: Elena, classmates: Sequence[Pupil], now: Callable[[], datetime]
) -> None:
    """The itinerary is loaded, Elena opens her two links, the classmates enrol, and she looks who came.

    By herself she would hear of them in the afternoon, with all that waits for her.
    """
    tokens = (secrets.token_urlsafe(24), secrets.token_urlsafe(24))
    await store.run(lambda book: _open(book, tokens, now()))
    for words in (f"/start {tokens[0]}", TEACHER, f"/start {tokens[1]}"):
        await pupils.say([(elena.pupil.carrier, Said(words))])
    await pupils.begin(classmates)
    await pupils.answer(classmates)
    for row in ROUTE[:2]:
        await pupils.say([(elena.pupil.carrier, Said(row.group))])
        await pupils.answer([elena.pupil])


def _open(book: Book, tokens: tuple[str, str], now: datetime) -> None:
    plan = itinerary.compare(ROUTE, book.itinerary())
    itinerary.apply(book, plan, now, new_id=new_id, timezone=str(ZONE))
    for token, code in zip(tokens, (CODE, OTHER_CODE), strict=True):
        cohort = book.cohort_by_code(code)
        if cohort:
            book.add_invite(token, "teacher", cohort.id, now, now + INVITES_KEEP)


def cohort(book: Book) -> Cohort:
    """The visitor's cohort."""
    found = book.cohort_by_code(CODE)
    if found is None:
        raise LookupError("the demo's cohort is not there yet")
    return found


def departure(book: Book) -> datetime:
    """The instant at which the truck leaves."""
    return school_calendar.departure(cohort(book), ZONE)


def can_stay(book: Book, now: datetime) -> bool:
    """Whether it is not too late for the truck to stay a week longer."""
    return now.astimezone(ZONE).date() < cohort(book).visit.departs + WEEK


def stay_a_week(book: Book, now: datetime) -> None:
    """The truck stays a week longer, and comes a week later everywhere else."""
    if can_stay(book, now):
        known, here = book.itinerary(), cohort(book).visit
        rows = [_later(n, one, stays=one.visit == here.id) for n, one in enumerate(known, 1)]
        itinerary.apply(book, itinerary.compare(rows, known), now, new_id=new_id, timezone=str(ZONE))


def _later(line: int, one: Planned, *, stays: bool) -> Row:
    arrives = one.arrives if stays else one.arrives + WEEK
    return Row(line, one.site, one.region, arrives, one.departs + WEEK, one.group, one.code, one.teacher, one.timezone)


def visitor(carrier: str) -> Pupil:
    """Who answers for a visitor."""
    return Pupil(carrier, VISITOR)
