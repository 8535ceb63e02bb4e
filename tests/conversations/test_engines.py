"""The same life on either engine: enrolment, a lesson, a review, an announcement, the farewell, erasure."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.chat import MONDAY, Town, at
from tests.conversations.test_siblings import joins, progress, whose
from tests.engines import *  # noqa: F403 - fixtures are found by name


@pytest.fixture
def either(database: str) -> Iterator[Town]:
    """A town on SQLite, and one on PostgreSQL."""
    town = Town(database, at(MONDAY, 9))
    town.visit()
    yield town
    town.close()


def test_two_who_are_due_at_one_instant_share_one_message(either: Town) -> None:
    """Whichever turn commits first has spoken for both, on writers of one thread or of four."""
    phone = either.learner("Luz", hour="6 p. m.")
    joins(phone, "Beto", "6 p. m.")
    both = whose(either, phone)
    phone.listens()
    either.clock.move_to(at(MONDAY, 18))

    async def strike() -> None:
        await asyncio.gather(*(either.house.inbox.due(learner) for learner in both.values()))
        await either.house.settle()

    either.run(strike())
    assert [text.split(".")[0] for text in phone.heard()] in (["Hola, Luz y Beto"], ["Hola, Beto y Luz"])
    assert {progress(either, learner).unheard for learner in both.values()} == {1}


def test_five_weeks_on_either_engine(either: Town) -> None:
    """Nothing that a learner or a teacher meets depends on where it is kept."""
    ana, elena = either.learner("Ana R."), either.teacher("Elena")
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    ana.waits(days=1.5)
    ana.hears("Hola, Ana. Hoy: 2 repasos y «¿Quién te compra?». 7 minutos.")
    ana.taps("Empezar")
    ana.answers(right=True)
    ana.hears("¡Bien! El lunes dudaste")
    ana.listens()
    elena.says("/anuncio")
    elena.says("Mañana no abre el camión.")
    while "Ahora" not in elena.buttons():
        elena.taps(elena.buttons()[0])
    elena.taps("Ahora")
    either.waits(hours=1)
    ana.hears_later("Mañana no abre el camión.")
    either.walks_to(at(MONDAY + timedelta(days=32), 19))
    ana.hears_later("Yo me quedo contigo.")
    ana.says("borrar")
    ana.taps("Sí, borrar")
    ana.waits(hours=24)
    assert "Listo, borré todo." in ana.messages()[0].text
