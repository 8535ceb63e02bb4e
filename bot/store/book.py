"""The book that a turn reads and writes: every shelf together, the same over both engines.

Each method is one or a few named queries of `sql/*.sql`; `Rows` is the engine beneath.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiosql

from bot.ports.book import Book
from bot.store.cases import Cases
from bot.store.certificates import Certificates
from bot.store.class_progress import ClassProgress
from bot.store.cohorts import Cohorts
from bot.store.desk import Desk
from bot.store.digests import Digests
from bot.store.erasure import Erasure, queries
from bot.store.facts import Box
from bot.store.figures import Figures
from bot.store.inbox import Inbox
from bot.store.learners import Learners
from bot.store.prompts import Prompts
from bot.store.records import Records
from bot.store.records import queries as record_queries
from bot.store.reports import Reports
from bot.store.roles import Roles
from bot.store.rows import SQL, Engine
from bot.store.second_adult import SecondAdult
from bot.store.tidying import Tidying

if TYPE_CHECKING:
    pass


class SqlBook(
    Cases,
    Inbox,
    Cohorts,
    Learners,
    Prompts,
    Reports,
    Erasure,
    Roles,
    Box,
    Tidying,
    SecondAdult,
    Certificates,
    ClassProgress,
    Figures,
    Records,
    Digests,
    Desk,
):
    """All of it, over one connection."""


if TYPE_CHECKING:
    _: type[Book] = SqlBook  # mypy proves here that the port is satisfied


def load_queries(engine: Engine) -> dict[str, str]:
    """The engine's SQL by name, read and checked by aiosql: its parameters declared, its placeholders the driver's.

    The rows run it without aiosql's call, which costs a quarter of a short query.
    """
    driver = {"sqlite": "sqlite3", "postgres": "psycopg"}[engine]
    texts = [(SQL / name).read_text(encoding="utf-8") for name in ("common.sql", f"{engine}.sql")]
    loaded = aiosql.from_str("\n".join([*texts, queries(), record_queries()]), driver)
    names = [name for name in loaded.available_queries if not name.endswith("_cursor")]
    return {name: getattr(loaded, name).sql for name in names}
