"""Who enrols and does not know, or asks what it is for: why it is asked, and the question again."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase
from bot.core.reply import Ask
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import enrol
from bot.core.text import reading


def explained(scene: Scene, context: Context) -> Turn | None:
    """Why the pending question of an enrolment is asked; None for other words, or where nobody enrols."""
    words = scene.meaning.plain
    enrolling = scene.conversation.enrolling
    if enrolling and reading.asks_what(words):
        return _again_under(phrase.KNOWN_WHAT, scene, context)
    if not reading.asks_why(words) and not reading.wants_hint(words):
        return None
    if scene.learner and scene.conversation.expects == "enrol.hour":
        return scene.turn(_led(phrase.WHY_HOUR, enrol.hour_question(scene, context), context))
    if enrolling is None or scene.found is None or reading.asks_for_help(words):
        return None
    if enrolling.age_band and not enrolling.consented_at:
        again = enrol.consent_again(enrolling, context)
        if reading.wants_hint(words):
            again = replace(again, text=f"{context.t(phrase.CONSENT_IN_SHORT)}\n{context.t(phrase.DO_YOU_ACCEPT)}")
        return scene.turn(again)
    return _again_under(phrase.WHY_NAME if enrolling.consented_at else phrase.WHY_AGE, scene, context)


def _again_under(lead: str, scene: Scene, context: Context) -> Turn:
    return scene.turn(*enrol.resume(scene, context).led(context.t(lead)).answers)


def _led(lead: str, asked: Ask, context: Context) -> Ask:
    return Ask(context.t(lead), asked.choices)
