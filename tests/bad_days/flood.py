"""A flood: guesses, silent and idle connections, streams and newcomers, while learners write and are answered."""

from __future__ import annotations

import asyncio
import json
import secrets
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress
from datetime import timedelta
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from msgspec import Struct

from bot.app import House, open_house, serve
from bot.channels.web.connections import files
from bot.channels.web.seal import hashed, new_key
from bot.core.state import Progress, write_progress
from bot.ports.book import Book
from bot.settings import Settings
from bot.turn.world import new_id
from scheduler.clock import WallClock
from tests.bad_days.case import Counts

ATTACKER = "203.0.113.7"
PATIENCE = 120
"""Seconds in which a learner must be answered, who tries again as the page does."""
ROOM = 300
"""Files that stay for the house itself; its guests' ends are in this process too."""


class Flood(Struct, frozen=True):
    """How much comes."""

    tries: int = 100_000
    silent: int = 1_100
    idle: int = 5_000
    streams: int = 2_000
    hola: int = 1_500
    learners: int = 12


def within_files(flood: Flood, limit: int) -> Flood:
    """As much of it as one process can hold: a connection is a file at either end, and the page keeps 512."""
    most = max(50, limit - 2 * 512 - ROOM)
    return Flood(flood.tries, min(flood.silent, most // 3), min(flood.idle, most // 3), flood.streams, flood.hola)


async def flood(folder: Path, asked: Flood) -> Counts:
    """Lives through it; every learner was answered, the attacker's rows are few."""
    size = within_files(asked, files())
    settings = Settings(
        database=str(folder / "yachaski.db"), port=0, proxies="127.0.0.1", shared_screens="no", _env_file=None
    )
    clock = WallClock()
    async with open_house(settings, clock, clock.steady) as house, running(house) as port:
        learners = [await learner(house, number) for number in range(size.learners)]
        attack = Attack(f"http://127.0.0.1:{port}", port, house)
        acts = [attack.holds(size.silent), attack.holds(size.idle, says=b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")]
        acts += [attack.guesses(size.tries), attack.streams(size.streams), attack.says_hola(size.hola)]
        storm = [asyncio.create_task(act) for act in acts]
        await asyncio.sleep(0)
        answered = await asyncio.gather(*(writes(attack.base, number, key) for number, key in enumerate(learners)))
        await asyncio.gather(*storm)
        again = await asyncio.gather(*(writes(attack.base, number, key) for number, key in enumerate(learners)))
        await attack.lets_go()
    with closing(sqlite3.connect(folder / "yachaski.db")) as reading:
        rows = reading.execute("SELECT COUNT(*) FROM address").fetchone()[0]
    assert all(answered), answered
    assert all(again), again
    told = {"learners answered": len(answered) + len(again), "address rows": rows, "files": files()}
    sizes = {"guesses": size.tries, "silent": size.silent, "idle": size.idle, "streams": size.streams}
    return {**told, **sizes, "hola": size.hola, **{f"guess {status}": n for status, n in attack.told.items()}}


@asynccontextmanager
async def running(house: House) -> AsyncIterator[int]:
    """The house, serving; its port."""
    stop, port = asyncio.Event(), asyncio.get_running_loop().create_future()
    task = asyncio.create_task(serve(house, stop, ready=port.set_result))
    try:
        yield await port
    finally:
        stop.set()
        await task


async def learner(house: House, number: int) -> str:
    """Somebody enrolled, with a page of her own; her sealed cookie."""
    key, person, now = new_key(), new_id(), house.clock.now()

    def enrol(book: Book) -> None:
        if number == 0:
            book.save_visit("v", "San Juan", "Ica", now.date(), now.date() + timedelta(30), "America/Lima")
            book.save_cohort("c", "v", "3.º B", "HUAYTAR3", "Elena")
        book.add_person(person, f"Ana {number}", "es", now)
        book.add_learner(person, "14_to_17", secrets.token_hex(5), write_progress(Progress()))
        book.enrol(new_id(), person, "c", now, now)
        book.add_address(f"a{number}", "web", hashed(key), now)
        book.reach(f"a{number}", person, now)

    await house.store.run(enrol)
    return house.page.cookies.seal.sealed(key, now.date())


async def writes(base: str, number: int, cookie: str) -> bool:
    """A word from her phone, again and again until it is taken, and the answer from her stream."""
    headers = {"X-Forwarded-For": f"198.51.100.{number}", "Cookie": f"yachaski={cookie}"}
    body = {"key": secrets.token_hex(8), "text": "mi avance"}
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE), ClientSession(base, headers=headers, cookie_jar=DummyCookieJar()) as page:
            await until(lambda: _taken(page, body))
            await until(lambda: _heard(page))
            return True
    return False


async def until(act: Callable[[], Awaitable[bool]]) -> None:
    """Tries again, as the page does."""
    while True:
        with suppress(ClientError, ConnectionError, TimeoutError):
            if await act():
                return
        await asyncio.sleep(0.2)


async def _taken(page: ClientSession, body: dict[str, str]) -> bool:
    async with page.post("/s/yo/say", json=body, timeout=ClientTimeout(20)) as answer:
        return answer.status == 204


async def _heard(page: ClientSession) -> bool:
    async with page.get("/s/yo/stream", timeout=ClientTimeout(20)) as stream:
        async for line in stream.content:
            if line.startswith(b"data: "):
                return "text" in json.loads(line[6:])
    return False


class Attack:
    """Whoever floods, from one address behind the proxy."""

    def __init__(self, base: str, port: int, house: House) -> None:
        self.base, self._port, self._house = base, port, house
        self._held: list[asyncio.StreamWriter] = []
        self.told: Counter[int] = Counter()

    async def holds(self, count: int, says: bytes = b"") -> None:
        """Connections that do nothing, or nothing more; cut ones are opened no more."""
        for _ in range(count):
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self._port)
                self._held.append(writer)
                writer.write(says)
            if len(self._held) % 50 == 0:
                await asyncio.sleep(0)

    async def lets_go(self) -> None:
        for writer in self._held:
            writer.close()

    async def guesses(self, count: int) -> None:
        """Keys, a fresh cookie each: made up ones, and of ours."""
        await self._many(count, lambda number: (self._cookie(number), f"{secrets.token_hex(4).upper()}"))

    async def says_hola(self, count: int) -> None:
        """Newcomers, each with a cookie of ours."""
        await self._many(count, lambda _: (self._cookie(0), "hola"))

    def _cookie(self, number: int) -> str:
        key = new_key()
        return key if number % 2 else self._house.page.cookies.seal.sealed(key, self._house.clock.now().date())

    async def _many(self, count: int, one: Callable[[int], tuple[str, str]]) -> None:
        headers = {"X-Forwarded-For": ATTACKER}
        numbers = iter(range(count))
        async with ClientSession(
            self.base, headers=headers, cookie_jar=DummyCookieJar(), connector=TCPConnector(limit=20)
        ) as session:

            async def worker() -> None:
                for number in numbers:
                    cookie, text = one(number)
                    await self._posts(session, cookie, text)

            await asyncio.gather(*(worker() for _ in range(20)))

    async def _posts(self, session: ClientSession, cookie: str, text: str) -> None:
        body = {"key": secrets.token_hex(8), "text": text}
        with suppress(ClientError, ConnectionError, TimeoutError):
            cookies = {"Cookie": f"yachaski={cookie}"}
            async with session.post("/s/yo/say", json=body, headers=cookies, timeout=ClientTimeout(20)) as answer:
                self.told[answer.status] += 1

    async def streams(self, count: int) -> None:
        """One stream after the other, each of a seat of its own."""
        for number in range(count):
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self._port)
                cookie = self._cookie(2 * number)
                writer.write(
                    f"GET /s/yo/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: {ATTACKER}\r\n"
                    f"Cookie: yachaski={cookie}\r\n\r\n".encode()
                )
                self._held.append(writer)
            if number % 20 == 0:
                await self._drops_the_cut()

    async def _drops_the_cut(self) -> None:
        """So that what the house has closed takes no file here."""
        await asyncio.sleep(0.01)
        gone = [writer for writer in self._held if writer.transport.is_closing()]
        for writer in gone:
            writer.close()
        self._held = [writer for writer in self._held if not writer.transport.is_closing()]
