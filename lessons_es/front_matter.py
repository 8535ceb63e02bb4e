"""The lines between the two `---` of a course file: read, checked, and every mistake found with its line.

python-frontmatter is not used: it returns plain values and forgets where they stood, and it raises whatever
the YAML constructor raises. Mistakes need the line that the author sees, so the YAML is composed into nodes.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

import yaml
from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from lessons_es.mistake import Mistake
from lessons_es.schema import KEPT

GRADUATES = "graduados"
LONGEST_FILE_BYTES = 64_000
DEEPEST = 8
"""Lists and tables inside one another; a file's data need two. The composer written in C would fall over thousands."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one written in C, where PyYAML has it: a fifth of the time."""

# What no editor shows: controls, joiners, directions, private letters, line ends that only YAML counts.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufff0-\uffff]"
)

_DASH = re.compile(r"^[-*+–—][ \t\u00a0]+(?=\[)", re.MULTILINE)  # noqa: RUF001 - what a word processor makes of «-»
_QUOTED = re.compile(r"^(\w+:[ \t]*)[“”]([^\"\\\n]*)[“”][ \t]*$", re.MULTILINE)

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]


class Sourced(BaseModel):
    """What every file with facts in it has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    titulo: Annotated[_Text, Field(max_length=60)]
    fuentes: tuple[_Text, ...] = ()
    revisar: date | None = None
    legibilidad: _Text | None = None


class GlossaryMatter(Sourced):
    """`glosario.md`, whose words are in the table below."""


class DrillMatter(Sourced):
    """A scam drill."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,5}-[0-9]{2,3}$")]
    claves: Annotated[tuple[_Text, ...], Field(min_length=1, max_length=12)]


_Kept = Literal["quien_compra", "que_dia", "costo_uno", "precio", "hechos", "vendidos", "queda"]
"""The names of `schema.KEPT`."""


class Matter(DrillMatter):
    """What every kind of lesson has. `borrador`: nobody else has read it yet; `abogado`: no lawyer has."""

    unidad: _Slug
    minutos: Annotated[int, Field(ge=1, le=5)]
    objetivo: Annotated[_Text, Field(max_length=160)]
    borrador: bool = False
    abogado: Literal["pendiente"] | None = None


class LessonMatter(Matter):
    """A lesson of the five weeks."""

    semana: Annotated[int, Field(ge=1, le=99)]
    dia: Annotated[int, Field(ge=1, le=99)]
    guarda: _Kept | None = None
    usa: tuple[_Kept, ...] = ()


class GraduateMatter(Matter):
    """A graduate piece."""

    orden: Annotated[int, Field(ge=1, le=99)]


class TeacherMatter(GraduateMatter):
    """A piece for teachers."""


class ExamMatter(BaseModel):
    """The exam items of one unit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    unidad: _Slug
    legibilidad: _Text | None = None


class UnitMatter(BaseModel):
    """`unidad.md`, which names the unit of its folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: _Slug
    titulo: Annotated[_Text, Field(max_length=60)]
    semana: Annotated[int, Field(ge=1, le=99)]


_HOW = {
    "id": "Escribe un id corto en minúsculas, así: «id: emp-01»; el de una unidad, así: «id: emprendimiento»",
    "titulo": "Escribe un título de 60 caracteres o menos, así: «titulo: ¿Quién te compra?»",
    "unidad": "Escribe el id de la unidad, así: «unidad: emprendimiento»",
    "semana": "Escribe el número de la semana, así: «semana: 1»",
    "dia": "Escribe el número del día, así: «dia: 2»",
    "orden": "Escribe el lugar de la pieza con un número, así: «orden: 1»",
    "minutos": "Escribe cuántos minutos toma, del 1 al 5, así: «minutos: 5»",
    "objetivo": "Escribe qué logra quien la lee (160 caracteres o menos), así: «objetivo: Hallar un cliente»",
    "claves": "Escribe de 1 a 12 palabras entre corchetes, así: «claves: [cliente, vender]»",
    "fuentes": "Escribe una lista, así: «fuentes: [Entrevistas en Huaytará, 2026]»",
    "revisar": "Escribe una fecha con año, mes y día, así: «revisar: 2027-03-31»",
    "legibilidad": "Escribe la razón, así: «legibilidad: usa nombres largos de plantas»",
    "borrador": "Escribe «borrador: true» hasta que otra persona lo lea, y después borra la línea",
    "guarda": f"Escribe lo que se guarda de la tarea: {', '.join(KEPT)}",
    "usa": f"Escribe entre corchetes lo que ya se guardó: {', '.join(KEPT)}",
    "abogado": "Escribe «abogado: pendiente» hasta que lo lea un abogado, y después borra la línea",
}


M = TypeVar("M", bound=BaseModel)


class Front(Struct, Generic[M], frozen=True):
    """One front matter, read against one model.

    `matter` is None when something is wrong. `values` and `lines` hold whatever could be read all the same.
    `body` has as many empty lines on top as the front matter took: its line numbers are the file's.
    """

    matter: M | None
    mistakes: tuple[Mistake, ...]
    values: Mapping[str, object]
    lines: Mapping[str, int]
    body: str


