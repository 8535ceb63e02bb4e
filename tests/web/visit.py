"""Somebody at a seat of the page, as her browser talks with it."""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from aiohttp import ClientResponse, ClientSession

_keys = count(1)


@dataclass(frozen=True, slots=True)
class Event:
    """One server-sent event; `data` is the parsed JSON of a message, empty for `reset` and `bye`."""

    id: str
    name: str
    data: Mapping[str, Any]


class Visit:
    """One seat in one browser."""

    def __init__(self, session: ClientSession, seat: str) -> None:
        self._session = session
        self.path = f"/s/{seat}/"
        self._who = ""

    def key(self) -> str:
        """The browser's cookie as it stands: another one with every key that opened a place."""
        return next(cookie.value for cookie in self._session.cookie_jar if cookie.key == "yachaski")

    async def page(self, query: str = "") -> str:
        """The page's HTML."""
        async with self._session.get(self.path + query) as response:
            assert response.status == 200
            page = await response.text()
        self._who = page.partition('data-who="')[2][:8]
        return page

    async def says(self, text: str, *, key: str = "", **headers: str) -> ClientResponse:
        """Sends as the script does."""
        return await self.posts({"key": key or f"key-{next(_keys)}", "text": text}, **headers)

    async def posts(self, body: object, **headers: str) -> ClientResponse:
        """Sends any JSON to the seat; headers are given with `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self._session.post(self.path + "say", json=body, headers=named)

    async def posts_raw(self, body: AsyncIterator[bytes]) -> ClientResponse:
        """Sends a body as it comes."""
        return await self._session.post(self.path + "say", data=body, headers={"Content-Type": "application/json"})

    async def leaves(self) -> None:
        """Closes the chat on this browser."""
        async with self._session.post(self.path + "salir") as response:
            assert response.status == 200

    async def submits(self, **fields: str) -> str:
        """Sends a plain form and follows to the page that comes back."""
        async with self._session.post(self.path + "say", data=fields) as response:
            return await response.text()

    async def gets(self, name: str) -> ClientResponse:
        """Anything else below the seat."""
        return await self._session.get(self.path + name)

    @asynccontextmanager
    async def listens(self, after: int | None = None) -> AsyncIterator[AsyncIterator[Event]]:
        """The open stream; `after` is sent as Last-Event-ID."""
        headers = {} if after is None else {"Last-Event-ID": str(after)}
        async with self._session.get(f"{self.path}stream?who={self._who}", headers=headers) as response:
            assert response.content_type == "text/event-stream"
            yield _events(response)

    async def reads(self, size: int) -> bytes:
        """The stream's first bytes, raw."""
        async with asyncio.timeout(10), self._session.get(self.path + "stream") as response:
            return await response.content.readexactly(size)

    async def hears(self, count: int, after: int | None = None) -> list[Event]:
        """The next events of the stream."""
        async with self.listens(after) as events:
            return [await anext(events) for _ in range(count)]


async def _events(response: ClientResponse) -> AsyncIterator[Event]:
    found: dict[str, str] = {}
    async with asyncio.timeout(10):
        async for line in response.content:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name.rstrip(":"):
                found[name.rstrip(":")] = value
            elif "data" in found:
                yield Event(found.get("id", ""), found.get("event", ""), json.loads(found["data"] or "{}"))
                found = {}


def shown(page: str) -> list[str]:
    """What the page says, the person's own words marked with a dash."""
    said = re.findall(r'<p class="(me)">(.*?)</p>|<div class="bot"><p>(.*?)</p>', page, re.DOTALL)
    return [html.unescape(f"—{mine}" if me else theirs) for me, mine, theirs in said]


def buttons(page: str) -> list[tuple[str, str]]:
    """The open buttons as (letter, label)."""
    return re.findall(r'<button name="letter" value="(.+?)">(.+?)</button>', page)


def prompt(page: str) -> str:
    """The prompt of the page's last open buttons."""
    found: list[str] = re.findall(r'name="prompt" value="(.+?)"', page)
    return found[-1]
