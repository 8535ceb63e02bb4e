"""How much a teacher gets: what waits comes once a day, at the hour of her choice; on Monday whatever is left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.chat import MONDAY, Person, Town, at

FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


def asks(learner: Person, text: str) -> None:
    learner.says("profe")
    learner.says(text)
    learner.taps("Sí, enviar")


def test_newcomers_papers_and_questions_are_one_message(town, elena):
    """At 5 p. m. and not before; each kind is one tap away."""
    asks(town.learner("Ana R."), "¿Cuándo es la feria?")
    town.learner("Luz Q.", accepted=False)
    nico = town.person()
    nico.says("/start HUAYTAR3")
    nico.taps("Menos de 14")
    elena.listens()
    town.walks_to(at(MONDAY, 16, 59))
    elena.hears_nothing()
    town.walks_to(at(MONDAY, 17, 1))
    elena.hears_later("3.º B: 1 nuevo, 1 hoja por firmar, 1 pregunta")
    elena.sees("Nuevos (1)", "Preguntas (1)", "Hojas (1)")
    assert len(elena.heard()) == 1


def test_the_chosen_hour_is_that_of_the_bundle(town, elena):
    """Not only of questions."""
    elena.says("/preguntas")
    elena.taps("1 p. m.")
    town.learner("Luz Q.", accepted=False)
    elena.listens()
    town.walks_to(at(MONDAY, 13, 1))
    elena.hears_later("1 nuevo en 3.º B: Luz Q. ¿Es de tu grupo?")


def test_monday_holds_what_is_left(town, elena):
    """Said on the day and on the next Monday, and on no day between, where nothing new came."""
    town.learner("Luz Q.", accepted=False)
    town.walks_to(at(MONDAY, 17, 1))
    elena.hears_later("1 nuevo en 3.º B")
    elena.listens()
    town.walks_to(at(MONDAY + timedelta(days=7), 16, 59))
    assert not any("1 nuevo" in text for text in elena.heard())
    town.walks_to(at(MONDAY + timedelta(days=7), 17, 1))
    elena.hears_later("1 nuevo en 3.º B: Luz Q. ¿Es de tu grupo?")


def test_monday_says_nothing_where_nothing_waits(town, elena):
    """What was dealt with is not said again."""
    town.learner("Luz Q.", accepted=False)
    town.walks_to(at(MONDAY, 17, 1))
    elena.taps(elena.buttons()[0])
    elena.hears("Listo, 1 más en 3.º B.")
    elena.listens()
    town.walks_to(at(MONDAY + timedelta(days=7), 17, 1))
    assert not any("nuevo" in text for text in elena.heard())


def test_newcomers_of_two_classes_follow_each_other(town, elena):
    """Counted by class, the first ones with their button, and the next after those."""
    town.visit(site="colegio San Juan", groups=(("4.º A", "ROSA4ABC", "Elena"),))
    id = elena.id()
    town.book(lambda book: book.teach("both", id, book.cohort_by_code("ROSA4ABC").id, town.clock.now()))
    town.learner("Luz Q.", accepted=False)
    town.learner("Ana R.", "ROSA4ABC", accepted=False)
    elena.listens()
    town.walks_to(at(MONDAY, 17, 1))
    elena.hears_later("Te esperan:\n3.º B: 1 nuevo\n4.º A: 1 nuevo\n1 nuevo en 3.º B: Luz Q. ¿Es de tu grupo?")
    elena.taps(elena.buttons()[0])
    elena.hears("Listo, 1 más en 3.º B. 1 nuevo en 4.º A: Ana R. ¿Es de tu grupo?")


def test_two_classes_are_one_message(town, elena):
    """Each with what waits there, by letter."""
    town.visit(site="colegio San Juan", groups=(("4.º A", "ROSA4ABC", "Elena"),))
    id = elena.id()
    town.book(lambda book: book.teach("both", id, book.cohort_by_code("ROSA4ABC").id, town.clock.now()))
    town.learner("Luz Q.", accepted=False)
    asks(town.learner("Ana R.", "ROSA4ABC"), "¿Cuándo es la feria?")
    elena.listens()
    town.walks_to(at(MONDAY, 17, 1))
    elena.hears_later("Te esperan:\nA. 3.º B: 1 nuevo\nB. 4.º A: 1 pregunta")
    elena.taps("B")
    elena.hears("4.º A")
