"""What is served, and what is not: a course needs its language's help lines and grave sentences."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import courses
from bot.app import language, make_world
from bot.core.people import Cohort, Visit
from bot.papers import poster
from bot.settings import Settings
from lessons_es.mistake import CourseError
from tests import kenya


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The English course, to be spoilt."""
    return Path(shutil.copytree(kenya.ENGLISH, tmp_path / "academy"))


def said(work: Callable[[], object]) -> str:
    with pytest.raises(CourseError) as wrong:
        work()
    return str(wrong.value)


def test_each_course_has_its_own_language_lines_and_rhythm() -> None:
    """The first is the house's; a cohort's is found by its folder's name."""
    both = kenya.both()
    spanish, english = both.teaching(""), both.teaching("lessons_en")
    assert (spanish.course.title, english.course.title) == ("Emprende con lo tuyo", "Start with what you have")
    assert (english.course.manner.rhythm.units, len(english.course.lessons)) == (1, 5)
    assert "113" in spanish.help.answer
    assert "1199" in english.help.answer
    assert both.teaching("nobody knows it").course is both.course


def test_what_cannot_be_stored_is_heard_in_every_language() -> None:
    """The ear's own refusal has the lines of the language in which it was written."""
    assert "1199" in kenya.both().lines("I want to kill myself")
    assert "113" in kenya.both().lines("me quiero matar")
    assert kenya.both().lines("hello") == ""


def test_without_help_lines_it_is_not_served(folder: Path) -> None:
    """And the sentence says which file is missing."""
    (folder / "ayuda.md").unlink()
    assert "academy/ayuda.md:1: No hay líneas de ayuda en la lengua de este curso." in said(
        lambda: make_world("Africa/Nairobi", folder)
    )


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda at: (at / "grave.tsv").unlink(), "ayuda/grave.tsv:1: No está o no se puede leer."),
        (
            lambda at: (at / "grave.tsv").write_text("suicide\ti want to die\n"),
            "Tiene 1 frases: para aprender hacen falta al menos 200.",
        ),
        (
            lambda at: (at / "harmless.tsv").write_text("chat\thello\n"),
            "Tiene 1 frases: para aprender hacen falta al menos 500.",
        ),
        (lambda at: (at / "weights.json").unlink(), "Lo que se oye como grave no se aprendió de estas frases."),
        (
            lambda at: (at / "care.tsv").write_text("cita\ti meet a friend\n"),
            "Corre: python -m bot words learn",
        ),
    ],
    ids=["none", "few grave", "few harmless", "not learned", "learned from others"],
)
def test_without_grave_sentences_it_is_not_served(folder: Path, spoil: Callable[[Path], object], sentence: str) -> None:
    """None, too few, or a table that was learned from other ones."""
    spoil(folder / "ayuda")
    assert sentence in said(lambda: make_world("Africa/Nairobi", folder))


def test_a_language_without_our_sentences_is_not_served(folder: Path) -> None:
    """They would be read in Spanish."""
    at = folder / "curso.yaml"
    at.write_text(at.read_text().replace("language: en", "language: sw"))
    assert "No hay frases del programa en la lengua «sw»." in said(lambda: make_world("Africa/Nairobi", folder))


def test_a_word_for_nothing_is_named(folder: Path) -> None:
    """A name in `words` that no command has."""
    at = folder / "curso.yaml"
    at.write_text(at.read_text().replace("  timetable: [", "  tiemtable: ["))
    assert "«words» no conoce «tiemtable»." in said(lambda: make_world("Africa/Nairobi", folder))


def test_the_setting_names_folders_of_ones_own_and_ours(folder: Path) -> None:
    """By name those that come along."""
    assert courses.folders("") == []
    assert courses.names("") == ["lessons_es"]
    assert courses.folders(f"lessons_en, {folder}") == [kenya.ENGLISH, folder]
    assert courses.names(f"lessons_es,{folder}") == ["lessons_es", "academy"]
    assert courses.of_cohort("lessons_es,lessons_en", "lessons_en", language).course.name == "lessons_en"
    assert courses.of_cohort("lessons_es,lessons_en", "", language).course.name == "lessons_es"


def test_the_poster_of_a_course_is_in_its_language() -> None:
    """With the lines of its country, and nothing Spanish."""
    served = kenya.both().teaching("lessons_en")
    stay = Visit("v", "Kyuso Girls", kenya.MONDAY, kenya.DEPARTS, "Africa/Nairobi")
    cohort = Cohort("c", "Form 2", kenya.CODE, stay, ("Wanjiru",), course="lessons_en")
    made = poster.of_cohort(cohort, "YachaskiBot", Settings(_env_file=None))
    page = poster.html([made], served.help, served.language("en").gettext)
    text = re.sub(r"<(style|svg).*?</\1>|<[^>]*>", " ", page, flags=re.DOTALL)
    assert '<html lang="en">' in page
    assert "from 18 January to 29 January" in text
    assert "1199" in text
    assert "116" in text
    assert "999" in text
    assert kenya.leaks(text) == []
