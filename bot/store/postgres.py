"""PostgreSQL, when one machine is outgrown: four writing connections, each a group commit of its own.

Works with one key go to one connection. A group with a bad work is rolled back and replayed one by one, each in
a transaction of its own; deadlocks and lost races are tried again. A server that went away is asked for anew
with the next group.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any, TypeVar
from zlib import crc32

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8Dumper

from bot.ports.book import Book
from bot.ports.store import StoreFailed, StoreFull
from bot.store.backfill import after
from bot.store.book import SqlBook, load_queries
from bot.store.erasure import ORDER, SALT
from bot.store.errors import DatabaseBusy, DatabaseProblem, DatabaseUnfit
from bot.store.group_commit import Done, Group, Work
from bot.store.rows import Engine, Row, Value
from bot.store.schema import check_current, check_names, check_tables, migrations, statements
from bot.store.secret import of_server
from bot.store.server import NO_TABLES, check_server, refused

T = TypeVar("T")

WRITERS = 4
AT_ONCE = 32
"""Works in one commit at most: larger groups deadlock more often and gain nothing."""
TRIES = 5
"""How often a work that lost a race is run before its caller hears of it."""
CONNECT_SECONDS = 10
"""How long a server is waited for, where its URL does not say."""
HANGING_UP_SECONDS = 5
"""How long a server may take, at most, to notice that a client is gone."""
_MIGRATING, _SERVING = 0x79616368, 0x79616369
"""Advisory locks: one process migrates at a time; every writing connection shares the other for its life."""

Connection = psycopg.Connection[Row]
_LOST_RACES = (errors.DeadlockDetected, errors.SerializationFailure, errors.UniqueViolation)


class PostgresRows:
    """Runs named queries on one connection; what only writes waits for the next that answers, and goes out with it.

    Half of what a turn does is such, and every round trip to the server costs more than the statement.
    """

    engine: Engine = "postgres"

    def __init__(self, connection: Connection, mode: str = "") -> None:
        self._connection = connection
        self._begin = f"BEGIN {mode}"
        self._cursor = connection.cursor()
        self._unheard = connection.cursor()
        self._sql = _QUERIES
        self._waiting: list[tuple[str, dict[str, Value]]] = []

    def one(self, query: str, /, **values: Value) -> Row | None:
        """The first row."""
        return self._answered(self._sql[query], values).fetchone()

    def all(self, query: str, /, **values: Value) -> list[Row]:
        """Every row."""
        return self._answered(self._sql[query], values).fetchall()

    def named(self, query: str, /, **values: Value) -> list[dict[str, object]]:
        """Every row with its column names."""
        rows = self.all(query, **values)
        names = [column.name for column in self._cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in rows]

    def run(self, query: str, /, **values: Value) -> int:
        """How many rows were written."""
        return self._answered(self._sql[query], values).rowcount

    def write(self, query: str, /, **values: Value) -> None:
        """Writes with the next query that answers, or with the commit, which raise what is wrong with it."""
        self._waiting.append((self._sql[query], _cleaned(values)))

    def begin(self) -> None:
        """The transaction begins with the first query; what never left of another one is forgotten."""
        self._waiting = [(self._begin, {})]

    def flush(self) -> None:
        """Sends what waits, and raises what is wrong with it."""
        if self._waiting:
            with self._connection.pipeline():
                self._write_waiting()

    def _answered(self, sql: str, values: dict[str, Value]) -> psycopg.Cursor[Row]:
        values = _cleaned(values)
        if not self._waiting:
            return self._cursor.execute(sql, values)
        with self._connection.pipeline():
            self._write_waiting()
            return self._cursor.execute(sql, values)

    def _write_waiting(self) -> None:
        for sql, values in self._waiting:
            self._unheard.execute(sql, values)
        self._waiting = []  # only now: whoever hides that a value cannot be sent hears it again before the commit


class PostgresStore:
    """The store over a server."""

    def __init__(self, url: str) -> None:
        self.refused = False
        with connected(url) as connection, connected(url) as other:
            check_server(connection, other)
            migrate(connection)
        self._writers = [Group(f"yachaski-writer-{number}", PostgresWriter(url), AT_ONCE) for number in range(WRITERS)]
        self._read = Group("yachaski-reader", PostgresReader(url), 1)
        self._next = count()

    async def run(self, work: Callable[[Book], T], *, key: str = "") -> T:
        """Runs `work` on the writer of its `key`; works without one take turns."""
        number = crc32(key.encode()) if key else next(self._next)
        try:
            return await self._writers[number % WRITERS].run(work)
        except StoreFailed:
            self.refused = True
            raise

    async def read(self, work: Callable[[Book], T]) -> T:
        """Runs `work` on a snapshot, beside the writers."""
        return await self._read.run(work)

    async def close(self) -> None:
        """Finishes what was handed in and hangs up."""
        for group in (*self._writers, self._read):
            await group.close()


class PostgresReading:
    """A look at the database beside whoever writes it: no migration."""

    def __init__(self, url: str) -> None:
        with connected(url) as connection, connected(url) as other:
            check_server(connection, other)
            check_schema(connection)
        self._read = Group("yachaski-reader", PostgresReader(url), 1)

    async def read(self, work: Callable[[Book], T]) -> T:
        """Runs `work` on a snapshot."""
        return await self._read.run(work)

    async def close(self) -> None:
        """Hangs up."""
        await self._read.close()


class _Line:
    """A connection that is made when it is first needed, and again after the server went away."""

    def __init__(self, url: str, mode: str) -> None:
        self._url = url
        self._mode = mode
        self._connect()

    def close(self) -> None:
        """Hangs up."""
        self._connection.close()

    def _connect(self) -> None:
        self._connection = connected(self._url)
        self._connection.execute(
            "SELECT set_config('statement_timeout', %s, false) WHERE current_setting('statement_timeout') = '0'",
            [f"{STATEMENT_SECONDS}s"],
        )  # the operator's own, which the URL may bring, stays
        self._execute = self._connection.execute
        self._rows = PostgresRows(self._connection, self._mode)
        self.book = SqlBook(self._rows, of_server())

    def _ready(self) -> None:
        if self._connection.closed:
            try:
                self._connect()
            except BaseException:
                self._connection.close()  # half made, it would speak without its rules
                raise

    def _undo(self) -> None:
        """Leaves a connection without a transaction, or a closed one.

        psycopg takes a statement for prepared as soon as it is on its way, also behind one that fails: its own
        `rollback` begins anew with them.
        """
        if self._connection.info.transaction_status != TransactionStatus.IDLE:
            try:
                self._connection.rollback()
            except psycopg.Error:
                self._connection.close()


class PostgresWriter(_Line):
    """One writing connection.

    Each transaction keeps to one snapshot: when two of them change one row, the later one is told so and run again,
    instead of overwriting what it never read.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url, "ISOLATION LEVEL REPEATABLE READ READ WRITE")

    def _connect(self) -> None:
        super()._connect()
        self._execute("SELECT pg_advisory_lock_shared(%s)", (_SERVING,))

    def commit(self, works: Iterable[Work]) -> list[Done]:
        """Commits the works together, or, when one of them is bad, each by itself.

        They are taken before the transaction begins: one that came later might not see what made it come, which
        another writer committed meanwhile.
        """
        works = list(works)
        try:
            return self._together(works)
        except _HOPELESS as error:
            return [Done(None, failed(error)) for _ in works]
        except BaseException as error:  # noqa: BLE001 - it belongs to the caller of the work
            if len(works) == 1 and not isinstance(error, psycopg.Error):
                return [Done(None, error)]
        return [self._alone(work) for work in works]

    def _together(self, works: Sequence[Work]) -> list[Done]:
        """All of them or none: the transaction is over when this returns or raises."""
        self._ready()
        try:
            self._rows.begin()
            done = [Done(work(self.book)) for work in works]
            self._rows.flush()  # by itself: a line that breaks before the COMMIT leaves no doubt
            self._commit()
        except BaseException:
            self._undo()
            raise
        self.book.erased = False
        return done

    def _commit(self) -> None:
        try:
            said = self._execute("COMMIT").statusmessage
        except psycopg.Error as error:
            if self._connection.closed:
                raise _Unknown("the server went away while it committed") from error
            raise
        if said != "COMMIT":  # PostgreSQL answers a COMMIT after an error with a quiet ROLLBACK
            raise StoreFailed("a work hid an error of the database; nothing of it was stored")

    def _alone(self, work: Work) -> Done:
        problem: BaseException | None = None
        for _ in range(TRIES):
            try:
                return self._together([work])[0]
            except _LOST_RACES as race:
                problem = race
            except BaseException as error:  # noqa: BLE001 - it belongs to the caller of the work
                problem = error
                if isinstance(error, _HOPELESS) or not self._connection.closed:
                    break
        return Done(None, failed(problem))


