"""The only place that names concrete classes and joins them: settings in, a house to live in out."""

from __future__ import annotations

import asyncio
import gettext
import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import date
from functools import cache
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import structlog
from aiohttp import web
from babel import localedata
from msgspec import Struct
from msgspec.structs import replace

from bot import courses
from bot.box.backups import Keeper, newest
from bot.box.health import EarPulse, Health, Measures, heard_lately
from bot.box.month_close import Closing
from bot.carriers import CARRIERS, PAGES, Carrier, Joint
from bot.channels.web import shared_screen
from bot.channels.web.callers import Callers, crowd, networks
from bot.channels.web.connections import IDLE_SECONDS, files, listen, within
from bot.channels.web.ear import Site, WebEar
from bot.channels.web.hosts import named
from bot.channels.web.seal import of_box
from bot.channels.web.shared_screen import ScreenEar
from bot.channels.web.tries import Tries
from bot.channels.web.verify import VerifyPage
from bot.core.certificate import Signer
from bot.core.costs import dollars
from bot.core.engine import SAMPLE
from bot.core.figures import table
from bot.core.figures.aftermath import Line
from bot.core.figures.definition import meanings
from bot.core.figures.period import Period
from bot.core.figures.table import Report
from bot.core.people import Class
from bot.core.scene import Context
from bot.core.text.wording import LOCALE, starting
from bot.desk.desk import Desk
from bot.desk.doors import Door
from bot.desk.report_pages import Papers, TooWide
from bot.papers.attachments import Files
from bot.ports.book import Book, name_of
from bot.ports.carrying import CarrierEar, CarrierMouth
from bot.ports.clock import Clock
from bot.ports.figures import Scope
from bot.ports.hearing import Ear
from bot.ports.sending import File, Message, Mouth, Page
from bot.ports.store import Store
from bot.settings import Settings
from bot.store.open import open_store
from bot.turn import spending, watch, weekly
from bot.turn.inbox import Inbox
from bot.turn.world import World, new_id
from scheduler.carriers.page import PageMouth, StreamBell
from scheduler.clock import Watch, trust
from scheduler.sender import Sender
from scheduler.tick import Ticker

if TYPE_CHECKING:
    from bot.channels.telegram import TelegramEar
    from scheduler.carriers.telegram import TelegramMouth

Half = Literal["both", "bot", "scheduler"]

LOCALES = Path(__file__).parent / "locale"
HOLIDAY_YEARS = range(2020, 2051)

log = structlog.get_logger(__name__)


# --- the world ---------------------------------------------------------------------------------------------


def make_world(timezone: str, *folders: Path) -> World:
    """The courses in the folders (none: ours), the holidays, the languages. Raises CourseError with every mistake."""
    taught = [courses.open_course(folder, language) for folder in folders or (courses.OURS,)]
    first = taught[0]
    return World(
        first.course,
        first.search,
        holidays_in,
        timezone,
        first.language,
        place,
        first.ear,
        first.help,
        translations=first.translations,
        words=first.words,
        taught={"": first, **{one.course.name: one for one in taught}} if len(taught) > 1 else {},
    )


@cache
def holidays_in(zone: str) -> frozenset[date]:
    """The national holidays of the country that a time zone is in; Peru's where the zone names no country we know."""
    from holidays.countries.peru import Peru

    country = _countries().get(zone, "PE")
    if country != "PE":
        from holidays import country_holidays

        with suppress(NotImplementedError):
            return frozenset(country_holidays(country, years=HOLIDAY_YEARS))
    return frozenset(Peru(years=HOLIDAY_YEARS))


def _countries() -> dict[str, str]:
    """The country of each time zone, as the time zone database lists them."""
    lines = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {zone: country for country, _, zone, *_ in rows}


@cache
def language(code: str) -> gettext.NullTranslations:
    """The catalog of a language; Spanish is what the phrases are written in."""
    return gettext.translation("messages", LOCALES, [code], fallback=True)


@cache
def place(name: str) -> ZoneInfo:
    """A time zone by its IANA name."""
    return ZoneInfo(name)


