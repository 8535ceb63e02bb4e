"""After 90 days of silence: whoever has the phone is listened to first, and then asked whether we talked before."""

from __future__ import annotations

from bot.core.event import Event, Tapped, words_of
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import concern, opt_out, phone_owner, protection, traces


def answer(scene: Scene, event: Event, context: Context) -> Turn:
    """What is grave is answered without a name, and so is a tap under that answer; else who has the phone."""
    words = words_of(event)
    if words and not concern.exempt(scene):
        urgent = concern.urgent(scene, words, scene.level, context)
        if urgent:
            return urgent
    left = opt_out.whoever(scene, context)
    if left:
        return left
    choice = _chosen(scene, event)
    if choice and choice.action == "grave.nobody":
        return protection.nobody(scene, choice.argument, context)
    if choice and choice.action == "grave.remove":
        return traces.removed(scene, context, _asked)
    if choice and choice.action == "grave.seek":
        return concern.sought(scene, choice.argument, context)
    if choice and choice.action == "grave.mistake":
        return protection.denied(_asked(protection.mistaken(scene, context), context), scene)
    return _asked(scene, context)


def _chosen(scene: Scene, event: Event) -> Choice | None:
    if isinstance(event, Tapped):
        return scene.prompt.choice(event.letter) if scene.prompt else None
    letter = scene.meaning.letter if scene.latest and not scene.latest.closed else ""
    return scene.latest.choice(letter) if letter and scene.latest else None


def _asked(scene: Scene, context: Context) -> Turn:
    """Who has the phone; «ayuda» brings the lines along."""
    asked: Ask = phone_owner.who_has_the_phone(context)
    return scene.turn(concern.with_lines(asked, context) if scene.meaning.command == "help" else asked)
