"""Days as people and spreadsheets write them: 2027-03-08, 08/03/27, 8 de marzo de 2027, 46454."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from bot.core.text.wording import plain

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]0?0:00(?::00(?:\.0+)?)?)?")
_SLASHED = re.compile(r"(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{4}|\d{2})(?: 0?0:00(?::00)?)?")
_IN_WORDS = re.compile(r"(?:[a-z]+ )?(\d{1,2})[-/. ]*(?:de )?([a-z]{3,10})[-/. ]*(?:del? )?(\d{4}|\d{2})")
_SERIAL = re.compile(r"[2-7]\d{4}")
_SERIAL_BEGINS = date(1899, 12, 30).toordinal()
"""A spreadsheet counts days from here; the number is what it shows where a cell lost its format."""
_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"),
)


def agrees(texts: Iterable[str]) -> bool:
    """Whether all dates like 08/03/2027 can be day, month, year: then that is how they are read."""
    return all(_made(found[3], found[2], found[1]) for text in texts if (found := _SLASHED.fullmatch(text)))


def is_slashed(text: str) -> bool:
    """Whether it is a date that says neither which number is the month nor, with two digits, which year."""
    return _SLASHED.fullmatch(text) is not None


def read_day(text: str) -> date | None:
    """The day that a cell means, day before month; None when it means none."""
    if found := _ISO.fullmatch(text):
        return _made(*found.groups())
    if found := _SLASHED.fullmatch(text):
        return _made(found[3], found[2], found[1])
    if _SERIAL.fullmatch(text):
        return date.fromordinal(_SERIAL_BEGINS + int(text))
    if found := _IN_WORDS.fullmatch(plain(text)):
        return _made(found[3], _month(found[2]), found[1])
    return None


def impossible(text: str) -> str:
    """Why a date that is written well is no day: «febrero de 2027 tiene 28 días»; `""` where it is not so written."""
    found = _ISO.fullmatch(text)
    slashed = _SLASHED.fullmatch(text)
    numbers = found.groups() if found else (slashed[3], slashed[2], slashed[1]) if slashed else ()
    if not numbers or len(numbers[0]) not in {2, 4}:
        return ""
    year, month = int(numbers[0]) + (2000 if len(numbers[0]) == 2 else 0), int(numbers[1])
    if not 1 <= month <= len(_MONTHS):
        return f"no hay un mes {month}"
    last = date(2000 + year % 400 + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return f"{_MONTHS[month - 1]} de {year} tiene {last.day} días"


def _month(word: str) -> str:
    """The number of a month by its name or its beginning; `0` when it is none."""
    name = "set" + word.removeprefix("sept").removeprefix("sep") if word.startswith("sep") else word
    return str(next((place for place, month in enumerate(_MONTHS, 1) if month.startswith(name)), 0))


def _made(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
