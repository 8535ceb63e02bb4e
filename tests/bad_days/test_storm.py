"""Faults on the way to Telegram: every fourth call or so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_days.storm import storm


@pytest.mark.parametrize("seed", ["huaico", "friaje"])
async def test_a_storm_of_faults(tmp_path: Path, seed: str) -> None:
    """Nothing is said before its time, out of order or three times, and nothing is dropped in silence."""
    counts = await storm(seed, tmp_path)
    assert counts["refused"] > 0
    assert counts["sent"] > counts.get("uncertain", 0)
