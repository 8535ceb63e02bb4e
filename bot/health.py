"""Is it well? `/healthz` (the process answers), `/readyz` (it can do its work), `/metrics` (Prometheus)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from aiohttp import web
from msgspec import Struct
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from bot.ports import Backlog, Book, Clock, Store, StoreFailed, StoreFull

LATE = timedelta(minutes=10)
PROBE = "health.probe"
ROOM = " " * (128 << 10)
"""More than the turn of a long message needs, index pages and all: a smaller write may still fit on a full disk."""


class Problem(Struct, frozen=True):
    """What is wrong, and what to do, in Spanish for the operator."""

    what: str
    mend: str


class Health:
    """Asks the store; `channels` are those whose mouths run in this process."""

    def __init__(self, store: Store, clock: Clock, channels: Sequence[str]) -> None:
        self._store, self._clock, self._channels = store, clock, channels

    def setup(self, app: web.Application) -> None:
        """Adds the three routes."""
        app.add_routes(
            [web.get("/healthz", self._healthz), web.get("/readyz", self._readyz), web.get("/metrics", self._metrics)]
        )

    async def _healthz(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _readyz(self, _request: web.Request) -> web.Response:
        problems = await self.problems()
        body = {"status": "ok" if not problems else "error", "problems": [f"{p.what}. {p.mend}." for p in problems]}
        return web.json_response(body, status=503 if problems else 200)

    async def problems(self) -> list[Problem]:
        """What keeps this process from its work; empty when it is well."""
        try:
            await self._store.run(self._probe)
            backlog = await self._store.read(self._backlog)
        except StoreFull:
            return [Problem("No puedo escribir en la base de datos", "Haz espacio: el disco está lleno")]
        except StoreFailed:
            return [Problem("No puedo escribir en la base de datos", "Mira si el disco, o el servidor, está bien")]
        late = self._clock.now() - LATE
        return [
            Problem(
                f"Por {channel} hay mensajes que esperan más de 10 minutos", "Mira si hay internet y si la clave vale"
            )
            for channel in self._channels
            if channel in backlog.oldest and backlog.oldest[channel] < late
        ]

    def _probe(self, book: Book) -> None:
        book.set_fact(PROBE, ROOM)
        book.set_fact(PROBE, self._clock.now().isoformat())

    def _backlog(self, book: Book) -> Backlog:
        return book.backlog(self._clock.now())

    async def _metrics(self, _request: web.Request) -> web.Response:
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
        return web.Response(body=generate_latest(registry), headers={"Content-Type": "text/plain; version=0.0.4"})
