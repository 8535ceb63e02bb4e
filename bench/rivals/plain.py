"""Bare `sqlite3`: a thread, a queue, and everything that waits in one commit. Sixty lines by hand, no names, no
savepoints: one bad turn would take its neighbours with it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from queue import Empty, SimpleQueue
from threading import Thread

from bench.answers import Recorded
from bot.store.book import load_queries
from bot.store.sqlite import _PRAGMAS, AT_ONCE, STATEMENTS

_QUERIES = load_queries("sqlite")
_Waiting = tuple[Recorded, "asyncio.Future[None]"]


class Plain:
    """The writer's thread and its queue."""

    def __init__(self, database: str) -> None:
        self._connection = sqlite3.connect(
            database, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS
        )
        for pragma in ("journal_mode = WAL", *_PRAGMAS):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._thread = Thread(target=self._serve)
        self._thread.start()

    async def replay(self, recorded: Recorded) -> None:
        """Returns when the statements are durable."""
        future: asyncio.Future[None] = self._loop.create_future()
        self._queue.put((recorded, future))
        await future

    async def close(self) -> None:
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        self._connection.close()

    def _serve(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = [first]
            with suppress(Empty):
                while len(batch) < AT_ONCE and (another := self._queue.get_nowait()) is not None:
                    batch.append(another)
            self._commit(batch)
            self._loop.call_soon_threadsafe(_settle, batch)

    def _commit(self, batch: list[_Waiting]) -> None:
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        for recorded, _ in batch:
            for fetch, query, values in recorded:
                cursor = execute(_QUERIES[query], values)
                if fetch == "one":
                    cursor.fetchone()
                elif fetch == "all":
                    cursor.fetchall()
        execute("COMMIT")


def _settle(batch: list[_Waiting]) -> None:
    for _, future in batch:
        future.set_result(None)


@asynccontextmanager
async def opened(database: str) -> AsyncIterator[Plain]:
    """Over the same file, with the store's pragmas, durable like it."""
    plain = Plain(database)
    try:
        yield plain
    finally:
        await plain.close()
