"""The cookies that a seat leaves with a browser: its sealed key above all.

Over https a cookie's name begins with `__Host-`, which a browser takes from this host alone and never over http; such
a cookie goes to every path, so the seat is in its name. Elsewhere it goes to the seat's path alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.channels.web.seal import KEEPS, Seal, bare, hashed
from bot.ports.clock import Clock
from bot.ports.store import Store

KEY = "yachaski"
START = "inicio"
"""What the link said with which somebody came: in no address that a browser would remember."""
START_SECONDS = 1800


def seat_of(request: web.Request) -> str:
    """The seat in the request's path; `""` where there is none."""
    parts = request.path.split("/")
    return parts[2] if len(parts) > 2 and parts[1] == "s" else ""


def is_https(request: web.Request) -> bool:
    """Whether the browser speaks https; who claims it falsely only keeps the cookie from herself."""
    return request.secure or request.headers.get("X-Forwarded-Proto") == "https"


def put(
    request: web.Request, response: web.StreamResponse, name: str, value: str, seconds: int | None, seat: str = ""
) -> None:
    """A cookie for this seat alone, out of reach of scripts and of other sites."""
    seat, https = seat or seat_of(request), is_https(request)
    path = "/" if https else f"/s/{seat}/"
    response.set_cookie(
        _name(name, seat, https=https), value, max_age=seconds, path=path, httponly=True, samesite="Lax", secure=https
    )


def get(request: web.Request, name: str) -> str:
    """What the browser keeps under that name for this seat."""
    return request.cookies.get(_name(name, seat_of(request), https=is_https(request)), "")


def _kept(request: web.Request) -> str:
    """What may be a key of ours, sealed or of before."""
    return get(request, KEY) or request.cookies.get(KEY, "")


def _name(name: str, seat: str, *, https: bool) -> str:
    return f"__Host-{name}-{seat}" if https else name


def led(request: web.Request, seat: str) -> web.Response:
    """To the seat's page; what the link says to begin with goes into a cookie, the rest stays in the address."""
    start = request.query.get("start", "")
    query = request.rel_url.without_query_params("start").raw_query_string  # decoded, it could end the header
    response = web.Response(status=302, headers={"Location": f"/s/{seat}/" + (f"?{query}" if query else "")})
    if start:
        put(request, response, START, _safe(start), START_SECONDS, seat)
    return response


def _safe(start: str) -> str:
    """The code or token, where it can be one; what it is, the page looks at."""
    return "".join(letter for letter in start[:64] if letter.isascii() and (letter.isalnum() or letter in "_-")) or "-"


class Cookies:
    """Reads and leaves the keys of one kind of seat.

    `known` says whether something was said under a carrier's id: a key of before there were seals is taken for its
    holder's, and sealed with the page that is shown next. Once a browser comes with that seal the bare key is spent,
    which `facts` keeps: a copy of it opens nothing. Until then it is honoured, since an answer may be lost.
    `doubted` says whether the clock is not to be believed: then no key is too old.
    """

    def __init__(
        self,
        clock: Clock,
        known: Callable[[str], Awaitable[bool]],
        doubted: Callable[[], Awaitable[bool]],
        facts: Store,
    ) -> None:
        self._clock, self._known, self.doubted, self._facts = clock, known, doubted, facts
        self.seal = Seal()

    async def key(self, request: web.Request) -> str | None:
        """The key of ours that this browser keeps for this seat; over https also one of before, under its old name."""
        cookie = _kept(request)
        sealed = self.seal.opened(cookie)
        if sealed is None:
            return await self._of_before(bare(cookie))
        if sealed.is_over(self._clock.now().date()) and not await self.doubted():
            return None
        if sealed.exchanged:
            await self._spend(sealed.key)
        return sealed.key

    async def _of_before(self, key: str) -> str | None:
        """The bare key, while it is somebody's and its seal was not seen here."""
        if not key or not await self._known(hashed(key)):
            return None
        spent = self.seal.spent(key)
        return None if await self._facts.read(lambda book: book.fact(spent)) else key

    async def _spend(self, key: str) -> None:
        spent = self.seal.spent(key)
        if not await self._facts.read(lambda book: book.fact(spent)):
            await self._facts.run(lambda book: book.set_fact(spent, "1"))

    async def carrier_id(self, request: web.Request) -> str | None:
        """Who sits at this seat; None for a browser without a key of ours."""
        key = await self.key(request)
        return hashed(key) if key else None

    def keep(self, request: web.Request, response: web.StreamResponse, key: str, *, lent: bool = False) -> None:
        """Lets the browser have the key, sealed today; one that is `lent` until the browser is closed."""
        exchanged = bare(_kept(request)) == key
        sealed = self.seal.sealed(key, self._clock.now().date(), exchanged=exchanged)
        put(request, response, KEY, sealed, None if lent else int(KEEPS.total_seconds()))

    def leave(self, request: web.Request, response: web.StreamResponse) -> None:
        """Takes the key away: the next one at this browser is somebody else."""
        put(request, response, KEY, "", 0)
        if is_https(request):
            response.del_cookie(KEY, path=f"/s/{seat_of(request)}/")
