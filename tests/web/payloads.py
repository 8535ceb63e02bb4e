"""A hundred things that would run if a page took words for markup, seen in a real browser in every place.

They stand as learners' names and questions before whoever runs the programme, as announcements before a learner, and
as what she types herself; told by the stream to the open page, and written into the page by the box.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, expect

from bot.app import House, open_house
from bot.channels.web import seal
from bot.core.event import Heard, Said, Tapped, to_json
from bot.core.safety.contact_filter import withheld
from bot.ports.book import Book
from bot.ports.hearing import Raw
from bot.ports.sending import Message
from bot.settings import Settings
from bot.turn.world import new_id
from scheduler.clock import WallClock
from tests.bad_days.case import Counts
from tests.chat import MONDAY, at, world

_VECTORS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<body onload=alert(1)>",
)
_BREAKS = ("", '">', "'>", "</p>", "</textarea>", "</title>", "-->", "]]>", "</script>", "</style>")
_OTHERS = (
    "<a href=javascript:alert(1)>x</a>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css'</style>",
    "<math><mtext></p><script>alert(1)</script>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "{{ constructor.constructor('alert(1)')() }}",
    '" onmouseover=alert(1) x="',
    "javascript:alert(1)//",
    'data: {"n":1,"text":"x"} event: reset',
    "<!--><img src=x onerror=alert(1)>-->",
)
PAYLOADS = (*(f"{lead}{vector}" for vector in _VECTORS for lead in _BREAKS), *_OTHERS)


def chunked(payloads: tuple[str, ...], most: int) -> Iterator[str]:
    """The payloads in lines, as many together as fit."""
    together = ""
    for payload in payloads:
        if together and len(together) + len(payload) + 1 > most:
            yield together
            together = ""
        together = f"{together}\n{payload}" if together else payload
    yield together


# --- the house, and who is in it ---------------------------------------------------------------------------


class MondayClock(WallClock):
    """The machine's own pace, from a Monday morning on."""

    def __init__(self) -> None:
        self._from = self.steady()

    def now(self) -> datetime:
        return at(MONDAY, 9) + timedelta(seconds=self.steady() - self._from)


@dataclass(slots=True)
class Seat:
    """Somebody at a seat of the page; `page` is the browser's tab."""

    house: House
    carrier: str
    page: Page

    async def does(self, *events: Heard) -> None:
        """Says or taps without the browser, which only looks on."""
        for event in events:
            raw = Raw("web", f"{self.carrier}:{new_id()}", self.carrier, to_json(event))
            await self.house.inbox.hear([raw])
            await self.house.settle()

    async def taps(self, label: str) -> bool:
        """The newest button so labelled; False when there is none under the last message."""
        last = (await self.told())[-1]
        letters = [letter for letter, words in last.buttons if words == label]
        if letters:
            await self.does(Tapped(last.prompt, letters[0]))
        return bool(letters)

    async def told(self) -> list[Message]:
        """Everything that was told here."""

        def told(book: Book) -> list[Message]:
            address = book.address("web", self.carrier)
            rows = book.shown_after(address.id, 0, 1_000) if address else []
            return [message for _, message, _ in rows if not message.retires]

        return await self.house.store.read(told)


TOO_MUCH = "status of 413"
"""What the browser notes of words that were too many; whatever else it notes is one too many."""


