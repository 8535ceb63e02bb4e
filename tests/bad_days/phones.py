"""A house with Telegram and the page on one clock, and phones to hold: everybody does a step together."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer

from bot.app import House, open_house
from bot.channels.telegram import raw
from bot.channels.web import seal
from bot.ports.book import Book
from bot.ports.sending import Message
from bot.settings import Settings
from scheduler.clock import WallClock
from tests.bad_days.quick import without_waiting
from tests.bot_api.chats import Person
from tests.bot_api.record import Sent
from tests.bot_api.rules import labels
from tests.bot_api.server import BotApi
from tests.chat import MONDAY, at, world
from tests.end_to_end.test_telegram import TOKEN
from tests.web.visit import Visit

HURRY = 500.0
HALF_A_PAIR = "\ud83d"
"""What a script may send and no carrier can tell anybody."""


# --- the phones --------------------------------------------------------------------------------------------


class Phone(Protocol):
    """What somebody holds. What came before the last act is not heard again."""

    async def says(self, text: str) -> None: ...

    async def taps(self, label: str) -> None: ...

    async def listens(self) -> None:
        """What came until now is not heard again."""

    async def heard(self) -> list[str]:
        """The texts that came since, edits left out."""
        ...

    async def buttons(self) -> list[str]:
        """The labels under them."""
        ...

    def typed(self, text: str) -> str:
        """What the house hears of a text that is typed here."""
        ...


@dataclass(slots=True)
class TelegramPhone:
    """A person of the Bot API server."""

    server: BotApi
    person: Person
    before: int = 0

    async def says(self, text: str) -> None:
        await self.listens()
        self.person.says(text)

    async def taps(self, label: str) -> None:
        await self.listens()
        asked = (one for _, one in sorted(self.person.messages.items(), reverse=True) if label in labels(one))
        self.person.taps(label, next(asked))

    async def listens(self) -> None:
        self.before = len(self.server.sent)

    async def heard(self) -> list[str]:
        return [one.text for one in self._new()]

    async def buttons(self) -> list[str]:
        return [label for one in self._new() for label in one.buttons]

    def typed(self, text: str) -> str:
        return text.replace("\0", "")

    def _new(self) -> list[Sent]:
        new = self.server.sent[self.before :]
        return [one for one in new if one.chat_id == self.person.id and one.method != "editMessageText"]


@dataclass(slots=True)
class PagePhone:
    """Somebody at a seat of the page."""

    house: House
    visit: Visit
    before: int = 0
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    async def says(self, text: str) -> None:
        await self._posts({"text": HALF_A_PAIR + text})

    async def taps(self, label: str) -> None:
        told = await self.told(0)
        offers = [(one.prompt, letter) for one in told for letter, words in one.buttons if words == label]
        await self._posts({"prompt": offers[-1][0], "letter": offers[-1][1]})

    async def listens(self) -> None:
        self.before = await self.house.store.read(lambda book: book.last_shown(self._address(book)))

    async def heard(self) -> list[str]:
        return [one.text for one in await self.told(self.before)]

    async def buttons(self) -> list[str]:
        return [label for one in await self.told(self.before) for _, label in one.buttons]

    def typed(self, text: str) -> str:
        odd = {code: None for code in [*range(32), 127, *range(0xD800, 0xE000)] if chr(code) not in "\t\n"}
        return text.replace("\r\n", "\n").translate(odd).strip()

    async def _posts(self, body: dict[str, Any]) -> None:
        await self.listens()
        answer = await self.visit.posts({"key": f"key-{next(self.keys)}", **body})
        assert answer.status in {204, 400}, await answer.text()  # 400: there was nothing to read in it

    async def told(self, after: int) -> list[Message]:
        """What the page shows after a number, retired questions left out."""

        def told(book: Book) -> list[Message]:
            rows = book.shown_after(self._address(book), after, 1_000)
            return [message for _, message, _ in rows if not message.retires]

        return await self.house.store.read(told)

    def _address(self, book: Book) -> str:
        address = book.address("web", seal.hashed(self.visit.key()))
        return address.id if address else ""


# --- the place ---------------------------------------------------------------------------------------------


class MorningClock(WallClock):
    """Goes on from a Monday morning; whatever waits, waits five hundred times as short."""

    def __init__(self) -> None:
        self._base, self._from = at(MONDAY, 9), time.monotonic()

    def now(self) -> datetime:
        return self._base + timedelta(seconds=time.monotonic() - self._from)

    def seconds(self) -> float:
        return self.now().timestamp()

    def steady(self) -> float:
        return HURRY * super().steady()

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds / HURRY)

    def passes(self, seconds: float) -> None:
        self._base += timedelta(seconds=seconds)

    def reaches(self, moment: datetime) -> None:
        self._base += max(moment - self.now(), timedelta())


@dataclass(slots=True)
class Place:
    """A house with Telegram and the page, and everybody's phones."""

    house: House
    server: BotApi
    clock: MorningClock
    base: str
    ids: Iterator[int] = field(default_factory=lambda: count(1_000))
    sessions: list[ClientSession] = field(default_factory=list)

    async def together(self, acts: Iterable[Awaitable[None]]) -> None:
        """One step of several people; returns when every answer has arrived."""
        for act in list(acts):
            await act
        pending = self.server.updates.pending
        if pending:
            self.server.updates.confirm(int(pending[-1]["update_id"]) + 1)
            await self.house.inbox.hear([raw(update) for update in pending])
        await self.house.settle()
        self.clock.passes(20)

    def telegram_phone(self) -> Phone:
        return TelegramPhone(self.server, self.server.person(id=next(self.ids)))

    async def page_phone(self) -> PagePhone:
        session = ClientSession(cookie_jar=CookieJar(unsafe=True), base_url=self.base)
        self.sessions.append(session)
        visit = Visit(session, "yo")
        await visit.page()
        return PagePhone(self.house, visit)


@asynccontextmanager
async def place(folder: Path) -> AsyncIterator[Place]:
    """The house, open and empty; afterwards nothing was refused, and nothing waits or failed."""
    clock = MorningClock()
    async with BotApi(TOKEN, clock=clock.seconds, sleep=clock.sleep, limits=None) as server:
        settings = Settings(
            _env_file=None, database=str(folder / "hostile.db"), telegram_token=TOKEN, telegram_api=server.url
        )
        async with AsyncExitStack() as opened:
            with without_waiting():
                house = await opened.enter_async_context(open_house(settings, clock, clock.steady, world=world()))
            site = await opened.enter_async_context(TestServer(house.web))
            assert house.telegram_mouth is not None
            await house.telegram_mouth.open()
            here = Place(house, server, clock, str(site.make_url("/")))
            try:
                yield here
                refused = [(one.method, one.description, one.params.get("text")) for one in server.refused]
                assert not refused, refused[:3]
                backlog = await house.store.read(lambda book: book.backlog(clock.now()))
                assert {status for _, status in backlog.deliveries} == {"sent"}
            finally:
                for session in here.sessions:
                    await session.close()
                await house.inbox.stop()
