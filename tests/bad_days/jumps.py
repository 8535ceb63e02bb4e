"""A clock that jumps, and three days without a network."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from bot.app import open_house
from bot.ports.book import Book
from bot.settings import Settings
from scheduler import clock as clocks
from tests.bad_days.case import Counts
from tests.bot_api.chats import Person as Caller
from tests.bot_api.server import BotApi
from tests.chat import LIMA, MONDAY, Person, StandingClock, Town, at, world
from tests.end_to_end.test_telegram import TOKEN, adults, free_port, protected
from tests.scheduler.clock import until

JUMPS = (
    *(timedelta(hours=hours) for hours in (-1, 1, -24, 24)),
    timedelta(weeks=1),
)
AWAY_HOURS = 72
NEWS = "El viernes no hay camión."


def jumps(seed: str, folder: Path) -> Counts:
    """Two weeks with a jump a day, put right again within the hour; Ana does whatever lesson is offered."""
    chance = Random(seed)
    town = Town(folder / "jumps.db", at(MONDAY, 9))
    try:
        town.visit()
        ana = town.learner("Ana R.")
        for _ in range(10):
            town.waits(hours=chance.uniform(1, 22))
            _studies(ana)
            _jumps(town, ana, chance.choice(JUMPS), chance)
        town.waits(days=1)
        done = list(_progress(town, ana)["done"])
        order = [lesson.id for lesson in world().course.lessons]
        assert set(done) == set(order[: len(done)]), f"one was skipped: {done}"
        drips = _drips(folder / "jumps.db")
        assert all(count == 1 for count in drips.values()), f"more than one a day: {drips}"
        return {"jumps": 10, "lessons done": len(done), "drips": drips.total()}
    finally:
        town.close()


def _studies(ana: Person) -> None:
    """If a lesson is on offer, she does it."""
    if "Empezar" in ana.buttons():
        ana.taps("Empezar")
        ana.does_lesson()
        ana.taps("Ya lo hice")


def _jumps(town: Town, ana: Person, leap: timedelta, chance: Random) -> None:
    true = town.clock.now()
    town.clock._now = true + leap
    town.run(town.house.ticker.tick_once())
    ana.listens()
    town.run(town.house.settle())
    doubtful = town.run(town.house.store.read(lambda book: clocks.trust(book, town.clock.now()).doubt))
    ana.says("/ayuda")
    assert ana.heard(), "a reply was held back"
    if doubtful:
        assert len(ana.heard()) == 1, f"proactive in doubt: {ana.heard()}"
    town.clock._now = true + timedelta(minutes=chance.randint(1, 50))
    town.book(lambda book: clocks.told(book, town.clock.now()))


def _progress(town: Town, ana: Person) -> dict[str, dict[str, object]]:
    id = ana.id()
    row = town.run(town.house.store.read(lambda book: book.learner(id)))
    assert row is not None
    document: dict[str, dict[str, object]] = json.loads(row.progress)
    return document


def _drips(database: Path) -> Counter[str]:
    with closing(sqlite3.connect(database)) as reading:
        return Counter(f"{learner} {day}" for learner, day in reading.execute("SELECT learner, local_date FROM slot"))


# --- three days without a network ----------------------------------------------------------------------------


class PassingClock(StandingClock):
    """Whoever sleeps makes the time pass, and waits for nobody."""

    async def sleep(self, seconds: float) -> None:
        self._now += timedelta(seconds=max(seconds, 0.0))
        await asyncio.sleep(0)


async def _for_ever(seconds: float) -> None:
    """A long poll of the tests' server ends when there is something to hear."""
    await asyncio.Event().wait()


