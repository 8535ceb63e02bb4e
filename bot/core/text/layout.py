"""Fits an answer to a channel's limits: one `Answer` becomes the messages of one or more carrier calls.

Lengths count UTF-16 units, as Telegram does. Nothing that can be seen is ever cut off: a long text becomes several
messages, the buttons stay under the last.
"""

from __future__ import annotations

import unicodedata
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.core.reply import LETTERS, Answer, Ask, Document, Follow, Photo, Prompt, Remove, Retire, Say, Scan
from bot.core.text.wording import visible

QUESTION_ROOM = 200
"""Units that a message with buttons leaves free: for the learner's name before it, and the choice behind it later."""
NAME_ROOM = 64
"""Where nothing is edited afterwards, the name alone needs room."""
CLUSTER_LONGEST = 16
"""How far back a cut looks for the beginning of a letter with its marks, or of a joined emoji."""
_JOINER = "\u200d"
CHOSEN = "\n\n✓ "
"""Stands before the choice where a question is told again whole, its buttons gone."""
SCANNED = "qr:"
"""What a document's name begins with that is a picture of the link with the token after it."""


class Limits(Struct, frozen=True):
    """What one message of a channel holds: text in UTF-16 units, whether sent buttons can be edited away, and files.

    Where messages carry `retires`, a new one takes the buttons of before away by itself, without a call for it.
    `removes` is how old a message may be that is taken away (None: none can be). Where there are no `buttons`, their
    letters and labels stand in the text, and are typed. `called` is what people call the channel. A text with buttons
    may be shorter (`asked`; 0: as long), and so is what stands under a file (`caption`). Where messages cost, as few
    as can be are sent (`thrifty`). After `silent_days` without a word nobody knows who has the number.
    """

    text: int = 4096
    edits: bool = True
    files: bool = True
    retires: bool = False
    removes: timedelta | None = None
    buttons: bool = True
    called: str = ""
    asked: int = 0
    caption: int = 1024
    thrifty: bool = False
    silent_days: int = 90

    @property
    def question(self) -> int:
        """How long a text with buttons may be, whoever it is for."""
        most = min(self.asked or self.text, self.text)
        return most - (QUESTION_ROOM if self.edits else NAME_ROOM)


class Laid(Struct, frozen=True):
    """One carrier call. `asks` marks the message that carries the prompt's buttons.

    `follows` is the prompt that was tapped, `above` what stands there by now: where the carrier edits, the question
    with the chosen option, and `text` is written under it. `worded` says that the buttons stand in the text.
    """

    text: str
    asks: Ask | None = None
    retires: str = ""
    document: str = ""
    media: str = ""
    follows: str = ""
    above: str = ""
    worded: bool = False

    @property
    def buttons(self) -> tuple[tuple[str, str], ...]:
        """(letter, label) in order."""
        asks = None if self.worded else self.asks
        return tuple((LETTERS[n], choice.label) for n, choice in enumerate(asks.choices)) if asks else ()


def lay_out(answer: Answer, limits: Limits, to: str = "", link: str = "") -> tuple[Laid, ...]:
    """The messages of an answer; `to` names the learner where several people share the address.

    Where a file cannot be carried, that is said with the `link` at which it is found.
    """
    match answer:
        case Retire():
            return (_retired(answer, limits),) if limits.edits else ()
        case Follow():
            return _following(answer, to, limits)
        case Document() | Scan() | Photo() if not limits.files:
            return _without_file(answer, limits, to, link)
        case Document():
            return _under(Laid(_addressed(answer.ask.text, to), asks=answer.ask, document=answer.name), limits)
        case Scan():
            named = f"{SCANNED}{answer.token}"
            return _under(Laid(_addressed(answer.ask.text, to), asks=answer.ask, document=named), limits)
        case Photo():
            return _under(Laid(_addressed(answer.text, to), media=answer.media), limits)
        case Say() | Remove():
            said = answer.text if isinstance(answer, Say) else answer.instead
            return tuple(Laid(part) for part in split(_addressed(said, to), limits.text))
        case Ask():
            first, *more = _asked(answer, limits)
            *before, last = (_addressed(first, to), *more)
            return (*(Laid(part) for part in before), Laid(last, asks=answer, worded=not limits.buttons))


def _under(laid: Laid, limits: Limits) -> tuple[Laid, ...]:
    """The file with the end of its text, and what is too long for a caption before it."""
    *before, last = split(laid.text, limits.caption)
    return (*(Laid(part) for part in before), replace(laid, text=last))


def _without_file(answer: Document | Scan | Photo, limits: Limits, to: str, link: str) -> tuple[Laid, ...]:
    """What is said in the place of a file, and where it is."""
    if isinstance(answer, Photo):
        return lay_out(Say(_with(answer.text, link)), limits, to)
    words = answer.instead if isinstance(answer, Document) else answer.ask.text
    return lay_out(replace(answer.ask, text=_with(words, link)), limits, to)


def _with(text: str, link: str) -> str:
    return f"{text}\n{link}" if link else text


def _addressed(text: str, to: str) -> str:
    return f"{to}\n{text}" if to else text


def _asked(ask: Ask, limits: Limits) -> list[str]:
    """A question's parts, whoever it is for: the last one, which has the buttons, is the same when it is retired."""
    return split(ask.text if limits.buttons else _in_words(ask), limits.question)


def _in_words(ask: Ask) -> str:
    """The question with its buttons below; the options of a lettered one stand there already."""
    lines = [
        f"{letter}. {choice.label}" for letter, choice in zip(LETTERS, ask.choices, strict=False) if not choice.words
    ]
    return "\n".join([ask.text, *lines])


def _retired(answer: Retire, limits: Limits) -> Laid:
    last = _asked(answer.prompt.ask, limits)[-1]
    told = "" if answer.typed and limits.retires else _chosen(answer.prompt, answer.chosen)
    return Laid(f"{last}{told}", retires=answer.prompt.id)


def _following(answer: Follow, to: str, limits: Limits) -> tuple[Laid, ...]:
    first, *more = lay_out(answer.then, limits, to)
    if limits.retires:
        along = replace(first, follows=answer.prompt.id, above=_chosen(answer.prompt, answer.chosen))
        return (along, *more)
    written = _written_under(answer, to, limits) if limits.edits else None
    return (first, *more) if written is None else (written,)


def _written_under(answer: Follow, to: str, limits: Limits) -> Laid | None:
    """The verdict under its question, in the question's own message; None where it is none, or does not fit."""
    ask, then = answer.prompt.ask, answer.then
    if ask.quiz is None or not isinstance(then, Ask) or then.quiz is not None:
        return None
    first, *more = _asked(ask, limits)
    above = f"{more[-1] if more else _addressed(first, to)}{_chosen(answer.prompt, answer.chosen)}"
    if units(f"{above}\n\n{_addressed(then.text, to)}") > limits.text:
        return None
    return Laid(then.text, asks=then, follows=answer.prompt.id, above=above)


def _chosen(prompt: Prompt, letter: str) -> str:
    choice = prompt.choice(letter)
    return f"{CHOSEN}{choice.label}" if choice else ""


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