# --- the house ---------------------------------------------------------------------------------------------


class House(Struct):
    """Everything joined, not yet running. `web` serves the page, health and, where there is one, the webhook."""

    settings: Settings
    clock: Clock
    store: Store
    bell: StreamBell
    inbox: Inbox
    sender: Sender
    ticker: Ticker
    page: WebEar
    screens: ScreenEar
    files: Callable[[str, Message], Awaitable[File | None]]
    web: web.Application
    health: Health
    keeper: Keeper
    heard: dict[str, CarrierEar]
    spoken: dict[str, CarrierMouth]
    carriers: tuple[Carrier, ...]

    @property
    def telegram(self) -> TelegramEar | None:
        """Telegram's ear, where there is one."""
        return cast("TelegramEar | None", self.heard.get("telegram"))

    @property
    def telegram_mouth(self) -> TelegramMouth | None:
        """Telegram's mouth, where there is one."""
        return cast("TelegramMouth | None", self.spoken.get("telegram"))

    async def settle(self) -> None:
        """Returns when every turn whose time has come has committed and everything that may leave has left."""
        while True:
            await self.inbox.drain()
            if not await self.sender.drain():
                return


@asynccontextmanager
async def open_house(
    settings: Settings,
    clock: Clock,
    steady: Callable[[], float],
    *,
    half: Half = "both",
    world: World | None = None,
    console: bool = False,
    guarded: bool = False,
) -> AsyncIterator[House]:
    """Opens the store and joins what the settings configure; closes it all. Starts nothing by itself.

    Where real children write (`guarded`, and over Telegram always) nobody enrols before somebody protects them.
    """
    store = open_store(settings.database)
    try:
        if half != "scheduler":
            await settle_keys(store)
        known = world or make_world(settings.timezone, *courses.folders(settings.courses))
        known = replace(known, guarded=guarded or any(carrier.guarded for carrier in _configured(settings)))
        house = _join(settings, clock, steady, store, known, half, console=console)
        house.page.cookies.seal = house.screens.cookies.seal = await store.run(of_box)
        try:
            yield house
        finally:
            await _close(house)
    finally:
        await store.close()


def _signer(database: str) -> Signer | None:
    """What signs papers; None where the key cannot be had, and then none is made."""
    from bot.store import signing

    try:
        return signing.signer(signing.path(database))
    except (OSError, ValueError) as fault:
        log.warning("papers.no_key", fault=type(fault).__name__)
        return None


def _add_pages_to_look_at(house: House, callers: Callers) -> None:
    _desk(house, callers).setup(house.web)
    _verify_page(house).setup(house.web)


def _verify_page(house: House) -> VerifyPage:
    """Where anybody finds out whether a paper is good."""
    from bot.store import signing

    at = signing.path(house.settings.database)
    return VerifyPage(
        house.store, lambda: signing.public(at), signing.holds, house.settings.title, house.settings.page_url
    )


async def settle_keys(store: Store) -> None:
    """Before anybody is heard: keys that a former program left in plain become hashes."""
    touched = 0
    while some := await store.run(lambda book: book.settle_keys()):
        touched += some
    if touched:
        log.warning("keys.settled", keys=touched)


