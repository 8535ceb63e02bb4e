"""What stands between the network and the chat: foreign pages, bodies, and haste."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

BODY_BYTES = 64 * 1024
BODY_SECONDS = 10


class Refused(Exception):
    """A request that is not taken: `text` says to the person what to do, `wait_seconds` when to come back.

    With `lines` the text has the help lines, and is shown whatever else the page would say.
    """

    def __init__(self, status: int, text: str, wait_seconds: int = 0, *, lines: bool = False) -> None:
        super().__init__(text)
        self.lines = lines
        self.status = status
        self.text = text
        self.wait_seconds = wait_seconds


def is_foreign(request: web.Request, own: str = "") -> bool:
    """Whether another site's page sent this. Browsers too old to say so are let in by their cookie alone.

    `own` is the address at which people open the page: a proxy may call us by another name.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("Origin")
    if origin is None or urlsplit(origin).netloc == request.host:
        return False
    given, ours = urlsplit(origin), urlsplit(own)
    return not own or (given.scheme, given.netloc.lower()) != (ours.scheme, ours.netloc.lower())


async def fields(request: web.Request) -> Mapping[str, object]:
    """The fields of a JSON object or a plain form. Raises ValueError, Refused (too big), TimeoutError (too slow)."""
    body = b""
    async with asyncio.timeout(BODY_SECONDS):
        async for chunk in request.content.iter_chunked(8192):
            body += chunk
            if len(body) > BODY_BYTES:
                raise Refused(413, "")
    if request.content_type == "application/json":
        try:
            found = json.loads(body)
        except RecursionError as deep:
            raise ValueError("too deep") from deep
        if not isinstance(found, dict):
            raise ValueError("not an object")
        return found
    return dict(parse_qsl(body.decode(), max_num_fields=10))


class Allowance:
    """So many messages at once for each seat, then so many a second; `seats` bounds what is remembered."""

    def __init__(self, burst: int = 20, per_second: float = 1, seats: int = 10_000) -> None:
        self._burst = burst
        self._per_second = per_second
        self._seats = seats
        self._left: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def wait_seconds(self, seat: str, now: datetime) -> int:
        """0 when the message is taken, else when to try again."""
        left, since = self._left.get(seat, (float(self._burst), now))
        gained = max(0.0, (now - since).total_seconds()) * self._per_second
        left = min(float(self._burst), left + gained)
        taken = left >= 1
        self._left[seat] = (left - 1 if taken else left, now)
        self._left.move_to_end(seat)
        if len(self._left) > self._seats:
            self._left.popitem(last=False)
        return 0 if taken else max(1, round((1 - left) / self._per_second))

    def move(self, seat: str, other: str) -> None:
        """What the seat has left is the other's: it is the same person."""
        if seat in self._left:
            self._left[other] = self._left.pop(seat)

    def give_back(self, seat: str) -> None:
        """What was taken counts for nothing."""
        if seat in self._left:
            left, since = self._left[seat]
            self._left[seat] = (min(float(self._burst), left + 1), since)
