"""Copies that were opened and counted before they are called copies, and the way back.

A copy is one SQLite file, whichever engine it was made from, and is restored into either: this is also the way
from one engine to the other. Both functions take their time and block: call them off the event loop.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from bot.store import sqlite
from bot.store.book import SqlBook
from bot.store.erasure import ORDER
from bot.store.errors import BackupDamaged, DatabaseBusy, DatabaseProblem
from bot.store.file_lock import beside, hold, is_of, resolved
from bot.store.open import is_postgres
from bot.store.secret import of_file, of_server
from bot.store.tombstones import read_tombstones

ROWS_AT_ONCE = 1000


class Copy(Struct, frozen=True):
    """A verified copy: rows by table, and its weight."""

    path: Path
    rows: Mapping[str, int]
    size_bytes: int


class Restored(Struct, frozen=True):
    """What a restore did: where the former state is kept, who had to be erased again, what will not be sent.

    `keys_void`: the copy was made with another secret, so that everybody gets a new key.
    """

    kept: Path | None
    erased_again: int
    parked: int
    keys_void: bool = False


def backup(database: str, target: Path) -> Copy:
    """Copies the database as it stands at one instant, while it runs, and verifies the copy before naming it.

    `target` is replaced only by a verified copy. Tombstones beside the database are not part of it.
    Raises BackupDamaged when the copy does not agree with its source, DatabaseProblem where no copy can be made.
    """
    _may_be_written(target, database)
    partial = target.with_name(f"{target.name}.partial")
    _remove(partial)
    try:
        if is_postgres(database):
            rows = _copy_server(database, partial)
        else:
            rows = _copy_file(resolved(database), partial)
        if verify(partial) != rows:
            raise BackupDamaged(f"{partial} no quedó igual a la base de datos. No guardé nada: hazlo otra vez.")
        _put(partial, target)
    finally:
        _remove(partial)
    return Copy(target, rows, target.stat().st_size)


def _may_be_written(target: Path, database: str) -> None:
    if target.is_dir():
        raise DatabaseProblem(f"{target} es una carpeta. Escribe también el nombre de la copia: {target / 'copia.db'}")
    if not target.absolute().parent.is_dir():
        raise DatabaseProblem(f"No encuentro la carpeta {target.absolute().parent}. Créala, o pon el disco.")
    if is_postgres(database):
        return
    if not Path(database).exists():
        mend = "Mira YACHASKI_DATABASE y desde qué carpeta das el comando."
        raise DatabaseProblem(f"No hay una base de datos en {resolved(database)}. {mend}")
    if is_of(target, resolved(database)):
        raise DatabaseProblem(f"{target} es la base de datos misma, o un archivo suyo. Dale otro nombre a la copia.")


def verify(file: Path) -> dict[str, int]:
    """Rows by table of a copy that is whole; raises BackupDamaged for any other file."""
    try:
        with closing(sqlite.open_for_reading(file)) as copy:
            problems = [row[0] for row in copy.execute("PRAGMA integrity_check") if row[0] != "ok"]
            problems += [f"an orphan in {row[0]}" for row in copy.execute("PRAGMA foreign_key_check")]
            rows = _counted(copy)
    except sqlite3.Error as error:
        raise BackupDamaged(f"{file} no se puede leer hasta el final: usa otra copia.") from error
    if problems:
        raise BackupDamaged(f"{file} está dañado: usa otra copia.")
    if not {"person", "delivery", "tombstone"} <= rows.keys():
        raise BackupDamaged(f"{file} no es una copia de Yachaski.")
    return rows


def restore(file: Path, database: str, now: datetime) -> Restored:
    """Puts a verified copy in the database's place; the former state is kept in a file beside it.

    Whoever was erased since the copy was made is erased again before anything is served, and what waited in its
    outbox becomes uncertain, since it may have been sent. Raises DatabaseBusy while the database is in use.
    """
    if not file.is_file():
        raise DatabaseProblem(f"No encuentro la copia {file}. Mira el nombre y la carpeta.")
    if not is_postgres(database) and is_of(file, resolved(database)):
        raise DatabaseProblem(f"{file} es la base de datos misma, o un archivo suyo. Elige una copia.")
    verify(file)
    if is_postgres(database):
        return _restore_server(file, database, now)
    path = resolved(database)
    try:
        lock = hold(path)
    except DatabaseBusy as busy:
        mend = "Apágalo primero (Ctrl-C, o «systemctl stop yachaski») y hazlo otra vez."
        raise DatabaseBusy(f"Yachaski está corriendo con esa base de datos. {mend}") from busy
    with closing(lock):
        return _restore_file(file, path, now)


# --- a file ------------------------------------------------------------------------------------------------


def _copy_file(path: Path, partial: Path) -> dict[str, int]:
    with closing(sqlite.open_for_reading(path)) as source, _new_file(partial) as copy:
        source.execute("BEGIN")
        rows = _counted(source)
        source.backup(copy)
        source.execute("ROLLBACK")
    return rows


def _restore_file(file: Path, path: Path, now: datetime) -> Restored:
    new = beside(path, ".new")
    _remove(new)
    _copy_file(file, new)
    with closing(sqlite.open_for_writing(new)) as connection:
        book = SqlBook(sqlite.SqliteRows(connection), of_file(path))
        connection.execute("BEGIN IMMEDIATE")
        erased_again = book.bury_again(read_tombstones(path), now)
        parked, keys_void = book.park_queue(now), not book.knows_secret()
        connection.execute("COMMIT")
        _as_one_file(connection)
    kept = _set_former_aside(path, now)
    _put(new, path)
    return Restored(kept, erased_again, parked, keys_void)


def _set_former_aside(path: Path, now: datetime) -> Path | None:
    """Keeps the former database under another name; its log must not be found beside the new one."""
    if not path.exists():
        return None
    with suppress(sqlite3.Error, DatabaseProblem), closing(sqlite.open_for_writing(path)) as former:
        _as_one_file(former)
    kept = beside(path, f".before-{now:%Y%m%dT%H%M%SZ}")
    for suffix in ("-wal", "-shm"):  # of a former database too broken to fold its log in
        with suppress(FileNotFoundError):
            beside(path, suffix).rename(beside(kept, suffix))
    os.link(path, kept)
    return kept


# --- a server ----------------------------------------------------------------------------------------------


def _copy_server(url: str, partial: Path) -> dict[str, int]:
    from bot.store import postgres  # noqa: PLC0415 - only for who has a server

    with closing(postgres.connected(url)) as source, closing(sqlite.open_for_writing(partial)) as copy:
        postgres.check_schema(source)
        source.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        copy.execute("BEGIN IMMEDIATE")
        copy.execute("DELETE FROM fact")
        for table in ORDER:
            with source.cursor(f"copy_{table}") as rows:
                rows.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name of our own list
                _insert(copy, table, [column.name for column in rows.description or ()], rows)
        counts = {table: postgres.counted(source, table) for table in ORDER}
        copy.execute("COMMIT")
        _as_one_file(copy)
    return counts


def _restore_server(file: Path, url: str, now: datetime) -> Restored:
    from bot.store import postgres  # noqa: PLC0415 - as above
    from bot.store.server import check_server  # noqa: PLC0415 - as above

    kept = file.with_name(f"{file.name}.before-{now:%Y%m%dT%H%M%SZ}")
    current = file.with_name(f"{file.name}.current")
    _remove(current)
    with closing(postgres.connected(url)) as connection, closing(postgres.connected(url)) as other:
        check_server(connection, other)
        postgres.hold(connection)
        postgres.migrate(connection)
        backup(url, kept)
        try:
            _copy_file(file, current)
            with closing(sqlite.open_for_writing(current)) as source, connection.transaction():
                rows = postgres.PostgresRows(connection)
                book = SqlBook(rows, of_server())
                tombstones = book.tombstones()
                postgres.refill(connection, ((table, *_read(source, table)) for table in ORDER))
                again, parked = book.bury_again(tombstones, now), book.park_queue(now)
                restored = Restored(kept, again, parked, not book.knows_secret())
                rows.flush()
                return restored
        finally:
            _remove(current)


# --- both --------------------------------------------------------------------------------------------------


def _counted(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite%' ORDER BY name"
    ).fetchall()
    count = "SELECT COUNT(*) FROM {}"
    return {name: connection.execute(count.format(name)).fetchone()[0] for (name,) in names}


def _read(connection: sqlite3.Connection, table: str) -> tuple[list[str], sqlite3.Cursor]:
    rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name of our own list
    return [column[0] for column in rows.description], rows


def _insert(copy: sqlite3.Connection, table: str, columns: list[str], rows: Iterable[tuple[object, ...]]) -> None:
    places = ", ".join("?" for _ in columns)
    into = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - our own schema's names
    copy.executemany(into, rows)


@contextmanager
def _new_file(path: Path) -> Iterator[sqlite3.Connection]:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection
        _as_one_file(connection)


def _as_one_file(connection: sqlite3.Connection) -> None:
    """Folds the log in and leaves no file beside."""
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()


def _put(new: Path, target: Path) -> None:
    """Replaces `target` at once and durably: after a power cut it is the former file or the new one."""
    _sync(new)
    new.replace(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        beside(path, suffix).unlink(missing_ok=True)
