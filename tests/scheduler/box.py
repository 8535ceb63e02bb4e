"""A box for tests: a real store in a folder, addresses in it, deliveries in its outbox."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from itertools import count
from pathlib import Path

import psycopg

from bot.core.reply import PRIORITY
from bot.ports.sending import Message, NewDelivery
from bot.ports.store import Store
from bot.store.open import is_postgres, open_store
from tests.scheduler.clock import HandClock


class Box:
    """The store and what a test does with it."""

    def __init__(self, store: Store, clock: HandClock, database: str) -> None:
        self.store = store
        self.clock = clock
        self.database = database
        self._count = count(1)

    async def address(self, carrier_id: str, channel: str = "telegram") -> str:
        """A new address; its id."""
        id = f"{channel}-{carrier_id}"
        await self.store.run(lambda book: book.add_address(id, channel, carrier_id, self.clock.now()))
        return id

    async def post(
        self,
        address: str,
        message: Message | str,
        kind: str = "reply",
        *,
        not_before: datetime | None = None,
        expires_at: datetime | None = None,
        urgent: bool = False,
    ) -> str:
        """Queues a delivery; its id."""
        id = f"d{next(self._count)}"
        delivery = NewDelivery(
            id=id,
            address=address,
            channel=address.partition("-")[0],
            person=None,
            kind=kind,  # type: ignore[arg-type]
            priority=PRIORITY["urgent" if urgent else kind],  # type: ignore[index]
            message=message if isinstance(message, Message) else Message(message),
            not_before=not_before or self.clock.now(),
            expires_at=expires_at,
        )
        await self.store.run(lambda book: book.post(delivery, self.clock.now()))
        return id

    async def fact(self, name: str) -> str | None:
        return await self.store.read(lambda book: book.fact(name))

    def status(self, delivery: str) -> str:
        """Where the delivery stands."""
        return str(self.row(delivery)[0])

    def row(self, delivery: str) -> tuple[str, str | None, int, int]:
        """Status, problem, tries and not_before."""
        asked = f"SELECT status, problem, tries, not_before FROM delivery WHERE id = '{delivery}'"
        if is_postgres(self.database):
            with psycopg.connect(self.database) as looking:
                row = looking.execute(asked.encode()).fetchone()
        else:
            with closing(sqlite3.connect(self.database)) as reading:
                row = reading.execute(asked).fetchone()
        assert row is not None
        return row[0], row[1], row[2], row[3]


@asynccontextmanager
async def a_box(database: Path | str, clock: HandClock) -> AsyncIterator[Box]:
    """Opens the box over the database; what was in it before is there again."""
    store = open_store(str(database))
    try:
        yield Box(store, clock, str(database))
    finally:
        await store.close()
