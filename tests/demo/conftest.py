"""A demo on a loopback port, and visitors who come through its doors."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar
from yarl import URL

from bot.app import serve
from bot.channels.web import seal
from bot.demo import cast
from bot.demo.clock_walk import calm
from bot.demo.command import Demo, open_demo, settings_for
from bot.demo.pupils import Pupil
from bot.ports.book import Book
from bot.ports.sending import Message
from tests.web.visit import Visit


class Seat:
    """One of the visitor's seats; what was shown before the last act is not heard again."""

    def __init__(self, running: Running, session: ClientSession, name: str) -> None:
        self._running, self._session, self._name = running, session, name
        self._visit = Visit(session, name)
        self._seen = 0

    async def enters(self) -> str:
        """Through the door: the page that opens."""
        return await self._visit.page("entrar")

    async def says(self, text: str) -> None:
        self._seen = len(await self.messages())
        response = await self._visit.says(text)
        assert response.status == 204
        await calm(self._running.demo.house)

    async def taps(self, label: str) -> None:
        """The newest button so labelled."""
        found = [
            (message.prompt, letter)
            for message in await self.messages()
            for letter, words in message.buttons
            if label == words
        ]
        assert found, f"no button {label!r}; the last: {(await self.messages())[-1].buttons}"
        prompt, letter = found[-1]
        self._seen = len(await self.messages())
        response = await self._visit.posts({"prompt": prompt, "letter": letter, "key": f"{prompt}-{letter}"})
        assert response.status == 204
        await calm(self._running.demo.house)

    async def messages(self) -> list[Message]:
        """Everything that was told here, edits left out."""
        cookies = self._session.cookie_jar.filter_cookies(self._running.url.with_path(self._visit.path))
        carrier = seal.hashed(cookies["yachaski"].value)

        def read(book: Book) -> list[Message]:
            address = book.address("web", carrier)
            rows = book.shown_after(address.id, 0, 100_000) if address else []
            return [message for _, message, _ in rows if not message.retires]

        return await self._running.demo.house.store.read(read)

    async def heard(self) -> list[str]:
        """The texts since the last act."""
        return [message.text for message in (await self.messages())[self._seen :]]

    async def hears(self, fragment: str) -> None:
        heard = await self.heard()
        assert any(fragment in text for text in heard), f"last heard {heard[-4:]!r}, not {fragment!r}"


@dataclass(slots=True)
class Running:
    """A demo that is served, and a browser that has been to its first page."""

    demo: Demo
    port: int
    session: ClientSession

    @property
    def url(self) -> URL:
        return URL(f"http://127.0.0.1:{self.port}")

    @property
    def learner(self) -> Seat:
        return Seat(self, self.session, "estudiante")

    @property
    def teacher(self) -> Seat:
        return Seat(self, self.session, "profe")

    async def gets(self, path: str) -> str:
        async with self.session.get(path) as response:
            assert response.status == 200
            return await response.text()

    async def posts(self, path: str, fields: dict[str, str], **headers: str) -> ClientResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.session.post(path, data=fields, headers=named, allow_redirects=False)

    async def walks(self, *steps: str) -> None:
        """Presses the clock's buttons, one after the other, each when the clock stands again."""
        for step in steps:
            response = await self.posts("/reloj", {"paso": step})
            assert response.status == 303, await response.text()
            await self.demo.journey.arrived()


@asynccontextmanager
async def running(folder: Path, classmates: Sequence[Pupil] = cast.CLASSMATES) -> AsyncIterator[Running]:
    """The whole demo on a free port; days pass without being looked at."""
    async with open_demo(settings_for(folder, 0, "127.0.0.1"), day_seconds=0, classmates=classmates) as demo:
        stop: asyncio.Event = asyncio.Event()
        port: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def ready(number: int) -> None:
            demo.site.begin(demo.assemble, stop.set)
            port.set_result(number)

        serving = asyncio.create_task(serve(demo.house, stop, ready=ready))
        try:
            base = f"http://127.0.0.1:{await port}/"
            async with ClientSession(cookie_jar=CookieJar(unsafe=True), base_url=base) as session:
                await demo.site.opened()
                yield Running(demo, await port, session)
        finally:
            stop.set()
            await serving


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Running]:
    """Everybody is there; it is Monday, 9 in the morning."""
    async with running(tmp_path) as here:
        yield here


@pytest.fixture
async def alone(tmp_path: Path) -> AsyncIterator[Running]:
    """The same without classmates, where nobody looks at them."""
    async with running(tmp_path, ()) as here:
        yield here


async def enrols(seat: Seat) -> Seat:
    """Luz, by the code of the poster; her first lesson waits for the evening."""
    assert "HUAYTAR3" in await seat.enters()
    await seat.says("/start HUAYTAR3")
    await seat.taps("De 14 a 17")
    await seat.taps("Sí, acepto")
    await seat.says("luz q")
    await seat.taps("7 p. m.")
    await seat.taps("Hoy a las 7 p. m.")
    return seat


@pytest.fixture
async def luz(demo: Running) -> Seat:
    """The visitor, enrolled."""
    return await enrols(demo.learner)
