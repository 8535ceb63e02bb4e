"""A learner's own words lead to lessons."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lessons_es.catalog import load
from lessons_es.schema import Course, Unit
from lessons_es.search import MOST_RESULTS, Search

COURSE = load()
SEARCH = Search(COURSE)

QUESTIONS = [
    ("kien me compra mi qeso", "emp-02"),
    ("xq nadie compro mi pan", "emp-02"),
    ("donde consigo clientes", "emp-02"),
    ("como se cuanto covrar por mis empanadas", "emp-04"),
    ("cmo calculo la gananzia", "emp-04"),
    ("cuanto me keda despues de pagar los gastoz", "emp-04"),
    ("perdi plata vendiendo barato", "emp-04"),
    ("no tengo una ideaa de negosio", "emp-01"),
    ("cual es el problema de mi pueblo q puedo resolber", "emp-01"),
    ("ke preguntas ago a mis vesinos", "emp-03"),
    ("a q vezino le ago la entrebista", "emp-03"),
    ("un señor q no conosco me dice q vaya sola", "emp-05"),
    ("como digo mi negosio en una frace", "emp-05"),
    ("dejé de vender un mes komo vuelvo a enpesar", "gra-01"),
    ("como apunto mis bentas en el cuaderno", "gra-02"),
    ("me piden un kodigo por wasap", "dig-02"),
    ("me robaron la kuenta", "dig-02"),
    ("como ago un abiso", "mkt-01"),
    ("donde tomo la foto con vuena lus", "dig-01"),
    ("me dijieron q gane un premio y q page el enbio", "fin-02"),
    ("como aorro la plata de mi negosio", "fin-04"),
    ("la tienda no me kiere canbiar q ago reclamasion", "fin-03"),
]


@pytest.mark.parametrize(("question", "lesson_id"), QUESTIONS)
def test_a_question_with_typos_finds_its_lesson(question: str, lesson_id: str) -> None:
    """Spelling as on a phone, without accents, still leads there."""
    assert lesson_id in [lesson.id for lesson in SEARCH.find(question)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("bentas", "ventas"),
        ("bendo", "vendo"),
        ("qeso", "queso"),
        ("keso", "queso"),
        ("vesinos", "vecinos"),
        ("vezinos", "vecinos"),
        ("presio", "precio"),
        ("chuyo", "chullo"),
        ("llape", "yape"),
        ("yelo", "hielo"),
        ("uevos", "huevos"),
        ("wevos", "huevos"),
        ("aorro", "ahorro"),
        ("jente", "gente"),
        ("tegido", "tejido"),
        ("enbase", "envase"),
        ("sapatos", "zapatos"),
    ],
)
def test_what_sounds_alike_is_the_same_word(written: str, meant: str) -> None:
    """B and v, s, c and z, ll and y, g and j, qu and k, a silent h: what is said alike leads to the same lessons."""
    assert SEARCH.nearest(written) == SEARCH.nearest(meant) != ()


def test_sounds_come_before_letters() -> None:
    """«bentas» is as near «buenas» as «ventas» letter by letter, and means «ventas»."""
    about = [replace(COURSE.lessons[0], id=word, keywords=(word,), cards=(), items=()) for word in ("buenas", "ventas")]
    found = Search(Course((Unit("u", "U", 1, tuple(about)),))).nearest("bentas")
    assert [lesson.id for lesson in found] == ["ventas"]


@pytest.mark.parametrize("question", ["kien", "aser", "ola", "asta kuando"])
def test_a_small_word_spelt_by_ear_is_still_small(question: str) -> None:
    """«kien» is «quien», not the word of some lesson that looks like it."""
    assert SEARCH.find(question) == ()


@pytest.mark.parametrize("question", ["", "?", "zzzz", "xxyyzz wwvv", "¿y qué?", "🙂", "de la que", "fotosíntesis"])
def test_nothing_like_it_finds_nothing(question: str) -> None:
    """Where no word matches, no lesson is put forward."""
    assert SEARCH.find(question) == ()


@pytest.mark.parametrize(
    "text", ['"', "pan OR", "NEAR(pan queso)", "keys: pan*", "pan' --", '"pan" AND ^', "\ud800 pan"]
)
def test_the_search_language_is_not_spoken(text: str) -> None:
    """Signs that mean something to the index are only signs."""
    assert len(SEARCH.find(text)) <= MOST_RESULTS


@pytest.mark.slow
@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_gets_at_most_three(text: str) -> None:
    """Whatever is written, the search answers."""
    assert len(SEARCH.find(text)) <= MOST_RESULTS


def test_a_very_long_text_is_answered() -> None:
    """A whole book pasted into the chat is a question like any other."""
    assert len(SEARCH.find("pan queso vecino clientes " * 100_000)) == MOST_RESULTS


def test_many_threads_may_ask() -> None:
    """Answers do not mix between threads."""
    expected = [SEARCH.find(question) for question, _ in QUESTIONS] * 20
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(SEARCH.find, [question for question, _ in QUESTIONS] * 20))
    assert found == expected


def test_an_empty_course_finds_nothing() -> None:
    """Before the first lesson is written, a question is still no accident."""
    assert Search(Course(())).find("pan") == ()
