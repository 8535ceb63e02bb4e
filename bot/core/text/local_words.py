"""A catalog's sentences with the words of where a course is at home: its money, its offices, its help lines; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol

SENTENCES_REMEMBERED = 4096


class Catalog(Protocol):
    """Translations, as gettext makes them."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


class LocalWords:
    """The catalog, where some words stand `instead` of others: whole words, the longest first."""

    def __init__(self, catalog: Catalog, instead: Mapping[str, str]) -> None:
        self._catalog = catalog
        self._instead = dict(instead)
        any_of = "|".join(re.escape(words) for words in sorted(instead, key=len, reverse=True))
        self._words = re.compile(rf"(?<!\w)(?:{any_of})(?!\w)")
        self._said = lru_cache(SENTENCES_REMEMBERED)(self._replaced)

    def gettext(self, message: str) -> str:
        """The sentence as it is said there."""
        return self._said(self._catalog.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The same in the number that fits `n`."""
        return self._said(self._catalog.ngettext(msgid1, msgid2, n))

    def _replaced(self, sentence: str) -> str:
        return self._words.sub(lambda found: self._instead[found[0]], sentence)
