"""`plantillas/`: what a carrier lets us say where the person has not written for a day, word for word as approved.

A template without places ({1}) only says that something waits; it is read when the person has spoken.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from lessons_es import front_matter
from lessons_es.mistake import CourseError, Mistake

FOLDER = "plantillas"
BODY_LONGEST = 1024
_PLACE = re.compile(r"\{(\d+)\}")
_Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]

Purpose = Literal["drip", "announcement", "reply", "urgent"]


class TemplateMatter(BaseModel):
    """The head of a template's file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nombre: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,512}$")]
    para: Purpose
    categoria: Literal["utility", "marketing"]
    idioma: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(_[A-Z]{2})?$")]
    ejemplo: tuple[str, ...] = ()
    botones: Annotated[tuple[_Label, ...], Field(max_length=3)] = ()


class MessageTemplate(Struct, frozen=True):
    """One template: what it stands for, and its words with their places."""

    name: str
    purpose: Purpose
    category: str
    language: str
    body: str
    examples: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()

    @property
    def places(self) -> int:
        """How many words of ours it takes."""
        return len(_PLACE.findall(self.body))

    @property
    def room(self) -> int:
        """The characters that are left for them."""
        return BODY_LONGEST - len(self.carried)

    @property
    def carried(self) -> str:
        """The body as the carrier writes its places."""
        return _PLACE.sub(r"{{\1}}", self.body)


def load(folder: Path | None = None) -> tuple[MessageTemplate, ...]:
    """Every template of the course, by file name. Raises CourseError with every mistake."""
    files = sorted(((folder or Path(__file__).parent) / FOLDER).glob("*.md"))
    found = [read(file.read_bytes(), f"{FOLDER}/{file.name}") for file in files]
    mistakes = [one for _, wrong in found for one in wrong]
    if mistakes:
        raise CourseError(mistakes)
    return tuple(template for template, _ in found if template is not None)


def read(data: bytes, path: str) -> tuple[MessageTemplate | None, list[Mistake]]:
    """One file, or what is wrong in it."""
    front = front_matter.read(data, path, TemplateMatter)
    matter, body = front.matter, front.body.strip()
    if matter is None:
        return None, list(front.mistakes)
    template = MessageTemplate(
        matter.nombre, matter.para, matter.categoria, matter.idioma, body, matter.ejemplo, matter.botones
    )
    return template, [*front.mistakes, *_wrong(template, path)]


def _wrong(template: MessageTemplate, path: str) -> list[Mistake]:
    numbers = [int(number) for number in _PLACE.findall(template.body)]
    wrong = []
    if not template.body or template.room < 0:
        wrong.append(Mistake(path, 1, "El texto está vacío o pasa de 1024 letras", "Escribe uno más corto"))
    if numbers != list(range(1, len(numbers) + 1)):
        wrong.append(Mistake(path, 1, "Los lugares no van en orden", "Escribe {1}, {2} y así, cada uno una vez"))
    if len(template.examples) != len(numbers):
        wrong.append(Mistake(path, 1, "Falta un ejemplo para cada lugar", "Escribe tantos ejemplos como lugares"))
    if _PLACE.match(template.body) or template.body.endswith("}"):
        wrong.append(Mistake(path, 1, "Empieza o termina con un lugar", "Meta pide palabras antes y después"))
    return wrong
