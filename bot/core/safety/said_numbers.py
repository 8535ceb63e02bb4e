"""The numbers in what was written, however they are written: digits, words with tens and hundreds, Quechua; pure.

A text (as seen) becomes `Figure`s in their order, each with what stands before it. «novecientos ochenta y siete» is
one figure of three digits, «nueve ochenta y siete» are two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from bot.core.safety.spelling import fold as folded

Gap = Literal["close", "words", "far"]
TENS, HUNDREDS, THOUSAND = 10, 100, 1000
WORDS_BETWEEN = 8
"""Words between two figures from which they no longer belong together."""
GLUED_LEAST = 3
"""Digits written as words without spaces from which the word is taken for them."""
MIXED_LEAST = 5
"""Digits among the letters of one word from which they count; fewer are a code or a group: `3b`, `HUAYTAR3`."""

UNIT_LONGEST = 2
"""Letters beside a number in one word: `3b`, `12kg`."""

_UNITS = "cero uno dos tres cuatro cinco seis siete ocho nueve"
_TEENS = "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos"
_TEENS += " veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_HUNDREDS = "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
_QUECHUA = (
    "chusaq ch'usaq illaq",
    "huk huq hoq juk shuk",
    "iskay ishkay iskey",
    "kimsa kinsa quimsa kima",
    "tawa tahua chusku",
    "pichqa pisqa pichka pishqa phisqa pichja",
    "suqta soqta sojta sukta sukhta",
    "qanchis qanchi kanchis canchis janchis",
    "pusaq posaq pusak pusac posah",
    "isqun esqon isqon iskun esqun jisqon isjon esjon",
)
_ENGLISH = "zero one two three four five six seven eight nine"
_TIMES = {"chunka": 10, "chunga": 10, "pachak": 100, "mil": 1000, "waranqa": 1000, "millon": 10**6, "millones": 10**6}
_TWICE = {"doble": 2, "dobles": 2, "triple": 3, "triples": 3}
_JOINED_BY = (
    "y i e el la los las luego despues primero segundo tercero al final finalmente ultimo ahora sigue siguen viene "
    "vienen termina acaba en empieza comienza con mas menos guion raya espacio coma punto barra slash entre ya anota "
    "otro otra and un una por x o nomas seguido junto de"
)
_JOINING = frozenset(_JOINED_BY.split())
"""Words that keep two figures beside each other."""
_WITH = re.compile(r"(?:ni)?[yi][uo]k$")
"""The end of a Quechua unit behind tens: `chunka pichqayuq` is 15."""
_GLUED = re.compile(r"nue[vb]e|ocho|[sc]iete|[sc]ei[szc]|[sc]inco|[ckq]uatro|tre[szc]|do[szc]|uno|[csz]ero")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_SPELLED = re.compile(r"(?<![^\W\d])[^\W\d_](?:[\W_]{1,2}[^\W\d_](?![^\W\d])){3,}")
_MIXED = re.compile(r"(?<!\w)(?=\w*[a-z])\w*\d\w*(?!\w)")


@lru_cache(4096)
def fold(word: str) -> str:
    """How the word sounds."""
    return folded(word)


def _values() -> dict[str, int]:
    """What each word is worth, by how it sounds."""
    known = {fold(word): value for value, word in enumerate(_UNITS.split())}
    known |= {fold(word): value for value, word in enumerate(_TEENS.split(), 10)}
    known |= {fold(word): 10 * value for value, word in enumerate(_TENS.split(), 3)}
    known |= {fold(word): 100 * value for value, word in enumerate(_HUNDREDS.split(), 1)}
    known |= {fold(word): value for value, words in enumerate(_QUECHUA) for word in words.split()}
    known |= {fold(word): value for value, word in enumerate(_ENGLISH.split())}
    for tens, word in enumerate(_TENS.split(), 3):
        for unit, small in enumerate(_UNITS.split()[1:], 1):
            known |= {fold(f"{stem}{small}"): 10 * tens + unit for stem in (word, f"{word}i", f"{word[:-1]}i")}
    return known | {fold("cien"): 100}


_VALUES = _values()
_MULTIPLIERS = {fold(word): value for word, value in _TIMES.items()}


class Figure(Struct, frozen=True):
    """The digits of one number, `spoken` when they were words; `gap` and `between` are what stands before it."""

    digits: str
    spoken: bool = False
    gap: Gap = "far"
    between: str = ""


class _Piece(NamedTuple):
    word: str
    start: int
    end: int


def figures(words: str) -> list[Figure]:
    """The numbers in words as seen."""
    text = _unmixed(words)
    pieces = [_Piece(piece[0], piece.start(), piece.end()) for piece in _PIECE.finditer(text)]
    found: list[Figure] = []
    at, end = 0, 0
    while at < len(pieces):
        digits, after = _number(pieces, at)
        if digits:
            between = text[end : pieces[at].start]
            found.append(Figure(digits, not pieces[at].word.isdigit(), _gap(between) if found else "far", between))
            end = pieces[after - 1].end
        at = after
    return found


def _gap(between: str) -> Gap:
    strange = sum(1 for word in _PIECE.findall(between) if word not in _JOINING)
    if strange > WORDS_BETWEEN:
        return "far"
    return "words" if strange else "close"


def _number(pieces: list[_Piece], at: int) -> tuple[str, int]:
    """The digits of the number that begins with this piece, and where it ends; `""` when none does."""
    word = pieces[at].word
    if word.isdigit():
        return word, at + 1
    if word in _TWICE and at + 1 < len(pieces):
        digits, after = _number(pieces, at + 1)
        return (digits * _TWICE[word], after) if len(digits) == 1 else ("", at + 1)
    glued = _glued(word)
    return (glued, at + 1) if glued else _composed(pieces, at)


def _glued(word: str) -> str:
    """The digits of words without spaces between them; `""` when the word is something else."""
    found = _GLUED.findall(word)
    if len(found) < GLUED_LEAST or "".join(found) != word:
        return ""
    return "".join(str(_VALUES[fold(one)]) for one in found)


def _composed(pieces: list[_Piece], start: int) -> tuple[str, int]:
    """Hundreds, tens and units in a row are one number; what is no smaller than the last begins another."""
    value, floor, at = 0, 0, start
    while at < len(pieces):
        sound = fold(pieces[at].word)
        times, worth = _MULTIPLIERS.get(sound), _worth(sound)
        if times and (at == start or (times >= THOUSAND or floor == 1)):
            low = value % (times if times >= THOUSAND else 10)
            value, floor = (value + low * (times - 1), times) if low else (value + times, times)
        elif worth is not None and (at == start or 0 < worth < floor):
            value, floor = value + worth, _size(worth)
        elif not (sound == "i" and floor == TENS and at + 1 < len(pieces) and _is_unit(pieces[at + 1].word)):
            break
        at += 1
    return (str(value), at) if at > start else ("", start + 1)


def _worth(sound: str) -> int | None:
    return _VALUES.get(sound, _VALUES.get(_WITH.sub("", sound)))


def _is_unit(word: str) -> bool:
    return 0 < (_worth(fold(word)) or 0) < TENS


def _size(worth: int) -> int:
    """Below this another word may be added: to hundreds tens, to tens units, to units nothing."""
    if worth >= HUNDREDS:
        return HUNDREDS
    return TENS if worth >= 3 * TENS and worth % TENS == 0 else 1


def _unmixed(words: str) -> str:
    """Letters that stand for digits are digits, and the digits of a word full of them stand alone."""
    words = re.sub(r"(?<=\d)o(?![^\W\d])|(?<![^\W\d])o(?=\d)", "0", words)
    words = re.sub(r"(?<=\d)[il](?=\d)", "1", words)
    words = re.sub(r"(?<=\w)(?:chunka|pachak)\b", r" \g<0>", words)
    spelled = _SPELLED.sub(lambda run: re.sub(r"[\W_]", "", run[0]), words)
    return _MIXED.sub(_loosened, spelled)


def _loosened(word: re.Match[str]) -> str:
    digits, parts = re.findall(r"\d+", word[0]), re.findall(r"\d+|[^\W\d]+", word[0])
    if len(parts) > 1 and all(part.isdigit() or fold(part) in _VALUES for part in parts):
        return " ".join(parts)
    if fold(word[0]) in _VALUES:
        return str(_VALUES[fold(word[0])])
    if sum(map(len, digits)) >= MIXED_LEAST:
        return " ".join(digits)
    one = len(digits) == 1 and len(word[0]) <= len(digits[0]) + UNIT_LONGEST
    return f" {digits[0]} " if one else re.sub(r"\d", "x", word[0])
