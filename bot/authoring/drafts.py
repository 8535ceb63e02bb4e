"""New lesson files: a template in a unit's folder, and drafts of the questions of a GIFT file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bot.authoring import channel_preview, question_table
from bot.authoring.course_report import Outcome
from bot.tables import reader
from lessons_es import front_matter, gift, gift_written, markdown, template
from lessons_es.catalog import LESSONS_A_WEEK
from lessons_es.front_matter import GRADUATES, UnitMatter
from lessons_es.gift import Found
from lessons_es.markdown import Reading
from lessons_es.mistake import CourseError, Mistake
from lessons_es.schema import TEACHERS, Lesson, QuizItem

MOST_PIECES = 99
MOST_DRAFTS = 999
PREFIX = "imp"
PLAIN_HINT = "Lee otra vez la pregunta, despacio."

_FOLDER = re.compile(r"[0-9]+_([a-z0-9_]+)")
_PRINT = re.compile(r"huella ([0-9a-f]{16})")


# --- a new lesson ------------------------------------------------------------------------------------------


def new(folder: Path) -> Path:
    """Writes the template to the first free place of a unit's folder, which is made where there is none.

    Raises CourseError with the mend where there is no place, OSError.
    """
    named = _FOLDER.fullmatch(folder.name)
    if not named and folder.name != TEACHERS:
        _refuse(folder, "Este nombre no es de una carpeta de lecciones", "Llámala así: «1_emprendimiento»")
    pieces = folder.name == TEACHERS or folder.name.endswith(f"_{GRADUATES}")
    unit = None if pieces else _unit(folder, named[1] if named else "")
    number = _free(folder, MOST_PIECES if pieces else LESSONS_A_WEEK)
    lesson_id = _next_id(folder, unit.id if unit else folder.name.rpartition("_")[2])
    if unit:
        lesson = template.new_lesson(lesson_id, unit.id, unit.semana, number)
    else:
        lesson = template.new_piece(lesson_id, number, TEACHERS if folder.name == TEACHERS else GRADUATES)
    return _write(folder / f"{number:02}_nueva_leccion.md", template.write(lesson, notes=template.NOTES, draft=True))


def _refuse(path: Path, what: str, mend: str) -> None:
    raise CourseError([Mistake(str(path), 1, what, mend)])


def _unit(folder: Path, name: str) -> UnitMatter:
    """What `unidad.md` says; it is written first in a new folder."""
    path = folder / "unidad.md"
    if not path.exists():
        weeks = {unit.semana for unit in map(_read_unit, folder.parent.glob("*/unidad.md"))}
        free = sorted({1, 2, 3, 4, 5} - weeks)
        if not free:
            _refuse(folder, "El curso ya tiene sus cinco semanas", "Pon la lección en una de sus unidades")
        title = name.replace("_", " ").capitalize()
        _write(path, template.write_unit(name.replace("_", "-"), title, free[0]))
    return _read_unit(path)


def _read_unit(path: Path) -> UnitMatter:
    front = front_matter.read(path.read_bytes(), str(path), UnitMatter)
    if front.matter is None:
        raise CourseError(front.mistakes)
    return front.matter


def _free(folder: Path, most: int) -> int:
    taken = {int(path.name[:2]) for path in folder.glob("[0-9][0-9]_*.md")}
    free = next((number for number in range(1, most + 1) if number not in taken), 0)
    if not free:
        _refuse(folder, f"Aquí ya hay {most} lecciones", "Cambia una de las que hay, o usa otra carpeta")
    return free


def _next_id(folder: Path, unit_id: str) -> str:
    """The prefix of the unit's lessons and the number after the last one that anybody used."""
    used = [(path.parent.name, _id(path)) for path in folder.parent.glob("*/[0-9][0-9]_*.md")]
    mine = Counter(known.partition("-")[0] for name, known in used if name == folder.name and known)
    others = {known.partition("-")[0] for name, known in used if name != folder.name}
    letters = re.sub("[^a-z]", "", unit_id)
    fresh = next((letters[:size] for size in (3, 4, 5) if letters[:size] not in others), "lec")
    prefix = mine.most_common(1)[0][0] if mine else fresh
    numbers = [int(known.rpartition("-")[2]) for _, known in used if known.startswith(f"{prefix}-")]
    return f"{prefix}-{max(numbers, default=0) + 1:02}"


def _id(path: Path) -> str:
    written = channel_preview.read(path).values.get("id")
    return written if isinstance(written, str) and re.fullmatch(r"[a-z]+-[0-9]+", written) else ""


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return path


# --- questions that come from elsewhere --------------------------------------------------------------------


class _Draft(Struct, frozen=True):
    """A draft that is there. `lesson` is None when its author left a mistake in it."""

    path: Path
    id: str
    print: str
    lesson: Lesson | None


class _Came(Struct):
    """What became of each question. `unfit` counts those that do not fit, `refused` are all their reasons."""

    written: int
    known: list[str]
    refused: list[Mistake]
    unfit: int
    looks: list[str]


