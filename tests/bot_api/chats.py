"""The people of a test and their chats: what they do becomes updates, what the bot says is on the screen.

A message of the bot is "new" to a wait when it came after the person's last act and no
earlier wait returned it.
"""

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from tests.bot_api.entities import units
from tests.bot_api.record import Json, Refusal, bad
from tests.bot_api.rules import TEXT_UNITS, inline_buttons, labels

if TYPE_CHECKING:
    from tests.bot_api.world import World

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SECONDS_TO_WAIT = 30.0
"""Patience on a busy machine: what is waited for ends the wait at once."""


class Chat:
    """What is on one screen: every message of the chat, by id, as it stands after edits."""

    def __init__(self, world: "World", id: int, kind: str) -> None:
        self.world = world
        self.id = id
        self.kind = kind
        self.messages: dict[int, Json] = {}
        self._unread: list[str] = []
        self._newest_id = 0

    def describe(self) -> Json:
        """The chat as the Bot API shows it."""
        return {"id": self.id, "type": self.kind}

    def admits_bot(self) -> None:
        """Refuses where Telegram would let no word of the bot through."""

    def write(self, sender: Json, content: Json) -> Json:
        """A new message in this chat."""
        self._newest_id += 1
        self.messages[self._newest_id] = {
            "message_id": self._newest_id,
            "from": sender,
            "chat": self.describe(),
            "date": int(self.world.clock()),
            **content,
        }
        return self.messages[self._newest_id]

    def shows(self, text: str) -> None:
        """Something new can be read here, sent or edited."""
        self._unread.append(text)

    def own(self, message_id: int) -> Json:
        """A message that the bot may edit."""
        message = self.messages.get(message_id)
        if message is None:
            raise bad("message to edit not found")
        if message["from"]["id"] != self.world.bot["id"]:
            raise bad("message can't be edited")
        return message

    @property
    def said(self) -> list[Json]:
        """The bot's messages in this chat, oldest first, copied as they now stand."""
        bot = self.world.bot["id"]
        return [deepcopy(one) for one in self.messages.values() if one["from"]["id"] == bot]

    @property
    def hears(self) -> list[str]:
        """What can now be read of the bot, oldest first: texts, or the captions of files."""
        return [str(one.get("text", one.get("caption", ""))) for one in self.said]

    @property
    def buttons(self) -> list[str]:
        """The labels under the bot's newest message, row after row."""
        said = self.said
        return labels(said[-1]) if said else []

    async def waits_for(
        self,
        fragment: str,
        timeout: float = SECONDS_TO_WAIT,  # noqa: ASYNC109 - a test says how long it is patient
    ) -> str:
        """The whole text of the first new message or edit with these words.

        `timeout` is in real seconds, whatever the server's clock says.
        """

        def found() -> bool:
            return any(fragment in text for text in self._unread)

        await self.world.until(found, timeout, lambda: f"{self} did not hear {fragment!r} but {self.hears}")
        text = next(text for text in self._unread if fragment in text)
        self._unread.remove(text)
        return text

    def __str__(self) -> str:
        return f"{self.kind} chat {self.id}"


class Group(Chat):
    """A group that the bot is in."""

    def __init__(self, world: "World", id: int, title: str, kind: str = "group") -> None:
        super().__init__(world, id, kind)
        self.title = title
        self.migrated_to: int | None = None

    def describe(self) -> Json:
        return {**super().describe(), "title": self.title}

    def admits_bot(self) -> None:
        if self.migrated_to is not None:
            reason = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, reason, migrate_to_chat_id=self.migrated_to)


