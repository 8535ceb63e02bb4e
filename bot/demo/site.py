"""The demo's own pages: three doors with both chats behind them, the clock, and what an operator sees.

Visitors talk through the chat's own page. The clock and the truck are moved by forms that only these pages may
send; who answers for a visitor is learnt from the seat that the visitor talks at.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.app import House
from bot.box.health import Health
from bot.channels.web import guard
from bot.channels.web.guard import Refused
from bot.channels.web.seal import hashed
from bot.core.people import Cohort
from bot.demo import cast, words, year
from bot.demo.cast import Elena
from bot.demo.clock_walk import calm
from bot.demo.journey import Journey
from bot.demo.pages import Look
from bot.demo.programme import read_programme
from bot.demo.pupils import CHANNEL, Pupil, Pupils
from bot.ports.book import Book

LEARNER_SEAT, TEACHER_SEAT = "/s/estudiante/", "/s/profe/"
FRAMED = "marco"


async def _always() -> bool:
    return True


class DemoSite:
    """What `run` has not. Nobody is let in before `opening` has come to its end."""

    def __init__(self, house: House, journey: Journey, elena: Elena, classmates: Sequence[Pupil]) -> None:
        self._house, self._journey, self._elena, self._classmates = house, journey, elena, classmates
        house.page.cookies.doubted = _always  # visitors walk over months: nobody's key is too old for it
        self._health = Health(house.store, house.clock, [CHANNEL])
        self._look = Look()
        self._open = asyncio.Event()
        self._opening: asyncio.Task[None] | None = None
        self._visitors: dict[str, Pupil] = {}
        self.answers_for_visitors = True

    def application(self) -> web.Application:
        """The chat, health, and the demo's pages around them."""
        app = web.Application(middlewares=[self._notice])
        self._house.screens.setup(app, home=False)
        self._house.page.setup(app, home=False)
        self._health.setup(app)
        app.add_routes(
            [
                web.get("/", self._home),
                web.get(f"{LEARNER_SEAT}entrar", self._enter_learner),
                web.get(f"{LEARNER_SEAT}puntos", self._dots),
                web.get(f"{TEACHER_SEAT}entrar", self._enter_teacher),
                web.get("/programa", self._programme),
                web.post("/programa/queda", self._stay),
                web.get("/reloj", self._clock),
                web.post("/reloj", self._move),
                *self._look.routes(),
            ]
        )
        app.on_shutdown.append(self._end)
        return app

    # --- opening and closing -------------------------------------------------------------------------------

    def begin(self, opened: Callable[[], Awaitable[None]], failed: Callable[[], None]) -> None:
        """Opens the demo in the background; whoever comes before it is open waits that moment."""

        async def opening() -> None:
            try:
                await opened()
                self._open.set()
            except Exception:
                failed()
                raise

        self._opening = asyncio.create_task(opening())

    async def opened(self) -> None:
        """Returns when everybody is there."""
        await self._open.wait()

    async def _end(self, _: web.Application) -> None:
        if self._opening and not self._opening.done():
            self._opening.cancel()
        await self._journey.end()

    # --- who answers ---------------------------------------------------------------------------------------

    @property
    def visitors(self) -> list[str]:
        """Who talks at the learner's seat, by their carrier ids."""
        return list(self._visitors)

    async def answer(self, pupils: Pupils) -> None:
        """Classmates live their day, Elena recognises newcomers, and visitors are answered for if they want."""
        visitors = list(self._visitors.values()) if self.answers_for_visitors else []
        await pupils.answer([*self._classmates, self._elena.pupil, *visitors])

    @web.middleware
    async def _notice(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Whoever talks at the learner's seat is a visitor; who finds the teacher's by its address is Elena there."""
        if request.method == "GET" and request.path_qs == TEACHER_SEAT and not await self._is_elena(request):
            return _to(f"{TEACHER_SEAT}entrar")
        if request.method == "POST" and request.path == f"{LEARNER_SEAT}say":
            carrier = await self._house.page.cookies.carrier_id(request)
            response = await handler(request)
            if carrier and not guard.is_foreign(request):
                self._met(carrier, self._renewed(response) or carrier)
            return response
        return await handler(request)

    def _met(self, before: str, carrier: str) -> None:
        """A visitor, under the key of now: a code that opens something changes it."""
        self._visitors.pop(before if before != carrier else "", None)
        self._visitors.setdefault(carrier, cast.visitor(carrier))

    def _renewed(self, response: web.StreamResponse) -> str:
        """Who the visitor is from here on, where the page got another key; `""` where it keeps its own."""
        sealed = (self._house.page.cookies.seal.opened(cookie.value) for cookie in response.cookies.values())
        return next((hashed(found.key) for found in sealed if found), "")

    # --- doors ---------------------------------------------------------------------------------------------

    async def _is_elena(self, request: web.Request) -> bool:
        return await self._house.page.cookies.carrier_id(request) == self._elena.pupil.carrier

    async def _home(self, _: web.Request) -> web.Response:
        await self.opened()
        return self._look.page("home.html", **await self._state())

    async def _enter_learner(self, request: web.Request) -> web.Response:
        """With the poster's code, until there is a conversation to go on with."""
        await self.opened()
        carrier = await self._house.page.cookies.carrier_id(request)
        begun = bool(carrier) and await self._house.store.read(lambda book: bool(book.address(CHANNEL, carrier or "")))
        return _to(LEARNER_SEAT if begun else f"{LEARNER_SEAT}?start={cast.CODE}")

    async def _enter_teacher(self, request: web.Request) -> web.Response:
        """The browser gets Elena's own key to her seat."""
        await self.opened()
        # with a word, so that a browser without cookies is not sent in a circle
        response = _to(f"{TEACHER_SEAT}?elena")
        self._house.page.cookies.keep(request, response, self._elena.key, lent=True)
        return response

    async def _dots(self, request: web.Request) -> web.Response:
        """What came to this visitor since the truck left, a message a dot."""
        await self.opened()
        carrier = await self._house.page.cookies.carrier_id(request)
        found = await self._house.store.read(lambda book: year.dots(book, carrier)) if carrier else []
        return web.json_response([(dot.day, dot.text) for dot in found], headers={"Cache-Control": "no-store"})

    # --- the clock -----------------------------------------------------------------------------------------

    async def _clock(self, _: web.Request) -> web.Response:
        await self.opened()
        return web.json_response(await self._state(), headers={"Cache-Control": "no-store"})

    async def _state(self) -> dict[str, Any]:
        now, steps = self._journey.now(), await self._journey.steps()
        cohort, announced = await self._house.store.read(self._scene)
        gone = "partida" not in steps
        values = {"learner": bool(self._visitors), "announced": announced, "gone": gone}
        place, more = words.place(cohort, now, gone=gone)
        return {
            "date": words.moment(now),
            "place": place,
            "more": more,
            "hint": words.hint(now, cohort.visit, **values),
            "dots": words.DOTS if gone and values["learner"] else "",
            "share": self._journey.share(),
            "gone": gone,
            "steps": [(step, words.STEPS[step]) for step in steps],
            "answers": self.answers_for_visitors,
        }

    def _scene(self, book: Book) -> tuple[Cohort, bool]:
        cohort = cast.cohort(book)
        teachers = book.teachers_of(cohort.id)
        return cohort, any(book.latest_announcement(someone.id) for someone in teachers)

    async def _move(self, request: web.Request) -> web.Response:
        refused = self._refused(request)
        if refused:
            return refused
        await self.opened()
        match await _form(request):
            case {"paso": "alto"}:
                self._journey.halt()
            case {"paso": str(step)} if not await self._journey.go(step):
                return _no(409, "El reloj ya está caminando, o ese paso no lleva adelante. Espera un momento.")
            case {"paso": str()}:
                pass
            case {"responder": "si" | "no" as wanted}:
                self.answers_for_visitors = wanted == "si"
            case _:
                return _no(400, "No entendí ese paso. Actualiza la página y prueba otra vez.")
        return await self._after(request, "/")

    async def _after(self, request: web.Request, page: str) -> web.Response:
        """To the page, or for its script what stands on it now."""
        return await self._clock(request) if "json" in request.headers.get("Accept", "") else _to(page)

    def _refused(self, request: web.Request) -> web.Response | None:
        if guard.is_foreign(request):
            return _no(403, "Esto llegó desde otra página. Abre la demostración y hazlo ahí.")
        return None

    # --- the programme -------------------------------------------------------------------------------------

    async def _programme(self, request: web.Request) -> web.Response:
        await self.opened()
        now = self._journey.now()
        seen = await self._house.store.read(lambda book: read_programme(book, now))
        values = {
            "programme": seen,
            "problems": await self._health.problems(),
            "can_stay": await self._house.store.read(lambda book: cast.can_stay(book, now)),
            "framed": FRAMED in request.query,
        }
        return self._look.page("programme.html", **values, **await self._state())

    async def _stay(self, request: web.Request) -> web.Response:
        refused = self._refused(request)
        if refused:
            return refused
        await self.opened()
        await self._house.store.run(lambda book: cast.stay_a_week(book, self._house.clock.now()))
        await calm(self._house)
        await self._house.ticker.tick_once()
        await calm(self._house)
        return _to(f"/programa?{FRAMED}" if FRAMED in request.query else "/programa")


async def _form(request: web.Request) -> dict[str, object]:
    try:
        return dict(await guard.fields(request))
    except (ValueError, Refused, TimeoutError):
        return {}


def _to(page: str) -> web.Response:
    return web.Response(status=303, headers={"Location": page, "Cache-Control": "no-store"})


def _no(status: int, text: str) -> web.Response:
    return web.Response(status=status, text=text)
