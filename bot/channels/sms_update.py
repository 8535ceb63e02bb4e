"""What the SMS gateway says, in our words: pure, from JSON to rows, reports and events.

The same SMS is hooked two or three times under other ids, and the ids of its inbox are made of the content: what tells
one SMS from another is who sent it, when, and the text. A number is written one way, whether the phone was told it with
the country's code or without; what has no number (a bank, an operator's advertisement) is nobody who could be answered.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from msgspec import Struct

from bot.core.event import Heard, Said
from bot.core.text.deep_link import opened
from bot.ports.hearing import Raw
from bot.ports.sending import Report, Told

Json = dict[str, Any]

CHANNEL = "sms"
LOCAL_DIGITS = 9
SHORTEST_NUMBER = 8
_EVER = datetime.min.replace(tzinfo=UTC)
_SIGNS = re.compile(r"[\s().-]")
_DIGITS = re.compile(r"\+?\d{4,15}")
_TOLD: dict[str, Told] = {"sms:sent": "sent", "sms:delivered": "delivered", "sms:failed": "failed"}
_STATES: dict[str, Told] = {"Sent": "sent", "Delivered": "delivered", "Failed": "failed"}


class Hook(Struct, frozen=True):
    """One call of the gateway: an SMS, or what became of one of ours; neither where it is about something else."""

    raw: Raw | None = None
    report: Report | None = None


class Happened(Struct, frozen=True):
    """What a stored SMS says: from whom, what, and when by the phone's clock."""

    carrier_id: str
    event: Heard
    said_at: datetime


class Unreadable(ValueError):
    """What the row lacks, for the operator: never its content."""


def hook(body: object, ours: str) -> Hook | None:
    """One call; None where it is none of the gateway's. `ours` is our own number, with the country's code."""
    if not isinstance(body, dict) or not isinstance(body.get("payload"), dict):
        return None
    event, payload = str(body.get("event")), body["payload"]
    if event == "sms:received":
        who = payload.get("sender") or payload.get("phoneNumber")
        return Hook(raw=raw(who, payload.get("receivedAt"), payload.get("message"), ours))
    if event in _TOLD and payload.get("messageId"):
        return Hook(report=Report(str(payload["messageId"]), _TOLD[event], problem=_reason(event)))
    return Hook()


def inbox(found: Sequence[object], ours: str) -> list[Raw]:
    """What the phone's inbox holds, oldest first."""
    listed = sorted(_listed(found), key=lambda one: instant(one.get("createdAt")) or _EVER)
    raws = (raw(one.get("sender"), one.get("createdAt"), one.get("contentPreview"), ours) for one in listed)
    return [one for one in raws if one is not None]


def newest(found: Sequence[object]) -> datetime | None:
    """When the newest SMS came, by the phone's clock."""
    return max(filter(None, (instant(one.get("createdAt")) for one in _listed(found))), default=None)


def _listed(found: Sequence[object]) -> list[Json]:
    return [one for one in found if isinstance(one, dict)]


def raw(sender: object, at: object, text: object, ours: str) -> Raw | None:
    """The row that keeps an SMS, its lane no number; None where nobody can be answered."""
    who = number(sender, ours)
    if not who or who == number(ours, ours):
        return None
    said = text.replace("\0", "").encode(errors="ignore").decode() if isinstance(text, str) else ""
    told = instant(at)
    stamp = f"{told.timestamp():.3f}" if told else str(at)
    key = _hash(f"{who}\n{stamp}\n{said}")
    body = json.dumps({"from": who, "at": stamp, "text": said})
    return Raw(CHANNEL, key, _hash(who), body)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def number(sender: object, ours: str) -> str:
    """The number with its country's code; `""` for a name or a short code."""
    told = _SIGNS.sub("", str(sender or ""))
    if not _DIGITS.fullmatch(told):
        return ""
    digits = told.removeprefix("+").lstrip("0") if told.startswith("00") else told.removeprefix("+")
    if len(digits) == LOCAL_DIGITS and not told.startswith("+"):
        digits = ours[:-LOCAL_DIGITS] + digits
    return f"+{digits}" if len(digits) >= SHORTEST_NUMBER else ""


def instant(at: object) -> datetime | None:
    """ISO 8601 with its zone."""
    try:
        told = datetime.fromisoformat(str(at))
    except ValueError:
        return None
    return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)


def state(body: object) -> Told | Literal["waits", ""]:
    """What the phone says of one of our messages: how far it got; `waits` while it is still to go."""
    if not isinstance(body, dict) or not isinstance(body.get("recipients"), list):
        return ""
    return _furthest(str(one.get("state")) for one in body["recipients"] if isinstance(one, dict))


def _furthest(states: Iterable[str]) -> Told | Literal["waits"]:
    found = set(states)
    return next((told for name, told in _STATES.items() if name in found), "waits")


def _reason(event: str) -> str:
    """The phone's own words name numbers: what it was is enough."""
    return "sms" if event == "sms:failed" else ""


def happened(body: str, received_at: datetime) -> Happened:
    """What a stored SMS says. Raises `Unreadable`."""
    try:
        kept = json.loads(body)
        who, text = str(kept["from"]), str(kept["text"])
    except (ValueError, KeyError, TypeError):
        raise Unreadable("no es un SMS") from None
    try:
        said_at = datetime.fromtimestamp(float(kept["at"]), UTC)
    except (ValueError, KeyError, OverflowError, OSError):
        said_at = received_at
    return Happened(who, Said(opened(text)), said_at)
