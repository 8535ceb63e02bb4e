"""Who came by a group's code is never gathered; only those without any code are, after all others."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.chat import Person, Town
from tests.conversations.test_grave import LINES, WAITS, WORDS


@pytest.fixture
def carmen(town: Town) -> Person:
    """Who protects the learners."""
    return town.with_role("protection", "Carmen")


def test_a_child_who_waits_for_a_paper_is_one_of_her_own(town: Town, luz: Person, carmen: Person) -> None:
    """By group, school and sheet: she is the one whose father will not sign."""
    luz.says("/start HUAYTAR3")
    luz.taps("Menos de 14")
    sheet = next(word.strip(".") for word in luz.heard()[0].split() if word.strip(".").isdigit())
    luz.says("mi papá me pega")
    luz.hears(LINES)
    carmen.taps("Ver")
    carmen.hears(f"Alguien, 3.º B, colegio San Juan, hoja {sheet}.")


def test_each_who_came_by_a_code_has_a_case(town: Town, carmen: Person) -> None:
    """Two who are enrolling at once: two cases, each told by itself."""
    carmen.listens()
    for _ in range(2):
        somebody = town.person()
        somebody.says("/start HUAYTAR3")
        somebody.says(WORDS)
    assert carmen.heard() == [WAITS, WAITS]
    carmen.says("avisos")
    assert carmen.heard()[0].count("3.º B, colegio San Juan: por atender") == 2


def test_those_without_a_code_are_gathered(town: Town, carmen: Person) -> None:
    """One notice in ten minutes, however many; opened it says how many and from where."""
    carmen.listens()
    for _ in range(7):
        somebody = town.person()
        somebody.says(WORDS)
        somebody.hears(LINES)
    assert carmen.heard() == [WAITS]
    carmen.taps("Ver")
    carmen.hears("7 personas sin código, desde la página, en 10 minutos.")


def test_anonymous_cries_delay_no_real_one(town: Town, ana: Person, carmen: Person) -> None:
    """However many: hers has a notice of its own at once, and is the first of the list."""
    for _ in range(30):
        town.person().says(WORDS)
    carmen.listens()
    ana.says(WORDS)
    assert carmen.heard() == [WAITS]
    carmen.says("avisos")
    first, second = carmen.heard()[0].splitlines()[1:]
    assert "3.º B, colegio San Juan" in first
    assert "sin código" in second


def test_their_notice_leaves_after_hers(town: Town, ana: Person, carmen: Person) -> None:
    """Hers is urgent, and theirs is not."""
    town.person().says(WORDS)
    ana.says(WORDS)
    contact = carmen.id()
    with closing(sqlite3.connect(town.house.settings.database)) as file:
        told = file.execute("SELECT priority FROM delivery WHERE person = ? ORDER BY seq DESC LIMIT 2", (contact,))
        assert [row[0] for row in told] == [-1, 0]