def read(data: bytes, path: str, model: type[M], longest: int = LONGEST_FILE_BYTES) -> Front[M]:
    """Read the block between the first line `---` and the next one. Takes any bytes and never raises."""
    text, mistake = _text(data, path, longest)
    if mistake:
        return Front(None, (mistake,), {}, {}, "")
    lines = text.split("\n")
    rules = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if len(rules) < 2 or rules[0] != 0:
        what = "El archivo no empieza con sus datos entre dos líneas «---»"
        mend = "Escribe «---» en la primera línea, debajo los datos (id, titulo...) y otra línea «---»"
        return Front(None, (Mistake(path, 1, what, mend),), {}, {}, "")
    end = rules[1]
    body = "\n" * (end + 1) + _DASH.sub("- ", "\n".join(lines[end + 1 :]))
    values, numbers, mistakes = _values(_QUOTED.sub(r'\1"\2"', "\n".join(lines[1:end])), path)
    matter, wrong = _validated(values, numbers, path, model)
    return Front(matter if not mistakes else None, (*mistakes, *wrong), values, numbers, body)


def _text(data: bytes, path: str, longest: int) -> tuple[str, Mistake | None]:
    """The text of a file, composed (NFC) and with `\\n` for every line end; or why there is none."""
    if len(data) > longest:
        what = f"El archivo pesa más de {longest // 1000} KB"
        return "", Mistake(path, 1, what, "Deja una sola lección en cada archivo")
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        what = "Aquí hay letras que no se pueden leer"
        mend = "Guarda el archivo con codificación UTF-8 y revisa las tildes y eñes de esta línea"
        return "", Mistake(path, data.count(b"\n", 0, error.start) + 1, what, mend)
    unseen = _UNSEEN.search(text)
    if unseen:
        what = f"Aquí hay un signo que no se ve (U+{ord(unseen[0]):04X})"
        mend = "Borra la línea y escríbela de nuevo a mano, sin copiar y pegar"
        return "", Mistake(path, text.count("\n", 0, unseen.start()) + 1, what, mend)
    return text, None


def _validated(
    values: Mapping[str, object], lines: Mapping[str, int], path: str, model: type[M]
) -> tuple[M | None, list[Mistake]]:
    if not values:
        return None, []
    try:
        return model.model_validate(values), []
    except ValidationError as error:
        return None, [_mistake(details, path, lines, model) for details in error.errors(include_url=False)]


def _values(source: str, path: str) -> tuple[dict[str, object], dict[str, int], list[Mistake]]:
    """Every key with its text (or list of texts) and the line where it stands in the file."""
    try:
        root = yaml.compose(source, Loader=_LOADER) if _is_flat(source) else None
    except yaml.YAMLError as error:
        return {}, {}, [_broken(error, path)]
    if not isinstance(root, yaml.MappingNode) or not root.value:
        return {}, {}, [_broken(None, path)]
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    mistakes: list[Mistake] = []
    for key_node, value_node in root.value:
        key, line = _plain(key_node), key_node.start_mark.line + 2
        if not isinstance(key, str):
            mistakes.append(_broken(None, path, line))
            continue
        if key in values:
            what = f"La clave «{_short(key)}» está dos veces: ya está en la línea {lines[key]}"
            mistakes.append(Mistake(path, line, what, "Deja una sola"))
            continue
        values[key], lines[key] = _plain(value_node), line
    return values, lines, mistakes


def _is_flat(source: str) -> bool:
    """Whether nothing in it is nested too deep to be composed."""
    depth = 0
    for event in yaml.parse(source, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return False
    return True


def _plain(node: yaml.Node) -> object:
    """Text, or a list of texts; anything deeper becomes None, which no key accepts."""
    if isinstance(node, yaml.ScalarNode):
        return " ".join(str(node.value).split())
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) if isinstance(item, yaml.ScalarNode) else None for item in node.value]
    return None


def _broken(error: yaml.YAMLError | None, path: str, line: int = 2) -> Mistake:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    return Mistake(
        path,
        mark.line + 2 if mark else line,
        "Los datos de arriba no se pueden leer desde aquí",
        "Escribe cada dato en su línea, así: «titulo: Tu primera venta»; si el texto lleva dos puntos, "
        'corchetes o comillas, ponlo entero entre comillas: titulo: "Vende: hoy"',
    )


def _mistake(details: ErrorDetails, path: str, lines: Mapping[str, int], model: type[BaseModel]) -> Mistake:
    key = str(details["loc"][0])
    line = lines.get(key, 1)
    if details["type"] == "missing":
        return Mistake(path, line, f"Falta la clave «{key}»", _HOW[key])
    if details["type"] == "extra_forbidden":
        known = ", ".join(model.model_fields)
        near = difflib.get_close_matches(key, model.model_fields, n=1)
        mend = f"Escribe «{near[0]}»" if near else f"Bórrala; las claves son: {known}"
        return Mistake(path, line, f"Aquí no se usa la clave «{_short(key)}»", mend)
    return Mistake(path, line, f"La clave «{key}» no se entiende como está", _HOW[key])


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"
