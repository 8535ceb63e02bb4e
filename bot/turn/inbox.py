"""The way in: what is heard is stored first, and its turn follows; what turns cause for others waits here too.

Webhook, polling, page and keyboard share `hear`. Rows of one lane are turns one after the other; different lanes
share commits. A row stays in the inbox until its turn has committed, so a kill loses nothing: `pump` finds it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime

import structlog

from bot.core.event import Heard
from bot.ports.book import Book
from bot.ports.clock import Clock
from bot.ports.hearing import Ear, Raw, Waiting
from bot.ports.sending import Report
from bot.ports.store import Store, StoreFailed
from bot.turn import spending, turn
from bot.turn.apology import apologise
from bot.turn.commit import Done
from bot.turn.world import World

INSIDE = "inside"
PAGE = 500
AGAIN_SECONDS = 2.0

log = structlog.get_logger(__name__)


class Inbox:
    """Satisfies `Hearing`. `wake` is told after a commit for which channels the outbox may have something.

    `fetched` is told of media whose bytes are to be fetched from their channel.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        world: World,
        wake: Callable[[Collection[str]], None],
        fetched: Callable[[str], Awaitable[None]],
    ) -> None:
        self._store, self._clock, self._world = store, clock, world
        self._wake, self._fetched = wake, fetched
        self._ears: Mapping[str, Ear] = {}
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._known: set[int] = set()
        self._pumps: set[asyncio.Task[None]] = set()
        self._later: asyncio.Task[None] | None = None
        self._stopping = False

    def listen(self, ears: Mapping[str, Ear]) -> None:
        """Names the ears by channel; rows of other channels wait for a process that has theirs."""
        self._ears = ears

    @property
    def world(self) -> World:
        """What turns know; replaced whole when a new course is read."""
        return self._world

    @world.setter
    def world(self, world: World) -> None:
        self._world = world

    def lines(self, text: str) -> str:
        """What an ear says by itself where words could not be taken that are grave; `""` where they are not."""
        return self._world.lines(text)

    # --- Hearing

    async def hear(self, raws: Sequence[Raw]) -> None:
        now = self._clock.now()
        rows = await self._store.run(lambda book: book.hear(raws, now))
        for row in rows:
            self._enqueue(row)

    async def turn(self, row: Waiting, carrier_id: str, event: Heard, said_at: datetime | None = None) -> bool:
        def heard(book: Book, now: datetime) -> Done:
            if said_at is None:
                return turn.heard(self._world, book, row, carrier_id, event, now)
            return turn.heard_at(self._world, book, row, carrier_id, event, said_at, now)

        try:
            done = await self._run(row.lane, heard)
            self._wake({row.channel})  # also what was held for the morning
        except StoreFailed:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever failed, the person reads a next step
            await self._apologise(row, carrier_id, event, fault)
            return False
        return done.in_vain

    async def told(self, channel: str, reports: Sequence[Report]) -> None:
        now = self._clock.now()

        def kept(book: Book) -> tuple[bool, bool]:
            return bool(book.told(channel, reports, now)), spending.billed(self._world, book, channel, reports, now)

        changed, caused = await self._store.run(kept, key=spending.lane(reports))
        if changed:
            self._wake({channel})  # what the carrier refused goes again
        if caused:
            self.pump_soon()

    async def moved(self, row: Waiting, old: str, new: str) -> None:
        now = self._clock.now()
        await self._store.run(lambda book: turn.moved(book, row, old, new, now), key=row.lane)

    async def set_aside(self, row: Waiting, problem: str) -> None:
        now = self._clock.now()
        await self._store.run(lambda book: book.set_aside(row.seq, problem, now), key=row.lane)

    async def _apologise(self, row: Waiting, carrier_id: str, event: Heard, fault: Exception) -> None:
        log.error("turn.fault", seq=row.seq, channel=row.channel, fault=type(fault).__name__, where=_where(fault))
        now, problem = self._clock.now(), type(fault).__name__
        await self._store.run(
            lambda book: apologise(self._world, book, row, carrier_id, event, problem, now), key=row.lane
        )
        self._wake({row.channel})
        self.pump_soon()

    # --- turns

    async def due(self, learner: str) -> None:
        """The learner's schedule struck; returns when the turn has committed."""
        await self._run(learner, lambda book, now: turn.due(self._world, book, learner, now))

    async def _run(self, lane: str, work: Callable[[Book, datetime], Done]) -> Done:
        now = self._clock.now()
        done = await self._store.run(lambda book: work(book, now), key=lane)
        if done.posted:
            self._wake(done.posted)
        if done.not_yet:
            self._pump_later()
        if done.caused:
            self.pump_soon()
        for media in done.fetch:
            await self._fetched(media)
        for entry in done.audit:
            log.info(f"audit.{entry.what}", channel=entry.channel, person=entry.person, role=entry.role)
        if done.in_vain:
            log.info("code_tried_in_vain")
        return done

    def pump_soon(self) -> None:
        """Takes up what waits, in the background."""
        if not self._stopping:
            task = asyncio.create_task(self._pump_quietly())
            self._pumps.add(task)
            task.add_done_callback(self._pumps.discard)

    async def _pump_quietly(self) -> None:
        try:
            await self.pump()
        except StoreFailed as failed:
            log.warning("inbox.not_read", fault=type(failed).__name__)
            self._pump_later()

    def _pump_later(self) -> None:
        """What the store could not do now is taken up again by itself, also where no scheduler ticks."""
        if self._later is None and not self._stopping:
            self._later = asyncio.create_task(self._pump_in_a_while())

    async def _pump_in_a_while(self) -> None:
        await self._clock.sleep(AGAIN_SECONDS)
        self._later = None
        self.pump_soon()

    async def pump(self) -> int:
        """Takes up every row whose time has come and that is not under way; how many there were.

        Alerts first: a bulk may fill many pages, and so may what waits for another process, channel by channel.
        """
        now, channels = self._clock.now(), (INSIDE, *self._ears)

        def waiting(book: Book) -> list[Waiting]:
            pages = [book.waiting(now, PAGE, channel) for channel in channels]
            return [*book.waiting_alerts(now, PAGE), *(row for page in pages for row in page)]

        rows = {row.seq: row for row in await self._store.run(waiting)}
        fresh = [row for row in rows.values() if row.seq not in self._known]
        for row in fresh:
            self._enqueue(row)
        return len(fresh)

    async def drain(self) -> None:
        """Returns when nothing whose time has come waits and nothing is under way."""
        while True:
            under_way = [*self._lanes.values(), *self._pumps]
            if under_way:
                await asyncio.gather(*under_way, return_exceptions=True)
                await asyncio.sleep(0)  # from 3.12 on gather returns at once for what has ended: it leaves the sets now
            elif not await self.pump():
                return

    async def stop(self) -> None:
        """Takes up nothing more; what is under way ends."""
        self._stopping = True
        later = [self._later] if self._later is not None else []
        for task in later:
            task.cancel()
        await asyncio.gather(*later, *self._lanes.values(), *self._pumps, return_exceptions=True)

    def _hears(self, channel: str) -> bool:
        return channel == INSIDE or channel in self._ears

    def _enqueue(self, row: Waiting) -> None:
        if self._stopping or row.seq in self._known or not self._hears(row.channel):
            return
        self._known.add(row.seq)
        lane = f"{row.channel}:{row.lane}"
        task = asyncio.create_task(self._after(self._lanes.get(lane), row))
        self._lanes[lane] = task
        task.add_done_callback(lambda done: self._left(lane, done, row.seq))

    def _left(self, lane: str, task: asyncio.Task[None], seq: int) -> None:
        self._known.discard(seq)
        if self._lanes.get(lane) is task:
            del self._lanes[lane]

    async def _after(self, before: asyncio.Task[None] | None, row: Waiting) -> None:
        if before is not None:
            await asyncio.gather(before, return_exceptions=True)
        try:
            await self._take(row)
        except StoreFailed as failed:
            log.warning("turn.not_stored", seq=row.seq, fault=type(failed).__name__)
            self._pump_later()

    async def _take(self, row: Waiting) -> None:
        if row.channel != INSIDE:
            await self._ears[row.channel].feed(row)
            return
        try:
            await self._run(row.lane, lambda book, now: turn.caused(self._world, book, row, now))
        except StoreFailed:
            raise
        except Exception as fault:  # noqa: BLE001 - one bad event is set aside and hurts no other
            log.warning("turn.fault", seq=row.seq, channel=INSIDE, fault=type(fault).__name__, where=_where(fault))
            await self.set_aside(row, type(fault).__name__)


def _where(fault: BaseException) -> str:
    """File and line of the fault: enough to mend it, without a person's words."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else ""
