"""Flood control keeps its windows and counts who does not listen."""

from aiohttp import ClientSession

from tests.bot_api.caller import Caller
from tests.bot_api.chats import Person
from tests.bot_api.clock import Clock
from tests.bot_api.flood import Limits, Window
from tests.bot_api.server import BotApi


async def test_one_message_a_second_in_a_chat(server: BotApi, bot: Caller, ana: Person, clock: Clock) -> None:
    """A second message within the second silences the chat; every send meanwhile is refused and counted."""
    await bot("sendMessage", chat_id=77, text="1")
    status, body = await bot("sendMessage", chat_id=77, text="2")
    assert (status, body["parameters"]) == (429, {"retry_after": 3})
    assert body["description"] == "Too Many Requests: retry after 3"
    assert server.sends_during_ban == 0
    clock.advance(2)
    assert (await bot("sendMessage", chat_id=77, text="3"))[1]["parameters"] == {"retry_after": 1}
    assert server.sends_during_ban == 1
    clock.advance(1)
    assert (await bot("sendMessage", chat_id=77, text="4"))[0] == 200


async def test_twenty_messages_a_minute_in_a_group(server: BotApi, bot: Caller, clock: Clock) -> None:
    """The window slides: the next message passes when the first is a minute old."""
    group = server.group(id=-5)
    for _ in range(20):
        assert (await bot("sendMessage", chat_id=-5, text="x"))[0] == 200
        clock.advance(1)
    assert (await bot("sendMessage", chat_id=-5, text="x"))[1]["parameters"] == {"retry_after": 40}
    clock.advance(40)
    assert (await bot("sendMessage", chat_id=-5, text="x"))[0] == 200
    assert len(group.hears) == 21


async def test_thirty_messages_a_second_overall(server: BotApi, bot: Caller, clock: Clock) -> None:
    """The 31st within a second silences the whole bot, chats that heard nothing included."""
    people = [server.person(id=number) for number in range(1, 33)]
    for person in people:
        person.starts()
    answers = [await bot("sendMessage", chat_id=person.id, text="x") for person in people]
    assert [status for status, _ in answers] == [200] * 30 + [429] * 2
    assert server.sends_during_ban == 1
    clock.advance(3)
    assert (await bot("sendMessage", chat_id=31, text="x"))[0] == 200


async def test_a_burst_may_be_allowed(clock: Clock) -> None:
    """The limits are arguments: here three messages in three seconds, and then silence."""
    limits = Limits(private=Window(3, 3.0), ban_seconds=1)
    async with BotApi(clock=clock, sleep=clock.sleep, limits=limits) as server, ClientSession() as session:
        server.person(id=77).starts()
        bot = Caller(server, session)
        answers = [await bot("sendMessage", chat_id=77, text="x") for _ in range(4)]
        assert [status for status, _ in answers] == [200, 200, 200, 429]


async def test_an_edit_counts_overall_only(bot: Caller, ana: Person) -> None:
    """A used button may change in the same second as the next message."""
    _, sent = await bot("sendMessage", chat_id=77, text="1")
    number = sent["result"]["message_id"]
    answers = [await bot("editMessageText", chat_id=77, message_id=number, text=f"{n}") for n in range(2, 32)]
    assert [status for status, _ in answers] == [200] * 29 + [429]