def _join(
    settings: Settings,
    clock: Clock,
    steady: Callable[[], float],
    store: Store,
    world: World,
    half: Half,
    *,
    console: bool,
) -> House:
    bell, carriers = StreamBell(clock), _configured(settings)
    guarded = tuple(carrier.name for carrier in carriers if carrier.guarded)
    world = replace(world, carriers=guarded or ("web",))
    limits = PAGES | {carrier.name: carrier.limits for carrier in carriers}
    mine = f"{settings.page}/s/yo/"
    world = replace(world, call=settings.family_call, numbers=settings.listed, responsible=settings.responsible)
    world = replace(world, share=f"{mine}?start={SAMPLE}", page=mine, limits=limits, desk=desk_link(settings))
    world = replace(world, signer=lambda: _signer(settings.database), cap=dollars(settings.monthly_cap) or 0)
    world = replace(world, abroad=_owners(carriers, at_home=False), at_home=_owners(carriers, at_home=True))
    files = Files(
        store,
        lambda token: starting(house.inbox.world.share, token),
        lambda language, course: world.teaching(course).context(clock.now(), language),
        settings.title,
        settings.page,
    )
    ears: dict[str, Ear] = {}
    inbox = Inbox(store, clock, world, lambda channels: house.sender.wake(channels), files.fetch)  # noqa: PLW0108 - joined below
    callers = Callers(networks(settings.proxies))
    say = world.language(world.course.manner.language).gettext
    site = Site(
        settings.zone,
        settings.title,
        say(LOCALE),
        say,
        origin=settings.page_url,
        lines=inbox.lines,
        callers=callers,
        tries=Tries(clock),
        doubted=lambda book: bool(trust(book, clock.now()).doubt),
    )
    page = WebEar(inbox, store, bell, clock, files.of_message, site)
    screens = ScreenEar(inbox, store, bell, clock, files.of_message, site)
    ears |= {page.channel: page, screens.channel: screens}
    pages = [*ears, "console"] if console else list(ears)
    shown = [PageMouth(channel, bell) for channel in pages] if half != "scheduler" else []
    joints = {one: Joint(settings, clock, steady, store, inbox, files, EarPulse(one.name, steady)) for one in carriers}
    heard = {one.name: one.ear(joint) for one, joint in joints.items()}
    spoken = {one.name: one.mouth(joint) for one, joint in joints.items()} if half != "bot" else {}
    files.fetchers |= {name: ear.fetch for name, ear in heard.items()}
    pulses = [joint.pulse for joint in joints.values()] if half != "scheduler" else []
    if pulses:
        ears |= heard
        inbox.world = replace(inbox.world, carrier_heard=lambda: any(map(heard_lately, pulses)))
    inbox.listen(ears if half != "scheduler" else {})
    watch = Watch(store, clock, next((ear.server_time for ear in heard.values()), None))
    speaking = [*spoken, *(page.channel for page in shown)]
    health = Health(store, clock, speaking, list(heard), pulses, _measures(settings, clock))
    house = House(
        settings,
        clock,
        store,
        bell,
        inbox,
        _sender(store, clock, list(spoken.values()), shown, carriers),
        Ticker(
            store,
            clock,
            steady,
            watch=watch,
            turn_due=inbox.due,
            wake_inbox=inbox.pump_soon,
            call_adults=weekly.call,
        ),
        page,
        screens,
        files.of_message,
        web.Application(middlewares=_doors(settings, callers)),
        health,
        _keeper(settings, clock, store, health, inbox),
        heard,
        spoken,
        carriers,
    )
    _open_pages(house)
    if half != "scheduler":
        _add_pages_to_look_at(house, callers)
    health.setup(house.web)
    for carrier in carriers:
        if carrier.called_at_home(settings):
            heard[carrier.name].register(house.web)
    return house


def _owners(carriers: Sequence[Carrier], *, at_home: bool) -> tuple[str, ...]:
    """Whose the carriers are over which real children write, in the country or outside it."""
    found = (carrier for carrier in carriers if carrier.guarded and carrier.at_home == at_home)
    return tuple(carrier.owner or carrier.limits.called for carrier in found)


def _sender(
    store: Store, clock: Clock, mouths: Sequence[Mouth], shown: Sequence[Page], carriers: Sequence[Carrier]
) -> Sender:
    reporting = frozenset(carrier.name for carrier in carriers if carrier.reports)
    repeatable = frozenset(carrier.name for carrier in carriers if carrier.repeatable)
    return Sender(store, clock, mouths, shown, holder=_holder(), reporting=reporting, repeatable=repeatable)


def desk_link(settings: Settings) -> str:
    """Where the desk is, less the token; `""` where others could read along."""
    page = urlsplit(settings.page)
    here = page.hostname in {"127.0.0.1", "localhost", "::1"}
    return f"{settings.page}/panel/" if page.scheme == "https" or here else ""


