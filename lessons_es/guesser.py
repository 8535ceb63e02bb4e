"""Whether the right option shows by how the options are written: a guesser that never reads the question.

A naive Bayes over the words of the options. It learns from every file but one and guesses the items of that one;
questions, hints and explanations it never sees. Where it finds many more than chance, wrong options are written in
another way than right ones (they explain themselves, exaggerate, pay at once), and a learner sees that too.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from lessons_es.schema import Course, Option, QuizItem, folded

LESSONS, EXAM, OTHERS = "lecciones", "examen", "piezas y simulacros"
SMALLEST_KIND = 40
ABOVE_CHANCE = 0.09
"""What a kind of 40 items and more may be found above chance."""

_WORD = re.compile(r"[a-z]+|\d")


class Asked(Struct, frozen=True):
    """An item with its kind and the file in which it stands."""

    kind: str
    file: str
    item: QuizItem


class Guessed(Struct, frozen=True):
    """How many items of a kind are found, of how many, and the share that chance would find."""

    found: int
    items: int
    chance: float

    @property
    def share(self) -> float:
        return self.found / self.items

    @property
    def shows(self) -> bool:
        """Whether the right ones show; of a few items nobody can tell."""
        return self.items >= SMALLEST_KIND and self.share > self.chance + ABOVE_CHANCE


class _Counts(Struct):
    """How often each word stands in a right option, and in a wrong one."""

    right: Counter[str]
    wrong: Counter[str]

    def add(self, item: QuizItem) -> None:
        for option in item.options:
            (self.right if option.correct else self.wrong).update(_words(option))

    def dress(self, form: QuizItem) -> None:
        """One more form of the same item: a word that it has in common with the others counts once."""
        counts = _counts()
        counts.add(form)
        self.right |= counts.right
        self.wrong |= counts.wrong

    def take(self, other: _Counts) -> None:
        self.right += other.right
        self.wrong += other.wrong

    def without(self, other: _Counts) -> _Counts:
        return _Counts(self.right - other.right, self.wrong - other.wrong)


def asked(course: Course) -> Iterator[Asked]:
    """Every item with options to choose from; pieces and drills are one kind, since there are few of each.

    A message whose sentence is to be found is read to be judged by its words: that is no guess.
    """
    return (
        Asked(one.kind, one.file, form) for one in _every(course) for form in one.item.forms if form.shape == "choice"
    )


def _every(course: Course) -> Iterator[Asked]:
    for lesson in (*course.lessons, *course.graduate_pieces, *course.teacher_pieces):
        yield from (Asked(LESSONS if lesson.week else OTHERS, lesson.path, item) for item in lesson.items)
    yield from (Asked(EXAM, f"exam {entry.unit}", entry.item) for entry in course.exam)
    yield from (Asked(OTHERS, drill.path, drill.item) for drill in course.drills)


def found(items: Iterable[Asked]) -> Iterator[tuple[Asked, bool]]:
    """Each item, and whether the guesser finds its right option after learning from all the other files."""
    of_file: dict[str, _Counts] = defaultdict(_counts)
    everything, every = _counts(), tuple(items)
    families: dict[tuple[str, str], _Counts] = defaultdict(_counts)
    for one in every:
        families[one.file, one.item.id].dress(one.item)
    for (file, _), counts in families.items():
        everything.take(counts)
        of_file[file].take(counts)
    likelier = {file: _likelier(everything.without(counts)) for file, counts in of_file.items()}
    for one in every:
        yield one, max(one.item.options, key=likelier[one.file]).correct


def guessed(course: Course) -> Mapping[str, Guessed]:
    """What is found of each kind that the course has."""
    kinds: dict[str, list[tuple[QuizItem, bool]]] = defaultdict(list)
    for one, right in found(asked(course)):
        kinds[one.kind].append((one.item, right))
    return {
        kind: Guessed(sum(right for _, right in rows), len(rows), _chance([item for item, _ in rows]))
        for kind, rows in kinds.items()
    }


def learned(items: Iterable[QuizItem]) -> Callable[[Option], float]:
    """How much likelier the words of an option are in a right one than in a wrong one, by these items."""
    counts = _counts()
    for item in items:
        counts.add(item)
    return _likelier(counts)


def _counts() -> _Counts:
    return _Counts(Counter(), Counter())


def _likelier(counts: _Counts) -> Callable[[Option], float]:
    known = len(counts.right | counts.wrong)
    right, wrong = counts.right.total() + known, counts.wrong.total() + known

    def likelier(option: Option) -> float:
        words = _words(option)
        return sum(
            math.log((counts.right[word] + 1) / right) - math.log((counts.wrong[word] + 1) / wrong) for word in words
        )

    return likelier


def _words(option: Option) -> list[str]:
    """Its words, and its figures one by one; sorted, so that sums come out the same each time."""
    return sorted(set(_WORD.findall(folded(option.text))))


def _chance(items: list[QuizItem]) -> float:
    return sum(1 / len(item.options) for item in items) / len(items)
