"""Telegram, from the webhook to the reply's arrival. The carrier and whoever is called by it have processes of
their own; what is sent to them comes from here, over loopback.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from aiohttp import ClientSession

from bench import crowd, process
from bench.measure import Bench, Figure, rate
from bench.stores import store_over
from bot.ports.sending import Delivery, Message
from scheduler.carriers.pace import Pace
from scheduler.carriers.telegram import TelegramMouth
from scheduler.clock import WallClock

TOKEN, SECRET = "424242:BENCH-token_of-nobody", "s3cret"
DEPARTS = date(2099, 12, 18)
"""The truck of this town is still there, whenever the bench is run."""

WORDS = "Pregunta 1 de 2. ¿Cuánto pone en la bolsita Negocio?\nA. 0 soles\nB. 50 soles\nC. 80 soles"

_numbers = count(1)


class Line:
    """The carrier's side of a webhook: updates go out, and it is known when the messages have come."""

    def __init__(self, session: ClientSession, carrier: str) -> None:
        self._session = session
        self._carrier = carrier

    async def arrived(self, count: int = 0) -> dict[str, Any]:
        """Returns when so many messages have arrived in all."""
        async with self._session.get(f"{self._carrier}/until", params={"count": count}) as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def tell(self, webhook: str, chats: list[int], updates: int) -> float:
        """Sends so many updates, 64 at once; the instant at which it began."""

        async def post(number: int) -> None:
            update = _update(next(_numbers), chats[number % len(chats)])
            headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
            async with self._session.post(webhook, json=update, headers=headers) as answer:
                answer.raise_for_status()

        began = time.monotonic()
        await rate(range(updates), post)
        return began

    async def replies(self, webhook: str, chats: list[int], updates: int) -> float:
        """Updates a second, from the first one's leaving to the last reply's arrival."""
        before = (await self.arrived())["count"]
        began = await self.tell(webhook, chats, updates)
        ended: float = (await self.arrived(before + updates))["at"]
        return updates / (ended - began)


@asynccontextmanager
async def line(bench: Bench) -> AsyncIterator[tuple[Line, str]]:
    """The carrier that accepts everything, and its address."""
    async with process.started("bench.programs.carrier", folder=bench.folder) as carrier, ClientSession() as session:
        url = await process.line(carrier)
        yield Line(session, url), url


async def webhook(bench: Bench) -> list[Figure]:
    """To the reply's arrival, and to the reply's being durably queued, both beside an aiogram echo.

    The three wait side by side and are spoken to by turns; whoever is not spoken to does nothing.
    """
    size = bench.size
    arrival, queued = Figure("webhook-reply", "updates/s"), Figure("webhook-queued", "updates/s")
    databases = bench.folder / "replies.db", bench.folder / "queued.db"
    chats: list[int] = []
    for database in databases:
        await asyncio.to_thread(crowd.settle, str(database), size.chats + 1, departs=DEPARTS)
        chats = [int(carrier) for _, carrier in crowd.quiet(database, "telegram")]
    async with line(bench) as (carrier, url), _three(bench, databases, url) as (speaking, storing, echo):
        for warming in (True, *[False] * size.brief_rounds):
            updates = len(chats) if warming else size.updates
            replies = await carrier.replies(speaking, chats, updates)
            beside = await carrier.replies(echo, chats, updates)
            stored = await _queue(carrier, storing, databases[1], chats, updates)
            if not warming:
                arrival.ours.append(replies)
                arrival.beside.append(beside)
                queued.ours.append(stored)
                queued.beside.append(beside)
    return [arrival, queued]


@asynccontextmanager
async def _three(bench: Bench, databases: tuple[Path, Path], carrier: str) -> AsyncIterator[list[str]]:
    """The house, the house without a mouth, and the echo: where each hears."""
    programs = (
        ("bench.programs.house", str(databases[0]), carrier, TOKEN, SECRET, "both", "free"),
        ("bench.programs.house", str(databases[1]), carrier, TOKEN, SECRET, "bot"),
        ("bench.programs.echo", carrier, TOKEN, SECRET),
    )
    async with AsyncExitStack() as stack:
        running = [
            await stack.enter_async_context(process.started(*program, folder=bench.folder)) for program in programs
        ]
        yield list(await asyncio.gather(*map(process.line, running)))


async def _queue(carrier: Line, house: str, database: Path, chats: list[int], updates: int) -> float:
    """Updates a second, from the first one's leaving to the last reply's commit, seen from outside."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as look:

        def newest() -> int:
            return int(look.execute("SELECT COALESCE(MAX(seq), 0) FROM delivery").fetchone()[0])

        before = newest()
        began = await carrier.tell(house, chats, updates)
        while newest() < before + updates:  # noqa: ASYNC110 - what it waits for is in another process
            await asyncio.sleep(0.005)
        return updates / (time.monotonic() - began)


async def sends(bench: Bench) -> list[Figure]:
    """Our mouth (python-telegram-bot) beside aiogram's own sends: the same text, buttons and options, 64 at once."""
    figure, size = Figure("sends", "sends/s"), bench.size
    clock = WallClock()
    async with line(bench) as (_, url), store_over(str(bench.folder / "sends.db")) as store:
        for _ in range(size.brief_rounds):
            mouth = TelegramMouth(
                TOKEN, url, Pace(store, clock, clock.steady), clock, carrier_message=_nothing, file=_nothing
            )
            await mouth.open()
            figure.ours.append(await _sending(size.sends, lambda chat, mouth=mouth: mouth.speak(_delivery(chat))))
            await mouth.close()
            async with Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url))) as bot:
                figure.beside.append(await _sending(size.sends, lambda chat, bot=bot: _aiogram_send(bot, chat)))
    return [figure]


async def _sending(count: int, send: Callable[..., Coroutine[Any, Any, Any]]) -> float:
    await rate(range(1, 65), send)
    return await rate(range(1, count + 1), send)


def _delivery(chat: int) -> Delivery:
    message = Message(WORDS, prompt=f"{chat:036}", buttons=(("A", "A"), ("B", "B"), ("C", "C")))
    return Delivery(chat, "", "", "telegram", str(chat), None, "reply", message, 1, None)


async def _aiogram_send(bot: Bot, chat: int) -> None:
    buttons = [InlineKeyboardButton(text=letter, callback_data=f"v1:{chat:036}:{letter}") for letter in "ABC"]
    await bot.send_message(
        chat,
        WORDS,
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[buttons]),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


async def _nothing(_: object) -> Any:
    return None


def _update(number: int, chat: int) -> dict[str, Any]:
    person = {"id": chat, "first_name": "Ana", "language_code": "es"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": int(time.time()),
            "chat": {**person, "type": "private"},
            "from": {**person, "is_bot": False},
            "text": "hola",
        },
    }
