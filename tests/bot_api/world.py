"""Everything that the server knows: chats, updates, files, and the record of every call. Nothing of HTTP."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.bot_api.chats import Chat
from tests.bot_api.flood import Flood, Limits
from tests.bot_api.record import Call, Json, Refused, Sent, bad
from tests.bot_api.rules import labels
from tests.bot_api.updates import Bell, Updates
from tests.bot_api.webhook import Webhook

LINK_SECONDS = 3600  # https://core.telegram.org/bots/api#getfile


@dataclass(slots=True)
class Kept:
    """A file on Telegram's side; its link is good for an hour after `getFile`."""

    data: bytes
    path: str
    link_until: float = 0.0


class World:
    """One bot among its people."""

    def __init__(
        self,
        token: str,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        limits: Limits | None,
        query_seconds: float,
    ) -> None:
        self.token = token
        self.clock = clock
        self.sleep = sleep
        self.query_seconds = query_seconds
        self.bot: Json = {
            "id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Yachaski",
            "username": "yachaski_bot",
        }  # fmt: skip
        self.bell = Bell()
        self.flood = Flood(limits, clock)
        self.updates = Updates(clock, self.bell)
        self.webhook = Webhook(self.updates, clock, sleep)
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, Kept] = {}
        self.queries: dict[str, float] = {}
        self.answers: list[Json] = []
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.descriptions: dict[str, str] = {}
        self.calls: list[Call] = []
        self.sent: list[Sent] = []
        self.refused: list[Refused] = []

    def chat(self, call: Call) -> Chat:
        """The chat that a call means."""
        if call.params.get("chat_id") in {None, ""}:
            raise bad("chat_id is empty")
        chat = self.chats.get(call.chat_id or 0)
        if chat is None:
            raise bad("chat not found")
        return chat

    def keep(self, data: bytes, path: str) -> Json:
        """Stores a file and gives it its ids."""
        number = len(self.files) + 1
        folder, _, name = path.partition("/")
        self.files[f"file-{number}"] = Kept(data, f"{folder}/{number}-{name}")
        return {"file_id": f"file-{number}", "file_unique_id": f"unique-{number}", "file_size": len(data)}

    def new_query(self) -> str:
        """The id of a tap that wants an answer soon."""
        query = str(7_000_000_000 + len(self.queries) + len(self.answers))
        self.queries[query] = self.clock()
        return query

    def accept(self, call: Call, message: Json, file: bytes | None = None) -> None:
        """Records that a person now has this message, new or changed, on the screen."""
        text = str(message.get("text", message.get("caption", "")))
        call.sent = Sent(
            call.method, message["chat"]["id"], message["message_id"], self.clock(), text, labels(message),
            call.params, file,
        )  # fmt: skip
        self.sent.append(call.sent)

    async def until(self, predicate: Callable[[], object], seconds: float, complaint: Callable[[], str] = str) -> None:
        """Waits for at most so many real seconds, then says in an AssertionError what is missing."""
        try:
            async with asyncio.timeout(seconds):
                await self.bell.until(predicate)
        except TimeoutError:
            refused = [(one.method, one.code, one.description) for one in self.refused[-5:]]
            raise AssertionError(f"{complaint()}; sent {len(self.sent)}, last refused: {refused}") from None
