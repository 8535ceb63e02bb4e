"""Fits an answer to a channel's limits: one `Answer` becomes the messages of one or more carrier calls.

Lengths count UTF-16 units, as Telegram does. Nothing that can be seen is ever cut off: a long text becomes several
messages, the buttons stay under the last.
"""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from bot.core.reply import LETTERS, Answer, Ask, Document, Photo, Retire, Say, Scan
from bot.core.text.wording import visible

QUESTION_ROOM = 200
"""Units that a message with buttons leaves free: for the learner's name before it, and the choice behind it later."""
CLUSTER_LONGEST = 16
"""How far back a cut looks for the beginning of a letter with its marks, or of a joined emoji."""
_JOINER = "\u200d"
SCANNED = "qr:"
"""What a document's name begins with that is a picture of the link with the token after it."""


class Limits(Struct, frozen=True):
    """What one message of a channel holds: text in UTF-16 units, whether sent buttons can be edited away, and files."""

    text: int = 4096
    edits: bool = True
    files: bool = True


LIMITS = {
    "telegram": Limits(),  # https://core.telegram.org/bots/api#sendmessage
    "web": Limits(),
    "screen": Limits(),
    "console": Limits(edits=False),
}


class Laid(Struct, frozen=True):
    """One carrier call. `asks` marks the message that carries the prompt's buttons."""

    text: str
    asks: Ask | None = None
    retires: str = ""
    document: str = ""
    media: str = ""

    @property
    def buttons(self) -> tuple[tuple[str, str], ...]:
        """(letter, label) in order."""
        return tuple((LETTERS[n], choice.label) for n, choice in enumerate(self.asks.choices)) if self.asks else ()


def lay_out(answer: Answer, channel: str, to: str = "", limits: Limits | None = None) -> tuple[Laid, ...]:
    """The messages of an answer; `to` names the learner where several people share the address."""
    limits = limits or LIMITS.get(channel, Limits())
    match answer:
        case Retire():
            return (_retired(answer, limits),) if limits.edits else ()
        case Document() if not limits.files:
            return (Laid(_addressed(answer.instead, to)),)
        case Document():
            return (Laid(_addressed(answer.ask.text, to), asks=answer.ask, document=answer.name),)
        case Scan():
            return (Laid(_addressed(answer.ask.text, to), asks=answer.ask, document=f"{SCANNED}{answer.token}"),)
        case Photo():
            return (Laid(_addressed(answer.text, to), media=answer.media),)
        case Say():
            return tuple(Laid(part) for part in split(_addressed(answer.text, to), limits.text))
        case Ask():
            first, *more = _asked(answer, limits)
            *before, last = (_addressed(first, to), *more)
            return (*(Laid(part) for part in before), Laid(last, asks=answer))


def _addressed(text: str, to: str) -> str:
    return f"{to}\n{text}" if to else text


def _asked(ask: Ask, limits: Limits) -> list[str]:
    """A question's parts, whoever it is for: the last one, which has the buttons, is the same when it is retired."""
    return split(ask.text, limits.text - QUESTION_ROOM)


def _retired(answer: Retire, limits: Limits) -> Laid:
    choice = answer.prompt.choice(answer.chosen)
    last = _asked(answer.prompt.ask, limits)[-1]
    return Laid(f"{last}\n\n✓ {choice.label if choice else ''}", retires=answer.prompt.id)


def split(text: str, most: int) -> list[str]:
    """The text in parts of at most `most` UTF-16 units, cut at a line or a space where there is one.

    A part in which there is nothing to see is left out: a carrier would refuse it.
    """
    parts: list[str] = []
    while units(text) > most:
        end = _fitting(text, most)
        cut = max(text.rfind("\n", 1, end), text.rfind(" ", 1, end))
        cut = cut if cut > 0 else _between_letters(text, end)
        parts.append(text[:cut])
        text = text[cut:].lstrip("\n ")
    parts.append(text)
    return [part for part in parts if visible(part)] or parts[:1]


def units(text: str) -> int:
    """UTF-16 units: an emoji counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fitting(text: str, most: int) -> int:
    """How many leading characters fit."""
    end = min(len(text), most)
    while units(text[:end]) > most:
        end -= max(1, (units(text[:end]) - most) // 2)
    return end


def _between_letters(text: str, end: int) -> int:
    """The nearest place before `end` that is not inside a letter with its marks, or a joined emoji."""
    for at in range(end, max(end - CLUSTER_LONGEST, 1), -1):
        joined = unicodedata.category(text[at]) in {"Mn", "Mc", "Me"} or _JOINER in text[at - 1 : at + 1]
        if not joined:
            return at
    return end
