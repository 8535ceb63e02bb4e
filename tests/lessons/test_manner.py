"""How a course speaks: `curso.yaml`, its headings, its rhythm."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lessons_es import catalog, course_file
from lessons_es.guesser import ABOVE_CHANCE, guessed
from lessons_es.manner import Manner, Rhythm

ENGLISH = Path(catalog.__file__).parents[1] / "lessons_en"


def test_without_the_file_a_course_is_as_ours() -> None:
    """Five units of five lessons, in Spanish, with our headings."""
    manner, mistakes = course_file.read(b"", "x/curso.yaml")
    assert (manner.language, manner.rhythm, mistakes) == ("es", Rhythm(5, 5, 4), ())
    assert manner.ours(b"## Tarjeta: x") == b"## Tarjeta: x"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [", "No se lee."),
        ("title: ''", "Este título no sirve."),
        ("title: x\nrithm: {}", "Aquí hay algo que no se usa."),
        ("title: x\nrhythm: {units: many}", "«rhythm.units» no se entiende como está."),
    ],
)
def test_what_is_wrong_is_said(text: str, said: str) -> None:
    """Each with its mend."""
    _, (mistake,) = course_file.read(text.encode(), "x/curso.yaml")
    assert said in str(mistake)


def test_headings_and_keys_become_ours_and_lines_stay() -> None:
    """Whatever is no heading stays as it was written."""
    manner = Manner(headings={"Card": "Tarjeta", "Hint": "Pista", "title": "titulo", "other": "otro"})
    theirs = "---\ntitle: Eggs\n---\n## Card: the title: of a card\nA hint: no Hint\n> Hint: look\n> other: count\n"
    ours = "---\ntitulo: Eggs\n---\n## Tarjeta: the title: of a card\nA hint: no Hint\n> Pista: look\n> otro: count\n"
    assert manner.ours(theirs.encode()).decode() == ours


def test_the_english_course_is_whole() -> None:
    """One unit of five lessons and five exam items, each item with its explanation and hint."""
    report = catalog.check(ENGLISH)
    assert [str(mistake) for mistake in (*report.mistakes, *report.warnings)] == []
    assert report.course is not None
    assert [len(unit.lessons) for unit in report.course.units] == [5]
    assert len(report.course.exam) == report.course.manner.rhythm.exam == 5


def test_the_right_option_does_not_show_by_how_it_is_written() -> None:
    """Of the English items no more are found without their question than by chance and nine points."""
    told = guessed(catalog.load(ENGLISH)).values()
    items = sum(kind.items for kind in told)
    assert items >= 17
    assert sum(kind.found for kind in told) / items <= 1 / 3 + ABOVE_CHANCE


def test_the_rhythm_is_held(tmp_path: Path) -> None:
    """A unit or a lesson too many is named, and so is a bank with too few."""
    folder = Path(shutil.copytree(ENGLISH, tmp_path / "academy"))
    at = folder / "curso.yaml"
    at.write_text(at.read_text().replace("lessons: 5, exam: 5", "lessons: 4, exam: 6"))
    said = "\n".join(map(str, catalog.check(folder).mistakes))
    assert "Sobra la lección 5. Cada unidad tiene 4: lo dice «curso.yaml»." in said
    assert "La unidad «first-sale» tiene 5 preguntas de examen. Escribe 6 o más." in said
