"""An alert is a case: it waits for an adult, who alone ends it, and outlives what a phone says."""

from __future__ import annotations

import pytest

from tests.chat import Person, Town, key_of
from tests.conversations.test_grave import LINES, WAITS, WORDS


@pytest.fixture
def carmen(town: Town) -> Person:
    """Who protects the learners."""
    return town.with_role("protection", "Carmen")


def test_what_is_pushed_names_nobody(ana: Person, carmen: Person) -> None:
    """A lock screen shows it; opened, it says who, where, and what to do first, never the words."""
    ana.says(WORDS)
    carmen.hears_later(WAITS)
    carmen.sees("Ver")
    assert not any("Ana" in text for text in carmen.heard())
    carmen.taps("Ver")
    carmen.hears("Ana R., 3.º B, colegio San Juan.")
    assert "escribió algo grave y leyó las líneas de ayuda" in carmen.heard()[0]
    assert "No llames a la casa ni a su celular" in carmen.heard()[0]
    assert "vivir" not in carmen.heard()[0]


def test_an_adult_takes_it_and_ends_it_by_a_list(ana: Person, carmen: Person) -> None:
    """«Yo me encargo», then «Cerrado» with what was done; and it is among the past ones."""
    ana.says(WORDS)
    carmen.taps("Ver")
    carmen.taps("Yo me encargo")
    carmen.hears("Gracias. Anoté que te encargas.")
    carmen.sees("Cerrado", "Ver avisos")
    carmen.taps("Cerrado")
    carmen.hears("¿Qué se hizo?\nA. la vi o lo vi en persona\nB. CEM o Línea 100\nC. Policía o Fiscalía\nD. SíseVe")
    carmen.taps("B")
    carmen.hears("Gracias. Quedó cerrado: CEM o Línea 100.")
    carmen.says("hola")
    carmen.hears("Ahora no hay avisos por atender")
    carmen.taps("Ver avisos")
    carmen.hears("3.º B, colegio San Juan: cerrado")


def test_only_an_adult_ends_it(town: Town, ana: Person, carmen: Person) -> None:
    """«No era eso» and «borrar» add a line each, and nobody is pushed anything on the child's phone."""
    ana.says(WORDS)
    ana.taps("No era eso")
    ana.says("borrar")
    ana.taps("Sí, borrar")
    ana.hears("Mañana a esta hora borro todo lo tuyo.")
    ana.waits(hours=25)
    assert ana.messages()[0].text.startswith("Listo, borré todo.")
    carmen.says("avisos")
    carmen.taps("A")
    for said in ("dice que no era eso", "pide borrar todo lo suyo", "se borró lo suyo", "Ana R., 3.º B"):
        assert said in carmen.heard()[0]
    carmen.sees("Yo me encargo", "Ver avisos")


def test_borrar_waits_for_everybody_and_always(town: Town, ana: Person) -> None:
    """In the same words with a case and without: a wait of some only would tell that she told."""
    luz = town.learner("Luz Q.")
    ana.says(WORDS)
    said = []
    for each in (ana, luz):
        each.says("borrar")
        each.taps("Sí, borrar")
        said += each.heard()
        each.sees("No borrar")
    assert said[0] == said[1]


def test_an_erasure_is_taken_back_at_any_of_her_addresses(town: Town, ana: Person) -> None:
    """By the words, where no button of it stands."""
    learner = ana.id()
    ana.says("borrar")
    ana.taps("Sí, borrar")
    other = town.person()
    other.says(key_of(ana))
    other.says("no borrar")
    other.hears("Está bien, no borré nada.")
    other.waits(hours=25)
    assert town.book(lambda book: book.learner(learner)) is not None


def test_what_comes_later_adds_a_line(town: Town, ana: Person, carmen: Person) -> None:
    """One case is open of each; who took it hears that there is more."""
    ana.says(WORDS)
    carmen.taps("Ver")
    carmen.taps("Yo me encargo")
    ana.waits(hours=2)
    carmen.listens()
    ana.says("me quiero morir")
    ana.hears(LINES)
    carmen.hears("Hay algo nuevo en un aviso que está a tu cargo.")
    carmen.says("avisos")
    carmen.hears("a cargo de Carmen")
    assert "B." not in carmen.heard()[0]


def test_open_ones_first_then_past_ones(town: Town, ana: Person, carmen: Person) -> None:
    """Without names: those are one tap further."""
    ana.says(WORDS)
    carmen.taps("Ver")
    carmen.taps("Yo me encargo")
    carmen.taps("Cerrado")
    carmen.taps("E")
    luz = town.learner("Luz Q.")
    luz.says(WORDS)
    carmen.says("avisos")
    first, second = carmen.heard()[0].splitlines()[1:]
    assert first.endswith("colegio San Juan: por atender")
    assert second.endswith("colegio San Juan: cerrado")
    assert "Luz" not in first


def test_her_case_is_not_in_what_her_phone_shows(town: Town, ana: Person, carmen: Person) -> None:
    """«mis datos» may be read by whoever holds the phone."""
    ana.says(WORDS)
    learner = ana.id()
    stored = town.book(lambda book: book.everything(learner))
    assert {"protection_case", "case_line", "inbox"}.isdisjoint(stored)


def test_who_may_not_know_finds_no_button(town: Town, ana: Person, carmen: Person) -> None:
    """A teacher, and an operator who was not told: neither «avisos» nor a button of another opens it."""
    elena, olga = town.teacher("Elena"), town.with_role("operator", "Olga")
    ana.says(WORDS)
    for adult in (elena, olga):
        adult.says("avisos")
        assert not any("colegio San Juan: por atender" in text for text in adult.heard())
