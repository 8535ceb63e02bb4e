"""What `roles`, `role end` and `invite withdraw` do, run by whoever holds the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.core.event import RoleEnded, to_json
from bot.core.people import Someone
from bot.core.text.wording import called, listed, plain
from bot.ports.book import Book
from bot.ports.rows import Duty, OpenLink
from bot.turn.world import new_id

Say = Callable[[str], None]
MARK_SHORTEST = 4


def told(duties: Sequence[Duty], links: Sequence[OpenLink], kinds: dict[str, str], say: Say) -> None:
    """Every role with its person, and every link that nobody used."""
    say("Roles:" if duties else "Todavía nadie tiene un rol.")
    for duty in duties:
        group = f" de {duty.group}" if duty.group else ""
        say(f"  {duty.name}: {kinds[duty.kind]}{group}, desde el {duty.since:%Y-%m-%d}")
    say("Enlaces que nadie usó:" if links else "No hay enlaces sin usar.")
    for link in links:
        group = f" de {link.group}" if link.group else ""
        say(f"  {link.mark}: {kinds[link.role]}{group}, sirve hasta el {link.until:%Y-%m-%d %H:%M} UTC")


def ended(book: Book, name: str, now: datetime) -> tuple[str, bool]:
    """Ends the roles of the only one so called and tells a second adult: what is wrong (`""`: nothing), and whether
    there was somebody to tell."""
    duties = book.duties()
    found = _named(name, duties)
    if len(found) != 1:
        return _nobody(name, duties), False
    person = found[0]
    kinds = tuple(dict.fromkeys(duty.kind for duty in duties if duty.person == person.id))
    book.end_roles(person.id, now)
    others = _second_adults(book, person.id)
    for other in others:
        book.cause(new_id(), other, to_json(RoleEnded(person.name, kinds, other)), now, now)
    return "", bool(others)


def _named(name: str, duties: Iterable[Duty]) -> list[Someone]:
    people = {duty.person: Someone(duty.person, duty.name) for duty in duties}
    return called(people.values(), plain(name))


def _nobody(name: str, duties: Iterable[Duty]) -> str:
    names = list(dict.fromkeys(duty.name for duty in duties))
    if not names:
        return "Todavía nadie tiene un rol."
    return f"No hay una sola persona con rol que se llame «{name}». Están: {listed(names)}. Escribe el nombre completo."


def _second_adults(book: Book, gone: str) -> list[str]:
    """Who runs the programme, else who protects the learners, else who is responsible."""
    for kind in ("operator", "protection", "responsible"):
        others = [someone.id for someone in book.holders(kind) if someone.id != gone]
        if others:
            return others
    return []
