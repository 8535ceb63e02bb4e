"""SQLite, the default: one file, one writing connection in one process, group commit.

sqlite-utils opens and migrates; transactions are ours. Everything is durable when `run` returns
(`synchronous=FULL`), and freed pages are overwritten (`secure_delete`). A group with a bad work is rolled back and
run again with a savepoint round each: to guard every work of every group would cost a sixth of its time.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database, Migrations

from bot.ports.book import Book
from bot.ports.store import StoreFailed, StoreFull
from bot.store.backfill import after
from bot.store.book import SqlBook, load_queries
from bot.store.erasure import SALT
from bot.store.errors import DatabaseProblem
from bot.store.file_lock import hold
from bot.store.group_commit import Done, Group, Work
from bot.store.rows import Engine, Row, Value
from bot.store.schema import check_current, check_names, check_tables, migrations, seen, statements
from bot.store.secret import of_file
from bot.store.tombstones import append_tombstones

T = TypeVar("T")

AT_ONCE = 256
"""Works in one commit at most; more only adds to the wait of the first."""
BUSY_MILLISECONDS = 5000
"""How long a foreign program (a shell, a copy) may keep the writer waiting."""
STATEMENTS = 512
"""Prepared statements kept by a connection: more than there are queries."""

_ROOMY = ("temp_store = MEMORY", "cache_size = -40960")
"""Sorting and what was read last stay in memory: the memory card is slow, and wears out."""

_PRAGMAS = (
    f"busy_timeout = {BUSY_MILLISECONDS}",
    "synchronous = FULL",
    "fullfsync = ON",  # macOS: without it a sync stops at the disk's own memory
    "foreign_keys = ON",
    "secure_delete = ON",
    *_ROOMY,
    "wal_autocheckpoint = 4000",  # 16 MB: a page that changes with every turn is folded in a quarter as often
)


class SqliteRows:
    """Runs named queries on one connection."""

    engine: Engine = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._sql = _QUERIES

    def one(self, query: str, /, **values: Value) -> Row | None:
        """The first row."""
        row: Row | None = self._execute(self._sql[query], values).fetchone()
        return row

    def all(self, query: str, /, **values: Value) -> list[Row]:
        """Every row, fetched at once."""
        return self._execute(self._sql[query], values).fetchall()

    def named(self, query: str, /, **values: Value) -> list[dict[str, object]]:
        """Every row with its column names."""
        cursor = self._execute(self._sql[query], values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def run(self, query: str, /, **values: Value) -> int:
        """How many rows were written."""
        return self._execute(self._sql[query], values).rowcount

    def write(self, query: str, /, **values: Value) -> None:
        """Writes at once."""
        self._execute(self._sql[query], values)


class SqliteStore:
    """The store over one file. `DATABASE.lock` is held for life: who holds it is the only writer."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.refused = False
        self._lock = hold(path)
        try:
            writer = SqliteWriter(path)
            reader = SqliteReader(path)
        except BaseException:
            self._lock.close()
            raise
        self._write = Group("yachaski-writer", writer, AT_ONCE)
        self._read = Group("yachaski-reader", reader, 1)

    async def run(self, work: Callable[[Book], T], *, key: str = "") -> T:
        """Runs `work` on the writer; all works run one after the other, whatever their `key`."""
        try:
            return await self._write.run(work)
        except StoreFailed:
            self.refused = True
            raise

    async def read(self, work: Callable[[Book], T]) -> T:
        """Runs `work` on a snapshot, beside the writer; it must be brief, since the log grows meanwhile."""
        return await self._read.run(work)

    async def close(self) -> None:
        """Finishes what was handed in, folds the log into the file and lets go of the lock."""
        await self._read.close()
        await self._write.close()
        self._lock.close()


class SqliteReading:
    """A look at the file beside whoever writes it: no lock, no migration."""

    def __init__(self, path: Path) -> None:
        reader = SqliteReader(path)
        try:
            check_current(applied_to(reader.connection))
        except BaseException:
            reader.close()
            raise
        self._read = Group("yachaski-reader", reader, 1)

    async def read(self, work: Callable[[Book], T]) -> T:
        """Runs `work` on a snapshot."""
        return await self._read.run(work)

    async def close(self) -> None:
        """Lets go of the file."""
        await self._read.close()


