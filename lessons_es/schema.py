"""What a course is made of: units of lessons, each with cards, quiz items and one task.

Plain values that know no file format and no bot. Every text inside is what a learner reads.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

RIGHT_LETTER = "{correcta}"


@dataclass(frozen=True)
class Option:
    """One choice of a quiz item, with what a learner is told on choosing it.

    `explanation` is as the author wrote it: show `explained`, never this.
    """

    text: str
    correct: bool
    explanation: str

    def explained(self, right_letter: str) -> str:
        """The explanation, with the letter that the right option was shown with.

        It stands where the author wrote `{correcta}`, or at the end of a wrong option's explanation.
        """
        if self.correct or RIGHT_LETTER in self.explanation:
            return self.explanation.replace(RIGHT_LETTER, right_letter)
        return f"{self.explanation} Era la {right_letter}."


@dataclass(frozen=True)
class QuizItem:
    """A question with two or three options, exactly one of them right.

    `id` is unique in the course and never reused (`emp-02-q1`): a learner's memory hangs on it.
    """

    id: str
    question: str
    options: tuple[Option, ...]
    hint: str

    @property
    def right(self) -> Option:
        """The one option that is right."""
        return next(option for option in self.options if option.correct)

    @cached_property
    def content_hash(self) -> str:
        """16 hex digits that change when the question, an option or the right one changes.

        The order of the options, their explanations and the hint leave the meaning as it was.
        """
        options = sorted(f"{'x' if option.correct else ' '}\x1f{option.text}" for option in self.options)
        return hashlib.sha256("\x1e".join([self.question, *options]).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Card:
    """One idea, short enough for one message. Paragraphs are separated by a line break."""

    title: str
    text: str


@dataclass(frozen=True)
class Lesson:
    """Three cards, two quiz items and one task for today; or a graduate piece, which is shorter.

    `unit` is the unit's id. A graduate piece has `week` 0 and its place among the pieces in `day` (from 1).
    `readability_note` is the author's reason for words harder than usual, or empty. `path` is for people: a
    mistake or a question about the lesson leads to this file.
    """

    id: str
    title: str
    unit: str
    week: int
    day: int
    minutes: int
    goal: str
    keywords: tuple[str, ...]
    cards: tuple[Card, ...]
    items: tuple[QuizItem, ...]
    task: str
    sources: tuple[str, ...]
    review_by: date | None
    path: str
    readability_note: str = ""

    @property
    def is_graduate_piece(self) -> bool:
        """Whether it belongs to graduate support and not to the five weeks."""
        return self.week == 0


@dataclass(frozen=True)
class Unit:
    """The lessons of one week, by day."""

    id: str
    title: str
    week: int
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class Course:
    """Everything that can be taught, found by id in constant time. Units come by week, pieces by order."""

    units: tuple[Unit, ...]
    graduate_pieces: tuple[Lesson, ...] = ()

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """The lessons of all units in course order, without the graduate pieces."""
        return tuple(lesson for unit in self.units for lesson in unit.lessons)

    def lesson(self, lesson_id: str) -> Lesson | None:
        """The lesson or graduate piece of this id."""
        return self._lessons.get(lesson_id)

    def item(self, item_id: str) -> tuple[Lesson, QuizItem] | None:
        """A quiz item by its course-wide id (`emp-02-q1`), with the lesson that it belongs to."""
        return self._items.get(item_id)

    def after(self, lesson_id: str) -> Lesson | None:
        """What follows a lesson in course order (a piece among the pieces); None after the last."""
        return self._after.get(lesson_id)

    @cached_property
    def _lessons(self) -> dict[str, Lesson]:
        return {lesson.id: lesson for lesson in (*self.lessons, *self.graduate_pieces)}

    @cached_property
    def _items(self) -> dict[str, tuple[Lesson, QuizItem]]:
        return {item.id: (lesson, item) for lesson in self._lessons.values() for item in lesson.items}

    @cached_property
    def _after(self) -> dict[str, Lesson]:
        rows = (self.lessons, self.graduate_pieces)
        return {before.id: lesson for row in rows for before, lesson in pairwise(row)}
