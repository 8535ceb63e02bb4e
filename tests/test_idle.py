"""A house in which nobody writes lets the memory card rest."""

from __future__ import annotations

from pathlib import Path

from tests import growth
from tests.wal import Written

MINUTES = 10


async def test_an_idle_minute_is_eight_syncs_and_80_kb_at_most(tmp_path: Path) -> None:
    """Page, screens, Telegram, the tick, the look at the house's health and the time that is believed, all of it."""
    idle = await growth.idle(tmp_path, MINUTES)
    assert idle.commits <= 8 * MINUTES, idle
    assert idle.size <= 80_000 * MINUTES, idle
    assert idle > Written(0, 0)
