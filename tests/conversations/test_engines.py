"""The same life on either engine: enrolment, a lesson, a review, an announcement, the farewell, erasure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.chat import MONDAY, Town, at
from tests.engines import *  # noqa: F403 - fixtures are found by name


@pytest.fixture
def either(database: str) -> Iterator[Town]:
    """A town on SQLite, and one on PostgreSQL."""
    town = Town(database, at(MONDAY, 9))
    town.visit()
    yield town
    town.close()


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
    assert "Listo, borré todo." in ana.messages()[0].text
