"""Hostile text: whatever people write reaches a screen as typed, in pieces that a carrier takes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.layout import split, units

MOST = 4096
PIECES = st.sampled_from(
    ["\u202e", "\u200b", "\u2066", "<b>", "</b>", "_*[", "&amp;", "💧", "👩\u200d🌾", "á", " ", "\n", "x"]
)
HOSTILE = st.tuples(st.lists(st.one_of(PIECES, st.text(max_size=9)), min_size=1, max_size=40), st.integers(1, 400)).map(
    lambda drawn: "".join(drawn[0]) * drawn[1]
)


@settings(max_examples=200, deadline=None, database=None, derandomize=True)
@given(HOSTILE.map(lambda text: text[:20_000]))
def test_split_in_units_and_nothing_lost(text: str) -> None:
    """Each piece holds at most 4,096 UTF-16 units, and together they say everything but the blanks at the cuts."""
    parts = split(text, MOST)
    assert all(units(part) <= MOST for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@settings(max_examples=200, deadline=None, database=None, derandomize=True)
@given(HOSTILE.map(lambda text: f"Dijiste: {text[:20_000]}"))
def test_no_piece_is_empty(text: str) -> None:
    """A carrier refuses a message of blanks: none is made."""
    assert all(part.strip() for part in split(text, MOST))
