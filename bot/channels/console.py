"""Ears for a keyboard: lines of standard input are heard, what the stream shows is printed.

A letter or the words of an open button are a tap; everything else was said. With piped input each line waits
until the answer to the one before was printed, so that a script converses as a person does.
"""

from __future__ import annotations

import asyncio
import codecs
import os
import secrets
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TextIO

from msgspec import DecodeError

from bot.core.event import Heard, Said, Tapped, from_json, to_json
from bot.core.reply import LETTERS, read_ask
from bot.ports.book import Book
from bot.ports.hearing import Bell, Hearing, Raw, Waiting
from bot.ports.sending import Files, Message
from bot.ports.store import Store

CARRIER_ID = "console"
_SEAT = f"console:{CARRIER_ID}"
"""What is rung when a turn has committed: it may have made the address, or erased it and made another."""

GOODBYES = {"salir", "exit", "quit"}
ANSWER_SECONDS = 10.0
"""How long a piped line waits for the answer to the one before: nothing may be left to say."""

_WAIT_SECONDS = 5.0
_SHOWN_AGAIN = 3
_BATCH = 100


class ConsoleEar:
    """Hears a keyboard and prints. `greeting` is said for the person who has nothing on the screen yet."""

    channel = "console"

    def __init__(
        self,
        hearing: Hearing,
        store: Store,
        bell: Bell,
        files: Files,
        *,
        greeting: str = "/start",
        source: TextIO | None = None,
        screen: TextIO | None = None,
    ) -> None:
        self._hearing = hearing
        self._store = store
        self._bell = bell
        self._files = files
        self._greeting = greeting
        self._source = source or sys.stdin
        self._screen = screen or sys.stdout
        self._run = secrets.token_hex(8)
        self._heard = 0
        self._shown = 0
        self._words = 0
        self._caught_up = False
        self._open: dict[str, tuple[tuple[str, str], ...]] = {}
        self._prompts: set[str] = set()
        self._written: set[str] = set()
        self._printed = asyncio.Condition()

    async def feed(self, row: Waiting) -> None:
        """Hands a stored row on to its turn."""
        try:
            heard = from_json(row.body)
        except DecodeError:
            await self._hearing.set_aside(row, "unreadable row")
            return
        if not isinstance(heard, Said | Tapped):
            await self._hearing.set_aside(row, f"a keyboard does not send {type(heard).__name__}")
            return
        await self._hearing.turn(row, row.lane, heard)
        self._bell.ring(_SEAT)

    async def run(self) -> None:
        """Converses until the person says `salir`, or the input ends."""
        last = await self._last()
        self._shown = max(0, last - _SHOWN_AGAIN)
        async with asyncio.TaskGroup() as tasks:
            printing = tasks.create_task(self._print_all())
            async with self._printed:
                await self._printed.wait_for(lambda: self._caught_up)
            if last == 0 and self._greeting:
                await self._say(Said(self._greeting))
                await self._answered(0)
            await self._converse()
            printing.cancel()

    async def _converse(self) -> None:
        piped = not self._source.isatty()
        async for line in _lines(self._source):
            text = line.strip()
            if text.casefold() in GOODBYES:
                return
            if not text:
                continue
            before = self._words
            await self._say(self._meant(text))
            if piped:
                await self._answered(before)

    async def _say(self, heard: Heard) -> None:
        self._heard += 1
        await self._hearing.hear([Raw(self.channel, f"{self._run}:{self._heard}", CARRIER_ID, to_json(heard))])

    def _meant(self, text: str) -> Heard:
        """The open button that the words name, newest question first; else the words themselves."""
        words = text.casefold().strip("[] ")
        newest = next(reversed(self._open), "")
        for prompt, buttons in reversed(self._open.items()):
            for letter, label in buttons:
                places = {letter.casefold(), *([] if prompt in self._written else [str(LETTERS.index(letter) + 1)])}
                named = prompt == newest and words in places
                if words == label.casefold() or named:
                    del self._open[prompt]
                    return Tapped(prompt, letter)
        return Said(text)

    # --- what is shown -------------------------------------------------------------------------------------

    async def _last(self) -> int:
        """The newest number of the stream; its newest question counts as printed, however old it is."""

        def read(book: Book) -> int:
            address = book.address(self.channel, CARRIER_ID)
            latest = book.latest_prompt(address.id) if address else None
            if latest is not None:
                self._prompts.add(latest.id)
            return book.last_shown(address.id) if address else 0

        return await self._store.read(read)

    async def _print_all(self) -> None:
        address = ""
        while True:
            # Listening begins before reading, so that no ring falls between the two.
            names = [_SEAT, *([address] if address else [])]
            rings = [asyncio.create_task(self._bell.wait(name, _WAIT_SECONDS)) for name in names]
            await asyncio.sleep(0)
            try:
                found, rows = await self._store.read(self._news)
                if address not in {"", found}:  # erased, and begun anew
                    self._shown = 0
                for number, message, _ in rows if address in {"", found} else []:
                    await self._print(found, message)
                    self._shown = number
                async with self._printed:
                    self._caught_up = not rows
                    self._printed.notify_all()
                if not rows and found == address:
                    await asyncio.wait(rings, return_when=asyncio.FIRST_COMPLETED)
                address = found
            finally:
                for ring in rings:
                    ring.cancel()

    def _news(self, book: Book) -> tuple[str, list[tuple[int, Message, datetime]]]:
        address = book.address(self.channel, CARRIER_ID)
        return (address.id, book.shown_after(address.id, self._shown, _BATCH)) if address else ("", [])

    async def _print(self, address: str, message: Message) -> None:
        if message.retires:
            self._open.pop(message.retires, None)
            return
        self._words += 1
        lines = [message.text]
        if message.buttons:
            self._open[message.prompt] = message.buttons
            self._prompts.add(message.prompt)
            if await self._store.read(lambda book: _is_written(book, message.prompt)):
                self._written.add(message.prompt)
            lines.append("  ".join(_button(*button) for button in message.buttons))
        if message.document or message.media:
            file = await self._files(address, message)
            if file is not None:
                lines.append(f"→ {_save(file.name, file.content)}")
        self._write(*lines)

    def _write(self, *lines: str) -> None:
        print(*lines, "", sep="\n", file=self._screen, flush=True)

    async def _answered(self, before: int) -> None:
        """Returns when more than `before` messages were printed, and the newest question among them."""
        with suppress(TimeoutError):
            async with asyncio.timeout(ANSWER_SECONDS), self._printed:
                while not (self._words > before and await self._store.read(self._is_all)):
                    await self._printed.wait()

    def _is_all(self, book: Book) -> bool:
        address = book.address(self.channel, CARRIER_ID)
        latest = book.latest_prompt(address.id) if address else None
        return latest is None or latest.closed or latest.id in self._prompts


