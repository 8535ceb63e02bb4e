"""What every shelf of the book stands on: named queries that an engine runs, and how values cross over.

Instants are epoch seconds in the tables and aware UTC datetimes in the book.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Protocol

from bot.store.secret import Secret

SQL = Path(__file__).parent / "sql"
Engine = Literal["sqlite", "postgres"]
Value = str | int | float | bytes | None
Row = tuple[Any, ...]


class Rows(Protocol):
    """Runs the queries of the `.sql` files, by name, in the transaction that is open."""

    @property
    def engine(self) -> Engine: ...

    def one(self, query: str, /, **values: Value) -> Row | None: ...

    def all(self, query: str, /, **values: Value) -> list[Row]: ...

    def named(self, query: str, /, **values: Value) -> list[dict[str, object]]:
        """The rows, each with its column names."""
        ...

    def run(self, query: str, /, **values: Value) -> int:
        """Returns how many rows were written."""
        ...

    def write(self, query: str, /, **values: Value) -> None:
        """Writes, and says nothing: what is wrong with it may be raised as late as by the commit."""
        ...


class Shelf:
    """A part of the book: it reads and writes through `rows`; `secret` is what keys are hashed with."""

    def __init__(self, rows: Rows, secret: Secret) -> None:
        self._rows = rows
        self._secret = secret


def epoch(at: datetime) -> int:
    """Whole seconds since 1970; raises for a datetime without a zone, whose instant nobody knows."""
    if at.tzinfo is None:
        raise ValueError(f"{at!r} has no time zone")
    return int(at.timestamp())


def epoch_or_none(at: datetime | None) -> int | None:
    """As `epoch`; None stays None."""
    return None if at is None else epoch(at)


def instant(seconds: int) -> datetime:
    """The instant that `epoch` wrote."""
    return datetime.fromtimestamp(seconds, UTC)


def instant_or_none(seconds: int | None) -> datetime | None:
    """As `instant`; None stays None."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