def _desk(house: House, callers: Callers) -> Desk:
    door = Door(house.store, house.clock, callers.of, house.settings.page_url)
    inbox, page = house.inbox, f"{house.settings.page}/s/yo/"

    def present() -> Context:
        return inbox.world.context(house.clock.now())

    return Desk(house.store, door, present, _papers(house.clock), house.settings.title, page)


def _papers(clock: Clock) -> Papers:
    """How reports are counted and made into files; what makes them is loaded when somebody asks."""

    def asked(book: Book, scope: Scope, text: str, months: Sequence[Period], context: Context) -> Report | str:
        from bot.papers import reports

        return reports.asked(book, scope, text, list(months), context)

    def xlsx(report: Report) -> bytes:
        from bot.papers import spreadsheets

        return spreadsheets.as_xlsx(table.rows(report), meanings(), report.of)

    def csv(report: Report) -> bytes:
        from bot.papers import spreadsheets

        return spreadsheets.as_csv(table.rows(report))

    def pdf(report: Report) -> bytes:
        from bot.papers import report_page

        if len(report.columns) > report_page.MOST_COLUMNS:
            raise TooWide(report_page.MOST_COLUMNS)
        return report_page.pdf(report, clock.now().date())

    def members(one: Class, context: Context) -> bytes:
        from bot.papers import class_list

        return class_list.xlsx(one, context)

    def became(book: Book, scope: Scope, text: str, context: Context) -> tuple[str, list[Line]] | str:
        from bot.papers import honest_page, reports

        found = reports.scope_of(book, scope, text)
        return found if isinstance(found, str) else (found[0], honest_page.lines(book, scope, found[1], context))

    def page(of: str, lines: list[Line]) -> bytes:
        from bot.papers import honest_page

        return honest_page.pdf(of, lines, clock.now().date())

    return Papers(asked, {"xlsx": xlsx, "csv": csv, "pdf": pdf}, members, became, page)


def _configured(settings: Settings) -> tuple[Carrier, ...]:
    """The rows that the settings name."""
    return tuple(carrier for carrier in CARRIERS if carrier.configured(settings))


def _doors(settings: Settings, callers: Callers) -> list[Any]:
    """What stands before every page: names that are ours, and so much at once for each address."""
    webhooks = {urlsplit(settings.telegram_webhook_url).path, "/whatsapp" if settings.whatsapp_token else ""}
    webhooks = webhooks | {"/sms" if settings.sms_secret else ""} - {""}
    return [named(callers, settings.page_url, settings.host, webhooks), crowd(callers)]


def _open_pages(house: House) -> None:
    """The front address leads to a shared screen, or where there is none to one's own browser."""
    if house.settings.shared_screens == "yes":
        house.screens.setup(house.web)
        house.page.setup(house.web, home=False)
    else:
        shared_screen.closed(house.web)
        house.page.setup(house.web)


def _measures(settings: Settings, clock: Clock) -> Measures:
    folder = Path(settings.backup_dir) if settings.backup_dir else None
    return Measures(version("yachaski"), lambda: newest(folder), lambda book: trust(book, clock.now()).doubt)


def _keeper(settings: Settings, clock: Clock, store: Store, health: Health, inbox: Inbox) -> Keeper:
    folder = Path(settings.backup_dir) if settings.backup_dir else None
    keeper = Keeper(store, clock, health, database=settings.database, folder=folder, new_id=new_id, settle=inbox.pump)
    keeper.zone = settings.zone
    keeper.closing = Closing(store, lambda: inbox.world.context(clock.now()))
    keeper.watch = lambda book: watch.look(inbox.world, book, clock.now())
    keeper.money = lambda book: spending.judged(inbox.world, book, clock.now())
    return keeper


def _holder() -> str:
    return f"{os.getpid()}-{secrets.token_hex(4)}"


async def _close(house: House) -> None:
    for mouth in house.spoken.values():
        await mouth.close()
    for ear in house.heard.values():
        await ear.close()


# --- running -----------------------------------------------------------------------------------------------


