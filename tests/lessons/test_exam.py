"""The final exam: its bank, what its author is told, and what each learner draws."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from rapidfuzz import fuzz, process

from lessons_es import markdown
from lessons_es.catalog import check, load
from lessons_es.schema import QuizItem, draw, folded
from tests.lessons.sample import write_course

COURSE = load()
ITEMS = [entry.item for entry in COURSE.exam]

BANK = "---\nunidad: ventas\n---\n" + "\n".join(
    f"## Pregunta: ex-abc-0{number} (abc-0{number})\n\n¿Qué vende Irma el día {number}?\n\n"
    f"- [x] Pan\n  > ¡Eso! Vende pan.\n- [ ] Lana\n  > Lana no vende.\n"
    for number in range(1, 5)
)


def chance(*words: object) -> Random:
    """As the bot makes it: the same words, the same generator."""
    return Random(repr(words))


def write_bank(folder: Path, text: str = BANK) -> Path:
    """The sample course with a bank of four items."""
    write_course(folder)
    (folder / "examen").mkdir()
    (folder / "examen/01_ventas.md").write_text(text, "utf-8")
    return folder


def test_each_lesson_of_each_unit_is_asked_about() -> None:
    """At least fifteen items a unit, and three about every lesson."""
    assert all(count >= 15 for count in Counter(entry.unit for entry in COURSE.exam).values())
    asked = Counter(entry.lesson_id for entry in COURSE.exam)
    assert {lesson.id for lesson in COURSE.lessons if asked[lesson.id] >= 3} == {lesson.id for lesson in COURSE.lessons}
    assert all(entry.item.id.startswith("ex-" + entry.lesson_id[:3]) for entry in COURSE.exam)


def test_no_exam_item_copies_a_quiz_item() -> None:
    """Question and options together are never four fifths those of a lesson, a piece or a drill."""
    pieces = [*COURSE.lessons, *COURSE.graduate_pieces, *COURSE.teacher_pieces]
    others = [item for piece in pieces for item in piece.items] + [drill.item for drill in COURSE.drills]
    told = [text_of(item) for item in others]
    for item in ITEMS:
        _, likeness, nearest = process.extract(text_of(item), told, scorer=fuzz.token_sort_ratio, limit=1)[0]
        assert likeness < 80, (item.id, others[nearest].id)
    assert len({folded(item.question) for item in ITEMS}) == len(ITEMS)


def text_of(item: QuizItem) -> str:
    """What is read before answering."""
    return folded(" ".join([item.question, *(option.text for option in item.options)]))


def test_the_right_letter_is_spread() -> None:
    """In every unit each letter is right at times, and the longest option in less than half."""
    for unit in COURSE.units:
        items = [entry.item for entry in COURSE.exam if entry.unit == unit.id]
        places = [item.options.index(item.right) for item in items]
        assert all(2 <= places.count(place) <= len(items) / 2 for place in range(3)), unit.id
        longest = [item for item in items if item.right == max(item.options, key=lambda option: len(option.text))]
        assert len(longest) < len(items) / 2, unit.id


def test_an_exam_has_four_items_of_each_unit() -> None:
    """Twenty in course order, none twice, each about another lesson."""
    exam = draw(COURSE, "luz", chance)
    assert [entry.unit for entry in exam] == [
        unit.id for unit in COURSE.units for _ in range(COURSE.manner.rhythm.exam)
    ]
    assert len({entry.lesson_id for entry in exam}) == len(exam) == 20


def test_the_same_learner_draws_the_same_exam() -> None:
    """Another learner draws another, and so does a second attempt; in the long run every item comes."""
    assert draw(COURSE, "luz", chance) == draw(COURSE, "luz", chance)
    assert len({draw(COURSE, "luz", chance), draw(COURSE, "beto", chance), draw(COURSE, "luz", chance, 2)}) == 3
    drawn = {entry.item.id for learner in range(60) for entry in draw(COURSE, str(learner), chance)}
    assert drawn == {item.id for item in ITEMS}


def test_a_bank_of_few_lessons_still_fills_an_exam(tmp_path: Path) -> None:
    """When two lessons hold all the items, each lesson is asked about twice."""
    text = BANK.replace("(abc-03)", "(abc-01)").replace("(abc-04)", "(abc-02)")
    exam = draw(load(write_bank(tmp_path, text)), "luz", chance)
    assert Counter(entry.lesson_id for entry in exam) == {"abc-01": 2, "abc-02": 2}


def test_a_course_without_a_bank_draws_nothing(tmp_path: Path) -> None:
    """No folder `examen/`, no exam, and no mistake."""
    course = load(write_course(tmp_path))
    assert draw(course, "luz", chance) == ()


def test_exam_items_are_found_by_their_id() -> None:
    """They are not quiz items of a lesson: nothing brings them back for review."""
    entry = COURSE.exam_item("ex-emp-01")
    assert entry is not None
    assert (entry.unit, entry.lesson_id, entry.item.hint) == ("emprendimiento", "emp-01", "")
    assert COURSE.item("ex-emp-01") is None
    assert COURSE.exam_item("emp-01-q1") is None


MISTAKES = [
    ("unidad: ventas", "unidad: lana", "01_ventas.md:4: «abc-01» no es una lección de la unidad «lana»"),
    ("(abc-02)", "(abc-09)", "01_ventas.md:13: «abc-09» no es una lección de la unidad «ventas»"),
    ("ex-abc-02", "ex-abc-01", "01_ventas.md:13: El id «ex-abc-01» ya está en x/examen/01_ventas.md:4"),
    (" (abc-02)", "", "01_ventas.md:13: La pregunta se llama «ex-abc-02»"),
    ("- [x] Pan", "- [ ] Pan", "01_ventas.md:4: Ninguna opción está marcada como correcta"),
    ("## Pregunta: ex-abc-02 (abc-02)", "## Tarjeta: Dos", "01_ventas.md:13: No conozco el título «Tarjeta: Dos»"),
    (BANK[BANK.index("## Pregunta: ex-abc-04") :], "", "x/examen:1: La unidad «ventas» tiene 3 preguntas de examen"),
]


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES, ids=[case[1] for case in MISTAKES])
def test_each_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Whatever is spoilt in a good bank is named, and no course comes of it."""
    report = check(write_bank(tmp_path / "x", BANK.replace(old, new, 1)))
    assert said in "\n".join(map(str, report.mistakes))
    assert report.course is None


def test_a_good_bank_is_read(tmp_path: Path) -> None:
    """Its items need no hint; the ones with a hint keep it."""
    text = BANK.replace("## Pregunta: ex-abc-02", "> Pista: ¿qué hornea?\n\n## Pregunta: ex-abc-02")
    course = load(write_bank(tmp_path, text))
    assert [entry.item.hint for entry in course.exam] == ["¿Qué hornea?", "", "", ""]


def test_a_damaged_bank_never_raises() -> None:
    """Any byte may be damaged: items or mistakes come back."""
    data = BANK.encode()
    for place in range(0, len(data), 5):
        reading = markdown.read_exam(data[:place] + b"\xff\n#" + data[place + 3 :], "x")
        assert reading.mistakes
        assert reading.items == ()
