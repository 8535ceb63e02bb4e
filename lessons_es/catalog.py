"""The course as it stands in a folder, or every mistake of all its files at once.

    1_emprendimiento/unidad.md     names the unit of the folder and its week
    1_emprendimiento/01_x.md       the lesson of day 1, and so on to day 5
    6_graduados/01_x.md            the first graduate piece

Folders with other names (`examen/`, `docentes/`) are not lessons and are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lessons_es import front_matter, markdown, readability
from lessons_es.front_matter import GRADUATES, LONGEST_FILE_BYTES, UnitMatter
from lessons_es.markdown import Reading
from lessons_es.mistake import CourseError, Mistake
from lessons_es.plain_text import Block
from lessons_es.schema import Course, Lesson, Unit

LESSONS_A_WEEK = 5

_FOLDER = re.compile(r"[0-9]+_([a-z0-9_]+)")
_FILE = re.compile(r"([0-9]{2})_[a-z0-9_]+\.md")
_UNIT_FILE = "unidad.md"


@dataclass(frozen=True)
class Report:
    """A course, or why there is none; `warnings` are worth a look and stop nothing."""

    course: Course | None
    mistakes: tuple[Mistake, ...]
    warnings: tuple[Mistake, ...]


@dataclass(frozen=True)
class _Folder:
    path: str
    unit: UnitMatter | None
    readings: tuple[Reading, ...]
    mistakes: tuple[Mistake, ...]
    graduates: bool


def load(folder: Path | None = None) -> Course:
    """Read the course in `folder` (default: the one that comes with this package).

    Raises CourseError, which holds every mistake of every file.
    """
    report = check(folder)
    if report.course is None:
        raise CourseError(report.mistakes)
    return report.course


def check(folder: Path | None = None) -> Report:
    """Read everything and report it; never raises for what a file holds."""
    root = (folder or Path(__file__).parent).resolve()
    folders = [_folder(path, root.name) for path in _entries(root) if path.is_dir() and _FOLDER.fullmatch(path.name)]
    readings = [reading for found in folders for reading in found.readings]
    hard = [_readability(reading) for reading in readings]
    mistakes = sorted(
        [
            *(mistake for found in folders for mistake in found.mistakes),
            *(mistake for reading in readings for mistake in reading.mistakes),
            *(mistake for unreadable, _ in hard for mistake in unreadable),
            *_reused_ids(readings),
            *_places(folders, root.name),
        ]
    )
    warnings = sorted(warning for _, look in hard for warning in look)
    return Report(None if mistakes else _course(folders), tuple(mistakes), tuple(warnings))


def _course(folders: Sequence[_Folder]) -> Course:
    units = [
        Unit(found.unit.id, found.unit.titulo, found.unit.semana, _lessons(found)) for found in folders if found.unit
    ]
    pieces = [piece for found in folders if found.graduates for piece in _lessons(found)]
    return Course(tuple(sorted(units, key=lambda unit: unit.week)), tuple(pieces))


def _lessons(found: _Folder) -> tuple[Lesson, ...]:
    lessons = [reading.lesson for reading in found.readings if reading.lesson]
    return tuple(sorted(lessons, key=lambda lesson: lesson.day))


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "__")))
    except OSError:
        return []


def _folder(folder: Path, root: str) -> _Folder:
    shown = f"{root}/{folder.name}"
    graduates = folder.name.endswith(f"_{GRADUATES}")
    readings: list[Reading] = []
    mistakes: list[Mistake] = []
    for path in _entries(folder):
        if _FILE.fullmatch(path.name):
            readings.append(markdown.read(_bytes(path), f"{shown}/{path.name}", graduate=graduates))
        elif path.name != _UNIT_FILE or graduates:
            mend = "Llama a una lección con dos números y un nombre en minúsculas: «01_quien_te_compra.md»"
            mistakes.append(Mistake(f"{shown}/{path.name}", 1, "Este nombre no es de una lección", mend))
    unit, wrong = (None, []) if graduates else _unit(folder / _UNIT_FILE, f"{shown}/{_UNIT_FILE}")
    return _Folder(shown, unit, tuple(readings), (*mistakes, *wrong), graduates)


def _unit(path: Path, shown: str) -> tuple[UnitMatter | None, list[Mistake]]:
    if not path.is_file():
        mend = "Créalo con tres datos entre dos líneas «---»: «id», «titulo» y «semana»"
        return None, [Mistake(shown, 1, "Falta este archivo, que da nombre a la unidad", mend)]
    front = front_matter.read(_bytes(path), shown, UnitMatter)
    return front.matter, list(front.mistakes)


def _bytes(path: Path) -> bytes:
    """What the file holds, at most one byte more than a file may; nothing when it cannot be opened."""
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_FILE_BYTES + 1)
    except OSError:
        return b""


def _readability(reading: Reading) -> tuple[list[Mistake], list[Mistake]]:
    """Mistakes and warnings about how hard a file is to read."""
    mistakes: list[Mistake] = []
    warnings: list[Mistake] = []
    for block in reading.blocks:
        for sentence in readability.sentences(block.text):
            count = len(readability.words(sentence))
            if count > readability.LONG_SENTENCE_WORDS:
                what = f"La frase que empieza «{sentence[:30]}» tiene {count} palabras"
                mend = f"Pártela: {readability.LONG_SENTENCE_WORDS} palabras o menos"
                unreadable = count > readability.UNREADABLE_SENTENCE_WORDS
                (mistakes if unreadable else warnings).append(Mistake(reading.path, block.line, what, mend))
    score = readability.inflesz(block.text for block in reading.blocks)
    if score < readability.EASY_SCORE:
        what = f"Se lee con esfuerzo: INFLESZ {score:.0f}, y queremos {readability.EASY_SCORE:.0f} o más"
        mend = "Usa palabras y frases más cortas; lo más difícil está en esta línea"
        mistake = Mistake(reading.path, _hardest(reading.blocks).line, what, mend)
        if score < readability.HARDEST_SCORE:
            mistakes.append(mistake)
        elif not reading.values.get("legibilidad"):
            warnings.append(mistake)
    return mistakes, warnings


def _hardest(blocks: Sequence[Block]) -> Block:
    return min(blocks, key=lambda block: readability.inflesz([block.text]))


def _reused_ids(readings: Iterable[Reading]) -> Iterator[Mistake]:
    first: dict[str, str] = {}
    for reading in readings:
        lesson_id = reading.values.get("id")
        if not isinstance(lesson_id, str) or not lesson_id:
            continue
        if lesson_id in first:
            what = f"El id «{lesson_id[:20]}» ya es de {first[lesson_id]}"
            yield Mistake(reading.path, reading.lines["id"], what, "Escribe uno que nadie haya usado nunca")
        first.setdefault(lesson_id, reading.path)


def _places(folders: Sequence[_Folder], root: str) -> Iterator[Mistake]:
    """Units and days: none twice, none missing, each file where it says that it is."""
    if not any(found.readings for found in folders):
        yield Mistake(root, 1, "Aquí no hay ninguna lección", "Crea la primera: «1_emprendimiento/01_mi_leccion.md»")
    yield from _twice(folders)
    weeks = {found.unit.semana for found in folders if found.unit}
    for week in sorted(set(range(1, max(weeks, default=0))) - weeks):
        if all(found.unit or found.graduates for found in folders):
            yield Mistake(root, 1, f"Falta la unidad de la semana {week}", "Crea su carpeta con su «unidad.md»")
    for found in folders:
        yield from _days(found)
        for reading in found.readings:
            yield from _place(reading, found)


def _twice(folders: Sequence[_Folder]) -> Iterator[Mistake]:
    units = [(found, found.unit) for found in folders if found.unit]
    for key, values in (
        ("id", [unit.id for _, unit in units]),
        ("semana", [unit.semana for _, unit in units]),
    ):
        counts = Counter[object](values)
        for (found, _), value in zip(units, values, strict=True):
            if counts[value] > 1:
                what = f"Hay dos unidades con «{key}: {value}»"
                yield Mistake(f"{found.path}/{_UNIT_FILE}", 1, what, "Cambia el de una de las dos")


def _days(found: _Folder) -> Iterator[Mistake]:
    """By the numbers of the files, so that a lesson with mistakes is not missing too."""
    numbers = [_number(reading) for reading in found.readings]
    last = max(numbers, default=0) if found.graduates else LESSONS_A_WEEK
    for number in sorted(set(range(1, last + 1)) - set(numbers)):
        what = f"Falta la lección {number}" if not found.graduates else f"Falta la pieza {number}"
        yield Mistake(found.path, 1, what, f"Crea el archivo «{number:02}_su_titulo.md»")
    seen: dict[int, Reading] = {}
    for number, reading in zip(numbers, found.readings, strict=True):
        if number in seen:
            what = f"Este lugar (semana y día) ya es de {seen[number].path}"
            line = reading.lines.get("orden" if found.graduates else "dia", 1)
            yield Mistake(reading.path, line, what, "Cambia el número del archivo y su día por uno libre")
        seen.setdefault(number, reading)


def _place(reading: Reading, found: _Folder) -> Iterator[Mistake]:
    day_key = "orden" if found.graduates else "dia"
    wanted = {day_key: str(_number(reading))}
    if found.graduates:
        wanted["unidad"] = GRADUATES
    elif found.unit:
        wanted |= {"unidad": found.unit.id, "semana": str(found.unit.semana)}
    for key, value in wanted.items():
        written = reading.values.get(key)
        if isinstance(written, str) and written and written != value:
            what = f"Aquí dice «{key}: {written[:20]}», y por su carpeta y su número es «{value}»"
            yield Mistake(reading.path, reading.lines[key], what, f"Escribe «{key}: {value}» o mueve el archivo")


def _number(reading: Reading) -> int:
    return int(reading.path.rsplit("/", 1)[1][:2])
