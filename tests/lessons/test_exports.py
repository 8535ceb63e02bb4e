"""What leaves for a spreadsheet: no cell of any column is a formula there."""

from __future__ import annotations

import ast
import csv
import io
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.authoring import moodle
from lessons_es.schema import Card, Course, ExamItem, Lesson, Option, QuizItem, Unit

ROOT = Path(__file__).parents[2]
STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u200b=", "＝", "＋", "－", "＠"]  # noqa: RUF001 - a sheet reads them so


def course(start: str) -> Course:
    """A course in which every text that an export could hold begins so."""
    options = tuple(Option(f"{start}1+{n}", n == 0, f"{start}2+{n}") for n in range(3))
    item = QuizItem(f"{start}id", f"{start}cmd|' /C calc'!A0", options, f"{start}hint")
    lesson = Lesson(
        id=f"{start}emp",
        title=start,
        unit=f"{start}unidad",
        week=1,
        day=1,
        minutes=5,
        goal=start,
        keywords=(start,),
        cards=(Card(start, start),),
        items=(item,),
        task=start,
        sources=(),
        review_by=date(2027, 3, 31),
        path=start,
    )
    exam = ExamItem(replace(item, id=f"{start}ex"), f"{start}unidad", lesson.id)
    return Course((Unit(lesson.unit, start, 1, (lesson,)),), exam=(exam,))


@pytest.mark.parametrize("start", STARTS, ids=repr)
def test_no_cell_is_a_formula(start: str) -> None:
    """Whatever a text begins with, its cell begins with something that a spreadsheet shows."""
    text = moodle.as_csv(course(start)).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert len(rows) == 2
    for row in rows:
        assert len(row) == len(header) == 11
        assert all(cell[:1].isalnum() or cell[:1] == "'" for cell in row), row


def test_every_column_is_filled_above() -> None:
    """The test before this one looks at each column: none is empty, and all but the letter were guarded."""
    text = moodle.as_csv(course("=")).decode("utf-8-sig")
    _, lesson, exam = csv.reader(io.StringIO(text, newline=""))
    assert [cell[:2] for cell in lesson] == ["'=", "'=", "'=", "'=", "A", *["'="] * 6]
    assert exam[1] == "examen/=unidad"


def test_nothing_else_writes_a_sheet() -> None:
    """Whoever adds a second export finds this, and guards its cells too."""
    writers = {
        str(path.relative_to(ROOT))
        for folder in ("bot", "scheduler", "lessons_es")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and (node.attr in {"DictWriter", "to_csv"} or _is_writer(node))
    }
    assert writers == {"bot/authoring/moodle.py", "bot/papers/spreadsheets.py"}


def _is_writer(node: ast.Attribute) -> bool:
    return node.attr == "writer" and isinstance(node.value, ast.Name) and node.value.id == "csv"
