"""Fits an answer to a channel's limits: one `Answer` becomes the messages of one or more carrier calls.

Lengths count UTF-16 units, as Telegram does. Nothing is ever cut off: a long text becomes several messages, the
buttons stay under the last.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.reply import LETTERS, Answer, Ask, Document, Photo, Retire, Say


@dataclass(frozen=True, slots=True)
class Limits:
    """What one message of a channel holds: text in UTF-16 units, and whether sent buttons can be edited away."""

    text: int = 4096
    edits: bool = True


LIMITS = {
    "telegram": Limits(),  # https://core.telegram.org/bots/api#sendmessage
    "web": Limits(),
    "console": Limits(edits=False),
}


@dataclass(frozen=True, slots=True)
class Laid:
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


def lay_out(answer: Answer, channel: str, to: str = "") -> tuple[Laid, ...]:
    """The messages of an answer; `to` names the learner where several people share the address."""
    limits = LIMITS.get(channel, Limits())
    match answer:
        case Retire():
            return (_retired(answer),) if limits.edits else ()
        case Document():
            return (Laid(_addressed(answer.text, to), document=answer.name),)
        case Photo():
            return (Laid(_addressed(answer.text, to), media=answer.media),)
        case Say() | Ask():
            *first, last = split(_addressed(answer.text, to), limits.text)
            return (*(Laid(part) for part in first), Laid(last, asks=answer if isinstance(answer, Ask) else None))


def _addressed(text: str, to: str) -> str:
    return f"{to}\n{text}" if to else text


def _retired(answer: Retire) -> Laid:
    choice = answer.prompt.choice(answer.chosen)
    return Laid(f"{answer.prompt.ask.text}\n\n✓ {choice.label if choice else ''}", retires=answer.prompt.id)


def split(text: str, most: int) -> list[str]:
    """The text in parts of at most `most` UTF-16 units, cut at a line or a space where there is one."""
    parts: list[str] = []
    while units(text) > most:
        end = _fitting(text, most)
        cut = max(text.rfind("\n", 1, end), text.rfind(" ", 1, end))
        cut = cut if cut > 0 else end
        parts.append(text[:cut])
        text = text[cut:].lstrip("\n ")
    return [*parts, text]


def units(text: str) -> int:
    """UTF-16 units: an emoji counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fitting(text: str, most: int) -> int:
    """How many leading characters fit."""
    end = min(len(text), most)
    while units(text[:end]) > most:
        end -= max(1, (units(text[:end]) - most) // 2)
    return end
