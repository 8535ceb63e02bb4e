"""A clock that jumps, and three days without a network."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

from scheduler import clock as clocks
from tests.bad_days.case import Counts
from tests.chat import LIMA, MONDAY, Person, Town, at, world

JUMPS = (
    *(timedelta(hours=hours) for hours in (-1, 1, -24, 24)),
    timedelta(weeks=1),
)


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


def away(folder: Path, hours: int = 72) -> Counts:
    """Nothing leaves for three days while the house goes on; then the network is back, at eleven in the morning."""
    town = Town(folder / "away.db", at(MONDAY, 11))
    try:
        town.visit()
        ana, elena = town.learner("Ana R."), town.teacher("Elena")
        town.waits(days=1)
        elena.says("/anuncio")
        elena.says("El viernes no hay camión.")
        elena.taps(next(label for label in elena.buttons() if label.startswith("Ahora")))
        ana.listens()
        town.run(_cut_off(town, hours * 2))
        ana.listens()
        town.run(town.house.settle())
        heard = ana.heard()
        assert len(heard) <= 2, heard
        local = town.clock.now().astimezone(LIMA)
        town.walks_to(at(local.date(), 20))
        heard = ana.heard()
        news = [text for text in heard if "El viernes no hay camión." in text]
        assert len(heard) - len(news) == 1, f"not one drip: {heard}"
        return {"hours away": hours, "drips on return": len(heard) - len(news)}
    finally:
        town.close()


async def _cut_off(town: Town, half_hours: int) -> None:
    """The turns go on, the sender is not there."""
    for _ in range(half_hours):
        town.clock.move_to(town.clock.now() + timedelta(minutes=30))
        await town.house.ticker.tick_once()
        await town.house.inbox.drain()


async def jumping(seed: str, folder: Path) -> Counts:
    """A fortnight of jumps."""
    return await asyncio.to_thread(jumps, seed, folder)