class Person(Chat):
    """Someone with Telegram, and her private chat with the bot. `chat=` does the same in a group."""

    def __init__(self, world: "World", id: int, first_name: str, language_code: str) -> None:
        super().__init__(world, id, "private")
        self.first_name = first_name
        self.language_code = language_code
        self.has_written = False
        self.has_blocked = False

    def describe(self) -> Json:
        return {**super().describe(), "first_name": self.first_name}

    def user(self) -> Json:
        """The person as the Bot API shows her."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return {**user, "language_code": self.language_code} if self.language_code else user

    def admits_bot(self) -> None:
        if self.has_blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if not self.has_written:
            raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")

    def says(self, text: str, chat: Chat | None = None) -> Json:
        """Types a text; commands in it are marked as Telegram marks them."""
        assert 0 < units(text) <= TEXT_UNITS, "Telegram's apps split a text this long"
        found = [
            {"type": "bot_command", "offset": units(text[: one.start()]), "length": len(one[0])}
            for one in re.finditer(r"(?<!\S)/[A-Za-z0-9_]{1,32}(@\w+)?", text)
        ]
        return self._sends({"text": text, "entities": found} if found else {"text": text}, chat)

    def starts(self, code: str = "") -> Json:
        """Follows a link `?start=CODE` and presses "start"; lifts her own block, as Telegram's apps do."""
        assert re.fullmatch(r"[A-Za-z0-9_-]{0,64}", code), "Telegram opens no such link"
        if self.has_blocked:
            self.unblocks()
        return self.says(f"/start {code}".strip())

    def taps(self, label: str, message: Json | None = None, chat: Chat | None = None) -> Json:
        """Taps a button of the newest message that has it, or of a message as once seen (from `said`)."""
        where = chat or self
        seen = [message] if message else reversed(where.said)
        for one in seen:
            for button in inline_buttons(one):
                if button["text"] == label:
                    assert "callback_data" in button, f"{label!r} is a link, of which the bot hears nothing"
                    return self._calls_back(where, where.messages[one["message_id"]], button["callback_data"])
        raise AssertionError(f"{self} has no button {label!r}; the newest are {where.buttons}")

    def sends_photo(self, caption: str = "", data: bytes = PIXEL, chat: Chat | None = None) -> Json:
        """Sends a picture; `getFile` and the download give it back."""
        photo = {**self.world.keep(data, "photos/photo.jpg"), "width": 1, "height": 1}
        return self._sends({"photo": [photo], **({"caption": caption} if caption else {})}, chat)

    def sends_voice(self, data: bytes = b"OggS", seconds: int = 3, chat: Chat | None = None) -> Json:
        """Sends a voice message; `getFile` and the download give it back."""
        voice = {**self.world.keep(data, "voice/voice.oga"), "duration": seconds, "mime_type": "audio/ogg"}
        return self._sends({"voice": voice}, chat)

    def sends_sticker(self, emoji: str = "👍", chat: Chat | None = None) -> Json:
        """Sends a sticker."""
        size = {"width": 512, "height": 512, "type": "regular", "is_animated": False, "is_video": False}
        sticker = {**self.world.keep(b"RIFF", "stickers/sticker.webp"), **size, "emoji": emoji}
        return self._sends({"sticker": sticker}, chat)

    def sends_contact(self, phone_number: str = "51987654321", chat: Chat | None = None) -> Json:
        """Sends her own telephone number."""
        card = {"phone_number": phone_number, "first_name": self.first_name, "user_id": self.id}
        return self._sends({"contact": card}, chat)

    def edits(self, text: str, message: Json | None = None) -> Json:
        """Changes a text that she wrote, the newest one unless another is given."""
        mine = [one for one in self.messages.values() if one["from"]["id"] == self.id and "text" in one]
        assert mine, f"{self} has written no text"
        edited = self.messages[message["message_id"]] if message else mine[-1]
        edited.update(text=text, edit_date=int(self.world.clock()))
        edited.pop("entities", None)
        self._unread.clear()
        return self.world.updates.push("edited_message", edited)

    def blocks(self) -> Json:
        """Blocks the bot, which hears of it and reaches her no more."""
        self.has_blocked = True
        return self._changes_membership("member", "kicked")

    def unblocks(self) -> Json:
        """Lets the bot speak again."""
        self.has_blocked = False
        return self._changes_membership("kicked", "member")

    def adds_bot(self, group: Group) -> Json:
        """Adds the bot to a group."""
        return self._changes_membership("left", "member", group)

    def removes_bot(self, group: Group) -> Json:
        """Sends the bot out of a group."""
        return self._changes_membership("member", "left", group)

    def _sends(self, content: Json, chat: Chat | None) -> Json:
        assert not self.has_blocked or chat, f"{self} has blocked the bot: unblocks() or starts() first"
        where = chat or self
        where._unread.clear()
        self.has_written = self.has_written or where is self
        return self.world.updates.push("message", where.write(self.user(), content))

    def _calls_back(self, where: Chat, message: Json, data: str) -> Json:
        where._unread.clear()
        query = self.world.new_query()
        content = {"id": query, "from": self.user(), "message": message, "data": data}
        return self.world.updates.push("callback_query", {**content, "chat_instance": str(where.id)})

    def _changes_membership(self, old: str, new: str, chat: Chat | None = None) -> Json:
        def member(status: str) -> Json:
            ends = {"until_date": 0} if status == "kicked" else {}
            return {"status": status, "user": self.world.bot, **ends}

        change = {"old_chat_member": member(old), "new_chat_member": member(new)}
        who = {"chat": (chat or self).describe(), "from": self.user(), "date": int(self.world.clock())}
        return self.world.updates.push("my_chat_member", {**who, **change})

    def __str__(self) -> str:
        return f"{self.first_name} ({self.id})"
