"""A full disk, and room again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_days.full import full_at


@pytest.mark.parametrize("room", [0, 1, 3])
def test_a_full_disk(tmp_path: Path, room: int) -> None:
    """Nothing is acknowledged that is not stored, health says so, and with room again it goes on by itself."""
    assert full_at(tmp_path, room)["full disks"] == 1
