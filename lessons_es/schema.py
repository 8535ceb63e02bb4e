"""What a course is made of: lessons with cards, quiz items and one task; exam, scam drills and glossary.

Plain values that know no file format and no bot. Every text inside is what a learner reads.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection
from datetime import date
from functools import cached_property
from itertools import pairwise
from random import Random

from msgspec import Struct

from lessons_es.manner import Manner
from lessons_es.quiz_shape import Shape

RIGHT_LETTER = "{correcta}"
TEACHERS = "docentes"

_FIGURE = re.compile(r"([0-9]{1,7})(?:[.,]([0-9]{1,2}))?(?![0-9])")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


class Option(Struct, frozen=True):
    """One choice of a quiz item, with what a learner is told on choosing it.

    `explanation` is as the author wrote it: show what `QuizItem.explained` makes of it, never this.
    """

    text: str
    correct: bool
    explanation: str

    def explained(self, right: str, told: str = "{explanation} Era la {right}.") -> str:
        """The explanation, with the letter that the right option was shown with (or what else was `right`).

        It stands where the author wrote `{correcta}`, or at the end of a wrong option's explanation.
        """
        if self.correct or RIGHT_LETTER in self.explanation:
            return self.explanation.replace(RIGHT_LETTER, right)
        return told.format(explanation=self.explanation, right=right)


OTHER_ANSWER = "otra respuesta"
"""The option that stands for whatever was not foreseen, the last one of a number and of an order."""


class QuizItem(Struct, frozen=True, dict=True):
    """A question with its answers, exactly one of them right.

    `id` is unique in the course and never reused (`emp-02-q1`): a learner's memory hangs on it. `options` are two or
    three to choose from, or three to five sentences; of a `number` they are the right one (first), the wrong ones that
    were foreseen and `OTHER_ANSWER`; of an `order` the right one and `OTHER_ANSWER`, and `steps` are in it.
    `dresses` ask the same with other names, products and figures: whoever remembers one remembers them all.
    """

    id: str
    question: str
    options: tuple[Option, ...]
    hint: str
    shape: Shape = "choice"
    steps: tuple[str, ...] = ()
    dresses: tuple[QuizItem, ...] = ()

    @property
    def forms(self) -> tuple[QuizItem, ...]:
        """The item as it was written first, and its dresses: all of one id, each with a content hash of its own."""
        return (self, *self.dresses)

    def form(self, content_hash: str) -> QuizItem | None:
        """The form that was shown, if the item still has it."""
        return next((form for form in self.forms if form.content_hash == content_hash), None)

    @property
    def right(self) -> Option:
        """The one option that is right."""
        return next(option for option in self.options if option.correct)

    @property
    def amounts(self) -> tuple[int, ...]:
        """What the answers of a number come to, in hundredths; the last option has none."""
        return tuple(hundredths(option.text) for option in self.options if option.text != OTHER_ANSWER)

    @cached_property
    def content_hash(self) -> str:
        """16 hex digits that change when the question, an option or the right one changes.

        The order of the options, their explanations and the hint leave the meaning as it was.
        """
        options = sorted(f"{'x' if option.correct else ' '}\x1f{option.text}" for option in self.options)
        shape = [] if self.shape == "choice" else [self.shape]
        return hashlib.sha256("\x1e".join([self.question, *options, *shape]).encode()).hexdigest()[:16]

    def explanations(self, right: str, told: str) -> tuple[str, ...]:
        """What each answer is told; `right` is the right one as it was shown (a letter, or letters in order).

        `told` is how that is said where the author did not.
        """
        if self.shape != "number":
            return tuple(option.explained(right, told) for option in self.options)
        known = self.right.text
        return tuple(
            option.explanation if known in option.explanation else option.explained(known, told)
            for option in self.options
        )


def hundredths(figure: str) -> int:
    """What an author's figure comes to: «6 soles» is 600, «1.30» and «1,30 soles» are 130; 0 where it is none."""
    found = _FIGURE.match(figure)
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else 0


