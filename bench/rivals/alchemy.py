"""SQLAlchemy async over aiosqlite: what most would write. One writing connection, since SQLite has one writer:
two were no faster, and five slower, for they wait for each other in SQLite's own busy loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy import Engine as SyncEngine
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bench.answers import Recorded
from bot.ports.book import Book
from bot.store.book import SqlBook, load_queries
from bot.store.rows import Engine, Row, Value
from bot.store.secret import of_server
from bot.store.sqlite import _PRAGMAS, STATEMENTS

_QUERIES = load_queries("sqlite")


class AlchemyRows:
    """The same named queries through SQLAlchemy; the driver's own SQL, which spares it the compiling."""

    engine: Engine = "sqlite"

    def __init__(self, connection: Connection) -> None:
        self._execute = connection.exec_driver_sql

    def one(self, query: str, /, **values: Value) -> Row | None:
        row = self._execute(_QUERIES[query], values).fetchone()
        return None if row is None else tuple(row)

    def all(self, query: str, /, **values: Value) -> list[Row]:
        return [tuple(row) for row in self._execute(_QUERIES[query], values)]

    def named(self, query: str, /, **values: Value) -> list[dict[str, object]]:
        raise NotImplementedError("no turn asks for names")

    def run(self, query: str, /, **values: Value) -> int:
        return self._execute(_QUERIES[query], values).rowcount

    def write(self, query: str, /, **values: Value) -> None:
        self._execute(_QUERIES[query], values)


class Alchemy:
    """A transaction a turn."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def replay(self, recorded: Recorded) -> None:
        """The statements, each awaited, in one transaction."""
        async with self._engine.begin() as connection:
            for fetch, query, values in recorded:
                result = await connection.exec_driver_sql(_QUERIES[query], values)
                if fetch == "one":
                    result.fetchone()
                elif fetch == "all":
                    result.fetchall()

    async def turn(self, work: Callable[[Book], object]) -> None:
        """The whole turn: core runs in the loop, its statements are awaited below it."""
        async with self._engine.begin() as connection:
            await connection.run_sync(lambda sync: work(SqlBook(AlchemyRows(sync), of_server())))


@asynccontextmanager
async def opened(database: str) -> AsyncIterator[Alchemy]:
    """Over the same file, with the store's pragmas, durable like it."""
    engine = create_async_engine(
        f"sqlite+aiosqlite:///{database}",
        pool_size=1,
        max_overflow=0,
        pool_timeout=600,
        connect_args={"cached_statements": STATEMENTS},
    )

    _prepare(engine.sync_engine)
    try:
        yield Alchemy(engine)
    finally:
        await engine.dispose()


class SyncAlchemy:
    """A transaction a turn, all of them on one thread: what SQLAlchemy does best with SQLite."""

    def __init__(self, engine: SyncEngine, thread: ThreadPoolExecutor) -> None:
        self._engine, self._thread = engine, thread

    async def replay(self, recorded: Recorded) -> None:
        """The statements in one transaction, handed to the thread whole."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._replay, recorded)

    def _replay(self, recorded: Recorded) -> None:
        with self._engine.begin() as connection:
            for fetch, query, values in recorded:
                result = connection.exec_driver_sql(_QUERIES[query], values)
                if fetch == "one":
                    result.fetchone()
                elif fetch == "all":
                    result.fetchall()


@asynccontextmanager
async def opened_sync(database: str) -> AsyncIterator[SyncAlchemy]:
    """The same file, pragmas and durability, without a loop between the driver and its caller."""
    engine = create_engine(
        f"sqlite:///{database}",
        pool_size=1,
        max_overflow=0,
        connect_args={"cached_statements": STATEMENTS, "check_same_thread": False},
    )
    _prepare(engine)
    with ThreadPoolExecutor(1) as thread:
        yield SyncAlchemy(engine, thread)
    engine.dispose()


def _prepare(engine: SyncEngine) -> None:
    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, as SQLAlchemy's page on SQLite advises
        cursor = connection.cursor()
        for pragma in ("journal_mode = WAL", *_PRAGMAS):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
