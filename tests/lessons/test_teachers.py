"""The pieces for teachers: shaped as lessons, shorter, and apart from what learners get."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons_es import markdown
from lessons_es.catalog import check, load
from lessons_es.search import Search
from tests.lessons.sample import LESSON, lesson, write_course

COURSE = load()

SECOND_ITEM = LESSON[LESSON.index("## Pregunta: q2") : LESSON.index("## Para hoy")]
PIECE = (
    LESSON.replace("abc-01", "doc-01")
    .replace("semana: 1\ndia: 1", "orden: 1")
    .replace("unidad: ventas", "unidad: docentes")
    .replace(SECOND_ITEM, "")
)


def test_a_piece_has_two_or_three_cards_and_one_item() -> None:
    """Anything else is named."""
    piece = markdown.read(PIECE.encode(), "x", teacher=True).lesson
    assert piece is not None
    assert (len(piece.cards), len(piece.items), piece.day) == (3, 1, 1)
    assert (piece.is_teacher_piece, piece.is_graduate_piece) == (True, False)
    shorter = PIECE.replace("## Tarjeta: Tres\n\nPiensa en ella.\n", "")
    assert markdown.read(shorter.encode(), "x", teacher=True).lesson
    longer = PIECE.replace("## Para hoy", SECOND_ITEM + "## Para hoy")
    (mistake,) = markdown.read(longer.encode(), "x", teacher=True).mistakes
    assert mistake.what == "Hay 2 preguntas y tienen que ser 1"


def test_pieces_have_a_folder_of_their_own(tmp_path: Path) -> None:
    """By order, none missing, each where it says; and the course of the learners stays as it was."""
    folder = write_course(tmp_path / "x")
    (folder / "docentes").mkdir()
    (folder / "docentes/01_a.md").write_text(PIECE, "utf-8")
    course = load(folder)
    assert [piece.id for piece in course.teacher_pieces] == ["doc-01"]
    assert (len(course.lessons), course.graduate_pieces) == (5, ())
    (folder / "docentes/03_c.md").write_text(lesson(3), "utf-8")
    said = "\n".join(map(str, check(folder).mistakes))
    assert "x/docentes:1: Falta la pieza 2" in said
    assert "03_c.md:4: Aquí dice «unidad: ventas», y por su carpeta y su número es «docentes»" in said


def test_the_track_has_eight_pieces_in_order() -> None:
    """Found by id, each leads to the next, the last one nowhere."""
    ids = [piece.id for piece in COURSE.teacher_pieces]
    assert ids == [f"doc-0{number}" for number in range(1, 9)]
    assert COURSE.lesson("doc-01") is COURSE.teacher_pieces[0]
    assert COURSE.after("doc-05") is COURSE.teacher_pieces[5]
    assert COURSE.after("doc-08") is None


def test_a_learner_does_not_meet_them() -> None:
    """Neither among the lessons and pieces, nor by asking."""
    assert not any(piece.is_teacher_piece for piece in (*COURSE.lessons, *COURSE.graduate_pieces))
    found = Search(COURSE).find("¿Cómo llamo a un estudiante que está en silencio?")
    assert not any(piece in COURSE.teacher_pieces for piece in found)


@pytest.mark.parametrize("number", ["100", "113", "105"])
def test_help_lines_have_a_day_to_be_checked(number: str) -> None:
    """Where a piece names a line, it says until when that is known to be true."""
    for piece in COURSE.teacher_pieces:
        if any(f"{number}" in card.text.replace(",", " ").replace(".", " ").split() for card in piece.cards):
            assert piece.review_by, piece.id
