"""Seven in the morning: who runs the programme is told once a day how the box stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.event import OperatorMorning, to_json
from bot.core.schedule import quiet_hours
from bot.ports.book import Book

DAY = timedelta(days=1)
TOLD = "morning.told"


def begun(book: Book, now: datetime, zone: ZoneInfo, copied_at: datetime | None, id: str) -> bool:
    """Whether the day's message is on its way since just now: the first look from 07:00 on, and never by night."""
    local = now.astimezone(zone)
    day = local.date().isoformat()
    if quiet_hours.quiet(local) or book.fact(TOLD) == day:
        return False
    book.set_fact(TOLD, day)
    copy = int(copied_at.timestamp()) if copied_at else 0
    event = OperatorMorning(book.unsent(now - DAY), copy)
    book.cause(id, "morning", to_json(event), now, now)
    return True
