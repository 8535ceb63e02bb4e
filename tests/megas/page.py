"""A browser at the page, as far as the wire can tell: its headers, its cookie, its stream, its taps."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import ClientResponse, ClientSession, CookieJar

from bot.channels.web import seal

# What Chrome on an Android phone sends; the day of a real Chromium at the same relay weighed 2 % less.
_ALWAYS = {
    "Connection": "keep-alive",
    "User-Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile "
    "Safari/537.36",
    "sec-ch-ua": '"Not;A=Brand";v="99", "Google Chrome";v="139", "Chromium";v="139"',
    "sec-ch-ua-mobile": "?1",
    "sec-ch-ua-platform": '"Android"',
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Accept-Language": "es-PE,es-419;q=0.9,es;q=0.8",
}
_PAGE = {
    "Upgrade-Insecure-Requests": "1",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7",
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-User": "?1",
    "Sec-Fetch-Dest": "document",
}
_SCRIPT = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}


class Browser:
    """One phone's browser; script, style and icon are in its cache since the first day."""

    def __init__(self, session: ClientSession, origin: str) -> None:
        self._session, self._origin = session, origin
        self._stream: ClientResponse | None = None
        self._who, self._last, self._keys = "", 0, 0

    @property
    def carrier_id(self) -> str:
        """Who the box takes this browser for."""
        return seal.hashed(next(cookie.value for cookie in self._session.cookie_jar if cookie.key == "yachaski"))

    async def opens(self) -> None:
        """The page, and the stream that the page's script opens."""
        async with self._session.get("/s/yo/", headers=_PAGE) as response:
            page = await response.text()
        self._who = page.partition('data-who="')[2].partition('"')[0]
        self._last = int(page.partition('data-last="')[2].partition('"')[0])
        headers = {**_SCRIPT, "Accept": "text/event-stream", "Cache-Control": "no-store", **self._referer()}
        path = f"/s/yo/stream?after={self._last}&who={self._who}"
        self._stream = await self._session.get(path, headers=headers)

    async def taps(self, prompt: str, letter: str) -> None:
        """A tap as the script sends it."""
        self._keys += 1
        body = json.dumps(
            {"key": f"mb{self._keys:06}k3q9x7w2c5v8", "prompt": prompt, "letter": letter}, separators=(",", ":")
        )
        headers = {**_SCRIPT, **self._referer(), "Content-Type": "application/json", "Origin": self._origin}
        async with self._session.post("/s/yo/say", data=body, headers={**headers, "Accept": "*/*"}) as response:
            assert response.status == 204

    async def hears_until(self, number: int) -> None:
        """Reads the stream up to the box's newest message."""
        assert self._stream is not None
        if self._last >= number:
            return
        async for line in self._stream.content:
            name, _, value = line.decode().partition(": ")
            self._last = int(value) if name == "id" else self._last
            if line == b"\n" and self._last >= number:
                return

    def closes(self) -> None:
        """The phone goes back into the pocket."""
        assert self._stream is not None
        self._stream.close()

    def _referer(self) -> Mapping[str, str]:
        return {"Referer": f"{self._origin}/s/yo/"}


@asynccontextmanager
async def browsing(port: int) -> AsyncIterator[Browser]:
    """A browser that comes through this port."""
    origin = f"http://127.0.0.1:{port}"
    jar = CookieJar(unsafe=True)
    async with ClientSession(base_url=origin, cookie_jar=jar, headers=_ALWAYS) as session:
        yield Browser(session, origin)
