"""People are told apart by who they are: two of one name are two lines, two buttons, two keys."""

from __future__ import annotations

import pytest

from bot.core.talk.enrol import own_ticket
from tests.chat import Person, Town


@pytest.fixture
def three(town: Town) -> list[Person]:
    """Ana, Ana and ANA, recognised."""
    return [town.learner(name) for name in ("Ana", "Ana", "ANA")]


def test_a_code_is_given_to_the_one_who_is_meant(town: Town, three: list[Person]) -> None:
    """Three buttons, none like another; the code is for whose button it was."""
    elena = town.teacher("Elena")
    for act in ("Mi grupo", "Más", "Clave nueva", "ana"):
        elena.says(act)
    elena.sees("Ana", "Ana 2", "Ana 3")
    ids = [one.id() for one in three]
    elena.taps("Ana 2")
    elena.hears("Ana 2")
    elena.taps("Sí, dame el código")
    pending = [town.book(lambda book, id=id: book.code_of(id, town.clock.now())) for id in ids]
    assert [code is not None for code in pending] == [False, True, False]


def test_one_of_them_may_be_typed(town: Town, three: list[Person]) -> None:
    """As the list shows her."""
    elena = town.teacher("Elena")
    for act in ("Mi grupo", "Más", "Clave nueva", "ana 3"):
        elena.says(act)
    elena.hears("Ana 3")


def test_newcomers_and_silent_ones_are_told_apart(town: Town, three: list[Person]) -> None:
    """In every list of the class, the same name for the same learner."""
    town.learner("Ana", accepted=False)
    elena = town.teacher("Elena")
    elena.says("Mi grupo")
    elena.taps("Nuevos (1)")
    elena.hears("Ana 4")
    elena.waits(days=12)
    elena.says("Mi grupo")
    for name in ("Ana:", "Ana 2", "Ana 3"):
        assert name.rstrip(":") in elena.heard()[-1]


def test_the_list_of_a_report_loses_nobody(town: Town, three: list[Person]) -> None:
    """One Ana said «Entendido»: the others are still among those who have it."""
    elena = town.teacher("Elena")
    for act in ("/anuncio", "Mañana no hay clase"):
        elena.says(act)
    elena.taps("Ahora")
    elena.waits(hours=0.1)
    three[1].taps("Entendido")
    elena.waits(hours=1)
    elena.taps("Ver la lista")
    told = elena.heard()[-1]
    assert all(told.count(name) == 1 for name in ("Ana 2", "Ana 3"))
    assert told.count("Ana") == 3


def test_questions_say_which_of_them_asks(town: Town, three: list[Person]) -> None:
    """Two questions, two names."""
    elena = town.teacher("Elena")
    for one, words in zip(three, ("puedo llevar queso", "puedo llevar pan"), strict=False):
        for act in ("preguntar a mi profe", words, "Sí, enviar"):
            one.says(act)
    elena.waits(hours=9)
    elena.hears_later("1. Ana (3.º B): «puedo llevar queso»\n2. Ana 2 (3.º B): «puedo llevar pan»")


def test_who_reads_for_the_teacher_knows_which_of_them_asks(town: Town, three: list[Person]) -> None:
    """A question that was passed on is of the Ana whom the teacher calls so."""
    town.teacher("Elena")
    olga = town.with_role("operator", "Olga")
    for act in ("preguntar a mi profe", "¿Puedo llevar pan?", "Sí, enviar"):
        three[1].says(act)
    town.waits(days=4)
    town.says_good_morning()
    olga.hears_later("1. Ana 2: «¿Puedo llevar pan?»")


def test_a_case_is_of_one_of_them(town: Town, three: list[Person]) -> None:
    """Whoever cares for the learners looks for the one who wrote."""
    carmen = town.with_role("protection", "Carmen")
    three[1].says("me quiero morir")
    carmen.taps("Ver")
    carmen.hears("Ana 2, 3.º B")


def test_no_two_papers_of_a_group_have_one_number(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the same one is drawn, the next free one is told; the teacher sees both."""
    elena = town.teacher("Elena")
    monkeypatch.setattr("bot.turn.world.secrets.token_bytes", bytes)
    children = [town.person() for _ in range(3)]
    for child in children:
        child.says("/start HUAYTAR3")
        child.taps("Menos de 14")
    told = [child.heard()[-1].partition("este número: ")[2][:3] for child in children]
    assert told == ["100", "101", "102"]
    elena.says("mi grupo")
    elena.taps("Hojas (3)")
    elena.sees("Hoja 100", "Hoja 101", "Hoja 102")


@pytest.mark.parametrize(
    ("drawn", "taken", "own"), [("999", ("999",), "100"), ("427", (), "427"), ("427", ("427", "428"), "429")]
)
def test_the_next_free_number_is_taken(drawn: str, taken: tuple[str, ...], own: str) -> None:
    """After the last one the first."""
    assert own_ticket(drawn, taken) == own
