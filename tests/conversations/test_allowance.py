"""How much a learner gets: one message of ours a day, two of a teacher's, and room between them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.chat import MONDAY, Person, Town, at

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


def announces(teacher: Person, text: str) -> None:
    teacher.says("/anuncio")
    teacher.says(text)
    teacher.taps(teacher.buttons()[0])


def test_a_third_announcement_of_a_day_waits_for_the_morning(town, ana, elena):
    """Two come at once."""
    town.walks_to(at(TUESDAY, 9))
    ana.listens()
    for text in ("Mañana hay feria.", "Traigan su cuaderno.", "Y su lápiz."):
        announces(elena, text)
    ana.hears("Mañana hay feria.", "Traigan su cuaderno.")
    town.walks_to(at(TUESDAY + timedelta(days=1), 7, 5))
    assert [text for text in ana.heard() if "Y su lápiz." in text]


def test_the_offer_waits_two_hours_after_an_announcement(town, ana, elena):
    """Ana's hour is seven: at six the teacher writes, at eight comes the offer."""
    town.walks_to(at(TUESDAY, 18))
    announces(elena, "Mañana hay feria.")
    ana.listens()
    town.walks_to(at(TUESDAY, 19, 55))
    ana.hears_nothing()
    town.walks_to(at(TUESDAY, 20, 5))
    ana.hears("Hola, Ana. Hoy: ")