class SqliteWriter:
    """The one writing connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connect()
        self._sync_erased()
        self._let_go_for_the_dead()

    def commit(self, works: Iterable[Work]) -> list[Done]:
        """Commits the good works together; when SQLite gives up the transaction, all of them failed."""
        coming = iter(works)
        taken = [next(coming)]
        try:
            done = self._together(coming, taken)
            self._execute("COMMIT")
        except sqlite3.Error as error:
            self._recover()
            return [Done(None, given_up(error)) for _ in taken]
        if self.book.erased:
            self._sync_erased()
        return done

    def _together(self, coming: Iterator[Work], taken: list[Work]) -> list[Done]:
        """Runs what was taken and what is `coming`, which is then taken too; all again when one is bad."""
        self._execute("BEGIN IMMEDIATE")
        try:
            done = [self._run(taken[0])]
            for work in coming:
                taken.append(work)
                done.append(self._run(work))
            return done
        except BaseException as error:
            if self._gave_up(error):
                raise
        self._execute("ROLLBACK")
        self._execute("BEGIN IMMEDIATE")
        return [self._alone(work) for work in taken]

    def close(self) -> None:
        """The last connection to go folds the log into the file."""
        self.connection.close()

    def _alone(self, work: Work) -> Done:
        """A bad work is undone up to its savepoint."""
        self._execute("SAVEPOINT work")
        try:
            done = self._run(work)
        except BaseException as error:
            if self._gave_up(error):
                raise
            self._execute("ROLLBACK TO work")
            done = Done(None, translated(error) if isinstance(error, sqlite3.Error) else error)
        self._execute("RELEASE work")
        return done

    def _run(self, work: Work) -> Done:
        result = work(self.book)
        if not self.connection.in_transaction:  # what follows would be stored by itself
            raise sqlite3.OperationalError("a work hid that SQLite gave up the transaction")
        return Done(result)

    def _gave_up(self, error: BaseException) -> bool:
        """Whether SQLite has undone the neighbours too: disk full, input/output error."""
        return isinstance(error, sqlite3.Error) and not self.connection.in_transaction

    def _let_go_for_the_dead(self) -> None:
        """Whoever holds the lock is alone: leases and claims of a process that was killed are nobody's now."""
        self._execute("BEGIN IMMEDIATE")
        self.book.let_go()
        self._execute("COMMIT")

    def _connect(self) -> None:
        self.connection = open_for_writing(self._path)
        self._execute = self.connection.execute
        self.book = SqlBook(SqliteRows(self.connection), of_file(self._path))
        self.book.erased = True  # the log may hold what a former process or connection erased

    def _recover(self) -> None:
        """Leaves a connection without a transaction, a new one if need be."""
        try:
            if self.connection.in_transaction:
                self.connection.rollback()
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                self.connection.close()
            with suppress(sqlite3.Error, DatabaseProblem):
                self._connect()

    def _sync_erased(self) -> None:
        """Writes new tombstones beside the database and drives what was erased out of the log.

        A disk that is full, or somebody who reads meanwhile, leaves `erased` set: it is tried again after the next
        commit, and when opening. Nobody waits for the reader: it is asked without patience.
        """
        with suppress(OSError, sqlite3.Error):
            append_tombstones(self._path, self.book.tombstones())
            self._execute("PRAGMA busy_timeout = 0").fetchall()
            try:
                busy, *_ = self._execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self._execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}").fetchall()
            self.book.erased = bool(busy)


class SqliteReader:
    """A read-only connection; each work sees one snapshot."""

    def __init__(self, path: Path) -> None:
        self.connection = open_for_reading(path)
        self.book = SqlBook(SqliteRows(self.connection), of_file(path))

    def commit(self, works: Iterable[Work]) -> list[Done]:
        """Runs each work by itself; nothing is written."""
        return [self._one(work) for work in works]

    def close(self) -> None:
        """Lets go of the file."""
        self.connection.close()

    def _one(self, work: Work) -> Done:
        try:
            self.connection.execute("BEGIN")
            return Done(work(self.book))
        except BaseException as error:  # noqa: BLE001 - it belongs to the work's caller
            return Done(None, translated(error) if isinstance(error, sqlite3.Error) else error)
        finally:
            with suppress(sqlite3.Error):
                self.connection.rollback()


def open_for_writing(path: Path) -> sqlite3.Connection:
    """The writing connection, migrated; a new file is its owner's alone. Whoever calls holds the lock."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    connection = _connected(str(path))
    try:
        for pragma in ("journal_mode = WAL", *_PRAGMAS):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        migrate(connection, path)
        connection.execute(
            "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
            (SALT, secrets.token_hex(16)),
        )
    except sqlite3.DatabaseError as error:
        connection.close()
        raise DatabaseProblem(
            f"{path} no se puede abrir como base de datos. Mira el nombre y los permisos, o restaura una copia."
        ) from error
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, beside whoever does; the file must be there."""
    try:
        connection = _connected(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        for pragma in ("query_only = ON", *_ROOMY):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        check_schema(connection, path)
    except sqlite3.Error as error:
        raise DatabaseProblem(
            f"{path} no se puede leer como base de datos. Mira el nombre y los permisos, o restaura una copia."
        ) from error
    return connection


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Applies every migration that is missing, each in a transaction of its own."""
    known = Migrations("yachaski")
    for name, text in migrations("sqlite").items():
        known(name=name)(_migration(name, text))
    check_schema(connection, path)
    known.apply(Database(connection))


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raises DatabaseAhead or DatabaseForeign for a schema that is not this program's."""
    applied = applied_to(connection)
    check_names(applied, str(path))
    check_tables(applied, seen(connection), str(path))


def applied_to(connection: sqlite3.Connection) -> set[str]:
    """The names of the migrations that the database has had."""
    table = connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    return {name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations")} if table else set()


def translated(error: sqlite3.Error) -> Exception:
    """A full disk and a broken one have names of ours; a broken rule of the schema stays what it is."""
    if not isinstance(error, sqlite3.OperationalError):
        return error
    failed: StoreFailed
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            failed = StoreFull("the disk is full: nothing was stored")
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_BUSY | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN:
            failed = StoreFailed(f"the database cannot be written: {error}")
        case _:
            return error
    failed.__cause__ = error
    return failed


def given_up(error: sqlite3.Error) -> StoreFailed:
    """What every work of a group hears whose transaction SQLite gave up."""
    failed = translated(error)
    if not isinstance(failed, StoreFailed):
        failed = StoreFailed(f"the commit was given up: {error}")
        failed.__cause__ = error
    return failed


def _connected(database: str, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(
        database, uri=uri, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS
    )


def _migration(name: str, text: str) -> Callable[[Database], None]:
    def apply(database: Database) -> None:
        for statement in statements(text):
            database.conn.execute(statement)
        after(name, lambda sql, values: database.conn.execute(sql, values).fetchall())

    apply.__name__ = "apply"
    return apply


_QUERIES = load_queries("sqlite")
