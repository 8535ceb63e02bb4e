"""The lessons that we ship."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lessons_es.catalog import check, load
from lessons_es.schema import Lesson, QuizItem

COURSE = load()
ASKED = [
    *(item for lesson in (*COURSE.lessons, *COURSE.graduate_pieces, *COURSE.teacher_pieces) for item in lesson.items),
    *(entry.item for entry in COURSE.exam),
    *(drill.item for drill in COURSE.drills),
]
BY_NIGHT = re.compile(r"\b[1-5] de la mañana|madrugada|de noche|(?:8|9|10|11|12) de la noche")
EVERYTHING = [*COURSE.lessons, *COURSE.graduate_pieces]
BEFORE_A_BUYER = ["emp-05", "met-05", "mkt-01", "mkt-05", "fin-01", "fin-05", "gra-01", "gra-04", "gra-14"]
RULE_OF_CARE = (
    "\nEntrega siempre con alguien. No publiques tu casa, tu uniforme ni tu cara. Un adulto sabe con quién quedaste."
)
CARE_OF_ITS_OWN = {
    "met-02": "Primero cuéntaselo a un adulto, y después ve de día y con alguien.",
    "met-03": "Averígualo con gente conocida, de día y con alguien.",
    "met-04": "Un adulto sabe dónde están.",
    "dig-04": "Se entrega con alguien y donde hay gente.",
    "dig-05": "Tu casa, tu colegio y tu cara no van.",
    "mkt-03": "Igual se le atiende de día, con alguien y donde hay gente.",
    "mkt-04": "Eso no lo contestas tú: lo contesta el adulto.",
    "gra-06": "¿Te pide ir a su casa a verlo? Que lo traiga a tu puesto.",
    "gra-07": "No entregues, y quédate donde hay gente.",
    "gra-09": "Pasa de día y con alguien",
    "gra-11": "Si no paga, no vayas a su casa a insistir.",
    "gra-13": "No digas dónde vives: di qué día están en la feria.",
    "gra-18": "Lo último también se entrega de día y con alguien.",
    "gra-21": "No lleva tu dirección, tu colegio ni tu cara.",
    "gra-22": "nadie vende a solas.",
}


@pytest.mark.slow
def test_the_course_has_neither_mistakes_nor_warnings() -> None:
    """What we ship reads easily and is whole."""
    report = check()
    assert [str(mistake) for mistake in (*report.mistakes, *report.warnings)] == []


def test_the_first_week_is_whole() -> None:
    """Five lessons of entrepreneurship, Monday to Friday."""
    unit = COURSE.units[0]
    assert (unit.id, unit.week) == ("emprendimiento", 1)
    assert [lesson.id for lesson in unit.lessons] == [f"emp-0{day}" for day in range(1, 6)]


def test_the_lesson_of_tuesday_is_the_one_of_the_dialogues() -> None:
    """«¿Quién te compra?» says what was agreed, word for word."""
    lesson = COURSE.lesson("emp-02")
    assert lesson is not None
    assert lesson.title == "¿Quién te compra?"
    assert [card.title for card in lesson.cards] == ["El pan de Beto", "Un cliente con nombre", "Ahora tú"]
    assert lesson.cards[0].text == (
        "Beto horneó 60 panes para «todo el pueblo». Vendió 20. Salió a las 9, y a esa hora la gente ya "
        "había desayunado. El pan era rico. Pero Beto no sabía quién le iba a comprar ni a qué hora."
    )
    assert lesson.items[1].options[2].explained("A") == (
        "Tus primos te quieren y dirán que sí. «Me gusta» no es «te compro». Lo que alguien ya compró dice más: la A."
    )


def test_the_right_letter_is_spread() -> None:
    """No letter is right in more than half of the items, and the longest option is seldom the right one."""
    items = [item for lesson in EVERYTHING for item in lesson.items]
    places = [item.options.index(item.right) for item in items]
    assert all(0 < places.count(place) <= len(items) / 2 for place in range(3))
    longest = [item for item in items if item.right == max(item.options, key=lambda option: len(option.text))]
    assert len(longest) <= len(items) / 2


@pytest.mark.parametrize("lesson_id", BEFORE_A_BUYER)
def test_before_a_buyer_comes_the_rule_of_care(lesson_id: str) -> None:
    """Where a learner first meets a buyer, or delivers, the last card closes with how to stay safe."""
    lesson = COURSE.lesson(lesson_id)
    assert lesson is not None
    assert lesson.cards[-1].text.endswith(RULE_OF_CARE)


@pytest.mark.parametrize("lesson_id", CARE_OF_ITS_OWN)
def test_elsewhere_the_rule_follows_from_the_story(lesson_id: str) -> None:
    """A sentence read in 24 places is not read: the others say what this very deal asks for."""
    lesson = COURSE.lesson(lesson_id)
    assert lesson is not None
    assert CARE_OF_ITS_OWN[lesson_id] in lesson.cards[-1].text


def test_the_rule_of_care_is_not_worn_out() -> None:
    """Word for word it stands in nine places, and in no other."""
    assert [one.id for one in EVERYTHING if any(card.text.endswith(RULE_OF_CARE) for card in one.cards)] == [
        *BEFORE_A_BUYER
    ]


@pytest.mark.parametrize("lesson", EVERYTHING, ids=lambda lesson: lesson.id)
def test_nobody_is_sent_to_borrow(lesson: Lesson) -> None:
    """No loans for those under 18, and never the word «incorrecto»."""
    texts = [card.text for card in lesson.cards] + [lesson.task]
    texts += [option.explanation for item in lesson.items for option in item.options]
    for word in ("préstamo", "crédito", "incorrect"):
        assert word not in " ".join(texts).lower()


@pytest.mark.parametrize("item", ASKED, ids=lambda item: item.id)
def test_nobody_is_praised_for_working_by_night(item: QuizItem) -> None:
    """No right option, nor what is told on choosing it, has a child at work when children sleep."""
    assert not BY_NIGHT.search(f"{item.right.text} {item.right.explanation}")


RETIRED = {"dig-03-q2"}
"""Items that a later edition took out: their ids are never used again."""


def test_the_ids_of_the_first_edition_are_kept() -> None:
    """A learner's place, memory and exam hang on them: each still means what it meant, or is retired for good."""
    first = set((Path(__file__).parent / "first_edition.txt").read_text(encoding="utf-8").split())
    pieces = [*COURSE.lessons, *COURSE.graduate_pieces, *COURSE.teacher_pieces]
    now = {piece.id for piece in pieces} | {item.id for item in ASKED} | {drill.id for drill in COURSE.drills}
    assert first - now == RETIRED


def test_what_touches_the_law_waits_for_a_lawyer() -> None:
    """First sales and fairs stay marked until a lawyer has read them."""
    assert [lesson.id for lesson in COURSE.for_counsel] == ["emp-05", "fin-05", "gra-19", "gra-34", "doc-05"]


def test_the_rule_of_the_states_pages_cannot_be_met_by_a_swindler() -> None:
    """Nowhere «acaba en gob.pe», which `bono-gob.pe` satisfies; an exam item sets true and false side by side."""
    texts = [card.text for lesson in EVERYTHING for card in lesson.cards]
    texts += [text for item in ASKED for option in item.options for text in (option.text, option.explanation)]
    assert not [text for text in texts if re.search(r"acaban? en gob\.pe", text)]
    entry = COURSE.exam_item("ex-dig-11")
    assert entry is not None
    assert [option.text for option in entry.item.options if option.correct] == ["(nombre).gob.pe/tramites"]


def test_every_item_of_the_course_has_another_dress() -> None:
    """A review asks the same with other names, products and figures."""
    items = [item for lesson in COURSE.lessons for item in lesson.items]
    assert [item.id for item in items if not item.dresses] == []
    for item in items:
        assert {form.shape for form in item.forms} == {item.shape}
