"""Commands that write: run by whoever holds the database, in the same way whether it was asked here or handed over.

`execute(args, office, say)` is the one code path; `say` prints a line to whoever asked.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot import itinerary
from bot.itinerary import ItineraryError
from bot.ports import Book, Clock, Store
from bot.settings import Settings
from bot.turn import new_id

INVITE_KEEPS = timedelta(days=7)
USERNAME = "telegram.username"
ROLES = {"teacher": "profe", "operator": "quien lleva el programa", "protection": "quien cuida a los estudiantes"}

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Office:
    """What a writing command works with. `told` says that the clock is right; `wake` that rows wait."""

    settings: Settings
    store: Store
    clock: Clock
    told: Callable[[Book], None]
    wake: Callable[[], None] = lambda: None


async def execute(args: list[str], office: Office, say: Say) -> int:
    """Runs the command; 0 when it did what was asked."""
    match args:
        case ["itinerary", "load", path]:
            return await _load(office, Path(path), say)
        case ["invite", role, code] if role in ROLES:
            return await _invite(office, role, code, say)
        case ["clock", "trust"]:
            return await _trust(office, say)
        case _:
            say("No conozco ese comando. Escribe: python -m bot --help")
            return 1


async def _load(office: Office, path: Path, say: Say) -> int:
    try:
        text = await asyncio.to_thread(path.read_text, encoding="utf-8-sig")
        rows = itinerary.read(text, str(path))
    except ItineraryError as wrong:
        say(str(wrong))
        return 1
    except (OSError, UnicodeDecodeError):
        say(f"No puedo leer {path}. Guárdalo como CSV en UTF-8.")
        return 1
    now = office.clock.now()

    def apply(book: Book) -> itinerary.Plan:
        plan = itinerary.compare(rows, book.itinerary())
        return itinerary.apply(book, plan, now, new_id=new_id, timezone=office.settings.timezone)

    plan = await office.store.run(apply)
    office.wake()
    say("Listo, el itinerario quedó así." if plan else "El itinerario ya estaba así: no cambié nada.")
    return 0


async def _invite(office: Office, role: str, code: str, say: Say) -> int:
    token, now = secrets.token_urlsafe(24), office.clock.now()

    def invite(book: Book) -> tuple[bool, str]:
        cohort = book.cohort_by_code(code) if code else None
        if role == "teacher" and cohort is None:
            return False, ""
        book.add_invite(token, role, cohort.id if cohort else None, now, now + INVITE_KEEPS)
        return True, book.fact(USERNAME) or ""

    made, username = await office.store.run(invite)
    if not made:
        say(f"No hay un grupo con el código {code}. Mira el itinerario: python -m bot itinerary show")
        return 1
    say(f"Enlace para {ROLES[role]}. Sirve una sola vez, hasta dentro de {INVITE_KEEPS.days} días:")
    if username:
        say(f"  https://t.me/{username}?start={token}")
    say(f"  http://{office.settings.host}:{office.settings.port}/s/yo/?start={token}")
    return 0


async def _trust(office: Office, say: Say) -> int:
    await office.store.run(office.told)
    office.wake()
    say("Listo: la hora de la caja es la buena. Lo que esperaba sale ahora.")
    return 0
