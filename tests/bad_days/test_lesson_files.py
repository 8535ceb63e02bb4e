"""Course files as a failing memory card leaves them."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from bot.app import make_world
from tests.bad_days.lesson_files import (
    DRILL,
    FILES,
    GRADUATE,
    HELP,
    LESSON,
    SHIPPED,
    UNIT,
    Damage,
    judged,
    lived,
    read,
    refused,
    reread,
    shape,
    small_course,
    some,
    starts,
)
from tests.chat import MONDAY, Town, at

SAMPLE = 60


def sample(name: str) -> list[Damage]:
    """Some of everything that can happen to a file."""
    return some((SHIPPED / name).read_bytes(), Random(name), SAMPLE // 4 if name == HELP else SAMPLE)


@pytest.mark.parametrize("name", [*FILES, GRADUATE, HELP])
def test_a_damaged_file_is_whole_or_refused(name: str) -> None:
    """Cut or flipped anywhere it is a lesson by every rule, or its mistakes have the file and a line of it."""
    original = (SHIPPED / name).read_bytes()
    content, _ = read(name, original)
    assert content is not None
    loaded = [judged(name, damage.of(original), shape(content)) for damage in sample(name)]
    assert 0 < sum(loaded) < len(loaded)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_in_its_course(name: str, tmp_path: Path) -> None:
    """The course is refused with file and line, or it is whole: never a lesson less."""
    counts = lived(name, tmp_path, sample(name)[:24])
    assert counts["loaded whole"] + counts["refused with file and line"] == 24


def test_a_damaged_unit_in_its_course(tmp_path: Path) -> None:
    """The same where the damage is in the file that names a unit."""
    course, original = small_course(tmp_path), (SHIPPED / UNIT).read_bytes()
    assert any(refused(course, UNIT, damage.of(original)) for damage in sample(UNIT)[:20])


def test_a_house_goes_on_with_the_course_that_it_has(tmp_path: Path) -> None:
    """What a learner reads comes from the course that was whole; the damaged one is told with file and line."""
    course = small_course(tmp_path)
    town = Town(tmp_path / "town.db", at(MONDAY, 9), make_world("America/Lima", course))
    try:
        town.visit()
        ana = town.learner("Ana R.")
        ana.taps("Empezar")
        for name, damage in ((LESSON, Damage(700)), (DRILL, Damage(5, 7)), (HELP, Damage(700))):
            original = (course / name).read_bytes()
            (course / name).write_bytes(damage.of(original))
            assert f"{name}:" in reread(course)
            (course / name).write_bytes(original)
        ana.does_lesson()
        ana.hears("Para hoy: ")
        assert reread(course) == ""
    finally:
        town.close()


@pytest.mark.process
def test_a_house_does_not_start_with_half_a_course(tmp_path: Path) -> None:
    """`run` says file and line, in Spanish and without a traceback, and ends before anybody can write to it."""
    code, said = starts(tmp_path, LESSON, Damage(700).of((SHIPPED / LESSON).read_bytes()))
    assert code == 1
    assert f"{LESSON}:" in said
    assert "Yachaski corre en" not in said
    assert "Traceback" not in said
