"""Letters as people see them, so that words can be compared by sight; pure.

What a screen does not show is not there (soft hyphens, joiners, marks of direction, variation selectors), what only
looks different is one letter (accents, full width, enclosed and stylised letters, keycaps, Cyrillic, Greek), and
every digit is one of ours.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CODE_POINTS_REMEMBERED = 4096

_ALIKE = {
    "a": "аαΑАɑᴀ",
    "b": "вьВЬβΒʙ",
    "c": "сСςᴄ",
    "d": "ԁđĐᴅ",
    "e": "еЕεΕɛᴇ",
    "f": "ꜰƒ",
    "g": "ɡɢ",
    "h": "һнНΗħĦʜ",
    "i": "іІιΙıɩɪ",
    "j": "јЈȷᴊ",
    "k": "кКκΚᴋ",
    "l": "ӏłŁʟ",
    "m": "мМΜᴍ",
    "n": "пηΝɴ",
    "o": "оОοΟσøØᴏ",
    "p": "рРρΡþᴘ",
    "q": "ԛԚ",
    "r": "гяʀ",
    "s": "ѕЅꜱ",
    "t": "тТτΤŧŦᴛ",
    "u": "иυμᴜ",
    "v": "ѵνᴠ",
    "w": "ԝԜωшᴡ",
    "x": "хХχΧ",
    "y": "уУγΥʏ",
    "z": "ΖζᴢƵ",
    "3": "зЗ",
    ".": "。",
}
"""The letters that look like one of ours: Cyrillic, Greek, small capitals."""
_APOSTROPHES = "'`\u00b4\u2018\u2019\u02bc\u2032"
_UNSEEN_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5")
"""Letters by their category, and nothing to see."""
_BLANKS = "\u2800"
_UNSEEN = frozenset({"Cf", "Cc", "Mn", "Me"})
_ENCLOSED = (0x1F150, 0x1F170)
"""Where the white letters on black begin, A to Z: Unicode says of none of them which letter it is."""
_FIRST_FLAG = 0x1F1E6
_LONE_FLAG = re.compile("(?<![\U0001f1e6-\U0001f1ff])[\U0001f1e6-\U0001f1ff](?![\U0001f1e6-\U0001f1ff])")
"""One letter of a flag alone is a letter; two are a country."""


def seen(text: str) -> str:
    """Lower case as people see it, without accents and what is unseen; spaces and punctuation stay."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _LONE_FLAG.sub(_flag_letter, text).translate(_BEFORE))
    return text.translate(_LETTERS).casefold()


def _flag_letter(found: re.Match[str]) -> str:
    return chr(ord("a") + ord(found[0]) - _FIRST_FLAG)


class _Letters(dict[int, str]):
    """What stands for a code point; those that many write are at hand, the others are looked up."""

    def __missing__(self, code: int) -> str:
        return _letter(code)


@lru_cache(CODE_POINTS_REMEMBERED)
def _letter(code: int) -> str:
    sign = chr(code)
    if unicodedata.category(sign) in _UNSEEN or sign in _UNSEEN_LETTERS:
        return ""
    for first in _ENCLOSED:
        if first <= code < first + 26:
            return chr(ord("a") + code - first)
    number = unicodedata.numeric(sign, -1)
    return str(int(number)) if number in range(11) and not sign.isalpha() else sign


_BEFORE = str.maketrans(dict.fromkeys(_APOSTROPHES, "") | {"\U0001f51f": "10"})
"""What NFKD would take apart into a space and a mark."""
_LETTERS = _Letters(
    {code: chr(code) for code in range(32, 127)}
    | {ord(space): " " for space in "\t\n\v\f\r\u0085\u2028\u2029" + _BLANKS}
    | {ord(apostrophe): "" for apostrophe in _APOSTROPHES}
    | {ord(letter): ours for ours, letters in _ALIKE.items() for letter in letters}
)
