"""The learner's own key, asked where somebody else may hold the phone."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase
from bot.core.greeting_name import greeting_name
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn


def ask_key(scene: Scene, expects: str, context: Context) -> Turn:
    learner = scene.the_learner()
    asked = scene.conversing(replace(scene.conversation, expects=expects, about=learner.id))
    alone = phrase.KEY_PROVES if learner.progress.unproved else phrase.KEY_FIRST
    words = phrase.SCREEN_KEY_FIRST if scene.screen else alone
    text = context.t(words, name=greeting_name(learner, context))
    return asked.turn(Ask(text, (Choice(context.t(phrase.ERASE_NO_KEY), "account.no_key"),)))


def is_own_key(scene: Scene) -> bool:
    """Whether the words are the key of the learner who was asked for it."""
    learner = scene.the_learner()
    return scene.key_shown and scene.conversation.about == learner.id
