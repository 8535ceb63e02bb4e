"""The plug is pulled: what may stand on the disk after the last sync, rebuilt from a record of what was written.

Copying live files proves nothing, since the page cache survives a kill. So a library that the system's `cc`
compiles in the test's own folder is preloaded into a process that writes, and records each write, truncation,
deletion and sync. A cut keeps everything up to the last sync of each file and, of what came after, any part: each
write whole, some of its sectors, or nothing.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.bad_days.case import Counts

SHIM = Path(__file__).with_name("power_shim.c")
SECTOR = 512
ROOT = Path(__file__).parents[2]

# The log is folded in after every 50 pages, not 1,000, so that there are cuts in the middle of that too.
WRITER = """
import asyncio, sys
from datetime import datetime, timezone
from bot.ports.hearing import Raw
from bot.store import sqlite
sqlite._PRAGMAS += ("wal_autocheckpoint = 50",)
if sys.argv[2] != "FULL":
    sqlite._PRAGMAS = tuple(p.replace("synchronous = FULL", "synchronous = " + sys.argv[2]) for p in sqlite._PRAGMAS)
async def main():
    store = sqlite.SqliteStore(__import__("pathlib").Path(sys.argv[1]))
    now = datetime.now(timezone.utc)
    async def hear(number):
        raw = Raw("web", str(number), "lane", "x" * (number % 7 * 200))
        await store.run(lambda book: book.hear([raw], now))
        print(number, flush=True)
    for start in range(0, int(sys.argv[3]), 4):
        await asyncio.gather(*(hear(number) for number in range(start, start + 4)))
    await store.close()
asyncio.run(main())
"""


@dataclass(frozen=True, slots=True)
class Op:
    """W(rite), T(runcate), U(nlink), S(ync) of a file, or A(cknowledged) row `at`."""

    kind: str
    path: str
    at: int
    data: bytes = b""


class NoCompiler(Exception):
    """A power cut cannot be lived here; the text says what to install."""


def compiled(folder: Path) -> Path:
    """The recording library. Raises NoCompiler."""
    library = folder / "power.so"
    try:
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-O1", "-o", library, SHIM, "-ldl"], check=True, capture_output=True, text=True
        )
    except (FileNotFoundError, subprocess.CalledProcessError) as fault:
        said = fault.stderr.partition("\n")[0] if isinstance(fault, subprocess.CalledProcessError) else "there is no cc"
        raise NoCompiler(
            f"The power cuts need Linux and a C compiler ({said}): apt-get install -y gcc libc6-dev"
        ) from None
    return library


def recorded(folder: Path, library: Path, synchronous: str, rows: int) -> list[Op]:
    """What a store writes that hears `rows` events; its acknowledgements go through the same record."""
    watched = folder / "watched"
    watched.mkdir()
    log = folder / "record"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("COV")},
        "LD_PRELOAD": str(library), "POWER_WATCH": str(watched), "POWER_LOG": str(log), "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    with (watched / "said").open("wb") as said:
        command = [sys.executable, "-c", WRITER, str(watched / "box.db"), synchronous, str(rows)]
        subprocess.run(command, env=environment, stdout=said, check=True)
    return list(_read(log.read_bytes(), str(watched)))


def _read(record: bytes, watched: str) -> Iterator[Op]:
    at = 0
    while at < len(record):
        end = record.index(b"\n", at)
        kind, offset, length, path = record[at:end].decode().split(" ", 3)
        at = end + 1
        data = record[at : at + int(length)]
        at += int(length)
        name = path.removeprefix(watched).removeprefix("/").removesuffix(" (deleted)")
        if name == "said":
            yield from (Op("A", "", int(number)) for number in data.split())
        elif not name.endswith(("-shm", ".lock")):
            yield Op(kind, name, int(offset), data)


def after_cut(ops: list[Op], chance: Random) -> tuple[dict[str, bytes], set[int]]:
    """The files that may stand when the plug is pulled, and the rows acknowledged by then."""
    cut = chance.randrange(1, len(ops) + 1)
    files: dict[str, bytearray] = {}
    synced = {op.path: number for number, op in enumerate(ops[:cut]) if op.kind == "S"}  # the last time of each
    for number, op in enumerate(ops[:cut]):
        _happen(files, op, chance, certain=synced.get(_whose(op), 0) > number)
    return {name: bytes(data) for name, data in files.items()}, {op.at for op in ops[:cut] if op.kind == "A"}


def _whose(op: Op) -> str:
    """Whose sync makes it last: a deletion is the folder's."""
    return "" if op.kind == "U" else op.path


def _happen(files: dict[str, bytearray], op: Op, chance: Random, *, certain: bool) -> None:
    fate = "whole" if certain else chance.choice(("whole", "torn", "never"))
    if op.kind in "SA" or fate == "never":
        return
    if op.kind == "U":
        files.pop(op.path, None)
        return
    data = files.setdefault(op.path, bytearray())
    if op.kind == "T":
        data[:] = bytes(data[: op.at]).ljust(op.at, b"\0")
        return
    for start in range(0, len(op.data), SECTOR):
        if fate == "whole" or chance.random() < 0.5:
            _put(data, op.at + start, op.data[start : start + SECTOR])


def _put(data: bytearray, at: int, piece: bytes) -> None:
    data.extend(bytes(max(at + len(piece) - len(data), 0)))
    data[at : at + len(piece)] = piece


def lost(files: dict[str, bytes], acknowledged: set[int], folder: Path) -> str:
    """What is wrong with the files: `""`, what SQLite says of them, or how many acknowledged rows are gone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    try:
        with closing(sqlite3.connect(folder / "box.db")) as database:
            verdict = database.execute("PRAGMA integrity_check").fetchone()[0]
            heard = {int(key) for (key,) in database.execute("SELECT event_key FROM inbox")} if acknowledged else set()
    except sqlite3.DatabaseError as error:
        return f"{type(error).__name__}: {error}"
    if verdict != "ok":
        return str(verdict)
    gone = acknowledged - heard
    return f"{len(gone)} acknowledged rows are gone" if gone else ""


async def cuts(seed: str, folder: Path, count: int, synchronous: str = "FULL", rows: int = 120) -> Counts:
    """So many cuts of one record; with FULL none may lose anything."""
    library = await asyncio.to_thread(compiled, folder)
    ops = await asyncio.to_thread(recorded, folder, library, synchronous, rows)
    assert sum(op.kind == "A" for op in ops) == rows
    harmed = 0
    for number in range(count):
        harm = lost(*after_cut(ops, Random(f"{seed}:{number}")), folder / "after")
        harmed += bool(harm)
        assert not harm or synchronous != "FULL", f"cut {number}: {harm}"
    return {"cuts": count, f"cuts that lost something with {synchronous}": harmed}
