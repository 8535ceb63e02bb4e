"""A small programme to talk with: real store, inbox rows, outbox, sender and page mouth; only its words are its own.

It answers everything: a greeting asks for an age, `tarjeta` is a card, `pregunta` asks a quiz item, `misdatos`
is a document, `foto` a picture, `celular` a link to scan, `MALA...` a code that opens nothing; what else is said
comes back. Who leaves reads nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.core.event import Attached, Heard, Left, Said, Tapped
from bot.core.reply import Ask, Choice, Quiz, read_ask, write_ask
from bot.papers.attachments import drawn
from bot.ports.book import Book
from bot.ports.hearing import Ear, Raw, Waiting
from bot.ports.sending import File, Message, NewDelivery
from bot.ports.store import Store, StoreFull
from scheduler.carriers.page import PageMouth, StreamBell
from scheduler.clock import WallClock
from scheduler.sender import Sender

AGES = (("A", "Menos de 14"), ("B", "De 14 a 17"), ("C", "18 o más"))
HELLO = (
    "Hola. Soy Yachaski, un programa que enseña por mensajes; no soy una persona. Te mando una lección corta al "
    "día para armar tu negocio. Es gratis; gasta pocos megas.\n"
    "Este código es de 3.º B, colegio San Juan, profe Elena. ¿No es tu salón? Escribe el código de tu afiche.\n"
    "¿Cuántos años tienes?"
)
CARD = (
    "1 de 3 · El pan de Beto\n"
    "Beto horneó 60 panes para «todo el pueblo». Vendió 20. Salió a las 9, y a esa hora la gente ya había "
    "desayunado. El pan era rico. Pero Beto no sabía quién le iba a comprar ni a qué hora."
)
HOW_MUCH = "¿Cuánto le queda?"
NUMBER = Quiz("x-01-q1", "", "A", ("¡Eso!", "Resta."), "", review=False, shape="number", answers=("600",))
QUESTION = (
    "Pregunta 1 de 2. Maribel teje chullos. ¿Con quién le conviene empezar?\n"
    "A. Con todos los turistas que visitan el Perú\n"
    "B. Con las personas que tienen frío\n"
    "C. Con don Justo, de la feria del domingo"
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cff01f00050001ff56c72f0d0000000049454e44ae426082"
)
LIMA = ZoneInfo("America/Lima")
WRONG = "MALA"
"""What a code that opens nothing begins with."""
LETTERS = (("A", "A"), ("B", "B"), ("C", "C"))


FILES = {
    "misdatos": Message("Esto es todo lo que sé de ti.", document="misdatos"),
    "foto": Message("Así se ve una venta.", media="dibujo"),
    "celular": Message("Escanea esto con tu celular.", document="qr:once"),
}
LINK = "http://192.168.1.10:8080/s/yo/?start=once"


class MovableClock(WallClock):
    """The machine's own, and ahead of it by what has passed in the test."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._stands_at: datetime | None = None

    def now(self) -> datetime:
        return (self._stands_at or super().now()) + self._ahead

    def stands(self) -> None:
        """From here on only what `passes` counts, however long the machine takes."""
        self._stands_at = super().now()

    def passes(self, *, minutes: float) -> None:
        self._ahead += timedelta(minutes=minutes)


