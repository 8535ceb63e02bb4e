"""Telegram's side of a webhook: updates are posted in order until taken, and an answer may be a call."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, MultipartReader

from tests.bot_api.record import Json
from tests.bot_api.updates import Updates

ANSWER_SECONDS = 60.0
RETRY_SECONDS = 1.0


class Webhook:
    """Where updates are posted to. `perform(params)` carries out a method that came in an answer."""

    def __init__(self, updates: Updates, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]]) -> None:
        self.updates = updates
        self.clock = clock
        self.sleep = sleep
        self.perform: Callable[[Json], Awaitable[object]] | None = None
        self.url = ""
        self.max_connections = 40
        self._secret = ""
        self._error: Json = {}
        self._task: asyncio.Task[None] | None = None

    async def set(self, url: str, secret: str, max_connections: int = 40) -> None:
        """Posts to this URL from now on; an empty one ends the webhook."""
        await self.stop()
        self.url, self._secret, self.max_connections, self._error = url, secret, max_connections, {}
        self.start()

    def start(self) -> None:
        """Goes on posting, if there is a URL to post to."""
        if self.url:
            self._task = asyncio.create_task(self._deliver(self.url))

    async def stop(self) -> None:
        """Posts no more; the update under way may come again."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    def describe(self) -> Json:
        """The WebhookInfo object."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.pending),
        }
        if self.url:
            info |= {"max_connections": self.max_connections, "ip_address": "127.0.0.1", **self._error}
        return {**info, "allowed_updates": self.updates.allowed} if self.updates.allowed else info

    async def _deliver(self, url: str) -> None:
        async with ClientSession(timeout=ClientTimeout(total=ANSWER_SECONDS)) as session:
            while True:
                await self.updates.bell.until(lambda: self.updates.pending)
                update = self.updates.hand_out(1)[0]
                error = await self._post(session, url, update)
                if error:
                    self._error = {"last_error_date": int(self.clock()), "last_error_message": error}
                    await self.sleep(RETRY_SECONDS)
                else:
                    self.updates.drop(update)
                    self.updates.bell.ring()

    async def _post(self, session: ClientSession, url: str, update: Json) -> str:
        """Posts one update; what went wrong, in words, or nothing."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        try:
            async with session.post(url, json=update, headers=headers, allow_redirects=False) as response:
                if not 200 <= response.status < 300:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
                params = await _call_in(response)
        except (ClientError, OSError, TimeoutError) as error:
            return str(error) or type(error).__name__
        if params.get("method") and self.perform is not None:
            await self.perform(params)
        return ""


async def _call_in(response: ClientResponse) -> Json:
    """The method and its parameters that an answer carries, or nothing."""
    if response.content_type == "application/json":
        try:
            body = await response.json()
        except ValueError:
            return {}
        return body if isinstance(body, dict) else {}
    if response.content_type.startswith("multipart/"):
        reader = MultipartReader.from_response(response)
        params: Json = {}
        while (part := await reader.next()) is not None:
            if not isinstance(part, MultipartReader) and part.name:
                params[part.name] = await part.text()
        return params
    return {}
