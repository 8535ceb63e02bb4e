"""Texts as somebody hostile, or only careless, might type them, and whether somebody else reads them as typed."""

from __future__ import annotations

from random import Random

from bot.core.text.layout import units
from bot.core.text.wording import visible

PIECES = (
    "\u202e", "\u202d", "\u2066", "\u2067", "\u2069", "\u200f", "\u061c", "\u200b", "\u200d", "\ufeff", "\u00ad",
    "\u2028", "\u2029", "\u3164", "\u2800", "\u034f", "<b>", "</b>", "<b", "&amp;", "&#x202e;", "&", "_*[", "](x)",
    "`", "```", "||", "~", "*", "__", "\\", "{0}", "{name}", "%s", "${x}", "💧", "👩\u200d🌾", "🇵🇪", "❤\ufe0f",
    "👍🏽", "á",
    "e\u0301", "Z\u0351\u036b\u0343\u036a\u0302", "ñ", "ã", "\u0627", "שלום", "中", "\U0001d504", "ﷺ", " ", "  ", "\n",
    "\n\n", "\r\n", "\t", "\v", "\x01", "\x07", "\x1b[31m", "\x7f", "\x85", "..", "...", ".", "«", "»", "'", '"',
    "--", ";", "%", "queso", "¿cuánto?", "si", "/", "@", "#", "0", "\x00",
)  # fmt: skip

QUIET = tuple(piece for piece in PIECES if not {*"@0123#./-"} & {*piece})
"""Nothing of a number or of a link: however long, it is carried between a learner and a teacher."""


def drawn(chance: Random) -> str:
    """One text as somebody hostile, or only careless, might type it."""
    most = chance.choice((1, 3, 10, 40, 200, 900, 900, 2200))
    known = chance.choice((PIECES, QUIET))
    pieces = [chance.choice(known) if chance.random() < 0.8 else _anything(chance) for _ in range(most)]
    return "".join(pieces) * chance.choice((1, 1, 1, 1, 5)) or "x"


def _anything(chance: Random) -> str:
    """Any character that is no half of a pair."""
    code = chance.randrange(0x110000 - 0x800)
    return chr(code if code < 0xD800 else code + 0x800)


def fits(text: str, most: int) -> str:
    """As much of it as an app lets somebody type."""
    while units(text) > most:
        text = text[: len(text) - max(1, (units(text) - most) // 2)]
    return text


# --- as typed ---------------------------------------------------------------------------------------------


def seen(text: str) -> str:
    """What there is to see of it, blanks left out."""
    return "".join(letter for letter in text if visible(letter))


def squeezed(text: str) -> str:
    return "".join(text.split())


def as_typed(text: str, heard: list[str]) -> bool:
    """Whether somebody reads it as it was typed: letter by letter, or in parts with nothing unseen at the cuts."""
    wanted = squeezed(text)
    return any(wanted in squeezed(one) for one in heard) or seen(text) in seen("".join(heard))
