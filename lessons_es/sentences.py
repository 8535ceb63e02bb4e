"""The sentences from which the listener for grave words learns, and the table that was learned from them.

`ayuda/grave.tsv` holds what must be heard, `harmless.tsv` what must not, `care.tsv` what has an answer of its own:
a kind, a tab, and a sentence as somebody would write it. People write and review them; a reviewer adds a sentence,
never a rule. What they mean is `bot.core.safety.grave_words`'s business; here they are only read.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from lessons_es.mistake import CourseError, Mistake

FOLDER = Path(__file__).parent / "ayuda"
GRAVE = "grave.tsv"
HARMLESS = "harmless.tsv"
CARE = "care.tsv"
FILES = (GRAVE, HARMLESS, CARE)
WEIGHTS = "weights.json"
LEAST_GRAVE = 200
LEAST_HARMLESS = 500


class Sentence(NamedTuple):
    """A sentence and its kind, which helps to review the list."""

    kind: str
    text: str


class Sentences(NamedTuple):
    """All sentences of one language, and a hash that changes with any of them."""

    grave: tuple[Sentence, ...]
    harmless: tuple[Sentence, ...]
    care: tuple[Sentence, ...]
    hash: str


def load(folder: Path = FOLDER) -> Sentences:
    """The sentences in a folder. Raises CourseError: a line that got lost by accident would teach nobody."""
    mistakes: list[Mistake] = []
    lists = [_read(folder / name, mistakes) for name in FILES]
    for name, sentences, least in zip(FILES, lists, (LEAST_GRAVE, LEAST_HARMLESS, 0), strict=True):
        if not mistakes and len(sentences) < least:
            what = f"Tiene {len(sentences)} frases: para aprender hacen falta al menos {least}"
            mistakes.append(Mistake(f"ayuda/{name}", 1, what, "Escribe más, de muchas voces"))
    if mistakes:
        raise CourseError(mistakes)
    grave, harmless, care = map(tuple, lists)
    return Sentences(grave, harmless, care, hash_of(folder))


def hash_of(folder: Path = FOLDER) -> str:
    """16 hex digits of what the lists say, whatever ends their lines."""
    whole = b"\x1e".join((folder / name).read_bytes().replace(b"\r\n", b"\n") for name in FILES)
    return hashlib.sha256(whole).hexdigest()[:16]


def _read(path: Path, mistakes: list[Mistake]) -> list[Sentence]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError:
        mistakes.append(Mistake(f"ayuda/{path.name}", 1, "No está o no se puede leer", "Pon el archivo en su lugar"))
        return []
    found: dict[str, Sentence] = {}
    for number, line in enumerate(lines, 1):
        kind, tab, text = line.partition("\t")
        text = text.strip()
        if not tab or not kind.strip() or not text:
            mend = "Escribe la clase, un tabulador y la frase"
            mistakes.append(Mistake(f"ayuda/{path.name}", number, "Esta línea no es una clase y una frase", mend))
        elif text in found:
            mistakes.append(Mistake(f"ayuda/{path.name}", number, "Esta frase está dos veces", "Borra una"))
        else:
            found[text] = Sentence(kind.strip(), text)
    return list(found.values())
