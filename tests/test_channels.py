"""One table of tests for every channel: the same conversation, whoever carries it.

Each phone drives the real carrier: Telegram's protocol, HTTP with server-sent events, lines of standard input.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import pytest
from aiohttp import ClientSession, CookieJar, web

from bot.app import House, open_house
from bot.channels.console import ConsoleEar
from bot.channels.web.shared_screen import SEAT
from bot.ports.book import Book
from bot.settings import Settings
from bot.turn.world import new_id
from tests.bot_api.chats import Person
from tests.bot_api.server import BotApi
from tests.chat import world
from tests.end_to_end.test_telegram import TOKEN, HurriedClock, protected
from tests.sms.phone import SmsPhone
from tests.sms.phone import called as called_by_phone
from tests.sms.phone import settings_for as settings_for_sms
from tests.sms_api.server import SmsGateway
from tests.whatsapp.phone import WhatsAppPhone, called, settings_for
from tests.whatsapp_api.server import CloudApi

PATIENCE = 10.0


class Phone(Protocol):
    """What somebody holds, whatever the channel; `shared` says that it is nobody's own."""

    house: House
    shared: bool

    async def says(self, text: str) -> None: ...

    async def taps(self, label: str) -> None: ...

    async def hears(self, fragment: str) -> str:
        """The next message with the fragment; raises AssertionError when none comes."""
        ...


@dataclass
class TelegramPhone:
    """A person of the Bot API server."""

    person: Person
    house: House
    shared: bool = False

    async def says(self, text: str) -> None:
        self.person.says(text)

    async def taps(self, label: str) -> None:
        self.person.taps(label)

    async def hears(self, fragment: str) -> str:
        await self.person.waits_for(fragment, timeout=PATIENCE)
        return next(text for text in reversed(self.person.hears) if fragment in text)


@dataclass
class WebPhone:
    """A browser with JavaScript, at a seat: JSON goes, server-sent events come."""

    session: ClientSession
    house: House
    seat: str
    shared: bool = False
    who: str = ""
    messages: list[dict[str, object]] = field(default_factory=list)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)
    seen: int = 0

    async def says(self, text: str) -> None:
        await self._post({"text": text})

    async def taps(self, label: str) -> None:
        message = next(one for one in reversed(self.messages) if label in dict(_flipped(one)))
        await self._post({"prompt": message["prompt"], "letter": dict(_flipped(message))[label]})

    async def _post(self, body: dict[str, object]) -> None:
        self.seen = len(self.messages)
        async with self.session.post(f"/s/{self.seat}/say", json={"key": new_id(), **body}) as response:
            assert response.status == 204, await response.text()

    async def hears(self, fragment: str) -> str:
        def found() -> str:
            texts = [str(one["text"]) for one in self.messages[self.seen :]]
            return next((text for text in texts if fragment in text), "")

        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(found)
        return found()

    async def _who(self) -> str:
        page = await (await self.session.get(f"/s/{self.seat}/")).text()
        return page.partition('data-who="')[2][:8]

    async def listen(self) -> None:
        last = 0
        while True:  # as a browser does: a key opens the place with a cookie of its own, and the stream comes back
            where = f"/s/{self.seat}/stream?after={last}&who={self.who}"
            async with self.session.get(where, timeout=None) as stream:
                async for line in stream.content:
                    if line.startswith(b"event: reset"):
                        last, self.who = 0, await self._who()
                    if line.startswith(b"id: "):
                        last = int(line[4:])
                    if line.startswith(b"data: "):
                        async with self.news:
                            self.messages.append(json.loads(line[6:]))
                            self.news.notify_all()


def _flipped(message: dict[str, object]) -> list[tuple[str, str]]:
    buttons = message.get("buttons") or []
    assert isinstance(buttons, list)
    return [(label, letter) for letter, label in buttons]


class Screen(io.StringIO):
    """What the terminal shows; told when it changes."""

    def __init__(self) -> None:
        super().__init__()
        self.changed = asyncio.Event()

    def write(self, text: str) -> int:
        self.changed.set()
        return super().write(text)


