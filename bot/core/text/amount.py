"""Words -> sums of money and counts, as people in Peru write them: «S/.12,50», «una luca», «doce con cincuenta»."""

from __future__ import annotations

import re

from msgspec import Struct
from text_to_num import alpha2digit

from bot.core.text.letters import seen

LEAST, MOST = 10, 999_999
"""Cents of a sol: 0.10 to 9,999.99."""

_SPELT = {
    r"\bdose\b": "doce",
    r"\btrese\b": "trece",
    r"\bkinse\b|\bquinse\b": "quince",
    r"\bsinco\b": "cinco",
    r"\bsei[zc]\b": "seis",
    r"\bonse\b": "once",
    r"\bdies\b": "diez",
    r"\b[vb][ei][iy]?nte\b": "veinte",
    r"\bsincuenta\b": "cincuenta",
    r"\bsien\b": "cien",
    r"\b(treint|cuarent|cincuent|sesent|setent|ochent|novent)ai": r"\1a y ",
    r"\b(treint|cuarent|cincuent|sesent|setent|ochent|novent)i": r"\1a y ",
}
"""How number words are written by ear, and how the dictionary has them."""
_THOUSANDS = re.compile(r"\b(\d{1,2}) (1\d{3})\b")
_UNIT = r"(?:nuevos soles|soles|sol|lucas?|s/|pen)\b"
_CENTS = r"(?:centimos?|centavos?|cts?)\b"
_AMOUNT = re.compile(
    rf"(?P<sign>s/\.?\s*)?(?<!\d)(?<!\d[.,])(?P<whole>\d{{1,3}}(?:,\d{{3}})+|\d+)(?:[.,](?P<part>\d{{1,2}}))?(?![\d.,]*\d|[ºª.]?[ᵉºª])"
    rf"(?:\s*(?P<cents>{_CENTS})|(?:\s*(?P<unit>{_UNIT}))?"
    rf"(?:\s+(?:con|y)\s+(?P<more>\d{{2}})\b(?:\s*{_CENTS})?|(?P<half>\s+y\s+medi[oa]\b)"
    rf"|(?<=soles)\s+(?P<after>\d0)\b)?)"
)
_ALONE = {"sol y medio": 150, "luca y media": 150, "medio sol": 50, "media luca": 50, "una china": 50, "china": 50}


class Amount(Struct, frozen=True):
    """A number, as hundredths; `is_money` says that a unit stood by it. `start` and `end` are its place."""

    cents: int
    is_money: bool
    start: int
    end: int

    @property
    def count(self) -> int | None:
        """The number of pieces that it may be; None for what is no whole number."""
        return self.cents // 100 if self.cents % 100 == 0 and not self.is_money else None


def in_digits(text: str) -> str:
    """The text as seen, its number words as digits: `vendi 3 chompas a 45`."""
    words = seen(text)
    for spelt, right in _SPELT.items():
        words = re.sub(spelt, right, words)
    for alone, cents in _ALONE.items():
        words = re.sub(rf"\b(?<!un )(?<!una )(?<!\d ){alone}\b", f"s/ {cents / 100:.2f}", words)
    counted = str(alpha2digit(words, "es", threshold=0))
    return _THOUSANDS.sub(lambda found: str((int(found[1]) - 1) * 1000 + int(found[2])), counted)


def amounts(digits: str) -> list[Amount]:
    """Every number in words that are `in_digits`, in their order."""
    return [_amount(found) for found in _AMOUNT.finditer(digits)]


def read(text: str) -> int | None:
    """The cents that the whole text says, and nothing else; None where it says something else, or no such sum."""
    digits = re.sub(r"^(?:son|a|por|como|unos?|nada mas)\s+|[\s.!?¡¿]+$", "", in_digits(text).strip())
    found = amounts(digits)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(digits)):
        return None
    return found[0].cents


def sol_words(cents: int) -> str:
    """As it is said: `45 soles`, `1 sol`, `12.50 soles`."""
    return f"{digits(cents)} {'sol' if cents == 100 else 'soles'}"


def signed(cents: int) -> str:
    """As a sum stands in a list: `S/ 135`, `S/ 1,200.50`."""
    return f"{'-' if cents < 0 else ''}S/ {digits(abs(cents))}"


def digits(cents: int) -> str:
    """`45`, `12.50`."""
    return f"{cents // 100:,}" if cents % 100 == 0 else f"{cents / 100:,.2f}"


def is_a_sum(cents: int) -> bool:
    """Whether it is one that a learner's business may note."""
    return LEAST <= cents <= MOST


def _amount(found: re.Match[str]) -> Amount:
    part = found["part"] or found["more"] or found["after"] or ("50" if found["half"] else "0")
    whole = int(found["whole"].replace(",", ""))
    cents = whole if found["cents"] else whole * 100 + int(part.ljust(2, "0"))
    is_money = bool(found["sign"] or found["unit"] or found["cents"] or found["more"] or found["part"])
    return Amount(cents, is_money, found.start(), found.end())
