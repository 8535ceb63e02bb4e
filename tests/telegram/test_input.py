"""What comes in Telegram's place holds up nothing, fills nothing, and leads nowhere."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.box.health import EarPulse
from bot.channels.telegram import MOST_ANSWER_BYTES, TelegramEar, Unfetched
from tests.scheduler.box import Box
from tests.scheduler.clock import HandClock, until
from tests.telegram.test_ear import Desk, ended

TOKEN = "123456789:AAH"


class Posing:
    """A server in Telegram's place: `answers` by method, `asked` what was asked of it."""

    def __init__(self) -> None:
        self.answers: dict[str, list[web.Response]] = {}
        self.asked: list[str] = []

    async def hear(self, request: web.Request) -> web.Response:
        method = request.path.rpartition("/")[2]
        self.asked.append(method)
        waiting = self.answers.get(method)
        return waiting.pop(0) if waiting else web.json_response({"ok": True, "result": []})


@asynccontextmanager
async def posing() -> AsyncIterator[tuple[Posing, str]]:
    """The server, and its address."""
    server = Posing()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", server.hear)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield server, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def listening(box: Box, clock: HandClock, url: str) -> AsyncIterator[tuple[TelegramEar, Desk]]:
    desk = Desk(box)
    ear = TelegramEar(TOKEN, url, desk, clock, pulse=EarPulse("telegram", clock.steady))
    try:
        yield ear, desk
    finally:
        await ear.close()


def said(number: int) -> dict[str, object]:
    return {"update_id": number, "message": {"chat": {"id": 77, "type": "private"}, "text": "Hola"}}


async def test_an_item_that_is_no_object(box: Box, clock: HandClock):
    """It is left out, and the others of its batch are heard."""
    async with posing() as (server, url), listening(box, clock, url) as (ear, desk):
        server.answers["getUpdates"] = [web.json_response({"ok": True, "result": [7, None, ["x"], said(5), "x"]})]
        polling = asyncio.create_task(ear.poll())
        (row,) = await desk.heard(1)
        await ended(polling)
    assert row.lane == "77"


async def test_an_answer_that_does_not_end(box: Box, clock: HandClock):
    """More than 32 MB is not read, packed or not; the next answer is heard."""
    heavy = web.Response(body=b" " * (MOST_ANSWER_BYTES + 1), content_type="application/json")
    heavy.enable_compression(web.ContentCoding.gzip)
    async with posing() as (server, url), listening(box, clock, url) as (ear, desk):
        server.answers["getUpdates"] = [heavy, web.json_response({"ok": True, "result": [said(5)]})]
        polling = asyncio.create_task(ear.poll())
        await until(lambda: server.asked)
        async with asyncio.timeout(30):
            while not await clock.jump():  # until it waits before it asks again
                pass
        assert len(await desk.heard(1)) == 1
        await ended(polling)
    assert server.asked.count("getUpdates") >= 2


async def test_no_redirect_is_followed(box: Box, clock: HandClock):
    """Our token goes to no other address."""
    async with posing() as (other, elsewhere), posing() as (server, url), listening(box, clock, url) as (ear, _):
        for method in ("getMe", "getFile"):
            server.answers[method] = [web.Response(status=307, headers={"Location": f"{elsewhere}/{method}"})]
        assert await ear.server_time() is None
        with pytest.raises(Unfetched):
            await ear.fetch("file")
    assert other.asked == []


async def test_no_file_comes_from_elsewhere(box: Box, clock: HandClock):
    """Nor does a file's address lead away."""
    found = {"ok": True, "result": {"file_id": "f", "file_unique_id": "u", "file_path": "photo.jpg"}}
    async with posing() as (other, elsewhere), posing() as (server, url), listening(box, clock, url) as (ear, _):
        server.answers["getFile"] = [web.json_response(found)]
        server.answers["photo.jpg"] = [web.Response(status=302, headers={"Location": f"{elsewhere}/photo.jpg"})]
        with pytest.raises(Unfetched):
            await ear.fetch("f")
    assert other.asked == []
