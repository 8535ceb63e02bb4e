"""The tick: who is due is an indexed query; APScheduler only says when to ask.

A tick that is late, missed or repeated changes nothing: what is due stays due until its turn has committed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.ports.book import Book
from bot.ports.clock import Clock
from bot.ports.store import Store
from scheduler.clock import Watch
from scheduler.fault import trace

INTERVAL_SECONDS = 20.0
PAGE = 500
IN_FLIGHT = 64
HOUSEKEEPING_SECONDS = 3_600.0
TIDYING_SECONDS = 20.0
HELD_SECONDS = 0.05
"""So long a round of tidying begins new steps; a step is a few milliseconds."""
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
"""How long a learner whose turn failed, or left her due, waits for the next one."""

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

_log = structlog.get_logger(__name__)


class Beat(BaseTrigger):  # type: ignore[misc]
    """Next is an interval from now, never from the last time: after a leap of the clock APScheduler's own
    interval trigger counts every beat that was missed."""

    def __init__(self, seconds: float) -> None:
        self._interval = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return now + self._interval if previous_fire_time else now


class _Seen(NamedTuple):
    """What a tick finds: the first page of who is due, whether the inbox holds something or it is an adult's hour."""

    due: list[str]
    waiting: bool
    adults: bool


class Ticker:
    """Looks for what is due, every 20 seconds between `start` and `stop`, or when told (`tick_once`).

    `turn_due(learner)` runs one due learner's turn; `wake_inbox()` lets inside events go whose time has come,
    `call_adults` makes one for each adult whose week's message is due;
    `watch` says whether the clock may be believed. In doubt nothing proactive happens, and nothing is tidied
    away for being old.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        steady: Callable[[], float],
        *,
        watch: Watch,
        turn_due: Callable[[str], Awaitable[None]],
        wake_inbox: Callable[[], object],
        call_adults: Callable[[Book, datetime], bool] = lambda _book, _now: False,
    ) -> None:
        self._store = store
        self._clock = clock
        self._steady = steady
        self._watch = watch
        self._turn_due = turn_due
        self._wake_inbox = wake_inbox
        self._call_adults = call_adults
        self._tidied_at: float | None = None
        self._ended_at = steady()
        self._stuck: dict[str, int] = {}
        self._stopping = False
        self._ticking = asyncio.Lock()
        self._scheduler: AsyncIOScheduler | None = None
        self._watchdog: asyncio.Task[None] | None = None

    def start(self, seconds: float = INTERVAL_SECONDS) -> None:
        """Ticks now, and then every so many seconds, in the running loop."""
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._scheduler.add_job(self._tick, Beat(seconds), id="tick")
        self._scheduler.start()
        self._watchdog = asyncio.create_task(self._guard(seconds))

    async def stop(self) -> None:
        """Begins no new turn and returns when those under way have committed."""
        self._stopping = True
        async with self._ticking:  # APScheduler's own shutdown would cancel them
            pass
        if self._watchdog is not None:
            self._watchdog.cancel()
            with suppress(asyncio.CancelledError):
                await self._watchdog
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            await asyncio.sleep(0)  # it shuts down in the loop's next round
            self._scheduler = None

    @property
    def ticking(self) -> bool:
        """Whether a tick is under way."""
        return self._ticking.locked()

    async def tick_once(self) -> int:
        """One tick, whole; the number of due learners whose turn was run."""
        async with self._ticking:
            try:
                seen = await self._look()
                if seen is None:
                    return 0
                called = seen.adults and await self._store.run(lambda book: self._call_adults(book, self._clock.now()))
                if seen.waiting or called:
                    self._wake_inbox()
                count = await self._turns(seen.due)
                await self._tidy()
                return count
            finally:
                self._ended_at = self._steady()

    async def _tick(self) -> None:
        """A tick that fails is told; the next one may work."""
        if self._stopping:
            return
        try:
            await self.tick_once()
        except Exception as fault:  # noqa: BLE001 - a store that fails now may work in a minute
            _log.error("tick_failed", fault=trace(fault))

    async def _look(self) -> _Seen | None:
        """What there is to do; None in doubt. Most ticks need no more than this one read."""

        def look(book: Book) -> _Seen | None:
            return self._see(book) if self._watch.settled(book) else None

        seen = await self._store.read(look)
        if seen is None and await self._watch.trusted():
            return await self._store.read(self._see)
        return seen

    def _see(self, book: Book) -> _Seen:
        now = self._clock.now()
        return _Seen(book.due_learners(now, PAGE), bool(book.waiting(now, 1)), bool(book.due_digests(now, 1)))

    async def _turns(self, page: list[str]) -> int:
        """Every due learner's turn, page by page. Who is still due after her turn waits, and holds up nobody."""
        now, count = self._clock.now(), 0
        while page and not self._stopping:
            await self._run(page)
            count += len(page)
            due = await self._due(now, PAGE + len(page))
            stuck = set(page).intersection(due)
            if not self._stopping:
                await self._put_off(now, page, stuck)
            page = [learner for learner in due if learner not in stuck][:PAGE]
        return count

    async def _due(self, now: datetime, limit: int) -> list[str]:
        return await self._store.read(lambda book: book.due_learners(now, limit))

    async def _put_off(self, now: datetime, page: list[str], stuck: set[str]) -> None:
        """Who is stuck is tried again later, each time after twice as long; who is not begins anew."""
        for learner in self._stuck.keys() & set(page) - stuck:
            del self._stuck[learner]
        if not stuck:
            return
        _log.error("learners_still_due", count=len(stuck))
        self._stuck.update({learner: self._stuck.get(learner, 0) + 1 for learner in stuck})
        later = {learner: now + min(FIRST_WAIT * 2 ** (self._stuck[learner] - 1), LONGEST_WAIT) for learner in stuck}

        def put_off(book: Book) -> None:
            for learner, at in later.items():
                book.due_later(learner, now, at)

        await self._store.run(put_off)

    async def _run(self, learners: Sequence[str]) -> None:
        """A page's turns, 64 at a time; one that fails hurts no other."""
        waiting = iter(learners)

        async def work() -> None:
            for learner in waiting:
                if self._stopping:
                    return
                try:
                    await self._turn_due(learner)
                except Exception as fault:  # noqa: BLE001 - one learner's fault ends nobody else's day
                    _log.error("due_turn_failed", learner=learner, fault=trace(fault))

        await asyncio.gather(*(work() for _ in range(min(IN_FLIGHT, len(learners)))))

    async def _tidy(self) -> None:
        """Once an hour, and once after a start: rounds of a moment, turns between them, until nothing is left.

        What takes longer goes on after the next tick: nobody who is due waits for it.
        """
        began = self._steady()
        if self._tidied_at is not None and began - self._tidied_at < HOUSEKEEPING_SECONDS:
            return
        self._tidied_at = None
        while not self._stopping and self._steady() - began < TIDYING_SECONDS:
            touched = await self._store.run(self._round)
            if not touched:
                self._tidied_at = began
                return
            _log.info("tidied", rows=touched)

    def _round(self, book: Book) -> int:
        """On the writer, for a moment: who waits behind it must not notice."""
        ends = self._steady() + HELD_SECONDS
        return book.housekeeping(self._clock.now(), lambda: self._steady() < ends)

    async def _guard(self, seconds: float) -> None:
        """APScheduler reads the wall clock: one that is put back an hour would stop it for an hour."""
        while True:
            await self._clock.sleep(seconds)
            if self._steady() - self._ended_at > 2 * seconds and not self._ticking.locked():
                _log.warning("tick_stalled", seconds=round(self._steady() - self._ended_at))
                if self._scheduler is not None:
                    self._scheduler.modify_job("tick", next_run_time=_LONG_AGO)
