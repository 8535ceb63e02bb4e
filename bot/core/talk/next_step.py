"""What is pending for whoever is here: the useful answer to anything that is not one."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase, role
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import cases, enrol, protection, quiz_item, teacher, today, trial, visits


def resume(scene: Scene, context: Context, lead: str = "") -> Turn:
    """The next step, under `lead`."""
    if scene.conversation.enrolling:
        return _led(enrol.resume(scene, context), lead)
    if scene.learner:
        return today.resume(scene, context, lead)
    if scene.teacher:
        return scene.turn(teacher.menu(scene, context, lead))
    if role.operator(scene):
        return scene.turn(visits.menu(scene, context, lead))
    if role.contact(scene) and not scene.conversation.trial:
        return cases.menu(scene, context, lead)
    if scene.conversation.trial:
        return _led(trial.resume(scene, context), lead)
    return enrol.stranger(scene, context, lead)


def _led(turn: Turn, lead: str) -> Turn:
    return replace(turn, answers=tuple(quiz_item.led(answer, lead) for answer in turn.answers)) if lead else turn


def after_grave(scene: Scene, _argument: str, context: Context) -> Turn:
    """After something grave: back to what was pending, whenever the person likes."""
    return resume(scene, context)


def mistaken(scene: Scene, alert: str, context: Context) -> Turn | None:
    """«No era eso»: back to the lesson, and the case says so; None for an alert that was not raised here."""
    if not protection.raised_here(scene, alert):
        return None
    here = protection.mistaken(scene, context)
    return protection.denied(resume(here, context, context.t(phrase.GRAVE_MISTAKE)), scene)


def not_that(scene: Scene, _argument: str, context: Context) -> Turn:
    """An adult says that nothing grave was meant: what comes next is believed."""
    return resume(protection.mistaken(scene, context), context, context.t(phrase.GRAVE_MISTAKE))
