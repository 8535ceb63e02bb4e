"""A clock that stands still, and a box beside it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot_api.server import BotApi
from tests.engines import *  # noqa: F403 - fixtures are found by name
from tests.scheduler.box import Box, a_box
from tests.scheduler.clock import HandClock
from tests.scheduler.post import Post


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def box(tmp_path: Path, clock: HandClock) -> AsyncIterator[Box]:
    async with a_box(tmp_path / "yachaski.db", clock) as box:
        yield box


@pytest.fixture
async def post(box: Box, clock: HandClock) -> AsyncIterator[Post]:
    async with BotApi(clock=clock.seconds, sleep=clock.sleep, limits=None) as server:
        post = Post(box, server, clock)
        await post.mouth.open()
        yield post
        await post.mouth.close()


@pytest.fixture
async def strict(box: Box, clock: HandClock) -> AsyncIterator[Post]:
    """The same, with a server that keeps Telegram's limits to the letter."""
    async with BotApi(clock=clock.seconds, sleep=clock.sleep) as server:
        post = Post(box, server, clock)
        await post.mouth.open()
        yield post
        await post.mouth.close()
