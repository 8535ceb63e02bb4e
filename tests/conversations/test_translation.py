"""Lessons in another language, as far as they go."""

from __future__ import annotations

from tests.chat import Person


def speaks(ana: Person, language: str) -> None:
    ana.says("idioma")
    ana.taps(language)


def test_a_translated_lesson_is_read_where_its_language_was_chosen(ana: Person) -> None:
    """The second lesson is there in Quechua, and says that it is a draft; the first one is read in Spanish."""
    speaks(ana, "Runasimi (borrador)")
    ana.says("lección")
    ana.hears("El cuaderno de Yeni")
    ana.does_lesson()
    ana.taps("Ya lo hice")
    ana.says("lección")
    (card,) = ana.heard()
    assert card.startswith("Esta traducción es un borrador")
    assert "Betopa tantan" in card
    ana.does_lesson()


def test_who_changes_back_goes_on_in_spanish(ana: Person) -> None:
    """Memory hangs on the ids of items: the place stays, in other words."""
    speaks(ana, "Runasimi (borrador)")
    ana.says("lección")
    ana.does_lesson()
    ana.taps("Ya lo hice")
    ana.says("lección")
    speaks(ana, "Castellano")
    ana.says("lección")
    ana.hears("El pan de Beto")
