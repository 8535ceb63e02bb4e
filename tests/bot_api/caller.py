"""A bot without a library: raw calls, raw answers; and a place where a webhook may listen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, web

from tests.bot_api.record import Json
from tests.bot_api.server import BotApi

Answer = tuple[int, Json]


class Caller:
    """Calls methods by name, in JSON: `status, body = await bot("sendMessage", chat_id=77, text="x")`."""

    def __init__(self, server: BotApi, session: ClientSession) -> None:
        self.server = server
        self.session = session

    def url(self, method: str, token: str = "") -> str:
        return f"{self.server.url}/bot{token or self.server.token}/{method}"

    async def __call__(self, method: str, **params: Any) -> Answer:
        async with self.session.post(self.url(method), json=params) as response:
            return response.status, await response.json()

    async def hears(self, offset: int = 0, **params: Any) -> list[Json]:
        """What getUpdates brings."""
        _, body = await self("getUpdates", offset=offset, **params)
        updates: list[Json] = body["result"]
        return updates


def reason(answer: Answer) -> str:
    """The description of an error, which must be one in Telegram's shape."""
    status, body = answer
    assert (body["ok"], body["error_code"]) == (False, status)
    return str(body["description"])


def keyboard(**button: Any) -> Json:
    """An inline keyboard of one button."""
    return {"inline_keyboard": [[button]]}


@asynccontextmanager
async def listening(app: web.Application) -> AsyncIterator[str]:
    """Serves an app on a loopback port; yields the URL of its path /hook."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()
