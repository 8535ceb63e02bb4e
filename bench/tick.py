"""The tick: find and claim who is due, at ten thousand learners and at 1.3 million; and APScheduler with a job each.

Measured is `Ticker.tick_once` of the real ticker, 20 seconds after the last, with everything that it does but the
turns: it judges the clock, looks into the inbox and for who is due, and looks again for whoever is still due. In the
place of a page's turns stand their claims: the day's slots, which make a second message of that day impossible, written
by `take_slot` as the turns do it, in one durable transaction. A turn takes its slot in a transaction of its own,
with all else that it writes, and shares its commit with the turns beside it; that is measured in the row of the whole
turn. What the ticker does once a minute (it stores the time) and once an hour (it tidies up) falls into a tick in three
and into hardly any: the median is a tick without them.

APScheduler's tick finds its due jobs, runs them (they do nothing) and writes their next times, which is its claim.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter

from bench import crowd
from bench.measure import Bench, Figure
from bench.rivals import jobs
from bench.size import Size
from bench.stores import store_over
from bot.core.state import Progress, write_progress
from bot.ports.book import Book
from bot.ports.store import Store
from bot.store.open import is_postgres
from bot.turn.inbox import Inbox
from scheduler.clock import Watch
from scheduler.tick import INTERVAL_SECONDS, Ticker
from tests.chat import StandingClock

MILLISECONDS = 1000
APART = timedelta(seconds=INTERVAL_SECONDS)
NEVER = timedelta(days=7000)
PROGRESS = write_progress(Progress())


class Claims(Ticker):
    """The ticker, with claims in the place of turns."""

    async def _run(self, learners: Sequence[str]) -> None:
        now = self._clock.now()

        def claim(book: Book) -> None:
            for learner in learners:
                if not book.take_slot(learner, now.date(), "lesson", now):
                    raise ValueError("a slot was taken before")

        await self._store.run(claim)


class Town:
    """Learners in a database, and the ticker before it. Nobody is due twice on one day."""

    def __init__(self, database: str, store: Store, someone: str, learners: int) -> None:
        self._database = database
        self._store = store
        self._someone = someone
        self._learners = learners
        self._rested: list[int] = []
        self._clock = StandingClock(crowd.NOW)
        inbox = Inbox(store, self._clock, crowd.course(), lambda _channels: None, _nothing)
        self._ticker = Claims(
            store,
            self._clock,
            self._clock.steady,
            watch=Watch(store, self._clock),
            turn_due=_nothing,
            wake_inbox=inbox.pump_soon,
        )

    async def tick(self, due: int) -> float:
        """Milliseconds of one tick with so many learners due somewhere in the town."""
        learners = self._draw(due)
        late = self._clock.now() - timedelta(minutes=1)
        await self._store.run(lambda book: _be_due(book, learners, late))
        await asyncio.to_thread(_fold, self._database)
        began = perf_counter()
        count = await self._ticker.tick_once()
        took = perf_counter() - began
        await self._store.run(lambda book: _be_due(book, learners, late + NEVER))
        if count != due:
            raise ValueError(f"{count} learners were found, not {due}")
        return took * MILLISECONDS

    def _draw(self, due: int) -> list[str]:
        """Who is due next, 20 seconds later: learners who had no message yet today, or the next day anybody."""
        self._clock.move_to(self._clock.now() + APART)
        if len(self._rested) < due:
            self._clock.move_to(self._clock.now() + timedelta(hours=24))
            self._rested = random.sample(range(1, self._learners), self._learners - 1)
        drawn, self._rested = self._rested[-due:], self._rested[:-due]
        return [crowd.copied(self._someone, number) for number in drawn]


async def on_sqlite(bench: Bench) -> list[Figure]:
    """Many learners beside few, and beside APScheduler."""
    size, beside_jobs = bench.size, Figure("tick-apscheduler", "ms")
    async with AsyncExitStack() as stack:
        few = await stack.enter_async_context(town(bench, str(bench.folder / "few.db"), size.few))
        many = await stack.enter_async_context(town(bench, str(bench.folder / "many.db"), size.many))
        bench.tell(f"{size.jobs:,} jobs")
        scheduler = await stack.enter_async_context(jobs.opened(bench.folder / "jobs.db", size.jobs))
        figure = Figure("tick-sqlite", "ms")
        for _ in range(size.brief_rounds):
            await _by_turns(figure, many, few, size)
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
        for _ in range(size.brief_rounds):
            await _by_turns(figure, many, few, size)
    return [figure]


async def _by_turns(figure: Figure, many: Town, few: Town, size: Size) -> None:
    """A round: the median of so many ticks of each, tick by tick."""
    pairs = [(await many.tick(size.due), await few.tick(size.due)) for _ in range(size.ticks)]
    figure.ours.append(median(ours for ours, _ in pairs))
    figure.beside.append(median(beside for _, beside in pairs))


@asynccontextmanager
async def town(bench: Bench, database: str, learners: int) -> AsyncIterator[Town]:
    """A new town; its first tick has tidied up, and its second has warmed up."""
    bench.tell(f"{learners:,} learners")
    await asyncio.to_thread(crowd.settle, database, learners, tables=crowd.BARE)
    async with store_over(database) as store:
        (someone,) = await store.read(lambda book: book.learners_after("", 1))
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
