"""How much a learner gets: one message of ours a day, two of a teacher's, and room between them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.chat import MONDAY, Person, Town, at, key_of

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


def on(town: Town, person: Person, day: datetime) -> list[str]:
    """What the learner reads on that local date."""
    person.listens()
    town.walks_to(day.replace(hour=23, minute=59))
    return person.heard()


def test_that_somebody_entered_is_the_days_message(town, ana):
    """And on a day that has its own already, it is the next day's: the lesson waits."""
    town.walks_to(at(TUESDAY, 8))
    phone = town.person()
    phone.says(key_of(ana))
    ana.says("cambiar hora")
    ana.says("7 de la mañana")
    town.walks_to(at(TUESDAY, 23))
    for day, words in ((2, "Hoy: "), (3, "Alguien entró con tu clave."), (4, "Hoy: ")):
        phone.listens()
        said = [*on(town, ana, at(MONDAY + timedelta(days=day), 0)), *phone.heard()]
        assert [words in text for text in said] == [True], (day, said)


def test_that_a_question_went_on_is_the_days_message(town, ana, elena):
    """Where it was asked; the lesson is one tap away."""
    town.with_role("operator", "Olga")
    for words in ("profe", "¿Cuándo es la feria?", "Sí, enviar"):
        ana.says(words)
    town.walks_to(at(MONDAY + timedelta(days=2), 23))
    said = on(town, ana, at(MONDAY + timedelta(days=3), 0))
    assert ["Se la pasé" in text for text in said] == [True]
    ana.sees("Seguir")


def test_who_is_asked_after_reads_no_offer_that_day(town, elena):
    """A teacher's [Escribirle] is a message like any other."""
    luz = town.learner("Luz")
    town.walks_to(at(TUESDAY, 12))
    luz.listens()
    elena.says("luz")
    elena.taps("Escribirle")
    town.walks_to(at(TUESDAY, 23))
    assert ["Tu profe Elena pregunta" in text for text in luz.heard()] == [True]


def test_who_was_written_to_is_asked_after_on_the_next_day(town, elena):
    """Luz had her offer at seven in the morning."""
    luz = town.learner("Luz")
    luz.says("cambiar hora")
    luz.says("7 de la mañana")
    town.walks_to(at(TUESDAY, 12))
    luz.listens()
    elena.says("luz")
    elena.taps("Escribirle")
    luz.hears_nothing()
    said = on(town, luz, at(TUESDAY + timedelta(days=1), 0))
    assert ["Tu profe Elena pregunta" in text for text in said] == [True]
