"""The quiz items that cost a class most, with what each option drew and what to say of the commonest wrong one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from bot.core.attempt import mark
from lessons_es.schema import Course, Option, QuizItem

LEAST = 5
"""So many first tries an item needs: fewer say nothing of it."""
MOST_SHOWN = 5
RIGHT_LETTER = "{correcta}"


class Chosen(Struct, frozen=True):
    """An option, and how many chose it; `share` in hundredths."""

    text: str
    count: int
    share: int
    right: bool


class HardItem(Struct, frozen=True):
    """An item as its lesson has it now; `say` explains the commonest wrong option (`""`: nobody chose one)."""

    question: str
    lesson: str
    tries: int
    options: tuple[Chosen, ...]
    say: str

    @property
    def right(self) -> int:
        """How many of a hundred were right."""
        return sum(option.share for option in self.options if option.right)


def hardest(tries: Sequence[tuple[str, str, str, int]], course: Course) -> list[HardItem]:
    """The items with the fewest right first tries, the hardest first; a form that the course has no more is no item."""
    by_form: dict[tuple[str, str], dict[str, int]] = {}
    for item, form, option, count in tries:
        by_form.setdefault((item, form), {})[option] = count
    found = []
    for (item, form), counts in by_form.items():
        known = course.item(item)
        shown = known[1].form(form) if known else None
        if known and shown and sum(counts.values()) >= LEAST:
            found.append(_item(shown, known[0].title, counts))
    return sorted(found, key=lambda one: (one.right, one.question))[:MOST_SHOWN]


def _item(item: QuizItem, lesson: str, counts: dict[str, int]) -> HardItem:
    total = sum(counts.values())
    chosen = [(option, counts.get(mark(option), 0)) for option in item.options]
    options = tuple(Chosen(option.text, n, round(100 * n / total), option.correct) for option, n in chosen)
    wrong = max(((n, option) for option, n in chosen if not option.correct), key=lambda pair: pair[0])
    return HardItem(item.question, lesson, total, options, _said(wrong[1]) if wrong[0] else "")


def _said(option: Option) -> str:
    """The option's own explanation, less the letter that it had in somebody's chat."""
    sentences = re.split(r"(?<=[.!?])\s+", option.explanation)
    return " ".join(sentence for sentence in sentences if RIGHT_LETTER not in sentence)
