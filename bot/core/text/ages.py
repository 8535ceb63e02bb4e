"""Ages as people say them: `16`, `tengo quince añitos`, `soy mayor de edad`, `nací en 2010`."""

from __future__ import annotations

import re
from datetime import date

from bot.core.safety.spelling import fold
from bot.core.state import AgeBand
from bot.core.text.wording import plain

OLDEST, YOUNGEST = 99, 5
ADULT, GUARDED_BELOW = 18, 14
_WORDS = (
    "cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte "
    "veintiuno veintidos veintitres veinticuatro veinticinco"
)
_NUMBERS = {fold(word): n for n, word in enumerate(_WORDS.split(), YOUNGEST)}
_GROWN = re.compile(r"\b(?:mayor|adult[oa]|mas de (?:18|dieciocho))\b")
_NOT_GROWN = re.compile(r"\b(?:no|menor|herman[oa]|hij[oa])\b")
_CHILD = re.compile(r"\b(?:menor|menos) de (?:14|catorce)\b")
_BETWEEN = re.compile(r"\b(?:entre|de)(?: los)? (?:14|catorce) (?:y|a)(?: los)? (?:17|diecisiete)\b")
_NOT_AN_AGE = re.compile(
    r"\b(?:casi|voy a|cumplo|cumplire|herman[oa]s?|hij[oa]s?|brother|sister|las?(?! edad)|soles|grado)\b"
    r"|[0-9] [ap]\.? ?m\b"
)
_SOMEBODY_ELSE = re.compile(r"\b(?:herman[oa]s?|hij[oa]s?|prim[oa]s?|amig[oa]s?|mama|papa)\b")
_MONTHS_BESIDE = re.compile(r"\s(?:y|con) (?:medio|[a-z0-9]+ mes(?:es)?)\b")
_IN_DIGITS = re.compile(r"[0-9]{1,2}\Z")
_GLUED = re.compile(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "se[pt]", "oct", "nov", "dic")
_MONTH = "|".join(_MONTHS)
_BIRTHDAY = re.compile(
    rf"\b([0-9]{{1,2}})(?: de | del |[ ./-])(?:([0-9]{{1,2}})|({_MONTH})[a-z]*)(?: de | del |[ ./-])"
    r"((?:19|20)[0-9]{2})\b"
)


def read_age(text: str, today: date) -> AgeBand | None:
    """The band of the age in the words; None where there is none, it may be one of two, or it is somebody else's."""
    words = plain(text)
    if _CHILD.search(words):
        return "under_14"
    if _BETWEEN.search(words):
        return "14_to_17"
    if _GROWN.search(words) and not _NOT_GROWN.search(words):
        return "adult"
    if _YEAR.search(words):
        return _born(words, today)
    words = _MONTHS_BESIDE.sub("", _GLUED.sub(" ", words))
    found = [age for age in map(_number, words.split()) if age]
    if len(found) != 1 or _NOT_AN_AGE.search(words):
        return None
    return _band(found[0])


def _born(words: str, today: date) -> AgeBand | None:
    """By the day of birth; of the year alone only where both ages of this year are of one band."""
    years = _YEAR.findall(words)
    if len(years) != 1 or _SOMEBODY_ELSE.search(words):
        return None
    oldest = today.year - int(years[0])
    day = _BIRTHDAY.search(words)
    if day is None:
        return _band(oldest) if _band(oldest) == _band(oldest - 1) else None
    month = int(day[2]) if day[2] else next(n for n, name in enumerate(_MONTHS, 1) if re.match(name, day[3]))
    return _band(oldest - ((month, int(day[1])) > (today.month, today.day)))


def _band(age: int) -> AgeBand | None:
    if not YOUNGEST <= age <= OLDEST:
        return None
    return "under_14" if age < GUARDED_BELOW else "14_to_17" if age < ADULT else "adult"


def _number(word: str) -> int:
    return int(word) if _IN_DIGITS.match(word) else _NUMBERS.get(fold(word), 0)
