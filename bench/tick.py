"""The tick: find and claim who is due, at ten thousand learners and at 1.3 million; and APScheduler with a job each.

A real ticker ticks, with everything that it does: judges the clock, wakes the inbox, looks for who is due and
hands each one on, 64 at a time. In the place of the turn stands its claim alone, committed: the day's slot, which
makes a second message of that day impossible. APScheduler's tick finds its due jobs, runs them (they do nothing)
and writes their next times, which is its claim.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter

from bench import crowd
from bench.measure import Bench, Figure
from bench.rivals import jobs
from bench.stores import store_over
from bot.core.state import Progress, write_progress
from bot.inbox import Inbox
from bot.ports import Book, Store
from bot.store.open import is_postgres
from scheduler.clock import Watch
from scheduler.tick import Ticker
from tests.chat import StandingClock

MILLISECONDS = 1000
NEVER = timedelta(days=7000)
PROGRESS = write_progress(Progress())


class Town:
    """Learners in a database, and the ticker before it."""

    def __init__(self, database: str, store: Store, someone: str, learners: int) -> None:
        self._database = database
        self._store = store
        self._someone = someone
        self._learners = learners
        self._clock = StandingClock(crowd.NOW)
        inbox = Inbox(store, self._clock, crowd.course(), lambda: None, _nothing)
        self._ticker = Ticker(
            store,
            self._clock,
            self._clock.steady,
            trusted=Watch(store, self._clock).trusted,
            turn_due=self._claim,
            wake_inbox=inbox.pump_soon,
        )

    async def ticks(self, size: int, due: int) -> float:
        """The median of so many ticks."""
        return median([await self.tick(due) for _ in range(size)])

    async def tick(self, due: int) -> float:
        """Milliseconds of one tick, a day later, with so many learners due somewhere in the town."""
        self._clock.move_to(self._clock.now() + timedelta(hours=24))
        late = self._clock.now() - timedelta(minutes=1)
        learners = [crowd.copied(self._someone, number) for number in random.sample(range(1, self._learners), due)]
        await self._store.run(lambda book: _be_due(book, learners, late))
        await asyncio.to_thread(_fold, self._database)
        began = perf_counter()
        count = await self._ticker.tick_once()
        took = perf_counter() - began
        await self._store.run(lambda book: _be_due(book, learners, late + NEVER))
        if count != due:
            raise ValueError(f"{count} learners were found, not {due}")
        return took * MILLISECONDS

    async def _claim(self, learner: str) -> None:
        now = self._clock.now()
        await self._store.run(lambda book: book.take_slot(learner, now.date(), "lesson", now), key=learner)


async def on_sqlite(bench: Bench) -> list[Figure]:
    """Many learners beside few, and beside APScheduler."""
    size, beside_jobs = bench.size, Figure("tick-apscheduler", "ms")
    async with AsyncExitStack() as stack:
        few = await stack.enter_async_context(town(bench, str(bench.folder / "few.db"), size.few))
        many = await stack.enter_async_context(town(bench, str(bench.folder / "many.db"), size.many))
        bench.tell(f"{size.jobs:,} jobs")
        scheduler = await stack.enter_async_context(jobs.opened(bench.folder / "jobs.db", size.jobs))
        figure = Figure("tick-sqlite", "ms")
        for _ in range(size.rounds):
            figure.ours.append(await many.ticks(size.ticks, size.due))
            figure.beside.append(await few.ticks(size.ticks, size.due))
            beside_jobs.ours.append(median([await scheduler.tick(size.due) for _ in range(3)]))
        beside_jobs.beside = list(figure.ours)  # theirs by ours: more is better
    return [figure, beside_jobs]


async def on_postgres(bench: Bench) -> list[Figure]:
    """Many learners beside few."""
    size, figure = bench.size, Figure("tick-postgres", "ms")
    async with (
        bench.postgres() as first,
        bench.postgres() as second,
        town(bench, first, size.few) as few,
        town(bench, second, size.many) as many,
    ):
        for _ in range(size.rounds):
            figure.ours.append(await many.ticks(size.ticks, size.due))
            figure.beside.append(await few.ticks(size.ticks, size.due))
    return [figure]


@asynccontextmanager
async def town(bench: Bench, database: str, learners: int) -> AsyncIterator[Town]:
    """A new town; its first tick has tidied up, and its second has warmed up."""
    bench.tell(f"{learners:,} learners")
    await asyncio.to_thread(crowd.settle, database, learners, tables=crowd.BARE)
    async with store_over(database) as store:
        someone = await store.read(lambda book: book.learner_by_key(crowd.KEY_OF_THE_FIRST))
        made = Town(database, store, someone, learners)
        for _ in range(2):
            await made.tick(min(bench.size.due, learners - 1))
        yield made


def _be_due(book: Book, learners: list[str], late: datetime) -> None:
    for learner in learners:
        book.save_progress(learner, PROGRESS, late, heard_at=None, lessons_done=0, paused=False, graduated=False)


def _fold(database: str) -> None:
    """Folds SQLite's log into the file: what made the learners due is no part of the tick."""
    if not is_postgres(database):
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


async def _nothing(_: str) -> None:
    return None
