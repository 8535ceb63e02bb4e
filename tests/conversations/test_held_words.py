"""An adult's words that did not leave: the filter's are told, what sounds like grooming or grave is read first."""

from __future__ import annotations

import pytest

from tests.chat import Person, Town

SECRET = "Rosa, ven sola al camión y no le digas a tu mamá"


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


@pytest.fixture
def luz(town: Town, elena: Person) -> Person:
    """A learner of hers."""
    return town.learner("Luz Q.")


@pytest.fixture
def carmen(town: Town) -> Person:
    """Who protects the learners."""
    return town.with_role("protection", "Carmen")


@pytest.fixture
def olga(town: Town) -> Person:
    """The second adult."""
    return town.with_role("operator", "Olga")


def announces(elena: Person, text: str) -> None:
    """With one group, up to «Ahora»."""
    elena.says("/anuncio")
    elena.says(text)
    elena.taps("Ahora")


def test_the_second_adult_reads_at_once_what_the_filter_held(elena, luz, carmen, olga):
    """Whole, with who wrote it; who protects learners is not disturbed."""
    carmen.listens()
    elena.says("/anuncio")
    elena.says("apunten: 987/654/321")
    olga.hears_later("El filtro no llevó lo que escribió Elena (3.º B): «apunten: 987/654/321».")
    carmen.hears_nothing()


def test_what_a_learner_may_not_write_is_told_to_nobody(luz, elena, olga):
    """A child who writes her number has done nothing."""
    olga.listens()
    luz.says("profe")
    luz.says("mi número es 987654321")
    luz.hears("No llevo números")
    olga.hears_nothing()


def test_grooming_waits_for_who_protects(town, elena, luz, carmen):
    """It looks like any other until «Ahora»; then it waits, and the adult has no way to let it go."""
    luz.listens()
    announces(elena, SECRET)
    elena.hears("Todavía no sale: antes lo lee quien cuida a los estudiantes.")
    carmen.hears_later(f"Elena (3.º B) escribió esto para estudiantes: «{SECRET}»")
    town.waits(days=1)
    assert not any("ven sola" in text for text in luz.heard())
    carmen.taps("No sale")
    carmen.hears("Listo, no sale.")
    town.waits(hours=1)
    assert not any("ven sola" in text for text in luz.heard())


def test_grave_words_that_are_none_leave_when_they_were_read(town, elena, luz, carmen):
    """A talk about violence is announced after a look at it."""
    announces(elena, "Charla el viernes: si tu papá te dice que me pega, avisa")
    luz.listens()
    carmen.taps("Que salga")
    carmen.hears("Listo, sale.")
    luz.hears_later("Charla el viernes")
    carmen.taps("No sale")
    town.waits(hours=1)
    elena.hears_later("Llegó a 1 de 1")


@pytest.mark.parametrize("again", ["Que salga", "No sale"])
def test_an_answer_waits_too(town, elena, luz, carmen, again):
    """The question stays open until the answer was read."""
    luz.says("profe")
    luz.says("¿Cuándo es la feria?")
    luz.taps("Sí, enviar")
    elena.says("mi grupo")
    elena.taps("Preguntas (1)")
    elena.taps("Responder")
    luz.listens()
    elena.says("El sábado. Eres muy linda.")
    elena.hears("Todavía no sale")
    carmen.taps(again)
    town.waits(hours=1)
    assert any("Eres muy linda" in text for text in luz.heard()) == (again == "Que salga")


def test_who_wrote_it_never_lets_it_go(town, elena, luz):
    """A teacher who is the only operator too: nobody is asked, and it stays."""
    token = "an-operator-link"
    now = town.clock.now()
    town.book(lambda book: book.add_invite(token, "operator", None, now, now.replace(year=now.year + 1)))
    elena.says(f"/start {token}")
    luz.listens()
    announces(elena, SECRET)
    elena.hears("Todavía no sale")
    town.waits(days=1)
    assert "Que salga" not in elena.buttons()
    assert not any("ven sola" in text for text in luz.heard())
