"""Is it well? `/healthz` (the process answers), `/readyz` (it can do its work), `/metrics` (Prometheus)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import get_args

import structlog
from aiohttp import web
from msgspec import Struct
from msgspec.structs import replace
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from bot.box.logs import COUNTED
from bot.ports.book import Book
from bot.ports.clock import Clock
from bot.ports.rows import Backlog
from bot.ports.store import Store, StoreFailed, StoreFull, Trouble

LATE = timedelta(minutes=10)
DEAF_SECONDS = 300.0
SIGNAL_SECONDS = 120.0
"""So long a carrier may be away before it is a problem: lines in the field come and go."""
LOOK_SECONDS = 60.0
SEEN_FOR = timedelta(seconds=10)
"""So long a stranger is answered what was seen last."""
PROBE = "health.probe"
COUNTED_EVERY = timedelta(hours=1)
"""For what is counted row by row, over years of them."""
UNDER_WAY = frozenset({"queued", "claimed", "started"})
ROOM = " " * (128 << 10)
"""More than the turn of a long message needs, index pages and all: a smaller write may still fit on a full disk."""


OWN_PORT = web.AppKey("own_port", bool)
_FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")
_log = structlog.get_logger(__name__)


class Problem(Struct, frozen=True):
    """What is wrong, and what to do, in Spanish for the operator."""

    what: str
    mend: str


_DEAF: dict[Trouble, Problem] = {
    "token": Problem(
        "Telegram no acepta la clave del bot",
        "Pide otra a @BotFather, ponla en YACHASKI_TELEGRAM_TOKEN y vuelve a arrancar",
    ),
    "elsewhere": Problem(
        "Hace más de 5 minutos que no oigo a Telegram: otro programa escucha con la misma clave", "Apaga el otro"
    ),
    "away": Problem("Hace más de 5 minutos que no oigo a Telegram", "Mira si hay internet"),
}


_DEAF_OF: dict[str, dict[Trouble, Problem]] = {
    "whatsapp": {
        "token": Problem(
            "WhatsApp no acepta la clave", "Pide otra en el panel de Meta, y ponla en YACHASKI_WHATSAPP_TOKEN"
        ),
        "away": Problem("Hace más de 5 minutos que no oigo a WhatsApp", "Mira si hay internet"),
    },
    "sms": {
        "token": Problem(
            "El teléfono de los SMS no acepta la clave",
            "Copia las que muestra su aplicación en YACHASKI_SMS_USER y YACHASKI_SMS_PASSWORD",
        ),
        "away": Problem(
            "Hace más de 5 minutos que el teléfono de los SMS no contesta",
            "Mira si está prendido, en la misma red y con la aplicación abierta",
        ),
    },
}


class EarPulse:
    """How the ear of `channel` hears, by `steady`: a clock that leaps makes nobody deaf."""

    def __init__(self, channel: str, steady: Callable[[], float]) -> None:
        self.channel = channel
        self._steady = steady
        self._since, self._heard = steady(), False
        self._missed: Trouble = ""

    def beat(self) -> None:
        self._since, self._heard, self._missed = self._steady(), True, ""

    def missed(self, trouble: Trouble) -> None:
        self._missed = trouble

    def silent_seconds(self) -> float:
        """For how long it was not heard of."""
        return self._steady() - self._since

    def trouble(self) -> Trouble | None:
        """What is wrong (`""`: nothing); None as long as a start says neither."""
        if self._missed == "token":
            return "token"
        if self._steady() - self._since >= DEAF_SECONDS:
            return self._missed or "away"
        return "" if self._heard else None


def heard_lately(pulse: EarPulse) -> bool:
    """Whether the carrier was heard of within two minutes: what it is to carry is promised only then."""
    return pulse.silent_seconds() < SIGNAL_SECONDS


def deaf(book: Book, carriers: Sequence[str]) -> list[Problem]:
    """Which of the carriers are not heard, as whoever hears them has written it down."""
    found = [(book.fact(_fact(carrier)), _DEAF_OF.get(carrier, _DEAF)) for carrier in carriers]
    return [told[trouble] for trouble in get_args(Trouble) for fact, told in found if trouble and fact == trouble]


def _fact(carrier: str) -> str:
    return f"deaf.{carrier}"


def _may_know(request: web.Request) -> bool:
    """Whether somebody asks at the health port, or on this machine and not through a proxy that speaks for others."""
    if request.app.get(OWN_PORT, False):
        return True
    peer = request.transport.get_extra_info("peername") if request.transport else None
    if not peer or any(name in request.headers for name in _FORWARDED):
        return False
    address = ip_address(peer[0].partition("%")[0])
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


class Measures(Struct, frozen=True):
    """What else is measured: the program's `version`, when the newest copy was made, why the clock is doubted."""

    version: str
    last_copy: Callable[[], datetime | None]
    doubt: Callable[[Book], str]


