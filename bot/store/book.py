"""The book that a turn reads and writes: every shelf, and what keeps a turn's effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiosql

from bot.core.effect import Write
from bot.ports.book import Book
from bot.ports.moment import Moment
from bot.store.aftermath import queries as aftermath_queries
from bot.store.effects.table import KEEP
from bot.store.erasure import queries
from bot.store.records import queries as record_queries
from bot.store.rows import SQL, Engine
from bot.store.shelves import Shelves


class SqlBook(Shelves):
    """All of it, over one connection."""

    def keep(self, effect: Write, at: Moment) -> None:
        """Keeps the effect, by the one function that knows how."""
        KEEP[type(effect)](self, effect, at)


if TYPE_CHECKING:
    _: type[Book] = SqlBook  # mypy proves here that the port is satisfied


def load_queries(engine: Engine) -> dict[str, str]:
    """The engine's SQL by name, read and checked by aiosql: its parameters declared, its placeholders the driver's.

    The rows run it without aiosql's call, which costs a quarter of a short query.
    """
    driver = {"sqlite": "sqlite3", "postgres": "psycopg"}[engine]
    texts = [(SQL / name).read_text(encoding="utf-8") for name in ("common.sql", f"{engine}.sql")]
    loaded = aiosql.from_str("\n".join([*texts, queries(), record_queries(), aftermath_queries()]), driver)
    names = [name for name in loaded.available_queries if not name.endswith("_cursor")]
    return {name: getattr(loaded, name).sql for name in names}
