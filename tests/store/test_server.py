"""A PostgreSQL server that cannot do our work is told by its own name, whoever asks."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from bot.__main__ import main
from bot.ports.store import StoreFailed
from bot.store.backup import backup, restore
from bot.store.errors import DatabaseEmpty, DatabaseUnfit
from bot.store.open import open_reading, open_store
from bot.store.postgres import connected
from tests.engines import url_of
from tests.store.made import NOW
from tests.store.pooler import lending

Says = Callable[[str, str], str]


@pytest.fixture
def read_only(postgres_empty: str) -> str:
    """A server whose transactions only read."""
    with closing(connected(postgres_empty)) as server:
        name = server.info.dbname
        server.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())
    return postgres_empty


@pytest.fixture
def pooled(postgres_empty: str) -> Iterator[str]:
    """A pooler in transaction mode."""
    with lending(postgres_empty) as url:
        yield url


@pytest.fixture
def narrow(postgres_empty: str) -> Iterator[str]:
    """A user who may make no tables."""
    with closing(connected(postgres_empty)) as server:
        server.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        server.execute("CREATE ROLE yachaski_guest LOGIN")
        yield url_of(postgres_empty, server.info.dbname, user="yachaski_guest")
        server.execute("DROP ROLE yachaski_guest")


UNFIT = [
    ("postgres_latin", "guarda en LATIN1"),
    ("read_only", "solo deja leer"),
    ("pooled", "lleva a un pooler"),
]


@pytest.mark.process
@pytest.mark.parametrize(("server", "told"), UNFIT)
def test_an_unfit_server_is_refused(server, told, request):
    """Writers and readers hear one sentence with its mend, before anything is stored."""
    url = request.getfixturevalue(server)
    for opened in (open_store, open_reading):
        with pytest.raises(DatabaseUnfit, match=told):
            opened(url)


@pytest.mark.process
@pytest.mark.parametrize(("server", "told"), UNFIT)
@pytest.mark.parametrize("command", ["check", "run", "itinerary show", "poster SANJUAN3A"])
def test_every_command_says_it(server, told, command, request, tmp_path, monkeypatch, capsys):
    """`check`, `run` and the others end with 1 and that sentence, never with a traceback."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YACHASKI_DATABASE", request.getfixturevalue(server))
    monkeypatch.setattr(sys, "argv", ["yachaski", *command.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert ended.value.code == 1
    assert told in said.out + said.err


def test_a_fit_server_is_said_to_be_so(postgres_database, tmp_path, monkeypatch, capsys):
    """`check` has a line for what it asked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YACHASKI_DATABASE", postgres_database)
    monkeypatch.setattr(sys, "argv", ["yachaski", "check"])
    with pytest.raises(SystemExit):
        main()
    assert "[bien] servidor: guarda en UTF8" in capsys.readouterr().out


def test_an_empty_server_has_nothing_to_copy(postgres_empty, tmp_path):
    """What it lacks is said, and no file is left."""
    with pytest.raises(DatabaseEmpty, match="«run» la prepara"):
        backup(postgres_empty, tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_user_without_rights_is_told_the_mend(narrow):
    """Since PostgreSQL 15 that is how a new user begins."""
    with pytest.raises(DatabaseUnfit, match="GRANT CREATE ON SCHEMA public TO yachaski_guest"):
        open_store(narrow)


def test_a_wrong_name_is_not_silence(postgres_empty):
    """Who answers is not said to be silent."""
    with pytest.raises(DatabaseUnfit, match="no dejó entrar"):
        open_store(url_of(postgres_empty, "no_such_base"))


async def test_a_restore_waits_for_who_is_hanging_up(postgres_database, tmp_path):
    """The server lets go of a lock a moment after its client went; the restore is there before, and goes on then."""
    copy = backup(postgres_database, tmp_path / "copy.db")
    store = open_store(postgres_database)
    restoring = asyncio.create_task(asyncio.to_thread(restore, copy.path, postgres_database, NOW))
    with closing(connected(postgres_database)) as watcher:
        waits = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        while not watcher.execute(waits).fetchone():
            assert not restoring.done()
            await asyncio.sleep(0)
    await store.close()
    assert (await restoring).erased_again == 0


def test_a_server_that_falls_silent_is_let_go(postgres_empty: str):
    """A pulled cable or a firewall ends the connection in half a minute, not in hours."""
    with closing(connected(postgres_empty)) as server:
        told = server.info.get_parameters()
    assert (told["keepalives_idle"], told["tcp_user_timeout"]) == ("15", "30000")


async def test_a_statement_that_waits_for_a_lock_ends(postgres_database: str, monkeypatch: pytest.MonkeyPatch):
    """The word that it was for is tried again; the house does not hang on it."""
    monkeypatch.setattr("bot.store.postgres.STATEMENT_SECONDS", 1)
    store = open_store(postgres_database)
    try:
        with closing(connected(postgres_database)) as other, other.transaction():
            other.execute("LOCK TABLE fact IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(StoreFailed):
                await store.run(lambda book: book.set_fact("a", "1"))
        await store.run(lambda book: book.set_fact("a", "2"))
        assert await store.read(lambda book: book.fact("a")) == "2"
    finally:
        await store.close()
