"""A clock that stands still, and a box beside it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.engines import *  # noqa: F403 - fixtures are found by name
from tests.scheduler.box import Box, a_box
from tests.scheduler.clock import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def box(tmp_path: Path, clock: HandClock) -> AsyncIterator[Box]:
    async with a_box(tmp_path / "yachaski.db", clock) as box:
        yield box
