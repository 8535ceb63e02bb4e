"""Whoever opens a stream and does not read it costs the box a little room, for a little while."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestServer

from bot.channels.web import stream
from bot.channels.web.ear import WebEar
from bot.ports.sending import Message
from tests.web.programme import Programme
from tests.web.visit import Visit

LONG, MESSAGES = 250_000, 44


@pytest.mark.slow
async def test_a_reader_that_stands_still_is_let_go(
    luz: Visit,
    browser_session: ClientSession,
    server: TestServer,
    programme: Programme,
    ear: WebEar,
    monkeypatch: pytest.MonkeyPatch,
):
    """It has what fitted on the way; the rest is in the store, not in memory, and comes when it asks again."""
    monkeypatch.setattr(stream, "STALLED_SECONDS", 0.05)
    await luz.says("hola")
    await luz.hears(1)
    for _ in range(MESSAGES):
        await programme.tell(Message("x" * LONG))
    [cookie] = [cookie for cookie in browser_session.cookie_jar if cookie.key == "yachaski"]
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)  # or the kernel may take it all for the reader
    narrow.connect((server.host, server.port))
    reader, writer = await asyncio.open_connection(sock=narrow, limit=1024)
    lines = f"GET {luz.path}stream HTTP/1.1\r\nHost: {server.host}:{server.port}\r\nCookie: yachaski={cookie.value}\r\n"
    writer.write(f"{lines}\r\n".encode())
    assert (await reader.readline()).startswith(b"HTTP/1.1 200")
    async with asyncio.timeout(60):  # patience for a loaded machine
        while ear.streams._open:  # noqa: ASYNC110 - the stream ends by itself and rings no bell
            await asyncio.sleep(0)
    assert await _length(reader) < LONG * MESSAGES
    writer.close()
    [event] = await luz.hears(1, after=0)
    assert event.data["text"] == "Dijiste: hola"


async def _length(reader: asyncio.StreamReader) -> int:
    """How many bytes come until the connection ends, in whatever way."""
    length = 0
    with suppress(ConnectionError):
        while part := await reader.read(65_536):
            length += len(part)
    return length
