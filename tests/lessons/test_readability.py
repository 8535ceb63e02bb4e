"""Syllables, sentences and the INFLESZ score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_es.readability import inflesz, sentences, syllables, words

SYLLABLES = """
    y:1 ya:1 muy:1 hoy:1 rey:1 buey:1 ley:1 leyes:2 hay:1 ahí:2 ahora:3 búho:2 prohibir:2 alcohol:3 vehículo:4
    día:2 río:2 tío:2 país:2 baúl:2 oía:3 guía:2 feria:2 ciudad:2 viuda:2 construir:2 huir:1 agua:2 huevo:2
    queso:2 quien:1 quinua:2 guiso:2 guerra:2 cigüeña:3 pingüino:3 averiguáis:4 Paraguay:3 Uruguay:3 aéreo:4
    leer:2 cooperativa:6 zoológico:5 chullo:2 chacra:2 Huaytará:3 Ayacucho:4 Yachaski:3 inyección:3 chiita:3
    negocio:3 estudiáis:3 limpiéis:2 caía:3 S:1 WhatsApp:2 Yape:2 emoliente:4 ñandú:2 cuy:1 cuyes:2
"""


@pytest.mark.parametrize("case", SYLLABLES.split())
def test_syllables_are_counted_as_they_are_said(case: str) -> None:
    """Diphthongs, hiatus, silent u, y and h are those of Spanish, in small letters or capitals."""
    word, count = case.split(":")
    assert syllables(word) == syllables(word.upper()) == int(count)


@pytest.mark.parametrize(("figure", "count"), [("0", 2), ("9", 2), ("60", 2), ("25", 4), ("1,500", 4), ("7:30", 4)])
def test_a_figure_is_one_word_of_some_syllables(figure: str, count: int) -> None:
    """Figures count about as long as they are said."""
    assert words(figure) == [figure]
    assert syllables(figure) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Pagó S/ 1,500.50 a la Sra. Irma a las 3:30 p. m. del lunes.", 1),
        ("¿Quién? ¡Yo! Bueno… vamos.", 4),
        ("Dijo: «Ya voy». Y se fue.", 2),
        ("Trae pan, leche, etc. para la feria. Gracias.", 2),
        ("Uno\nDos", 2),
        ("... ?! —", 0),
        ("", 0),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    """Neither a price, an hour nor an abbreviation ends a sentence."""
    assert len(sentences(text)) == count


def test_the_score_is_that_of_the_formula() -> None:
    """Nine words, sixteen syllables, two sentences."""
    text = "Beto hace pan rico. La señora Irma lo compra."
    assert sum(map(syllables, words(text))) == 16
    assert inflesz([text]) == pytest.approx(206.835 - 62.3 * 16 / 9 - 9 / 2)


@pytest.mark.slow
@given(st.lists(st.text()))
def test_any_text_has_a_score(texts: list[str]) -> None:
    """No text breaks the counting."""
    assert inflesz(texts) <= 206.835
