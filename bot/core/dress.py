"""Which form of a quiz item is shown: a review and the exam ask in another dress than the one seen last."""

from __future__ import annotations

from random import Random

from bot.core.state import Memory
from lessons_es.schema import QuizItem


def another(item: QuizItem, memory: Memory | None, chance: Random) -> QuizItem:
    """Any form but the last one seen; of who answered before forms were kept, that was the first."""
    if memory is None:
        return item
    seen = memory.form or item.content_hash
    others = [form for form in item.forms if form.content_hash != seen]
    return chance.choice(others) if others else item


def of_sitting(item: QuizItem, attempt: int, chance: Random) -> QuizItem:
    """The form of one sitting of the exam: `chance` is the learner's and the item's, and sittings go on from there."""
    return item.forms[(chance.randrange(len(item.forms)) + attempt) % len(item.forms)]
