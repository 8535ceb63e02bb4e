"""Group codes that are easily guessed: who guesses one can ask to be let into the group."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.core.text.wording import plain
from bot.itinerary.spreadsheet import Row

CHANCE_LETTERS = 3
"""So many letters or digits of a code must follow from nothing that everybody knows."""
SHORTEST_PIECE = 3
_WORD = re.compile(r"[a-z0-9]+")
_ORDINAL = re.compile(r"(?<=\d)\.?o\b")


def guessed(rows: Iterable[Row]) -> list[str]:
    """What to tell of the new groups' codes, in one line; nothing where each is a secret of some weight."""
    codes = [row.code for row in rows if is_guessed(row)]
    if not codes:
        return []
    listed = ", ".join(codes)
    if len(codes) == 1:
        return [f"El código {listed} se adivina por el nombre. Agrégale tres letras o números cualquiera."]
    return [f"Estos códigos se adivinan por el nombre: {listed}. Agrégales tres letras o números cualquiera."]


def is_guessed(row: Row) -> bool:
    """Whether the code follows from the names of place, group and teacher, but for a letter or two."""
    left = plain(row.code).replace(" ", "")
    words = _words(f"{row.site} {row.region} {row.teacher}")
    for piece in (*_pieces(left, words), "".join(_words(row.group))):
        left = left.replace(piece, "", 1) if piece else left
    return len(left) < CHANCE_LETTERS


def _words(text: str) -> list[str]:
    return _WORD.findall(_ORDINAL.sub("", plain(text)))


def _pieces(code: str, words: Iterable[str]) -> list[str]:
    """The longest beginning of each word that the code holds, where it is long enough to be one."""
    found = []
    for word in words:
        beginnings = (word[:length] for length in range(len(word), SHORTEST_PIECE - 1, -1))
        found += [next((piece for piece in beginnings if piece in code), "")]
    return found
