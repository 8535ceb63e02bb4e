"""`python -m bench [ROW ...] [--rounds N] [--quick]`: one command, one table."""

from __future__ import annotations

import asyncio
import logging
import os
import platform
import sqlite3
import sys
import tempfile
from contextlib import AbstractAsyncContextManager, ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
import structlog

from bench import postgres, works
from bench.measure import Bench, Figure
from bench.report import goals, keep, table
from bench.size import FULL, QUICK, Size


@click.command(help="Measures ROW (all rows; the beginning of a name is enough) beside what people would use instead.")
@click.argument("rows", nargs=-1, metavar="[ROW]...")
@click.option("--rounds", type=click.IntRange(1), help="The sides by turns; 3 unless said, and 9 of what is brief.")
@click.option("--quick", is_flag=True, help="A tenth of everything, for while you mend: its figures prove nothing.")
def main(rows: tuple[str, ...], rounds: int | None, quick: bool) -> None:
    chosen = works.wanted(rows)
    if not chosen:
        raise click.UsageError(f"No such row. There are: {', '.join(goals())}")
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    size = QUICK if quick else FULL
    print(_circumstances())
    figures: list[Figure] = []
    with ExitStack() as stack:
        server = _Server(stack)
        for work in chosen:
            figures += measured(work, replace(size, rounds=rounds or size.rounds), server)
            if not quick:
                keep(figures)  # at once: a run that is broken off has measured what it has measured
    print(f"\n{table(figures)}\n\n{RIVALS}")
    if quick:
        print("\n--quick: nothing is kept.")


class _Server:
    """PostgreSQL, started when it is first wanted; each call gives an empty database."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._url = ""

    def __call__(self) -> AbstractAsyncContextManager[str]:
        if not self._url:
            self._url = self._stack.enter_context(postgres.server())
            print(f"  PostgreSQL: {postgres.durability(self._url)}", flush=True)
        return postgres.database(self._url)


def measured(work: str, size: Size, server: _Server) -> list[Figure]:
    """Runs the work in a folder and a loop of its own."""
    print(f"{', '.join(works.WORKS[work])} ...", flush=True)
    with tempfile.TemporaryDirectory(prefix="yachaski-bench-") as folder:
        bench = Bench(size, Path(folder), server, lambda said: print(f"  {said}", flush=True))
        return asyncio.run(works.load(work)(bench))


def _circumstances() -> str:
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{os.cpu_count()} cores, load {load}. Everything stays on loopback and in temporary folders."
    )


RIVALS = """\
Beside us, each in its best honest configuration:
  SQLite everywhere: WAL, synchronous=FULL, secure_delete and the rest of the store's pragmas; the same file, schema,
    indexes and SQL; 64 callers at once; a learner of its own for every turn.
  SQLAlchemy async + aiosqlite: Core, the driver's SQL (no compiling), BEGIN IMMEDIATE, one writing connection (more
    gain nothing), prepared statements kept, a transaction a turn.
  SQLAlchemy, synchronous: the same Core and SQL on one thread, a transaction a turn.
  bare sqlite3: one thread, one queue, up to 256 turns a commit, no savepoints, nothing but execute and fetch.
  psycopg pool: 4 async connections, statements prepared at first sight, repeatable read and synchronous_commit=on
    as ours, a transaction a turn. A server of the bench's own has PostgreSQL's defaults (fsync on).
  aiogram echo: SimpleRequestHandler on aiohttp as documented (updates handled in the background), stores nothing,
    and sends one message back; the same updates, 64 at once.
  aiogram's sends: one Bot and one session, the same text, buttons and options, 64 at once.
  APScheduler 3: asyncio, its SQL job store on SQLite (the same pragmas), a daily job a learner that does nothing."""


if __name__ == "__main__":
    main()
