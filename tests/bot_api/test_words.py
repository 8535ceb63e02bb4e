"""What may be said, and how a call may come: lengths, formatting, buttons, files, commands."""

import json
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from aiohttp import FormData

from tests.bot_api.caller import Answer, Caller, keyboard, reason
from tests.bot_api.chats import PIXEL, Person
from tests.bot_api.clock import Clock
from tests.bot_api.server import BotApi


async def test_a_call_may_come_in_four_shapes(server: BotApi, bot: Caller, ana: Person, clock: Clock) -> None:
    """Query, JSON, form and multipart carry the same parameters."""
    params = {
        "chat_id": "77",
        "text": "hola",
        "reply_markup": json.dumps(keyboard(text="A", callback_data="a")),
    }
    multipart = FormData(params, default_to_multipart=True)
    for body in ({"params": params}, {"json": params}, {"data": params}, {"data": multipart}):
        async with bot.session.post(bot.url("sendMessage"), **body) as response:
            assert response.status == 200
        clock.advance(1)
    async with bot.session.get(bot.url("SENDMESSAGE"), params=params) as response:
        assert (await response.json())["result"]["text"] == "hola"
    assert [(one.text, one.buttons) for one in server.sent] == [("hola", ["A"])] * 5


async def test_strangers_and_strange_methods_are_turned_away(server: BotApi, bot: Caller) -> None:
    """A wrong token, an unknown method and a broken body are told so in Telegram's shape, and not recorded."""
    async with bot.session.get(bot.url("getMe", token="1:X")) as response:
        assert (response.status, await response.json()) == (
            401,
            {"ok": False, "error_code": 401, "description": "Unauthorized"},
        )
    assert reason(await bot("sendTelepathy")) == "Not Found: method not found"
    async with bot.session.get(f"{server.url}/elsewhere") as response:
        assert reason((response.status, await response.json())) == "Not Found"
    json_type = {"Content-Type": "application/json"}
    async with bot.session.post(bot.url("getMe"), data="{", headers=json_type) as response:
        assert reason((response.status, await response.json())) == "Bad Request: can't parse JSON object"
    assert server.calls == []


async def test_the_date_is_the_clocks(server: BotApi, bot: Caller, ana: Person, clock: Clock) -> None:
    """The Date header and a message's date tell the time of the server's clock, not of the machine's."""
    clock.now = 2_000_000_000.0
    async with bot.session.get(bot.url("sendMessage"), params={"chat_id": 77, "text": "hola"}) as response:
        assert parsedate_to_datetime(response.headers["Date"]).timestamp() == 2_000_000_000
        assert (await response.json())["result"]["date"] == 2_000_000_000


IN_HTML = {"parse_mode": "HTML"}
IN_MARKDOWN = {"parse_mode": "MarkdownV2"}
PARSE = "can't parse entities: "
A_BUTTON = [{"text": "A", "callback_data": "a"}]
BUTTON = "can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("params", "refused"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b> </b>", **IN_HTML}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "🌱" * 2049}, "message is too long"),
        ({"text": "<b>casi", **IN_HTML}, PARSE + 'Can\'t find end tag corresponding to start tag "b"'),
        ({"text": "ñ<k>", **IN_HTML}, PARSE + 'Unsupported start tag "k" at byte offset 2'),
        ({"text": "1 < 2", **IN_HTML}, PARSE + 'Unsupported start tag "" at byte offset 2'),
        ({"text": "<b><i>x</b></i>", **IN_HTML}, PARSE + "Unmatched end tag at byte offset 7"),
        ({"text": "x</b>", **IN_HTML}, PARSE + "Unexpected end tag at byte offset 1"),
        ({"text": "x <b", **IN_HTML}, PARSE + "Unclosed start tag at byte offset 2"),
        ({"text": "Listo.", **IN_MARKDOWN}, PARSE + "Character '.' is reserved and must be escaped"),
        ({"text": "*bien", **IN_MARKDOWN}, PARSE + "Can't find end of Bold entity at byte offset 0"),
        ({"text": "*a _b* c_", **IN_MARKDOWN}, PARSE + "Can't find end of Italic entity at byte offset 3"),
        ({"text": "[a](b", **IN_MARKDOWN}, PARSE + "Can't find end of a URL at byte offset 2"),
        ({"text": "x", "parse_mode": "Word"}, "unsupported parse_mode"),
        ({"text": "x", "chat_id": None}, "chat_id is empty"),
        ({"text": "x", "chat_id": 9}, "chat not found"),
        ({"text": "x", "chat_id": "@nadie"}, "chat not found"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
        ({"text": "x", "reply_markup": []}, "object expected as reply markup"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [{"text": "A"}]}}, "can't parse keyboard"),
        ({"text": "x", "reply_markup": {"keyboard": [["A", ""]]}}, "keyboard button text must be non-empty"),
        ({"text": "x", "reply_markup": keyboard(text=" ", callback_data="a")}, "BUTTON_TEXT_INVALID"),
        ({"text": "x", "reply_markup": keyboard(text=1, callback_data="a")}, BUTTON + 'Field "text" must be'),
        ({"text": "x", "reply_markup": keyboard(text="A", callback_data=1)}, BUTTON + 'Field "callback_data"'),
        ({"text": "x", "reply_markup": {"inline_keyboard": [["A"]]}}, BUTTON + "expected an Object"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [A_BUTTON * 101]}}, "REPLY_MARKUP_TOO_LONG"),
        ({"text": "x", "entities": "{}"}, PARSE + "expected an Array"),
        ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
        ({"text": "x", "reply_markup": keyboard(text="A")}, BUTTON + "Text buttons are unallowed"),
        ({"text": "x", "reply_markup": keyboard(text="A", callback_data="")}, BUTTON + "Text buttons are"),
        ({"text": "x", "reply_markup": keyboard(text="A", callback_data="ñ" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard(text="A", url="x")}, "inline keyboard button URL 'x' is"),
        (
            {"text": "x", "reply_markup": keyboard(text="A", url="https://x", pay=True)},
            BUTTON + "exactly one",
        ),
    ],
)
async def test_what_telegram_refuses(
    server: BotApi, bot: Caller, ana: Person, params: dict[str, Any], refused: str
) -> None:
    """Nothing that Telegram would refuse is accepted, and the reason is Telegram's."""
    assert reason(await bot("sendMessage", **{"chat_id": 77, **params})).startswith(f"Bad Request: {refused}")
    assert server.sent == []
    assert [one.code for one in server.refused] == [400]


