"""`python -m bot run` as an operator starts it: a process of its own, stopped, killed, and halved."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.store.open import open_store
from scheduler.clock import WallClock
from tests.bot_api.chats import Person
from tests.bot_api.server import BotApi
from tests.end_to_end.test_telegram import CODE, TOKEN, adults, enrol, protected
from tests.engines import *  # noqa: F403 - fixtures are found by name

pytestmark = pytest.mark.process

TODAY = WallClock().now().date()
ITINERARY = f"""site,region,arrives,departs,group,code,teacher
colegio San Juan,Huancavelica,{TODAY},{TODAY + timedelta(days=300)},3.º B,{CODE},Elena
"""
PATIENCE = 280.0
"""Seconds of a busy machine, not of the product."""


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with BotApi(TOKEN, limits=None) as server:
        adults(server)
        yield server


class Box:
    """A folder with its settings, where commands are run."""

    def __init__(self, folder: Path, database: str, telegram: BotApi) -> None:
        self.folder = folder
        self.port = 0
        (folder / "itinerary.csv").write_text(ITINERARY, encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("YACHASKI_", "PORT", "COV"))}
        self._environment = {
            **kept,
            "YACHASKI_DATABASE": database,
            "YACHASKI_TELEGRAM_TOKEN": TOKEN,
            "YACHASKI_TELEGRAM_API": telegram.url,
            "YACHASKI_PORT": "0",
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }

    def sets(self, name: str, value: str) -> None:
        """A setting of what is started from now on."""
        self._environment[name] = value

    async def start(
        self, *args: str, under: str = "", said: int = asyncio.subprocess.PIPE
    ) -> asyncio.subprocess.Process:
        """The command, `under` what a shell sets before it; what it says goes to `said`."""
        before = ("sh", "-c", f'{under}; exec "$@"', "sh") if under else ()
        return await asyncio.create_subprocess_exec(
            *(*before, sys.executable, "-m", "bot", *args),
            cwd=self.folder,
            env=self._environment,
            stdout=said,
            stderr=asyncio.subprocess.STDOUT,
        )

    async def does(self, *args: str) -> tuple[int, str]:
        """Runs a command to its end: exit code and what it said."""
        process = await self.start(*args)
        said, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
        return process.returncode or 0, said.decode()

    @asynccontextmanager
    async def runs(self, *args: str, under: str = "") -> AsyncIterator[asyncio.subprocess.Process]:
        """`run`, from its first sign of life until it is stopped in order, unless the test ended it."""
        process = await self.start("run", *args, under=under)
        try:
            said = await asyncio.wait_for(_until(process, "Yachaski corre en"), PATIENCE)
            self.port = int(said.rsplit(":", 1)[1])
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
            await asyncio.wait_for(process.communicate(), PATIENCE)


async def _until(process: asyncio.subprocess.Process, sign: str) -> str:
    """The line that has the sign."""
    assert process.stdout is not None
    lines = []
    async for line in process.stdout:
        lines.append(line.decode())
        if sign in lines[-1]:
            return lines[-1]
    raise AssertionError("".join(lines))


@pytest.fixture
async def box(tmp_path: Path, telegram: BotApi) -> Box:
    box = Box(tmp_path, str(tmp_path / "box.db"), telegram)
    code, said = await box.does("itinerary", "load", "itinerary.csv", "--yes")
    assert code == 0, said
    code, said = await box.does("protection", "invite")
    assert code == 0, said
    await protect(str(tmp_path / "box.db"))
    return box


async def protect(database: str) -> None:
    """Somebody accepted to protect the learners."""
    store = open_store(database)
    await store.run(lambda book: protected(book, datetime.now(UTC)))
    await store.close()


async def test_a_kill_in_the_middle_of_a_lesson_loses_nothing(box: Box, telegram: BotApi) -> None:
    """Killed and started again, the house answers what was said meanwhile, once, at the same place."""
    ana = telegram.person(id=77, first_name="Ana", language_code="es")
    async with box.runs() as process:
        await enrol(ana)
        ana.taps("Empezar")
        await ana.waits_for("1 de 3", timeout=PATIENCE)
        process.send_signal(signal.SIGKILL)
        await process.wait()
    ana.taps("Siguiente")
    async with box.runs():
        await ana.waits_for("2 de 3", timeout=PATIENCE)
    assert sum("2 de 3" in text for text in ana.hears) == 1


async def test_a_box_that_nobody_guards_says_that_nobody_can_enrol(tmp_path: Path, telegram: BotApi) -> None:
    """Whoever starts it learns it there, and where the reason stands."""
    box = Box(tmp_path, str(tmp_path / "box.db"), telegram)
    code, said = await box.does("itinerary", "load", "itinerary.csv", "--yes")
    assert code == 0, said
    process = await box.start("run")
    said = await asyncio.wait_for(_until(process, "nadie puede inscribirse"), PATIENCE)
    assert "python -m bot check" in said
    process.terminate()
    await asyncio.wait_for(process.communicate(), PATIENCE)


async def test_sigterm_drains_and_ends_well(box: Box, telegram: BotApi) -> None:
    """Exit 0, and no delivery is left half done."""
    ana = telegram.person(id=77, first_name="Ana", language_code="es")
    async with box.runs() as process:
        ana.says("hola")
        await ana.waits_for("Soy Yachaski", timeout=PATIENCE)
        process.terminate()
        await process.communicate()
        assert process.returncode == 0
    code, said = await box.does("check")
    assert "esperan desde" not in said, said
    assert code in {0, 1}


async def test_who_cannot_be_told_is_still_served(box: Box, telegram: BotApi) -> None:
    """With nobody left to read the log, what is logged is lost, and the next word is answered."""
    reading, writing = os.pipe()
    process = await box.start("run", said=writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as log:
        while b"corre en" not in await asyncio.wait_for(asyncio.to_thread(log.readline), PATIENCE):
            pass
    telegram.fail("502", "getUpdates")
    ana = telegram.person(id=77, first_name="Ana", language_code="es")
    await telegram.until(lambda: not telegram.faults.waiting[0].times, PATIENCE)
    ana.says("hola")
    await ana.waits_for("Soy Yachaski", timeout=PATIENCE)
    process.terminate()
    assert await process.wait() == 0


@pytest.fixture
def many_files() -> Iterator[None]:
    """Room for this process to open 1,100 connections."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4096 if before[1] == resource.RLIM_INFINITY else min(4096, before[1])
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(before[0], wanted), before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


