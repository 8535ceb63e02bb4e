"""aiogram hears and python-telegram-bot speaks through the server, as through Telegram's own."""

from collections.abc import AsyncIterator
from datetime import timedelta

import aiogram
import pytest
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import SendMessage
from aiogram.types import BotCommand
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TimedOut

from tests.bot_api.caller import listening
from tests.bot_api.chats import PIXEL, Person
from tests.bot_api.clock import Clock
from tests.bot_api.server import BotApi


@pytest.fixture
async def ears(server: BotApi) -> AsyncIterator[aiogram.Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    async with aiogram.Bot(server.token, session=session) as bot:
        yield bot


@pytest.fixture
async def mouth(server: BotApi) -> AsyncIterator[telegram.Bot]:
    async with telegram.Bot(server.token, base_url=f"{server.url}/bot") as bot:
        yield bot


async def test_aiogram_hears(server: BotApi, ears: aiogram.Bot, mouth: telegram.Bot, ana: Person) -> None:
    """Updates decode, files come down, taps are answered, the menu is set."""
    await mouth.send_message(
        77,
        "¿?",
        reply_markup=telegram.InlineKeyboardMarkup.from_button(telegram.InlineKeyboardButton("A", callback_data="a")),
    )
    ana.sends_voice(b"OggS voz")
    ana.taps("A")
    start, voice, tap = await ears.get_updates(timeout=5)
    assert start.message is not None
    assert start.message.text == "/start 7K2PQ4MX"
    assert voice.message is not None
    assert voice.message.voice is not None
    file = await ears.get_file(voice.message.voice.file_id)
    content = await ears.download_file(str(file.file_path))
    assert content is not None
    assert content.read() == b"OggS voz"
    assert tap.callback_query is not None
    assert await ears.answer_callback_query(tap.callback_query.id)
    assert await ears.set_my_commands([BotCommand(command="ayuda", description="Ayuda")])
    assert (await ears.me()).id == 424242


async def test_aiogram_decodes_all_that_people_do(server: BotApi, ears: aiogram.Bot, ana: Person) -> None:
    """No update of this server is one that the real library stumbles over."""
    for act in (ana.sends_photo, ana.sends_sticker, ana.sends_contact, ana.blocks, ana.unblocks):
        act()
    ana.says("hola")
    ana.edits("hola, profe")
    server.migrate(server.group(id=-5), -1001)
    assert len(await ears.get_updates()) == 10
    assert (await ears.get_webhook_info()).pending_update_count == 10


async def test_aiogram_answers_in_the_webhook(server: BotApi, ears: aiogram.Bot, ana: Person) -> None:
    """aiogram's multipart answer is carried out."""

    async def greet(message: aiogram.types.Message) -> SendMessage:
        return SendMessage(chat_id=message.chat.id, text="¡Hola!")

    dispatcher = aiogram.Dispatcher()
    dispatcher.message.register(greet)
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, ears, handle_in_background=False, secret_token="s")
    handler.register(app, "/hook")
    async with listening(app) as url:
        await ears.set_webhook(url, secret_token="s")
        await ana.waits_for("¡Hola!")
        await ears.delete_webhook()


async def test_python_telegram_bot_speaks(server: BotApi, mouth: telegram.Bot, ana: Person, clock: Clock) -> None:
    """Texts, pictures, documents and edits reach the screen and the record."""
    button = telegram.InlineKeyboardButton("A", callback_data="a")
    sent = await mouth.send_message(
        77, "<b>¿?</b>", parse_mode="HTML", reply_markup=telegram.InlineKeyboardMarkup.from_button(button)
    )
    clock.advance(1)
    await mouth.send_photo(77, PIXEL, caption="Dibujo")
    clock.advance(1)
    await mouth.send_document(77, b"%PDF", filename="constancia.pdf")
    await mouth.edit_message_reply_markup(77, sent.message_id)
    await mouth.edit_message_text("Elegiste A", 77, sent.message_id)
    assert ana.hears == ["Elegiste A", "Dibujo", ""]
    assert [(one.method, one.text, one.buttons) for one in server.sent] == [
        ("sendMessage", "¿?", ["A"]),
        ("sendPhoto", "Dibujo", []),
        ("sendDocument", "", []),
        ("editMessageReplyMarkup", "¿?", []),
        ("editMessageText", "Elegiste A", []),
    ]
    assert [one.file for one in server.sent][1:3] == [PIXEL, b"%PDF"]


async def test_python_telegram_bot_knows_every_refusal(
    server: BotApi, mouth: telegram.Bot, ana: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each refusal becomes the library's own error, with its figures."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else RetryAfter warns of the type that it will have
    server.migrate(server.group(id=-5), -1001)
    with pytest.raises(ChatMigrated) as moved:
        await mouth.send_message(-5, "x")
    assert moved.value.new_chat_id == -1001
    with pytest.raises(BadRequest, match="Chat not found"):
        await mouth.send_message(9, "x")
    await mouth.send_message(77, "x")
    with pytest.raises(RetryAfter) as silenced:
        await mouth.send_message(77, "x")
    assert silenced.value.retry_after == timedelta(seconds=3)
    clock.advance(3)
    ana.blocks()
    with pytest.raises(Forbidden, match="blocked by the user"):
        await mouth.send_message(77, "x")


async def test_a_timeout_may_hide_an_acceptance(server: BotApi, mouth: telegram.Bot, ana: Person) -> None:
    """The library reports a timeout although the message has arrived."""
    server.fail("hang", "sendMessage", accepted=True)
    with pytest.raises(TimedOut):
        await mouth.send_message(77, "x", read_timeout=0.05)
    assert ana.hears == ["x"]
