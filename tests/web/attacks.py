"""What somebody hostile would send to the page, and every door at which it can be sent.

The doors are read from the applications themselves, so that a new route is attacked as soon as it is there.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from aiohttp import ClientSession, CookieJar, web
from aiohttp.test_utils import TestServer
from yarl import URL

from bot.app import House, open_house
from bot.settings import Settings
from scheduler.clock import WallClock
from tests.chat import world
from tests.demo.conftest import running

WEBHOOK = "/telegram"
VALUES = ("yo", "camion", "estudiante", "1", "a", "x" * 43)
"""What may stand in a path's gaps."""

FOREIGN: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "Same-Origin"},
    {"Sec-Fetch-Site": ""},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://127.0.0.1"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
)
"""What a browser says of a page that is not ours, and what it never says of ours."""

_UP = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "....//", "..;/", "%c0%ae%c0%ae/", "%252e%252e%252f")
_PREFIXES = ("/", "/page/", "/demo/", "/s/yo/", "/s/yo/file/", "/s/../", "/s/yo/file/1/")
_WANTED = ("etc/passwd", "pyproject.toml", "bot/app.py")
TRAVERSALS = (
    *(f"{prefix}{up * 8}{wanted}" for prefix in _PREFIXES for up in _UP for wanted in _WANTED),
    *(f"{prefix}{wanted}" for prefix in _PREFIXES for wanted in ("/etc/passwd", "file:///etc/passwd", ".env", "%00")),
    "//evil.example/",
    "/s//evil.example/",
    "/s/%2f%2fevil.example",
    "/?%0d%0aSet-Cookie:%20stolen=1",
    "/s/yo?a=%0d%0aSet-Cookie:%20stolen=1",
    "/s/yo/file/٣",
    "/s/yo/file/99999999999999999999",
    "http://evil.example/",
)
NEVER_TOLD = ("root:x:", "[project]", "open_house", "\nSet-Cookie: stolen")
"""What an answer to one of those would hold."""


# --- the doors ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Door:
    """One route with its gaps filled."""

    method: str
    path: str

    @property
    def page(self) -> str:
        """The page from which a browser would send to it."""
        return self.path[: self.path.rindex("/") + 1]


def doors(app: web.Application, method: str) -> list[Door]:
    """Every route of the method."""
    return [
        Door(method, path)
        for resource in app.router.resources()
        for path in [_path(resource)]
        if any(route.method in {method, "*"} for route in resource)
    ]


def _path(resource: web.AbstractResource) -> str:
    info = resource.get_info()
    if "path" in info:
        return info["path"]
    names = re.findall(r"{(\w+)}", info["formatter"])
    filled = (
        info["formatter"].format(**dict(zip(names, values, strict=True)))
        for values in product(VALUES, repeat=len(names))
    )
    return next(path for path in filled if info["pattern"].fullmatch(path))


@dataclass(slots=True)
class Site:
    """An application that is served: its doors, its house, and a browser that opens its pages."""

    app: web.Application
    house: House
    url: URL
    session: ClientSession

    def gets(self) -> list[Door]:
        return doors(self.app, "GET")

    def posts(self) -> list[Door]:
        """Those that a browser may send to; the webhook has its secret."""
        return [door for door in doors(self.app, "POST") if door.path != WEBHOOK]

    async def opens(self, door: Door) -> str:
        """Opens the page before the door; the cookies that the browser has then."""
        async with self.session.get(door.page, allow_redirects=False):
            pass
        cookies = self.session.cookie_jar.filter_cookies(self.url.join(URL(door.path)))
        return "; ".join(f"{name}={cookie.value}" for name, cookie in cookies.items())

    async def sends(self, head: str, body: AsyncIterator[bytes] | None = None) -> tuple[bytes, int]:
        """Raw bytes, as they are, until an answer comes: its beginning, and how much was sent by then."""
        reader, writer = await asyncio.open_connection(self.url.host, self.url.port)
        answer = asyncio.create_task(reader.read(1 << 16))
        writer.write(head.encode("utf-8", "surrogateescape"))
        sent = 0
        with suppress(ConnectionError):
            async for chunk in body or _nothing():
                if answer.done():
                    break
                writer.write(chunk)
                await writer.drain()
                sent += len(chunk)
        try:
            async with asyncio.timeout(30):
                return await answer, sent
        finally:
            writer.close()


async def _nothing() -> AsyncIterator[bytes]:
    for chunk in list[bytes]():
        yield chunk


@asynccontextmanager
async def served(kind: str, folder: Path) -> AsyncIterator[Site]:
    """`run` as it serves with every channel there is, or the demo."""
    if kind == "demo":
        async with running(folder, ()) as demo:
            yield Site(demo.demo.house.web, demo.demo.house, demo.url, demo.session)
        return
    clock = WallClock()
    settings = Settings(
        _env_file=None,
        database=str(folder / "site.db"),
        telegram_token="424242:TEST-token_of-nobody",
        telegram_webhook_url=f"http://127.0.0.1{WEBHOOK}",
        telegram_webhook_secret="s3cret",
    )
    async with open_house(settings, clock, clock.steady, world=world()) as house, TestServer(house.web) as server:
        url = server.make_url("/")
        async with ClientSession(cookie_jar=CookieJar(unsafe=True), base_url=url) as session:
            yield Site(house.web, house, url, session)


def head(door: Door, site: Site, **headers: str) -> str:
    """The first lines of a request, as a browser of ours would send them."""
    lines = {"Host": f"{site.url.host}:{site.url.port}", **headers}
    said = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return f"{door.method} {door.path} HTTP/1.1\r\n{said}\r\n"


def inline(page: str) -> list[str]:
    """Code and style that stand in a page itself; there is to be none."""
    return re.findall(r"<script(?![^>]*\ssrc=)[^>]*>|<style|\son\w+\s*=|\sstyle\s*=|javascript:", page, re.IGNORECASE)