async def test_silent_guests_at_the_page_make_nobody_deaf(box: Box, telegram: BotApi, many_files: None) -> None:
    """With 1,024 files and 1,100 connections that say nothing, a word on Telegram and the page are answered."""
    ana = telegram.person(id=77, first_name="Ana", language_code="es")
    async with box.runs(under="ulimit -n 1024"), AsyncExitStack() as silent:
        for _ in range(1_100):
            guest = silent.enter_context(socket.socket())
            guest.setblocking(False)
            await asyncio.get_running_loop().sock_connect(guest, ("127.0.0.1", box.port))
        ana.says("hola")
        await ana.waits_for("Soy Yachaski", timeout=PATIENCE)
        async with ClientSession() as session, session.get(f"http://127.0.0.1:{box.port}/healthz") as response:
            assert response.status == 200
        code, said = await box.does("teacher", "invite", "--code", CODE)
        assert code == 0, said


async def test_reasons_and_figures_are_on_the_port_of_health_alone(box: Box, unused_tcp_port: int) -> None:
    """To whoever comes through a proxy: on PORT a bare word, on the other all of it and no page."""
    box.sets("YACHASKI_HEALTH_PORT", str(unused_tcp_port))
    own = f"http://127.0.0.1:{unused_tcp_port}"
    async with box.runs(), ClientSession(headers={"X-Forwarded-For": "203.0.113.7"}) as session:
        everybodys = f"http://127.0.0.1:{box.port}"
        assert (await got(session, f"{everybodys}/healthz"))[0] == 200
        assert (await got(session, f"{everybodys}/readyz"))[1] == ""
        assert (await got(session, f"{everybodys}/metrics"))[0] == 404
        code, figures = await got(session, f"{own}/metrics")
        assert (code, "yachaski_" in figures) == (200, True)
        assert "status" in (await got(session, f"{own}/readyz"))[1]
        assert (await got(session, f"{own}/s/yo/"))[0] == 404


async def got(session: ClientSession, url: str) -> tuple[int, str]:
    async with session.get(url) as response:
        return response.status, await response.text()


async def test_a_command_hands_its_change_to_who_holds_the_database(box: Box) -> None:
    """On SQLite one process writes; the others ask it."""
    async with box.runs():
        code, said = await box.does("teacher", "invite", "--code", CODE.lower())
        assert code == 0
        assert "?start=" in said
        code, said = await box.does("itinerary", "load", "itinerary.csv", "--yes")
        assert (code, "Nada cambia" in said) == (0, True)
        code, said = await box.does("backup", "copy.db")
        assert code == 0, said
        code, said = await box.does("restore", "copy.db")
        assert code == 1
        code, said = await box.does("run")
        assert code == 1, said
    code, said = await box.does("restore", "copy.db")
    assert code == 0, said


async def test_halves_of_a_house_on_sqlite_are_refused_with_the_reason(box: Box) -> None:
    """The operator reads what to do instead."""
    code, said = await box.does("run", "--only", "bot")
    assert code == 1
    assert "PostgreSQL" in said


async def test_two_halves_on_postgresql_are_one_house(tmp_path: Path, telegram: BotApi, postgres_database: str) -> None:
    """One process hears, another speaks; two schedulers side by side never send twice."""
    box = Box(tmp_path, postgres_database, telegram)
    code, said = await box.does("itinerary", "load", "itinerary.csv", "--yes")
    assert code == 0, said
    await protect(postgres_database)
    ana: Person = telegram.person(id=77, first_name="Ana", language_code="es")
    async with (
        box.runs("--only", "bot"),
        box.runs("--only", "scheduler"),
        box.runs("--only", "scheduler"),
    ):
        await enrol(ana)
        ana.taps("Empezar")
        await ana.waits_for("1 de 3", timeout=PATIENCE)
    sent = [(one.chat_id, one.text) for one in telegram.sent if one.method == "sendMessage"]
    assert len(sent) == len(set(sent))
    assert len([text for chat, text in sent if chat == ana.id]) == 6
