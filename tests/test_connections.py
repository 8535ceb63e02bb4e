"""Guests of the page: counted, cut when they say nothing, and displaced by who speaks."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.channels.web.callers import counted_as
from bot.channels.web.connections import Limits, listen, within

PATIENT = Limits(most=3, header_seconds=600)
QUESTION = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
LAST = QUESTION.replace(b"Host", b"Connection: close\r\nHost")
Guest = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def a_page(limits: Limits) -> AsyncIterator[int]:
    """A page behind the limits; its port."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text="hola")

    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    server = await listen(runner, "127.0.0.1", 0, limits)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await runner.cleanup()


async def comes(port: int) -> Guest:
    return await asyncio.open_connection("127.0.0.1", port)


async def asks(guest: Guest, said: bytes = QUESTION) -> bytes:
    """The first line of the answer; nothing where the connection was cut."""
    reader, writer = guest
    try:
        writer.write(said)
        return await reader.readline()
    except ConnectionError:
        return b""


async def gone(guest: Guest) -> bool:
    """Returns when the connection is cut."""
    try:
        return await guest[0].read() == b""
    except ConnectionError:
        return True


async def closes(*guests: Guest) -> None:
    for _, writer in guests:
        writer.close()


@pytest.mark.parametrize("said", [b"", QUESTION[:-2]])
async def test_who_says_nothing_is_cut(said: bytes):
    """So is who never comes to the end of the headers."""
    async with a_page(Limits(header_seconds=0.05)) as port:
        guest = await comes(port)
        guest[1].write(said)
        assert await gone(guest)
        await closes(guest)


async def test_headers_in_pieces_are_heard():
    """A slow line is not silence."""
    async with a_page(PATIENT) as port:
        guest = await comes(port)
        for byte in QUESTION[:-1]:
            guest[1].write(bytes([byte]))
            await guest[1].drain()
        assert await asks(guest, QUESTION[-1:]) == b"HTTP/1.1 200 OK\r\n"
        await closes(guest)


async def test_the_silent_make_room():
    """Where all places are taken the oldest that said nothing goes; who speaks stays."""
    async with a_page(PATIENT) as port:
        speaks = await comes(port)
        assert await asks(speaks) == b"HTTP/1.1 200 OK\r\n"
        silent = [await comes(port) for _ in range(2)]
        newcomer = await comes(port)
        assert await asks(newcomer) == b"HTTP/1.1 200 OK\r\n"
        assert await gone(silent[0])
        assert await asks(silent[1]) == b"HTTP/1.1 200 OK\r\n"
        refused = await comes(port)  # three speak now
        assert await gone(refused)
        assert await asks(speaks) != b""
        await closes(speaks, *silent, newcomer, refused)


async def test_who_leaves_makes_room():
    """A place is free again as soon as its guest has gone."""
    async with a_page(PATIENT) as port:
        for _ in range(10):
            guest = await comes(port)
            assert await asks(guest, LAST) == b"HTTP/1.1 200 OK\r\n"
            await guest[0].read()
            await closes(guest)


@pytest.mark.parametrize(
    ("peer", "counted"),
    [
        (("192.168.1.7", 1), "192.168.1.7"),
        (("::ffff:192.168.1.7", 1), "192.168.1.7"),
        (("2001:db8:1:2:3:4:5:6", 1), "2001:0db8:0001:0002"),
        (("127.0.0.1", 1), ""),
        (("::1", 1), ""),
        (None, ""),
    ],
)
def test_address(peer, counted):
    """IPv6 counts by the half that one customer has; this machine, where a proxy speaks for many, by none."""
    assert counted_as(peer) == counted


@pytest.mark.parametrize(("files", "most"), [(65_536, 512), (1_024, 512), (256, 128)])
def test_within(files: int, most: int):
    """Half of the files stay for Telegram, the database and the commands."""
    limits = within(files)
    assert limits.most == most
    assert limits.most + 2 * limits.backlog < files


def test_the_soft_limit_of_files_is_raised():
    """A shell gives 1,024 at most places; the hard limit is what the box has, and the unit asks for enough."""
    code = (
        "import resource; hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1];"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard));"
        "from bot.channels.web.connections import files; print(files(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert told[0] == told[1]
    assert int(told[0]) > 256
    assert "LimitNOFILE=65536" in (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
