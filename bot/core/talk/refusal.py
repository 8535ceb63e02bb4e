"""What is said when words are not carried."""

from __future__ import annotations

from bot.core import phrase
from bot.core.reply import Ask
from bot.core.safety.contact_filter import withheld
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import composed_text

LONGEST = 1000
"""Characters of a question or an answer; a longer one is refused whole."""


def refusal(text: str, context: Context) -> str:
    """Why these words are not carried between a child and an adult; `""` when they are."""
    why = withheld(text)
    return context.t(phrase.HELD_NUMBER if why == "number" else phrase.HELD_LINK) if why else ""


def refused(scene: Scene, text: str, context: Context) -> Turn | None:
    """Why an answer does not leave: too long, or it holds what is not carried. None when it leaves."""
    too_long = composed_text.refused(scene, text.strip(), LONGEST, context)
    why = "" if too_long else refusal(text, context)
    return scene.turn(Ask(why, ())) if why else too_long