@dataclass
class ConsolePhone:
    """A keyboard and a screen."""

    keyboard: int
    screen: Screen
    house: House
    seen: int = 0
    shared: bool = False

    async def says(self, text: str) -> None:
        self.seen = len(self.screen.getvalue())
        os.write(self.keyboard, f"{text}\n".encode())

    async def taps(self, label: str) -> None:
        await self.says(label)

    async def hears(self, fragment: str) -> str:
        async with asyncio.timeout(PATIENCE):
            while fragment not in (text := self.screen.getvalue()[self.seen :]):
                self.screen.changed.clear()
                await self.screen.changed.wait()
        return text


# --- the house, with one channel ---------------------------------------------------------------------------


@asynccontextmanager
async def served(
    settings: Settings, *, console: bool = False, clock: HurriedClock | None = None
) -> AsyncIterator[House]:
    clock = clock or HurriedClock()
    async with open_house(settings, clock, clock.steady, world=world(), console=console) as house:
        await house.store.run(lambda book: _open_visit(book, house))
        for mouth in house.spoken.values():
            await mouth.open()
        sending = asyncio.create_task(house.sender.run())
        try:
            yield house
        finally:
            house.page.close()
            house.screens.close()
            await house.inbox.stop()
            await house.sender.stop()
            await sending


def _open_visit(book: Book, house: House) -> None:
    today, visit = house.clock.now().date(), new_id()
    book.save_visit(visit, "colegio San Juan", "Huancavelica", today, today + timedelta(days=33), "America/Lima")
    book.save_cohort(new_id(), visit, "3.º B", "HUAYTAR3", "Elena")
    protected(book, house.clock.now(), house.inbox.world.carriers[0])


def _accept_all(book: Book, house: House) -> None:
    for planned in book.itinerary():
        for learner in book.learners_of(planned.cohort, "", 9):
            book.accept(learner, house.clock.now())


@asynccontextmanager
async def _telegram(folder: Path) -> AsyncIterator[Phone]:
    async with BotApi(TOKEN, limits=None) as server:
        settings = Settings(
            _env_file=None, database=str(folder / "x.db"), telegram_token=TOKEN, telegram_api=server.url
        )
        async with served(settings) as house:
            assert house.telegram is not None
            hearing = asyncio.create_task(house.telegram.run())
            yield TelegramPhone(server.person(id=77, first_name="Ana", language_code="es"), house)
            hearing.cancel()
            await asyncio.wait({hearing})


@asynccontextmanager
async def _whatsapp(folder: Path) -> AsyncIterator[Phone]:
    async with (
        CloudApi(pair=False) as server,
        served(settings_for(server, folder)) as house,
        called(house, server),
    ):
        yield WhatsAppPhone(server.person("PE.ana"), house, server)


@asynccontextmanager
async def _sms(folder: Path) -> AsyncIterator[Phone]:
    async with (
        SmsGateway() as gateway,
        served(settings_for_sms(gateway, folder)) as house,
        called_by_phone(house, gateway),
    ):
        yield SmsPhone(gateway.person("+51987000001"), house, gateway)


