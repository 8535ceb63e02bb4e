"""A power cut, anywhere between two syncs."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.sqlite import open_for_writing
from tests.bad_days.power import NoCompiler, compiled, cuts


def test_every_commit_is_synced(tmp_path: Path) -> None:
    """The settings on which the cuts below rest, on any machine: a synced log at each commit."""
    with closing(open_for_writing(tmp_path / "box.db")) as connection:
        settings = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "fullfsync")}
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert settings == {"synchronous": 2, "fullfsync": 1}


def test_without_a_compiler_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing below can pass unseen: whoever has no compiler reads one sentence."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoCompiler, match=r"apt-get install -y gcc libc6-dev"):
        compiled(tmp_path)


if sys.platform == "linux":  # elsewhere no library can be laid under a process to record what it writes

    @pytest.mark.process
    async def test_nothing_acknowledged_is_gone(tmp_path: Path) -> None:
        """Whatever of the writes after the last sync reached the disk, the file is sound and every row is there."""
        assert (await cuts("short", tmp_path, 40))["cuts that lost something with FULL"] == 0

    @pytest.mark.process
    @pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
    async def test_the_same_cuts_would_show_a_loss(tmp_path: Path, synchronous: str) -> None:
        """Control: with fewer syncs the same harness loses acknowledged rows."""
        assert (await cuts("short", tmp_path, 20, synchronous))[f"cuts that lost something with {synchronous}"] > 0
