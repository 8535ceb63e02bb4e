"""A full disk, and room again."""

from __future__ import annotations

import asyncio
import resource
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.ports.book import Book
from bot.store.open import open_store
from tests.bad_days.full import full_at, in_a_process
from tests.bot_api.server import BotApi
from tests.end_to_end.test_run import PATIENCE, Box
from tests.end_to_end.test_telegram import CODE, TOKEN, free_port, protected


@pytest.mark.parametrize("room", [0, 1, 3])
def test_a_full_disk(tmp_path: Path, room: int) -> None:
    """Nothing is acknowledged that is not stored, health says so, and with room again it goes on by itself."""
    assert full_at(tmp_path, room)["full disks"] == 1


@pytest.mark.process
def test_a_log_that_may_not_grow(tmp_path: Path) -> None:
    """The same when the system refuses the write (RLIMIT_FSIZE), wherever in a frame of the log that is."""
    assert in_a_process(tmp_path, 1, 62)["full disks"] > 3


if sys.platform == "linux":  # elsewhere no process may set another's limit

    @pytest.mark.process
    async def test_a_house_on_a_full_disk(tmp_path: Path) -> None:
        """`python -m bot run` confirms nothing to Telegram that it could not store, turns red, and resumes."""
        async with BotApi(TOKEN, limits=None) as server:
            box, port = Box(tmp_path, str(tmp_path / "box.db"), server), free_port()
            box._environment["YACHASKI_PORT"] = str(port)
            await _open_visit(tmp_path / "box.db")
            ana = server.person(id=77)
            async with box.runs() as process:
                ana.says("hola")
                await ana.waits_for("Soy Yachaski", timeout=PATIENCE)
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
                ana.starts(CODE)
                await _ready(port, 503)
                asked = len(server.calls)
                await server.until(lambda: len(server.calls) > asked, PATIENCE)  # heard it, and asks for it again
                assert len(server.updates.pending) == 1
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                await ana.waits_for("¿Cuántos años tienes?", timeout=PATIENCE)
                await _ready(port, 200)
            assert sum("¿Cuántos años tienes?" in text for text in ana.hears) == 1


async def _open_visit(database: Path) -> None:
    def open_visit(book: Book) -> None:
        book.save_visit("visit", "colegio San Juan", "Huancavelica", today, date(2099, 12, 18), "America/Lima")
        book.save_cohort("cohort", "visit", "3.º B", CODE, "Elena")
        protected(book, datetime.now(UTC))

    today = datetime.now(UTC).date()
    store = open_store(str(database))
    await store.run(open_visit)
    await store.close()


async def _ready(port: int, wanted: int) -> None:
    """Until `/readyz` answers so."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(PATIENCE):
        while True:
            async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
                if answer.status == wanted:
                    return
            await asyncio.sleep(0.05)
