"""A Bot API server that keeps Telegram's rules, on a clock that stands still, and a box beside it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot_api.chats import Person
from tests.bot_api.server import BotApi
from tests.scheduler.box import Box, a_box
from tests.scheduler.clock import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def box(tmp_path: Path, clock: HandClock) -> AsyncIterator[Box]:
    async with a_box(tmp_path / "yachaski.db", clock) as box:
        yield box


@pytest.fixture
async def server(clock: HandClock) -> AsyncIterator[BotApi]:
    async with BotApi(clock=clock.seconds, sleep=clock.sleep, limits=None) as server:
        yield server


@pytest.fixture
def ana(server: BotApi) -> Person:
    ana = server.person(id=77, first_name="Ana")
    ana.starts("7K2PQ4MX")
    return ana
