"""The outbox leaves: claim, permit, `started` in a commit, the call, the outcome in a commit.

Each channel has a lane of its own, so that a carrier that asks for silence silences nobody else. One process
at a time sends for a channel, by a lease. What is claimed and not yet called is about a second's sending, so
that a reply overtakes an announcement; what is urgent has places of its own, and waits out a dead network
(`scheduler/outage.py`). What becomes of a call in doubt is the store's rule (`Book.finish`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import structlog
from msgspec import Struct

from bot.core.costs import STOPPED
from bot.core.costs import stopped as stops
from bot.ports.book import Book
from bot.ports.clock import Clock
from bot.ports.sending import Delivery, Mouth, Outcome, Page
from bot.ports.store import Store, StoreFailed
from scheduler import clock as clocks
from scheduler import outage
from scheduler.fault import trace
from scheduler.nap import POLL_SECONDS, nap
from scheduler.page_lane import PageLane

CLAIMED = 25
"""Rows of a channel that may wait for their permit: a second's sending on Telegram."""

IN_FLIGHT = 64
"""Rows of a channel that may be claimed or under way."""

URGENT = 8
"""Places beside them, for what is urgent."""

CLAIM_LEASE = timedelta(minutes=2)  # longer than the longest call
CHANNEL_LEASE = timedelta(seconds=30)
RECOVER_SECONDS = 30.0
STORE_RETRY = timedelta(seconds=2)

_log = structlog.get_logger(__name__)


