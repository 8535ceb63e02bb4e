"""A power cut, anywhere between two syncs."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.sqlite import open_for_writing
from tests.bad_days.power import cuts

RECORDS = shutil.which("cc") is not None
"""Without a compiler there is no record; what can be seen without one is seen all the same."""


def test_every_commit_is_synced(tmp_path: Path) -> None:
    """The settings on which the cuts below rest, on any machine: a synced log at each commit."""
    with closing(open_for_writing(tmp_path / "box.db")) as connection:
        settings = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "fullfsync")}
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert settings == {"synchronous": 2, "fullfsync": 1}


async def test_nothing_acknowledged_is_gone(tmp_path: Path) -> None:
    """Whatever part of the writes after the last sync reached the disk, the file is sound and every row is there."""
    if RECORDS:
        assert (await cuts("short", tmp_path, 60))["cuts that lost something with FULL"] == 0


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
async def test_the_same_cuts_would_show_a_loss(tmp_path: Path, synchronous: str) -> None:
    """Control: with fewer syncs the same harness loses acknowledged rows."""
    if RECORDS:
        assert (await cuts("short", tmp_path, 20, synchronous))[f"cuts that lost something with {synchronous}"] > 0
