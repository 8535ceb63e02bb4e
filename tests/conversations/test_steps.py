"""Who hears of a case, and when the next one does; never who teaches the learner or answered her."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.ports.book import Book
from bot.turn.world import new_id
from tests.chat import MONDAY, Person, Town, at
from tests.conversations.test_grave import WAITS, WORDS


@pytest.fixture
def carmen(town: Town) -> Person:
    """Who protects the learners."""
    return town.with_role("protection", "Carmen")


@pytest.fixture
def pilar(town: Town, carmen: Person) -> Person:
    """The second who protects them."""
    return town.with_role("protection", "Pilar")


@pytest.fixture
def rosa(town: Town) -> Person:
    """Who is responsible for the programme."""
    return town.with_role("responsible", "Rosa")


def told(*people: Person) -> list[bool]:
    """Who heard that there is an alert, since the last act."""
    return [any(WAITS in text for text in person.heard()) for person in people]


def everybody_listens(*people: Person) -> None:
    for person in people:
        person.listens()


def passes(town: Town, minutes: int, *people: Person) -> list[bool]:
    """Who heard of it in the next minutes."""
    everybody_listens(*people)
    town.waits(hours=minutes / 60)
    return told(*people)


def test_grave_words_go_on_step_by_step(town: Town, ana: Person, carmen: Person, pilar: Person, rosa: Person) -> None:
    """The contact at once, the second after 30 minutes, who is responsible after two hours; each once."""
    ana.says(WORDS)
    assert told(carmen, pilar, rosa) == [True, False, False]
    assert passes(town, 29, carmen, pilar, rosa) == [False, False, False]
    assert passes(town, 2, carmen, pilar, rosa) == [False, True, False]
    assert passes(town, 88, carmen, pilar, rosa) == [False, False, False]
    assert passes(town, 3, carmen, pilar, rosa) == [False, False, True]
    assert passes(town, 600, carmen, pilar, rosa) == [False, False, False]


def test_taken_the_steps_end(town: Town, ana: Person, carmen: Person, pilar: Person, rosa: Person) -> None:
    """«Yo me encargo», and nobody else is called."""
    ana.says(WORDS)
    carmen.taps("Ver")
    carmen.taps("Yo me encargo")
    assert passes(town, 600, carmen, pilar, rosa) == [False, False, False]


def test_where_there_is_no_second_contact_the_operator_is_it(town: Town, ana: Person, carmen: Person) -> None:
    """And once told, the operator may open it."""
    olga = town.with_role("operator", "Olga")
    ana.says(WORDS)
    assert passes(town, 31, carmen, olga) == [False, True]
    olga.taps("Ver")
    olga.hears("Ana R., 3.º B, colegio San Juan.")
    olga.taps("Yo me encargo")
    olga.hears("Gracias. Anoté que te encargas.")


def test_at_night_too_but_not_for_who_wishes_to_be_looked_for(
    town: Town, ana: Person, carmen: Person, pilar: Person
) -> None:
    """Grave words wait for nobody's morning; «Que me busquen» does, and goes on a day later."""
    town.walks_to(at(MONDAY, 22))
    carmen.listens()
    ana.says("ayuda")
    ana.taps("Que me busquen")
    assert told(carmen) == [False]
    assert passes(town, 9 * 60 + 5, carmen, pilar) == [True, False]
    assert passes(town, 24 * 60, carmen, pilar) == [False, True]
    luz = town.learner("Luz Q.")
    town.walks_to(at(MONDAY + timedelta(days=2), 23))
    carmen.listens()
    luz.says(WORDS)
    assert told(carmen) == [True]


