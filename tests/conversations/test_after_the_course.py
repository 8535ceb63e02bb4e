"""A course and a quiet month: what is left of it, table by table, and how little that weighs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store.backup import backup, restore
from tests import growth

BYTES_A_DELIVERY = 230  # 30 of them by the indexes that a teacher's figures are found by
"""Attempts, most of all: what was answered is kept for two years."""
AGES = {
    "delivery": ("settled_at", 30),
    "prompt": ("closed_at", 30),
    "inbox": ("done_at", 14),
}
"""Of each table that is pruned: since when a row is over, and how many days it is kept then."""


def oldest(database: Path, table: str, column: str) -> int | None:
    with closing(sqlite3.connect(database)) as file:
        row = file.execute(f"SELECT MIN({column}) FROM {table}").fetchone()
    return None if row is None or row[0] is None else int(row[0])


@pytest.mark.slow
def test_what_is_old_is_gone_and_stays_gone(tmp_path: Path) -> None:
    """Nothing older than was promised, in any table that is pruned; a restored copy has no more of it."""
    database, now, left = growth.course_and_a_month(tmp_path)
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
