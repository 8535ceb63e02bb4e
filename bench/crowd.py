"""A town full of learners, each with an open quiz item and the answer to it in the inbox.

One learner is enrolled and taught through the real conversation; the others are copies of her rows, made inside
the database, with ids of their own.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import psycopg

from bot.core.event import Tapped, to_json
from bot.ports.book import Book
from bot.ports.hearing import Raw
from bot.store.open import is_postgres
from bot.turn.world import World
from tests.chat import MONDAY, Town, at, world

NOW: datetime = at(MONDAY, 9) + timedelta(minutes=5)
DEPARTS = MONDAY + timedelta(days=32)
CHANNEL = "web"
HER_TABLES = {
    "person": "id = :person",
    "learner": "person = :person",
    "enrolment": "learner = :person",
    "consent": "learner = :person",
    "address": "id = :address",
    "reach": "person = :person",
    "prompt": "seq IN (SELECT seq FROM prompt WHERE address = :address ORDER BY seq DESC LIMIT 2)",
    "delivery": "seq IN (SELECT seq FROM delivery WHERE address = :address ORDER BY seq DESC LIMIT 2)",
    "inbox": "done_at IS NULL AND channel = 'web'",
}
"""Which rows are copied: all that is kept of a learner for long, and the last of what is not."""

BARE = "person", "learner"
EVERYBODYS = "enrolment", "cohort"
"""The one id in those rows that is not hers."""

DUE = "learner", "next_due_at"
FAR = 4_000_000_000
"""Nobody is due in this century, a second apart; and the index on it is as full as in life."""

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"


@dataclass(frozen=True, slots=True)
class Her:
    """The learner who is copied."""

    person: str
    address: str
    carrier: str
    key: str


def settle(database: str, learners: int, *, tables: Sequence[str] = tuple(HER_TABLES), departs: date = DEPARTS) -> None:
    """Fills the empty database. Each learner's inbox holds the right answer to her first quiz item."""
    her = _teach(database, departs)
    copies = learners - 1
    if is_postgres(database):
        _fill_postgres(database, her, copies, tables)
    else:
        _fill_sqlite(Path(database), her, copies, tables)


def course() -> World:
    """The real course; read once."""
    return world()


def copied(id: str, number: int) -> str:
    """The id of copy `number`, given that of another."""
    digits = f"{number:012}"
    return f"{digits[:8]}-{digits[8:]}{id[13:]}"


def quiet(path: Path, channel: str) -> list[tuple[str, str]]:
    """The copies in the file talk on `channel`, with nothing to do; their addresses and the carrier's ids."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM inbox WHERE done_at IS NULL")
        connection.execute("UPDATE address SET channel = ? WHERE carrier_id LIKE '7%'", [channel])
        return connection.execute(
            "SELECT id, carrier_id FROM address WHERE channel = ? ORDER BY seq", [channel]
        ).fetchall()


def _teach(database: str, departs: date) -> Her:
    town = Town(database, at(MONDAY, 9))
    try:
        town.visit(departs=departs)
        ana = town.learner("Ana")
        ana.taps("Empezar")
        while "B" not in ana.buttons():
            ana.taps(ana.buttons()[0])
        asked = ana._prompt()
        event = Tapped(asked.id, asked.ask.quiz.right)
        person = ana.id()

        def prepare(book: Book) -> Her:
            address = book.address(CHANNEL, ana.carrier_id)
            if address is None:
                raise LookupError("the learner is gone")
            book.hear([Raw(CHANNEL, f"{ana.carrier_id}:answer", ana.carrier_id, to_json(event))], NOW)
            kept = str(book.everything(person)["learner"][0]["recovery_key"])
            return Her(person, address.id, ana.carrier_id, kept)

        return town.run(town.house.store.run(prepare))
    finally:
        town.close()


# --- copies --------------------------------------------------------------------------------------------------


def _copy(table: str, names: Sequence[str], row: Sequence[object], her: Her, number: str) -> tuple[str, list[object]]:
    """A statement that inserts the row once a number, with ids of its own; `?` are its values.

    Ids begin with the number instead of their time. `number` is twelve digits, as SQL.
    """
    ids = re.compile(f"{_UUID}|{re.escape(her.carrier)}|{re.escape(her.key)}")
    begins = f"substr({number}, 1, 8) || '-' || substr({number}, 9, 4)"
    values: list[object] = []
    terms = []
    for name, value in zip(names, row, strict=True):
        if (table, name) == DUE:
            values.append(FAR)
            terms.append("CAST(? AS bigint) + i")
            continue
        if not isinstance(value, str) or (table, name) == EVERYBODYS:
            values.append(value)
            terms.append("?")
            continue
        words = ["''"]
        for part in re.split(f"({ids.pattern})", value):
            if stem := {her.carrier: "7", her.key: "K"}.get(part):  # a carrier's id is a number, as Telegram's are
                values.append(stem)
                words.append(f"CAST(? AS text) || {number}")
            elif part:
                own = ids.fullmatch(part) is not None
                values.append(part[14:] if own else part)
                words.append(f"{begins} || '-' || CAST(? AS text)" if own else "CAST(? AS text)")
        terms.append(" || ".join(words))
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(terms)} FROM numbers ORDER BY i", values


def _fill_sqlite(path: Path, her: Her, copies: int, tables: Sequence[str]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for table in tables:
            cursor = connection.execute(f"SELECT * FROM {table} WHERE {HER_TABLES[table]}", _place(her))
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                insert, values = _copy(table, *_without_seq(names, row), her, "printf('%012d', i)")
                numbers = "WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ?)"
                if copies:
                    connection.execute(f"{numbers} {insert}", [copies, *values])
        connection.execute("UPDATE learner SET next_due_at = ? WHERE person = ?", [FAR, her.person])
        connection.execute("COMMIT")
        connection.execute("PRAGMA synchronous = FULL")  # on the disk, so that no side pays for the crowd's own pages
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _fill_postgres(url: str, her: Her, copies: int, tables: Sequence[str]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        with connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")  # the rows are known to fit
            for table in tables:
                where = HER_TABLES[table].replace(":person", "%(person)s").replace(":address", "%(address)s")
                cursor = connection.execute(f"SELECT * FROM {table} WHERE {where}", _place(her))
                names = [column.name for column in cursor.description or ()]
                for row in cursor.fetchall():
                    insert, values = _copy(table, *_without_seq(names, row), her, "lpad(i::text, 12, '0')")
                    insert = insert.replace("FROM numbers", "FROM generate_series(1, %s) AS i").replace("?", "%s")
                    connection.execute(insert, [*values, copies])
            connection.execute("UPDATE learner SET next_due_at = %s WHERE person = %s", [FAR, her.person])
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


def _place(her: Her) -> dict[str, object]:
    return {"person": her.person, "address": her.address}


def _without_seq(names: Sequence[str], row: Sequence[object]) -> tuple[list[str], list[object]]:
    kept = [(name, value) for name, value in zip(names, row, strict=True) if name != "seq"]
    return [name for name, _ in kept], [value for _, value in kept]
