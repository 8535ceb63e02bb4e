"""The cookies that a seat leaves with a browser: its sealed key above all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.channels.web import guard
from bot.channels.web.seal import KEEPS, Seal, bare, hashed
from bot.ports.clock import Clock

KEY = "yachaski"


class Cookies:
    """Reads and leaves the cookies of one kind of seat.

    `known` says whether something was said under a carrier's id: a key of before there were seals is taken for its
    holder's, and sealed with the page that is shown next. `doubted` says whether the clock is not to be believed:
    then no key is too old.
    """

    def __init__(
        self,
        clock: Clock,
        known: Callable[[str], Awaitable[bool]],
        doubted: Callable[[], Awaitable[bool]],
    ) -> None:
        self._clock, self._known, self.doubted = clock, known, doubted
        self.seal = Seal()

    async def key(self, request: web.Request) -> str | None:
        """The key of ours that this browser keeps for this seat."""
        cookie = request.cookies.get(KEY, "")
        sealed = self.seal.opened(cookie)
        if sealed is None:
            old = bare(cookie)
            return old if old and await self._known(hashed(old)) else None
        if sealed.is_over(self._clock.now().date()) and not await self.doubted():
            return None
        return sealed.key

    async def carrier_id(self, request: web.Request) -> str | None:
        """Who sits at this seat; None for a browser without a key of ours."""
        key = await self.key(request)
        return hashed(key) if key else None

    def keep(self, request: web.Request, response: web.StreamResponse, key: str, *, lent: bool = False) -> None:
        """Lets the browser have the key, sealed today; one that is `lent` until the browser is closed."""
        sealed = self.seal.sealed(key, self._clock.now().date())
        self.put(request, response, KEY, sealed, None if lent else int(KEEPS.total_seconds()))

    def leave(self, request: web.Request, response: web.StreamResponse) -> None:
        """Takes the key away: the next one at this browser is somebody else."""
        self.put(request, response, KEY, "", 0)

    def put(
        self, request: web.Request, response: web.StreamResponse, name: str, value: str, seconds: int | None
    ) -> None:
        """A cookie for this seat alone, out of reach of scripts and of other sites."""
        # Who claims https falsely only keeps the cookie from herself.
        https = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
        response.set_cookie(
            name, value, max_age=seconds, path=guard.seat_path(request), httponly=True, samesite="Lax", secure=https
        )
