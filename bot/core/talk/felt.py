"""What a learner hears who tells a mood and nothing else."""

from __future__ import annotations

from bot.core import phrase
from bot.core.greeting_name import greeting_name
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import concern, today
from bot.core.text.moods import Mood


def answered(scene: Scene, mood: Mood, context: Context) -> Turn:
    """Sadness is listened to, weariness may rest; nobody is searched a lesson for it."""
    if mood == "sad":
        return concern.listened(scene, context)
    if mood == "weary":
        return today.later(scene, "", context)
    if mood == "bored":
        return scene.turn(_something_else(scene, context))
    words = phrase.GET_WELL if mood == "unwell" else phrase.WARM
    name = greeting_name(scene.the_learner(), context)
    return scene.then(context.t(words, name=name), "menu")


def _something_else(scene: Scene, context: Context) -> Ask:
    """A drill is short and different; the lesson stays beside it."""
    drill = Choice(context.t(phrase.PRACTISE_SCAMS), "drill.begin")
    return Ask(context.t(phrase.BORED), (drill, *today.menu(scene, context).choices[:2]))
