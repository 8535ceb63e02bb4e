"""Drills: an invented message, scam or honest, labelled as a drill, what to do with it, and what gave it away."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from bot.core import phrase
from bot.core.people import Learner
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.state import Returning
from bot.core.talk import quiz_item
from lessons_es.schema import Drill

RETURNS = (timedelta(weeks=2), timedelta(weeks=4), timedelta(weeks=8))
"""How long after an answer a drill that was missed comes again."""


def next_drill(learner: Learner, context: Context) -> Drill | None:
    """The first drill not done yet."""
    return next((drill for drill in context.course.drills if drill.id not in learner.progress.done), None)


def returned(learner: Learner, context: Context) -> list[Drill]:
    """Those that were missed and are to come again by now, the one that waits longest first."""
    today_ = context.today(learner.cohort).isoformat()
    waiting = sorted((again.day, name) for name, again in learner.progress.returning.items() if again.day <= today_)
    return [drill for _, name in waiting if (drill := context.course.drill(name))]


def after(returning: dict[str, Returning], name: str, today: date, *, right: bool) -> dict[str, Returning]:
    """What comes back after a drill was answered: what was missed, three times, whatever is answered then."""
    others = {one: again for one, again in returning.items() if one != name}
    before = returning.get(name)
    if before is None:
        return others if right else {**others, name: Returning((today + RETURNS[0]).isoformat())}
    if today.isoformat() < before.day:
        return returning
    times = before.times + 1
    if times >= len(RETURNS):
        return others
    return {**others, name: Returning((today + RETURNS[times]).isoformat(), times)}


def begin(scene: Scene, argument: str, context: Context) -> Turn:
    """`simulacro`: the one that was offered, the open one, the next one, or the first again."""
    drills = context.course.drills
    if not drills:
        return scene.then()
    learner = scene.the_learner()
    drill = context.course.drill(argument or learner.progress.drill) or next_drill(learner, context) or drills[0]
    return show(scene, drill, context)


def show(scene: Scene, drill: Drill, context: Context) -> Turn:
    """The message as it would look, and what to do."""
    there = scene.progressed(replace(scene.the_learner().progress, drill=drill.id))
    lead = context.t(phrase.DRILL, sender=drill.sender, message=drill.message, question=drill.item.question)
    return there.turn(quiz_item.asked_once(there, drill.item, lead, "drill.answer", context))


def answer(scene: Scene, letter: str, context: Context) -> Turn | None:
    """What the choice would have meant, the signs, and what to do when it has happened; None for an older one."""
    progress, quiz = scene.the_learner().progress, scene.prompt.ask.quiz if scene.prompt else None
    drill = context.course.drill(progress.drill)
    if drill is None or quiz is None or quiz.item != drill.item.id:
        return None
    today_ = context.today(scene.cohort).isoformat()
    returning = after(progress.returning, drill.id, context.today(scene.cohort), right=letter == quiz.right)
    done = scene.progressed(replace(progress, drill="", done={drill.id: today_, **progress.done}, returning=returning))
    signs = "\n".join(f"- {sign}" for sign in drill.signs)
    told = phrase.DRILL_HONEST if drill.honest else phrase.DRILL_SIGNS
    text = context.t(told, verdict=quiz_item.explained(quiz, letter), signs=signs, afterwards=drill.afterwards)
    choices = (
        Choice(context.t(phrase.CONTINUE), "today.start"),
        Choice(context.t(phrase.ANOTHER_DRILL), "drill.begin"),
    )
    return done.turn(Ask(text, choices)).adding(quiz_item.graded(scene, letter, "drill", context))
