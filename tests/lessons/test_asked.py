"""How often a question finds its lesson, on two lists written without sight of lessons or code.

Every second line was looked at while the search was tuned; the others never were. The numbers here are floors that
were measured on both halves, so that a change which loses some is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lessons_es import synonyms
from lessons_es.catalog import load
from lessons_es.schema import Drill, Lesson
from lessons_es.search import Search

SEARCH = Search(load())
_LINES = (Path(__file__).parent / "asked_answerable.tsv").read_text(encoding="utf-8").splitlines()
_ALL = [(question, ids.split()) for question, ids in (line.split("\t") for line in _LINES)]
_BEYOND = (Path(__file__).parent / "asked_beyond.tsv").read_text(encoding="utf-8").splitlines()


def answerable(half: int) -> list[tuple[str, list[str]]]:
    """The questions that a lesson answers, with those that do."""
    return [asked for asked in _ALL[half::2] if asked[1] != ["-"]]


def beyond(half: int) -> list[str]:
    """The questions that none answers: everyday chatter, and some of the course's subjects."""
    return _BEYOND[half::2] + [question for question, ids in _ALL[half::2] if ids == ["-"]]


def share(half: int, right: Callable[[tuple[Lesson | Drill, ...], list[str]], bool], *, threshold: bool) -> float:
    """How many of the answerable of a half are answered rightly, in percent."""
    find = SEARCH.find if threshold else SEARCH.nearest
    asked = answerable(half)
    return 100 * sum(right(find(question), ids) for question, ids in asked) / len(asked)


@pytest.mark.parametrize(("half", "first", "among"), [(0, 80, 95), (1, 81, 83)], ids=["tuned", "unseen"])
def test_the_right_lesson_comes_first(half: int, first: float, among: float, tells: Callable[[str], None]) -> None:
    """First, and among the three, with nothing held back."""
    top = share(half, lambda found, ids: found[0].id in ids, threshold=False)
    three = share(half, lambda found, ids: any(one.id in ids for one in found), threshold=False)
    tells(f"search, half {half}: first {top:.0f} %, among three {three:.0f} %")
    assert top >= first
    assert three >= among


@pytest.mark.parametrize(("half", "got", "none"), [(0, 97, 14), (1, 81, 31)], ids=["tuned", "unseen"])
def test_what_no_lesson_answers_gets_none(half: int, got: float, none: float, tells: Callable[[str], None]) -> None:
    """Where the search doubts it says so, and yet most of what can be answered gets something."""
    something = share(half, lambda found, _ids: bool(found), threshold=True)
    told = 100 * sum(bool(SEARCH.find(question)) for question in beyond(half)) / len(beyond(half))
    tells(f"search, half {half}: something for {something:.0f} % of the answerable, for {told:.0f} % of the others")
    assert something >= got
    assert told <= none


def test_a_scam_is_answered_by_its_drill() -> None:
    """Drills are found as lessons are."""
    assert "sim-13" in [one.id for one in SEARCH.find("el qr tiene otro nombre")]


def test_a_line_of_the_synonyms_that_cannot_be_read_is_named() -> None:
    """With its number and how to write it; what explains is no list item."""
    found, mistakes = synonyms.read(
        b"Para que sirve.\n- afiche, letrero: cartel aviso\n- afiche cartel\n", "x/sinonimos.md"
    )
    assert found == (("afiche", ("cartel", "aviso")), ("letrero", ("cartel", "aviso")))
    assert [(one.path, one.line) for one in mistakes] == [("x/sinonimos.md", 3)]