@pytest.mark.parametrize(
    ("mode", "source", "text", "kinds"),
    [
        ("HTML", "<b>Uno &amp; <i>dos</i></b>", "Uno & dos", ["bold", "italic"]),
        ("HTML", '<a href="https://a.pe/?x=1">tres</a> &ntilde;', "tres &ntilde;", ["text_link"]),
        ("HTML", "<pre>a</pre><blockquote expandable>b</blockquote>", "ab", ["pre", "expandable_blockquote"]),
        ("MarkdownV2", r"*Uno _dos_* tres\.", "Uno dos tres.", ["bold", "italic"]),
        ("MarkdownV2", "`a.b` [c](https://d.pe) ||e||", "a.b c e", ["code", "text_link", "spoiler"]),
        ("MarkdownV2", ">dicho\n>dos\nfin", "dicho\ndos\nfin", ["blockquote"]),
        ("", "<b> 1 < 2.", "<b> 1 < 2.", []),
        ("HTML", "🌱" * 2048, "🌱" * 2048, []),
    ],
)
async def test_formatting_is_read(
    server: BotApi, bot: Caller, ana: Person, mode: str, source: str, text: str, kinds: list[str]
) -> None:
    """What is counted and shown is the text after entities parsing."""
    _, body = await bot("sendMessage", chat_id=77, text=source, parse_mode=mode)
    assert ana.hears == [text]
    assert [one["type"] for one in body["result"].get("entities", [])] == kinds


async def test_entities_are_placed_in_utf16_units(bot: Caller, ana: Person) -> None:
    """An emoji before a bold word moves it by two, and space around the text is cut off first."""
    _, body = await bot("sendMessage", chat_id=77, text=" 🌱<b>sí </b> ", parse_mode="HTML")
    assert body["result"]["text"] == "🌱sí"
    assert body["result"]["entities"] == [{"offset": 2, "type": "bold", "length": 2}]


async def test_the_longest_callback_data_and_caption_pass(bot: Caller, ana: Person, clock: Clock) -> None:
    """64 bytes under a button and 1024 units under a picture are taken, one more is not."""
    markup = keyboard(text="A", callback_data="ñ" * 32)
    assert (await bot("sendMessage", chat_id=77, text="x", reply_markup=markup))[0] == 200
    file_id = ana.sends_photo()["message"]["photo"][0]["file_id"]
    clock.advance(1)
    assert (await bot("sendPhoto", chat_id=77, photo=file_id, caption="a" * 1024))[0] == 200
    too_long = await bot("sendPhoto", chat_id=77, photo=file_id, caption="a" * 1025)
    assert reason(too_long) == "Bad Request: message caption is too long"


async def test_files_are_looked_at(server: BotApi, bot: Caller, ana: Person) -> None:
    """A picture must be one and a file must not be empty; what came is kept in the record."""

    async def sends(method: str, name: str, data: bytes) -> Answer:
        form = FormData({"chat_id": "77"})
        form.add_field(name, data, filename="a-b.png")
        async with bot.session.post(bot.url(method), data=form) as response:
            return response.status, await response.json()

    assert reason(await sends("sendPhoto", "photo", b"texto")) == "Bad Request: IMAGE_PROCESS_FAILED"
    assert reason(await sends("sendDocument", "document", b"")) == "Bad Request: file must be non-empty"
    assert reason(await bot("sendPhoto", chat_id=77)) == "Bad Request: there is no photo in the request"
    assert (await sends("sendPhoto", "photo", PIXEL))[1]["result"]["photo"][0]["width"] == 1
    assert [(one.method, one.file) for one in server.sent] == [("sendPhoto", PIXEL)]


async def test_a_file_comes_down_for_an_hour(server: BotApi, bot: Caller, ana: Person, clock: Clock) -> None:
    """getFile makes a link that ends by the clock, and only its token opens it."""
    file_id = ana.sends_voice(b"OggS voz")["message"]["voice"]["file_id"]
    _, body = await bot("getFile", file_id=file_id)
    path = body["result"]["file_path"]

    async def statuses() -> list[int]:
        urls = [f"{server.url}/file/bot{token}/{path}" for token in (server.token, "1:X")]
        return [(await bot.session.get(url)).status for url in urls]

    assert await statuses() == [200, 401]
    clock.advance(3600)
    assert await statuses() == [404, 401]
    assert reason(await bot("getFile", file_id="?")).startswith("Bad Request: wrong file_id")


async def test_commands_are_checked_and_kept(server: BotApi, bot: Caller) -> None:
    """The menu has Telegram's names only; deleting empties it."""
    wrong = await bot("setMyCommands", commands=[{"command": "Lección", "description": "x"}])
    assert reason(wrong) == "Bad Request: BOT_COMMAND_INVALID"
    menu = [{"command": "leccion", "description": "La lección de hoy"}]
    await bot("setMyCommands", commands=json.dumps(menu), language_code="es")
    assert server.commands == {("default", "es"): menu}
    await bot("deleteMyCommands", language_code="es")
    assert server.commands == {}