def test_taken_and_not_ended_is_asked_once_and_then_passed_on(
    town: Town, ana: Person, carmen: Person, pilar: Person
) -> None:
    """After 24 hours who took it; after 72 the second contact, who may take it over."""
    ana.says(WORDS)
    carmen.taps("Ver")
    carmen.taps("Yo me encargo")
    everybody_listens(carmen, pilar)
    town.waits(hours=25)
    carmen.hears("Un aviso está a tu cargo desde hace 24 horas. ¿Ya se puede cerrar?")
    pilar.hears_nothing()
    town.waits(hours=48)
    pilar.hears("Un aviso lleva 72 horas sin cerrarse.")
    pilar.taps("Ver")
    pilar.taps("Yo me encargo")
    pilar.sees("Cerrado", "Ver avisos")


def test_who_answered_her_never_hears_of_it(town: Town, ana: Person, carmen: Person) -> None:
    """An operator who answered her question is none of those who are told, nor opens it later."""
    olga, otto = town.with_role("operator", "Olga"), town.with_role("operator", "Otto")
    learner, answerer, now = ana.id(), olga.id(), town.clock.now()

    def answered(book: Book) -> None:
        cohort = book.cohort_by_code("HUAYTAR3")
        assert cohort is not None
        book.add_question("q1", learner, cohort.id, "¿?", now)
        book.answer_question("q1", "sí", answerer, now)

    town.book(answered)
    ana.says(WORDS)
    assert passes(town, 180, olga, otto) == [False, True]


def test_of_words_about_the_school_nobody_who_teaches_there_hears(town: Town, ana: Person) -> None:
    """Whatever other role a teacher of the same school has; else the colleague would be the second."""
    colleague = town.teacher("Raúl")
    teacher, now = colleague.id(), town.clock.now()
    town.visit(site="colegio San Juan", groups=(("4.º A", "CUARTOA4", "Raúl"),))

    def elsewhere(book: Book) -> None:
        own, other = book.cohort_by_code("HUAYTAR3"), book.cohort_by_code("CUARTOA4")
        assert own is not None
        assert other is not None
        book.teach(new_id(), teacher, other.id, now)
        book.stop_teaching(teacher, own.id, now)
        book.grant(new_id(), teacher, "operator", now)

    town.book(elsewhere)
    rosa = town.with_role("responsible", "Rosa")
    everybody_listens(colleague, rosa)
    ana.says("el director me toca")
    town.waits(hours=3)
    assert told(colleague, rosa) == [False, True]


def test_a_contact_who_is_named_is_joined_by_the_next(town: Town, ana: Person, carmen: Person, pilar: Person) -> None:
    """The words may be about that contact."""
    ana.says("Carmen me toca y me pega")
    assert told(carmen, pilar) == [True, True]


def test_it_is_said_again_only_while_it_is_not_known_to_have_arrived(
    town: Town, ana: Person, carmen: Person, pilar: Person
) -> None:
    """Three copies at most, and then the next one, before the half hour is over."""
    contact, later = carmen.id(), town.clock.now() + timedelta(seconds=1)

    def writes_by_telegram(book: Book) -> None:
        book.add_address("by-telegram", "telegram", "55", later)
        book.reach("by-telegram", contact, later)

    town.book(writes_by_telegram)
    pilar.listens()
    ana.says(WORDS)
    for copy in range(1, 4):
        assert copies(town, contact) == copy
        assert told(pilar) == [False]
        town.book(lambda book: book.park_queue(town.clock.now()))
        town.waits(hours=6 / 60)
    assert copies(town, contact) == 3
    assert told(pilar) == [True]


def test_what_waits_for_a_network_is_not_said_again(town: Town, ana: Person, carmen: Person) -> None:
    """It is on its way: a copy would only wait beside it."""
    contact, later = carmen.id(), town.clock.now() + timedelta(seconds=1)

    def writes_by_telegram(book: Book) -> None:
        book.add_address("by-telegram", "telegram", "55", later)
        book.reach("by-telegram", contact, later)

    town.book(writes_by_telegram)
    ana.says(WORDS)
    town.waits(hours=25 / 60)
    assert copies(town, contact) == 1


def copies(town: Town, contact: str) -> int:
    """How often the contact was told of the only case."""
    return int(town.book(lambda book: book.cases(1)[0].told(contact)))