@asynccontextmanager
async def _web(folder: Path, seat: str = "yo") -> AsyncIterator[Phone]:
    async with served(Settings(_env_file=None, database=str(folder / "x.db"))) as house:
        runner = web.AppRunner(house.web, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with ClientSession(base, cookie_jar=CookieJar(unsafe=True)) as session:
            phone = WebPhone(session, house, seat, shared=seat == SEAT)
            phone.who = await phone._who()
            listening = asyncio.create_task(phone.listen())
            yield phone
            listening.cancel()
            await asyncio.wait({listening})
        await runner.cleanup()


def _screen(folder: Path) -> AbstractAsyncContextManager[Phone]:
    return _web(folder, SEAT)


@asynccontextmanager
async def _console(folder: Path) -> AsyncIterator[Phone]:
    async with served(Settings(_env_file=None, database=str(folder / "x.db")), console=True) as house:
        reading, writing = os.pipe()
        screen = Screen()
        with os.fdopen(reading, encoding="utf-8") as source:
            ear = ConsoleEar(house.inbox, house.store, house.bell, house.files, source=source, screen=screen)
            house.inbox.listen({"console": ear})
            conversing = asyncio.create_task(ear.run())
            phone = ConsolePhone(writing, screen, house)
            await phone.hears("Soy Yachaski")
            yield phone
            os.close(writing)
            await conversing


@pytest.fixture(
    params=[_telegram, _whatsapp, _sms, _web, _screen, _console],
    ids=["telegram", "whatsapp", "sms", "web", "screen", "console"],
)
async def phone(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Phone]:
    """Somebody with each kind of phone, in a house of its own; files that are asked for are kept in its folder."""
    monkeypatch.chdir(tmp_path)
    async with request.param(tmp_path) as phone:
        yield phone


async def _enrolled(phone: Phone) -> None:
    await phone.says("/start HUAYTAR3")
    await phone.hears("¿Cuántos años tienes?")
    await phone.taps("De 14 a 17")
    await phone.hears("¿Aceptas?")
    await phone.taps("Sí, acepto")
    await phone.hears("¿Con qué nombre te escribo?")
    await phone.says("luz q")
    if phone.shared:
        await phone.hears("Mucho gusto, Luz. Tu clave es")
        return
    await phone.hears("Mucho gusto, Luz Q.")
    await phone.taps("7 p. m.")
    await phone.hears("¿Hacemos la primera?")


# --- the table ---------------------------------------------------------------------------------------------


async def test_a_newcomer_enrols_and_reaches_the_first_quiz_item(phone: Phone) -> None:
    """Code, age, consent, name, hour, three cards, a question with lettered options."""
    await _enrolled(phone)
    await phone.taps("Empezar")
    await phone.hears("1 de 3")
    if not isinstance(phone, WhatsAppPhone | SmsPhone):  # where messages cost, the cards come with the question
        await phone.taps("Siguiente")
        await phone.hears("2 de 3")
        await phone.taps("Siguiente")
        await phone.hears("3 de 3")
        await phone.taps("Ir a las preguntas")
    question = await phone.hears("Pregunta 1 de 2.")
    assert re.search(r"\nA\. .+\nB\. .+", question)
    await phone.taps("B")
    await phone.hears("Siguiente" if isinstance(phone, ConsolePhone) else "")


async def test_text_is_shown_as_it_was_typed(phone: Phone) -> None:
    """Nothing that looks like markup becomes markup, on any channel."""
    await _enrolled(phone)
    await phone.house.store.run(lambda book: _accept_all(book, phone.house))
    await phone.says("preguntar a mi profe")
    await phone.hears("Escribe tu pregunta")
    await phone.says("<b>_*[hola](x)</b> «😀»")
    await phone.hears("«<b>_*[hola](x)</b> «😀»»")


ANSWERS = {
    "/progreso": "todavía no empiezas",
    "/hora": "¿A qué hora quieres?",
    "/repaso": "Hoy no tienes repasos",
    "/pausa": "¿Hasta cuándo descansas?",
    "/ayuda": "Puedo darte tu lección",
    "/misdatos": "todo lo que guardo de ti",
    "/borrar": "¿Borro todo lo tuyo",
}
ON_A_SCREEN = {
    "/hora": "La hora se elige en el celular",
    "/misdatos": "Escribe otra vez tu clave",
    "/borrar": "Escribe otra vez tu clave",
}


IN_WORDS = {"/misdatos": "no puedo mandarte un archivo"}


async def test_every_command_is_answered(phone: Phone) -> None:
    """`/progreso`, `/hora`, `/pausa`, `/ayuda`, `/misdatos`, `/borrar`: each has an answer everywhere."""
    await _enrolled(phone)
    more = IN_WORDS if isinstance(phone, SmsPhone) else {}
    for command, answer in (ANSWERS | (ON_A_SCREEN if phone.shared else {}) | more).items():
        await phone.says(command)
        await phone.hears(answer)
