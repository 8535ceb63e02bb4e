"""[Preguntar a mi profe], only where there is somebody to ask."""

from __future__ import annotations

from bot.core import phrase
from bot.core.people import Learner
from bot.core.reply import Choice
from bot.core.scene import Context


def can_ask(learner: Learner | None) -> bool:
    """Whether the learner's group has a teacher, who has accepted them."""
    return learner is not None and learner.accepted and learner.cohort is not None and bool(learner.cohort.teachers)


def to_write(learner: Learner | None, context: Context) -> tuple[Choice, ...]:
    """The button under which a question is written; none where nobody could be asked."""
    return (Choice(context.t(phrase.ASK_TEACHER), "ask.write"),) if can_ask(learner) else ()


def about(text: str, learner: Learner | None, context: Context) -> tuple[Choice, ...]:
    """The button that carries what was asked: a later sentence is another question."""
    return (Choice(context.t(phrase.ASK_TEACHER), "ask.this", text),) if can_ask(learner) else ()
