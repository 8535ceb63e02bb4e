"""Under which name and over which line the page is asked for, and what stays in the address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer

from bot.channels.web.callers import Callers, networks
from bot.channels.web.ear import WebEar
from bot.channels.web.hosts import named
from bot.channels.web.seal import hashed, new_key
from tests.web.programme import Programme
from tests.web.visit import Visit

pytestmark = pytest.mark.slow

HTTPS = {"X-Forwarded-Proto": "https"}
TOKEN = "role-token-0123456789-abcdefghij"


# --- what stays in the address -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/s/yo", "/s/yo/"])
async def test_a_token_is_in_the_first_address_only(server: TestServer, path: str):
    """What a browser remembers, sends on or shows holds no link's token; the button still has it."""
    async with ClientSession(base_url=server.make_url("/"), cookie_jar=CookieJar(unsafe=True)) as session:
        async with session.get(path, params={"start": TOKEN}) as page:
            assert TOKEN not in str(page.url)
            assert all(TOKEN not in str(one.headers.get("Location")) for one in page.history)
            assert f'value="/start {TOKEN}"' in await page.text()
        visit = Visit(session, "yo")
        await visit.says(f"/start {TOKEN}")
        assert TOKEN not in await visit.page()


# --- https -------------------------------------------------------------------------------------------------


async def test_over_https_the_cookie_is_this_hosts_alone(server: TestServer):
    """`__Host-`: no other host and no plain line can have planted it; the seat is in its name."""
    async with ClientSession(base_url=server.make_url("/"), headers=HTTPS) as session:
        first = await session.get("/s/yo/")
    cookie = first.headers["Set-Cookie"]
    assert cookie.startswith("__Host-yachaski-yo=")
    assert "; Secure" in cookie
    assert "; Path=/;" in cookie
    assert "Domain" not in cookie


async def test_over_https_a_cookie_of_before_is_exchanged(server: TestServer, programme: Programme, ear: WebEar):
    """Whoever came over https before keeps the place, under the new name."""
    old = new_key()
    await programme.store.run(lambda book: book.add_address("a", "web", hashed(old), programme.clock.now()))
    headers = {**HTTPS, "Cookie": f"yachaski={old}"}
    async with ClientSession(base_url=server.make_url("/"), headers=headers) as session:
        first = await session.get("/s/yo/")
    sealed = ear.cookies.seal.opened(first.headers["Set-Cookie"].partition("=")[2].partition(";")[0])
    assert sealed is not None
    assert sealed.key == old


# --- names -------------------------------------------------------------------------------------------------


@asynccontextmanager
async def house(page_url: str, host: str = "127.0.0.1", proxies: str = "") -> AsyncIterator[TestServer]:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text="hola")

    app = web.Application(middlewares=[named(Callers(networks(proxies)), page_url, host, ("/hook",))])
    for path in ("/", "/readyz", "/hook"):
        app.router.add_get(path, answer)
    server = TestServer(app)
    await server.start_server()
    yield server
    await server.close()


@pytest.mark.parametrize(
    ("page_url", "host", "proxies", "asked", "status"),
    [
        ("https://yachaski.example.org", "127.0.0.1", "", "yachaski.example.org", 200),
        ("https://yachaski.example.org", "127.0.0.1", "", "YACHASKI.example.org:443", 200),
        ("https://yachaski.example.org", "0.0.0.0", "", "evil.example.net", 421),
        ("https://yachaski.example.org", "127.0.0.1", "", "localhost:8080", 200),
        ("https://yachaski.example.org", "127.0.0.1", "", "127.0.0.1:8080", 200),
        ("https://yachaski.example.org", "127.0.0.1", "", "192.168.1.10", 421),
        ("https://yachaski.example.org", "127.0.0.1", "127.0.0.1", "backend", 200),
        ("", "127.0.0.1", "", "evil.example.net", 421),
        ("", "127.0.0.1", "", "[::1]:8080", 200),
        ("", "0.0.0.0", "", "yachaski.local", 200),
    ],
)
async def test_the_page_has_its_own_names(page_url: str, host: str, proxies: str, asked: str, status: int):
    """A foreign name that leads here is no page of ours: the person reads where it is."""
    async with house(page_url, host, proxies) as server, ClientSession(headers={"Host": asked}) as session:
        answer = await session.get(server.make_url("/"))
        assert answer.status == status
        assert asked not in await answer.text()


@pytest.mark.parametrize("path", ["/readyz", "/hook"])
async def test_health_and_the_webhook_go_by_no_name(path: str):
    """They ask for other proofs."""
    async with house("https://yachaski.example.org") as server, ClientSession(headers={"Host": "other"}) as session:
        assert (await session.get(server.make_url(path))).status == 200
