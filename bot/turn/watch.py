"""Who keeps watch: whether somebody can be told when it is grave, on a carrier that really reaches them.

A contact cannot be reached who was never heard on a real carrier, blocked it, or was asked whether they still look
after the alerts and has said no word since. A promise is made only where it can be kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from bot.core.case import GRAVE_STEPS, Case
from bot.core.event import CaseStep, WatchAsked, to_json
from bot.core.people import Cohort, Someone
from bot.core.schedule import quiet_hours
from bot.ports.book import Book
from bot.turn.world import World, new_id

ASKED_EVERY = timedelta(days=30)
SAID_AFTER = timedelta(hours=72)
CLOSES_AFTER = timedelta(days=7)
SECONDS = ("protection", "operator", "responsible")
"""Who may be the second adult."""
WATCHERS = 2
"""So many adults look after a cohort at the least."""
NEVER = datetime.min.replace(tzinfo=UTC)


class Watch(Struct, frozen=True):
    """How a cohort (or any) is protected: whether `contacts` were ever seen, and a `second` adult was.

    `lost_since` is when the last contact could be reached, None while one can.
    """

    contacts: bool
    lost_since: datetime | None
    second: bool

    def lost(self, now: datetime, after: timedelta = timedelta(0)) -> bool:
        """Whether no contact could be reached for so long."""
        return self.lost_since is not None and now - self.lost_since >= after

    def open(self, now: datetime) -> bool:
        """Whether somebody may enrol."""
        return self.contacts and self.second and not self.lost(now, CLOSES_AFTER)


def watch(book: Book, carriers: Sequence[str], cohort: Cohort | None = None) -> Watch:
    """Those who protect the cohort, none of whom teaches it."""
    of = nobodys(cohort)
    contacts = book.guardians("protection", of)
    lost = {one.id: lost_since(book, carriers, one.id) for one in contacts}
    first = next((id for id, since in lost.items() if since is None), "") or max(
        lost, key=lambda id: lost[id] or NEVER, default=""
    )
    others = [one for kind in SECONDS for one in book.guardians(kind, of) if one.id != first]
    second = any(lost_since(book, carriers, one.id) != NEVER for one in others)
    never = not any(since != NEVER for since in lost.values())
    return Watch(bool(contacts) and not never, lost.get(first), second)


def lost_since(book: Book, carriers: Sequence[str], person: str) -> datetime | None:
    """Since when the person cannot be reached (`NEVER`: they never could); None for who can."""
    heard = [row for row in book.heard_on(person) if row[0] in carriers]
    if not heard:
        return NEVER
    there = [at for _, at, blocked in heard if blocked is None]
    if not there:
        return max(blocked for _, _, blocked in heard if blocked)
    asked = book.role_asked(person)
    return asked if asked and asked > max(there) else None


def promises(book: Book, carriers: Sequence[str], people: Sequence[Someone], now: datetime) -> bool:
    """Whether one of the adults who would be told can be reached, so that it may be said."""
    since = [lost_since(book, carriers, one.id) for one in people]
    return any(at is None or now - at < CLOSES_AFTER for at in since)


def nobodys(cohort: Cohort | None) -> Case:
    """A case of nobody in the cohort: who would hear of one."""
    return Case("", "words", "", "", cohort.id if cohort else "", "", "", "", school=False, opened_at=NEVER)


LOST = (
    "No hay a quién avisar cuando es grave: quien cuida a los estudiantes no responde desde hace tres días. Habla con "
    "esa persona, o invita a otra con «python -m bot protection invite»."
)


def look(world: World, book: Book, now: datetime) -> list[str]:
    """Asks by day who was silent for a month; what the operator must hear of, for readiness is another thing."""
    if not quiet_hours.quiet(now.astimezone(world.context(now).zone(None))):
        ask_who_watches(book, now)
    tell_what_waits(book, now)
    state = watch(book, world.carriers)
    return [LOST] if world.guarded and state.contacts and state.lost(now, SAID_AFTER) else []


def tell_what_waits(book: Book, now: datetime) -> None:
    """A case of when nobody was there is told to who is there now: its steps begin again, at most once an hour."""
    run = int(now.timestamp())
    for id in book.untold_cases():
        case = book.case(id)
        if case and now - case.opened_at > GRAVE_STEPS["last"]:
            key = f"case:untold:{id}:{run // 3600}"
            book.cause(key, id, to_json(CaseStep(id, "first", run)), now, now)


def ask_who_watches(book: Book, now: datetime) -> bool:
    """Who looks after alerts and was not heard for a month is asked whether they still do; whether anybody was.

    Who runs the programme is asked too, where there is no other second adult.
    """
    people = {one.id for kind in ("protection", "responsible") for one in book.holders(kind)}
    if len(people) < WATCHERS:
        people |= {one.id for one in book.holders("operator")}
    silent = [person for person in sorted(people) if _is_to_be_asked(book, person, now)]
    for person in silent:
        book.ask_role(person, now)
        book.cause(new_id(), person, to_json(WatchAsked(person)), now, now)
    return bool(silent)


def _is_to_be_asked(book: Book, person: str, now: datetime) -> bool:
    heard = [at for _, at, blocked in book.heard_on(person) if blocked is None]
    asked = book.role_asked(person)
    last = max([*heard, *([asked] if asked else [])], default=None)
    return last is not None and now - last >= ASKED_EVERY
