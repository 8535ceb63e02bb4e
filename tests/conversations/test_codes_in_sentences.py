"""A code is found inside marks and sentences, and is no wrong try there."""

from __future__ import annotations

import pytest

from bot.core.text import reading
from tests.chat import Person, Town

SENTENCES = [
    "«HUAYTAR3»",
    "*HUAYTAR3*",
    "HUAYTAR3!",
    "mi código es HUAYTAR3",
    "Hola, mi codigo es HUAYTAR3",
    "hola HUAYTAR3",
    "HUAYTAR3 gracias",
    "mi codigo es huay-tar3",
    "profe mi código es huay tar3 ya",
    "será HUAYTAR3?",
    "el código: \uff28\uff35AYTAR\uff13.",
]


@pytest.mark.parametrize("words", SENTENCES)
def test_a_code_in_a_sentence_opens(town: Town, luz: Person, words: str) -> None:
    """The group opens, and nothing is counted."""
    luz.says(words)
    luz.hears("Este código es de 3.º B")
    address = town.book(lambda book: book.address("web", luz.carrier_id))
    assert '"tries":[]' in address.conversation.replace(" ", "") or '"tries"' not in address.conversation


def test_a_code_of_letters_is_found_where_one_is_spoken_of(town: Town) -> None:
    """In capitals, after the word for it."""
    town.visit(site="colegio Santa Rosa", groups=(("4.º A", "SANTAROSA", "Raúl"),))
    luz = town.person()
    luz.says("hola profe mi código es SANTAROSA")
    luz.hears("Este código es de 4.º A")


def test_a_wrong_code_in_a_sentence_is_a_try(luz: Person) -> None:
    """It cannot be guessed that way either."""
    for n in range(5):
        luz.says(f"hola mi código es ZZZZ999{n}")
        assert "código" in luz.heard()[-1]
    luz.says("mi código es HUAYTAR3")
    luz.hears("Espera una hora")


@pytest.mark.parametrize("words", ["tengo 15 años", "vendo 3 quesos", "quién?", "hola YACHASKI", "vendo 20 panes"])
def test_a_sentence_is_no_try(words: str) -> None:
    """Ages, amounts, questions, names in capitals."""
    assert not reading.code_tried(words)


def test_one_message_is_looked_up_for_few_codes() -> None:
    """A list of guesses is none."""
    assert len(reading.codes_in(" ".join(f"ZZZZ99{n}9" for n in range(10)))) <= reading.CODES_MOST


def test_a_key_in_a_sentence_opens_the_place(town: Town, ana: Person) -> None:
    """The same for what a learner wrote down."""
    ana.says("clave")
    ana.taps("Dame una nueva")
    key = ana.heard()[-1].split("Tu clave es ")[1].split(".")[0]
    other = town.person()
    other.says(f"hola soy ana y mi clave es {key}")
    other.hears("¡Hola, Ana! Ya te encontré.")
