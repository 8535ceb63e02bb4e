"""What the Cloud API accepts, and how it says no: limits of each kind of message, and how fast one may speak.

Lengths are Meta's; what it counts are characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

TEXT, BODY, CAPTION, PARAMETER = 4096, 1024, 1024, 1024
BUTTONS, TITLE, ID = 3, 20, 256
ROWS, LIST_BUTTON, ROW_TITLE, ROW_ID = 10, 20, 24, 200
TRACKED = 512
BURST, SECONDS_EACH = 45, 6.0
"""One message in six seconds to one person; a burst borrows from the future."""
WINDOW_SECONDS = 24 * 3600.0

BAD, MISSING, PAIR, WINDOW, UNDELIVERABLE = 100, 131008, 131056, 131047, 131026
NO_TEMPLATE, PARAMETERS, NEWLINES, PAUSED, TOKEN = 132001, 132000, 132018, 132015, 190

_GAPS = re.compile(r"[\n\t]| {4,}")
_PLACES = re.compile(r"\{\{\d+\}\}")


class No(Exception):
    """A refusal: HTTP status and Meta's code."""

    def __init__(self, code: int, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.code, self.why, self.status = code, why, status

    def body(self) -> Json:
        return {"error": {"message": f"(#{self.code}) {self.why}", "type": "OAuthException", "code": self.code}}


def check(message: Json, templates: dict[str, Json]) -> None:
    """Raises `No` for the first rule that the message breaks."""
    if message.get("messaging_product") != "whatsapp":
        raise No(BAD, "messaging_product")
    if not message.get("to") and not message.get("recipient"):
        raise No(MISSING, "to or recipient")
    if len(message.get("biz_opaque_callback_data", "")) > TRACKED:
        raise No(BAD, "biz_opaque_callback_data")
    kind = message.get("type", "text")
    for broken in _CHECKS.get(kind, _unknown)(message.get(kind) or {}, templates):
        raise broken


def _length(what: str, text: str, most: int) -> Iterator[No]:
    if not 1 <= len(text) <= most:
        yield No(BAD, f"{what} must be 1 to {most} characters, is {len(text)}")


def _text(said: Json, _: dict[str, Json]) -> Iterator[No]:
    yield from _length("text.body", said.get("body", ""), TEXT)


def _interactive(said: Json, _: dict[str, Json]) -> Iterator[No]:
    yield from _length("body.text", said.get("body", {}).get("text", ""), BODY)
    action = said.get("action", {})
    match said.get("type"):
        case "button":
            buttons = [one["reply"] for one in action.get("buttons", [])]
            if not 1 <= len(buttons) <= BUTTONS:
                yield No(BAD, f"{len(buttons)} buttons")
            yield from _named("button", buttons, TITLE, ID)
        case "list":
            yield from _length("action.button", action.get("button", ""), LIST_BUTTON)
            rows = [row for section in action.get("sections", []) for row in section["rows"]]
            if not 1 <= len(rows) <= ROWS:
                yield No(BAD, f"{len(rows)} rows")
            yield from _named("row", rows, ROW_TITLE, ROW_ID)
        case other:
            yield No(BAD, f"interactive of type {other}")


def _named(what: str, choices: list[Json], title: int, id_: int) -> Iterator[No]:
    for choice in choices:
        yield from _length(f"{what} title", choice["title"], title)
        yield from _length(f"{what} id", choice["id"], id_)
    if len({choice["id"] for choice in choices}) < len(choices):
        yield No(BAD, f"a {what}'s id twice")
    if what == "button" and len({choice["title"] for choice in choices}) < len(choices):
        yield No(BAD, "a title twice")


def _media(said: Json, _: dict[str, Json]) -> Iterator[No]:
    if not said.get("id"):
        yield No(MISSING, "media id")
    if len(said.get("caption", "")) > CAPTION:
        yield No(BAD, "caption")


def _template(said: Json, templates: dict[str, Json]) -> Iterator[No]:
    known = templates.get(said.get("name", ""))
    if known is None or known["language"] != said.get("language", {}).get("code"):
        yield No(NO_TEMPLATE, "template name does not exist in the translation", 404)
        return
    if known["status"] != "APPROVED":
        yield No(PAUSED if known["status"] == "PAUSED" else NO_TEMPLATE, f"template is {known['status']}")
    components = said.get("components", [])
    given = [one["text"] for part in components if part["type"] == "body" for one in part["parameters"]]
    if len(given) != len(_PLACES.findall(known["body"])):
        yield No(PARAMETERS, "number of parameters does not match")
    for parameter in given:
        yield from _length("parameter", parameter, PARAMETER)
        if _GAPS.search(parameter):
            yield No(NEWLINES, "parameter has new-line, tab or more than 4 spaces")
    if sum(map(len, given)) + len(known["body"]) > BODY:
        yield No(132005, "translated text too long")
    buttons = [part for part in components if part["type"] == "button"]
    if len(buttons) > len(known["buttons"]):
        yield No(PARAMETERS, "more buttons than the template has")


def _unknown(_: Json, __: dict[str, Json]) -> Iterator[No]:
    yield No(BAD, "type")


_CHECKS = {"text": _text, "interactive": _interactive, "document": _media, "image": _media, "template": _template}


class Pair:
    """How fast one person may be written to."""

    def __init__(self) -> None:
        self._full_at: dict[str, float] = {}

    def take(self, person: str, now: float) -> None:
        """Counts a message; raises `No` when the burst is used up."""
        empty_at = max(self._full_at.get(person, now), now)
        if empty_at - now > SECONDS_EACH * (BURST - 1):
            raise No(PAIR, "pair rate limit hit")
        self._full_at[person] = empty_at + SECONDS_EACH
