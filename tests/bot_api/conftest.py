"""A server whose clock stands still, a bot without a library, and Ana, who has followed her invitation."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from tests.bot_api.caller import Caller
from tests.bot_api.chats import Person
from tests.bot_api.clock import Clock
from tests.bot_api.server import BotApi


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[BotApi]:
    async with BotApi(clock=clock, sleep=clock.sleep) as server:
        yield server


@pytest.fixture
async def bot(server: BotApi) -> AsyncIterator[Caller]:
    async with ClientSession() as session:
        yield Caller(server, session)


@pytest.fixture
def ana(server: BotApi) -> Person:
    ana = server.person(id=77, first_name="Ana")
    ana.starts("7K2PQ4MX")
    return ana
