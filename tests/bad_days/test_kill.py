"""`kill -9` while people enrol, answer quizzes and are told things."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_days.killing import Size, kill

pytestmark = pytest.mark.process


async def test_killed_again_and_again(tmp_path: Path) -> None:
    """No event is lost or applied twice, everybody is reached, and a copy is only of what was in flight."""
    counts = await kill("short", tmp_path, Size(deaths=3, newcomers=1, recipients=20))
    assert 3 * counts["between started and answer"] >= counts["kills"], counts
