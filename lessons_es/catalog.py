"""The course as it stands in a folder, or every mistake of all its files at once.

    1_emprendimiento/unidad.md     names the unit of the folder and its week
    1_emprendimiento/01_x.md       the lesson of day 1, and so on to day 5
    6_graduados/01_x.md            the first graduate piece
    docentes/01_x.md               the first piece for teachers
    examen/01_x.md                 the exam items of a unit
    simulacros/01_x.md             a scam drill
    glosario.md                    the words of the lessons
    sinonimos.md                   words that people write for words of the lessons
    preguntas.md                   what learners write, and which lessons answer it, if any
    curso.yaml                     what the course is called, its language, its country, its rhythm, its words

Folders with other names are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from lessons_es import course_file, front_matter, markdown, questions, readability, safeguards, synonyms
from lessons_es.front_matter import GRADUATES, LONGEST_FILE_BYTES, UnitMatter
from lessons_es.manner import Manner, Rhythm
from lessons_es.markdown import DrillReading, ExamReading, GlossaryReading, Reading, Sheet
from lessons_es.mistake import CourseError, Mistake
from lessons_es.plain_text import Block
from lessons_es.questions import Questions
from lessons_es.schema import TEACHERS, Course, Glossary, Lesson, Unit
from lessons_es.synonyms import Synonyms

LESSONS_A_WEEK = Rhythm().lessons
EXAM = "examen"
DRILLS = "simulacros"
GLOSSARY = "glosario.md"
SYNONYMS = "sinonimos.md"
QUESTIONS = "preguntas.md"
MANNER = "curso.yaml"

_FOLDER = re.compile(r"[0-9]+_([a-z0-9_]+)")
_FILE = re.compile(r"([0-9]{2})_[a-z0-9_]+\.md")
_UNIT_FILE = "unidad.md"


class Report(Struct, frozen=True):
    """A course, or why there is none; `warnings` are worth a look and stop nothing."""

    course: Course | None
    mistakes: tuple[Mistake, ...]
    warnings: tuple[Mistake, ...]


class _Folder(Struct, frozen=True):
    """A folder of lessons: of a unit, or of pieces (then `pieces` is the word for whom)."""

    path: str
    unit: UnitMatter | None
    readings: tuple[Reading, ...]
    mistakes: tuple[Mistake, ...]
    pieces: str


class _Beside(Struct, frozen=True):
    """What stands beside the lessons."""

    exam: tuple[ExamReading, ...]
    drills: tuple[DrillReading, ...]
    glossary: tuple[GlossaryReading, ...]
    synonyms: Synonyms
    questions: Questions
    mistakes: tuple[Mistake, ...]


class _Found(Struct, frozen=True):
    """All the files of a course, and what is wrong in them and between them; `name` is its folder's."""

    name: str
    manner: Manner
    folders: tuple[_Folder, ...]
    beside: _Beside
    sheets: tuple[Sheet, ...]
    mistakes: tuple[Mistake, ...]


def load(folder: Path | None = None) -> Course:
    """Read the course in `folder` (default: the one that comes with this package), to serve it.

    Raises CourseError, which holds every mistake of every file. Whether it reads easily is asked by `check` alone.
    """
    found = _read(folder)
    if found.mistakes:
        raise CourseError(found.mistakes)
    return _course(found)


def check(folder: Path | None = None) -> Report:
    """Read everything, as learners will too, and report it; never raises for what a file holds."""
    found = _read(folder)
    hard = [_readability(sheet) for sheet in found.sheets if found.manner.readable]
    mistakes = sorted([*found.mistakes, *(mistake for unreadable, _ in hard for mistake in unreadable)])
    warnings = sorted([*safeguards.warnings(found.sheets), *(warning for _, look in hard for warning in look)])
    return Report(None if mistakes else _course(found), tuple(mistakes), tuple(warnings))