class Card(Struct, frozen=True):
    """One idea, short enough for one message. Paragraphs are separated by a line break."""

    title: str
    text: str


KEPT = ("quien_compra", "que_dia", "costo_uno", "precio", "hechos", "vendidos", "queda")
"""What a learner may keep of a task, by the names that authors write, in the order of her plan."""


class Lesson(Struct, frozen=True):
    """Three cards, two quiz items and one task for today; or a piece for graduates or teachers, which is shorter.

    `unit` is the unit's id. A piece has `week` 0 and its place among the pieces in `day` (from 1).
    `readability_note` is the author's reason for words harder than usual, or empty. `path` is for people: a
    mistake or a question about the lesson leads to this file. What `awaits_counsel` touches the law, and no lawyer
    has read it yet. Its task `keeps` one of the values of `KEPT` (`""`: none), and its last card recalls those that it
    `uses`, where the learner kept them. A translation that only its author has read is a `draft`.
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
    awaits_counsel: bool = False
    keeps: str = ""
    uses: tuple[str, ...] = ()
    draft: bool = False

    @property
    def is_graduate_piece(self) -> bool:
        """Whether it belongs to graduate support and not to the five weeks."""
        return self.week == 0 and not self.is_teacher_piece

    @property
    def is_teacher_piece(self) -> bool:
        """Whether it is written for teachers."""
        return self.unit == TEACHERS


class Unit(Struct, frozen=True):
    """The lessons of one week, by day."""

    id: str
    title: str
    week: int
    lessons: tuple[Lesson, ...]


class ExamItem(Struct, frozen=True):
    """A quiz item kept for the final exam, and the lesson to read again when it was missed."""

    item: QuizItem
    unit: str
    lesson_id: str


class Drill(Struct, frozen=True):
    """An invented message to practise on: what arrives, what to do, what gave it away.

    Most are scams; an `honest` one asks for nothing that harms, and its signs say so: who only ever refuses learns
    nothing. `sender` is who it says it is. `message` begins with the word SIMULACRO and is shown whole, never without
    it.
    `signs` are two or three; `afterwards` is for someone to whom it has already happened: show it always.
    """

    id: str
    title: str
    keywords: tuple[str, ...]
    sender: str
    message: str
    item: QuizItem
    signs: tuple[str, ...]
    afterwards: str
    sources: tuple[str, ...]
    review_by: date | None
    path: str
    honest: bool = False


class Term(Struct, frozen=True):
    """A word of the lessons in one plain sentence. `quechua` is empty or a draft that says so itself."""

    word: str
    meaning: str
    forms: tuple[str, ...]
    lesson_ids: tuple[str, ...]
    quechua: str = ""


class Glossary(Struct, frozen=True, dict=True):
    """The words of the course in alphabetical order."""

    terms: tuple[Term, ...] = ()
    sources: tuple[str, ...] = ()
    review_by: date | None = None
    path: str = ""

    def find(self, word: str) -> Term | None:
        """The term of a word as a learner types it: accents, capitals and signs do not matter; forms count."""
        return self._terms.get(folded(word))

    def of(self, lesson_id: str) -> tuple[Term, ...]:
        """The terms that a lesson uses."""
        return tuple(term for term in self.terms if lesson_id in term.lesson_ids)

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return {folded(form): term for term in self.terms for form in (*term.forms, term.word)}


def folded(words: str) -> str:
    """Small letters and figures with single spaces: «¿Código QR?» is «codigo qr»."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(c))
    return _NOT_A_WORD.sub(" ", plain).strip()


