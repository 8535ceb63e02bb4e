"""A learner's notebook as a table: all that was noted and counts, in its order."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.logbook import Entry
from bot.papers.spreadsheets import Cell

HEAD = ("fecha", "qué", "cuánto", "cosa", "soles")
KINDS = {
    "sold": "vendí",
    "spent": "gasté",
    "saved": "ahorré",
    "owed": "me deben",
    "paid": "me pagaron lo que debían",
    "swapped": "cambié",
}
MEANINGS = (("cuánto", "cuántas cosas; vacío donde no se dijo"), ("soles", "la suma de toda la línea"))


def rows(entries: Sequence[Entry]) -> list[tuple[Cell, ...]]:
    """The head and a line an entry."""
    return [HEAD, *(_row(entry) for entry in entries)]


def _row(entry: Entry) -> tuple[Cell, ...]:
    return (entry.local_date.isoformat(), KINDS[entry.kind], entry.quantity or "", entry.thing, entry.cents / 100)
