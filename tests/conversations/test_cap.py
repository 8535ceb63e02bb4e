"""Who hears that the month's money is spent, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.core.costs import Price
from bot.ports.sending import Report
from bot.turn import spending, template_trouble
from tests.chat import MONDAY, Person, Town, at

STOPPED = "Esta semana no salen lecciones por WhatsApp."
A_DOLLAR = 1_000_000


@pytest.fixture
def rosa(town: Town) -> Person:
    """Who runs the programme, in which a message costs ten cents and a month a dollar; Elena's class writes there."""
    limits = town.house.inbox.world.limits
    costly = replace(limits["web"], thrifty=True, called="WhatsApp")
    town.house.inbox.world = replace(town.house.inbox.world, cap=A_DOLLAR, limits={**limits, "web": costly})
    town.book(lambda book: book.set_price(Price("web", "utility", MONDAY, A_DOLLAR // 10)))
    return town.with_role("operator", "Rosa")


def arrive(town: Town, first: int, last: int) -> None:
    """So many messages are billed, each reported twice."""
    told = [Report(f"d{n}", "delivered", category="utility") for n in range(first, last)] * 2
    town.run(town.house.inbox.told("web", told))
    town.run(town.house.settle())


def test_the_operator_hears_at_four_fifths_and_at_the_whole(town: Town, rosa: Person) -> None:
    """Once each, and with how much it is."""
    town.walks_to(at(MONDAY, 9))
    rosa.listens()
    arrive(town, 0, 7)
    rosa.hears_nothing()
    arrive(town, 7, 9)
    assert [text for text in rosa.heard() if "ya cuestan 0,90 de 1,00 dólares" in text]
    rosa.listens()
    arrive(town, 9, 12)
    assert [text for text in rosa.heard() if "llegaron al tope: 1,20 de 1,00 dólares" in text]
    rosa.listens()
    arrive(town, 12, 14)
    rosa.hears_nothing()


@pytest.mark.usefixtures("rosa")
def test_a_teacher_hears_once_that_lessons_stop(town: Town) -> None:
    """And that they go on in the truck, while it is there; who has nobody there hears nothing."""
    town.visit(groups=(("4.º A", "OTRO4A", "Raúl"),))
    elena, raul = town.teacher("Elena"), town.teacher("Raúl", "OTRO4A")
    town.learner("Ana")
    elena.listens()
    raul.listens()
    arrive(town, 0, 10)
    town.walks_to(town.clock.now() + timedelta(hours=14))
    arrive(town, 10, 12)
    told = [text for text in elena.heard() if STOPPED in text]
    assert told == [f"{STOPPED} En el camión siguen."]
    assert not [text for text in raul.heard() if STOPPED in text]


@pytest.mark.usefixtures("rosa")
def test_a_price_that_was_wrong_is_reckoned_anew(town: Town) -> None:
    """A tenth of it: what had stopped goes on at the next look."""
    arrive(town, 0, 10)
    world, now = town.house.inbox.world, town.clock.now()
    town.book(lambda book: book.set_price(Price("web", "utility", MONDAY, A_DOLLAR // 100)))
    town.book(lambda book: book.set_fact("costs.spent", ""))
    town.book(lambda book: spending.judged(world, book, now))
    assert town.book(lambda book: book.fact("costs.stopped")) == ""


def test_the_operator_reads_once_what_meta_did_to_a_template(town: Town, rosa: Person) -> None:
    """Each in its own words, with the command that mends it; a template that may be used again says nothing."""
    rosa.listens()
    for why in ("paused", "paused", "", "marketing"):
        town.book(lambda book, why=why: template_trouble.kept(book, "leccion_lista", why, town.clock.now()))
        town.run(town.house.inbox.pump())
        town.run(town.house.settle())
    paused, dearer = rosa.heard()
    assert "Meta detuvo la plantilla «leccion_lista»" in paused
    assert dearer.endswith("python -m bot whatsapp templates --accept leccion_lista")


@pytest.mark.usefixtures("rosa")
def test_an_announcement_says_what_it_will_cost(town: Town) -> None:
    """How many by which channel, and for how much, before it leaves."""
    elena = town.teacher("Elena")
    town.learner("Ana")
    town.learner("Luz")
    elena.says("/anuncio")
    elena.says("Mañana hay feria.")
    assert any("2 por WhatsApp: 0,20 dólares." in text for text in elena.heard())
