"""A teacher hears of the papers for the closing two days before, and gets them all as one PDF."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.core.event import to_json
from bot.core.talk.visits import departure_near
from bot.ports.book import CLOCK_DOUBT
from tests.chat import Person, Town, at
from tests.conversations.test_certificate import DEPARTS, file, passed
from tests.conversations.test_goal import has_done

TOLD = DEPARTS - timedelta(days=2)


@pytest.fixture
def elena(town: Town, ana: Person) -> Person:
    """The teacher of Ana, who passed, of Beto, who took part, and of Yeni, who never began."""
    elena = town.teacher("Elena")
    passed(town, ana)
    has_done(town, town.learner("Beto Q."), 1)
    town.learner("Yeni P.")
    return elena


def planned(town: Town) -> None:
    """What loading the itinerary plans for the departure."""
    visit = town.book(lambda book: book.itinerary()[0])
    for near in departure_near(visit.visit, visit.departs, town.house.settings.zone):
        town.book(lambda book, it=near: book.cause(it.key, visit.visit, to_json(it.event), town.clock.now(), it.at))


def pages(town: Town, person: Person) -> list[str]:
    """The text of each page of the PDF that came last."""
    name, content = file(town, person)
    assert name == "constancias.pdf"
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def test_two_days_before_the_teacher_is_told(town: Town, elena: Person) -> None:
    """Once, with how many of each kind; the button sends them by name, a page each."""
    planned(town)
    town.walks_to(at(TOLD, 17, 50))
    elena.listens()
    town.walks_to(at(TOLD, 18, 10))
    elena.hears_later(
        "Viernes 3 de abril se va el camión.\nHay 2 constancias para imprimir: 1 de aprobación y 1 de participación."
    )
    elena.taps("Mandarme el PDF")
    elena.hears("Las 2 constancias de 3.º B, una por página.")
    first, second = pages(town, elena)
    assert "Ana R." in first
    assert "Beto Q." in second


def test_asking_again_gives_the_same_papers(town: Town, ana: Person, elena: Person) -> None:
    """Also to the learner herself: one of a kind stands."""
    elena.says("constancias")
    elena.hears("3.º B: Hay 1 constancia para imprimir: 1 de aprobación.")
    elena.taps("Mandarme el PDF")
    learner = ana.id()
    before = town.book(lambda book: book.certificates(learner))
    elena.says("constancias")
    elena.taps("Mandarme el PDF")
    ana.says("constancia")
    ana.taps("Mandármela")
    assert town.book(lambda book: book.certificates(learner)) == before
    assert len(before) == 1


def test_before_there_are_any_it_says_from_when(town: Town, ana: Person) -> None:
    """Nobody passed, and it is too early for taking part; a teacher of nobody is told nothing two days before."""
    elena = town.teacher("Elena")
    elena.says("constancias")
    elena.hears("En 3.º B todavía no hay constancias")
    assert "1 de abril" in elena.heard()[0]
    planned(town)
    town.walks_to(at(TOLD, 17, 50))
    elena.listens()
    town.walks_to(at(TOLD, 18, 10))
    assert elena.heard() == []


def test_with_a_doubtful_clock_none_is_issued(town: Town, elena: Person) -> None:
    """A paper bears a date; what was asked stands for later."""
    elena.says("constancias")
    town.book(lambda book: book.set_fact(CLOCK_DOUBT, "1"))
    elena.taps("Mandarme el PDF")
    assert "fecha" in elena.heard()[0]
    assert town.book(lambda book: book.certificates_of_cohort("HUAYTAR3")) == []


def test_who_teaches_the_class_no_more_gets_none(town: Town, elena: Person) -> None:
    """The document is of who teaches now, whatever was sent."""
    elena.says("constancias")
    elena.taps("Mandarme el PDF")
    message = elena.messages()[-1]
    address = town.book(lambda book: book.address("web", elena.carrier_id))
    assert town.run(town.house.files(address.id, message))
    teacher = town.book(lambda book: book.teachers_of(book.cohort_by_code("HUAYTAR3").id))[0].id
    town.book(lambda book: book.end_roles(teacher, town.clock.now()))
    assert town.run(town.house.files(address.id, message)) is None
