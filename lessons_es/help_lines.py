"""`ayuda.md`: the help lines, and the phrases looked for in every message, as reviewed people wrote them.

What the phrases mean is `bot.core.grave`'s business; here they are only read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lessons_es import front_matter
from lessons_es.front_matter import Sourced
from lessons_es.mistake import CourseError, Mistake

FILE = "ayuda.md"
ANSWER = "Respuesta"
GROUPS = "Grupos"
GRAVE = ("Suicidio", "Hacerse daño", "Violencia", "Abuso")
HARMLESS = "No es grave"
INSULTS = "Insultos"
FAMILY = "Familia"
ALIKE = "Palabras que se parecen"
_SECTIONS = (ANSWER, GROUPS, *GRAVE, HARMLESS, ALIKE, INSULTS, FAMILY)
_GROUP = re.compile(r"@(\w+)")


class HelpMatter(Sourced):
    """`ayuda.md`: its sources and the day to check it again are not optional."""

    fuentes: tuple[str, ...]
    revisar: date


@dataclass(frozen=True, slots=True)
class HelpLines:
    """The answer to something grave, and the phrases of each section, `@group` already filled in as `a/b`.

    `review_by` is the day by which a person has to check lines and phrases again.
    """

    answer: str
    review_by: date
    phrases: Mapping[str, tuple[str, ...]]

    @property
    def grave(self) -> tuple[str, ...]:
        """Every phrase that is answered with the help lines."""
        return tuple(phrase for section in GRAVE for phrase in self.phrases[section])

    def words(self, section: str) -> tuple[str, ...]:
        """The single words of a section's lines."""
        return tuple(word for line in self.phrases[section] for word in line.split())


def load(folder: Path | None = None) -> HelpLines:
    """Read `ayuda.md` in `folder` (default: the one that comes with this package). Raises CourseError."""
    path = (folder or Path(__file__).parent) / FILE
    try:
        data = path.read_bytes()
    except OSError:
        raise CourseError([Mistake(FILE, 1, "No está o no se puede leer", "Pon el archivo en su lugar")]) from None
    front = front_matter.read(data, FILE, HelpMatter)
    sections = _sections(front.body)
    mistakes = [*front.mistakes, *_missing(sections)] if front.matter else list(front.mistakes)
    mistakes += _unknown_groups(front.body, sections)
    if mistakes or front.matter is None:
        raise CourseError(mistakes)
    groups = dict(_group(line) for line in sections[GROUPS])
    phrases = {name: tuple(_filled(line, groups) for line in lines) for name, lines in sections.items()}
    return HelpLines("\n".join(sections[ANSWER]), front.matter.revisar, phrases)


def _sections(body: str) -> dict[str, list[str]]:
    """The lines under each `## heading`, without the dashes of lists."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in body.split("\n"):
        if line.startswith("## "):
            lines = found.setdefault(line.removeprefix("## ").strip(), [])
        elif line.startswith("- ") or (line.strip() and lines is found.get(ANSWER)):
            lines.append(line.strip().removeprefix("- "))
    return found


def _missing(sections: Mapping[str, list[str]]) -> list[Mistake]:
    return [
        Mistake(FILE, 1, f"Falta la parte «{name}»", f"Escribe «## {name}» y debajo sus líneas")
        for name in _SECTIONS
        if not sections.get(name)
    ]


def _unknown_groups(body: str, sections: Mapping[str, list[str]]) -> list[Mistake]:
    known = {line.partition(":")[0] for line in sections.get(GROUPS, ())}
    return [
        Mistake(FILE, number, f"No hay un grupo «{name}»", "Escríbelo en «## Grupos», o corrige su nombre")
        for number, line in enumerate(body.split("\n"), 1)
        for name in _GROUP.findall(line)
        if line.startswith("- ") and name not in known
    ]


def _group(line: str) -> tuple[str, str]:
    name, _, words = line.partition(":")
    return name, "/".join(words.split())


def _filled(line: str, groups: Mapping[str, str]) -> str:
    while _GROUP.search(line):
        line = _GROUP.sub(lambda found: groups[found[1]], line)
    return line
