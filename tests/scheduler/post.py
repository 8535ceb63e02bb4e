"""A box, a server of Telegram's, and the sender between them."""

from __future__ import annotations

import asyncio

from bot.ports.sending import Delivery, File
from scheduler.carriers.pace import Pace
from scheduler.carriers.telegram import TelegramMouth, Transport
from scheduler.sender import Sender
from tests.bot_api.chats import Person
from tests.bot_api.server import BotApi
from tests.scheduler.box import Box
from tests.scheduler.clock import HandClock


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