class PostgresReader(_Line):
    """A connection that only reads; each work sees one snapshot."""

    def __init__(self, url: str) -> None:
        super().__init__(url, "ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def commit(self, works: Iterable[Work]) -> list[Done]:
        """Runs each work by itself; nothing is written. A connection that was lost is made once more."""
        return [self._one(work, tries_left=1) for work in works]

    def _one(self, work: Work, tries_left: int) -> Done:
        try:
            self._ready()
            self._rows.begin()
            done = Done(work(self.book))
            self._rows.flush()  # whoever writes here hears the server's no
            self._execute("COMMIT")
            return done
        except BaseException as error:  # noqa: BLE001 - it belongs to the caller of the work
            problem = error
        finally:
            self._undo()
        if tries_left and self._connection.closed and not isinstance(problem, DatabaseProblem):
            return self._one(work, tries_left - 1)
        return Done(None, failed(problem))


STATEMENT_SECONDS = 60
"""Longer than any statement of a turn takes; one that waits for somebody's lock ends, and is tried again."""
SILENCE: dict[str, Any] = {
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""Half a minute after a server fell silent (a cable, a firewall) its connection ends; without them it takes hours."""


class _Unknown(Exception):
    """Nobody knows whether the server committed before it went away."""


_HOPELESS = (_Unknown, DatabaseProblem)
"""Trying the same again at once would be wrong, or in vain."""


def _clean(value: Value) -> Value:
    """PostgreSQL's text cannot hold NUL; nobody means it, so it is left out."""
    return value.replace("\0", "") if isinstance(value, str) and "\0" in value else value


def _cleaned(values: dict[str, Value]) -> dict[str, Value]:
    return {name: _clean(value) for name, value in values.items()}


def connected(url: str) -> Connection:
    """A connection whose transactions are ours to begin; commits are durable before they are answered."""
    try:
        seconds = conninfo_to_dict(url).get("connect_timeout", CONNECT_SECONDS)
        connection = psycopg.connect(url, autocommit=True, connect_timeout=seconds, **SILENCE)
        connection.execute("SET synchronous_commit = on; SET timezone = 'UTC'")  # a pooler takes no startup options
    except psycopg.OperationalError as error:
        raise refused(error) from error
    connection.prepare_threshold = 1
    connection.prepared_max = 512
    connection.adapters.register_dumper(int, Int8Dumper)  # one plan, whatever the number's size
    return connection


def hold(connection: Connection) -> None:
    """Keeps every store away while the connection lives, or raises DatabaseBusy.

    The server lets go of what a client held a moment after that client hung up, so a moment is waited.
    """
    connection.execute(f"SET lock_timeout = '{HANGING_UP_SECONDS}s'")
    try:
        connection.execute("SELECT pg_advisory_lock(%s)", (_SERVING,))
    except errors.LockNotAvailable as error:
        raise DatabaseBusy("La base de datos está en uso. Termina primero todo lo que la usa.") from error
    connection.execute("RESET lock_timeout")


def migrate(connection: Connection) -> None:
    """Applies every migration that is missing, a statement at a time, in one transaction.

    A second process waits for the first.
    """
    try:
        _migrate(connection)
    except errors.InsufficientPrivilege as error:  # nobody but its owner may, on a new server
        raise DatabaseUnfit(NO_TABLES.format(connection.info.user)) from error


def _migrate(connection: Connection) -> None:
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MIGRATING,))
        connection.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, applied_at TIMESTAMPTZ)")
        applied = _checked(connection)
        for name, text in migrations("postgres").items():
            if name not in applied:
                for statement in statements(text):
                    connection.execute(statement.encode())
                after(name, lambda sql, values: _filled(connection, sql, values))
                connection.execute("INSERT INTO migration (name, applied_at) VALUES (%s, now())", (name,))
        connection.execute(
            "INSERT INTO fact (name, value) VALUES (%s, %s) ON CONFLICT (name) DO NOTHING",
            (SALT, secrets.token_hex(16)),
        )


