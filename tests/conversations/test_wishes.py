"""What a learner asks for in a sentence of her own is done, and what stands open stays in sight."""

from __future__ import annotations

import pytest

from tests.chat import Person, Town


@pytest.mark.parametrize("words", ["y ahora qué hago?", "otra vez", "siguiente lección", "ya terminé", "me equivoqué"])
def test_in_a_lesson_the_open_card_comes_again(ana: Person, words: str) -> None:
    """It is no search, and nothing about the exam."""
    ana.says("mi lección")
    card = ana.heard()
    ana.says(words)
    assert ana.heard() == card


def test_the_hour_that_the_words_hold_is_set(ana: Person) -> None:
    """Without a question; an hour at which nobody is written to is asked again."""
    ana.says("cambia mi hora a las 8 pm")
    ana.hears("a las 8 p. m.")
    ana.says("cambia mi hora a las 11 de la noche")
    ana.hears("Puede ser desde las 7 a. m.")
    ana.says("6 pm")
    ana.hears("a las 6 p. m.")


def test_the_days_that_the_words_hold_are_set(ana: Person) -> None:
    """Those that are wanted, or those that are not."""
    ana.says("no quiero que me escribas los viernes")
    ana.hears("Los lunes, martes, miércoles y jueves")
    ana.says("escríbeme solo los lunes")
    ana.hears("Los lunes, a las 7 p. m.")
    ana.says("no me escribas los lunes")
    ana.hears("¿Qué días")


def test_a_word_is_explained_however_it_is_asked(ana: Person) -> None:
    """From the glossary, above the open card."""
    for words in ("q significa negocio", "no sé qué es ahorro", "no entiendo la palabra costo"):
        ana.says(words)
        assert ": " in ana.heard()[0].split("\n")[0]


def test_no_button_stands_twice_under_a_hint(ana: Person) -> None:
    """However often it is asked for."""
    ana.says("mi lección")
    for _ in range(3):
        ana.says("dame una pista")
        assert len(ana.buttons()) == len(set(ana.buttons()))


def test_who_enrols_and_does_not_understand_reads_it_in_short(town: Town, luz: Person) -> None:
    """And «ayuda» does not ask for the code that was just given."""
    luz.says("HUAYTAR3")
    luz.taps("De 14 a 17")
    luz.says("no entiendo")
    luz.hears("En corto: guardo lo que escribes aquí")
    luz.sees("Sí, acepto", "Leer más", "No acepto")
    luz.says("ayuda")
    assert "código" not in luz.heard()[0]
    assert "100" in luz.heard()[0]
