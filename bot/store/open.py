"""Opens the database that the settings name: a file path, or a `postgresql://` URL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.ports.book import Book
from bot.ports.store import Store
from bot.store.file_lock import resolved

T = TypeVar("T")


class Reading(Protocol):
    """A look at the database, beside whoever writes it."""

    async def read(self, work: Callable[[Book], T]) -> T: ...

    async def close(self) -> None: ...


def open_store(database: str) -> Store:
    """The store, migrated. Raises DatabaseBusy when another process writes to the file, or DatabaseAhead."""
    if is_postgres(database):
        from bot.store.postgres import PostgresStore  # noqa: PLC0415 - a quarter of a second that SQLite needs not

        return PostgresStore(database)
    from bot.store.sqlite import SqliteStore  # noqa: PLC0415 - as above

    return SqliteStore(resolved(database))


def open_reading(database: str) -> Reading:
    """Read-only, for checks and reports: takes no lock, migrates nothing, and the database must be there."""
    if is_postgres(database):
        from bot.store.postgres import PostgresReading  # noqa: PLC0415 - as above

        return PostgresReading(database)
    from bot.store.sqlite import SqliteReading  # noqa: PLC0415 - as above

    return SqliteReading(resolved(database))


def is_postgres(database: str) -> bool:
    """Whether the setting names a server; anything else is a path."""
    return database.startswith(("postgresql://", "postgres://"))
