"""`ayuda.md`: the help lines, the words that hurt, and how a family writes, as reviewed people wrote them.

What they mean is `bot.core.safety.grave_words`'s business; here they are only read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from lessons_es import front_matter
from lessons_es.front_matter import Sourced
from lessons_es.manner import Manner
from lessons_es.mistake import CourseError, Mistake

FILE = "ayuda.md"
OURS = Manner()
LONGEST_BYTES = 32_000
ANSWER = "Respuesta"
ALONE = "Sin nadie"
FIRST = "Primero"
UNHEARD = "Sin señal"
SHORT = "Corto"
INSULTS = "Insultos"
FAMILY = "Familia"
_SECTIONS = (ANSWER, SHORT, UNHEARD, ALONE, FIRST, INSULTS, FAMILY)
_PROSE = frozenset({ANSWER, SHORT, UNHEARD, ALONE, FIRST})
_PHRASE = re.compile(r"[^\W_]+(?:/[^\W_]+)*(?: [^\W_]+(?:/[^\W_]+)*)*")


class HelpMatter(Sourced):
    """`ayuda.md`: its sources and the day to check it again are not optional."""

    fuentes: tuple[str, ...]
    revisar: date


class HelpLines(Struct, frozen=True):
    """The answer to something grave, that of where nobody can be told (`alone`), and what an adult does `first`.

    `short` is the answer of one SMS segment: the lines, before all else.

    Words that hurt, and how a family writes (`a/b` is one or the other). `unheard` is the answer while no carrier is
    heard, so that nobody can be told yet. `review_by` is the day by which a person has to check them again.
    """

    answer: str
    review_by: date
    insults: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    alone: str = ""
    first: str = ""
    unheard: str = ""
    short: str = ""


def load(folder: Path | None = None, manner: Manner = OURS) -> HelpLines:
    """Read `ayuda.md` in `folder` (default: the one that comes with this package), of a course that speaks so.

    Raises CourseError.
    """
    path = (folder or Path(__file__).parent) / FILE
    try:
        data = path.read_bytes()
    except OSError:
        raise CourseError([Mistake(FILE, 1, "No está o no se puede leer", "Pon el archivo en su lugar")]) from None
    return read(manner.ours(data))


def read(data: bytes) -> HelpLines:
    """Read the bytes of the file. Raises CourseError: a list that lost a phrase by accident would protect nobody."""
    front = front_matter.read(data, FILE, HelpMatter, LONGEST_BYTES)
    mistakes = list(front.mistakes)
    sections = _sections(front.body, mistakes)
    for name in (INSULTS, FAMILY):
        mistakes += [_no_phrase(line) for line in sections.get(name, []) if not _PHRASE.fullmatch(line.text)]
    if front.matter:
        mistakes += _missing(sections)
    if mistakes or front.matter is None:
        raise CourseError(mistakes)
    said = {name: "\n".join(line.text for line in sections[name]) for name in _PROSE}
    insults = tuple(word for line in sections[INSULTS] for word in line.text.split())
    family = tuple(line.text for line in sections[FAMILY])
    return HelpLines(
        said[ANSWER],
        front.matter.revisar,
        insults,
        family,
        alone=said[ALONE],
        first=said[FIRST],
        unheard=said[UNHEARD],
        short=said[SHORT],
    )


class _Line(NamedTuple):
    """A line of a section, without the dash of a list, and where it stands."""

    number: int
    text: str


def _sections(body: str, mistakes: list[Mistake]) -> dict[str, list[_Line]]:
    """The lines under each `## heading`. Between the lines of a list nothing else may stand but a `### heading`."""
    found: dict[str, list[_Line]] = {}
    lines, answer, loose = [], False, 0
    for number, line in enumerate(body.split("\n"), 1):
        if line.startswith("## "):
            name = line.removeprefix("## ").strip()
            mistakes += _strange(name, number, found)
            lines, answer, loose = found.setdefault(name, []), name in _PROSE, 0
        elif not line.strip() or line.startswith("### "):
            loose = 0
        elif line.startswith("- ") or answer:
            lines.append(_Line(number, line.strip().removeprefix("- ")))
            mistakes += [_no_entry(loose)] if loose else []
            loose = 0
        elif lines:
            mistakes.append(_no_entry(number))
        else:  # what a section is about, or a first line that lost its dash
            loose = number
    return found


def _strange(name: str, number: int, found: Mapping[str, list[_Line]]) -> list[Mistake]:
    if name not in _SECTIONS:
        mend = "Las partes son: " + ", ".join(f"«## {known}»" for known in _SECTIONS)
        return [Mistake(FILE, number, f"No conozco la parte «{name[:40]}»", mend)]
    if name in found:
        return [Mistake(FILE, number, f"La parte «{name}» está dos veces", "Júntalas en una sola")]
    return []


def _no_entry(number: int) -> Mistake:
    return Mistake(FILE, number, "Esta línea no empieza con «- » y se perdería", "Escribe «- » y después la frase")


def _missing(sections: Mapping[str, list[_Line]]) -> list[Mistake]:
    return [
        Mistake(FILE, 1, f"Falta la parte «{name}»", f"Escribe «## {name}» y debajo sus líneas")
        for name in _SECTIONS
        if not sections.get(name)
    ]


def _no_phrase(line: _Line) -> Mistake:
    what = f"«{line.text[:40]}» no es una frase de palabras"
    return Mistake(FILE, line.number, what, "Deja solo palabras, y «a/b» donde vale una u otra")
