"""`curso.yaml`: what is said of the whole course, beside its lessons."""

from __future__ import annotations

import yaml

from lessons_es.mistake import Mistake

TITLE_LONGEST = 60
_MEND = f"Escribe cómo se llama el curso, en {TITLE_LONGEST} letras o menos, así: «title: Emprende con lo tuyo»"


def read(data: bytes, path: str) -> tuple[str, tuple[Mistake, ...]]:
    """The course's title, and what is wrong with the file; nothing of a course without the file."""
    if not data:
        return "", ()
    try:
        said = yaml.safe_load(data.decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError):
        return "", (Mistake(path, 1, "No se lee", _MEND),)
    if not isinstance(said, dict) or set(said) != {"title"}:
        return "", (Mistake(path, 1, "Aquí va «title» y nada más", _MEND),)
    title = said["title"]
    if not isinstance(title, str) or not 0 < len(title.strip()) <= TITLE_LONGEST:
        return "", (Mistake(path, 1, "Este título no sirve", _MEND),)
    return title.strip(), ()
