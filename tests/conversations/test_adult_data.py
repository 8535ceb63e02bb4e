"""«mis datos» and «borrar» hold for teachers, operators and contacts too."""

from __future__ import annotations

import pytest

from bot.ports.book import Book
from tests.chat import Town
from tests.conversations.test_account import the_file
from tests.conversations.test_questions import asks


@pytest.mark.parametrize(
    ("role", "what"),
    [("operator", "quien lleva el programa"), ("protection", "contacto de protección")],
)
def test_who_has_a_role_reads_what_is_kept(town: Town, role: str, what: str) -> None:
    """What, since when and how it ends; «no» goes back to what they do."""
    olga = town.with_role(role, "Olga")
    olga.says("mis datos")
    olga.hears(f"De usted guardo: el nombre que eligió, desde cuándo es {what}")
    olga.says("borrar")
    olga.hears(f"Deja de ser {what}")
    olga.taps("No borrar")
    assert "borrar" not in olga.heard()[0]


def test_a_teacher_has_the_rows_without_what_others_wrote(town: Town) -> None:
    """The children's questions stay theirs."""
    elena = town.teacher("Elena")
    ana = town.learner("Ana R.")
    asks(ana, "¿Cuándo es la feria?")
    town.waits(hours=9)
    elena.says("mis datos")
    elena.hears("profe de 3.º B")
    elena.taps("Todo, en bruto")
    text = the_file(town, elena)
    assert "Elena" in text
    assert "feria" not in text
    assert "Ana" not in text


def test_who_leaves_is_gone_a_day_later(town: Town) -> None:
    """From the class too; the others hear of it at once, so that nobody disappears with what is being looked into."""
    elena, olga = town.teacher("Elena"), town.with_role("operator", "Olga")
    ana = town.learner("Ana R.")
    id = elena.id()
    elena.says("borrar")
    elena.taps("Sí, borrar")
    elena.hears("Mañana a esta hora borro todo lo suyo.")
    olga.hears_later("Elena, profe de 3.º B, pidió que se borre todo lo suyo.")
    town.waits(hours=25)
    assert elena.messages()[0].text.startswith("Listo. Borré todo lo suyo.")
    assert town.book(lambda book: (book.everything(id), book.teacher(id))) == ({}, None)
    elena.listens()
    elena.says("mis datos")
    elena.hears("De ti no guardo nombre ni respuestas")
    ana.says("hola")
    ana.hears("¿Qué hacemos?")


def test_it_can_be_taken_back(town: Town) -> None:
    """Until then; afterwards nothing happens."""
    elena = town.teacher("Elena")
    elena.says("borrar")
    elena.taps("Sí, borrar")
    elena.taps("No borrar")
    town.waits(hours=25)
    elena.says("mi grupo")
    elena.hears("3.º B")


def test_an_adult_sees_where_the_role_is_open_and_closes_it(town: Town) -> None:
    """A phone that was left somewhere is no way in any more."""
    elena, other = town.teacher("Elena"), town.person()
    other.says("hola")
    teacher = elena.id()

    def two_phones(book: Book) -> None:
        address = book.address("web", other.carrier_id)
        assert address is not None
        book.reach(address.id, teacher, town.clock.now())

    town.book(two_phones)
    other.says("cohorte")
    other.hears("3.º B")
    elena.says("mis datos")
    elena.taps("Dónde está abierto")
    elena.taps("Cerrar el 1")
    other.says("cohorte")
    assert "3.º B" not in "".join(other.heard())
    elena.says("cohorte")
    elena.hears("3.º B")
