"""What is kept of learners' questions, their answers, and searches that found nothing."""

from __future__ import annotations

from bot.core import effect as e
from bot.ports.moment import Moment
from bot.store.rows import epoch
from bot.store.shelves import Shelves


def asked(book: Shelves, effect: e.Asked, at: Moment) -> None:
    book.rows.write(
        "add_question",
        id=effect.question,
        learner=effect.learner,
        cohort=effect.cohort,
        text=effect.text,
        address=at.address.id if at.address else None,
        now=epoch(at.now),
    )


def answered(book: Shelves, effect: e.Answered, at: Moment) -> None:
    """The first answer counts."""
    values = {"answer": effect.text, "teacher": effect.teacher}
    book.rows.write("answer_question", id=effect.question, now=epoch(at.now), **values)


def answer_seen(book: Shelves, effect: e.AnswerSeen, at: Moment) -> None:
    book.rows.write("see_answer", id=effect.question, now=epoch(at.now))


def missed(book: Shelves, effect: e.Missed, at: Moment) -> None:
    book.rows.write("add_miss", person=effect.person or None, text=effect.text, now=epoch(at.now))