def _read(folder: Path | None) -> _Found:
    root = (folder or Path(__file__).parent).resolve()
    manner, unsaid = course_file.read(_bytes(root / MANNER), f"{root.name}/{MANNER}")
    opened = _Opened(root.name, manner)
    folders = [_folder(path, opened) for path in _entries(root) if path.is_dir() and _is_of_lessons(path.name)]
    readings = [reading for found in folders for reading in found.readings]
    beside = _beside(root, readings, opened)
    sheets: list[Sheet] = [*readings, *beside.drills, *beside.exam, *beside.glossary]
    mistakes = sorted(
        [
            *(mistake for found in folders for mistake in found.mistakes),
            *beside.mistakes,
            *unsaid,
            *(mistake for sheet in sheets for mistake in sheet.mistakes),
            *_reused_ids(sheets),
            *_places(folders, opened),
            *_exam_mistakes(beside.exam, folders, opened),
            *_glossary_mistakes(beside.glossary, readings),
        ]
    )
    return _Found(root.name, manner, tuple(folders), beside, tuple(sheets), tuple(mistakes))


class _Opened(Struct, frozen=True):
    """The course whose files are opened: the name to show, and how it speaks."""

    name: str
    manner: Manner

    def bytes(self, path: Path) -> bytes:
        """What the file holds, with our headings."""
        return self.manner.ours(_bytes(path))


def _course(found: _Found) -> Course:
    folders, beside = found.folders, found.beside
    units = [Unit(one.unit.id, one.unit.titulo, one.unit.semana, _lessons(one)) for one in folders if one.unit]
    return Course(
        units=tuple(sorted(units, key=lambda unit: unit.week)),
        graduate_pieces=tuple(piece for one in folders if one.pieces == GRADUATES for piece in _lessons(one)),
        teacher_pieces=tuple(piece for one in folders if one.pieces == TEACHERS for piece in _lessons(one)),
        exam=tuple(entry for reading in beside.exam for _, entry in reading.items),
        drills=tuple(reading.drill for reading in beside.drills if reading.drill),
        glossary=next(map(_glossary, beside.glossary), Glossary()),
        synonyms=beside.synonyms,
        questions=beside.questions,
        manner=found.manner,
        name=found.name,
    )


def _glossary(reading: GlossaryReading) -> Glossary:
    terms = tuple(term for _, term in reading.terms)
    if reading.matter is None:
        return Glossary(terms, path=reading.path)
    return Glossary(terms, reading.matter.fuentes, reading.matter.revisar, reading.path)


def _lessons(found: _Folder) -> tuple[Lesson, ...]:
    lessons = [reading.lesson for reading in found.readings if reading.lesson]
    return tuple(sorted(lessons, key=lambda lesson: lesson.day))


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "__")))
    except OSError:
        return []


def _is_of_lessons(name: str) -> bool:
    return name == TEACHERS or bool(_FOLDER.fullmatch(name))


def _folder(folder: Path, course: _Opened) -> _Folder:
    shown = f"{course.name}/{folder.name}"
    pieces = folder.name if folder.name == TEACHERS else GRADUATES if folder.name.endswith(f"_{GRADUATES}") else ""
    files, mistakes = _files(folder, shown, () if pieces else (_UNIT_FILE,))
    graduate, teacher = pieces == GRADUATES, pieces == TEACHERS
    readings = [markdown.read(course.bytes(path), to, graduate=graduate, teacher=teacher) for path, to in files]
    unit, wrong = (None, []) if pieces else _unit(folder / _UNIT_FILE, f"{shown}/{_UNIT_FILE}", course)
    return _Folder(shown, unit, tuple(readings), (*mistakes, *wrong), pieces)


def _files(folder: Path, shown: str, others: Sequence[str] = ()) -> tuple[list[tuple[Path, str]], list[Mistake]]:
    """The files named as lessons, each with the path to show, and a mistake for each other name."""
    entries = [path for path in _entries(folder) if path.name not in others]
    mend = "Llama a una lección con dos números y un nombre en minúsculas: «01_quien_te_compra.md»"
    return (
        [(path, f"{shown}/{path.name}") for path in entries if _FILE.fullmatch(path.name)],
        [
            Mistake(f"{shown}/{path.name}", 1, "Este nombre no es de una lección", mend)
            for path in entries
            if not _FILE.fullmatch(path.name)
        ],
    )