class Programme:
    """Hears like the real thing: rows are stored first, each is one turn, answers leave through the outbox."""

    def __init__(self, store: Store) -> None:
        self.clock = MovableClock()
        self.store = store
        self.bell = StreamBell(self.clock)
        self.turns: list[Heard] = []
        self.problems: list[str] = []
        self.full = False
        self._turned = asyncio.Event()
        self._last = ("", "")
        self._ears: dict[str, Ear] = {}
        pages = [PageMouth(channel, self.bell) for channel in ("web", "screen", "console")]
        self._sender = Sender(self.store, self.clock, [], pages, holder="test")
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, ear: Ear) -> None:
        self._ears[ear.channel] = ear

    def start(self) -> None:
        self._tasks.add(asyncio.create_task(self._sender.run()))

    async def close(self) -> None:
        await self._sender.stop()
        await asyncio.gather(*self._tasks)

    async def hear(self, raws: Sequence[Raw]) -> None:
        if self.full:
            raise StoreFull("no room")
        for row in await self.store.run(lambda book: book.hear(raws, self.clock.now())):
            feeding = asyncio.create_task(self._ears[row.channel].feed(row))
            self._tasks.add(feeding)
            feeding.add_done_callback(self._tasks.discard)

    async def turn(self, row: Waiting, carrier_id: str, event: Heard) -> bool:
        def work(book: Book) -> bool:
            now = self.clock.now()
            if not book.take(row.seq, now):
                return False
            if book.address(row.channel, carrier_id) is None:
                book.add_address(str(uuid4()), row.channel, carrier_id, now)
            address = book.address(row.channel, carrier_id)
            assert address
            self._last = (address.id, address.channel)
            if isinstance(event, Left):
                book.close_address(address.id, now)
                return True
            for message in self._answers(book, address.id, event, now):
                _post(book, address.id, row.channel, message, now)
            return True

        if await self.store.run(work, key=row.lane):
            self.turns.append(event)
            self._turned.set()
            self._sender.wake()
        return isinstance(event, Said) and event.text.startswith(WRONG)

    async def heard(self, *events: Heard) -> None:
        """Returns when these, and nothing else, have had their turns."""
        async with asyncio.timeout(10):
            while len(self.turns) < len(events):
                self._turned.clear()
                await self._turned.wait()
        assert self.turns == list(events)

    async def channels(self) -> set[str]:
        """The channels on which anything was ever heard."""
        return set(await self.store.read(lambda book: book.backlog(self.clock.now()).heard))

    async def set_aside(self, row: Waiting, problem: str) -> None:
        await self.store.run(lambda book: book.set_aside(row.seq, problem, self.clock.now()))
        self.problems.append(problem)

    async def files(self, address: str, message: Message) -> File | None:
        if message.document == "qr:once":
            return drawn(LINK)
        if message.document:
            return File("misdatos José.json", "application/json", b'{"nombre": "Luz Q."}')
        return File("dibujo.png", "image/png", PIXEL) if message.media == "dibujo" else None

    async def tell(self, message: Message) -> None:
        """Writes, without having been asked, to whoever was heard last."""
        address, channel = self._last
        await self.store.run(lambda book: _post(book, address, channel, message, self.clock.now()))
        self._sender.wake()

    async def begin_afresh(self, message: Message) -> None:
        """Writes to whoever was heard last, now that what was said before is gone."""
        await self.store.run(lambda book: book.forget_said(self._last[0], self.clock.now()))
        await self.tell(message)

    async def forget(self) -> None:
        """Erases whoever was heard last, and the address with them."""
        address, _ = self._last

        def work(book: Book) -> None:
            now = self.clock.now()
            book.add_person("somebody", "Luz", "es", now)
            book.reach(address, "somebody", now)
            book.erase("somebody", now)

        await self.store.run(work)

    def _answers(self, book: Book, address: str, event: Heard, now: datetime) -> list[Message]:
        if isinstance(event, Left):
            return []
        if isinstance(event, Attached):
            return [Message("Aquí leo solo letras.")]
        if isinstance(event, Tapped):
            return self._tapped(book, event, address, now)
        assert isinstance(event, Said)
        word = event.text.split()[0]
        if word == "/start":
            return [_ask(book, address, HELLO, AGES, now)]
        if word == "tarjeta":
            return [Message(CARD), _ask(book, address, "¿Seguimos?", (("A", "Siguiente"),), now)]
        if word == "pregunta":
            return [_ask(book, address, QUESTION, LETTERS, now)]
        if word == "cuenta":
            return [_ask(book, address, HOW_MUCH, (("A", "No lo sé"),), now)]
        return [FILES.get(word, Message(f"Dijiste: {event.text}"))]

    def _tapped(self, book: Book, event: Tapped, address: str, now: datetime) -> list[Message]:
        prompt = book.prompt(event.prompt)
        if prompt is None or prompt.address != address or prompt.closed:
            return [Message("Ese botón ya pasó. Sigamos.")]
        book.close_prompt(prompt.id, event.letter, now)
        return [
            Message(f"La pregunta\n\n✓ {_label(prompt.body, event.letter)}", retires=prompt.id),
            _ask(book, address, "¡Eso! Don Justo tiene nombre, lugar y día.", (("A", "Siguiente"),), now),
        ]


def _label(body: str, letter: str) -> str:
    return next(choice.label for choice in read_ask(body).choices if choice.argument == letter)


def _ask(book: Book, address: str, text: str, buttons: tuple[tuple[str, str], ...], now: datetime) -> Message:
    prompt = str(uuid4())
    choices = tuple(Choice(label, "here", letter) for letter, label in buttons)
    ask = Ask(text, choices, NUMBER if text == HOW_MUCH else None)
    book.open_prompt(prompt, address, None, None, None, write_ask(ask), now)
    return Message(text, prompt=prompt, buttons=buttons)


def _post(book: Book, address: str, channel: str, message: Message, now: datetime) -> None:
    delivery = NewDelivery(
        id=str(uuid4()),
        address=address,
        channel=channel,
        person=None,
        kind="retire" if message.retires else "reply",
        priority=0,
        message=message,
        not_before=now,
        expires_at=None,
    )
    book.post(delivery, now)
