"""The doctor: what is wrong with settings, database, lessons, token, clock and disk, each with its mend."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.ports import Backlog
from bot.settings import Settings
from lessons_es.catalog import Report

ROOM = 500 * 1024 * 1024
LATE = timedelta(minutes=10)
DOUBTS = {
    "behind": "La hora de la caja va atrás de la última que guardé",
    "leapt": "La hora de la caja saltó más de 36 horas",
    "carrier": "La hora de la caja no es la de Telegram",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `mend` is what to do; a finding that is not `well` makes the check fail."""

    well: bool
    about: str
    what: str
    mend: str = ""

    def line(self) -> str:
        """As the operator reads it."""
        mark = "bien" if self.well else "MAL "
        return f"[{mark}] {self.about}: {self.what}." + (f" {self.mend}." if self.mend else "")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the database says: `doubt` of the clock (`""`: none), and the updates that could not be read."""

    backlog: Backlog
    doubt: str
    unread: int


def of_lessons(report: Report, today: date) -> Iterator[Finding]:
    """Every mistake with file and line; facts whose day to be checked again has come."""
    for mistake in report.mistakes:
        yield Finding(False, "lecciones", str(mistake).rstrip("."))
    if report.course is None:
        return
    pieces = [*report.course.lessons, *report.course.graduate_pieces]
    yield Finding(True, "lecciones", f"{len(report.course.lessons)} lecciones, {len(report.warnings)} avisos")
    for lesson in pieces:
        if lesson.review_by and lesson.review_by < today:
            yield Finding(True, "lecciones", f"{lesson.path}: hay datos por revisar", "Revísalos y cambia la fecha")


def of_disk(database: str) -> Finding:
    """Room where the database is."""
    folder = Path(database).absolute().parent if "://" not in database else Path()
    free = shutil.disk_usage(folder).free
    return Finding(
        free >= ROOM,
        "disco",
        f"quedan {free // (1024 * 1024)} MB",
        "" if free >= ROOM else "Borra lo que sobre: con el disco lleno no se guarda nada",
    )


def of_database(seen: Seen, now: datetime) -> Iterator[Finding]:
    """What waits too long, what could not be read, and whether the clock is believed."""
    yield Finding(True, "base de datos", f"{seen.backlog.learners} estudiantes")
    for channel, at in seen.backlog.oldest.items():
        if at < now - LATE:
            minutes = int((now - at).total_seconds() // 60)
            yield Finding(
                False, "mensajes", f"por {channel} esperan desde hace {minutes} minutos", "Mira si corre «run»"
            )
    if seen.unread:
        yield Finding(True, "mensajes", f"{seen.unread} que llegaron no se pudieron leer", "Se guardan 7 días")
    if seen.doubt:
        yield Finding(False, "reloj", DOUBTS[seen.doubt], "Ponla en hora y escribe: python -m bot clock trust")
    else:
        yield Finding(True, "reloj", f"{now:%Y-%m-%d %H:%M} UTC")


async def of_token(settings: Settings, username: Callable[[], Awaitable[str]]) -> Finding:
    """Whether Telegram knows the token."""
    if not settings.telegram_token:
        return Finding(True, "Telegram", "sin clave: solo corre la página", "Pide una a @BotFather para usar Telegram")
    try:
        name = await username()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the operator reads what to do
        mend = "Mira YACHASKI_TELEGRAM_TOKEN, YACHASKI_TELEGRAM_API y si hay internet"
        return Finding(False, "Telegram", f"no responde a esa clave ({type(fault).__name__})", mend)
    return Finding(True, "Telegram", f"es @{name}")
