"""Words that people write for words of the course: `- afiche, letrero: cartel aviso`, a line each."""

from __future__ import annotations

import re

from lessons_es.mistake import Mistake

Synonyms = tuple[tuple[str, tuple[str, ...]], ...]

_MEND = "Escribe así: «- afiche, letrero: cartel aviso»"
_LINE = re.compile(r"- +([^:]+):\s*(\S.*)")


def read(data: bytes, path: str) -> tuple[Synonyms, tuple[Mistake, ...]]:
    """Each written word with what it stands for, and the lines that are none. What is no list item explains."""
    found: list[tuple[str, tuple[str, ...]]] = []
    mistakes = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        if not line.startswith("- "):
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            mistakes.append(
                Mistake(path, number, "No se lee qué palabras son", "Escribe: «- afiche, letrero: cartel aviso»")
            )
            continue
        meant = tuple(match[2].split())
        found += [(word.strip(), meant) for word in match[1].split(",") if word.strip()]
    return tuple(found), tuple(mistakes)
