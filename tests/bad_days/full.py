"""The disk is full: in turn at each thing that a day's work wants to write.

A disk is made small in three ways: SQLite may have so many pages (`Pages`), the process may write no file beyond so
many bytes (`FileSize`, RLIMIT_FSIZE), and a real little file system has so many bytes left (`Tmpfs`).
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import click
import structlog

from bot.box.health import Health
from bot.core.event import Said, to_json
from bot.ports.hearing import Raw
from bot.ports.store import StoreFailed
from bot.store.sqlite import SqliteStore
from tests.bad_days.case import Counts, added
from tests.chat import MONDAY, Town, at

WORDS = 3
FRAME, FRAME_HEAD = 4096 + 24, 24
"""SQLite's log grows by a head of 24 bytes and a page, each a write of its own."""
PAGE = 4096
CHECKPOINT_PAGES = 8
"""How soon the log is folded in, where the file itself shall meet the full disk too."""
TMPFS_BYTES = 8 << 20
LATER_MINUTES = 5
ROOT = Path(__file__).parents[2]


class Disk(Protocol):
    """A disk that is small for a while."""

    def narrows(self, town: Town, room: int) -> None:
        """Leaves so much room: pages or bytes."""

    def widens(self, town: Town) -> None:
        """As if nothing had been."""


class Pages:
    """SQLite itself refuses the page that does not fit."""

    def narrows(self, town: Town, room: int) -> None:
        _pragma(town, f"max_page_count = {_pragma(town, 'page_count') + room}")

    def widens(self, town: Town) -> None:
        _pragma(town, f"max_page_count = {1 << 30}")


