"""aiogram behind a webhook, as its documentation shows it: says back what it hears, and stores nothing."""

from __future__ import annotations

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bench.programs.running import stopped

BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Seguir", callback_data="v1:1:A")]])


async def echo(message: Message) -> None:
    await message.answer(message.text or "", reply_markup=BUTTONS)


async def main(carrier: str, token: str, secret: str) -> None:
    stop = stopped()
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(carrier)))
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.message.register(echo)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(app, "/telegram")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}/telegram", flush=True)
    await stop.wait()
    await runner.cleanup()
    await bot.session.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