class Course(Struct, frozen=True, dict=True):
    """Everything that can be taught, found by id in constant time. Units come by week, pieces by order."""

    units: tuple[Unit, ...]
    graduate_pieces: tuple[Lesson, ...] = ()
    teacher_pieces: tuple[Lesson, ...] = ()
    exam: tuple[ExamItem, ...] = ()
    drills: tuple[Drill, ...] = ()
    glossary: Glossary = Glossary()
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """A word that people write and the words of the course that it stands for."""
    questions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What a learner may write, with the ids of what answers it; none for everyday chat."""
    manner: Manner = Manner()
    """How it speaks, and where it is at home."""
    name: str = ""
    """Its folder's."""

    @property
    def title(self) -> str:
        """What the papers call the course."""
        return self.manner.title

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """The lessons of all units in course order, without the graduate pieces."""
        return tuple(lesson for unit in self.units for lesson in unit.lessons)

    @cached_property
    def dated(self) -> tuple[Lesson | Drill | Glossary, ...]:
        """Whatever may state a fact that must be checked again by a day (`review_by`), with its file in `path`."""
        return (*self._lessons.values(), *self.drills, self.glossary)

    @cached_property
    def for_counsel(self) -> tuple[Lesson, ...]:
        """The lessons and pieces that a lawyer has still to read."""
        return tuple(lesson for lesson in self._lessons.values() if lesson.awaits_counsel)

    def lesson(self, lesson_id: str) -> Lesson | None:
        """The lesson of this id, or the piece for graduates or teachers."""
        return self._lessons.get(lesson_id)

    def item(self, item_id: str) -> tuple[Lesson, QuizItem] | None:
        """A quiz item by its course-wide id (`emp-02-q1`), with the lesson that it belongs to."""
        return self._items.get(item_id)

    def exam_item(self, item_id: str) -> ExamItem | None:
        """An exam item by its id (`ex-emp-01`). Exam items are not found by `item`: nobody reviews them."""
        return self._exam_items.get(item_id)

    def drill(self, drill_id: str) -> Drill | None:
        """The drill of this id (`sim-01`)."""
        return self._drills.get(drill_id)

    def after(self, lesson_id: str) -> Lesson | None:
        """What follows a lesson in course order (a piece among the pieces); None after the last."""
        return self._after.get(lesson_id)

    @cached_property
    def _lessons(self) -> dict[str, Lesson]:
        return {lesson.id: lesson for lesson in (*self.lessons, *self.graduate_pieces, *self.teacher_pieces)}

    @cached_property
    def _items(self) -> dict[str, tuple[Lesson, QuizItem]]:
        return {item.id: (lesson, item) for lesson in self._lessons.values() for item in lesson.items}

    @cached_property
    def _exam_items(self) -> dict[str, ExamItem]:
        return {entry.item.id: entry for entry in self.exam}

    @cached_property
    def _drills(self) -> dict[str, Drill]:
        return {drill.id: drill for drill in self.drills}

    @cached_property
    def _after(self) -> dict[str, Lesson]:
        rows = (self.lessons, self.graduate_pieces, self.teacher_pieces)
        return {before.id: lesson for row in rows for before, lesson in pairwise(row)}


def exam_size(course: Course) -> int:
    """How many items an exam has."""
    banks = Counter(entry.unit for entry in course.exam)
    return sum(min(banks[unit.id], course.manner.rhythm.exam) for unit in course.units)


def draw(
    course: Course,
    learner_id: str,
    chance: Callable[..., Random],
    attempt: int = 1,
    before: Collection[str] = (),
) -> tuple[ExamItem, ...]:
    """The exam of one learner: so many items of each unit as the course's rhythm says, of different lessons if it can.

    What stood in the sitting `before` is drawn last. `chance` makes a generator from words, so learner and attempt
    always draw the same from the same bank. Keep the ids that were drawn: a bank that grows draws others.
    """
    drawn: list[ExamItem] = []
    for unit in course.units:
        bank = [entry for entry in course.exam if entry.unit == unit.id]
        chance(learner_id, "exam", unit.id, attempt).shuffle(bank)
        first_of_lesson = {entry.lesson_id: entry for entry in reversed(bank)}
        bank.sort(key=lambda entry: first_of_lesson[entry.lesson_id] is not entry)
        bank.sort(key=lambda entry: entry.item.id in before)
        drawn += bank[: course.manner.rhythm.exam]
    return tuple(drawn)
