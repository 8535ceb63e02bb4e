"""The mouth of page and console: the outbox is the stream, so that a row is spoken when it may be seen.

No message is held in memory: the bell only says that there is something to read.
"""

from __future__ import annotations

import asyncio

from bot.ports.clock import Clock
from bot.ports.hearing import Bell

_RUNG_KEPT = 1_000


class PageMouth:
    """What is shown on a channel whose ears read the stream. No limits, no network, no doubt."""

    def __init__(self, channel: str, bell: Bell) -> None:
        self.channel = channel
        self._bell = bell

    def shown(self, address: str) -> None:
        """The address's stream has something new."""
        self._bell.ring(address)


class StreamBell:
    """Wakes whoever waits for an address. For one event loop.

    A ring that comes while a listener is still reading rows is kept for its next wait: at worst it reads once
    in vain. Rings that nobody waits for are forgotten, the oldest first.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: dict[str, set[asyncio.Future[None]]] = {}
        self._rung: dict[str, None] = {}

    def ring(self, address: str) -> None:
        for waiter in self._waiting.pop(address, ()):
            if not waiter.done():
                waiter.set_result(None)
        self._rung.pop(address, None)
        self._rung[address] = None
        if len(self._rung) > _RUNG_KEPT:
            del self._rung[next(iter(self._rung))]

    async def wait(self, address: str, seconds: float) -> bool:
        """Returns at the next ring, or at once if it rang since the last wait; False after `seconds` without."""
        if address in self._rung:
            del self._rung[address]
            return True
        ring = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(address, set()).add(ring)
        nap = asyncio.ensure_future(self._clock.sleep(seconds))
        try:
            await asyncio.wait({ring, nap}, return_when=asyncio.FIRST_COMPLETED)
            return ring.done()
        finally:
            nap.cancel()
            self._forget(address, ring)

    def _forget(self, address: str, ring: asyncio.Future[None]) -> None:
        waiting = self._waiting.get(address)
        if waiting is not None:
            waiting.discard(ring)
            if not waiting:
                del self._waiting[address]
