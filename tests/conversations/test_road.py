"""The road: the operator moves visits from a phone, and the evening before departure somebody is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.event import HealthChanged, to_json
from bot.itinerary import itinerary, spreadsheet
from bot.turn.world import new_id
from tests.chat import MONDAY, Person, Town, at

DEPARTS = MONDAY + timedelta(days=32)
FILE = """site,region,arrives,departs,group,code,teacher
colegio San Juan,Huancavelica,{arrives},{departs},3.º B,HUAYTAR3,Elena
"""


def loads(town: Town, text: str) -> None:
    """The operator loads this itinerary at the box."""
    now = town.clock.now()
    rows = spreadsheet.read(text.encode(), "itinerario.csv", now.date()).rows
    town.book(
        lambda book: itinerary.apply(
            book, itinerary.compare(rows, book.itinerary()), now, new_id=new_id, timezone="America/Lima"
        )
    )


@pytest.fixture
def rosa(town: Town) -> Person:
    """The operator, with the visit of the itinerary."""
    loads(town, FILE.format(arrives=MONDAY, departs=DEPARTS - timedelta(days=1)))
    loads(town, FILE.format(arrives=MONDAY, departs=DEPARTS))
    return town.operator("Rosa")


@pytest.fixture
def elena(town: Town, rosa: Person) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


def departs(town: Town) -> object:
    return town.book(lambda book: book.itinerary()[0].departs)


def test_the_operator_sees_each_visit_with_what_can_have_changed(town, rosa):
    """`/ruta`, or the button under the welcome."""
    rosa.sees("La ruta")
    rosa.taps("La ruta")
    rosa.hears("Colegio San Juan: el camión está ahí hasta el viernes 3 de abril.")
    rosa.sees("Se queda más", "Ya se fue")
    town.walks_to(at(MONDAY + timedelta(days=2), 9))
    rosa.says("/ruta")
    rosa.sees("Recién llegó hoy", "Se queda más", "Ya se fue")
    town.walks_to(at(MONDAY + timedelta(days=8), 9))
    rosa.says("/ruta")
    rosa.sees("Se queda más", "Ya se fue")


def test_of_several_visits_one_is_chosen_first(town, rosa):
    """Each with where it stands."""
    loads(
        town,
        FILE.format(arrives=DEPARTS, departs=DEPARTS + timedelta(30))
        .replace("HUAYTAR3", "CORDOVA1")
        .replace("San Juan", "Santa Rosa"),
    )
    rosa.says("ruta")
    rosa.hears("B. Colegio Santa Rosa: llega el viernes 3 de abril y se va el domingo 3 de mayo.")
    rosa.sees("A", "B")
    rosa.taps("B")
    rosa.taps("Ya llegó")
    rosa.hears("Listo. Colegio Santa Rosa: el camión está ahí hasta el domingo 3 de mayo.")


def test_a_truck_that_stays_longer_keeps_the_course_going(town, rosa, ana):
    """Graduation waits for the new day; the same path as the itinerary."""
    town.walks_to(at(DEPARTS - timedelta(days=2), 9))
    rosa.says("/ruta")
    rosa.taps("Se queda más")
    rosa.hears("¿Hasta qué día se queda en colegio San Juan?")
    rosa.says("no sé")
    rosa.hears("Escríbeme un día después del viernes 3 de abril")
    rosa.says("una semana")
    rosa.hears("Listo. Colegio San Juan: el camión está ahí hasta el viernes 10 de abril.")
    ana.listens()
    town.walks_to(at(DEPARTS, 20))
    assert not any("el camión sigue su camino" in text for text in ana.heard())
    town.walks_to(at(DEPARTS + timedelta(days=7), 19))
    ana.hears_later("hoy el camión sigue su camino")


def test_new_dates_are_told_to_teachers_and_learners(town, rosa, elena, ana):
    """Whoever moved it knows; the others hear it once, by the chat or by the file, learners at most once a day."""
    rosa.says("/ruta")
    rosa.taps("Se queda más")
    elena.listens()
    ana.listens()
    rosa.taps("Una semana")
    told = "Cambió la fecha. Colegio San Juan: el camión está ahí hasta el viernes 10 de abril."
    elena.hears(told)
    ana.hears(told)
    rosa.hears("Listo.")
    ana.listens()
    loads(town, FILE.format(arrives=MONDAY, departs=DEPARTS + timedelta(14)))
    town.waits(hours=0.1)
    ana.hears_nothing()
    town.waits(days=1.5)
    ana.hears("Cambió la fecha. Colegio San Juan: el camión está ahí hasta el viernes 17 de abril.")


def test_a_truck_that_left_early_says_farewell_today(town, rosa, ana):
    """«Ya se fue»: graduates from 18:00 on."""
    town.walks_to(at(MONDAY + timedelta(days=10), 12))
    rosa.says("/ruta")
    rosa.taps("Ya se fue")
    rosa.hears("¿El camión ya se fue de colegio San Juan?")
    rosa.taps("Sí, ya se fue")
    rosa.hears("Listo. Colegio San Juan")
    ana.listens()
    town.walks_to(at(MONDAY + timedelta(days=10), 18, 30))
    ana.hears_later("hoy el camión sigue su camino")


def test_a_date_is_read_as_people_write_it(town, rosa):
    """A day and month, within three months."""
    rosa.says("/ruta")
    rosa.taps("Se queda más")
    rosa.says("15/04")
    rosa.hears("hasta el miércoles 15 de abril")
    assert str(departs(town)) == "2026-04-15"


def test_who_thinks_of_something_else_meanwhile_is_not_held(rosa):
    """A command leaves the question."""
    rosa.says("/ruta")
    rosa.taps("Se queda más")
    rosa.says("programa")
    rosa.hears("Hola, Rosa. ¿Qué hacemos?")


def test_the_evening_before_operator_and_teacher_are_asked_once(town, rosa, elena):
    """«¿Sigue igual?»; no answer means yes."""
    town.walks_to(at(DEPARTS - timedelta(days=1), 17, 59))
    rosa.listens()
    elena.listens()
    town.walks_to(at(DEPARTS - timedelta(days=1), 20))
    rosa.hears("Colegio San Juan: mañana se va el camión. ¿Sigue igual?")
    elena.hears("Colegio San Juan: mañana se va el camión. ¿Sigue igual?")
    elena.sees("Sí, igual", "Se queda más")
    elena.taps("Sí, igual")
    elena.hears("Gracias. Mañana a las 6 p. m. me despido de los estudiantes.")
    rosa.waits(days=3)
    rosa.hears_nothing()
    assert departs(town) == DEPARTS


def test_a_teacher_may_say_that_it_stays_and_the_operator_hears_it(town, rosa, elena):
    """Who is there knows; who leads can put it right. It is asked anew before the new day."""
    town.walks_to(at(DEPARTS - timedelta(days=1), 18, 5))
    elena.taps("Se queda más")
    rosa.listens()
    elena.taps("Una semana")
    elena.hears("hasta el viernes 10 de abril")
    rosa.hears("Profe Elena dice que el camión se queda más.")
    rosa.sees("Se queda más", "Ya se fue")
    town.walks_to(at(DEPARTS + timedelta(days=6), 19))
    rosa.hears_later("mañana se va el camión")


def test_the_operator_hears_it_by_day(town, rosa, elena):
    """Said at ten at night, heard in the morning: a truck that stays wakes nobody."""
    town.walks_to(at(DEPARTS - timedelta(days=1), 18, 5))
    rosa.listens()
    town.walks_to(at(DEPARTS - timedelta(days=1), 22))
    elena.taps("Se queda más")
    elena.taps("Una semana")
    rosa.hears_nothing()
    town.walks_to(at(DEPARTS, 7, 1))
    rosa.hears_later("Profe Elena dice que el camión se queda más.")


def test_a_date_that_moved_before_is_asked_only_for_the_new_day(town, rosa):
    """The evening is planned anew when dates move; the old one passes in silence."""
    rosa.says("/ruta")
    rosa.taps("Se queda más")
    rosa.taps("Una semana")
    rosa.listens()
    town.walks_to(at(DEPARTS, 12))
    rosa.hears_nothing()
    town.walks_to(at(DEPARTS + timedelta(days=6), 19))
    rosa.hears("mañana se va el camión")


def test_nobody_else_moves_the_truck(town, rosa, ana):
    """A learner's `/ruta` is no more than a word."""
    ana.says("/ruta")
    ana.hears("¿Qué hacemos?")
    assert departs(town) == DEPARTS


def test_health_that_turns_red_is_told_to_the_operator(town, rosa):
    """With what to do; and that it is well again."""
    now = town.clock.now()
    red = HealthChanged(("No puedo escribir en la base de datos. Mira si el disco está lleno.",))
    for event in (red, HealthChanged(())):
        text = to_json(event)
        town.book(lambda book, text=text: book.cause(new_id(), "health", text, now, now))
    town.run(town.house.settle())
    rosa.hears_later("Algo no anda bien en la caja:\nNo puedo escribir en la base de datos.")
    rosa.hears_later("La caja ya está bien otra vez.")
