"""Whether a database has the tables that its migrations make.

A migration that was released never changes, and its name is recorded in every database that had it. The names alone do
not prove the tables: a database of a day before the first release has the same names. So columns and indexes are
compared with what the same migrations make in memory. Both engines have the same ones, which a test holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from bot.store.errors import DatabaseAhead, DatabaseBehind, DatabaseEmpty, DatabaseForeign

MIGRATIONS = Path(__file__).parent / "migrations"
NAMED_AT_MOST = 3


def migrations(engine: str) -> dict[str, str]:
    """The SQL of every migration of an engine by its name, in their order."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted((MIGRATIONS / engine).glob("*.sql"))}


def check_names(applied: set[str], database: str) -> None:
    """Raises DatabaseAhead for a database that has a migration which this version does not know."""
    if unknown := sorted(applied - migrations("sqlite").keys()):
        raise DatabaseAhead(
            f"{database} es de una versión más nueva (tiene {', '.join(unknown)}). "
            "Instala esa versión otra vez: una más vieja podría dañarlo."
        )


def check_tables(applied: set[str], real: set[str], database: str) -> None:
    """Raises DatabaseForeign unless what is `real` is what the `applied` migrations make.

    Tables and indexes of somebody else's are nobody's business; a column too many in a table of ours is one.
    """
    wanted = _made(frozenset(applied))
    tables = {name.partition(".")[0] for name in wanted if "." in name}
    missing = sorted(wanted - real)
    extra = sorted(name for name in real - wanted if "." in name and name.partition(".")[0] in tables)
    if missing or extra:
        what = " y ".join([*_told("le falta", missing), *_told("le sobra", extra)])
        raise DatabaseForeign(
            f"{database} no tiene las tablas de esta versión: {what}. Quizá es de una versión de prueba, de antes de "
            "la 0.1.0. Guarda esa base aparte y empieza una nueva, o restaura una copia."
        )


def check_current(applied: set[str]) -> None:
    """For whoever only looks: raises DatabaseEmpty or DatabaseBehind where migrations are still to be applied."""
    if not applied:
        raise DatabaseEmpty("La base de datos está vacía: «run» la prepara.")
    if applied < migrations("sqlite").keys():
        raise DatabaseBehind("La base de datos es de una versión anterior: «run» la pone al día.")


def seen(connection: sqlite3.Connection) -> set[str]:
    """Every `table.column` of an SQLite database, and the name of every index."""
    columns = connection.execute(
        "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c "
        "WHERE t.type = 'table' AND t.name NOT LIKE '%sqlite%'"
    )
    indexes = connection.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    return {name for (name,) in (*columns, *indexes)}


@cache
def _made(applied: frozenset[str]) -> frozenset[str]:
    """What the migrations make."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for name, text in migrations("sqlite").items():
            for statement in statements(text) if name in applied else ():
                connection.execute(statement)
        return frozenset(seen(connection))


def _told(what: str, names: list[str]) -> list[str]:
    if not names:
        return []
    more = len(names) - NAMED_AT_MOST
    return [f"{what} {', '.join(names[:NAMED_AT_MOST])}" + (f" y {more} más" if more > 0 else "")]


def statements(text: str) -> Iterator[str]:
    """One statement at a time: `executescript` would commit what went before."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"a statement does not end: {statement[:60]}")