def _is_written(book: Book, prompt: str) -> bool:
    """Whether figures answer it themselves, and name no button."""
    row = book.prompt(prompt)
    quiz = read_ask(row.body).quiz if row else None
    return quiz is not None and bool(quiz.answers)


def _button(letter: str, label: str) -> str:
    return f"[{letter}]" if letter == label else f"[{letter}] {label}"


def _save(name: str, content: bytes) -> Path:
    """Writes the file into the folder where the person is; only she may read it."""
    path = Path(name).name
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    return Path(path).resolve()


async def _lines(source: TextIO) -> AsyncIterator[str]:
    """The lines of a terminal, pipe or file, as they come, without holding up the loop."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def hand_on(line: str | None) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            loop.call_soon_threadsafe(lines.put_nowait, line)

    # A descriptor of its own: a thread left in `readline` would hold a lock that Python wants when it ends.
    keyboard = os.dup(source.fileno())

    def read() -> None:
        decoder = codecs.getincrementaldecoder(source.encoding or "utf-8")("replace")
        rest = ""
        with os.fdopen(keyboard, "rb", buffering=0) as bare, suppress(OSError):  # a terminal that hung up ended too
            while data := bare.read(4096):
                *whole, rest = (rest + decoder.decode(data)).split("\n")
                for line in whole:
                    hand_on(line)
        if rest:
            hand_on(rest)
        hand_on(None)

    threading.Thread(target=read, name="keyboard", daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line
