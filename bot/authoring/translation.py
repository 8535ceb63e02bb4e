"""The same course in a second language: a second folder with the same ids, begun with one lesson.

    lessons_qu/1_emprendimiento/02_quien_te_compra.md     the lesson of this id, in Quechua

What is not there yet is read in Spanish. Memory hangs on ids, so that a learner may change language at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bot.authoring import channel_preview
from lessons_es.markdown import Reading
from lessons_es.mistake import CourseError, Mistake
from lessons_es.schema import Course, Lesson


class Translation(Struct, frozen=True):
    """The translated lessons of a folder; `drafts` are those that still wait for a human translator."""

    lessons: tuple[Lesson, ...]
    drafts: tuple[Lesson, ...]
    mistakes: tuple[Mistake, ...]


def read(folder: Path, base: Course) -> Translation:
    """Every lesson of a folder that need not be whole, each against the one that it translates."""
    readings = [channel_preview.read(path) for path in sorted(folder.glob("*/[0-9][0-9]_*.md"))]
    lessons = [(reading, reading.lesson) for reading in readings if reading.lesson]
    mistakes = [mistake for reading in readings for mistake in reading.mistakes]
    mistakes += [mistake for reading, lesson in lessons for mistake in _unlike(reading, lesson, base)]
    if not readings:
        mend = "Traduce una lección con el mismo nombre de carpeta y de archivo"
        mistakes.append(Mistake(str(folder), 1, "Aquí no hay ninguna lección", mend))
    return Translation(
        tuple(lesson for _, lesson in lessons),
        tuple(lesson for reading, lesson in lessons if is_draft(reading)),
        tuple(sorted(mistakes)),
    )


def is_draft(reading: Reading) -> bool:
    """Whether nobody but its author has read it yet."""
    return reading.values.get("borrador") == "true"


def load(folder: Path, base: Course) -> Course:
    """The course in the folder's language, whatever is missing as `base` has it. Raises CourseError."""
    translation = read(folder, base)
    if translation.mistakes:
        raise CourseError(translation.mistakes)
    drafts = {lesson.id for lesson in translation.drafts}
    known = {lesson.id: replace(lesson, draft=lesson.id in drafts) for lesson in translation.lessons}
    units = tuple(replace(unit, lessons=_either(unit.lessons, known)) for unit in base.units)
    return replace(base, units=units, graduate_pieces=_either(base.graduate_pieces, known))


def _either(lessons: tuple[Lesson, ...], known: dict[str, Lesson]) -> tuple[Lesson, ...]:
    return tuple(known.get(lesson.id, lesson) for lesson in lessons)


def _unlike(reading: Reading, lesson: Lesson, base: Course) -> Iterator[Mistake]:
    """Where it is not the same lesson in other words."""
    original, line = base.lesson(lesson.id), reading.lines.get("id", 1)
    if original is None:
        yield Mistake(lesson.path, line, f"No hay lección «{lesson.id}» que traducir", "Escribe el id de la original")
        return
    if (lesson.unit, lesson.week, lesson.day) != (original.unit, original.week, original.day):
        yield Mistake(lesson.path, line, f"No está en el lugar de {original.path}", "Copia unidad, semana y día")
    if _shape(lesson) != _shape(original):
        mend = "Deja las mismas preguntas y opciones, en el mismo orden y con la misma correcta"
        yield Mistake(lesson.path, line, f"Sus preguntas no son las de {original.path}", mend)


def _shape(lesson: Lesson) -> list[tuple[str, list[bool]]]:
    return [(item.id, [option.correct for option in item.options]) for item in lesson.items]