def _beside(root: Path, lessons: Sequence[Reading], course: _Opened) -> _Beside:
    exam, unnamed = _files(root / EXAM, f"{root.name}/{EXAM}")
    drills, unnamed_drills = _files(root / DRILLS, f"{root.name}/{DRILLS}")
    glossary = root / GLOSSARY
    shown = f"{root.name}/{GLOSSARY}"
    same, unread = synonyms.read(_bytes(root / SYNONYMS), f"{root.name}/{SYNONYMS}")
    read_drills = tuple(markdown.read_drill(course.bytes(path), to) for path, to in drills)
    known = _ids([*lessons, *read_drills])
    asked, unanswered = questions.read(_bytes(root / QUESTIONS), f"{root.name}/{QUESTIONS}", known)
    return _Beside(
        tuple(markdown.read_exam(course.bytes(path), to) for path, to in exam),
        read_drills,
        (markdown.read_glossary(course.bytes(glossary), shown),) if glossary.exists() else (),
        same,
        asked,
        (*unnamed, *unnamed_drills, *unread, *unanswered),
    )


def _unit(path: Path, shown: str, course: _Opened) -> tuple[UnitMatter | None, list[Mistake]]:
    if not path.is_file():
        mend = "Créalo con tres datos entre dos líneas «---»: «id», «titulo» y «semana»"
        return None, [Mistake(shown, 1, "Falta este archivo, que da nombre a la unidad", mend)]
    front = front_matter.read(course.bytes(path), shown, UnitMatter)
    return front.matter, list(front.mistakes)


def _bytes(path: Path) -> bytes:
    """What the file holds, at most one byte more than a file may; nothing when it cannot be opened."""
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_FILE_BYTES + 1)
    except OSError:
        return b""


def _readability(reading: Sheet) -> tuple[list[Mistake], list[Mistake]]:
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


def _reused_ids(readings: Iterable[Sheet]) -> Iterator[Mistake]:
    first: dict[str, str] = {}
    for reading in readings:
        lesson_id = reading.values.get("id")
        if not isinstance(lesson_id, str) or not lesson_id:
            continue
        if lesson_id in first:
            what = f"El id «{lesson_id[:20]}» ya es de {first[lesson_id]}"
            yield Mistake(reading.path, reading.lines["id"], what, "Escribe uno que nadie haya usado nunca")
        first.setdefault(lesson_id, reading.path)


def _places(folders: Sequence[_Folder], course: _Opened) -> Iterator[Mistake]:
    """Units and days: none twice, none missing, each file where it says that it is."""
    root, rhythm = course.name, course.manner.rhythm
    if not any(found.readings for found in folders):
        yield Mistake(root, 1, "Aquí no hay ninguna lección", "Crea la primera: «1_emprendimiento/01_mi_leccion.md»")
    yield from _twice(folders)
    weeks = {found.unit.semana for found in folders if found.unit}
    if max(weeks, default=0) > rhythm.units:
        mend = f"El curso tiene {rhythm.units}: lo dice «{MANNER}»"
        yield Mistake(root, 1, f"Hay una unidad de la semana {max(weeks)}", mend)
    for week in sorted(set(range(1, max(weeks, default=0))) - weeks):
        if all(found.unit or found.pieces for found in folders):
            yield Mistake(root, 1, f"Falta la unidad de la semana {week}", "Crea su carpeta con su «unidad.md»")
    for found in folders:
        yield from _days(found, rhythm)
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


