"""What is kept of learners' questions, their answers, and searches that found nothing."""

from __future__ import annotations

from bot.core import effect as e
from bot.ports.moment import Moment
from bot.store.shelves import Shelves


def asked(book: Shelves, effect: e.Asked, at: Moment) -> None:
    asked_at = at.address.id if at.address else None
    book.add_question(effect.question, effect.learner, effect.cohort, effect.text, at.now, asked_at)


def answered(book: Shelves, effect: e.Answered, at: Moment) -> None:
    """The first answer counts."""
    book.answer_question(effect.question, effect.text, effect.teacher, at.now)


def answer_seen(book: Shelves, effect: e.AnswerSeen, at: Moment) -> None:
    book.see_answer(effect.question, at.now)


def missed(book: Shelves, effect: e.Missed, at: Moment) -> None:
    book.add_miss(effect.text, at.now, effect.person)
