"""Who hears of a case, and when the next one does: the steps of an alert.

Never who teaches the learner or answered her, whatever else they do here. A step is said again only while it is not
known to have arrived; who cannot be reached at all is passed over.
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.core.case import COPIES, SAID_AGAIN_AFTER, Case
from bot.core.event import AlertTold, CaseStep, to_json
from bot.core.people import Someone
from bot.core.schedule import quiet_hours
from bot.ports.book import Book
from bot.turn.commit import Done
from bot.turn.world import World, new_id

CHAIN = ("protection", "operator")
LAST = "responsible"
ON_ITS_WAY = frozenset({"queued", "claimed", "started"})


def step(world: World, book: Book, event: CaseStep, now: datetime) -> Done:
    """The next one is told, unless an adult took the case meanwhile or ended it."""
    case = book.case(event.case)
    if case is None or case.closed_at:
        return Done()
    local = now.astimezone(world.context(now).zone(book.cohort(case.cohort) if case.cohort else None))
    if not _at_any_hour(case, event) and quiet_hours.quiet(local):
        _cause(book, event, now, quiet_hours.morning_after(local))
        return Done()
    if event.what == "again":
        return _said_again(book, case, event, now)
    people = _whom(book, case, event)
    what = event.what if event.what in {"asked", "late"} else "more" if case.taken_at else "raised"
    for someone in people:
        _tell(book, someone, AlertTold(case.id, what, someone.id), event, now)
    return Done(caused=bool(people))


def _at_any_hour(case: Case, event: CaseStep) -> bool:
    """Grave words wait for nobody's morning; reports, and asking how it goes, do."""
    return case.kind == "words" and event.what not in {"asked", "late"}


def _whom(book: Book, case: Case, event: CaseStep) -> list[Someone]:
    chain = reachable(book, case)
    if event.what in {"asked", "late"}:
        if case.taken_at is None or int(case.taken_at.timestamp()) != event.run:
            return []
        if event.what == "asked":
            return [someone for someone in chain if someone.id == case.taken_by]
        return [someone for someone in chain if someone.id != case.taken_by][:1]
    if case.taken_at:
        taker = [someone for someone in chain if someone.id == case.taken_by]
        return taker or chain[:1] if event.what == "first" else []
    fresh = [someone for someone in chain if not _was_told(case, someone.id, event.run)]
    last = [someone for someone in _of(book, case, LAST) if someone in fresh]
    if event.what == "last" and last:
        return last
    return _joined(fresh, event.named)


def _joined(people: list[Someone], named: str) -> list[Someone]:
    """The next one; who is named in the words is joined by the one after at once."""
    return people[:2] if people and people[0].id == named else people[:1]


def reachable(book: Book, case: Case) -> list[Someone]:
    """Who may hear of the case and can be written to, in the order in which they are told."""
    everybody = [someone for kind in (*CHAIN, LAST) for someone in _of(book, case, kind)]
    return [someone for someone in dict.fromkeys(everybody) if book.address_of(someone.id) is not None]


def _of(book: Book, case: Case, kind: str) -> list[Someone]:
    return book.guardians(kind, case)


def _was_told(case: Case, person: str, run: int) -> bool:
    """Since the alarm from which these steps count."""
    return any(line.kind == "told" and line.by == person and line.at.timestamp() >= run for line in case.lines)


def _tell(book: Book, someone: Someone, told: AlertTold, event: CaseStep, now: datetime) -> None:
    """Told now, and looked at in a while whether it has arrived."""
    book.cause(new_id(), someone.id, to_json(told), now, now)
    if told.what == "raised":
        again = replace(event, what="again", person=someone.id)
        _cause(book, again, now, now + SAID_AGAIN_AFTER)


def _said_again(book: Book, case: Case, event: CaseStep, now: datetime) -> Done:
    """Whether it has arrived: else once more, and after the third the next one is told."""
    copies = [line for line in case.lines if line.kind == "told" and line.by == event.person]
    became = book.became(copies[-1].about) if copies else ""
    if case.taken_at or became == "sent":
        return Done()
    if became in ON_ITS_WAY:
        _cause(book, event, now, now + SAID_AGAIN_AFTER)
        return Done()
    recent = [line for line in copies if line.at.timestamp() >= event.run]
    someone = next((one for one in reachable(book, case) if one.id == event.person), None)
    if someone and len(recent) < COPIES:
        _tell(book, someone, AlertTold(case.id, "raised", someone.id), event, now)
    else:
        _cause(book, replace(event, what="second", person=""), now, now)
    return Done(caused=True)


def _cause(book: Book, event: CaseStep, now: datetime, at: datetime) -> None:
    book.cause(new_id(), event.case, to_json(event), now, at)
