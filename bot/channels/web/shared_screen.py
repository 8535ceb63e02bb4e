"""Ears for a screen that many share, one after the other: nothing stays there, and who leaves it is gone.

A session is one cookie and one address of its own. The box alone knows which sessions there are, in memory: one
that was not touched for ten minutes, or that a restart forgot, is over, and its cookie opens nothing.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import takewhile

from aiohttp import web
from msgspec import Struct

from bot.channels.web import cookies
from bot.channels.web.ear import Site, WebEar, kindly, who
from bot.channels.web.guard import Allowance, Refused
from bot.channels.web.seal import hashed, new_key
from bot.channels.web.stream import begin_anew
from bot.core.event import SCREEN, Heard, Left, to_json
from bot.ports.book import Book
from bot.ports.clock import Clock
from bot.ports.hearing import Bell, Hearing, Raw
from bot.ports.sending import Files
from bot.ports.store import Store

SEAT = "camion"
IDLE = timedelta(minutes=10)
MOST_SESSIONS = 10_000


class _Session(Struct):
    touched_at: datetime
    spoke: bool = False


class Sessions:
    """Who sits at a shared screen now, in the order in which they touched it; the oldest make room."""

    def __init__(self, clock: Clock, most: int = MOST_SESSIONS) -> None:
        self._clock = clock
        self._most = most
        self._known: OrderedDict[str, _Session] = OrderedDict()

    def begin(self, carrier: str, *, spoke: bool = False) -> None:
        """Somebody new sits down; who `spoke` is the same person under another key."""
        self._known[carrier] = _Session(self._clock.now(), spoke)
        if len(self._known) > self._most:
            self._known.popitem(last=False)

    def alive(self, carrier: str) -> bool:
        """Whether the session is not over."""
        session = self._known.get(carrier)
        return session is not None and self._clock.now() - session.touched_at < IDLE

    def touch(self, carrier: str, *, speaks: bool = False) -> bool:
        """Somebody is there; False when the session was over before."""
        if not self.alive(carrier):
            return False
        session = self._known[carrier]
        session.touched_at = self._clock.now()
        session.spoke |= speaks
        self._known.move_to_end(carrier)
        return True

    def spoke(self, carrier: str) -> bool:
        """Whether anything was said there: only then does anybody have to be parted from it."""
        return carrier in self._known and self._known[carrier].spoke

    def end(self, carrier: str) -> None:
        """Whoever sat there is gone."""
        self._known.pop(carrier, None)

    def over(self) -> list[str]:
        """The sessions that ended by themselves and are still known."""
        return list(takewhile(lambda carrier: not self.alive(carrier), self._known))


class ScreenEar(WebEar):
    """Hears the shared screens. Their files are served by the page beside it."""

    channel = SCREEN
    seat = SEAT
    home = SEAT
    shared = True

    def __init__(
        self,
        hearing: Hearing,
        store: Store,
        bell: Bell,
        clock: Clock,
        files: Files,
        site: Site,
        allowance: Allowance | None = None,
    ) -> None:
        self._sessions = Sessions(clock)
        super().__init__(hearing, store, bell, clock, files, site, allowance)

    def routes(self) -> list[web.RouteDef]:
        """The screens' routes, to be added before the page's."""
        return [web.post(f"/s/{{seat:{SEAT}}}/toque", self._touch), *self._seat_routes()]

    async def _home(self, request: web.Request) -> web.Response:
        """A link that says where to begin was scanned or sent: it is for one's own browser."""
        scanned = "seat" not in request.match_info and "start" in request.query
        return cookies.led(request, WebEar.home if scanned else SEAT)

    # --- who sits there ------------------------------------------------------------------------------------

    async def _gone(self, carrier: str) -> bool:
        """Whether the session is over; whoever was there is parted."""
        if self._sessions.alive(carrier):
            return False
        await self._part(carrier)
        return True

    async def _is_known(self, carrier: str) -> bool:
        return self._sessions.alive(carrier)

    async def _sitting(self, request: web.Request) -> str | None:
        carrier = await self.cookies.carrier_id(request)
        return carrier if carrier and self._sessions.alive(carrier) else None

    async def _key(self, request: web.Request) -> str:
        """The key of whoever sits there, touched; a new session for anybody else. Raises Refused for too many."""
        key = await self.cookies.key(request)
        if key and self._sessions.touch(hashed(key)):
            return key
        wait = self.tries.newcomer(self._callers.of(request))
        if wait:
            raise Refused(429, self._("Hay mucha gente entrando. Espera un momento: esta página se abre sola."), wait)
        key = new_key()
        self._sessions.begin(hashed(key))
        return key

    def _keep(self, request: web.Request, response: web.StreamResponse, key: str) -> None:
        self.cookies.keep(request, response, key, lent=True)

    async def _hear(self, carrier: str, given: Mapping[str, object], heard: Heard, *, plain: bool, renews: bool) -> str:
        another = await super()._hear(carrier, given, heard, plain=plain, renews=renews)
        if another:
            self._sessions.begin(hashed(another), spoke=True)
        return another

    def _standing(self, book: Book, carrier: str) -> tuple[bool, bool]:
        return False, super()._standing(book, carrier)[1]  # whoever sits there was counted when they sat down

    async def _admitted(self, request: web.Request) -> str:
        """Who sends, touched; whoever's session is over reads how to come back."""
        carrier = await super()._admitted(request)
        if not self._sessions.touch(carrier, speaks=True):
            raise Refused(410, self._("Este chat ya se cerró. Ahora se abre otra vez: entra con tu clave."), 5)
        return carrier

    def _moved_away(self, old: str) -> None:
        """The page that sat there under the old key begins anew with the new one."""
        self._sessions.end(old)
        self.streams.leave(old, wiped=True)

    # --- what the page sends -------------------------------------------------------------------------------

    def _back(self, request: web.Request, given: Mapping[str, object], last: int, *, grave: bool) -> web.Response:
        """To the page. What was said is not left with the browser, so that only the answer is shown."""
        return web.Response(status=303, headers={"Location": f"./?tras={last}#fin"})

    @kindly
    async def _touch(self, request: web.Request) -> web.StreamResponse:
        """Somebody is there; 410 when the session was over before."""
        there = self._sessions.touch(await super()._admitted(request))
        await self._sweep()
        return web.Response(status=204 if there else 410)

    @kindly
    async def _leave(self, request: web.Request) -> web.StreamResponse:
        self._refuse_foreign(request)
        carrier = await self.cookies.carrier_id(request)
        if carrier is not None:
            await self._part(carrier)
        await self._sweep()
        response = web.Response(status=303, headers={"Location": "./"})
        self.cookies.leave(request, response)
        return response

    async def _part(self, carrier: str) -> None:
        """Nobody sits there any more; whoever was there is parted from the address, durably."""
        try:
            if self._sessions.spoke(carrier):
                left = Raw(self.channel, f"{carrier}:/salir", carrier, to_json(Left()))
                await asyncio.shield(self._hearing.hear([left]))  # also where the page that noticed it hangs up
        finally:
            self._sessions.end(carrier)
            self.streams.leave(carrier, wiped=True)

    async def _sweep(self) -> None:
        """Parts whoever went away without a word."""
        for carrier in self._sessions.over():
            await self._part(carrier)

    # --- the stream ----------------------------------------------------------------------------------------

    @kindly
    async def _stream(self, request: web.Request) -> web.StreamResponse:
        carrier = await super()._admitted(request)
        if await self._gone(carrier) or request.query.get("who") != who(carrier):
            return await begin_anew(request)
        return await self._tell(request, carrier)

    def _say_no(self, refused: Refused) -> web.Response:
        """A screen stands alone: the page that says no opens the chat again by itself."""
        response = super()._say_no(refused)
        if refused.wait_seconds:
            response.headers["Refresh"] = f"{refused.wait_seconds}; url=/s/{SEAT}/"
        return response


def closed(app: web.Application) -> None:
    """Where no screen is shared, the screens' address leads to one's own browser."""

    async def elsewhere(request: web.Request) -> web.Response:
        return cookies.led(request, WebEar.home)

    for path in (f"/s/{SEAT}", f"/s/{SEAT}/"):
        app.router.add_get(path, elsewhere)
