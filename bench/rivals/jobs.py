"""APScheduler with a job a learner in its SQL store: a daily interval, and nothing to do.

SQLite with our store's pragmas, durable like it; its own index on the next time; asyncio, so that no thread is
started for a job. The jobs are put in without waiting for the disk, outside the measured time.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.base import STATE_RUNNING
from sqlalchemy import Engine, create_engine, event

from bot.store.sqlite import _PRAGMAS


class Ran:
    """How many jobs are still to run, and who waits for the last."""

    left = 0
    ended: asyncio.Event


async def nothing() -> None:
    """The empty job; it must be importable, since its name is stored."""
    Ran.left -= 1
    if not Ran.left:
        Ran.ended.set()


class Jobs:
    """A running scheduler whose own timer rests."""

    def __init__(self, scheduler: AsyncIOScheduler, count: int) -> None:
        self._scheduler = scheduler
        self._count = count

    async def tick(self, due: int) -> float:
        """Milliseconds from waking to the last of the due jobs having run."""
        self._scheduler.pause()
        late = datetime.now(UTC) - timedelta(minutes=1)
        for number in random.sample(range(self._count), due):
            self._scheduler.modify_job(str(number), next_run_time=late)
        await asyncio.sleep(0.05)  # what woke the scheduler meanwhile finds it paused
        Ran.left, Ran.ended = due, asyncio.Event()
        self._scheduler.state = STATE_RUNNING
        began = perf_counter()
        self._scheduler._process_jobs()
        await Ran.ended.wait()
        return (perf_counter() - began) * 1000


@asynccontextmanager
async def opened(path: Path, count: int) -> AsyncIterator[Jobs]:
    """So many jobs, none of them due."""
    await asyncio.to_thread(_fill, path, count)
    engine = _engine(path, "synchronous = FULL")
    scheduler = _scheduler(engine)
    scheduler.start()
    try:
        yield Jobs(scheduler, count)
    finally:
        scheduler.shutdown(wait=False)
        await asyncio.sleep(0)
        engine.dispose()


def _fill(path: Path, count: int) -> None:
    async def fill() -> None:
        engine = _engine(path, "synchronous = OFF")
        scheduler = _scheduler(engine)
        scheduler.start(paused=True)
        begin = datetime.now(UTC) + timedelta(days=1)
        for number in range(count):
            scheduler.add_job(nothing, "interval", days=1, start_date=begin, id=str(number))
        scheduler.shutdown(wait=False)
        await asyncio.sleep(0)
        engine.dispose()

    asyncio.run(fill())


def _scheduler(engine: Engine) -> AsyncIOScheduler:
    return AsyncIOScheduler(
        jobstores={"default": SQLAlchemyJobStore(engine=engine)},
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        timezone=UTC,
    )


def _engine(path: Path, durability: str) -> Engine:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode = WAL", *_PRAGMAS, durability):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine
