"""What each engine does when things go wrong beneath it."""

import asyncio
import sqlite3
import threading
from contextlib import closing, suppress

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from bot.ports.store import StoreFailed, StoreFull
from bot.store import sqlite
from bot.store.errors import DatabaseBusy, DatabaseProblem
from bot.store.open import open_store
from bot.store.postgres import PostgresWriter, connected
from tests.engines import url_of
from tests.store.made import ANA, LUZ, NOW, claim, delivery, person, texts


@pytest.fixture
def path(tmp_path):
    """Where a database will be."""
    return tmp_path / "yachaski.db"


@pytest.fixture
def writer(path):
    """The writer of a new file."""
    with closing(sqlite.SqliteWriter(path)) as writer:
        yield writer


def errors(done):
    return [each.error for each in done]


def noted(name):
    return lambda book: book.set_fact(name, "1")


async def test_one_process_writes(path):
    """The second is told which process is in its way, and what to do; afterwards the way is free."""
    store = open_store(str(path))
    with pytest.raises(DatabaseBusy, match="Termínalo primero"):
        open_store(str(path))
    await store.close()
    await open_store(str(path)).close()


async def test_a_database_is_its_owners_alone(tmp_path):
    """Learners' words are not for other accounts of the box; missing folders are made."""
    path = tmp_path / "new" / "yachaski.db"
    await open_store(str(path)).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_another_file_is_no_database(path):
    """A wrong setting is said before anything is written."""
    path.write_text("site,region\n" * 100, encoding="utf-8")
    with pytest.raises(DatabaseProblem, match="no se puede abrir"):
        open_store(str(path))
    assert path.read_text(encoding="utf-8").startswith("site")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("fullfsync", 1)],
)
def test_the_writer_is_careful(writer, pragma, value):
    """Durable before it is answered, no orphans, nothing left of what was deleted."""
    assert writer.connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_a_full_disk_fails_what_did_not_fit(writer):
    """Its callers hear of it by name, and with room the next commit succeeds."""
    writer.connection.execute("PRAGMA max_page_count = 1")  # as full as it is now
    full = errors(writer.commit([lambda book: book.set_fact("big", "x" * 10**6)]))
    assert [type(error) for error in full] == [StoreFull]
    writer.connection.execute("PRAGMA max_page_count = 100000")
    assert errors(writer.commit([noted("small")])) == [None]
    assert writer.book.fact("big") is None


def test_a_transaction_that_is_given_up_fails_for_all(writer):
    """When SQLite undoes the neighbours too, they are told; who was not taken yet is none the worse."""

    def give_up(_book):
        writer.connection.execute("INSERT OR ROLLBACK INTO fact (name) VALUES ('no value')")

    coming = iter([noted("a"), give_up, noted("b")])
    failed = errors(writer.commit(coming))
    assert [type(error) for error in failed] == [StoreFailed] * 2
    assert errors(writer.commit(coming)) == [None]
    assert [writer.book.fact(name) for name in "ab"] == [None, "1"]


def test_a_commit_that_fails_fails_for_all(writer):
    """Nothing of the group is stored, and the next one is none the worse."""

    def orphan(book):
        writer.connection.execute("PRAGMA defer_foreign_keys = ON")
        book.enrol("e", "nobody", "nowhere", NOW, None)

    failed = errors(writer.commit([noted("a"), orphan]))
    assert [type(error) for error in failed] == [StoreFailed] * 2
    assert errors(writer.commit([noted("b")])) == [None]
    assert [writer.book.fact(name) for name in "ab"] == [None, "1"]


def test_a_lost_connection_is_made_anew(writer):
    """Whatever closed it, the next group but one finds an open one."""
    writer.connection.close()
    assert [type(error) for error in errors(writer.commit([noted("a")]))] == [StoreFailed]
    assert errors(writer.commit([noted("b")])) == [None]


def test_a_disk_that_cannot_be_read_has_a_name(path):
    """Callers catch StoreFailed and know nothing of engines."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    assert isinstance(sqlite.translated(error), StoreFailed)
    assert sqlite.translated(sqlite3.IntegrityError("no")).args == ("no",)


# --- PostgreSQL --------------------------------------------------------------------------------------------


@pytest.fixture
async def server(postgres_database):
    """A store over a server."""
    store = open_store(postgres_database)
    yield store
    await store.close()


async def test_a_server_that_went_away_is_asked_again(server, postgres_database):
    """Restarting it costs nobody more than a retry."""
    await server.run(noted("a"))
    with closing(connected(postgres_database)) as killer:
        killer.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert await server.read(lambda book: book.fact("a")) == "1"
    for number in range(8):
        await server.run(noted(f"b{number}"))
    assert await server.read(lambda book: book.fact("b7")) == "1"


async def test_no_update_is_lost_between_writers(server):
    """Who read what another changed meanwhile is run again."""
    read, go = threading.Event(), threading.Event()

    def slow(book):
        seen = int(book.fact("n") or 0)
        read.set()
        go.wait()
        book.set_fact("n", str(seen + 1))

    first = asyncio.create_task(server.run(slow))
    await asyncio.to_thread(read.wait)
    await server.run(lambda book: book.set_fact("n", "10"))
    go.set()
    await first
    assert await server.read(lambda book: book.fact("n")) == "11"


async def test_a_hidden_error_is_no_success(server):
    """A work that swallows the server's no is told that nothing was stored."""

    def hide(book):
        book.set_fact("a", "1")
        with suppress(psycopg.Error):
            book.reach("no address", "nobody", NOW)
            book.fact("a")

    with pytest.raises(StoreFailed, match="hid an error"):
        await server.run(hide)
    assert await server.read(lambda book: book.fact("a")) is None


async def test_what_never_left_is_not_taken_for_prepared(server):
    """Behind a write that fails nothing reaches the server; the next works find it as it is."""

    def good(book):
        book.set_fact("a", "1")
        book.count("n")

    def bad(book):
        book.set_fact("a", "1")
        book.reach("no address", "nobody", NOW)
        book.count("n")
        book.fact("a")

    for work in (bad, good, bad, good, good):
        with suppress(psycopg.Error):
            await server.run(work, key="k")
    assert await server.read(lambda book: book.fact("a")) == "1"
    assert await server.run(lambda book: book.counted(), key="k") == {"n": 3}


async def test_two_claims_at_once_take_different_rows(server):
    """Neither waits for the other, and no address is claimed twice."""

    def post(book):
        for id in (ANA, LUZ):
            person(book, id)
            for text in "12":
                book.post(delivery(text, f"at-{id}", person=id), NOW)

    await server.run(post)
    claims = await asyncio.gather(*(server.run(claim) for _ in range(8)))
    assert sorted(one.address for rows in claims for one in rows) == [f"at-{ANA}", f"at-{LUZ}"]
    assert {text for rows in claims for text in texts(rows)} == {"1"}


def test_each_transaction_says_what_it_is(postgres_database):
    """The snapshot is asked for with each BEGIN: no session has to remember it, and nobody else's is changed."""

    def isolation(book):
        return book._rows._answered("SHOW transaction_isolation", {}).fetchone()

    with closing(PostgresWriter(postgres_database)) as writer:
        assert writer.commit([isolation])[0].result == ("repeatable read",)
        default = writer._connection.execute("SHOW default_transaction_isolation").fetchone()
    assert default == ("read committed",)


def test_what_the_url_asks_for_is_kept(postgres_database, postgres_server):
    """Options and the time to connect are the operator's."""
    name = str(conninfo_to_dict(postgres_database)["dbname"])
    url = url_of(postgres_server, name, options="-c statement_timeout=12345", connect_timeout="3")
    with closing(PostgresWriter(url)) as writer:
        assert writer._connection.execute("SHOW statement_timeout").fetchone() == ("12345ms",)
        assert writer._connection.info.get_parameters()["connect_timeout"] == "3"
