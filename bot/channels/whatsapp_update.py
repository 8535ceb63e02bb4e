"""What Meta's webhook says, in our words: pure, from JSON to rows, reports and events.

A telephone number is nobody's key and is left out before anything is stored: who writes is known by the
business-scoped id alone. One call holds many entries, changes, messages and statuses; each counts.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Literal

from msgspec import Struct

from bot.core.costs import FREE
from bot.core.event import Attached, Attachment, Edited, Heard, Said, Tapped
from bot.core.text.deep_link import opened
from bot.ports.hearing import Raw
from bot.ports.sending import Told

Json = dict[str, Any]

CHANNEL = "whatsapp"
_TAP = re.compile(r"v1:([^:\s]{1,56}):([^:\s]{1,3})")
_NUMBERS = frozenset(
    {"from", "wa_id", "new_wa_id", "recipient_id", "customer", "phone", "phones", "input", "profile", "username"}
)
"""What holds a telephone number, or a name that nobody told us."""
_MILLISECONDS = 10**11
_KINDS: dict[str, Attachment] = {
    "audio": "voice",
    "image": "photo",
    "sticker": "sticker",
    "video": "video",
    "document": "document",
    "contacts": "contact",
    "location": "location",
    "order": "other",
}
_SILENT = frozenset({"reaction", "revoke", "request_welcome"})
"""What earns no answer and is no fault."""
_STATES: dict[str, Told] = {"sent": "sent", "delivered": "delivered", "read": "read", "failed": "failed"}


class Status(Struct, frozen=True):
    """What Meta says of one of our messages; `tracked` is what we gave it along, `code` why it failed, `category`
    what it bills an arrived one as."""

    tracked: str
    told: Told
    message: str
    code: int = 0
    category: str = ""


class TemplateChange(Struct, frozen=True):
    """Meta changed a template: it is `stopped` for a reason, or not (`""`)."""

    name: str
    stopped: Literal["", "paused", "disabled", "rejected", "marketing"]


class Post(Struct, frozen=True):
    """One call of the webhook, read."""

    raws: tuple[Raw, ...]
    statuses: tuple[Status, ...]
    templates: tuple[TemplateChange, ...]


class Happened(Struct, frozen=True):
    """What a stored message says: by whom, what, and when by Meta's clock; or that `moved_to` is the new id."""

    carrier_id: str
    event: Heard | None
    said_at: datetime
    moved_to: str = ""


# --- a whole call ------------------------------------------------------------------------------------------


def read(body: object) -> Post | None:
    """Every message and status of a call; None where it is none of Meta's."""
    if not isinstance(body, dict) or not isinstance(body.get("entry"), list):
        return None
    raws: list[Raw] = []
    statuses: list[Status] = []
    templates: list[TemplateChange] = []
    for field, value in _changes(body):
        raws += [raw for message in _objects(value, "messages") if (raw := _raw(message, value))]
        raws += [_kept(error) for error in _objects(value, "errors")]
        statuses += filter(None, map(_status, _objects(value, "statuses")))
        templates += filter(None, [_template(field, value)])
    return Post(tuple(raws), tuple(statuses), tuple(templates))


def _changes(body: Json) -> Iterator[tuple[str, Json]]:
    for entry in _objects(body, "entry"):
        for change in _objects(entry, "changes"):
            if isinstance(change.get("value"), dict):
                yield str(change.get("field", "")), change["value"]


def _objects(holder: Json, name: str) -> list[Json]:
    found = holder.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _raw(message: Json, value: Json) -> Raw | None:
    """The row that keeps a message; None for what a group says."""
    if message.get("group_id"):
        return None
    who = message.get("from_user_id") or _only_contact(value)
    kept = {**_without_numbers(message), "from_user_id": who}
    body = json.dumps(kept)
    key = str(message.get("id") or hashlib.sha256(body.encode()).hexdigest()[:32])
    return Raw(CHANNEL, key, str(who or ""), body)


def _only_contact(value: Json) -> str:
    """Whose the message must be where it does not say so itself."""
    contacts = _objects(value, "contacts")
    return str(contacts[0].get("user_id") or "") if len(contacts) == 1 else ""


def _kept(error: Json) -> Raw:
    body = json.dumps({"type": "error", "code": error.get("code"), "title": error.get("title")})
    return Raw(CHANNEL, hashlib.sha256(body.encode()).hexdigest()[:32], "", body)


def _without_numbers(said: Any) -> Any:
    if isinstance(said, list):
        return [_without_numbers(one) for one in said]
    if not isinstance(said, dict):
        return said
    kept = {name: _without_numbers(one) for name, one in said.items() if name not in _NUMBERS}
    if kept.get("type") == "system" and isinstance(kept.get("system"), dict):
        kept["system"].pop("body", None)  # «A changed from 51… to 51…»
    if kept.get("type") == "contacts":
        kept["contacts"] = []
    return kept


