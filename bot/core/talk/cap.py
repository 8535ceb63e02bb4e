"""What messages cost: the operator hears when most is spent or a template stops, teachers when lessons do."""

from __future__ import annotations

from datetime import UTC

from bot.core import phrase
from bot.core.costs import REACHED, money
from bot.core.event import CostsReached, LessonsStopped, TemplateStopped
from bot.core.people import Cohort
from bot.core.reply import Post, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import quiet_hours
from bot.core.text.wording import listed


def told(scene: Scene, event: CostsReached, context: Context) -> Turn:
    """Once at 80 in 100, once when it is all: who is asked for money wants to know it before."""
    words = phrase.CAP_REACHED if event.part >= REACHED else phrase.CAP_NEAR
    channels = listed(event.channels, context.gettext)
    said = context.t(words, spent=money(event.spent), cap=money(event.cap), channels=channels)
    return scene.turn(Say(said), post=_in_the_morning(None, context))


def stopped(scene: Scene, event: LessonsStopped, context: Context) -> Turn:
    """A teacher hears why nothing comes; while the truck is there, lessons go on in it."""
    classes = scene.teacher.classes if scene.teacher else ()
    there = [one.cohort for one in classes if _truck_is_there(one.cohort, context)]
    words = phrase.LESSONS_STOPPED_TRUCK if there else phrase.LESSONS_STOPPED
    said = context.t(words, channels=listed(event.channels, context.gettext))
    return scene.turn(Say(said), post=_in_the_morning(there[0] if there else None, context))


def template_stopped(scene: Scene, event: TemplateStopped, context: Context) -> Turn:
    """What needs the template waits until the operator has mended it, or agreed to its price."""
    words = phrase.TEMPLATE_DEARER if event.why == "marketing" else phrase.TEMPLATE_STOPPED
    said = Say(context.t(words, template=event.template))
    return scene.turn(said, post=_in_the_morning(None, context))


def _truck_is_there(cohort: Cohort, context: Context) -> bool:
    return cohort.visit.arrives <= context.today(cohort) <= cohort.visit.departs


def _in_the_morning(cohort: Cohort | None, context: Context) -> Post:
    """Never by night; and not as what stops itself."""
    local = context.now.astimezone(context.zone(cohort))
    return Post("reply", quiet_hours.unhurried(local).astimezone(UTC))
