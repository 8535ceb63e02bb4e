"""How a message looks to Meta: buttons up to three, a list up to ten, else text; and templates.

https://developers.facebook.com/docs/whatsapp/cloud-api/messages
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from bot.ports.sending import Message
from lessons_es.message_templates import MessageTemplate

Json = dict[str, Any]

BUTTONS, ROWS = 3, 10
PICK = "Elegir"
KNOCK = "knock:"
"""Stands before our delivery's id where a template only says that it waits."""
READ = "read"
"""What the button of such a template carries."""
_GAPS = re.compile(r"\s+")


class Shape(Struct, frozen=True):
    """The kind of a message and what stands under that name."""

    kind: str
    content: Json


def shape(message: Message, media: str = "", mime: str = "", name: str = "") -> Shape:
    """The message as Meta takes it; `media` is the id of its uploaded file."""
    kind = "image" if mime.startswith("image/") else "document"
    file: Json = {"id": media, **({"filename": name} if kind == "document" else {})} if media else {}
    if message.buttons:
        header = {"header": {"type": kind, kind: file}} if file and len(message.buttons) <= BUTTONS else {}
        return Shape("interactive", {**header, "body": {"text": message.text}, **_pressed(message)})
    if file:
        return Shape(kind, file | ({"caption": message.text} if message.text else {}))
    return Shape("text", {"body": message.text, "preview_url": False})


def _pressed(message: Message) -> Json:
    named = [{"id": payload(message.prompt, letter), "title": label} for letter, label in message.buttons[:ROWS]]
    if len(named) <= BUTTONS:
        return {"type": "button", "action": {"buttons": [{"type": "reply", "reply": one} for one in named]}}
    return {"type": "list", "action": {"button": PICK, "sections": [{"rows": named}]}}


def payload(prompt: str, letter: str) -> str:
    """What a button carries, as on every carrier."""
    return f"v1:{prompt}:{letter}"


def stands_for(template: MessageTemplate, message: Message) -> bool:
    """Whether the template can say all of the message: its words in one place, or in the template's own, and its
    buttons among the message's."""
    labels, words = [label for _, label in message.buttons], one_line(message.text)
    says_so = template.places == 0 and words.rstrip(".") in one_line(template.body)
    fits = bool(words) and (says_so or (template.places == 1 and len(words) <= template.room))
    return fits and not (message.document or message.media) and set(template.buttons) <= set(labels)


def filled(template: MessageTemplate, message: Message) -> Shape:
    """The template in the place of the message."""
    letters = {label: letter for letter, label in message.buttons}
    payloads = [payload(message.prompt, letters[label]) for label in template.buttons]
    return _template(template, [one_line(message.text)][: template.places], payloads)


def knock(template: MessageTemplate) -> Shape:
    """The template that only says that something waits."""
    return _template(template, [], [READ] * len(template.buttons))


def _template(template: MessageTemplate, words: Sequence[str], payloads: Sequence[str]) -> Shape:
    components: list[Json] = [
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": str(place),
            "parameters": [{"type": "payload", "payload": one}],
        }
        for place, one in enumerate(payloads)
    ]
    if words:
        components.insert(0, {"type": "body", "parameters": [{"type": "text", "text": word} for word in words]})
    language = {"policy": "deterministic", "code": template.language}
    return Shape("template", {"name": template.name, "language": language, "components": components})


def one_line(text: str) -> str:
    """The text as a place of a template takes it: no new line, no tab, no gaps."""
    return _GAPS.sub(" ", text).strip()
