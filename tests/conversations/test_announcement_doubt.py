"""«Esto no está bien»: learners say so of an announcement, and its teacher does not hear of it."""

from __future__ import annotations

import pytest

from tests.chat import Person, Town

WORDS = "El que no venga el sábado a ayudarme en mi chacra, ya sabe"


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B, who announced something."""
    return town.teacher("Elena")


@pytest.fixture
def carmen(town: Town) -> Person:
    """Who protects the learners."""
    return town.with_role("protection", "Carmen")


def announces(elena: Person) -> None:
    elena.says("/anuncio")
    elena.says(WORDS)
    elena.taps("Ahora")


def doubts(learner: Person) -> None:
    learner.taps("Más")
    learner.taps("Esto no está bien")


def test_a_learner_lets_somebody_read_an_announcement(town, elena, carmen):
    """Who it was is told to nobody, and nothing to the teacher."""
    luz = town.learner("Luz Q.")
    announces(elena)
    elena.listens()
    doubts(luz)
    luz.hears("¿Le aviso a quien cuida a los estudiantes? Tu profe no se entera.")
    luz.taps("Sí, avisa")
    luz.hears("Gracias por avisar.")
    carmen.hears_later("Hay un aviso por atender.")
    carmen.taps("Ver")
    carmen.hears("alguien que aprende dice que un anuncio no está bien")
    assert f"Tu profe Elena: «{WORDS}»" in carmen.heard()[-1]
    assert "Luz" not in carmen.heard()[-1]
    town.waits(days=3)
    assert not any("avis" in text for text in elena.heard())


def test_it_is_one_case_however_many_tap(town, elena, carmen):
    """Told once; opened, it says how many."""
    learners = [town.learner(name) for name in ("Luz Q.", "Ana R.", "Yeni P.")]
    announces(elena)
    for learner in learners:
        doubts(learner)
        learner.taps("Sí, avisa")
    town.waits(hours=1)
    carmen.listens()
    carmen.says("avisos")
    assert len(carmen.buttons()) == 1
    carmen.taps(carmen.buttons()[0])
    assert carmen.heard()[-1].count("un anuncio no está bien") == len(learners)


def test_no_tells_nobody(town, elena, carmen):
    """And the lesson goes on."""
    luz = town.learner("Luz Q.")
    announces(elena)
    carmen.listens()
    doubts(luz)
    luz.taps("No")
    luz.hears("Está bien, no aviso a nadie.")
    carmen.hears_nothing()


def test_understood_is_not_lost_behind_more(town, elena):
    """It stays possible, and counts."""
    luz = town.learner("Luz Q.")
    announces(elena)
    luz.taps("Más")
    luz.taps("Entendido")
    town.waits(hours=1)
    elena.hears_later("1 tocó «Entendido»")
