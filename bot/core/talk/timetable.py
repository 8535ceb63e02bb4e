"""«¿Cuándo viene lo siguiente?»: what the plan has for the learner in the next three days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import takewhile

from bot.core import phrase
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import message_days, plan
from bot.core.schedule.plan import Kind, Occasion
from bot.core.talk import known_answer
from bot.core.text.wording import hour_words, sentence_case

DAYS = 3
_WHAT: dict[Kind, str] = {
    "farewell": phrase.COMES_FAREWELL,
    "not_gone": phrase.COMES_DATES,
    "moved": phrase.COMES_DATES,
    "age": phrase.COMES_QUESTION,
    "keeping": phrase.COMES_QUESTION,
    "check_in": phrase.COMES_QUESTION,
    "offer": phrase.COMES_LESSON,
    "nudge": phrase.COMES_LESSON,
    "piece": phrase.COMES_PIECE,
}


def show(scene: Scene, _argument: str, context: Context) -> Turn | None:
    """A line for each message of today and the days after it; where there is none, when the first one comes."""
    learner, today = scene.the_learner(), context.today(scene.cohort)
    if scene.phoneless or scene.cohort is None or learner.progress.paused_until > today.isoformat():
        return known_answer.answer(scene, "message", "", context)
    last = today + timedelta(days=DAYS)
    soon = takewhile(lambda one: _day(one, scene, context) <= last, plan.coming(learner, context))
    lines = [_line(one, scene, context) for one in soon if one.kind in _WHAT]
    if not lines:
        return known_answer.answer(scene, "message", "", context)
    choices = (
        Choice(context.t(phrase.CONTINUE), "today.proceed"),
        Choice(context.t(phrase.CHANGE_HOUR_LABEL), "account.hour"),
    )
    return scene.turn(Ask("\n".join([context.t(phrase.COMES), *lines]), choices))


def _day(occasion: Occasion, scene: Scene, context: Context) -> date:
    return occasion.at.astimezone(context.zone(scene.cohort)).date()


def _line(occasion: Occasion, scene: Scene, context: Context) -> str:
    """`Mañana, a las 7 p. m.: tu lección.`"""
    at = max(occasion.at, context.now).astimezone(context.zone(scene.cohort))
    day = message_days.when_words(at.date(), context.today(scene.cohort), context)
    what = context.t(_WHAT[occasion.kind])
    hour = hour_words(at.hour * 60 + at.minute, context.gettext)
    return context.t(phrase.COMES_LINE, day=sentence_case(day), hour=hour, what=what)
