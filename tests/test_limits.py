"""What a channel cannot carry is said in words: buttons, files; and what is written is asserted, letter for letter."""

from __future__ import annotations

import pytest

from bot.core.reply import Answer, Ask, Choice, Document, Photo, Quiz, Retire, Scan
from bot.core.text.layout import Limits, lay_out
from tests.test_layers import core, strings

PLAIN = Limits(text=1000, edits=False, files=False, buttons=False)
LINK = "https://aula.example/s/yo/"
MENU = Ask("¿Qué hacemos?", (Choice("Mi lección", "today.start"), Choice("Repaso", "today.reviews")))


def said(answer: Answer) -> list[str]:
    return [laid.text for laid in lay_out(answer, PLAIN, link=LINK)]


def test_buttons_are_words_where_there_are_none() -> None:
    """Each with the letter that answers it; the prompt is asked all the same."""
    (laid,) = lay_out(MENU, PLAIN)
    assert laid.text == "¿Qué hacemos?\nA. Mi lección\nB. Repaso"
    assert (laid.asks, laid.buttons) == (MENU, ())


def test_options_that_stand_in_the_text_are_not_said_twice() -> None:
    """A quiz item has its letters already."""
    options = (Choice("A", "lesson.answer", "", "Cinco"), Choice("B", "lesson.answer", "", "Diez"))
    item = Ask("¿Cuánto?\nA. Cinco\nB. Diez", options, Quiz("i", "h", "B", ("No.", "Sí."), "Piensa.", review=False))
    assert said(item) == ["¿Cuánto?\nA. Cinco\nB. Diez"]


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (Document(MENU, "misdatos", "Por aquí no puedo."), f"Por aquí no puedo.\n{LINK}\nA. Mi lección\nB. Repaso"),
        (Scan(MENU, "token"), f"¿Qué hacemos?\n{LINK}\nA. Mi lección\nB. Repaso"),
        (Photo("La foto.", "m1"), f"La foto.\n{LINK}"),
    ],
)
def test_a_file_that_cannot_be_carried_has_its_link(answer: Answer, text: str) -> None:
    """It is said, and where it is found; nothing is sent that is no text."""
    (laid,) = lay_out(answer, PLAIN, link=LINK)
    assert (laid.text, laid.document, laid.media) == (text, "", "")


def test_what_cannot_be_edited_is_left() -> None:
    """No second message for a button that was used."""
    assert lay_out(Retire(None, "A"), PLAIN) == ()  # type: ignore[arg-type]


@pytest.mark.slow
def test_the_core_names_no_channel() -> None:
    """Only the shared screen is known there, as the kind of place that it is."""
    named = {"telegram", "web", "console", "whatsapp", "sms"}
    assert [(module, word) for module, tree in core().items() for word in strings(tree) if word in named] == []
