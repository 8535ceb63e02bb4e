"""The only reader of the wall clock, and what is done when it cannot be believed.

A box without a clock battery starts in 1970, or where it was switched off. Then proactive messages wait;
replies always go. The clock is doubtful when it is behind the last time that was stored, or has leapt by more
than 36 hours; it is trusted again when it agrees with the carrier's within 5 minutes, or when the operator
says so.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Literal

import structlog
from msgspec import Struct
from msgspec.structs import replace

from bot.core.event import ClockSettled, to_json
from bot.ports.book import CLOCK_DOUBT, Book
from bot.ports.clock import Clock
from bot.ports.store import Store

Doubt = Literal["", "behind", "leapt", "carrier"]

AGREES = timedelta(minutes=5)
LEAPS = timedelta(hours=36)
CONTRADICTS = timedelta(hours=1)
STORED_EVERY = timedelta(minutes=1)
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock can be right and be earlier than this software."""

_SEEN = "clock.seen"
_DOUBTS: tuple[Doubt, ...] = ("behind", "leapt", "carrier")
_log = structlog.get_logger(__name__)


class WallClock:
    """The machine's own clock: `now` may jump, `steady` only goes forward."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def steady(self) -> float:
        """Seconds since some instant, for measuring waits."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Trust(Struct, frozen=True):
    """The last time that was believed, and why the clock is doubted now (`""`: it is not)."""

    seen: datetime
    doubt: Doubt = ""


def judged(trust: Trust, now: datetime) -> Trust:
    """What to think at `now`. A doubt stays until `agreed` or `told`; a step back of seconds is no doubt."""
    if trust.doubt:
        return trust
    if now < trust.seen - AGREES:
        return replace(trust, doubt="behind")
    if now > trust.seen + LEAPS:
        return replace(trust, doubt="leapt")
    return replace(trust, seen=max(trust.seen, now))


def compared(trust: Trust, now: datetime, carrier: datetime) -> Trust:
    """What to think after the carrier told its time: it ends a doubt, or (an hour apart) begins one.

    Between 5 minutes and an hour it does neither: a clock that is slow by ten minutes sends lessons late, and
    nothing worse.
    """
    if abs(now - carrier) <= AGREES:
        return Trust(now)
    if abs(now - carrier) > CONTRADICTS:
        return replace(trust, doubt=trust.doubt or "carrier")
    return trust


def trust(book: Book, now: datetime) -> Trust:
    """What to think at `now` of the clock, from what is stored; writes nothing."""
    seen, doubt = book.fact(_SEEN), book.fact(CLOCK_DOUBT)
    before = datetime.fromtimestamp(int(seen), UTC) if seen else max(now, WRITTEN)
    return judged(Trust(before, next((known for known in _DOUBTS if known == doubt), "")), now)


def told(book: Book, now: datetime) -> None:
    """The operator says that `now` is right."""
    _write(book, Trust(now))


def _write(book: Book, trust: Trust) -> None:
    """Writes what changed; the time only once a minute, for the sake of the memory card.

    Where a doubt ends, or the time is earlier than was believed, what was written meanwhile is looked at anew.
    """
    if _settles(book, trust):
        book.cause(f"clock.{int(trust.seen.timestamp())}", "clock", to_json(ClockSettled()), trust.seen, trust.seen)
    if _is_old(book, trust):
        book.set_fact(_SEEN, str(int(trust.seen.timestamp())))
    if (book.fact(CLOCK_DOUBT) or "") != trust.doubt:
        book.set_fact(CLOCK_DOUBT, trust.doubt)


def _settles(book: Book, trust: Trust) -> bool:
    seen = book.fact(_SEEN)
    fell_back = seen is not None and trust.seen < datetime.fromtimestamp(int(seen), UTC) - AGREES
    return not trust.doubt and (fell_back or bool(book.fact(CLOCK_DOUBT)))


def _is_old(book: Book, trust: Trust) -> bool:
    stored = book.fact(_SEEN)
    return stored is None or not 0 <= int(trust.seen.timestamp()) - int(stored) < STORED_EVERY.total_seconds()


class Watch:
    """Keeps the stored trust up to date. `carrier_time` asks the carrier, and answers None when it cannot."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        carrier_time: Callable[[], Awaitable[datetime | None]] | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._carrier_time = carrier_time
        self._compared = False

    def settled(self, book: Book) -> bool:
        """Whether the clock is believed, with nothing to ask of the carrier and nothing to store."""
        thought = trust(book, self._clock.now())
        asked = self._carrier_time is None or self._compared
        return asked and not thought.doubt and not _is_old(book, thought)

    async def trusted(self) -> bool:
        """Judges the clock and stores the judgement; False while proactive messages must wait."""
        carrier = await self._ask_carrier()
        now = self._clock.now()

        def judge(book: Book) -> tuple[str, Doubt]:
            before, after = book.fact(CLOCK_DOUBT) or "", trust(book, now)
            if carrier is not None:
                after = compared(after, now, carrier)
            _write(book, after)
            return before, after.doubt

        before, doubt = await self._store.run(judge)
        if before != doubt:
            _log.warning("clock_doubtful" if doubt else "clock_trusted", doubt=doubt or before)
        return not doubt

    async def _ask_carrier(self) -> datetime | None:
        """In doubt, and once after a start: a box may wake with the time at which it was switched off."""
        if self._carrier_time is None:
            return None
        if self._compared and not (await self._store.read(lambda book: trust(book, self._clock.now()))).doubt:
            return None
        carrier = await self._carrier_time()
        self._compared = self._compared or carrier is not None
        return carrier
