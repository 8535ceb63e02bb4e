"""What carriers bill is kept in the commit that keeps their reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.ports.book import Book
from bot.ports.sending import Report
from bot.turn.world import World


def billed(world: World, book: Book, channel: str, reports: Sequence[Report], now: datetime) -> None:
    """Keeps what is billed, on the programme's local day."""
    day = now.astimezone(world.place(world.timezone)).date()
    book.bill(channel, reports, day)
