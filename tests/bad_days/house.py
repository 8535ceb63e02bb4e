"""`python -m bot run` as a process that can be killed, from its first sign of life to its end.

Of a start's seconds nearly all are imports. Here each house is forked from a process that has imported what `run`
imports and has done nothing else, so that two hundred deaths cost minutes; from there on it is the same command.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot.__main__ import main
from tests.bot_api.server import BotApi
from tests.end_to_end.test_telegram import TOKEN

SIGN = "Yachaski corre en "
PATIENCE = 60.0
"""Seconds for a start or an end, even on a loaded machine."""
IMPORTED = [
    *("bot.app", "bot.channels.telegram", "scheduler.carriers.telegram", "holidays.countries.peru"),
    *("bot.store.sqlite", "bot.store.postgres", "bot.commands.remote", "bot.commands.write_commands", __name__),
]


@dataclass(slots=True)
class House:
    """A house that runs: where its page is, and the last that it logged."""

    process: ForkServerProcess
    url: str = ""
    logged: deque[str] = field(default_factory=lambda: deque(maxlen=40))

    @property
    def alive(self) -> bool:
        return self.process.is_alive()

    async def dies(self) -> None:
        """`kill -9`."""
        self.process.kill()
        await asyncio.to_thread(self.process.join)


@asynccontextmanager
async def running(folder: Path, database: str, telegram: BotApi, *args: str) -> AsyncIterator[House]:
    """A house that was started and is warm; stopped in order at the end, unless it is dead by then."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("YACHASKI_", "PORT", "COV"))}
    settings = {
        "YACHASKI_DATABASE": database,
        "YACHASKI_TELEGRAM_TOKEN": TOKEN,
        "YACHASKI_TELEGRAM_API": telegram.url,
        "YACHASKI_PORT": "0",
    }
    house, log = await asyncio.to_thread(_started, folder, kept | settings, ["run", *args])
    warm = asyncio.Event()
    listening = asyncio.create_task(_listen(house, log, warm))
    try:
        async with asyncio.timeout(PATIENCE):
            await warm.wait()
        assert house.url
        yield house
    except AssertionError as failed:
        failed.add_note("".join(house.logged))
        raise
    finally:
        if house.alive:
            house.process.terminate()
        await asyncio.to_thread(house.process.join, PATIENCE)
        if house.alive:
            await house.dies()
        await listening


def _started(folder: Path, environment: dict[str, str], args: list[str]) -> tuple[House, Connection]:
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(IMPORTED)
    reading, writing = forking.Pipe(duplex=False)
    process = forking.Process(target=_live, args=(str(folder), environment, args, writing))
    process.start()
    writing.close()
    return House(process), reading


def _live(folder: str, environment: dict[str, str], args: list[str], log: Connection) -> None:
    """What the forked process does: what the shell would, then the command."""
    for stream in (1, 2):
        os.dup2(log.fileno(), stream)
    log.close()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["bot", *args]
    main()


async def _listen(house: House, log: Connection, warm: asyncio.Event) -> None:
    """To its end: a house whose log nobody reads would stand still."""
    lines = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), os.fdopen(os.dup(log.fileno()), "rb")
    )
    log.close()
    async for line in lines:
        house.logged.append(line.decode())
        if SIGN in house.logged[-1]:
            house.url = house.logged[-1].partition(SIGN)[2].strip()
            warm.set()
    transport.close()
    warm.set()
