"""What is no answer and no question: stickers, audios, insults, a laugh, a thumb, a word to the teacher."""

from __future__ import annotations

import pytest

from tests.chat import Person, Town


def test_six_stickers_do_not_show_the_card_six_times(ana: Person) -> None:
    """The line once above the card, then a short one with its button."""
    ana.taps("Empezar")
    ana.sends("sticker")
    ana.hears("Eso todavía no lo entiendo. Escríbeme en pocas palabras.\n\n1 de 3")
    for kind in ("sticker", "voice", "sticker"):
        ana.sends(kind)
        assert ana.heard() == ["Aquí sigo. ¿Seguimos?"]
    ana.says("eres una mierda")
    assert ana.heard() == ["Aquí sigo. ¿Seguimos?"]
    ana.taps(ana.buttons()[0])
    ana.hears("2 de 3")


def test_after_a_sticker_a_quiz_item_can_still_be_answered(ana: Person) -> None:
    """The short line carries the letters of what is pending."""
    ana.taps("Empezar")
    while ana.buttons()[:2] != ["A", "B"]:
        ana.taps(ana.buttons()[0])
    ana.sends("sticker")
    ana.sends("sticker")
    ana.sees("A", "B", "C")
    ana.says("b")
    ana.sees("Siguiente")


@pytest.mark.parametrize("words", ["👍", "te quiero", "ya", "k", "jaja", "JAJAJA", "xd", "😀😀", "❤️"])
def test_a_sign_of_life_earns_a_warm_word(ana: Person, words: str) -> None:
    """And no search."""
    ana.says("mi cuenta")
    ana.says(words)
    assert "lecciones:" not in ana.heard()[-1]
    assert ana.buttons()


def test_warmth_has_its_own_words(ana: Person) -> None:
    """By name, with what comes next."""
    ana.says("te quiero")
    ana.hears("Gracias por escribirme, Ana. ¿Seguimos?")
    ana.sees("Mi lección", "Mi avance", "Preguntar a mi profe")


def test_who_calls_the_teacher_is_asked_whether_to_send_it(town: Town, ana: Person) -> None:
    """«profe, puedo faltar mañana?» is no question to the lessons."""
    town.teacher("Elena")
    ana.says("profe, puedo faltar mañana?")
    ana.hears("¿Se lo mando así a tu profe Elena?")
    ana.sees("Sí, enviar", "Cambiar", "No")


@pytest.mark.parametrize("words", ["hola", "gracias", "👍", "jaja"])
def test_a_courtesy_after_an_announcement_is_not_for_the_teacher(town: Town, ana: Person, words: str) -> None:
    """It is answered here, and not sent on."""
    elena = town.teacher("Elena")
    for act in ("/anuncio", "Mañana no hay clase"):
        elena.says(act)
    elena.taps("Ahora")
    elena.waits(hours=0.1)
    ana.says(words)
    assert "¿Se lo mando así" not in ana.heard()[-1]


def test_going_on_ends_a_rest_though_a_menu_stands_open(ana: Person) -> None:
    """«seguir» is not the menu's first button then."""
    ana.says("pausa")
    ana.taps("Un mes")
    ana.says("menú")
    ana.says("seguir")
    ana.hears("¡Qué bueno leerte, Ana! Seguimos.")


def test_a_language_changes_at_once(ana: Person) -> None:
    """The answer to the choice is in the chosen language already."""
    ana.says("idioma")
    ana.taps("Runasimi (borrador)")
    ana.hears("Allinmi.")
    ana.says("idioma")
    ana.taps("Castellano")
    ana.hears("Listo.")
    ana.sees("Mi lección", "Mi avance", "Preguntar a mi profe")
