"""The words of the course: each explained in one sentence, found as it is typed, and really in its lessons."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons_es import markdown
from lessons_es.catalog import check, load
from lessons_es.schema import Lesson, Term, folded
from tests.lessons.sample import line_of, write_course

COURSE = load()

GLOSSARY = """\
---
titulo: Palabras
---
Para quien escribe.

| Palabra | Qué es | También | Lecciones | Quechua |
|---|---|---|---|---|
| cliente | Quien te compra. | clienta, clientes | abc-01, abc-02 | rantiq (borrador) |
| código QR | Un cuadrado que se lee. | QR | abc-03 | |
| pan | Harina con agua. | | abc-01 | |
"""

MISTAKES = [
    ("| pan |", "| agua |", "«agua» no está en su lugar del abecedario", "| agua"),
    ("| pan |", "| Clienta |", "«Clienta» ya está en la línea 8", "| Clienta"),
    ("Harina con agua.", "Harina. Con agua.", "«pan» no tiene una frase", "| pan"),
    ("Harina con agua.", "Harina", "«pan» no tiene una frase", "| pan"),
    ("Harina con agua.", "Harina " * 30, "Lo que es tiene", "| pan"),
    ("Harina con agua.", "**Harina** con agua.", "letra negrita", "| pan"),
    ("| | abc-01 | |", "| | | |", "no dice en qué lecciones está", "| pan"),
    ("| | abc-01 | |", "| | abc-09 | |", "nombra «abc-09», y no hay lección con ese id", "| pan"),
    (" (borrador)", "", "El quechua no dice que es un borrador", "| cliente"),
    ("| Qué es |", "| Significa |", "Las columnas son: Palabra | Significa", "| Palabra"),
    ("titulo: Palabras", "nombre: Palabras", "Falta la clave «titulo»", "---"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample course with a glossary of three words."""
    write_course(tmp_path / "x")
    (tmp_path / "x/glosario.md").write_text(GLOSSARY, "utf-8")
    return tmp_path / "x"


@pytest.mark.parametrize(("old", "new", "said", "at"), MISTAKES, ids=[case[2][:30] for case in MISTAKES])
def test_each_mistake_is_named_with_its_line(folder: Path, old: str, new: str, said: str, at: str) -> None:
    """Whatever is spoilt in a good glossary is named on its own line."""
    text = GLOSSARY.replace(old, new, 1)
    (folder / "glosario.md").write_text(text, "utf-8")
    report = check(folder)
    assert report.course is None
    assert line_of(text, at) in [mistake.line for mistake in report.mistakes if said in str(mistake)], report.mistakes


def test_a_file_without_a_table_is_a_mistake() -> None:
    """Or with two: the second is named."""
    assert "Hay 0 tablas" in str(markdown.read_glossary(b"---\ntitulo: x\n---\nHola\n", "x").mistakes[0])
    twice = GLOSSARY + "\nOtra.\n\n" + GLOSSARY[GLOSSARY.index("| Palabra") :]
    (mistake,) = markdown.read_glossary(twice.encode(), "x").mistakes
    assert (mistake.line, mistake.what) == (14, "Hay 2 tablas")


@pytest.mark.slow
def test_a_damaged_glossary_never_raises() -> None:
    """Cut anywhere or with a byte lost, it comes back as terms or mistakes."""
    data = GLOSSARY.encode()
    for place in range(len(data)):
        for damaged in (data[:place], data[:place] + b"|" + data[place + 1 :]):
            read = markdown.read_glossary(damaged, "x")
            assert all(0 < line <= damaged.count(b"\n") + 1 for line, _ in read.terms)


def test_a_word_is_found_as_it_is_typed(folder: Path) -> None:
    """Accents, capitals and question marks do not matter; its other forms lead to it."""
    glossary = load(folder).glossary
    for typed in ("código QR", "CODIGO qr", "¿Código QR?", "qr"):
        assert glossary.find(typed) == glossary.terms[1]
    assert glossary.find("clientes") == glossary.terms[0]
    assert glossary.find("Irma") is glossary.find("") is None


def test_a_lesson_knows_its_words(folder: Path) -> None:
    """In alphabetical order; a lesson without any has none."""
    glossary = load(folder).glossary
    assert [term.word for term in glossary.of("abc-01")] == ["cliente", "pan"]
    assert glossary.of("abc-05") == ()


def test_a_course_without_a_glossary_finds_nothing(tmp_path: Path) -> None:
    """The file may be missing."""
    assert load(write_course(tmp_path)).glossary.find("pan") is None


def test_facts_of_the_glossary_have_a_day_to_be_checked() -> None:
    """It stands among all that is checked again, with drills, lessons and pieces."""
    assert COURSE.glossary.review_by
    assert {COURSE.glossary, COURSE.drills[0], COURSE.lessons[0], COURSE.teacher_pieces[0]} <= set(COURSE.dated)


def test_there_are_sixty_words_or_more() -> None:
    """And every lesson has at least one to offer."""
    assert len(COURSE.glossary.terms) >= 60
    assert all(COURSE.glossary.of(lesson.id) for lesson in COURSE.lessons)


@pytest.mark.parametrize("term", COURSE.glossary.terms, ids=lambda term: term.word)
def test_a_word_is_in_the_lessons_that_it_names(term: Term) -> None:
    """The word or one of its forms stands in each of them."""
    for lesson_id in term.lesson_ids:
        lesson = COURSE.lesson(lesson_id)
        assert lesson is not None
        said = f" {folded(words_of(lesson))} "
        assert any(f" {folded(form)} " in said for form in (term.word, *term.forms)), (term.word, lesson_id)


def words_of(lesson: Lesson) -> str:
    """All that a learner may read of a lesson."""
    cards = [text for card in lesson.cards for text in (card.title, card.text)]
    items = [text for item in lesson.items for text in (item.question, item.hint)]
    options = [text for item in lesson.items for option in item.options for text in (option.text, option.explanation)]
    return " ".join([lesson.title, lesson.goal, *cards, *items, *options, lesson.task])
