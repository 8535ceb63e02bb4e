"""To whom the bot may speak, what becomes of its messages, and what people do."""

import pytest

from tests.bot_api.caller import Caller, keyboard, reason
from tests.bot_api.chats import Person
from tests.bot_api.clock import Clock
from tests.bot_api.server import BotApi


async def test_nobody_is_written_to_first(bot: Caller, server: BotApi) -> None:
    """A person who never wrote cannot be reached, even where she is known from a group."""
    rosa = server.person(id=78, first_name="Rosa")
    rosa.says("hola", chat=server.group(id=-5))
    status, body = await bot("sendMessage", chat_id=78, text="hola")
    assert (status, body["description"]) == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_a_block_holds_until_it_is_lifted(bot: Caller, ana: Person, clock: Clock) -> None:
    """The bot is told of a block, refused while it lasts, and told of its end."""
    ana.blocks()
    status, body = await bot("sendMessage", chat_id=77, text="hola")
    assert (status, body["description"]) == (403, "Forbidden: bot was blocked by the user")
    ana.starts()
    changes = [one["my_chat_member"] for one in await bot.hears() if "my_chat_member" in one]
    assert [one["new_chat_member"]["status"] for one in changes] == ["kicked", "member"]
    clock.advance(1)
    assert (await bot("sendMessage", chat_id=77, text="hola"))[0] == 200


async def test_a_group_that_moved_tells_where(bot: Caller, server: BotApi) -> None:
    """A migrated group refuses with its new id, under which it can be reached."""
    new = server.migrate(server.group(id=-5), -1001)
    _, body = await bot("sendMessage", chat_id=-5, text="hola")
    assert body["parameters"] == {"migrate_to_chat_id": -1001}
    await bot("sendMessage", chat_id=-1001, text="hola")
    assert new.hears == ["hola"]
    assert [one["message"]["chat"]["id"] for one in await bot.hears()] == [-5, -1001]


async def test_an_edit_must_change_something(bot: Caller, ana: Person) -> None:
    """The same words and buttons are refused; without new buttons the old ones go."""
    content = {"chat_id": 77, "text": "¿A o B?", "reply_markup": keyboard(text="A", callback_data="a")}
    _, sent = await bot("sendMessage", **content)
    number = sent["result"]["message_id"]
    same = reason(await bot("editMessageText", message_id=number, **content))
    assert same.startswith("Bad Request: message is not modified: ")
    await bot("editMessageText", chat_id=77, message_id=number, text="Elegiste A")
    assert (ana.hears, ana.buttons) == (["Elegiste A"], [])
    again = reason(await bot("editMessageReplyMarkup", chat_id=77, message_id=number))
    assert again.startswith("Bad Request: message is not modified: ")


async def test_only_the_bots_own_messages_can_be_edited(bot: Caller, ana: Person) -> None:
    """Another's message, a missing one and a picture's text are refused."""
    mine = ana.says("hola")["message"]["message_id"]
    for number, why in ((mine, "message can't be edited"), (99, "message to edit not found")):
        answer = await bot("editMessageText", chat_id=77, message_id=number, text="x")
        assert reason(answer) == f"Bad Request: {why}"
    photo = ana.sends_photo()["message"]["photo"][0]["file_id"]
    _, sent = await bot("sendPhoto", chat_id=77, photo=photo)
    number = sent["result"]["message_id"]
    no_text = await bot("editMessageText", chat_id=77, message_id=number, text="x")
    assert reason(no_text) == "Bad Request: there is no text in the message to edit"


async def test_a_tap_is_answered_once_and_soon(server: BotApi, bot: Caller, ana: Person, clock: Clock) -> None:
    """A callback query carries the button's data; a second or late answer is refused."""
    markup = keyboard(text="A", callback_data="v1:p:A")
    await bot("sendMessage", chat_id=77, text="¿Qué?", reply_markup=markup)
    first, second = (ana.taps("A")["callback_query"] for _ in range(2))
    assert first["data"] == "v1:p:A"
    assert first["id"] != second["id"]
    assert (await bot("answerCallbackQuery", callback_query_id=first["id"]))[0] == 200
    clock.advance(16)
    for query in (first, second):
        late = reason(await bot("answerCallbackQuery", callback_query_id=query["id"]))
        assert late == "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert [one["callback_query_id"] for one in server.answers] == [first["id"]]


async def test_an_old_button_can_still_be_tapped(bot: Caller, ana: Person) -> None:
    """Who has not seen the edit yet taps what was there; who looks again finds no such button."""
    markup = keyboard(text="A", callback_data="a")
    _, sent = await bot("sendMessage", chat_id=77, text="¿Qué?", reply_markup=markup)
    [seen] = ana.said
    await bot("editMessageReplyMarkup", chat_id=77, message_id=sent["result"]["message_id"])
    assert ana.taps("A", message=seen)["callback_query"]["data"] == "a"
    with pytest.raises(AssertionError, match="has no button 'A'"):
        ana.taps("A")


async def test_what_people_do_becomes_updates(bot: Caller, ana: Person) -> None:
    """Texts, commands, edits and everything else that a learner sends arrive in order, numbered per chat."""
    ana.says("hola /ayuda")
    ana.edits("hola")
    ana.sends_voice()
    ana.sends_sticker()
    ana.sends_contact()
    ana.sends_photo("mi puesto")
    start, text, edited, *others = await bot.hears()
    assert start["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert text["message"]["entities"] == [{"type": "bot_command", "offset": 5, "length": 6}]
    assert edited["edited_message"]["message_id"] == text["message"]["message_id"] == 2
    assert [one["message"]["message_id"] for one in others] == [3, 4, 5, 6]
    kinds = ("voice", "sticker", "contact", "photo")
    assert [next(kind for kind in kinds if kind in one["message"]) for one in others] == list(kinds)


async def test_a_wait_sees_only_what_is_new(bot: Caller, ana: Person, clock: Clock) -> None:
    """Each message is waited for once; what came before the person's last act does not count."""
    await bot("sendMessage", chat_id=77, text="Casi")
    await ana.waits_for("Casi")
    with pytest.raises(AssertionError, match=r"Ana \(77\) did not hear 'Casi' but \['Casi'\]"):
        await ana.waits_for("Casi", timeout=0)
    clock.advance(1)
    await bot("sendMessage", chat_id=77, text="Muy bien")
    ana.says("gracias")
    with pytest.raises(AssertionError):
        await ana.waits_for("Muy bien", timeout=0)
