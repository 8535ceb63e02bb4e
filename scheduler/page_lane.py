"""A page's outbox: claimed and shown in one commit.

Nobody is called, so there is no permit to wait for, nothing to be in doubt about, nothing to start or to finish, and no
lease: a row is shown once, whoever commits first.
"""

from __future__ import annotations

import asyncio

import structlog

from bot.ports.book import Book
from bot.ports.clock import Clock
from bot.ports.sending import Page
from bot.ports.store import Store
from scheduler import clock as clocks
from scheduler.fault import trace
from scheduler.nap import nap

SHOWN_AT_ONCE = 200
"""Rows in one commit, so that no turn waits long behind it."""

_log = structlog.get_logger(__name__)


class PageLane:
    """One page's sending."""

    calling = 0

    def __init__(self, store: Store, clock: Clock, page: Page, holder: str) -> None:
        self.channel = page.channel
        self._store, self._clock, self._page, self._holder = store, clock, page, holder
        self._stopping = False
        self._bell = asyncio.Event()

    def wake(self) -> None:
        """There is something new."""
        self._bell.set()

    def stop(self) -> None:
        """Begins nothing new."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Shows what there is until `stop`."""
        while not self._stopping:
            self._bell.clear()
            if await self._show() < SHOWN_AT_ONCE:
                await nap(self._bell, self._clock)

    async def drain(self) -> int:
        """Shows everything that may be seen now; how many rows that were."""
        count = 0
        while shown := await self._show():
            count += shown
        return count

    async def _show(self) -> int:
        try:
            addresses = await self._store.run(self._shown)
        except Exception as fault:  # noqa: BLE001 - a store that fails now may work in a second
            _log.error("not_shown", channel=self.channel, fault=trace(fault))
            return 0
        for address in dict.fromkeys(addresses):
            self._page.shown(address)
        return len(addresses)

    def _shown(self, book: Book) -> list[str]:
        """The address of each row that is now in its stream. One row an address can be claimed at a time."""
        now, addresses = self._clock.now(), list[str]()
        doubtful = bool(clocks.trust(book, now).doubt)
        while len(addresses) < SHOWN_AT_ONCE:
            room = SHOWN_AT_ONCE - len(addresses)
            claimed = book.claim([self.channel], room, now, self._holder, now, replies_only=doubtful)
            if not claimed:
                break
            addresses += [delivery.address for delivery in claimed if book.show(delivery, now)]
        return addresses
