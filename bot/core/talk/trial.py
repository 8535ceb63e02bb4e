"""A lesson to try, without being enrolled: only the place is kept, nothing is graded into a memory."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import course_place, phrase
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.state import Place, Trial
from bot.core.talk import lesson, quiz_item
from bot.core.text.wording import listed


def opened(cohort: str, ticket: str) -> Trial:
    """The trial of a child whose paper is not signed yet."""
    return Trial(None, cohort, ticket)


def start(scene: Scene, _argument: str, context: Context) -> Turn:
    """The next lesson to try, or the one that is open."""
    trial = scene.conversation.trial or Trial()
    place = trial.place or Place(context.course.lessons[0].id, "card-1")
    if place.step == course_place.DONE:
        after = context.course.after(place.lesson) or context.course.lessons[0]
        place = Place(after.id, "card-1")
    return show(scene, place, context)


def show(scene: Scene, place: Place, context: Context) -> Turn:
    """One step of the tried lesson."""
    found = context.course.lesson(place.lesson) or context.course.lessons[0]
    place = Place(found.id, course_place.nearest(found, place.step))
    trial = replace(scene.conversation.trial or Trial(), place=place)
    there = scene.conversing(replace(scene.conversation, trial=trial))
    if place.step == course_place.DONE:
        return there.turn(_done(there, found.task, context))
    return there.turn(lesson.tried_step(found, place.step, "trial", context))


def step(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The button to the next step; None when the trial is elsewhere by now."""
    lesson_id, _, wanted = argument.partition(":")
    trial = scene.conversation.trial
    if trial is None or trial.place is None or trial.place.lesson != lesson_id:
        return None
    return show(scene, Place(lesson_id, wanted), context)


def answer(scene: Scene, letter: str, context: Context) -> Turn | None:
    """The chosen option's own explanation; nothing of it is stored."""
    quiz, trial = scene.prompt.ask.quiz if scene.prompt else None, scene.conversation.trial
    if quiz is None or trial is None or trial.place is None:
        return None
    found = context.course.lesson(trial.place.lesson)
    if found is None or quiz.item != f"{trial.place.lesson}-{trial.place.step}":
        return None
    then = course_place.following(found, course_place.nearest(found, trial.place.step))
    moved = scene.conversing(replace(scene.conversation, trial=replace(trial, place=Place(found.id, then))))
    text = quiz_item.verdict(quiz, letter, context, returns=False)
    return moved.turn(Ask(text, (Choice(context.t(phrase.NEXT), "trial.step", f"{found.id}:{then}"),)))


def _done(scene: Scene, task: str, context: Context) -> Ask:
    trial = scene.conversation.trial or Trial()
    text = context.t(phrase.TRIED_AS_STUDENT if scene.teacher or scene.roles else phrase.TRIAL_DONE)
    if trial.ticket:
        teachers = listed(list(scene.found.teachers), context.gettext) if scene.found else ""
        text = context.t(phrase.TRIAL_DONE_PAPERS, teacher=teachers, ticket=trial.ticket)
    return Ask(f"{task}\n\n{text}", (Choice(context.t(phrase.ANOTHER_TRIAL), "trial.start"),))


def resume(scene: Scene, context: Context) -> Turn:
    """Whoever tries a lesson and sends something else gets the open step again."""
    return start(scene, "", context)
