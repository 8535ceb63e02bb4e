"""The webhook: nothing without the secret, 200 only for what is stored."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientConnectionError, ClientSession, web

from bot.channels.telegram import MOST_UPDATE_BYTES, TelegramEar
from bot.core.event import Said
from tests.bot_api.caller import listening
from tests.bot_api.chats import Person
from tests.bot_api.server import BotApi
from tests.scheduler.box import Box
from tests.scheduler.clock import HandClock
from tests.telegram.test_ear import Desk, an_ear, ended

pytestmark = pytest.mark.slow

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
        ear = an_ear(server, desk, clock, webhook_url=url, webhook_secret=SECRET)
        ears.append(ear)
        yield Hook(url, ear, desk, session)
        await ear.close()


async def test_update_is_stored(hook: Hook):
    """200 when it is in the inbox; the same again changes nothing."""
    update = {"update_id": 7, "message": {"chat": {"id": 77, "type": "private"}}}
    assert [await hook.post(update), await hook.post(update)] == [200, 200]
    (row,) = await hook.desk.waiting()
    assert (row.channel, row.lane) == ("telegram", "77")


@pytest.mark.parametrize("secret", [None, "", "x", SECRET + "x", "\udcff"])
async def test_wrong_secret(hook: Hook, secret):
    """Whoever does not know the secret stores nothing and learns nothing."""
    assert await hook.post({"update_id": 7}, secret) == 403
    assert await hook.desk.waiting() == []


async def test_no_secret_no_webhook(server: BotApi, box: Box, clock: HandClock):
    """An ear without a secret sets no webhook, and hears nothing at its route."""
    with pytest.raises(ValueError, match="YACHASKI_TELEGRAM_WEBHOOK_SECRET"):
        an_ear(server, Desk(box), clock, webhook_url="https://example.org/hook")
    app = web.Application()
    ear = an_ear(server, Desk(box), clock)
    app.router.add_post("/hook", ear._hear_post)
    async with listening(app) as url, ClientSession() as session, session.post(url, json={}) as response:
        assert response.status == 403


@pytest.mark.parametrize(("body", "status"), [(b"no json", 400), ([1], 400), (b" " * (MOST_UPDATE_BYTES + 1), 413)])
async def test_bad_body(hook: Hook, body, status):
    """Too long, or not an update: nothing is stored."""
    assert await hook.post(body) == status
    assert await hook.desk.waiting() == []


async def test_endless_body(hook: Hook):
    """A body that does not tell its length is read no further than ours."""

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65536

    sent = hook.session.post(hook.url, data=endless(), headers={HEADER: SECRET})
    try:
        async with sent as response:
            assert response.status == 413
    except ClientConnectionError:
        pass  # the server hung up in the middle, which is the same answer
    assert await hook.desk.waiting() == []


async def test_not_stored(hook: Hook):
    """What could not be stored is not acknowledged: Telegram keeps it."""
    hook.desk.broken = 1
    assert [await hook.post({"update_id": 7}), await hook.post({"update_id": 7})] == [503, 200]


async def test_telegram_delivers(hook: Hook, server: BotApi, ana: Person):
    """Telegram is told where and with which secret, and posts what waits."""
    ana.says("Hola")
    await hook.ear.prepare()
    rows = await hook.desk.heard(2)
    for row in rows:
        await hook.ear.feed(row)
    assert [event for _, event in hook.desk.turns] == [Said("/start 7K2PQ4MX"), Said("Hola")]
    kinds = server.world.webhook.describe()["allowed_updates"]
    assert kinds == ["message", "edited_message", "callback_query", "my_chat_member"]


@pytest.mark.parametrize("elsewhere", ["", "http://127.0.0.1:9/elsewhere"])
async def test_a_webhook_taken_away_is_set_again(hook: Hook, server: BotApi, clock: HandClock, ana: Person, elsewhere):
    """Removed, or set to somebody else, it is ours again within a minute, and what was said meanwhile is heard."""
    running = asyncio.create_task(hook.ear.run())
    await hook.desk.heard(1)
    await clock.settles()
    await server.world.webhook.set(elsewhere, "")
    ana.says("¿Sigues ahí?")
    hearing = asyncio.create_task(hook.desk.heard(2))
    while not hearing.done():
        await clock.jump()
    await ended(running)
    assert server.world.webhook.url == hook.url
    assert len(await hearing) == 2


async def test_polling_ends_the_webhook(hook: Hook, server: BotApi, clock: HandClock, ana: Person):
    """Without the setting the webhook goes, so that polling may begin."""
    await hook.ear.prepare()
    ear = an_ear(server, hook.desk, clock)
    await ear.prepare()
    await ear.close()
    assert server.world.webhook.url == ""


async def test_route(server: BotApi, box: Box, clock: HandClock):
    """The route is the URL's path."""
    app = web.Application()
    url = "https://example.org/telegram/x7"
    ear = an_ear(server, Desk(box), clock, webhook_url=url, webhook_secret=SECRET)
    ear.register(app)
    assert [route.resource.canonical for route in app.router.routes() if route.resource] == ["/telegram/x7"]


async def test_grave_and_not_stored(hook: Hook, server: BotApi):
    """The lines leave at once and Telegram keeps the update; whatever is not grave is kept in silence."""
    ana = server.person(id=77)
    ana.starts("7K2PQ4MX")
    for n, words in enumerate(("hola", "me quiero morir", "me quiero matar")):
        hook.desk.broken = 1
        message = {"chat": {"id": 77, "type": "private"}, "text": words}
        assert await hook.post({"update_id": n, "message": message}) == 503
    (lines,) = ana.hears
    assert "Si alguien te hace daño: 100." in lines