@dataclass
class Watch:
    """What a browser says of whatever ran, or tried to."""

    dialogs: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("dialog", self._dialog)
        context.on("console", self._console)

    async def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        await dialog.dismiss()

    def _console(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"} and TOO_MUCH not in said.text:
            self.complaints.append(said.text)


@asynccontextmanager
async def _served(folder: Path, payloads: tuple[str, ...]) -> AsyncIterator[tuple[House, str]]:
    """A house whose learners are called, and have asked, what they should not."""
    clock = MondayClock()
    settings = Settings(_env_file=None, database=str(folder / "payloads.db"))
    async with open_house(settings, clock, clock.steady, world=world()) as house, TestServer(house.web) as server:
        await house.store.run(lambda book: _people(book, clock, payloads))
        yield house, str(server.make_url("/"))


def _people(book: Book, clock: WallClock, payloads: tuple[str, ...]) -> None:
    visit, cohort, now = new_id(), new_id(), clock.now()
    book.save_visit(visit, "colegio San Juan", "Huancavelica", MONDAY, MONDAY + timedelta(32), "America/Lima")
    book.save_cohort(cohort, visit, "3.º B", "HUAYTAR3", "Elena")
    for role in ("teacher", "operator", "protection"):
        book.add_invite(f"the-link-of-a-{role}", role, cohort if role == "teacher" else None, now, now + timedelta(1))
    for number, payload in enumerate(payloads):
        learner = new_id()
        book.add_person(learner, payload, "es", now)
        book.add_learner(learner, "14_to_17", f"KEY{number:05}", "")
        book.enrol(new_id(), learner, cohort, now, now)
        book.add_question(new_id(), learner, cohort, payload, now)


async def _sits(house: House, base: str, context: BrowserContext, seat: str) -> Seat:
    page = await context.new_page()
    await page.goto(f"{base}s/{seat}/")
    cookies = await context.cookies(page.url)
    key = next(str(cookie.get("value")) for cookie in cookies if cookie.get("name") == "yachaski")
    return Seat(house, seal.hashed(key), page)


# --- the day -----------------------------------------------------------------------------------------------


async def shown_in(chromium: Browser, folder: Path, payloads: tuple[str, ...]) -> Counts:
    """Every payload in every place; none runs, none becomes an element, and each can be read as it was written."""
    watch = Watch()
    async with _served(folder, payloads) as (house, base):
        context = await chromium.new_context()
        watch.over(context)
        for day in (_operator_reads, _learner_reads, _learner_types):
            await day(house, base, context, payloads)
        await context.close()
    assert watch.dialogs == []
    assert watch.complaints == []
    return {
        "payloads": len(payloads),
        "dialogs": len(watch.dialogs),
        "dialogs where nothing is escaped": await _control(chromium, payloads),
    }


async def _operator_reads(house: House, base: str, context: BrowserContext, payloads: tuple[str, ...]) -> None:
    """Names and questions, five exchanges a message; a teacher sees the names too."""
    rosa = await _sits(house, base, context, "rosa")
    await rosa.does(Said("/start the-link-of-a-operator"), Said("Rosa"), Said("/preguntas"))
    while await rosa.taps("Ver más"):
        pass
    await _reads(rosa, payloads)


async def _learner_reads(house: House, base: str, context: BrowserContext, payloads: tuple[str, ...]) -> None:
    """Announcements, after somebody read what sounds grave, and the names of who has no phone before them."""
    luz, elena = await _sits(house, base, context, "luz"), await _sits(house, base, context, "elena")
    await luz.does(Said("/start HUAYTAR3"))
    for label in ("De 14 a 17", "Sí, acepto"):
        await luz.taps(label)
    await luz.does(Said("Luz Q."))
    await luz.taps("7 p. m.")
    await house.store.run(lambda book: book.accept(_person(book, luz), house.clock.now()))
    await elena.does(Said("/start the-link-of-a-teacher"), Said("Elena"), Said("/cohorte"))
    carmen, carried = await _sits(house, base, context, "carmen"), tuple(one for one in payloads if not withheld(one))
    await carmen.does(Said("/start the-link-of-a-protection"), Said("Carmen"))
    for text in chunked(carried, 600):
        await elena.does(Said("/anuncio"), Said(text))
        await elena.taps("Ahora")
        await carmen.taps("Que salga")
    await _reads(luz, carried)
    await _reads(elena, carried)


async def _learner_types(house: House, base: str, context: BrowserContext, payloads: tuple[str, ...]) -> None:
    """Her own words: by the script, by a plain form, and given back because they were too many."""
    sending = asyncio.create_task(house.sender.run())
    page = (await _sits(house, base, context, "ana")).page
    field = page.get_by_label("Tu mensaje")
    for text in chunked(payloads, 4_000):
        await field.fill(text)
        await page.get_by_role("button", name="Enviar").click()
        await expect(page.locator("#log p.me").last).to_have_text(text, use_inner_text=False)
    await _plain(page)
    for text in chunked(payloads, 480):
        await _submits(page, text)
    await _submits(page, "\n".join(payloads) + "x" * 4_096)
    assert payloads[-1] in await field.input_value()
    await house.sender.stop()
    await sending


async def _submits(page: Page, text: str) -> None:
    """Sends the form as a browser without the script does; what comes back is whole HTML, and runs its script."""
    async with page.expect_navigation():
        await page.evaluate(
            """text => {
                const field = document.getElementById("text");
                field.removeAttribute("maxlength");
                field.value = text;
                field.form.submit();
            }""",
            text,
        )
    await _plain(page)


def _person(book: Book, seat: Seat) -> str:
    address = book.address("web", seat.carrier)
    assert address is not None
    return book.people_at(address.id)[-1].id


async def _reads(seat: Seat, payloads: tuple[str, ...]) -> None:
    """First as the stream told it to the open page, then as the box writes it."""
    stored = (await seat.told())[-1].text
    await expect(seat.page.locator("#log .bot p").last).to_have_text(stored, use_inner_text=False)
    await _says_all(seat.page, payloads)
    await seat.page.reload()
    await _says_all(seat.page, payloads)


async def _says_all(page: Page, payloads: tuple[str, ...]) -> None:
    """Here and on the pages before."""
    said = ""
    while True:
        said += await page.locator("#log").text_content() or ""
        await _plain(page)
        earlier = page.get_by_role("link", name="Mensajes anteriores")
        if all(payload in said for payload in payloads) or not await earlier.count():
            break
        async with page.expect_navigation():
            await earlier.click()
    missing = [payload for payload in payloads if payload not in said]
    assert not missing, missing[:3]


async def _plain(page: Page) -> None:
    """Nothing in the page but what the page is made of."""
    grown = await page.evaluate(
        """() => [...document.querySelectorAll("#log *, #say *")]
            .filter(e => !["DIV", "P", "H2", "TIME", "FORM", "BUTTON", "INPUT", "TEXTAREA"].includes(e.tagName)
                || [...e.attributes].some(a => a.name.startsWith("on") || a.name === "style"))
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert grown == []


async def _control(chromium: Browser, payloads: tuple[str, ...]) -> int:
    """The same where a page writes what it is given, and forbids nothing: this is how it would look."""
    app, watch = web.Application(), Watch()

    async def careless(_: web.Request) -> web.Response:
        return web.Response(text="<!doctype html>" + "\n".join(payloads), content_type="text/html")

    app.router.add_get("/", careless)
    async with TestServer(app) as server:
        context = await chromium.new_context()
        watch.over(context)
        page = await context.new_page()
        await page.goto(str(server.make_url("/")))
        await context.close()
    return len(watch.dialogs)
