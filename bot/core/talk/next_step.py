"""What is pending for whoever is here: the useful answer to anything that is not one."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import role
from bot.core.scene import Context, Scene, Then, Turn
from bot.core.talk import cases, enrol, teacher_menu, today, trial, visits


def taken(turn: Turn, before: Scene, context: Context) -> Turn:
    """The turn with the words of its next step, in the language that the learner has after it."""
    while turn.then:
        scene = turn.then.scene.conversing(turn.conversation)
        if turn.progress and scene.learner:
            scene = scene.progressed(turn.progress)
        said = _said(scene, turn.then, _language(scene, before, context))
        turn = replace(
            turn,
            conversation=said.conversation,
            progress=said.progress,
            answers=(*turn.answers, *said.answers),
            writes=(*turn.writes, *said.writes),
            causes=(*turn.causes, *said.causes),
            then=said.then,
        )
    return turn


def _language(scene: Scene, before: Scene, context: Context) -> Context:
    old, new = before.learner, scene.learner
    return context.speaking(new.language) if old and new and old.language != new.language else context


def _said(scene: Scene, then: Then, context: Context) -> Turn:
    match then.step:
        case "onward":
            return today.proceed(scene, "", context)
        case "menu":
            return scene.turn(today.menu(scene, context, then.lead))
        case "teacher":
            return scene.turn(teacher_menu.menu(scene, context, then.lead))
        case "pending":
            return resume(scene, context, then.lead)


def resume(scene: Scene, context: Context, lead: str = "") -> Turn:
    """The next step, under `lead`."""
    if scene.conversation.enrolling:
        return enrol.resume(scene, context).led(lead)
    if scene.learner:
        return today.resume(scene, context, lead)
    if scene.teacher:
        return scene.turn(teacher_menu.menu(scene, context, lead))
    if role.operator(scene):
        return scene.turn(visits.menu(scene, context, lead))
    if role.contact(scene) and not scene.conversation.trial:
        return cases.menu(scene, context, lead)
    if scene.conversation.trial:
        return trial.resume(scene, context).led(lead)
    return enrol.stranger(scene, context, lead)
