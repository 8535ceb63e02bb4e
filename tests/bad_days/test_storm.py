"""Faults on the way to Telegram: three calls in ten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_days.storm import storms


@pytest.mark.slow
async def test_a_storm_of_faults(tmp_path: Path) -> None:
    """Nothing is said before its time, out of order or three times, and nothing is dropped in silence."""
    counts = await storms("huaico", tmp_path, 2)
    assert counts["faulty"] * 5 > counts["calls"]
    assert counts["sent"] > counts.get("uncertain", 0)
