"""PostgreSQL goes and comes back while people enrol, answer quizzes and are told things."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_days.killing import Size
from tests.bad_days.postgres_away import postgres_away

pytestmark = pytest.mark.process


async def test_the_house_goes_on_by_itself(tmp_path: Path) -> None:
    """Red without its database and well again with it; no event is lost, and nobody is written to twice."""
    counts = await postgres_away("short", tmp_path, Size(deaths=2, newcomers=1, recipients=100), hurried=True)
    assert counts["more on the server than in the ledger"] == 0, counts