class FileSize:
    """The system refuses the byte that makes the log too long; for a process that does nothing else.

    Python ignores SIGXFSZ, so the write fails and the process lives.
    """

    def narrows(self, town: Town, room: int) -> None:
        self._limit(_log_bytes(town) + room)

    def widens(self, town: Town) -> None:
        self._limit(resource.RLIM_INFINITY)

    def _limit(self, most: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


class Tmpfs:
    """A file system of its own, filled up but for the room."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._ballast = folder, folder / "ballast"

    def narrows(self, town: Town, room: int) -> None:
        _pragma(town, f"wal_autocheckpoint = {CHECKPOINT_PAGES}")
        free = shutil.disk_usage(self._folder).free
        with self._ballast.open("wb") as ballast:
            os.posix_fallocate(ballast.fileno(), 0, free - room)

    def widens(self, town: Town) -> None:
        self._ballast.unlink()


def _pragma(town: Town, text: str) -> Any:
    async def ask() -> Any:
        store = town.house.store
        assert isinstance(store, SqliteStore)
        return await store.run(lambda book: store._write._writer.connection.execute(f"PRAGMA {text}").fetchone()[0])  # type: ignore[attr-defined]

    return town.run(ask())


def _log_bytes(town: Town) -> int:
    return Path(f"{town.house.settings.database}-wal").stat().st_size


# --- one disk ------------------------------------------------------------------------------------------------


class Patience:
    """Whoever waits for the disk sleeps until there is room."""

    def __init__(self, town: Town) -> None:
        self._asleep, self._room = asyncio.Event(), asyncio.Event()
        self._speaking: list[asyncio.Task[int]] = []
        self._town = town
        town.clock.sleep = self._sleep  # type: ignore[method-assign]

    async def _sleep(self, seconds: float) -> None:
        self._asleep.set()
        await self._room.wait()

    async def speak(self) -> None:
        """Sends what may leave, or leaves off where the disk gives no room."""
        self._speaking.append(asyncio.create_task(self._town.house.sender.drain()))
        asleep = asyncio.create_task(self._asleep.wait())
        await asyncio.wait({self._speaking[-1], asleep}, return_when=asyncio.FIRST_COMPLETED)
        asleep.cancel()

    async def wake(self) -> None:
        """There is room."""
        self._room.set()
        self._asleep.clear()
        await asyncio.gather(*self._speaking)


def full_at(folder: Path, room: int, disk: Disk | None = None) -> Counts:
    """A disk with room for so much more: what was acknowledged is there, health says so, and it goes on by itself."""
    disk = disk or Pages()
    database = folder / f"full-{room}.db"
    phone = _begun(folder, database)
    town = Town(database, at(MONDAY, 10))
    try:
        health, patience = Health(town.house.store, town.clock, ["web"]), Patience(town)
        disk.narrows(town, room)
        accepted = [number for number in range(WORDS) if _hears(town, phone, number, patience)]
        red = bool(town.run(health.problems()))
        waits = _waiting(database)
        assert red or (len(accepted) == WORDS and not waits), f"green, and {waits} events wait"
        disk.widens(town)
        town.run(patience.wake())
        town.clock.move_to(at(MONDAY, 10, LATER_MINUTES))  # what could not be written is tried again some seconds later
        town.run(town.house.settle())
        assert not town.run(health.problems())
        assert _hears(town, phone, WORDS, patience)
    finally:
        town.close()
    _all_there(database, [*accepted, WORDS])
    return {"disks": 1, "full disks": int(red), "refused words": WORDS - len(accepted), "turns that waited": waits}


def _begun(folder: Path, database: Path) -> str:
    """A database in which Ana has enrolled, copied from one that is made once; her address."""
    template = folder / "template.db"
    if not template.exists():
        town = Town(template, at(MONDAY, 9))
        town.visit()
        town.learner("Ana R.")
        town.close()
    shutil.copy(template, database)
    return "phone-1"


def _hears(town: Town, carrier_id: str, number: int, patience: Patience) -> bool:
    """Whether the word was acknowledged; its turn and its answer may have to wait for room."""
    raw = Raw("web", f"word-{number}", carrier_id, to_json(Said("no entiendo qué es una caja " + "y " * 400)))

    async def hear() -> bool:
        try:
            await town.house.inbox.hear([raw])
        except StoreFailed:
            return False
        under_way = list(town.house.inbox._lanes.values())  # not until nothing waits: what waits may find no room
        await asyncio.gather(*under_way, return_exceptions=True)
        await patience.speak()
        return True

    return town.run(hear())


def _waiting(database: Path) -> int:
    with closing(sqlite3.connect(database)) as reading:
        asked = "SELECT COUNT(*) FROM inbox WHERE done_at IS NULL AND channel = 'web'"
        return int(reading.execute(asked).fetchone()[0])


def _all_there(database: Path, accepted: Sequence[int]) -> None:
    """The file is sound, every accepted word has had its turn, and everybody has had their answers."""
    with closing(sqlite3.connect(database)) as reading:
        assert reading.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        done = {key for (key,) in reading.execute("SELECT event_key FROM inbox WHERE done_at IS NOT NULL")}
        left = reading.execute("SELECT COUNT(*) FROM delivery WHERE status NOT IN ('sent', 'uncertain')").fetchone()
    assert {f"word-{number}" for number in accepted} <= done
    assert left == (0,)


# --- one after the other -------------------------------------------------------------------------------------


def every_page(folder: Path) -> Counts:
    """From a file that may not grow at all to one with room enough: each new page is refused once."""
    return _until_it_fits(lambda room: full_at(folder, room), 0, 1)


def _until_it_fits(live: Callable[[int], Counts], room: int, step: int) -> Counts:
    """Each disk has `step` more room than the one before; the last is not full."""
    total, full = Counts(), 1
    while full:
        counts = live(room)
        total, room, full = added(total, counts), room + step, counts["full disks"]
    assert total["full disks"] > 1
    return total


def log_rooms(folder: Path) -> list[int]:
    """How many bytes there may be left, so that each write to the log fails in turn: whole, and torn."""
    phone = _begun(folder, folder / "measured.db")
    town = Town(folder / "measured.db", at(MONDAY, 10))
    try:
        before, patience = _log_bytes(town), Patience(town)
        for number in range(WORDS):
            _hears(town, phone, number, patience)
        frames = (_log_bytes(town) - before) // FRAME
    finally:
        town.close()
    return [frame * FRAME + part for frame in range(frames) for part in (0, FRAME_HEAD, FRAME_HEAD + PAGE // 2)]


def file_sizes(folder: Path, chosen: Callable[[Sequence[int]], Sequence[int]]) -> Counts:
    """The chosen ones of `log_rooms`, one after the other, under RLIMIT_FSIZE: in a process of their own."""
    total: Counts = {}
    for room in chosen(log_rooms(folder)):
        total = added(total, full_at(folder, room, FileSize()))
    return total


def in_a_process(folder: Path, start: int, step: int) -> Counts:
    """Every `step`-th size of a file from `start` on, in a process whose limit harms nobody else."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [sys.executable, "-m", "tests.bad_days.full", str(folder), str(start), str(step)]
    done = subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    counts: Counts = json.loads(done.stdout.splitlines()[-1])
    return counts


def main() -> None:
    """`python -m tests.bad_days.full FOLDER START STEP`: the counts as JSON."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    folder, start, step = sys.argv[1:]
    click.echo(json.dumps(file_sizes(Path(folder), lambda rooms: rooms[int(start) :: int(step)])))


# --- a real file system --------------------------------------------------------------------------------------


@contextmanager
def mounted(folder: Path) -> Iterator[Path | None]:
    """A little file system; None, said loudly, where it may not be mounted."""
    place = folder / "tmpfs"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={TMPFS_BYTES}", "tmpfs", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        problem = done.stderr.strip() if done.returncode else ""
    except OSError as fault:
        problem = str(fault)
    if problem:
        click.echo(f"full: NO TMPFS HERE ({problem}): RLIMIT_FSIZE in its place", err=True)
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def little_disks(folder: Path, start: int, step: int) -> Counts:
    """Every `step`-th page of room on a real file system, until the day's work fits."""
    with mounted(folder) as place:
        if place is None:
            return {**in_a_process(folder, start, step), "without a file system of its own": 1}

        def live(room: int) -> Counts:
            counts = full_at(place, room, Tmpfs(place))
            for file in place.glob("full-*"):
                file.unlink()
            return counts

        total = _until_it_fits(live, start * PAGE, step * PAGE)
        return {**total, "on a file system of its own": total["disks"]}


async def full(seed: str, folder: Path) -> Counts:
    """Case 0: every page. Then, in turn, a share of the writes to the log, and a share of a real disk's pages."""
    number = int(seed.rpartition(":")[2])
    if number == 0:
        return await asyncio.to_thread(every_page, folder)
    lived = in_a_process if number % 2 else little_disks
    return await asyncio.to_thread(lived, folder, (number - 1) // 2, SHARES)


SHARES = 4
CASES = 1 + 2 * SHARES

if __name__ == "__main__":
    main()