def _status(status: Json) -> Status | None:
    told = _STATES.get(str(status.get("status")))
    if told is None:
        return None
    errors = _objects(status, "errors")
    code = errors[0].get("code") if errors else 0
    tracked = str(status.get("biz_opaque_callback_data") or "")
    category = _billed(status) if told in {"delivered", "read"} else ""
    return Status(tracked, told, str(status.get("id") or ""), code if isinstance(code, int) else 0, category)


def _billed(status: Json) -> str:
    """What an arrived message is billed as: Meta's category, or that it costs nothing this time."""
    pricing = status.get("pricing")
    if not isinstance(pricing, dict):
        return ""
    free = str(pricing.get("type") or "").startswith("free") or pricing.get("billable") is False
    return FREE if free else _plain(pricing.get("category"))


def _plain(category: object) -> str:
    """One short word of small letters, whatever was sent."""
    return re.sub(r"[^a-z_]", "", str(category or "").lower())[:40]


def _template(field: str, value: Json) -> TemplateChange | None:
    name = str(value.get("message_template_name") or "")
    if field == "template_category_update" and name:
        marketing = str(value.get("new_category", "")).upper() == "MARKETING"
        return TemplateChange(name, "marketing" if marketing else "")
    if field == "message_template_status_update" and name:
        stopped = {"PAUSED": "paused", "DISABLED": "disabled", "REJECTED": "rejected"}
        event = str(value.get("event", "")).upper()
        if event in stopped or event == "APPROVED":
            return TemplateChange(name, stopped.get(event, ""))  # type: ignore[arg-type]
    return None


# --- one stored message ------------------------------------------------------------------------------------


class Unreadable(ValueError):
    """What the message lacks, for the operator: never its content."""


def happened(body: str, received_at: datetime) -> Happened:
    """What a stored message says. Raises `Unreadable`; `event` is None for what says nothing to us."""
    try:
        message = json.loads(body)
    except ValueError:
        raise Unreadable("no es un objeto JSON") from None
    if not isinstance(message, dict) or message.get("type") == "error":
        raise Unreadable(f"aviso {message.get('code')}" if isinstance(message, dict) else "no es un objeto JSON")
    who, kind = str(message.get("from_user_id") or ""), str(message.get("type"))
    if not who:
        raise Unreadable("falta de quién es")
    at = _instant(message.get("timestamp"), received_at)
    if kind == "system":
        return _moved(who, message, at)
    return Happened(who, None if kind in _SILENT else _event(kind, message), at)


def _instant(timestamp: object, otherwise: datetime) -> datetime:
    """Seconds, or by some of Meta's servers milliseconds, since 1970."""
    try:
        seconds = float(str(timestamp))
        return datetime.fromtimestamp(seconds / 1000 if seconds > _MILLISECONDS else seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return otherwise


def _moved(who: str, message: Json, at: datetime) -> Happened:
    told = message.get("system")
    new = str(told.get("user_id") or "") if isinstance(told, dict) else ""
    return Happened(who, None, at, "" if new == who else new)


def _event(kind: str, message: Json) -> Heard:
    id, said = str(message.get("id") or ""), message.get(kind)
    content = said if isinstance(said, dict) else {}
    match kind:
        case "text":
            return Said(opened(_words(content.get("body"))), id)
        case "interactive":
            return _tapped(_chosen(content).get("id"))
        case "button":
            return _tapped(content.get("payload"))
        case "edit":
            inner = content.get("message")
            text = inner.get("text") if isinstance(inner, dict) else None
            return Edited(_words(text.get("body") if isinstance(text, dict) else ""), id)
    if kind not in _KINDS:
        raise Unreadable(f"no se entiende «{kind[:30]}»")
    return Attached(_KINDS[kind], ref=str(content.get("id") or ""), caption=_words(content.get("caption")), message=id)


def _chosen(content: Json) -> Json:
    found = content.get(str(content.get("type")))
    return found if isinstance(found, dict) else {}


def _tapped(payload: object) -> Tapped:
    """A button that is not ours, or one that only says «Leer», is a tap on nothing: there is a next step."""
    match = _TAP.fullmatch(str(payload or ""))
    return Tapped(match[1], match[2]) if match else Tapped("", "")


def _words(text: object) -> str:
    """Without what no database keeps: the zero byte, and half a pair of characters."""
    return text.replace("\0", "").encode(errors="ignore").decode() if isinstance(text, str) else ""
