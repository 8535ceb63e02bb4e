"""A learner opens their place, by the key or by a link: what waits for them there comes first."""

from __future__ import annotations

from bot.core import phrase
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import today, unread_answers


def opened(scene: Scene, lead: str, context: Context) -> Turn:
    """What is to be erased, answers not read yet, the phone that is missed; else where the learner was."""
    return waits(scene, lead, context) or _goes_on(scene, lead, context)


def waits(scene: Scene, lead: str, context: Context) -> Turn | None:
    """What nobody may miss; None when nothing waits."""
    if scene.the_learner().progress.erase_at:
        choices = (
            Choice(context.t(phrase.ERASE_NO), "account.keep"),
            Choice(context.t(phrase.CONTINUE), "today.proceed"),
        )
        return scene.turn(Ask(f"{lead}\n{context.t(phrase.ERASE_SOON)}", choices))
    read = scene.unread and not scene.the_learner().progress.frozen
    return unread_answers.unread(scene, lead, context) if read else None


def _goes_on(scene: Scene, lead: str, context: Context) -> Turn:
    if today.phone_is_missed(scene, context):
        return scene.then(lead, "menu")
    return scene.then(lead)
