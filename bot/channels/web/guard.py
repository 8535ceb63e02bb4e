"""What stands between the network and the chat: the seat's cookie, foreign pages, bodies, and haste."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

BODY_BYTES = 64 * 1024
BODY_SECONDS = 10
_COOKIE = "yachaski"
_COOKIE_SECONDS = 400 * 86_400  # browsers keep a cookie for 400 days at most (RFC 6265bis)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


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


def token(request: web.Request) -> str | None:
    """The key that this browser keeps for this seat."""
    found = request.cookies.get(_COOKIE, "")
    return found if _TOKEN.fullmatch(found) else None


def new_token() -> str:
    """A key for a newcomer: 32 random bytes."""
    return secrets.token_urlsafe(32)


def hashed(key: str) -> str:
    """Who holds the key, as the carrier's id: the database holds no key."""
    return hashlib.sha256(key.encode()).hexdigest()


def carrier_id(request: web.Request) -> str | None:
    """Who sits at this seat; None for a browser without its cookie."""
    found = token(request)
    return hashed(found) if found else None


def seat_path(request: web.Request) -> str:
    """The path under which the seat's cookie is sent: one browser may hold several seats."""
    return f"/s/{request.match_info['seat']}/"


def admit(request: web.Request, response: web.StreamResponse, key: str) -> None:
    """Lets the browser keep the key for another 400 days."""
    set_cookie(request, response, _COOKIE, key, _COOKIE_SECONDS)


def lend(request: web.Request, response: web.StreamResponse, key: str) -> None:
    """Lets the browser have the key until it is closed."""
    set_cookie(request, response, _COOKIE, key, None)


def leave(request: web.Request, response: web.StreamResponse) -> None:
    """Takes the cookie away: the next one at this browser is somebody else."""
    set_cookie(request, response, _COOKIE, "", 0)


def set_cookie(request: web.Request, response: web.StreamResponse, name: str, value: str, seconds: int | None) -> None:
    """A cookie for this seat alone, out of reach of scripts and of other sites."""
    # Who claims https falsely only keeps the cookie from herself.
    https = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
    response.set_cookie(
        name, value, max_age=seconds, path=seat_path(request), httponly=True, samesite="Lax", secure=https
    )


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
