"""What a lesson day weighs on a phone's connection, in bytes, and what a month of it costs.

An estimate on the high side. The texts are what core says and `lay_out` lays out; around them stands what we
know of the protocols:

- Telegram: the Bot API's JSON stands for the MTProto object that the phone gets, which is smaller. MTProto 2.0
  adds about 76 bytes of envelope and padding and an acknowledgement of as much
  (https://core.telegram.org/mtproto/description); TCP and IPv4 add 52 bytes a packet, two packets a message.
- Page: the server-sent event as the page gets it, plus 22 bytes of TLS, 8 of chunking and two packets. A tap is
  a POST with a browser's headers. The stream says a line every 15 seconds, and opening the page is counted once
  a day with its files already in the browser.

`tests/megas` measures whole lesson days and holds this to what it finds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from msgspec import Struct

from bot.authoring import lesson_walk
from bot.authoring.lesson_walk import Step
from bot.core.reply import Answer, Ask, Follow, Prompt, Retire, Say
from bot.core.text.layout import CHOSEN, Laid, Limits, lay_out
from lessons_es.schema import Lesson

PACKETS_BYTES = 2 * 52
KB = 1024
MOST_A_DAY_BYTES = 30 * KB
SCHOOL_DAYS_A_MONTH = 22
REVIEWS_A_DAY = 5
SOLES_A_MB = 0.10
"""An assumption, no operator's tariff: a small recharge, on the dear side. `--price-per-mb` says another."""

_UUID = "0" * 36
_DAY_SHOWN, _HOUR_SHOWN = "Miércoles, 25 de noviembre de 2026", "10:00 p. m."


_SAID_BESIDE = 160
"""What a day may say more than the walk: a day by its name, the end of the course and its exam."""


class Wire(Struct, frozen=True):
    """One way to a phone: bytes around a message, of a tap, of opening the chat once a day, and of a minute in it."""

    limits: Limits
    around: int
    tap: int
    opening: int = 0
    minute: int = 0


TELEGRAM = Wire(Limits(), around=PACKETS_BYTES + 2 * 76, tap=PACKETS_BYTES + 2 * 76 + 300)
PAGE = Wire(Limits(retires=True), around=PACKETS_BYTES + 30, tap=2 * PACKETS_BYTES + 950, opening=8_100, minute=4 * 137)
WIRES = {"Telegram": TELEGRAM, "la página": PAGE}


class Weight(Struct, frozen=True):
    """Bytes of a lesson's day, and of one of its quiz items asked again as a review."""

    day: int
    review: int


def weigh(lesson: Lesson, wire: Wire) -> Weight:
    """The day of the lesson over one wire, the longest explanations chosen."""
    steps = lesson_walk.longest_day(lesson)
    asked = [place for place, step in enumerate(steps) if isinstance(step.answer, Ask) and step.answer.quiz]
    review = max((_bytes(steps[place : place + 2], wire) for place in asked), default=0)
    return Weight(_bytes(steps, wire) + _SAID_BESIDE + wire.opening + lesson.minutes * wire.minute, review)


def _bytes(steps: Iterable[Step], wire: Wire) -> int:
    total, before = 0, None
    for step in steps:
        laid = [message for answer in _after(before, step.answer) for message in lay_out(answer, wire.limits)]
        total += sum(len(body(message, wire)) + wire.around for message in laid)
        total += wire.tap if step.chosen else 0
        before = step
    return total


def _after(before: Step | None, answer: Ask | Say) -> list[Answer]:
    """The answer as it follows what was before it: a tap in one call; what was written, beside the buttons' end."""
    if before is None or not before.chosen or not isinstance(before.answer, Ask):
        return [answer]
    asked = Prompt(_UUID, "", "", before.answer, lesson_walk.NOW)
    if before.answer.quiz and before.answer.quiz.answers:
        return [answer] if answer == before.answer else [answer, Retire(asked, "", typed=True)]
    return [Follow(asked, before.chosen, answer)]


def body(message: Laid, wire: Wire) -> bytes:
    """The message as JSON of the Bot API, or as the page's server-sent event."""
    return _telegram(message) if wire is TELEGRAM else _page(message)


def _telegram(message: Laid) -> bytes:
    rows = [[{"text": label, "callback_data": f"v1:{_UUID}:{letter}"}] for letter, label in message.buttons]
    text = f"{message.above}\n\n{message.text}" if message.above else message.text
    values: dict[str, object] = {"chat_id": 10**10, "text": text, "link_preview_options": {"is_disabled": True}}
    if message.above:
        values["message_id"] = 10**5
    if rows:
        values["reply_markup"] = {"inline_keyboard": rows}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def _page(message: Laid) -> bytes:
    values: dict[str, object] = {"n": 10**5, "text": message.text, "day": _DAY_SHOWN, "time": _HOUR_SHOWN}
    if message.buttons:
        values |= {"prompt": _UUID, "buttons": message.buttons}
    if message.follows:
        values |= {"follows": _UUID, "taken": message.above.rpartition(CHOSEN)[2]}
    return f"id: {10**5}\ndata: {json.dumps(values, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


def month_bytes(weights: Iterable[Weight]) -> int:
    """A month of school days with a lesson and five reviews each, all of mean weight."""
    known = list(weights)
    reviews = [weight.review for weight in known if weight.review]
    day = sum(weight.day for weight in known) / max(1, len(known))
    review = sum(reviews) / max(1, len(reviews))
    return round(SCHOOL_DAYS_A_MONTH * (day + REVIEWS_A_DAY * review))
