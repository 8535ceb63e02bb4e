"""«Esto no está bien»: a learner lets somebody who looks after learners read an announcement; its teacher never knows.

Of an announcement there is one case, named by it and by no learner, however many of them tap.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase
from bot.core.case import REPORT_STEPS, Of
from bot.core.effect import CaseOpened, CaseSaid
from bot.core.event import CaseStep
from bot.core.reply import Ask, Cause, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import protection


def more(scene: Scene, argument: str, context: Context) -> Turn:
    """«Más»: what else can be done with an announcement."""
    choices = (
        Choice(context.t(phrase.UNDERSTOOD), "announcement.read", argument),
        Choice(context.t(phrase.ASK_TEACHER), "ask.write"),
        Choice(context.t(phrase.NOT_RIGHT), "announcement.wrong", argument),
    )
    return scene.turn(Ask(context.t(phrase.WHAT_WITH_ANNOUNCEMENT), choices))


def wrong(scene: Scene, argument: str, context: Context) -> Turn:
    """«Esto no está bien»: whether somebody is told."""
    choices = (
        Choice(context.t(phrase.YES_REPORT), "announcement.tell", argument),
        Choice(context.t(phrase.NO), "announcement.fine"),
    )
    return scene.turn(Ask(context.t(phrase.TELL_OF_ANNOUNCEMENT), choices))


def fine(scene: Scene, _argument: str, context: Context) -> Turn:
    """«No»: nobody is told."""
    return scene.then(context.t(phrase.NOT_TOLD))


def tell(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Sí, avisa»: the announcement's case, opened or one line longer; the learner's name is in neither.

    None for what is no announcement.
    """
    if scene.announcement is None or scene.announcement.id != argument:
        return None
    of = Of(argument, "", scene.cohort.id if scene.cohort else "")
    run = int(context.now.timestamp())
    steps = (
        Cause(CaseStep(argument, what, run), context.now + wait, f"case:{what}:{argument}")
        for what, wait in REPORT_STEPS.items()
    )
    turn = scene.then(context.t(protection.reported(scene)))
    told = replace(turn, causes=(*turn.causes, *steps))
    return told.adding(CaseOpened(argument, "report", of), CaseSaid(argument, "announcement", argument))
