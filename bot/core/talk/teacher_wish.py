"""«A mi profe»: a learner who wrote something grave may wish that a teacher hears of it, never of the words.

It is not offered where somebody of the school may be meant, nor after 90 days of silence, when nobody knows who has
the phone. It takes a second tap, and the name of whom: one tap by anybody on that phone told every teacher.
"""

from __future__ import annotations

from bot.core import phrase
from bot.core.effect import CaseSaid
from bot.core.event import AlertTold
from bot.core.reply import AT_ONCE, Ask, Cause, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import lettered_list
from bot.core.text.names import LABEL_LONGEST


def wished(scene: Scene, alert: str, context: Context) -> Turn | None:
    """«A mi profe»: first whom; None for an alert that was not raised here."""
    if not _here(scene, alert):
        return None
    names = scene.cohort.teachers if scene.cohort else ()
    if len(names) == 1 and len(names[0]) <= LABEL_LONGEST:
        only = Choice(names[0], "grave.which", f"{alert}:{names[0]}")
        return scene.turn(Ask(context.t(phrase.WHICH_TEACHER), (only,)), post=AT_ONCE)
    named = [(name, f"{alert}:{name}") for name in names]
    return scene.turn(lettered_list.lettered(context.t(phrase.WHICH_TEACHER), "grave.which", named), post=AT_ONCE)


def which(scene: Scene, argument: str, context: Context) -> Turn | None:
    """Whom, and now whether really."""
    alert, _, name = argument.partition(":")
    if not _here(scene, alert):
        return None
    choices = (
        Choice(context.t(phrase.YES_TELL), "grave.tell", argument),
        Choice(context.t(phrase.NOBODY_ELSE), "grave.nobody", alert),
    )
    return scene.turn(Ask(context.t(phrase.TELL_TEACHER, teacher=name), choices), post=AT_ONCE)


def tell(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Sí, avísale»: only now, and still without the words."""
    alert, _, name = argument.partition(":")
    if not _here(scene, alert):
        return None
    ask = Ask(context.t(phrase.TEACHER_WILL_HEAR, teacher=name), (Choice(context.t(phrase.CONTINUE), "grave.on"),))
    at = scene.conversation.alarm.at if scene.conversation.alarm else 0
    wish = Cause(AlertTold(alert, "wished", name=name), key=f"wished:{alert}:{at}:{name}")
    said = CaseSaid(scene.the_learner().id, "wished") if scene.learner else None
    return scene.turn(ask, writes=(said,) if said else (), causes=(wish,), post=AT_ONCE)


def _here(scene: Scene, alert: str) -> bool:
    """Whether the alert was raised here, and no later word spoke of the school."""
    alarm = scene.conversation.alarm
    return alarm is not None and alarm.alert == alert and not alarm.school
