"""A clock for tests: nothing moves unless a test moves it."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

NOON = datetime(2027, 1, 15, 17, tzinfo=UTC)
"""12:00 in Lima."""


class HandClock:
    """`now` and `steady` advance together; `put` moves the wall clock alone, as a dead battery does."""

    def __init__(self, now: datetime = NOON) -> None:
        self._start = now
        self._passed = 0.0
        self._naps: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def steady(self) -> float:
        return self._passed

    def seconds(self) -> float:
        """Seconds since 1970, as the Bot API server wants them."""
        return self.now().timestamp()

    async def sleep(self, seconds: float) -> None:
        nap = asyncio.get_running_loop().create_future()
        heapq.heappush(self._naps, (self._passed + seconds, next(self._order), nap))
        await nap

    def advance(self, seconds: float) -> None:
        """Moves the time, and wakes whoever slept until then."""
        self._passed += seconds
        while self._naps and self._naps[0][0] <= self._passed:
            _, _, nap = heapq.heappop(self._naps)
            if not nap.done():
                nap.set_result(None)

    def put(self, now: datetime) -> None:
        """Sets the wall clock; nobody's sleep is shorter for it."""
        self._start = now - timedelta(seconds=self._passed)

    async def settles(self) -> None:
        """Returns when everybody who needs no time has gone as far as they can."""
        for _ in range(50):
            await asyncio.sleep(0)

    async def jump(self) -> bool:
        """Moves to the end of the first sleep; False when nobody sleeps."""
        await self.settles()
        while self._naps and self._naps[0][2].done():
            heapq.heappop(self._naps)
        if not self._naps:
            return False
        self.advance(max(self._naps[0][0] - self._passed, 0.0))
        return True


async def until(predicate: Callable[[], object]) -> None:
    """Returns when it holds, looking again at every turn of the loop, for at most 5 real seconds."""
    async with asyncio.timeout(5):
        while not predicate():  # noqa: ASYNC110 - threads and sockets move too, and ring no bell of ours
            await asyncio.sleep(0)
