"""What a learner keeps of each task of the course: who buys, on which day, what one costs, the price, made, sold, left.

A value is text in her own words, cents of a sol, or a number of pieces; it is hers alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from bot.core.text import amount
from bot.core.text.wording import visible
from lessons_es.schema import KEPT

WORDS_LONGEST = 60
DIGITS_MOST = 5
"""More of them in words would be somebody's number."""
MOST_PIECES = 9999

Kind = Literal["words", "money", "pieces"]
KINDS: Mapping[str, Kind] = {
    "quien_compra": "words",
    "que_dia": "words",
    "costo_uno": "money",
    "precio": "money",
    "hechos": "pieces",
    "vendidos": "pieces",
    "queda": "money",
}


class Plan(Struct, frozen=True):
    """What is kept, by name; a name that was not kept is missing."""

    values: Mapping[str, str]

    def cents(self, name: str) -> int | None:
        """The sum that was kept under the name."""
        return int(self.values[name]) if name in self.values else None

    @property
    def left_of_one(self) -> int | None:
        """What one leaves, where price and cost are known."""
        price, cost = self.cents("precio"), self.cents("costo_uno")
        return price - cost if price is not None and cost is not None else None


def read(name: str, text: str) -> str | None:
    """The value that the words are, as it is kept; None where they are none."""
    words = " ".join(text.split())
    if KINDS[name] == "words":
        digits = sum(sign.isdigit() for sign in words)
        fits = visible(words) and len(words) <= WORDS_LONGEST and digits <= DIGITS_MOST
        return words.rstrip(".") if fits else None
    cents = amount.read(words)
    if cents is None:
        return None
    if KINDS[name] == "money":
        return str(cents) if amount.is_a_sum(cents) else None
    pieces, part = divmod(cents, 100)
    return str(pieces) if not part and pieces <= MOST_PIECES else None


def with_value(values: Mapping[str, str], name: str, value: str) -> dict[str, str]:
    """What is kept after one more, in the order of the plan."""
    all_of_them = {**values, name: value}
    return {known: all_of_them[known] for known in KEPT if known in all_of_them}
