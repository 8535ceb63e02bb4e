"""Which work gives which rows. Each is imported only when it is run: what one rival imports costs no other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Coroutine
from importlib import import_module
from typing import Any

from bench.measure import Bench, Figure

Work = Callable[[Bench], Coroutine[Any, Any, list[Figure]]]

WORKS: dict[str, tuple[str, ...]] = {
    "bench.stores:on_sqlite": (
        "store-sqlite-sqlalchemy",
        "store-sqlite-sqlalchemy-sync",
        "store-sqlite-bare",
        "turn-sqlite-sqlalchemy",
    ),
    "bench.stores:on_postgres": (
        "store-postgres-pool",
        "turn-postgres-pool",
        "store-postgres-pipeline",
        "turn-postgres-pipeline",
    ),
    "bench.cpu:turns": ("turn-cpu", "due-turns"),
    "bench.engine:respond": ("respond",),
    "bench.telegram:webhook": ("webhook-reply", "webhook-queued"),
    "bench.telegram:sends": ("sends",),
    "bench.delivery:delivery": ("delivery-rate", "delivery-429"),
    "bench.tick:on_sqlite": ("tick-sqlite", "tick-apscheduler"),
    "bench.tick:on_postgres": ("tick-postgres",),
    "bench.history:of_deliveries": (
        "history-parting",
        "history-erasing",
        "history-tidying",
        "history-health",
        "history-hold",
    ),
    "bench.history:of_recipients": ("announcement-each", "announcement-hold"),
    "bench.desk:page": ("desk-page",),
    "bench.urgent:waits": ("urgent-queue", "urgent-network", "reply-wait"),
    "bench.costs:costs": ("calls-day", "syncs-word", "idle-syncs", "idle-size", "bytes-delivery"),
    "bench.start:demo": ("demo-first-answer",),
    "bench.start:memory": ("memory",),
}


def wanted(rows: Collection[str]) -> list[str]:
    """The works that give these rows, or all of them; a row is named in full or by how it begins."""
    return [work for work, names in WORKS.items() if not rows or any(name.startswith(tuple(rows)) for name in names)]


def load(work: str) -> Work:
    """The work itself."""
    module, _, name = work.partition(":")
    found: Work = getattr(import_module(module), name)
    return found
