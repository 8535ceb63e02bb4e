"""`curso.yaml`: what is said of the whole course, beside its lessons."""

from __future__ import annotations

import msgspec
import yaml

from lessons_es.manner import Manner
from lessons_es.mistake import Mistake

TITLE_LONGEST = 60
_MEND = f"Escribe cómo se llama el curso, en {TITLE_LONGEST} letras o menos, así: «title: Emprende con lo tuyo»"
_KEYS = ", ".join(f"«{name}»" for name in Manner.__struct_fields__)


def read(data: bytes, path: str) -> tuple[Manner, tuple[Mistake, ...]]:
    """What the file says, and what is wrong with it; without the file, what ours does."""
    if not data:
        return Manner(), ()
    try:
        said = yaml.safe_load(data.decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError):
        return Manner(), (Mistake(path, 1, "No se lee", _MEND),)
    try:
        manner = msgspec.convert(said, Manner)
    except msgspec.ValidationError as wrong:
        where = str(wrong).rpartition("`$.")[2].removesuffix("`") if "`$." in str(wrong) else ""
        what = f"«{where}» no se entiende como está" if where else "Aquí hay algo que no se usa"
        return Manner(), (Mistake(path, 1, what, f"Las partes son {_KEYS}: mira docs/courses.md"),)
    title = manner.title.strip()
    if not 0 < len(title) <= TITLE_LONGEST:
        return Manner(), (Mistake(path, 1, "Este título no sirve", _MEND),)
    return msgspec.structs.replace(manner, title=title), ()
