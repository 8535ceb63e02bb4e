"""The report at the desk: what a period's table says, and the same as files, which somebody else makes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

from aiohttp import web
from msgspec import Struct

from bot.core.figures import request as periods
from bot.core.figures.aftermath import Line
from bot.core.figures.period import Period
from bot.core.figures.table import Report
from bot.core.people import Class
from bot.core.scene import Context
from bot.desk.doors import POLICY, Looker
from bot.ports.book import Book
from bot.ports.figures import Scope
from bot.ports.store import Store

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv",
}
"""What is offered, the surest first."""


Became = tuple[str, list[Line]]
"""Of whom the page is, and its figures."""


class Papers(Struct, frozen=True):
    """How a report is made: `asked` counts it (or says why not), `files` make it a file by its kind.

    `class_list` is a class by name, as XLSX. `became` says of whom and what became of them (or why not), `page` is that
    as a PDF.
    """

    asked: Callable[[Book, Scope, str, Sequence[Period], Context], Report | str]
    files: Mapping[str, Callable[[Report], bytes]]
    class_list: Callable[[Class, Context], bytes]
    became: Callable[[Book, Scope, str, Context], Became | str]
    page: Callable[[str, list[Line]], bytes]


class TooWide(Exception):
    """A page holds no more than `most` months."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class Wanted(Struct, frozen=True):
    """Of whom and of when a page asks; `way` is the page's own address, less the period."""

    scope: Scope
    text: str
    way: str
    first: str = ""
    last: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The period, as the addresses of the files carry it."""
        named = {"desde": self.first, "hasta": self.last}
        if self.scope in {"site", "region"}:
            named[{"site": "sede", "region": "region"}[self.scope]] = self.text
        return {name: value for name, value in named.items() if value}


def of_cohort(looker: Looker, request: web.Request) -> Wanted | None:
    """One's own class; None for any other."""
    id = request.match_info["cohort"]
    classes = looker.teacher.classes if looker.teacher else ()
    code = next((one.cohort.code for one in classes if one.cohort.id == id), "")
    return _wanted("cohort", code, f"/panel/informe/{id}", request) if code else None


def of_programme(looker: Looker, request: web.Request) -> Wanted | None:
    """The programme, a region or a site; None for who does not run it."""
    if not looker.operator:
        return None
    site, region = request.query.get("sede", ""), request.query.get("region", "")
    scope: Scope = "site" if site else "region" if region else "programme"
    return _wanted(scope, site or region, "/panel/programa", request)


def _wanted(scope: Scope, text: str, way: str, request: web.Request) -> Wanted:
    return Wanted(scope, text, way, request.query.get("desde", ""), request.query.get("hasta", ""))


async def counted(store: Store, papers: Papers, wanted: Wanted, context: Context) -> Report | str:
    """The report, or the sentence why there is none."""
    months = periods.asked(wanted.first, wanted.last, context.today(None))
    if isinstance(months, str):
        return months
    return await store.read(lambda book: papers.asked(book, wanted.scope, wanted.text, months, context))


async def became(store: Store, papers: Papers, wanted: Wanted, context: Context) -> Became | str:
    """What became of the learners of a site, a region or the programme, or why nobody can say."""
    return await store.read(lambda book: papers.became(book, wanted.scope, wanted.text, context))


async def page(papers: Papers, of: str, lines: list[Line]) -> web.Response:
    """The same as a PDF; made beside the writer."""
    body = await asyncio.to_thread(papers.page, of, lines)
    return _kept(body, "pdf", "logros.pdf")


async def places(store: Store) -> tuple[list[str], list[str]]:
    """The regions and the sites of the itinerary, each once."""
    planned = await store.read(lambda book: book.itinerary())
    return sorted({one.region for one in planned}), sorted({one.site for one in planned})


async def class_list(papers: Papers, one: Class, context: Context) -> web.Response:
    """The class by name, made beside the writer."""
    body = await asyncio.to_thread(papers.class_list, one, context)
    return _kept(body, "xlsx", "avance.xlsx")


async def file(papers: Papers, report: Report, kind: str) -> web.Response:
    """The report as a file; made beside the writer."""
    body = await asyncio.to_thread(papers.files[kind], report)
    return _kept(body, kind, f"informe.{kind}")


def _kept(body: bytes, kind: str, name: str) -> web.Response:
    """A file to be kept, by its kind and its name."""
    kept = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=body, content_type=TYPES[kind], headers={**POLICY, **kept})
