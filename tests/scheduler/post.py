"""A box, a server of Telegram's, and the sender between them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.core.reply import PRIORITY, Kind
from bot.ports.book import Book
from bot.ports.sending import Delivery, File, Message, NewDelivery
from scheduler.carriers.pace import Pace
from scheduler.carriers.telegram import TelegramMouth, Transport
from scheduler.sender import Sender
from tests.bot_api.chats import Person
from tests.bot_api.server import BotApi
from tests.scheduler.box import Box
from tests.scheduler.clock import HandClock

BACK = timedelta(seconds=5)
"""How soon after the network an alert is there."""


class Files:
    """Makes what a document needs; a test can hold it up, or let it fail."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.ready = asyncio.Event()
        self.ready.set()
        self.fault: Exception | None = None

    async def __call__(self, delivery: Delivery) -> File:
        self.asked.set()
        await self.ready.wait()
        if self.fault is not None:
            raise self.fault
        return File("datos.json", "application/json", b"{}")


class Post:
    """A box, a server of Telegram's and the sender between them."""

    def __init__(self, box: Box, server: BotApi, clock: HandClock) -> None:
        self.box = box
        self.server = server
        self.clock = clock
        self.files = Files()
        self.mouth = self.a_mouth()
        self.sender = self.a_sender("a")

    def a_mouth(self) -> TelegramMouth:
        async def carrier_message(prompt: str) -> str | None:
            return await self.box.store.read(lambda book: book.carrier_message(prompt))

        return TelegramMouth(
            self.server.token,
            self.server.url,
            Pace(self.box.store, self.clock, self.clock.steady),
            self.clock,
            carrier_message=carrier_message,
            file=self.files,
            transport=Transport(seconds=1.5),  # patience for a loaded machine
        )

    def a_sender(self, holder: str) -> Sender:
        return Sender(self.box.store, self.clock, [self.mouth], holder=holder)

    async def person(self, number: int, name: str = "Ana") -> tuple[Person, str]:
        """Someone who has written, and her address."""
        person = self.server.person(id=number, first_name=name)
        person.starts()
        return person, await self.box.address(str(number))


async def drained(post: Post, sender: Sender | None = None) -> int:
    """Sends what may leave; time passes only while every delivery waits for its permit."""
    sender = sender or post.sender
    draining = asyncio.create_task(sender.drain())
    while not draining.done():
        await post.clock.settles()
        if not sender.calling:
            await post.clock.jump()
    return await draining


async def until_sent(post: Post, *deliveries: str) -> None:
    """Looks again whenever something has moved, for at most 5 real seconds."""
    async with asyncio.timeout(5):
        while any(post.box.status(delivery) != "sent" for delivery in deliveries):
            await post.clock.jump()


@asynccontextmanager
async def running(post: Post) -> AsyncIterator[None]:
    """The sender at work."""
    run = asyncio.create_task(post.sender.run())
    try:
        yield
    finally:
        await post.sender.stop()
        await run


async def crowd(post: Post, count: int, kind: Kind = "reply") -> None:
    """So many people have written «hola» at once, and their answers wait; or an announcement to as many does."""
    for number in range(1, count + 1):
        post.server.person(id=number).starts()
    now, priority = post.clock.now(), PRIORITY[kind]

    def wait(book: Book) -> None:
        for number in range(1, count + 1):
            id = f"telegram-{number}"
            book.add_address(id, "telegram", str(number), now)
            hola = NewDelivery(f"hola-{id}", id, "telegram", None, kind, priority, Message("¡Hola!"), now, None)
            book.post(hola, now)

    await post.box.store.run(wait)


async def moves(post: Post, what: Callable[[], object]) -> None:
    """Time passes until it holds, but never while a call is under way."""
    while not what():
        await post.clock.settles()
        if not post.sender.calling:
            await post.clock.jump()


async def passes(post: Post, seconds: float) -> None:
    """Time goes on by so much, and what follows from it on the wire and in the store has followed."""
    post.clock.advance(seconds)
    for _ in range(4):
        await post.clock.settles()
        await post.box.store.run(lambda _: None)


async def back_at(post: Post, delivery: str) -> timedelta:
    """How long it takes from now until the delivery is sent."""
    began = post.clock.now()
    while post.box.status(delivery) != "sent" and post.clock.now() - began <= 2 * BACK:
        await passes(post, 0.25)
    return post.clock.now() - began
