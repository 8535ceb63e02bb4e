"""What a teacher answered, said to the learner who asked."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import AnswerSeen
from bot.core.people import Cohort, Question
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn


def unread(scene: Scene, lead: str, context: Context) -> Turn:
    """The answers that waited for a learner who had no phone."""
    told = _told(scene.unread, scene.cohort, context)
    seen = tuple(AnswerSeen(question.id) for question in scene.unread)
    return scene.turn(replace(told, text=f"{lead}\n\n{told.text}"), writes=seen)


def _told(questions: tuple[Question, ...], cohort: Cohort | None, context: Context) -> Ask:
    texts = [_answer(one, cohort, context) for one in questions]
    labels = [context.t(phrase.REPORT_IT)]
    if len(questions) > 1:
        labels = [context.t(phrase.REPORT_N, n=n) for n, _ in enumerate(questions, 1)]
    choices = (
        Choice(context.t(phrase.CONTINUE), "today.proceed"),
        Choice(context.t(phrase.ASK_TEACHER), "ask.write"),
        *(Choice(label, "ask.report", one.id) for label, one in zip(labels, questions, strict=True)),
    )
    return Ask("\n\n".join(texts), choices)


def _answer(one: Question, cohort: Cohort | None, context: Context) -> str:
    """The answer, with who gave it: a teacher of the learner's is called so, and nobody else."""
    words = phrase.TEACHER_ANSWERS if cohort and one.answered_by in cohort.teachers else phrase.SOMEBODY_ANSWERS
    return context.t(words, teacher=one.answered_by, question=one.text, answer=one.answer)
