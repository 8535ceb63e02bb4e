"""«¿Cuándo viene lo siguiente?»: the next three days, as the plan has them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.chat import MONDAY, at

DEPARTS = MONDAY + timedelta(days=32)


@pytest.mark.parametrize("words", ["/horario", "¿Cuándo viene lo siguiente?"])
def test_the_next_three_days_are_told(town, ana, words):
    """Each message with its day and hour, and the way to another hour."""
    town.walks_to(at(MONDAY + timedelta(days=1), 12))
    ana.says(words)
    ana.hears(
        "Esto viene:\nHoy, a las 7 p. m.: tu lección.\nMañana, a las 7 p. m.: tu lección.\n"
        "El jueves, a las 7 p. m.: tu lección.\nEl viernes, a las 7 p. m.: tu lección."
    )
    ana.taps("Cambiar hora")
    ana.hears("¿A qué hora")


def test_the_farewell_is_on_it(town, ana):
    """On the last Wednesday: lessons, and then the truck leaves."""
    town.walks_to(at(DEPARTS - timedelta(days=1), 20))
    ana.says("horario")
    ana.hears("Esto viene:\nMañana, a las 6 p. m.: el camión se va, y te digo cómo seguimos.")


def test_what_is_further_away_has_its_day(town, ana):
    """After departure a message comes once a week; who rests is told so."""
    town.walks_to(at(DEPARTS + timedelta(days=1), 12))
    ana.says("/horario")
    ana.hears("Mi próximo mensaje te llega el viernes 10 de abril, a las 7 p. m.")
    ana.says("/pausa")
    ana.taps(ana.buttons()[0])
    ana.says("/horario")
    assert "Esto viene" not in ana.heard()[0]
