"""One value that a learner keeps of a task: how it is asked, how it stands in a line, and where a lesson recalls it."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import kept, phrase
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.text.amount import signed
from lessons_es.schema import Lesson

VALUE = "plan.value"
ASKED = {
    "quien_compra": phrase.KEEP_WHO,
    "que_dia": phrase.KEEP_DAY,
    "costo_uno": phrase.KEEP_COST,
    "precio": phrase.KEEP_PRICE,
    "hechos": phrase.KEEP_MADE,
    "vendidos": phrase.KEEP_SOLD,
    "queda": phrase.KEEP_LEFT,
}
LINES = {
    "quien_compra": phrase.KEPT_WHO,
    "que_dia": phrase.KEPT_DAY,
    "costo_uno": phrase.KEPT_COST,
    "precio": phrase.KEPT_PRICE,
    "hechos": phrase.KEPT_MADE,
    "vendidos": phrase.KEPT_SOLD,
    "queda": phrase.KEPT_LEFT,
}


def shown(name: str, value: str, context: Context) -> str:
    """The line of one value."""
    words = signed(int(value)) if kept.KINDS[name] == "money" else value
    return context.t(LINES[name], value=words)


def recalled(scene: Scene, lesson: Lesson, context: Context) -> str:
    """What a lesson's card adds of the learner's own; `""` where nothing was kept or nobody proved who reads."""
    learner = scene.learner
    if learner is None or learner.progress.unproved:
        return ""
    values = learner.progress.kept
    lines = [shown(name, values[name], context) for name in lesson.uses if name in values]
    return context.t(phrase.KEPT_RECALLED, lines=" ".join(lines)) if lines else ""


def asked(scene: Scene, name: str, context: Context) -> Turn:
    """The task's answer, to be typed; who has none yet goes on."""
    waiting = scene.conversing(replace(scene.conversation, expects=VALUE, about=name))
    later = Choice(context.t(phrase.KEEP_NOT_NOW), "plan.later")
    return waiting.turn(Ask(context.t(ASKED[name]), (later,)))
