"""The webhook: nothing without the secret, 200 only for what is stored."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web

from bot.channels.telegram import MOST_UPDATE_BYTES, TelegramEar
from bot.core.event import Said
from tests.bot_api.caller import listening
from tests.bot_api.chats import Person
from tests.bot_api.server import BotApi
from tests.scheduler.box import Box
from tests.scheduler.clock import HandClock
from tests.telegram.test_ear import Desk

SECRET = "aB3_-x"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Hook:
    """The webhook of an ear, on a loopback port."""

    def __init__(self, url: str, ear: TelegramEar, desk: Desk, session: ClientSession) -> None:
        self.url = url
        self.ear = ear
        self.desk = desk
        self.session = session

    async def post(self, body: object, secret: str | None = SECRET) -> int:
        """The answer's status."""
        headers = {} if secret is None else {HEADER: secret}
        data = body if isinstance(body, bytes) else None
        json = None if isinstance(body, bytes) else body
        async with self.session.post(self.url, data=data, json=json, headers=headers) as response:
            assert await response.read() == b""
            return response.status


@pytest.fixture
async def hook(server: BotApi, box: Box, clock: HandClock) -> AsyncIterator[Hook]:
    desk = Desk(box)
    app = web.Application()
    ears: list[TelegramEar] = []

    async def late(request: web.Request) -> web.Response:
        return await ears[0]._hear_post(request)

    app.router.add_post("/hook", late)
    async with listening(app) as url, ClientSession() as session:
        ear = TelegramEar(
            server.token, server.url, desk, clock, webhook_url=url, webhook_secret=SECRET
        )
        ears.append(ear)
        yield Hook(url, ear, desk, session)
        await ear.close()
