"""What is said when words are not carried."""

from __future__ import annotations

from bot.core import phrase
from bot.core.safety.contact_filter import withheld
from bot.core.scene import Context

LONGEST = 1000
"""Characters of a question or an answer; a longer one is refused whole."""


def refusal(text: str, context: Context) -> str:
    """Why these words are not carried between a child and an adult; `""` when they are."""
    why = withheld(text)
    return context.t(phrase.HELD_NUMBER if why == "number" else phrase.HELD_LINK) if why else ""