class Health:
    """Asks the store; `channels` are those whose mouths run in this process, `carriers` those that are configured,
    `pulses` of the ears in this process."""

    answer_seconds = 4.0
    """So long the store may take to answer: whoever asks waits five seconds at most."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        channels: Sequence[str],
        carriers: Sequence[str] = (),
        pulses: Sequence[EarPulse] = (),
        measures: Measures | None = None,
    ) -> None:
        self._store, self._clock, self._channels = store, clock, channels
        self._carriers, self._pulses, self._measures = carriers, pulses, measures
        self._looking: asyncio.Task[list[Problem]] | None = None
        self._seen: tuple[datetime, bool] | None = None
        self._counts: Backlog | None = None
        self._counted_at = clock.now()

    async def run(self) -> None:
        """Looks every minute, where no keeper does: what another process is to know is written down."""
        while True:
            try:
                await self.problems()
            except Exception as fault:  # noqa: BLE001 - what fails now may work in a minute; the house lives on
                _log.warning("health.not_seen", fault=type(fault).__name__)
            await self._clock.sleep(LOOK_SECONDS)

    def setup(self, app: web.Application, *, own_port: bool = False) -> None:
        """Adds the three routes; on an `own_port` whoever reaches it is told the reasons and the figures."""
        app[OWN_PORT] = own_port
        app.add_routes(
            [web.get("/healthz", self._healthz), web.get("/readyz", self._readyz), web.get("/metrics", self._metrics)]
        )

    async def _healthz(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _readyz(self, request: web.Request) -> web.Response:
        if not _may_know(request):
            return web.Response(status=503 if await self._red() else 200)
        problems = await self.problems()
        body = {"status": "ok" if not problems else "error", "problems": [f"{p.what}. {p.mend}." for p in problems]}
        return web.json_response(body, status=503 if problems else 200)

    async def _red(self) -> bool:
        """Whether it is not well, as somebody saw it within ten seconds: a stranger's questions cost no writing."""
        now = self._clock.now()
        if self._seen is None or abs(now - self._seen[0]) >= SEEN_FOR:  # also where the clock was put back
            self._seen = now, bool(await self.problems())
        return self._seen[1]

    async def problems(self) -> list[Problem]:
        """What keeps this process from its work; empty when it is well.

        One look at a time: where the store does not answer, those who ask meanwhile wait for the same one.
        """
        self._looking = self._looking or asyncio.create_task(self._found())
        looking = self._looking
        await asyncio.wait({looking}, timeout=self.answer_seconds)
        if not looking.done():
            mend = "Mira si otro programa la tiene ocupada, o si el servidor está bien"
            return [Problem("La base de datos no contesta", mend)]
        if self._looking is looking:
            self._looking = None
        return looking.result()

    async def _found(self) -> list[Problem]:
        try:
            refused = self._store.refused
            await self._store.run(lambda book: self.probe(book, large=refused))
            if refused:
                self._store.refused = False
            return await self._store.read(self.look)
        except StoreFull:
            return [Problem("No puedo escribir en la base de datos", "Haz espacio: el disco está lleno")]
        except StoreFailed:
            return [Problem("No puedo escribir en la base de datos", "Mira si el disco, o el servidor, está bien")]

    def probe(self, book: Book, *, large: bool) -> None:
        """Writes one small row; where somebody was refused, whether there is room again."""
        if large:
            book.set_fact(PROBE, ROOM)
        book.set_fact(PROBE, self._clock.now().isoformat())
        for pulse in self._pulses:
            trouble, fact = pulse.trouble(), _fact(pulse.channel)
            if trouble is not None and (book.fact(fact) or "") != trouble:
                book.set_fact(fact, trouble)

    def look(self, book: Book) -> list[Problem]:
        late = self._clock.now() - LATE
        return deaf(book, self._carriers) + [
            Problem(
                f"Por {channel} hay mensajes que esperan más de 10 minutos", "Mira si hay internet y si la clave vale"
            )
            for channel in self._channels
            if book.is_late(channel, late)
        ]

    def _backlog(self, book: Book) -> Backlog:
        """How the work stands; what grows with the years is counted once an hour."""
        now = self._clock.now()
        if self._counts is None or not timedelta() <= now - self._counted_at < COUNTED_EVERY:
            self._counts, self._counted_at = book.backlog(now), now
            return self._counts
        live = book.under_way(now)
        settled = {key: count for key, count in self._counts.deliveries.items() if key[1] not in UNDER_WAY}
        return replace(live, deliveries=settled | live.deliveries, learners=self._counts.learners)

    async def _metrics(self, request: web.Request) -> web.Response:
        if not _may_know(request):
            raise web.HTTPNotFound
        backlog = await self._store.read(self._backlog)
        registry = CollectorRegistry()
        deliveries = Gauge("yachaski_deliveries", "Rows of the outbox", ["channel", "status"], registry=registry)
        for (channel, status), count in backlog.deliveries.items():
            deliveries.labels(channel, status).set(count)
        oldest = Gauge("yachaski_oldest_due_seconds", "Age of the oldest message due", ["channel"], registry=registry)
        for channel, at in backlog.oldest.items():
            oldest.labels(channel).set((self._clock.now() - at).total_seconds())
        heard = Gauge(
            "yachaski_last_heard_timestamp_seconds", "When a channel was last heard", ["channel"], registry=registry
        )
        for channel, at in backlog.heard.items():
            heard.labels(channel).set(at.timestamp())
        Gauge("yachaski_inbox_waiting", "Events without their turn", registry=registry).set(backlog.waiting)
        Gauge("yachaski_learners", "Learners now", registry=registry).set(backlog.learners)
        Gauge("yachaski_questions_unanswered", "Questions without an answer", registry=registry).set(backlog.questions)
        late = await self._store.read(lambda book: book.protection_late(self._clock.now()))
        Gauge("yachaski_protection_late", "Whether who protects the learners is behind", registry=registry).set(late)
        faults = Gauge("yachaski_library_errors", "Errors that libraries told", ["library"], registry=registry)
        for library, count in COUNTED.items():
            faults.labels(library).set(count)
        if self._measures:
            await self._measure(registry, self._measures)
        return web.Response(
            body=generate_latest(registry), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        )

    async def _measure(self, registry: CollectorRegistry, measures: Measures) -> None:
        doubt, copied = await self._store.read(measures.doubt), await asyncio.to_thread(measures.last_copy)
        Gauge("yachaski_info", "The program", ["version"], registry=registry).labels(measures.version).set(1)
        Gauge("yachaski_clock_doubtful", "Whether the clock is not believed", registry=registry).set(bool(doubt))
        behind = await self._store.read(lambda book: book.behind(self._clock.now()))
        late = Gauge("yachaski_tidying_behind_seconds", "How late the oldest row is to go", registry=registry)
        late.set(behind.total_seconds())
        if copied is not None:
            age = Gauge("yachaski_last_copy_age_seconds", "Age of the newest copy", registry=registry)
            age.set((self._clock.now() - copied).total_seconds())
