"""A small flood: everybody who learns is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_days.flood import Flood, flood

SMALL = Flood(tries=400, silent=150, idle=150, streams=150, hola=120)


@pytest.mark.slow
async def test_every_learner_is_answered_in_a_flood(tmp_path: Path):
    """Guesses, silent and idle connections, streams and newcomers of one address take nobody's answer away."""
    counts = await flood(tmp_path, SMALL)
    assert counts["learners answered"] == 2 * SMALL.learners
    assert counts["address rows"] <= SMALL.learners + 65
