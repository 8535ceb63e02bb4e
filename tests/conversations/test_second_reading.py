"""The second adult reads: one bundle at 18:00, what deserves a look first, and everything in «preguntas»."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.chat import MONDAY, Person, Town, at
from tests.conversations.test_people_change import opens
from tests.conversations.test_road import loads


@pytest.fixture
def elena(town: Town) -> Person:
    """The teacher of 3.º B."""
    return town.teacher("Elena")


@pytest.fixture
def luz(town: Town, elena: Person) -> Person:
    """A learner of hers."""
    return town.learner("Luz Q.")


@pytest.fixture
def olga(town: Town) -> Person:
    """The second adult."""
    return town.with_role("operator", "Olga")


def announces(elena: Person, text: str) -> None:
    elena.says("/anuncio")
    elena.says(text)
    elena.taps("Ahora")


def answers(luz: Person, elena: Person, text: str) -> None:
    luz.says("profe")
    luz.says("¿Cuándo es la feria?")
    luz.taps("Sí, enviar")
    elena.says("mi grupo")
    elena.taps("Preguntas (1)")
    elena.taps("Responder")
    elena.says(text)


def test_one_bundle_at_six(town, elena, luz, olga):
    """Counted, nothing before, and all of it a tap away."""
    announces(elena, "Mañana traigan cuaderno.")
    announces(elena, "Y un lapicero.")
    answers(luz, elena, "El sábado.")
    olga.listens()
    town.walks_to(at(MONDAY, 17, 55))
    olga.hears_nothing()
    town.walks_to(at(MONDAY, 18, 1))
    olga.hears_later("De ayer a hoy, entre adultos y estudiantes: 2 anuncios y 1 respuesta.")
    olga.sees("Ver todo")
    olga.taps("Ver todo")
    olga.hears("Luz Q. (3.º B): «¿Cuándo es la feria?»\nElena: «El sábado.»")
    assert "Elena anunció a 1: «Mañana traigan cuaderno.»" in olga.heard()[-1]


def test_what_deserves_a_look_comes_first(town, elena, luz, olga):
    """A photo, and words that wait to be read: no filter reads a picture."""
    announces(elena, "Mañana traigan cuaderno.")
    elena.says("/anuncio")
    elena.sends("photo", caption="El afiche")
    elena.taps("Ahora")
    town.walks_to(at(MONDAY, 18, 1))
    olga.hears_later("2 anuncios; 1 para mirar.")
    olga.taps("Ver 1")
    olga.hears("Elena anunció a 1: «El afiche»")
    assert "cuaderno" not in olga.heard()[-1]
    olga.sees("Ver la foto")


def test_a_day_without_a_word_has_no_bundle(town, elena, luz, olga):
    """Nothing was written to a learner."""
    announces(elena, "Mañana traigan cuaderno.")
    town.walks_to(at(MONDAY, 18, 1))
    olga.listens()
    town.walks_to(at(MONDAY + timedelta(days=1), 18, 1))
    olga.hears_nothing()


def test_nobody_is_brought_their_own_words(town, elena, luz, olga):
    """A teacher who is the operator too gets no bundle of what she wrote herself."""
    now = town.clock.now()
    town.book(lambda book: book.add_invite("her-link", "operator", None, now, now + timedelta(days=1)))
    elena.says("/start her-link")
    announces(elena, "Mañana traigan cuaderno.")
    elena.listens()
    town.walks_to(at(MONDAY, 18, 1))
    olga.hears_later("1 anuncio.")
    assert not any("De ayer a hoy" in text for text in elena.heard())


def test_questions_hold_everything(town, elena, luz, olga):
    """What was announced, what is open, and who asked for a new key."""
    announces(elena, "Mañana traigan cuaderno.")
    luz.says("profe")
    luz.says("¿Cuándo es la feria?")
    luz.taps("Sí, enviar")
    olga.says("preguntas")
    olga.hears("Luz Q. (3.º B): «¿Cuándo es la feria?»\nTodavía sin respuesta.")
    assert "Elena anunció a 1" in olga.heard()[-1]
    olga.taps("Códigos de grupo")
    olga.hears("colegio San Juan, 3.º B: HUAYTAR3")


def gives(town: Town, code: str) -> None:
    """The itinerary names a group of Lircay with this code."""
    text = "site,region,arrives,departs,group,code,teacher\n"
    loads(town, f"{text}Lircay,Huancavelica,{MONDAY},{MONDAY + timedelta(days=32)},4.º A,{code},Luis\n")


def test_a_groups_new_code_is_read_too(town, olga):
    """What children type, whoever thought of it; again when it changes, and not when nothing did."""
    gives(town, "LIRCAY4A")
    olga.listens()
    town.walks_to(at(MONDAY, 18, 1))
    olga.hears_later("De ayer a hoy, entre adultos y estudiantes: 1 código de grupo nuevo.")
    olga.taps("Ver todo")
    olga.hears("Código nuevo de 4.º A (Lircay): LIRCAY4A")
    gives(town, "LIRCAY4A")
    olga.listens()
    town.walks_to(at(MONDAY + timedelta(days=1), 18, 1))
    olga.hears_nothing()
    gives(town, "SOL4AB22")
    town.walks_to(at(MONDAY + timedelta(days=2), 18, 1))
    olga.hears_later("1 código de grupo nuevo")


def test_who_takes_a_class_over_is_read(town, elena, luz, olga):
    """[Me reemplaza…] is a link that a teacher may give to anybody: somebody beside them hears who it was."""
    elena.says("mi grupo")
    elena.taps("Más")
    elena.taps("Me reemplaza…")
    raul = opens(town, elena.heard()[-1].split()[-1], "Raúl")
    olga.listens()
    town.walks_to(at(MONDAY, 18, 1))
    olga.hears_later("1 profe nuevo por enlace; 1 para mirar.")
    olga.taps("Ver 1")
    olga.hears("Raúl enseña 3.º B (colegio San Juan) en lugar de Elena, por un enlace. ¿Sabes quién es?")
    assert not any("por enlace" in text for text in raul.heard())