class FarTown(Town):
    """Its learners have Telegram, over a line that can be cut; the teacher has the box's own page."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.clock = PassingClock(now)
        self.server = BotApi(
            TOKEN, clock=lambda: self.clock.now().timestamp(), sleep=_for_ever, limits=None, port=free_port()
        )
        self.database = folder / "away.db"
        settings = Settings(
            _env_file=None, database=str(self.database), telegram_token=TOKEN, telegram_api=self.server.url
        )
        self._runner = asyncio.Runner()
        self._open = open_house(settings, self.clock, self.clock.steady, world=world())
        self.house = self.run(self._open.__aenter__())
        self._keys = 0
        assert self.house.telegram_mouth is not None
        self.run(self.house.telegram_mouth.open())
        self.visit()
        adults(self.server)
        self.book(lambda book: protected(book, now))

    @contextmanager
    def line(self) -> Iterator[None]:
        """While it lasts, Telegram can be reached; before and after, connections are refused."""
        self.run(self.server.__aenter__())
        try:
            yield
        finally:
            self.run(self.server.__aexit__(None, None, None))

    def waits_apart(self, hours: float) -> None:
        """Time passes in half hours; the house ticks, takes its turns and tries to speak."""
        for _ in range(int(hours * 2)):
            self.clock.move_to(self.clock.now() + timedelta(minutes=30))
            self.run(self.house.ticker.tick_once())
            self.run(self.house.settle())

    def listens(self) -> None:
        """What was written on Telegram is heard and answered."""
        self.run(self._listen())

    async def _listen(self) -> None:
        assert self.house.telegram is not None
        polling = asyncio.create_task(self.house.telegram.poll())
        await until(lambda: not self.server.updates.pending)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        await self.house.settle()

    def enrols(self) -> Caller:
        """Ana, by Telegram, accepted by her teacher."""
        ana = self.server.person(id=77)
        ana.starts("HUAYTAR3")
        self.listens()
        for label in ("De 14 a 17", "Sí, acepto"):
            ana.taps(label)
            self.listens()
        ana.says("Ana R.")
        self.listens()
        ana.taps("7 p. m.")
        self.listens()
        self.book(self._accepts)
        return ana

    def _accepts(self, book: Book) -> None:
        address = book.address("telegram", "77")
        assert address is not None
        book.accept(book.people_at(address.id)[0].id, self.clock.now())

    def sent_since(self, moment: datetime) -> list[tuple[str, str, str]]:
        """Kind, local date and text of what reached Telegram since then, but for who protects the learners."""
        with closing(sqlite3.connect(self.database)) as reading:
            rows = reading.execute(
                "SELECT kind, settled_at, body FROM delivery WHERE channel = 'telegram' AND status = 'sent'"
                " AND settled_at >= ? AND address NOT IN ('at-carmen', 'at-olga') ORDER BY settled_at",
                (int(moment.timestamp()),),
            ).fetchall()
        days = [datetime.fromtimestamp(at, LIMA).date().isoformat() for _, at, _ in rows]
        return [(kind, day, json.loads(body)["text"]) for (kind, _, body), day in zip(rows, days, strict=True)]


def away(folder: Path, leaves_at: int = 11) -> Counts:
    """From one of the day's hours on the line is cut for 72. Elena announces something; Ana writes, or does not."""
    town = FarTown(folder, at(MONDAY, 9))
    try:
        with town.line():
            ana, elena = town.enrols(), town.teacher("Elena")
            town.walks_to(at(MONDAY + timedelta(days=leaves_at < 10), leaves_at))
            known = len(ana.hears)
        calls = len(town.server.calls)
        town.waits_apart(AWAY_HOURS - 30)
        elena.says("/anuncio")
        elena.says(NEWS)
        elena.taps(next(label for label in elena.buttons() if label.startswith("Ahora")))
        town.waits_apart(28)
        if writes := leaves_at % 2 == 0:
            ana.says("hola")
        town.waits_apart(2)
        assert len(town.server.calls) == calls, "the line was not cut"
        back = town.clock.now()
        with town.line():
            town.listens()
            town.walks_to(_evening_after(back))
        return _returned(town, back, ana.hears[known:], replies=int(writes))
    finally:
        town.close()


def _evening_after(moment: datetime) -> datetime:
    """Half past eight in the evening: whatever the day had to say was said."""
    local = moment.astimezone(LIMA)
    return at(local.date() + timedelta(days=local.hour >= 21), 20, 30)


def _returned(town: FarTown, back: datetime, heard: list[str], replies: int) -> Counts:
    """One drip, what the teacher sent, and the answer to what Ana wrote: no heap, and nothing is missing.

    What she could not hear is not held against her.
    """
    sent = town.sent_since(back)
    kinds = Counter(kind for kind, _, _ in sent)
    assert kinds == Counter(drip=1, announcement=1, reply=replies), sent
    assert len(heard) == len(sent), f"{heard} is not {sent}"
    assert any(NEWS in text for kind, _, text in sent if kind == "announcement"), sent
    with closing(sqlite3.connect(town.database)) as reading:
        left = reading.execute("SELECT status, COUNT(*) FROM delivery GROUP BY status").fetchall()
        ((unheard, offered),) = reading.execute(
            "SELECT json_extract(progress, '$.unheard'),"
            " (SELECT COUNT(*) FROM delivery WHERE kind = 'drip' AND status = 'sent') FROM learner"
        ).fetchall()
    assert {status for status, _ in left} <= {"sent", "expired", "cancelled"}, left
    assert unheard <= offered, "messages that never came count as unanswered"
    return {
        "hours away": AWAY_HOURS,
        "replies": kinds["reply"],
        "drips on return": kinds["drip"],
        "announcements": kinds["announcement"],
    }


async def jumping(seed: str, folder: Path) -> Counts:
    """A fortnight of jumps."""
    return await asyncio.to_thread(jumps, seed, folder)
