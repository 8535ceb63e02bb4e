"""Weekdays as people say them: `lunes y jueves`, `lun mie vie`, `de lunes a jueves`, `todos`."""

from __future__ import annotations

import re

from bot.core.safety.spelling import fold, one_slip
from bot.core.text.wording import LOCALE, plain, weekday_words

SHORTEST = 3
LOCALES = (LOCALE, "en")
"""The languages whose weekdays are known: nobody is asked which one they write."""


def _names(locale: str) -> tuple[str, ...]:
    return tuple(fold(plain(weekday_words(day, lambda _: locale))) for day in range(7))


_NAMES = tuple((day, name) for locale in LOCALES for day, name in enumerate(_names(locale)))
_WORD = re.compile(r"[a-z]+")
_ALL = frozenset(fold(word) for word in ("todos", "todas", "diario", "cualquiera", "cualquier"))
_WEEKEND = frozenset(fold(word) for word in ("fin", "fines", "finde", "findes"))
_UNTIL = frozenset(fold(word) for word in ("a", "al", "hasta"))


def read_weekdays(text: str) -> tuple[int, ...]:
    """The days in the words, 0 for Monday; none where there is none."""
    words = [fold(word) for word in _WORD.findall(plain(text))]
    if not _ALL.isdisjoint(words):
        return tuple(range(7))
    found: set[int] = {5, 6} if not _WEEKEND.isdisjoint(words) else set()
    last, spans = None, False
    for word in words:
        day = _day(word)
        if day is None:
            spans = last is not None and word in _UNTIL
            continue
        if spans and last is not None and last < day:
            found.update(range(last, day))
        found.add(day)
        last, spans = day, False
    return tuple(sorted(found))


def _day(word: str) -> int | None:
    """The day that the word names whole, cut short or with a slip."""
    whole = [day for day, name in _NAMES if word.removesuffix("s") == name.removesuffix("s")]
    near = (day for day, name in _NAMES if _is_short_for(word, name))
    return whole[0] if whole else next(near, None)


def _is_short_for(word: str, name: str) -> bool:
    if len(word) > SHORTEST + 1 and one_slip(word, name):
        return True
    return SHORTEST <= len(word) < len(name.removesuffix("s")) and name.startswith(word)
