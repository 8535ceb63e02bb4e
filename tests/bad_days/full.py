"""The disk is full: in turn at each page that a day's work wants to write."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from bot.core.event import Said, to_json
from bot.health import Health
from bot.ports import Raw, StoreFailed
from bot.store.sqlite import SqliteStore
from tests.bad_days.case import Counts
from tests.chat import MONDAY, Town, at

WORDS = 12


def pages(town: Town) -> int:
    """How many pages the file has now."""
    return int(_pragma(town, "page_count"))


def limit(town: Town, most: int) -> None:
    """The disk takes no page beyond so many."""
    _pragma(town, f"max_page_count = {most}")


def _pragma(town: Town, text: str) -> Any:
    async def ask() -> Any:
        store = town.house.store
        assert isinstance(store, SqliteStore)
        return await store.run(lambda book: store._write._writer.connection.execute(f"PRAGMA {text}").fetchone()[0])  # type: ignore[attr-defined]

    return town.run(ask())


def full_at(folder: Path, room: int) -> Counts:
    """A disk with room for so many more pages: what was acknowledged is there, and it goes on by itself after."""
    database = folder / f"full-{room}.db"
    town = Town(database, at(MONDAY, 9))
    try:
        town.visit()
        ana = town.learner("Ana R.")
        health = Health(town.house.store, town.clock, ["web"])
        limit(town, pages(town) + room)
        accepted = [number for number in range(WORDS) if _hears(town, ana.carrier_id, number)]
        red = bool(town.run(health.problems()))
        assert red or len(accepted) == WORDS
        limit(town, 1 << 30)
        town.run(town.house.settle())
        assert not town.run(health.problems())
        assert _hears(town, ana.carrier_id, WORDS)
        town.run(town.house.settle())
    finally:
        town.close()
    with closing(sqlite3.connect(database)) as reading:
        assert reading.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        done = {key for (key,) in reading.execute("SELECT event_key FROM inbox WHERE done_at IS NOT NULL")}
        said = reading.execute("SELECT COUNT(*) FROM delivery WHERE status NOT IN ('sent', 'uncertain')").fetchone()
    assert {f"word-{number}" for number in (*accepted, WORDS)} <= done
    assert said == (0,)
    return {"disks": 1, "full disks": int(len(accepted) < WORDS), "refused words": WORDS - len(accepted)}


def _hears(town: Town, carrier_id: str, number: int) -> bool:
    """Whether the word was acknowledged; its turn may have to wait for room."""
    raw = Raw("web", f"word-{number}", carrier_id, to_json(Said("no entiendo qué es una caja " + "y " * 400)))

    async def hear() -> bool:
        try:
            await town.house.inbox.hear([raw])
        except StoreFailed:
            return False
        with suppress(StoreFailed):
            async with asyncio.timeout(20):
                await _turns(town)
        return True

    return town.run(hear())


async def _turns(town: Town) -> None:
    lanes = list(town.house.inbox._lanes.values())
    await asyncio.gather(*lanes, return_exceptions=True)


async def full(seed: str, folder: Path) -> Counts:
    """One disk, as small as the seed's number says."""
    return await asyncio.to_thread(full_at, folder, int(seed.rpartition(":")[2]) % 60)