class Sender:
    """Sends for the mouths' channels, and shows on the pages.

    `holder` names this process in leases and differs between processes. On the `reporting` channels the carrier says
    later what became of a call; on the `repeatable` ones a call may be made again, and is one message.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        mouths: Sequence[Mouth],
        pages: Sequence[Page] = (),
        *,
        holder: str,
        reporting: Collection[str] = (),
        repeatable: Collection[str] = (),
    ) -> None:
        self._store = store
        self._doubt = _Doubt(reporting, repeatable)
        self._clock = clock
        self._lanes: list[_Lane | PageLane] = [_Lane(store, clock, mouth, holder, self._doubt) for mouth in mouths]
        self._lanes += [PageLane(store, clock, page, holder) for page in pages]
        self._running: asyncio.Task[None] | None = None

    def wake(self, channels: Collection[str] | None = None) -> None:
        """The outbox has something new for these channels; for whichever, where none is named."""
        for lane in self._lanes:
            if channels is None or lane.channel in channels:
                lane.wake()

    async def run(self) -> None:
        """Sends until `stop`; a cancelled run stops in order too."""
        if not self._lanes:
            return
        self._running = asyncio.current_task()
        keeper = asyncio.create_task(self._keep())
        lanes = [asyncio.create_task(lane.run()) for lane in self._lanes]
        try:
            ended, _ = await asyncio.wait(lanes, return_when=asyncio.FIRST_EXCEPTION)
            for lane_ended in ended:
                lane_ended.result()
        finally:
            for lane in self._lanes:
                lane.stop()
            keeper.cancel()
            await asyncio.gather(*lanes, keeper, return_exceptions=True)

    async def stop(self) -> None:
        """Begins nothing new, gives back what was claimed, and returns when the last call has its outcome."""
        for lane in self._lanes:
            lane.stop()
        if self._running is not None:
            await asyncio.wait({self._running})

    @property
    def calling(self) -> int:
        """Deliveries under way that no longer wait for a permit."""
        return sum(lane.calling for lane in self._lanes)

    async def drain(self) -> int:
        """Sends everything that may leave now and returns how many claims that took; not beside `run`."""
        await self._recover()
        return sum([await lane.drain() for lane in self._lanes])

    async def _keep(self) -> None:
        """Finds claims and calls whose process died."""
        while True:
            await self._recover()
            await self._clock.sleep(RECOVER_SECONDS)

    async def _recover(self) -> None:
        try:
            found = await self._store.run(lambda book: self._doubt.recover(book, self._clock.now()))
        except Exception as fault:  # noqa: BLE001 - a store that fails now may work in a second
            _log.error("recover_failed", fault=trace(fault))
            return
        if found:
            _log.warning("deliveries_recovered", count=found)
            self.wake()


class _Doubt(Struct, frozen=True):
    """Where a carrier tells later what became of a call, and where one may be made again."""

    reporting: Collection[str] = ()
    repeatable: Collection[str] = ()

    def recover(self, book: Book, now: datetime) -> int:
        """What was under way when its process died."""
        return book.recover(now, self.reporting, self.repeatable)


class _Lane:
    """One channel's sending."""

    def __init__(self, store: Store, clock: Clock, mouth: Mouth, holder: str, doubt: _Doubt) -> None:
        self._doubt = doubt
        self.channel = mouth.channel
        self._store = store
        self._clock = clock
        self._mouth = mouth
        self._holder = holder
        self._lease = f"sender.{mouth.channel}"
        self._ours_until: datetime | None = None
        self._in_doubt = False
        self._stopping = False
        self._patient = False
        self._bell = asyncio.Event()
        self._stopped = asyncio.Event()
        self._permits: dict[asyncio.Future[None], bool] = {}
        self._deliveries: set[asyncio.Task[None]] = set()
        self._urgent: set[asyncio.Task[None]] = set()

    @property
    def calling(self) -> int:
        return len(self._deliveries) + len(self._urgent) - len(self._permits)

    def wake(self) -> None:
        self._bell.set()

    def stop(self) -> None:
        """Ends the waits for permits; a call that has begun goes on to its outcome."""
        self._stopping, self._patient = True, False
        self._stopped.set()
        for permit in self._permits:
            permit.cancel()
        self.wake()

    async def run(self) -> None:
        self._patient = not self._stopping
        while not self._stopping:
            self._bell.clear()
            if not await self._fill():
                await nap(self._bell, self._clock)
        await self._settle()
        await self._hand_over()

    async def _hand_over(self) -> None:
        """Lets the channel go at once, so that the next process need not wait for the lease to run out."""
        now = self._clock.now()
        if self._ours_until is None or self._ours_until <= now:
            return
        try:
            await self._store.run(lambda book: book.hold_lease(self._lease, self._holder, now, now))
        except Exception as fault:  # noqa: BLE001 - then it runs out by itself
            _log.warning("lease_not_handed_over", channel=self._mouth.channel, fault=trace(fault))

    async def drain(self) -> int:
        count = 0
        while begun := await self._fill():
            count += begun
            await self._settle()
        return count

    async def _settle(self) -> None:
        while under_way := self._deliveries | self._urgent:
            await asyncio.wait(under_way)

    async def _fill(self) -> int:
        """Claims what there is room for and begins to send it; the number claimed."""
        waiting = sum(not urgent for urgent in self._permits.values())
        room = max(min(CLAIMED - waiting, IN_FLIGHT - len(self._deliveries)), 0)
        urgent = max(URGENT - len(self._urgent), 0)
        if room + urgent == 0:
            return 0
        try:
            until, deliveries = await self._store.run(lambda book: self._claim(book, room, urgent))
        except Exception as fault:  # noqa: BLE001 - a store that fails now may work in a second
            _log.error("claim_failed", channel=self._mouth.channel, fault=trace(fault))
            self._in_doubt = True
            return 0
        self._ours_until, self._in_doubt = until, False
        for delivery in deliveries:
            task = asyncio.create_task(self._deliver(delivery))
            (self._urgent if delivery.urgent else self._deliveries).add(task)
            task.add_done_callback(self._done)
        return len(deliveries)

    def _claim(self, book: Book, room: int, urgent: int) -> tuple[datetime | None, list[Delivery]]:
        """The channel's lease, held for a while longer when half of it has gone, and what may leave.

        A claim that failed may have been stored, and nobody knows of what: it is given back first.
        """
        now = self._clock.now()
        until = self._ours_until
        if until is None or not CHANNEL_LEASE / 2 < until - now <= CHANNEL_LEASE:
            until = now + CHANNEL_LEASE
            if not book.hold_lease(self._lease, self._holder, now, until):
                return None, []
            if self._ours_until is None or self._ours_until <= now:
                self._doubt.recover(book, now)  # what another process had claimed when it died
        if self._in_doubt:
            book.give_back(self._mouth.channel, self._holder)
        doubtful = bool(clocks.trust(book, now).doubt)
        stopped = stops(book.fact(STOPPED), self.channel, now)
        if stopped and not doubtful:
            book.expire(now)
        return until, book.claim(
            [self.channel],
            room,
            now,
            self._holder,
            now + CLAIM_LEASE,
            replies_only=doubtful or stopped,
            urgent=urgent,
        )

    def _done(self, task: asyncio.Task[None]) -> None:
        """What waited behind this delivery may leave."""
        self._deliveries.discard(task)
        self._urgent.discard(task)
        self.wake()

    async def _deliver(self, delivery: Delivery) -> None:
        """One delivery, whole."""
        claimed_at = self._clock.now()
        outcome = await self._before_the_call(delivery, claimed_at)
        if outcome is None:
            try:
                if not await self._store.run(lambda book: book.start(delivery, self._clock.now())):
                    return
            except Exception as fault:  # noqa: BLE001 - a store that fails now may work in a second
                _log.error("delivery_not_started", delivery=delivery.id, fault=trace(fault))
                outcome = Outcome("later", not_before=self._clock.now() + STORE_RETRY)
            else:
                outcome = await self._speak(delivery)
        await self._write(delivery, outcome)

    async def _write(self, delivery: Delivery, outcome: Outcome) -> None:
        """What became of it is known and must not be forgotten: `run` tries until the store can, or is stopped.

        Otherwise the lease runs out and the row is found again.
        """
        told = False
        while True:
            try:
                await self._store.run(lambda book: book.finish(delivery, outcome, self._clock.now()))
                return
            except Exception as fault:  # noqa: BLE001 - a store that fails now may work in a second
                if not self._patient or not isinstance(fault, StoreFailed):
                    _log.error("delivery_left_to_its_lease", delivery=delivery.id, fault=trace(fault))
                    return
                if not told:
                    _log.warning("outcome_not_written", delivery=delivery.id, fault=trace(fault))
                told = True
            await self._clock.sleep(POLL_SECONDS)

    async def _before_the_call(self, delivery: Delivery, claimed_at: datetime) -> Outcome | None:
        """Waits for the permit. An outcome where there will be no call: given back, or at fault.

        What is urgent and was tried waits for the network first.
        """
        try:
            tried = delivery.urgent and delivery.tries > 1
            waited_out = not tried or await outage.over(self._mouth, self._clock, self._stopped)
            permitted = waited_out and await self._permitted(delivery)
        except Exception as fault:  # noqa: BLE001 - a fault with one delivery ends no other
            return self._fault(delivery, fault)
        now = self._clock.now()
        stale = now - claimed_at > CLAIM_LEASE / 2
        return None if permitted and not stale else Outcome("later", not_before=now)

    async def _permitted(self, delivery: Delivery) -> bool:
        """False when the sender stops first."""
        if self._stopping:
            return False
        permit = asyncio.ensure_future(self._mouth.permit(delivery))
        self._permits[permit] = delivery.urgent
        try:
            await asyncio.wait({permit})
        finally:
            del self._permits[permit]
        if permit.cancelled() or self._stopping:
            return False
        permit.result()
        return True

    async def _speak(self, delivery: Delivery) -> Outcome:
        try:
            if delivery.urgent:
                return await outage.spoken(self._mouth, delivery, self._clock)
            return await self._mouth.speak(delivery)
        except StoreFailed as fault:  # a mouth reads and writes before its call, or where a call is not
            _log.warning("delivery_not_spoken", delivery=delivery.id, fault=trace(fault))
            return Outcome("later", not_before=self._clock.now() + STORE_RETRY)
        except Exception as fault:  # noqa: BLE001 - a fault with one delivery ends no other
            return self._fault(delivery, fault)

    def _fault(self, delivery: Delivery, fault: Exception) -> Outcome:
        """Our own code failed: with this delivery it would fail again, with the others perhaps not."""
        _log.error("delivery_fault", delivery=delivery.id, channel=delivery.channel, fault=trace(fault))
        return Outcome("failed", problem=f"fault: {type(fault).__name__}")