async def serve(house: House, stop: asyncio.Event, *, half: Half = "both", ready: Callable[[int], None]) -> None:
    """Runs everything until `stop`, then drains: nothing that was accepted is lost. `ready` is told the port."""
    for mouth in house.spoken.values():
        await mouth.open()
    tasks: list[asyncio.Task[None]] = [asyncio.create_task(house.sender.run())]
    _open_what_is_read_later(house.settings)
    runner = web.AppRunner(house.web, access_log=None, keepalive_timeout=IDLE_SECONDS)
    await runner.setup()
    server: asyncio.Server | None = None
    runners: list[web.AppRunner] = []
    try:
        callers = Callers(networks(house.settings.proxies))
        server = await listen(runner, house.settings.host, house.settings.port, within(files()), callers)
        ready(server.sockets[0].getsockname()[1])
        if house.settings.health_port:
            runners.append(await _health_alone(house))
        for carrier in house.carriers if half != "scheduler" else ():
            tasks.append(asyncio.create_task(house.heard[carrier.name].run()))
            tasks.append(asyncio.create_task(_introduce(house, carrier)))
        tasks.append(asyncio.create_task(asyncio.to_thread(_make_what_is_made_once, house)))
        await house.inbox.pump()
        if half != "bot":
            house.ticker.start()
        tasks.append(asyncio.create_task(house.health.run() if half == "bot" else house.keeper.run()))
        await _until_stopped(stop, tasks)
    finally:
        if server is not None:
            server.close()
        for other in runners:
            await other.cleanup()
        await _wind_down(house, runner, tasks)


async def _health_alone(house: House) -> web.AppRunner:
    """Health and figures at a port of their own, with reasons, for a network that only the operator reaches."""
    app = web.Application()
    house.health.setup(app, own_port=True)
    runner = web.AppRunner(app, access_log=None, keepalive_timeout=IDLE_SECONDS)
    await runner.setup()
    await web.TCPSite(runner, house.settings.host, house.settings.health_port).start()
    return runner


def _open_what_is_read_later(settings: Settings) -> None:
    """Catalogs, dates and the time zone: a file that cannot be opened then would cost somebody the answer."""
    for catalog_ in LOCALES.iterdir():
        language(catalog_.name)
    localedata.load(LOCALE)
    place(settings.timezone)


def _make_what_is_made_once(house: House) -> None:
    """Holidays, search and the listener's table: inside a turn, the first to need one would hold up all others."""
    world = house.inbox.world
    world.holidays(house.settings.timezone)
    world.search("")
    world.ear.level("")


async def _until_stopped(stop: asyncio.Event, tasks: list[asyncio.Task[None]]) -> None:
    """Until told, or until a part of the house ends by a fault: then all of it ends, to be started afresh."""
    stopped = asyncio.create_task(stop.wait())
    watched: set[asyncio.Task[Any]] = {stopped, *tasks}
    while not stopped.done():
        done, watched = await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
        for task in done - {stopped}:
            task.result()
    stopped.cancel()


async def _introduce(house: House, carrier: Carrier) -> None:
    """Keeps the bot's name, for links that begin a chat, as soon as the carrier is heard; without it they lead here."""

    async def known(name: str) -> None:
        await house.store.run(lambda book: book.set_fact(name_of(carrier.name), name))
        if carrier is house.carriers[0]:
            house.inbox.world = replace(house.inbox.world, share=f"{carrier.link(name)}{SAMPLE}")

    await house.heard[carrier.name].introduce(known)


async def _wind_down(house: House, runner: web.AppRunner, tasks: list[asyncio.Task[None]]) -> None:
    """Ears first, then turns, then mouths."""
    house.page.close()
    house.screens.close()
    for task in tasks[1:]:
        task.cancel()
    await asyncio.gather(*tasks[1:], return_exceptions=True)
    await runner.cleanup()
    await house.ticker.stop()
    await house.inbox.stop()
    await house.sender.stop()
    with suppress(asyncio.CancelledError):
        await tasks[0]
