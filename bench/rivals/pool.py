"""psycopg, a pool of async connections, a transaction a turn. The pool is a queue: it costs less than psycopg's own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import psycopg
from psycopg.types.numeric import Int8Dumper
from sqlalchemy.util import await_only, greenlet_spawn

from bench.answers import Recorded
from bot.ports.book import Book
from bot.store.book import SqlBook, load_queries
from bot.store.rows import Engine, Row, Value
from bot.store.secret import of_server

CONNECTIONS = 4
"""Its best of 2, 4, 8, 16 and 32 on two cores, and as many as the store has."""

_QUERIES = load_queries("postgres")
Connection = psycopg.AsyncConnection[Row]


class PoolRows:
    """The same named queries; each is awaited below the synchronous turn, as SQLAlchemy's async layer does it."""

    engine: Engine = "postgres"

    def __init__(self, connection: Connection) -> None:
        self._cursor = connection.cursor()

    def one(self, query: str, /, **values: Value) -> Row | None:
        await_only(self._cursor.execute(_QUERIES[query], values))
        return await_only(self._cursor.fetchone())

    def all(self, query: str, /, **values: Value) -> list[Row]:
        await_only(self._cursor.execute(_QUERIES[query], values))
        return await_only(self._cursor.fetchall())

    def named(self, query: str, /, **values: Value) -> list[dict[str, object]]:
        raise NotImplementedError("no turn asks for names")

    def run(self, query: str, /, **values: Value) -> int:
        await_only(self._cursor.execute(_QUERIES[query], values))
        return self._cursor.rowcount

    def write(self, query: str, /, **values: Value) -> None:
        await_only(self._cursor.execute(_QUERIES[query], values))


class PipelineRows:
    """The same; what only writes is not waited for: its answer comes with that of the next question."""

    engine: Engine = "postgres"

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def one(self, query: str, /, **values: Value) -> Row | None:
        return await_only(self._asked(query, values).fetchone())

    def all(self, query: str, /, **values: Value) -> list[Row]:
        return await_only(self._asked(query, values).fetchall())

    def named(self, query: str, /, **values: Value) -> list[dict[str, object]]:
        raise NotImplementedError("no turn asks for names")

    def run(self, query: str, /, **values: Value) -> int:
        cursor = self._asked(query, values)
        await_only(_answered(self._connection))
        return cursor.rowcount

    def write(self, query: str, /, **values: Value) -> None:
        self._asked(query, values)

    def _asked(self, query: str, values: dict[str, Value]) -> psycopg.AsyncCursor[Row]:
        return await_only(self._connection.execute(_QUERIES[query], values))


async def _answered(connection: Connection) -> None:
    """Waits for every answer that is still to come."""
    async with connection.pipeline():  # leaving an inner one synchronises
        pass


class Pool:
    """A transaction a turn; with `pipeline`, in pipeline mode."""

    def __init__(self, connections: list[Connection], *, pipeline: bool) -> None:
        self._pipeline = pipeline
        self._free: asyncio.Queue[Connection] = asyncio.Queue()
        for connection in connections:
            self._free.put_nowait(connection)

    async def replay(self, recorded: Recorded) -> None:
        """The statements, each awaited, in one transaction."""
        if self._pipeline:
            await self._replay_in_pipeline(recorded)
            return
        async with self._one() as connection, connection.cursor() as cursor:
            for fetch, query, values in recorded:
                await cursor.execute(_QUERIES[query], values)
                if fetch == "one":
                    await cursor.fetchone()
                elif fetch == "all":
                    await cursor.fetchall()

    async def _replay_in_pipeline(self, recorded: Recorded) -> None:
        async with self._one() as connection:
            for fetch, query, values in recorded:
                cursor = await connection.execute(_QUERIES[query], values)
                if fetch == "one":
                    await cursor.fetchone()
                elif fetch == "all":
                    await cursor.fetchall()
                elif fetch == "run":
                    await _answered(connection)

    async def turn(self, work: Callable[[Book], object]) -> None:
        """The whole turn: core runs in the loop, its statements are awaited below it."""
        async with self._one() as connection:
            rows = PipelineRows(connection) if self._pipeline else PoolRows(connection)
            await greenlet_spawn(work, SqlBook(rows, of_server()))

    @asynccontextmanager
    async def _one(self) -> AsyncIterator[Connection]:
        connection = await self._free.get()
        try:
            if self._pipeline:
                async with connection.pipeline(), connection.transaction():
                    yield connection
            else:
                async with connection.transaction():
                    yield connection
        finally:
            self._free.put_nowait(connection)


@asynccontextmanager
async def opened(url: str, connections: int = CONNECTIONS, *, pipeline: bool = False) -> AsyncIterator[Pool]:
    """Over the same server, durable like the store, with its statements prepared at first sight too."""
    opened = [await _connected(url) for _ in range(connections)]
    try:
        yield Pool(opened, pipeline=pipeline)
    finally:
        for connection in opened:
            await connection.close()


async def _connected(url: str) -> Connection:
    connection = await psycopg.AsyncConnection.connect(
        url, autocommit=True, options="-c synchronous_commit=on -c timezone=UTC"
    )
    connection.prepare_threshold = 1
    connection.prepared_max = 512
    connection.adapters.register_dumper(int, Int8Dumper)
    await connection.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    return connection
