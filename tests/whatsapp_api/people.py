"""People of a test who have WhatsApp: what they say, tap and read."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.whatsapp_api.server import CloudApi

Json = dict[str, Any]
SECONDS_TO_WAIT = 10.0


class Person:
    """Somebody with a user name: businesses see her business-scoped id, and a number only where `number` is given."""

    def __init__(self, server: CloudApi, id: str, name: str = "Ana", number: str = "") -> None:
        self.id, self.name, self.number = id, name, number
        self.said: list[Json] = []
        self.spoke_at = float("-inf")
        self.has_left = False
        self._server = server

    # --- she writes

    def says(self, text: str) -> Json:
        return self.sends({"type": "text", "text": {"body": text}})

    def taps(self, title: str) -> Json:
        """Presses the newest button or row with that title; a letter is typed where there is no button."""
        for message in reversed(self.said):
            found = next((one for one in buttons_of(message) if one[1] == title), None)
            if found is not None:
                return self.sends(self._tap(message, *found))
        raise AssertionError(f"{self.name} sees no «{title}»: {[buttons_of(one) for one in self.said[-3:]]}")

    def _tap(self, message: Json, id: str, title: str) -> Json:
        if message["type"] == "template":
            return {"type": "button", "button": {"payload": id, "text": title}}
        kind = "button_reply" if message["interactive"]["type"] == "button" else "list_reply"
        return {"type": "interactive", "interactive": {"type": kind, kind: {"id": id, "title": title}}}

    def sends(self, content: Json, **more: Any) -> Json:
        """A message of any kind, as the webhook tells it."""
        message = {
            "id": self._server.new_id(),
            "timestamp": str(int(self._server.now())),
            "from_user_id": self.id,
            **({"from": self.number} if self.number else {}),
            **content,
            **more,
        }
        self.spoke_at = self._server.now()
        self._server.tell({"contacts": [self.contact()], "messages": [message]})
        return message

    def moves(self, new_id: str) -> Json:
        """Another telephone number: another id, told by the system."""
        old, self.id = self.id, new_id
        self._server.people[new_id] = self._server.people.pop(old)
        system = {"type": "user_changed_user_id", "user_id": new_id, "body": f"{self.name} cambió de número"}
        message = {"id": self._server.new_id(), "timestamp": str(int(self._server.now())), "from_user_id": old}
        self._server.tell({"messages": [{**message, "type": "system", "system": system}]})
        return message

    def contact(self) -> Json:
        number = {"wa_id": self.number} if self.number else {}
        return {"profile": {"name": self.name}, "user_id": self.id, **number}

    # --- she reads

    @property
    def hears(self) -> list[str]:
        """What arrived, oldest first."""
        return [words_of(message, self._server.templates) for message in self.said]

    async def waits_for(self, fragment: str, timeout: float = SECONDS_TO_WAIT) -> str:  # noqa: ASYNC109
        """The newest message with the fragment."""

        def found() -> str:
            return next((text for text in reversed(self.hears) if fragment in text), "")

        async with asyncio.timeout(timeout):
            while not found():
                self._server.news.clear()
                await self._server.news.wait()
        return found()


def words_of(message: Json, templates: dict[str, Json]) -> str:
    """What a person reads of a message."""
    match message["type"]:
        case "text":
            return str(message["text"]["body"])
        case "interactive":
            return str(message["interactive"]["body"]["text"])
        case "template":
            said = message["template"]
            body = str(templates[said["name"]]["body"])
            given = [one["text"] for part in said.get("components", []) for one in part["parameters"] if "text" in one]
            for place, text in enumerate(given, 1):
                body = body.replace(f"{{{{{place}}}}}", text)
            return body
        case kind:
            return str(message[kind].get("caption", ""))


def buttons_of(message: Json) -> list[tuple[str, str]]:
    """(id, title) of what can be pressed."""
    if message["type"] == "template":
        return [(one["payload"], one["title"]) for one in message["pressed"]]
    action = message.get("interactive", {}).get("action", {})
    rows = [row for section in action.get("sections", []) for row in section["rows"]]
    return [(one["id"], one["title"]) for one in [*(one["reply"] for one in action.get("buttons", [])), *rows]]
