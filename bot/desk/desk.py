"""The desk: pages for a larger screen that look and print, and never speak to a child.

A page that is not the looker's and one that is not there are answered alike.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import structlog
from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.core.figures import hard_items, table
from bot.core.figures.aftermath import CANNOT
from bot.core.figures.definition import meanings
from bot.core.figures.table import Report
from bot.core.people import Class, Member
from bot.core.scene import Context
from bot.desk import report_pages, views
from bot.desk.doors import COOKIE, CSRF, POLICY, Door, Looker
from bot.desk.report_pages import Papers, TooWide, Wanted
from bot.ports.book import Book
from bot.ports.digests import Looked
from bot.ports.store import Store

_HERE = Path(__file__).parent
BODY_BYTES = 4096
BODY_SECONDS = 10
NOT_HERE = "El panel muestra datos de menores y aquí la red no va cifrada. Pide el informe con /informe en tu chat."
OVER = "Tu sesión terminó. Escribe /panel en tu chat y abre el enlace nuevo."
NO_LINK = "Ese enlace ya no abre: sirve una sola vez, en diez minutos. Escribe /panel en tu chat y te doy otro."
TOO_MANY = "Hubo muchos intentos desde aquí. Espera una hora, o abre el enlace desde tu celular."
NOT_FOUND = "Aquí no hay nada para ti con esa dirección."
FAULT = "Algo falló de nuestro lado. Prueba otra vez en un momento."
FOREIGN = "Eso no vino de una página del panel. Vuelve y prueba otra vez."

log = structlog.get_logger(__name__)

Page = Callable[[web.Request, Looker], Awaitable[web.Response]]


class Desk:
    """`present` is the world at this instant, in Spanish; `chat` the link that leads back to the chat."""

    def __init__(
        self, store: Store, door: Door, present: Callable[[], Context], papers: Papers, title: str, chat: str
    ) -> None:
        self._store, self._door, self._present, self._papers = store, door, present, papers
        self._css = (_HERE / "desk.css").read_bytes()
        self._css_path = f"/panel/desk.{hashlib.sha256(self._css).hexdigest()[:8]}.css"
        environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        environment.globals.update(title=title, css=self._css_path, number=views.number, chat=chat)
        self._pages = environment

    def setup(self, app: web.Application) -> None:
        """The desk's addresses."""
        app.add_routes(
            [
                web.get(self._css_path, self._style),
                web.get("/panel", self._page(self._today)),
                web.post("/panel/salir", self._out),
                web.get("/panel/grupo/{cohort}", self._page(self._group)),
                web.get("/panel/grupo/{cohort}/xlsx", self._page(self._group_sheet)),
                web.get("/panel/preguntas/{cohort}", self._page(self._hard)),
                web.get("/panel/informe/{cohort}", self._page(self._report)),
                web.get("/panel/informe/{cohort}/{kind}", self._page(self._report)),
                web.get("/panel/programa", self._page(self._programme)),
                web.get("/panel/programa/{kind}", self._page(self._programme)),
                web.get("/panel/logros", self._page(self._became)),
                web.get("/panel/logros/pdf", self._page(self._became)),
                web.get("/panel/estudiante/{learner}", self._page(self._learner)),
                web.get("/panel/{token:[\\w-]{20,90}}", self._entrance),
                web.post("/panel/{token:[\\w-]{20,90}}", self._enter),
                web.route("*", "/panel/{rest:.*}", self._page(self._nothing)),
            ]
        )

    # --- the door

    async def _entrance(self, request: web.Request) -> web.Response:
        """What a link shows: nothing is spent, and nobody learns whether it is good."""
        if not self._door.is_safe(request):
            return self._sentence(NOT_HERE, 403)
        return self._said("enter.html", path=request.path)

    async def _enter(self, request: web.Request) -> web.Response:
        if not self._door.is_safe(request):
            return self._sentence(NOT_HERE, 403)
        if self._door.is_foreign(request):
            return self._sentence(FOREIGN, 403)
        if self._door.is_shut(request):
            return self._sentence(TOO_MANY, 429)
        key = await self._door.enter(request, request.match_info["token"])
        if not key:
            return self._sentence(NO_LINK, 404)
        response = self._led("/panel")
        response.set_cookie(COOKIE, key, path="/", secure=True, httponly=True, samesite="Lax")
        return response

    async def _out(self, request: web.Request) -> web.Response:
        looker = await self._door.looker(request)
        if looker is None:
            return self._sentence(OVER, 403)
        if not self._door.may_post(request, looker, await _csrf(request)):
            return self._sentence(FOREIGN, 403)
        await self._door.leave(looker)
        response = self._sentence("Listo, saliste del panel.", 200)
        response.set_cookie(COOKIE, "", max_age=0, path="/", secure=True, httponly=True, samesite="Lax")
        return response

    def _page(self, page: Page) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def shown(request: web.Request) -> web.Response:
            if not self._door.is_safe(request):
                return self._sentence(NOT_HERE, 403)
            try:
                looker = await self._door.looker(request)
                return await page(request, looker) if looker else self._sentence(OVER, 403)
            except Exception as fault:
                log.exception("desk.fault", fault=type(fault).__name__, page=page.__name__)
                return self._sentence(FAULT, 500)

        return shown

    # --- the pages

    async def _today(self, request: web.Request, looker: Looker) -> web.Response:
        classes = looker.teacher.classes if looker.teacher else ()
        one = next((one for one in classes if one.cohort.id == request.query.get("grupo")), None)
        if one is None and (request.query.get("grupo") or not classes):
            return self._nobodys(looker) if classes else self._said("nothing.html", looker=looker)
        shown, context = one or classes[0], self._present()
        weeks, needs, last = await self._store.read(
            lambda book: (
                views.weeks(book, shown, context),
                views.needs(book, shown, context),
                views.last_announcement(book, looker.person, context),
            )
        )
        return self._said(
            "today.html",
            looker=looker,
            one=shown,
            needs=needs,
            weeks=weeks,
            last=last,
            questions=views.questions(shown.questions, shown, context),
        )

    async def _group(self, request: web.Request, looker: Looker) -> web.Response:
        one, sort = _class(looker, request.match_info["cohort"]), request.query.get("orden", "nombre")
        if one is None or sort not in views.SORTS:
            return self._nobodys(looker)
        await self._looked(looker, None, "list")
        made = views.rows(one, sort, self._present())
        return self._said("group.html", looker=looker, one=one, rows=made, sort=sort)

    async def _group_sheet(self, request: web.Request, looker: Looker) -> web.Response:
        """The class by name, as a file; a look, as the page is."""
        one = _class(looker, request.match_info["cohort"])
        if one is None:
            return self._nobodys(looker)
        await self._looked(looker, None, "list")
        return await report_pages.class_list(self._papers, one, self._present())

    async def _hard(self, request: web.Request, looker: Looker) -> web.Response:
        one = _class(looker, request.match_info["cohort"])
        if one is None:
            return self._nobodys(looker)
        tries = await self._store.read(lambda book: book.desk_first_tries(one.cohort.id))
        items = hard_items.hardest(tries, self._present().course, views.HARD_SHOWN)
        return self._said("hard.html", looker=looker, one=one, items=items)

    async def _report(self, request: web.Request, looker: Looker) -> web.Response:
        return await self._figures(request, looker, report_pages.of_cohort(looker, request))

    async def _programme(self, request: web.Request, looker: Looker) -> web.Response:
        return await self._figures(request, looker, report_pages.of_programme(looker, request))

    async def _became(self, request: web.Request, looker: Looker) -> web.Response:
        """What became of learners, on a page or as its PDF."""
        wanted = report_pages.of_programme(looker, request)
        if wanted is None:
            return self._nobodys(looker)
        found = await report_pages.became(self._store, self._papers, wanted, self._present())
        if isinstance(found, str):
            return self._said("sentence.html", 404, looker=looker, text=found)
        if request.path.endswith("/pdf"):
            return await report_pages.page(self._papers, *found)
        of, lines = found
        return self._said("honest.html", looker=looker, query=wanted.query, of=of, cannot=CANNOT, lines=lines)

    async def _figures(self, request: web.Request, looker: Looker, wanted: Wanted | None) -> web.Response:
        """The table, or one of its files; a period or a place that is none earns a sentence and the way back."""
        kind = request.match_info.get("kind", "")
        if wanted is None or kind not in {"", *report_pages.TYPES}:
            return self._nobodys(looker)
        report = await report_pages.counted(self._store, self._papers, wanted, self._present())
        if isinstance(report, str):
            return self._said("sentence.html", 404, looker=looker, text=report)
        if kind:
            return await self._file(looker, report, kind)
        places = await report_pages.places(self._store) if wanted.scope != "cohort" else None
        rows, known = table.rows(report), meanings()
        return self._said(
            "report.html", looker=looker, wanted=wanted, places=places, of=report.of, rows=rows, meanings=known
        )

    async def _file(self, looker: Looker, report: Report, kind: str) -> web.Response:
        try:
            return await report_pages.file(self._papers, report, kind)
        except TooWide as wide:
            text = f"En una página caben {wide.most} meses. Pide menos, o baja el XLSX."
            return self._said("sentence.html", 404, looker=looker, text=text)

    async def _learner(self, request: web.Request, looker: Looker) -> web.Response:
        found = _member(looker, request.match_info["learner"])
        if found is None:
            return self._nobodys(looker)
        one, member = found
        await self._looked(looker, member.learner, "page")
        context = self._present()
        monday = context.today(one.cohort) - timedelta(days=context.today(one.cohort).weekday())
        first = monday - timedelta(weeks=views.WEEKS - 1)
        joined = member.joined.astimezone(context.zone(one.cohort)).date()
        joined -= timedelta(days=joined.weekday())

        def known(book: Book) -> tuple[list[int], list[str], str]:
            wrote = book.desk_days_of(member.learner, one.cohort.id, first)
            here = (context.today(one.cohort) - joined).days // views.DAYS_A_WEEK + 1
            needs = views.needs(book, one, context)
            why = next((need.why for need in needs if need.learner == member.learner), "")
            facts = views.sheet(book, one, member, context)
            return views.by_week(wrote, first)[: max(1, here)], facts, why

        days, facts, why = await self._store.read(known)

        row = next(row for row in views.rows(one, "nombre", context) if row.learner == member.learner)
        asked = [question for question in one.questions if question.learner == member.learner]
        return self._said(
            "learner.html",
            looker=looker,
            one=one,
            row=row,
            why=why,
            facts=facts,
            days=days,
            questions=views.questions(asked, one, context),
        )

    async def _nothing(self, _request: web.Request, looker: Looker) -> web.Response:
        return self._nobodys(looker)

    async def _looked(self, looker: Looker, learner: str | None, what: Looked) -> None:
        """Who looked at whom is kept: it goes with either of them."""
        now = self._present().now
        await self._store.run(lambda book: book.add_look(looker.person, learner, what, now))

    # --- answers

    def _nobodys(self, looker: Looker) -> web.Response:
        return self._said("sentence.html", 404, looker=looker, text=NOT_FOUND)

    def _sentence(self, text: str, status: int) -> web.Response:
        return self._said("sentence.html", status, text=text)

    def _said(self, template: str, status: int = 200, looker: Looker | None = None, **values: object) -> web.Response:
        text = self._pages.get_template(template).render(looker=looker, **values)
        response = web.Response(text=text, status=status, content_type="text/html", headers=POLICY)
        response.headers["Content-Language"] = "es-PE"
        return response

    def _led(self, where: str) -> web.Response:
        return web.Response(status=303, headers={**POLICY, "Location": where})

    async def _style(self, _request: web.Request) -> web.Response:
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=self._css, content_type="text/css", charset="utf-8", headers=headers)


def _class(looker: Looker, cohort: str) -> Class | None:
    classes = looker.teacher.classes if looker.teacher else ()
    return next((one for one in classes if one.cohort.id == cohort), None)


def _member(looker: Looker, learner: str) -> tuple[Class, Member] | None:
    for one in looker.teacher.classes if looker.teacher else ():
        for member in one.members:
            if member.learner == learner and member.accepted:
                return one, member
    return None


async def _csrf(request: web.Request) -> str:
    """The form's proof; a body that is too long has none."""
    body = b""
    with suppress(TimeoutError):
        async with asyncio.timeout(BODY_SECONDS):
            body = await request.content.read(BODY_BYTES)
    return parse_qs(body.decode("latin-1")).get(CSRF, [""])[0]
