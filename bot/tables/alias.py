"""How a learner is called here: of a whole name, the first one and a letter, and a second name where two collide.

Whole names come in, aliases go out: what is in between is kept nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from bot.core.text.names import SECOND_NAMES, SMALL, read_name
from bot.core.text.wording import plain

_NUMBERED = re.compile(r"^\d+\s*[.)\-º°]*\s*")
_NOT_A_LEARNER = re.compile(
    r"\b(?:firma|sello|director|directora|docente|tutor|tutora|elaborado|fecha|total|resumen|leyenda|nota|observacion|"
    r"observaciones|hombres|mujeres|ugel|dni)\b"
)
_SURNAMES = 2
"""In Peru a name ends, or begins, with two of them."""


class Whole(Struct, frozen=True):
    """A name in its parts: given names and surnames, small words with the word that they go before."""

    given: tuple[str, ...]
    surnames: tuple[str, ...] = ()

    def alias(self, names: int = 1) -> str:
        """The first `names` given ones and the letter of the first surname; `""` where that is no name."""
        letter = _letter(self.surnames[0]) if self.surnames else ""
        said = " ".join([*self.given[:names], letter]).strip()
        return read_name(said) or ""


def parted(text: str, *, surnames_first: bool) -> Whole | None:
    """The parts of a name written in one cell; None where it is none. A comma says where the surnames end."""
    written = _NUMBERED.sub("", text)
    if not written or _NOT_A_LEARNER.search(plain(written)):
        return None
    before, comma, after = written.partition(",")
    if comma:
        return Whole(_words(after), _words(before)) if _words(after) else None
    words = _words(written)
    if len(words) < 2:
        return Whole(words) if words else None
    if surnames_first:
        most = min(_SURNAMES, len(words) - 1)
        return Whole(words[most:], words[:most])
    names = max(1, len(words) - _SURNAMES)
    if len(words) == _SURNAMES + 1 and plain(words[1]) in SECOND_NAMES:
        names = 2
    return Whole(words[:names], words[names:])


def of_cells(given: str, surnames: str) -> Whole | None:
    """The parts of a name whose cells are apart."""
    names = _words(_NUMBERED.sub("", given))
    return Whole(names, _words(surnames)) if names and not _NOT_A_LEARNER.search(plain(given)) else None


def surnames_lead(texts: Sequence[str]) -> bool:
    """Whether names under a head that does not say it begin with the surnames: as their known given names stand."""
    words = [_words(_NUMBERED.sub("", text)) for text in texts if "," not in text]
    first = sum(plain(some[0]) in SECOND_NAMES for some in words if some)
    last = sum(plain(some[-1]) in SECOND_NAMES for some in words if len(some) > 1)
    return last > first


def aliases(names: Sequence[Whole]) -> list[str]:
    """One alias for each; two that are alike stay alike only where no second name tells them apart."""
    short = [name.alias() for name in names]
    counts = Counter(map(plain, short))
    return [
        name.alias(2) or alias if counts[plain(alias)] > 1 else alias for name, alias in zip(names, short, strict=True)
    ]


def _words(text: str) -> tuple[str, ...]:
    """Words as names are written, a small one joined to what follows it: `De la Cruz` is one."""
    words: list[str] = []
    small: list[str] = []
    for word in re.sub(r"[^\w'\u2019\- ]", " ", text).split():
        small.append(word)
        if plain(word) not in SMALL:
            words.append(" ".join(small))
            small = []
    return tuple(_written(word) for word in words)


def _written(words: str) -> str:
    """`LUZ` is `Luz`, `de LA cruz` `de la Cruz`; what its owner wrote in two ways stays."""
    return " ".join(
        word.lower() if plain(word) in SMALL else word.title() if word in {word.upper(), word.lower()} else word
        for word in words.split()
    )


def _letter(surname: str) -> str:
    return next(word for word in surname.split() if plain(word) not in SMALL)[:1].upper()
