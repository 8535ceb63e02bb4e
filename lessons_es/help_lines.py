"""`ayuda.md`: the help lines, and the phrases looked for in every message, as reviewed people wrote them.

What the phrases mean is `bot.core.grave`'s business; here they are only read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from lessons_es import front_matter
from lessons_es.front_matter import Sourced
from lessons_es.mistake import CourseError, Mistake

FILE = "ayuda.md"
LONGEST_BYTES = 128_000
"""One list is easier to review than several."""
ANSWER = "Respuesta"
GROUPS = "Grupos"
GRAVE = (
    "Suicidio",
    "Hacerse daño",
    "Violencia",
    "Abuso",
    "Fotos, videos y desconocidos",
    "Trata, trabajo y unión forzada",
    "Abandono y hambre",
    "Pedir ayuda y callar",
    "En quechua",
)
SIGNS = "Señales"
HARMLESS = "No es grave"
INSULTS = "Insultos"
FAMILY = "Familia"
FORGIVEN = "Palabras que se reconocen con errores"
ALIKE = "Palabras que se parecen"
_SECTIONS = (ANSWER, GROUPS, *GRAVE, SIGNS, HARMLESS, FORGIVEN, ALIKE, INSULTS, FAMILY)
_GROUP = re.compile(r"@(\w+)")
_ALTERNATIVES = re.compile(r"\*?[^\W_]+[*~]?(?:/\*?[^\W_]+[*~]?)*")
_VERB = re.compile(r"([^\W_]+)~")
_SIDES = re.compile(r" [+-] |\|")
_SIGN = re.compile(r"(-?[1-9]) ([^:]+): (.+)")
_GAP = "..."


class HelpMatter(Sourced):
    """`ayuda.md`: its sources and the day to check it again are not optional."""

    fuentes: tuple[str, ...]
    revisar: date


class HelpLines(Struct, frozen=True):
    """The answer to something grave, and the phrases of each section, `@group` already filled in as `a/b`.

    `signs` are phrases with their points, which together may be as grave as a phrase of its own. `review_by` is the
    day by which a person has to check lines and phrases again.
    """

    answer: str
    review_by: date
    phrases: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, int]

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
    return read(data)


def read(data: bytes) -> HelpLines:
    """Read the bytes of the file. Raises CourseError: a list that lost a phrase by accident would protect nobody."""
    front = front_matter.read(data, FILE, HelpMatter, LONGEST_BYTES)
    mistakes = list(front.mistakes)
    sections = _sections(front.body, mistakes)
    groups = _groups(sections.get(GROUPS, []), mistakes)
    lists = {name: lines for name, lines in sections.items() if name not in {ANSWER, GROUPS, SIGNS}}
    phrases = {name: tuple(_phrase(line, groups, mistakes) for line in lines) for name, lines in lists.items()}
    signs = dict(_sign(line, groups, mistakes) for line in sections.get(SIGNS, []))
    if front.matter:
        mistakes += _missing(sections)
    if mistakes or front.matter is None:
        raise CourseError(mistakes)
    return HelpLines("\n".join(line.text for line in sections[ANSWER]), front.matter.revisar, phrases, signs)


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
            lines, answer, loose = found.setdefault(name, []), name == ANSWER, 0
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


def _groups(lines: Sequence[_Line], mistakes: list[Mistake]) -> dict[str, str]:
    """Every group as `a/b`, or as `a b|c d` where it holds phrases. A group may name only those above it."""
    groups: dict[str, str] = {}
    for number, line in lines:
        name, colon, words = line.partition(":")
        if not colon or not re.fullmatch(r"\w+", name) or name in groups:
            mend = "Escribe un nombre que no esté arriba, dos puntos y sus palabras: «- me: me nos mi»"
            mistakes.append(Mistake(FILE, number, "Esta línea no da palabras a un grupo nuevo", mend))
            continue
        text = _phrase(_Line(number, words), groups, mistakes)
        groups[name] = text if "|" in text else "/".join(text.split())
    return groups


def _phrase(line: _Line, groups: Mapping[str, str], mistakes: list[Mistake]) -> str:
    """The line with its groups filled in. Nothing but words and the signs: any other would find what nobody meant."""
    unknown = [name for name in _GROUP.findall(line.text) if name not in groups]
    mend = "Escríbelo en «## Grupos», más arriba, o corrige su nombre"
    mistakes += [Mistake(FILE, line.number, f"No hay un grupo «{name}»", mend) for name in unknown]
    mistakes += _strange_parts(line, groups)
    text = _GROUP.sub(lambda found: groups.get(found[1], "x"), line.text)
    return re.sub(r" *\| *", "|", text.strip())


def _sign(line: _Line, groups: Mapping[str, str], mistakes: list[Mistake]) -> tuple[str, int]:
    """The phrase of a sign and its points."""
    found = _SIGN.fullmatch(line.text)
    if found is None:
        mend = "Escribe los puntos, un nombre, dos puntos y las palabras: «- 2 la noche: noche/anoche»"
        mistakes.append(Mistake(FILE, line.number, "Esta línea no es una señal con sus puntos", mend))
        return "", 0
    return _phrase(_Line(line.number, found[3]), groups, mistakes), int(found[1])


def _strange_parts(line: _Line, groups: Mapping[str, str]) -> list[Mistake]:
    for side in _SIDES.split(line.text):
        parts = [part for part in side.split() if part != _GAP]
        phrases = [name for name in _GROUP.findall(side) if "|" in groups.get(name, "")]
        if phrases and len(side.split()) > 1:
            what = f"«@{phrases[0]}» tiene frases y no puede estar junto a otra palabra"
            return [Mistake(FILE, line.number, what, "Ponlo solo, entre « + », « - » o « | »")]
        filled = [_GROUP.sub("x", part) for part in parts]
        if not parts or not all(_ALTERNATIVES.fullmatch(part) for part in filled):
            what = f"«{line.text[:40]}» no es una frase de palabras"
            mend = "Deja solo palabras, «a/b», «@grupo», «mat*», «pegar~», «...», « + », « - » y « | »"
            return [Mistake(FILE, line.number, what, mend)]
        if any(verb[-2:] not in {"ar", "er", "ir"} for verb in _VERB.findall(side)):
            return [Mistake(FILE, line.number, "«~» va detrás de un verbo", "Escribe «pegar~», «vender~», «herir~»")]
    return []
