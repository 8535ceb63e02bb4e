"""Ages as people say them: `16`, `tengo quince años`, `soy mayor de edad`."""

from __future__ import annotations

import re

from bot.core.state import AgeBand
from bot.core.text.wording import plain

OLDEST, YOUNGEST = 99, 5
ADULT, GUARDED_BELOW = 18, 14
_WORDS = (
    "cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte "
    "veintiuno veintidos veintitres veinticuatro veinticinco"
)
_NUMBERS = {word: n for n, word in enumerate(_WORDS.split(), YOUNGEST)}
_GROWN = re.compile(r"\b(?:mayor|adult[oa]|mas de (?:18|dieciocho))\b")
_NOT_GROWN = re.compile(r"\b(?:no|menor|herman[oa]|hij[oa])\b")
_CHILD = re.compile(r"\b(?:menor|menos) de (?:14|catorce)\b")
_NOT_AN_AGE = re.compile(r"\b(?:casi|voy a|cumplo|cumplire|herman[oa]s?|hij[oa]s?|[ap]\.? ?m|las?|soles|grado)\b")
_IN_DIGITS = re.compile(r"[0-9]{1,2}\Z")


def read_age(text: str) -> AgeBand | None:
    """The band of the age in the words; None where there is none, or it is somebody else's."""
    words = plain(text)
    if _CHILD.search(words):
        return "under_14"
    if _GROWN.search(words) and not _NOT_GROWN.search(words):
        return "adult"
    found = [age for age in map(_number, words.split()) if age]
    if len(found) != 1 or _NOT_AN_AGE.search(words) or not YOUNGEST <= found[0] <= OLDEST:
        return None
    return "under_14" if found[0] < GUARDED_BELOW else "14_to_17" if found[0] < ADULT else "adult"


def _number(word: str) -> int:
    return int(word) if _IN_DIGITS.match(word) else _NUMBERS.get(word, 0)
