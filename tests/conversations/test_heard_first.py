"""Nothing is answered before it was listened to, whoever has the phone and whatever was being done there."""

from __future__ import annotations

import pytest

from tests.chat import Person, Town
from tests.conversations.test_grave import LINES

WORDS = "me quiero morir"


@pytest.fixture
def carmen(town: Town) -> Person:
    """Who protects the learners."""
    return town.with_role("protection", "Carmen")


@pytest.fixture
def silent(town: Town, carmen: Person) -> Person:
    """A learner whose phone has not been heard for 91 days."""
    town.teacher("Elena")
    ana = town.learner("Ana R.")
    ana.waits(days=91)
    ana.listens()
    carmen.listens()
    return ana


def test_after_91_days_the_lines_come_first_and_name_nobody(silent: Person, carmen: Person) -> None:
    """Who has the phone is not known: no name, no teacher to tell; and the contact hears of it."""
    silent.says(WORDS)
    silent.hears(LINES)
    assert "Ana" not in silent.heard()[0]
    silent.sees("A nadie más", "No era eso", "Quitar esto")
    carmen.hears_later("Hay un aviso por atender.")
    silent.taps("A nadie más")
    silent.hears("Está bien, no aviso a nadie más.")
    silent.taps("Seguir")
    silent.hears("¿Ya hablamos antes?")


def test_after_91_days_it_was_nothing_of_the_kind(silent: Person, carmen: Person) -> None:
    """The case says so, and who has the phone is asked as before."""
    silent.says(WORDS)
    silent.says("No era eso")
    silent.hears("¿Ya hablamos antes?")
    carmen.taps("Ver")
    carmen.hears("dice que no era eso")


def test_after_91_days_help_has_the_lines(silent: Person, carmen: Person) -> None:
    """Beside the question who has the phone; «Que me busquen» tells the contact."""
    silent.says("ayuda")
    silent.hears("¿Ya hablamos antes?")
    assert "Si alguien te hace daño: 100." in silent.heard()[0]
    carmen.hears_nothing()
    silent.taps("Que me busquen")
    silent.hears("Le aviso a quien cuida a los estudiantes para que te busque.")
    carmen.hears_later("Hay un aviso por atender.")