def _days(found: _Folder, rhythm: Rhythm) -> Iterator[Mistake]:
    """By the numbers of the files, so that a lesson with mistakes is not missing too."""
    numbers = [_number(reading) for reading in found.readings]
    last = max(numbers, default=0) if found.pieces else rhythm.lessons
    for number in sorted(set(range(1, last + 1)) - set(numbers)):
        what = f"Falta la lección {number}" if not found.pieces else f"Falta la pieza {number}"
        yield Mistake(found.path, 1, what, f"Crea el archivo «{number:02}_su_titulo.md»")
    seen: dict[int, Reading] = {}
    for number, reading in zip(numbers, found.readings, strict=True):
        if not found.pieces and number > rhythm.lessons:
            what, line = f"Sobra la lección {number}", reading.lines.get("dia", 1)
            yield Mistake(reading.path, line, what, f"Cada unidad tiene {rhythm.lessons}: lo dice «{MANNER}»")
        if number in seen:
            what = f"Este lugar (semana y día) ya es de {seen[number].path}"
            line = reading.lines.get("orden" if found.pieces else "dia", 1)
            yield Mistake(reading.path, line, what, "Cambia el número del archivo y su día por uno libre")
        seen.setdefault(number, reading)


def _place(reading: Reading, found: _Folder) -> Iterator[Mistake]:
    day_key = "orden" if found.pieces else "dia"
    wanted = {day_key: str(_number(reading))}
    if found.pieces:
        wanted["unidad"] = found.pieces
    elif found.unit:
        wanted |= {"unidad": found.unit.id, "semana": str(found.unit.semana)}
    for key, value in wanted.items():
        written = reading.values.get(key)
        if isinstance(written, str) and written and written != value:
            what = f"Aquí dice «{key}: {written[:20]}», y por su carpeta y su número es «{value}»"
            yield Mistake(reading.path, reading.lines[key], what, f"Escribe «{key}: {value}» o mueve el archivo")


def _number(reading: Reading) -> int:
    return int(reading.path.rsplit("/", 1)[1][:2])


def _exam_mistakes(readings: Sequence[ExamReading], folders: Sequence[_Folder], course: _Opened) -> Iterator[Mistake]:
    """Every item asks about a lesson of its unit, and every unit has enough to draw from."""
    lessons = {found.unit.id: _ids(found.readings) for found in folders if found.unit}
    first: dict[str, str] = {}
    for reading in readings:
        for line, entry in reading.items:
            if entry.lesson_id not in lessons.get(entry.unit, ()):
                what = f"«{entry.lesson_id}» no es una lección de la unidad «{entry.unit}»"
                yield Mistake(reading.path, line, what, "Escribe el id de la lección que enseña esto")
            if entry.item.id in first:
                what = f"El id «{entry.item.id}» ya está en {first[entry.item.id]}"
                yield Mistake(reading.path, line, what, "Escribe uno que nadie haya usado nunca")
            first.setdefault(entry.item.id, f"{reading.path}:{line}")
    if not readings or any(reading.mistakes for reading in readings):
        return
    for unit_id in lessons:
        count = sum(entry.unit == unit_id for reading in readings for _, entry in reading.items)
        if count < course.manner.rhythm.exam:
            what = f"La unidad «{unit_id}» tiene {count} preguntas de examen"
            yield Mistake(f"{course.name}/{EXAM}", 1, what, f"Escribe {course.manner.rhythm.exam} o más")


def _glossary_mistakes(readings: Sequence[GlossaryReading], lessons: Iterable[Reading]) -> Iterator[Mistake]:
    known = _ids(lessons)
    for reading in readings:
        for line, term in reading.terms:
            for lesson_id in term.lesson_ids:
                if lesson_id not in known:
                    what = f"«{term.word[:30]}» nombra «{lesson_id[:20]}», y no hay lección con ese id"
                    yield Mistake(reading.path, line, what, "Escribe el id de una lección que use la palabra")


def _ids(readings: Iterable[Sheet]) -> set[object]:
    return {reading.values.get("id") for reading in readings if isinstance(reading.values.get("id"), str)}
