"""`kill -9` of the scheduler that sends, while another one waits beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_days.killing import Size
from tests.bad_days.two_schedulers import two_schedulers
from tests.engines import *  # noqa: F403 - fixtures are found by name

pytestmark = pytest.mark.process


async def test_the_other_goes_on(tmp_path: Path, postgres_database: str) -> None:
    """Nothing is lost or applied twice, everybody is reached, and a copy is only of what the dead had in flight."""
    size = Size(deaths=2, newcomers=1, recipients=150)
    counts = await two_schedulers("short", tmp_path, postgres_database, size, hurried=True)
    assert 3 * counts["between started and answer"] >= counts["kills"], counts
