"""Updates wait until they are confirmed: by an offset, or by a webhook that takes them."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.bot_api.caller import Caller, listening, reason
from tests.bot_api.chats import Person
from tests.bot_api.clock import Clock
from tests.bot_api.server import BotApi


async def test_an_offset_confirms(server: BotApi, bot: Caller, ana: Person) -> None:
    """Unconfirmed updates come again; an offset forgets what is older; the limit holds."""
    ana.says("uno")
    first, second = await bot.hears()
    assert await bot.hears(limit=1) == [first]
    assert await bot.hears(offset=second["update_id"]) == [second]
    assert await bot.hears() == [second]
    assert await bot.hears(offset=second["update_id"] + 1) == []
    assert server.updates.pending == []


async def test_a_negative_offset_keeps_the_newest(bot: Caller, ana: Person) -> None:
    """-1 forgets all but the last update."""
    ana.says("uno")
    ana.says("dos")
    assert [one["message"]["text"] for one in await bot.hears(offset=-1)] == ["dos"]
    assert len(await bot.hears()) == 1


async def test_updates_are_kept_for_a_day(bot: Caller, ana: Person, clock: Clock) -> None:
    """A bot that was away for longer than 24 hours never hears what was said first."""
    clock.advance(86_000)
    ana.says("uno")
    clock.advance(500)
    assert [one["message"]["text"] for one in await bot.hears()] == ["uno"]


async def test_only_what_was_asked_for_is_queued(bot: Caller, ana: Person) -> None:
    """`allowed_updates` holds for updates from now on and until it is given again."""
    await bot.hears(allowed_updates=["callback_query"])
    ana.says("nadie me oye")
    assert [one["message"]["text"] for one in await bot.hears()] == ["/start 7K2PQ4MX"]
    await bot.hears(allowed_updates=[])
    ana.edits("ahora sí")
    assert "edited_message" in (await bot.hears())[-1]


async def test_a_long_poll_ends_with_an_update_or_its_time(server: BotApi, bot: Caller, clock: Clock) -> None:
    """It answers at once when something comes, and with nothing when its seconds are over."""
    polling = asyncio.create_task(bot.hears(timeout=30))
    await clock.has_sleepers()
    clock.advance(30)
    assert await polling == []
    polling = asyncio.create_task(bot.hears(timeout=30))
    await clock.has_sleepers()
    server.person(id=77).says("hola")
    assert [one["message"]["text"] for one in await polling] == ["hola"]


async def test_a_second_poller_displaces_the_first(server: BotApi, bot: Caller, clock: Clock) -> None:
    """The elder poll is told of the conflict, the newcomer waits on."""
    elder = asyncio.create_task(bot("getUpdates", timeout=30))
    await clock.has_sleepers()
    newcomer = asyncio.create_task(bot("getUpdates", timeout=30))
    status, body = await elder
    assert status == 409
    assert body["description"].startswith("Conflict: terminated by other getUpdates request")
    server.person(id=77).says("hola")
    assert len((await newcomer)[1]["result"]) == 1


async def test_strange_updates_come_as_they_are(server: BotApi, bot: Caller, ana: Person) -> None:
    """A copy of an update confirmed long ago comes once more, and so does one that nobody can decode."""
    [start] = await bot.hears()
    await bot.hears(offset=start["update_id"] + 1)
    server.push_raw(start)
    server.push_raw({"message": {"message_id": "x"}})
    copy, odd = await bot.hears(offset=start["update_id"] + 1)
    assert copy == start
    assert odd["message"] == {"message_id": "x"}
    assert await bot.hears(offset=odd["update_id"] + 1) == []


class Ear:
    """Our side of a webhook: answers from a list, then with 200."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: list[web.Response] = []
        self.heard: list[tuple[str | None, str]] = []

    async def hear(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.heard.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), update["message"]["text"]))
        return self.answers.pop(0) if self.answers else web.Response()


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    ear = Ear()
    app = web.Application()
    app.router.add_post("/hook", ear.hear)
    async with listening(app) as ear.url:
        yield ear


async def test_a_webhook_is_posted_to_in_order(server: BotApi, bot: Caller, ana: Person, ear: Ear) -> None:
    """What waited comes first, each with the secret; polling meanwhile is a conflict."""
    await bot("setWebhook", url=ear.url, secret_token="s_1")
    ana.says("uno")
    await server.until(lambda: not server.updates.pending)
    assert ear.heard == [("s_1", "/start 7K2PQ4MX"), ("s_1", "uno")]
    polled = reason(await bot("getUpdates"))
    assert polled.startswith("Conflict: can't use getUpdates method while webhook is active")
    await bot("deleteWebhook")
    ana.says("dos")
    assert [one["message"]["text"] for one in await bot.hears()] == ["dos"]


async def test_a_failed_webhook_is_tried_again(
    server: BotApi, bot: Caller, ana: Person, ear: Ear, clock: Clock
) -> None:
    """The same update comes until it is taken, and the error can be read meanwhile."""
    ear.answers = [web.Response(status=500), web.Response(status=503)]
    await bot("setWebhook", url=ear.url)
    for error in ("500 Internal Server Error", "503 Service Unavailable"):
        await clock.has_sleepers()
        _, body = await bot("getWebhookInfo")
        assert body["result"]["last_error_message"] == f"Wrong response from the webhook: {error}"
        assert body["result"]["pending_update_count"] == 1
        clock.advance(1)
    await server.until(lambda: not server.updates.pending)
    assert ear.heard == [(None, "/start 7K2PQ4MX")] * 3


async def test_a_webhook_that_nobody_serves_is_reported(bot: Caller, ana: Person, clock: Clock) -> None:
    """An address that does not answer is an error to read, and `drop_pending_updates` empties the queue."""
    await bot("setWebhook", url="http://127.0.0.1:1/hook")
    await clock.has_sleepers()
    _, body = await bot("getWebhookInfo")
    assert "connect" in body["result"]["last_error_message"].lower()
    await bot("deleteWebhook", drop_pending_updates=True)
    assert await bot.hears() == []


async def test_a_webhook_may_answer_with_a_call(server: BotApi, bot: Caller, ana: Person, ear: Ear) -> None:
    """A method in the answer's body is carried out, by the same rules."""
    ear.answers = [web.json_response({"method": "sendMessage", "chat_id": 77, "text": "¡Hola!"})]
    await bot("setWebhook", url=ear.url)
    assert await ana.waits_for("Hola") == "¡Hola!"
    ear.answers = [web.json_response({"method": "sendMessage", "chat_id": 77, "text": ""})]
    ana.says("otra vez")
    await server.until(lambda: server.refused)
    assert server.refused[0].description == "Bad Request: message text is empty"


async def test_a_webhook_ends_the_long_poll(bot: Caller, clock: Clock, ear: Ear) -> None:
    """Who polls when a webhook is set is told why that ended; a bad address or secret is refused."""
    polling = asyncio.create_task(bot("getUpdates", timeout=30))
    await clock.has_sleepers()
    assert reason(await bot("setWebhook", url=ear.url, secret_token="ñ")).endswith("unallowed characters")
    assert reason(await bot("setWebhook", url="ftp://x")).startswith("Bad Request: bad webhook")
    await bot("setWebhook", url=ear.url)
    assert reason(await polling) == "Conflict: terminated by setWebhook request"
