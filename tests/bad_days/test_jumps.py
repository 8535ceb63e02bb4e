"""A clock that jumps; a network that is away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_days.jumps import away, jumps

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", ["pila", "corte"])
def test_a_clock_that_jumps(tmp_path: Path, seed: str) -> None:
    """An hour, a day, a week: no lesson twice or skipped, replies at any time, nothing proactive in doubt."""
    counts = jumps(seed, tmp_path)
    assert counts["lessons done"] >= 3


def test_three_days_without_network(tmp_path: Path) -> None:
    """Telegram refuses every connection; on return there is one drip, never the heap, plus what the teacher sent."""
    assert away(tmp_path, leaves_at=20)["drips on return"] == 1
