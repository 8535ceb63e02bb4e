"""The second adult has what a teacher left for three school days, and sees where one takes no more questions."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import Answered
from bot.core.event import QuestionAnswered, QuestionPassedOn, QuestionsPaused
from bot.core.reply import Ask, Cause, Choice, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import allowance
from bot.core.talk import classroom, held_words, refusal
from bot.core.text.wording import day_words


def passed_on(scene: Scene, event: QuestionPassedOn, context: Context) -> Turn:
    """Three school days without an answer: the learner is told, as the day's message, where she asked.

    The second adult reads it in the morning.
    """
    asked = scene.question
    if asked is None or asked.answer or scene.learner is None or scene.learner.id != asked.learner:
        return scene.turn()
    taken = allowance.taken(scene.learner, "passed", context)
    if taken is None:
        return allowance.put_off(scene, "passed", event, context)
    ask = Ask(
        context.t(phrase.QUESTION_PASSED, question=asked.text),
        (Choice(context.t(phrase.CONTINUE), "today.proceed"),),
    )
    return scene.progressed(taken).turn(ask, post=classroom.held(scene.cohort, context))


def answer(scene: Scene, argument: str, context: Context) -> Turn | None:
    """What is typed next is the answer."""
    asked = scene.question
    if asked is None or asked.answer:
        return scene.turn(Say(context.t(phrase.ANSWERED_ALREADY)))
    here = scene.conversing(replace(scene.conversation, expects="second.answer", about=argument))
    return here.turn(Ask(context.t(phrase.WRITE_ANSWER, name=asked.name), ()))


def answered(scene: Scene, text: str, context: Context) -> Turn | None:
    """The second adult's answer goes to the learner."""
    asked = scene.question
    if "operator" not in scene.roles or classroom.elsewhere(text) or not text.strip():
        return None
    done = scene.conversing(replace(scene.conversation, expects="", about=""))
    if asked is None or asked.answer:
        return done.turn(Say(context.t(phrase.ANSWERED_ALREADY)))
    refused = refusal.refused(scene, text, context)
    if refused:
        return refused
    if held_words.doubted(text, context):
        causes = held_words.read_first(scene, text.strip(), question=asked.id)
        return done.turn(Say(context.t(phrase.READ_FIRST)), causes=causes)
    write = Answered(asked.id, text.strip(), scene.conversation.speaker)
    cause = Cause(QuestionAnswered(asked.id, asked.learner), key=f"answered:{asked.id}")
    return done.turn(Say(context.t(phrase.ANSWER_SENT, name=asked.name)), writes=(write,), causes=(cause,))


def paused(scene: Scene, event: QuestionsPaused, context: Context) -> Turn:
    """The learner's document learns of it; the second adult sees it."""
    if event.person:
        day = day_words(date.fromisoformat(event.until), context.gettext)
        text = context.t(phrase.OPERATOR_SEES_PAUSE, teacher=event.teacher, name=event.name, group=event.group, day=day)
        return scene.turn(Say(text), post=classroom.held(None, context))
    if scene.learner is None:
        return scene.turn()
    return scene.progressed(replace(scene.learner.progress, no_questions_until=event.until)).turn()
