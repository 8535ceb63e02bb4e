"""The quiz items that cost most: first answers, each option's share, and the option's own words from the course.

In the numbers of a period an item is `hard:RANK:ITEM:CONTENT_HASH`: without a split how many answered, with `right` how
many well, with an option's hash how many chose it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from bot.core.attempt import mark
from bot.core.figures.definition import HARD_FROM, HARDEST
from bot.core.figures.record import Picked
from lessons_es.schema import RIGHT_LETTER, Course, Option

PREFIX, RIGHT = "hard:", "right"


class Chosen(Struct, frozen=True):
    """An option and how many chose it; text and explanation are empty where the course has it no more."""

    option: str
    n: int
    text: str = ""
    explanation: str = ""
    is_right: bool = False


class HardItem(Struct, frozen=True):
    """A quiz item with how many answered it first, and how many of them well; the commonest option first."""

    item: str
    content_hash: str
    answered: int
    right: int
    options: tuple[Chosen, ...]
    lesson: str = ""
    question: str = ""

    @property
    def commonest_wrong(self) -> Chosen | None:
        """What most chose of those who did not choose well; None where nobody did or it is not known."""
        return next((one for one in self.options if one.text and not one.is_right), None)


def hardest(picked: Iterable[Picked], course: Course, most: int = HARDEST) -> list[HardItem]:
    """The items of the course with the smallest share of good first answers, of those with enough of them."""
    return read(numbers(picked, most), course)


def numbers(picked: Iterable[Picked], most: int = HARDEST) -> dict[tuple[str, str], int]:
    """The hardest items as numbers of a period."""
    forms: dict[tuple[str, str], list[Picked]] = defaultdict(list)
    for one in picked:
        forms[one.item, one.content_hash].append(one)
    counted = []
    for form, options in forms.items():
        answered, right = sum(one.n for one in options), sum(one.n for one in options if one.right)
        if answered >= HARD_FROM and right < answered:
            counted.append((right / answered, form, answered, right, options))
    told: dict[tuple[str, str], int] = {}
    for rank, (_, (item, hashed), answered, right, options) in enumerate(sorted(counted, key=_order)[:most], 1):
        name = f"{PREFIX}{rank}:{item}:{hashed}"
        told |= {(name, ""): answered, (name, RIGHT): right}
        for one in options:
            told[name, one.option] = told.get((name, one.option), 0) + one.n
    return told


def _order(one: tuple[float, tuple[str, str], int, int, list[Picked]]) -> tuple[float, int, tuple[str, str]]:
    return one[0], -one[2], one[1]


def read(counted: Mapping[tuple[str, str], int], course: Course) -> list[HardItem]:
    """The items that the numbers tell of, the hardest first."""
    names = sorted((name for name, split in counted if name.startswith(PREFIX) and not split), key=_rank)
    return [_item(name, counted, course) for name in names]


def _rank(name: str) -> int:
    return int(name.split(":")[1])


def _item(name: str, counted: Mapping[tuple[str, str], int], course: Course) -> HardItem:
    _, _, item, hashed = name.split(":", 3)
    found = course.item(item)
    form = (found[1].form(hashed) or found[1]) if found else None
    texts = {mark(option): option for option in form.options} if form else {}
    options = [
        _chosen(split, n, texts.get(split), form.right.text if form else "")
        for (whose, split), n in counted.items()
        if whose == name and split not in {"", RIGHT}
    ]
    return HardItem(
        item,
        hashed,
        counted[name, ""],
        counted[name, RIGHT],
        tuple(sorted(options, key=lambda one: (-one.n, one.option))),
        found[0].title if found else "",
        form.question if form else "",
    )


def _chosen(hashed: str, n: int, option: Option | None, right: str) -> Chosen:
    """Without a letter: those that learners saw differ."""
    if option is None:
        return Chosen(hashed, n)
    return Chosen(hashed, n, option.text, option.explanation.replace(RIGHT_LETTER, f"«{right}»"), option.correct)
