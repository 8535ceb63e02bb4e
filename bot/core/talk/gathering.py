"""Where messages cost, what would be a tap on «Siguiente» is said at once: cards up to the next question, a verdict
with what follows it. A lesson day is four messages instead of ten; nothing that was asked is graded otherwise."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core.reply import Ask, Say, led
from bot.core.scene import Context, Scene, Turn
from bot.core.text.layout import Limits, units


def limits(scene: Scene, context: Context) -> Limits:
    """What one message of the channel holds."""
    return context.limits.get(scene.channel, Limits())


def thrifty(scene: Scene, context: Context) -> bool:
    """Whether messages cost where the learner is."""
    return limits(scene, context).thrifty


def before(turn: Turn, text: str, most: Limits) -> Turn:
    """The turn's first answer under the text; where both do not fit into one message, after it."""
    first, *more = turn.answers
    if isinstance(first, Ask):
        joined = led(first, text)
        if isinstance(joined, Ask) and units(joined.text) <= most.question:
            return replace(turn, answers=(joined, *more))
    return replace(turn, answers=(Say(text), *turn.answers))