def bring(file: Path, into: Path) -> Outcome:
    """Writes a draft for each question of a GIFT file or a table that fits and is new; reports every other one.

    A draft is a graduate piece, the smallest lesson that has a question. Raises CourseError where `into` is a
    course, TableError where the file is neither a text nor a table, OSError.
    """
    if any(into.glob("*/unidad.md")):
        _refuse(into, "Esta carpeta es de un curso", "Los borradores van en una carpeta solo para ellos: --into OTRA")
    reading, notes = _questions(file)
    came = _Came(0, [], list(reading.refused), reading.unfit, [])
    there = list(_drafts(into))
    for found in reading.found:
        _bring_one(found, file.name, into, there, came)
    return Outcome((*notes, *_told(came, reading.comments, into)), bool(came.written or came.known or not came.refused))


def _questions(file: Path) -> tuple[gift.Reading, list[str]]:
    """What the file asks, and what to look at where its reader guessed."""
    data = file.read_bytes()
    if file.suffix.lower() in question_table.ENDINGS:
        return question_table.read(data, file.name)
    text, notes = reader.decode(data, file.name)
    return gift.read(text, file.name), notes


def _drafts(into: Path) -> Iterator[_Draft]:
    for path in sorted(into.glob("*/[0-9][0-9]_*.md")):
        reading: Reading = channel_preview.read(path)
        sources = reading.values.get("fuentes")
        told = _PRINT.search(" ".join(map(str, sources)) if isinstance(sources, list) else "")
        yield _Draft(path, str(reading.values.get("id", "")), told[1] if told else "", reading.lesson)


def _bring_one(found: Found, name: str, into: Path, there: list[_Draft], came: _Came) -> None:
    item = found.item
    same = next((draft for draft in there if draft.print == item.content_hash), None)
    if same:
        came.known.append(f"{name}:{found.line}: ya está en {same.path}{_differs(same, item)}")
        return
    number = max((int(draft.id.rpartition("-")[2] or 0) for draft in there), default=0) + 1
    if number > MOST_DRAFTS:
        came.unfit += 1
        came.refused.append(
            Mistake(name, found.line, f"Ya hay {MOST_DRAFTS} borradores", "Usa otra carpeta: --into OTRA")
        )
        return
    folder, place = _room(into, there)
    lesson = _lesson(found, f"{PREFIX}-{number:03}", place, name)
    note = f"De {name}, línea {found.line}: {item.id or 'sin nombre'}. Escribe sus tarjetas y llévala a su unidad."
    text = template.write(lesson, notes=[note], draft=True)
    path = folder / f"{place:02}_{PREFIX}_{number:03}.md"
    read = markdown.read(text.encode(), str(path), graduate=True)
    if read.lesson is None or not _same(read.lesson.items[0], lesson.items[0]):
        came.unfit += 1
        came.refused += _why(read.mistakes, name, found.line)
        return
    _write(path, text)
    came.written += 1
    came.looks += _looks(found, path)
    there.append(_Draft(path, lesson.id, item.content_hash, read.lesson))


def _lesson(found: Found, lesson_id: str, place: int, name: str) -> Lesson:
    item = replace(found.item, id=f"{lesson_id}-q1", hint=found.item.hint or PLAIN_HINT)
    keyword = found.category.rpartition("/")[2].strip() or "importada"
    return template.draft(item, place, keyword, f"{name}, huella {found.item.content_hash}")


def _room(into: Path, there: list[_Draft]) -> tuple[Path, int]:
    """The first free place of the first folder that has one."""
    taken = {(draft.path.parent.name, int(draft.path.name[:2])) for draft in there}
    places = ((f"{folder}_{GRADUATES}", place) for folder in range(1, 99) for place in range(1, MOST_PIECES + 1))
    name, place = next(place for place in places if place not in taken)
    return into / name, place


def _same(read: QuizItem, wanted: QuizItem) -> bool:
    """All but the capital letter that a hint gets."""
    return replace(read, hint="") == replace(wanted, hint="") and read.hint.lower() == wanted.hint.lower()


def _differs(draft: _Draft, item: QuizItem) -> str:
    mine = draft.lesson.items[0] if draft.lesson and draft.lesson.items else None
    hint = item.hint or PLAIN_HINT
    if mine and _same(mine, replace(item, id=mine.id, hint=hint)):
        return ""
    return ", donde ya la cambiaste: no la toqué"


def _why(mistakes: Iterable[Mistake], name: str, line: int) -> list[Mistake]:
    return [Mistake(name, line, mistake.what, mistake.mend) for mistake in mistakes] or [
        Mistake(name, line, "Tiene signos que una lección no puede mostrar", "Escríbela con palabras")
    ]


def _looks(found: Found, path: Path) -> Iterator[str]:
    """What the author should look at in a draft that fitted."""
    if found.bare:
        yield f"{path}: venía con letra negrita o de color; quedaron solo las palabras."
    if found.item.shape == "order" and found.item.right.explanation == gift_written.WELL:
        yield f"{path}: no traía qué decir a quien acierta ni a quien no; puse una frase para cada uno."
    if not found.item.hint:
        yield f"{path}: no traía pista; puse «{PLAIN_HINT}»"


def _told(came: _Came, comments: tuple[int, ...], into: Path) -> Iterator[str]:
    yield from (f"NO ENTRA {mistake}" for mistake in came.refused)
    yield from (f"MIRA {look}" for look in came.looks)
    yield from came.known
    if comments:
        yield f"No guardé los comentarios (//) de las líneas {', '.join(map(str, comments))}."
    if came.written:
        yield "Lo que en Moodle se lee después de responder quedó como pista: mira que no diga la respuesta."
    yield f"{came.written} nuevas en {into}, {len(came.known)} ya estaban, {came.unfit} no entran."
