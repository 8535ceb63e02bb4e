"""What is said when words are not carried."""

from __future__ import annotations

from bot.core import phrase
from bot.core.reply import Ask
from bot.core.safety.contact_filter import Why, withheld
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import composed_text, held_words

LONGEST = 1000
"""Characters of a question or an answer; a longer one is refused whole."""


def why(scene: Scene, text: str, context: Context) -> Why:
    """What the filter says of the words, after those that the same person was let say lately."""
    return withheld(text, context.numbers, scene.said_lately)


def refusal(scene: Scene, text: str, context: Context) -> str:
    """Why these words are not carried between a child and an adult; `""` when they are."""
    held = why(scene, text, context)
    if held == "network":
        return context.t(phrase.HELD_NETWORK if scene.learner else phrase.HELD_NETWORK_ADULT)
    return context.t(phrase.HELD_NUMBER if held == "number" else phrase.HELD_LINK) if held else ""


def refused(scene: Scene, text: str, context: Context, most: int = LONGEST) -> Turn | None:
    """Why words do not leave: too long, or they hold what is not carried. None when they leave."""
    too_long = composed_text.refused(scene, text.strip(), most, context)
    held = "" if too_long else refusal(scene, text, context)
    if not held:
        return too_long
    told = () if scene.learner else held_words.told(scene, text.strip())
    return scene.turn(Ask(held, ()), causes=told)
