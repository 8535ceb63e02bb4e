"""What goes wrong goes wrong as the test says, and the record knows the truth."""

import asyncio

import pytest
from aiohttp import ClientError, ClientSession

from tests.bot_api.caller import Caller
from tests.bot_api.chats import Person
from tests.bot_api.clock import Clock
from tests.bot_api.server import BotApi


async def test_errors_come_as_scripted(server: BotApi, bot: Caller, ana: Person) -> None:
    """The next N calls of a method fail and send nothing; others and later ones pass."""
    server.fail("502", "sendMessage")
    server.fail("500", "sendMessage")
    assert (await bot("getMe"))[0] == 200
    assert [(await bot("sendMessage", chat_id=77, text="x"))[0] for _ in range(3)] == [502, 500, 200]
    assert len(server.sent) == 1
    assert [one.code for one in server.refused] == [502, 500]


async def test_a_429_of_the_fault_silences_too(server: BotApi, bot: Caller, ana: Person) -> None:
    """With retry_after the bot is banned; without it the answer holds no parameters."""
    server.fail("429", "sendMessage")
    server.fail("429", "sendMessage", retry_after=7)
    answers = [(await bot("sendMessage", chat_id=77, text="x"))[1].get("parameters") for _ in range(3)]
    assert answers == [None, {"retry_after": 7}, {"retry_after": 7}]
    assert server.sends_during_ban == 1


@pytest.mark.parametrize("accepted", [False, True])
async def test_a_broken_connection_hides_what_happened(
    server: BotApi, bot: Caller, ana: Person, accepted: bool
) -> None:
    """The caller learns nothing; the record knows whether the message was accepted."""
    server.fail("reset", "sendMessage", accepted=accepted)
    with pytest.raises(ClientError):
        await bot("sendMessage", chat_id=77, text="x")
    assert ana.hears == (["x"] if accepted else [])
    assert [one.answered for one in server.sent] == ([False] if accepted else [])


async def test_a_hanging_answer_never_comes(server: BotApi, bot: Caller, ana: Person) -> None:
    """The message is on the screen while its sender still waits."""
    server.fail("hang", "sendMessage", accepted=True)
    sending = asyncio.create_task(bot("sendMessage", chat_id=77, text="x"))
    await ana.waits_for("x")
    assert not sending.done()
    sending.cancel()


async def test_an_outage_loses_nothing(server: BotApi, bot: Caller, ana: Person) -> None:
    """A server that was left is out of reach; entered again, it has its address and its updates still."""
    await server.__aexit__(None, None, None)
    with pytest.raises(ClientError):
        await bot("getMe")
    async with server:
        assert [one["message"]["text"] for one in await bot.hears()] == ["/start 7K2PQ4MX"]


async def test_a_captive_portal_speaks_no_json(server: BotApi, bot: Caller) -> None:
    """200 and a page of HTML, as a provider shows when the credit is used up."""
    server.fail("garbage")
    async with bot.session.get(bot.url("getMe")) as response:
        assert (response.status, response.content_type) == (200, "text/html")


async def test_a_share_of_failures_is_seeded(clock: Clock) -> None:
    """The same seed fails the same calls, until it is healed."""

    async def run(seed: int) -> list[int]:
        async with BotApi(clock=clock, sleep=clock.sleep, seed=seed) as server, ClientSession() as session:
            server.fail("500", times=None, share=0.5)
            statuses = [(await Caller(server, session)("getMe"))[0] for _ in range(20)]
            server.heal()
            return [*statuses, (await Caller(server, session)("getMe"))[0]]

    first = await run(seed=1)
    assert first == await run(seed=1) != await run(seed=2)
    assert set(first[:-1]) == {200, 500}
    assert first[-1] == 200
