"""A course and a quiet month: what is left of it, table by table, and how little that weighs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.store.backup import backup, restore
from tests.chat import MONDAY, Person, Town, at

COURSE_DAYS = 35
QUIET_DAYS = 31
BYTES_A_DELIVERY = 200
"""Attempts, most of all: what was answered is kept for two years."""
AGES = {
    "delivery": ("settled_at", 30),
    "prompt": ("closed_at", 30),
    "inbox": ("done_at", 14),
}
"""Of each table that is pruned: since when a row is over, and how many days it is kept then."""


def studied(town: Town, people: list[Person]) -> None:
    """Everybody does every lesson of the course, a day after the other."""
    for _ in range(COURSE_DAYS):
        town.waits(days=1)
        for person in people:
            if "Empezar" in person.buttons():
                person.taps("Empezar")
                while "Ya lo hice" not in person.buttons():
                    person.answers(right=True) if person.buttons()[:2] == ["A", "B"] else person.taps(
                        person.buttons()[0]
                    )


def tidied(town: Town) -> None:
    while town.book(lambda book: book.housekeeping(town.clock.now())):
        pass


def weight(database: Path, folder: Path) -> int:
    """Bytes of the database without a free page in it."""
    dense = folder / "dense.db"
    dense.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as file:
        file.execute("VACUUM INTO ?", (str(dense),))
    return dense.stat().st_size


def oldest(database: Path, table: str, column: str) -> int | None:
    with closing(sqlite3.connect(database)) as file:
        row = file.execute(f"SELECT MIN({column}) FROM {table}").fetchone()
    return None if row is None or row[0] is None else int(row[0])


@pytest.fixture
def after(tmp_path: Path) -> tuple[Path, datetime, float]:
    """The database after a course and a quiet month, when that is, and the bytes that a delivery left."""
    database = tmp_path / "town.db"
    town = Town(database, at(MONDAY, 9))
    town.visit()
    people = [town.learner(name) for name in ("Ana R.", "Luz Q.")]
    tidied(town)
    before = weight(database, tmp_path)
    studied(town, people)
    town.waits(days=QUIET_DAYS)
    tidied(town)
    now = town.clock.now()
    town.close()
    with closing(sqlite3.connect(database)) as file:
        (deliveries,) = file.execute("SELECT seq FROM sqlite_sequence WHERE name = 'delivery'").fetchone()
    return database, now, (weight(database, tmp_path) - before) / deliveries


def test_what_is_old_is_gone_and_stays_gone(after: tuple[Path, datetime, float], tmp_path: Path) -> None:
    """Nothing older than was promised, in any table that is pruned; a restored copy has no more of it."""
    database, now, left = after
    backup(str(database), tmp_path / "copy.db")
    restore(tmp_path / "copy.db", str(tmp_path / "restored.db"), now)
    for path in (database, tmp_path / "restored.db"):
        for table, (column, days) in AGES.items():
            found = oldest(path, table, column)
            assert found is None or found >= int((now - timedelta(days=days)).timestamp()), (path.name, table)
        with closing(sqlite3.connect(path)) as file:
            assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert file.execute("SELECT COUNT(*) FROM attempt").fetchone()[0] > 0
    assert left <= BYTES_A_DELIVERY