def _filled(connection: Connection, sql: str, values: Sequence[Value]) -> list[Row]:
    """One statement of a migration's own, and the rows that it answers."""
    cursor = connection.execute(sql.replace("?", "%s"), values)
    return cursor.fetchall() if cursor.description else []


def check_schema(connection: Connection) -> None:
    """For whoever only looks: raises DatabaseProblem unless the tables are there, and this version's."""
    there = connection.execute("SELECT to_regclass('migration') IS NOT NULL").fetchone()
    check_current(_checked(connection) if there and there[0] else set())


def _checked(connection: Connection) -> set[str]:
    """The migrations that the database has had; raises DatabaseAhead or DatabaseForeign for what is not ours."""
    applied = {name for (name,) in connection.execute("SELECT name FROM migration")}
    check_names(applied, "La base de datos")
    columns = "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = {0}"
    indexes = "SELECT indexname FROM pg_indexes WHERE schemaname = {0}"
    real = connection.execute(f"{columns} UNION ALL {indexes}".format("current_schema()"))
    check_tables(applied, {name for (name,) in real}, "La base de datos")
    return applied


def counted(connection: Connection, table: str) -> int:
    """How many rows the table has."""
    row = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()  # noqa: S608 - a name of our own list
    return 0 if row is None else int(row[0])


def refill(connection: Connection, tables: Iterable[tuple[str, list[str], Iterable[Row]]]) -> None:
    """Empties the tables and copies in (name, columns, rows), inside the transaction that is open."""
    connection.execute(f"TRUNCATE {', '.join(ORDER)}")
    for table, columns, rows in tables:
        with connection.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row([_clean(value) for value in row])
        if "seq" in columns:
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'seq'), MAX(seq)) FROM {table}"  # noqa: S608
            )


def failed(error: BaseException | None) -> BaseException | None:
    """A full disk and a lost server have names of ours; a broken rule of the schema stays what it is."""
    if isinstance(error, errors.DiskFull):
        problem: StoreFailed = StoreFull("the server's disk is full: nothing was stored")
    elif isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError, *_HOPELESS)):
        problem = StoreFailed(f"the database server could not do it: {error}")
    else:
        return error
    problem.__cause__ = error
    return problem


_QUERIES = load_queries("postgres")
