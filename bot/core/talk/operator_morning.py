"""The operator's one message a day: what did not leave, which questions wait, when the last copy was made."""

from __future__ import annotations

from bot.core import phrase
from bot.core.event import OperatorMorning
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import classroom
from bot.core.talk.second_reading import EVERYTHING
from bot.core.text.wording import day_words, hour_words

SHOWN = 5


def told(scene: Scene, event: OperatorMorning, context: Context) -> Turn:
    """Three lines, and the questions that no teacher answered in three school days."""
    waiting = scene.passed[:SHOWN]
    lines = [context.t(phrase.GOOD_MORNING), _unsent(event, context), _copied(event, context)]
    lines.append(context.n(phrase.QUESTIONS_PASSED, len(scene.passed)) if waiting else context.t(phrase.NONE_PASSED))
    lines += [
        context.t(phrase.PASSED_LINE, n=n, name=question.name, text=question.text)
        for n, question in enumerate(waiting, 1)
    ]
    choices = [
        Choice(context.t(phrase.ANSWER_N, n=n), "second.answer", question.id) for n, question in enumerate(waiting, 1)
    ]
    choices.append(Choice(context.t(phrase.EXCHANGES), "words.all", EVERYTHING))
    return scene.turn(Ask("\n".join(lines), tuple(choices)), post=classroom.held(None, context))


def _unsent(event: OperatorMorning, context: Context) -> str:
    return context.n(phrase.UNSENT, event.unsent) if event.unsent else context.t(phrase.ALL_SENT)


def _copied(event: OperatorMorning, context: Context) -> str:
    if not event.copied_at:
        return context.t(phrase.NO_COPY)
    local = context.local(event.copied_at, context.zone(None))
    when = {"day": day_words(local.date()), "hour": hour_words(local.hour * 60 + local.minute)}
    return context.t(phrase.LAST_COPY, **when)
