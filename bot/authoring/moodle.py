"""Quiz items for other programs: Moodle's GIFT, and a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from bot.core.reply import LETTERS
from lessons_es import gift
from lessons_es.quiz import LETTERS_OF_DRESSES
from lessons_es.schema import Course, QuizItem

_FORMULA = re.compile(r"[\t\r\n]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]")  # noqa: RUF001 - wide ones count too
_COLUMNS = ["id", "grupo", "pregunta", "pista", "correcta"]
_COLUMNS += [f"{part}_{letter}" for letter in LETTERS[:3] for part in ("opcion", "explicacion")]


def groups(course: Course) -> dict[str, tuple[QuizItem, ...]]:
    """Every quiz item under the name of where it stands. Not the drills': they mean nothing without their message."""
    readable = (*course.lessons, *course.graduate_pieces, *course.teacher_pieces)
    found = {f"{lesson.unit}/{lesson.id}": _apart(lesson.items) for lesson in readable if lesson.items}
    for entry in course.exam:
        name = f"examen/{entry.unit}"
        found[name] = (*found.get(name, ()), *_apart([entry.item]))
    return found


def _apart(items: Iterable[QuizItem]) -> tuple[QuizItem, ...]:
    """Every form as a question of its own, the dresses with their letter."""
    return tuple(
        replace(form, id=f"{item.id}{letter}", dresses=())
        for item in items
        for letter, form in zip(("", *LETTERS_OF_DRESSES), item.forms, strict=False)
    )


def as_gift(course: Course) -> bytes:
    """For Moodle."""
    return gift.write(groups(course)).encode()


def as_csv(course: Course) -> bytes:
    """What is chosen among options, for a spreadsheet, which would run a cell that begins as a formula does."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(_COLUMNS)
    for name, items in groups(course).items():
        rows.writerows([_safe(cell) for cell in _row(name, item)] for item in items if item.shape == "choice")
    return out.getvalue().encode("utf-8-sig")


def _row(name: str, item: QuizItem) -> Iterator[str]:
    letter = LETTERS[item.options.index(item.right)]
    yield from (item.id, name, item.question, item.hint, letter)
    for option in item.options:
        yield from (option.text, option.explained(letter))


def _safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
