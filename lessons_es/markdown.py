"""One lesson file -> its Lesson, or every mistake in it with the line and the mend.

The body is Markdown with three kinds of section (`## Tarjeta: ...`, `## Pregunta: q1`, `## Para hoy`) and
nothing but plain text in them: the same words must fit a chat, an SMS and a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from lessons_es import front_matter, quiz, readability
from lessons_es.front_matter import Front, GraduateMatter, LessonMatter
from lessons_es.mistake import Mistake
from lessons_es.plain_text import Block, Notes, Section, line_of, paragraphs, text_of
from lessons_es.schema import Card, Lesson, QuizItem

CARD_CHARACTERS = 300
CARD_WORDS = 60
TITLE_CHARACTERS = 60
TASK_CHARACTERS = 160

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["reference", "lheading"])
_HEADING = re.compile(r"(tarjeta|pregunta)\s*:\s*(.*)|(para hoy)", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """What one file gave. `lesson` is None when there are mistakes; the rest is whatever could be read."""

    path: str
    lesson: Lesson | None
    mistakes: tuple[Mistake, ...]
    blocks: tuple[Block, ...]
    values: Mapping[str, object]
    lines: Mapping[str, int]


def read(data: bytes, path: str, *, graduate: bool = False) -> Reading:
    """Read one lesson (or graduate piece) from the bytes of its file. Takes any bytes and never raises."""
    front: Front[GraduateMatter] | Front[LessonMatter] = (
        front_matter.read(data, path, GraduateMatter) if graduate else front_matter.read(data, path, LessonMatter)
    )
    notes = Notes(path, list(front.mistakes))
    lesson = None
    if front.body:
        body = _body(front.body, front.matter.id if front.matter else "", notes, graduate=graduate)
        if front.matter and body:
            lesson = _lesson(front.matter, body, path)
    return Reading(path, lesson, tuple(notes.mistakes), tuple(notes.blocks), front.values, front.lines)


@dataclass(frozen=True)
class _Body:
    cards: tuple[Card, ...]
    items: tuple[QuizItem, ...]
    task: str


def _lesson(matter: LessonMatter | GraduateMatter, body: _Body, path: str) -> Lesson:
    week, day = (matter.semana, matter.dia) if isinstance(matter, LessonMatter) else (0, matter.orden)
    return Lesson(
        id=matter.id,
        title=matter.titulo,
        unit=matter.unidad,
        week=week,
        day=day,
        minutes=matter.minutos,
        goal=matter.objetivo,
        keywords=matter.claves,
        cards=body.cards,
        items=body.items,
        task=body.task,
        sources=matter.fuentes,
        review_by=matter.revisar,
        path=path,
        readability_note=matter.legibilidad or "",
    )


def _sections(body: str, notes: Notes) -> list[Section]:
    """The body cut at its headings; what stands under an unknown heading is reported once and left out."""
    sections: list[Section] = []
    current: Section | None = None
    for node in SyntaxTreeNode(_MARKDOWN.parse(body)).children:
        if node.type == "heading":
            current = _section(node, notes)
            sections.append(current)
        elif current is None:
            mend = "Escribe encima «## Tarjeta: su título»"
            notes.add(line_of(node), "Hay texto antes de la primera tarjeta", mend)
            current = Section("", "", line_of(node), [])
        else:
            current.nodes.append(node)
    return sections


def _section(heading: SyntaxTreeNode, notes: Notes) -> Section:
    line = line_of(heading)
    text = text_of(heading, notes)
    found = _HEADING.fullmatch(text)
    if not found:
        mend = "Los títulos son: «## Tarjeta: su título», «## Pregunta: q1» y «## Para hoy»"
        notes.add(line, f"No conozco el título «{text[:40]}»", mend)
        return Section("", "", line, [])
    if heading.tag != "h2":
        notes.add(line, "Este título no lleva dos signos «#»", f"Escribe «## {text[:40]}»")
    return Section((found[1] or found[3]).lower(), found[2] or "", line, [])


def _body(text: str, lesson_id: str, notes: Notes, *, graduate: bool) -> _Body | None:
    """All sections read and counted; None when the file has any mistake."""
    sections = _sections(text, notes)
    end = text.rstrip().count("\n") + 1
    cards = [section for section in sections if section.kind == "tarjeta"]
    items = [section for section in sections if section.kind == "pregunta"]
    tasks = [section for section in sections if section.kind == "para hoy"]
    _count(cards, "tarjetas", (1, 2) if graduate else (3,), end, notes)
    _count(items, "preguntas", (0, 1) if graduate else (2,), end, notes)
    quiz.check_names(items, notes)
    if not tasks:
        mend = "Escribe al final «## Para hoy» y debajo lo único que hay que hacer hoy"
        notes.add(end, "Falta la tarea «Para hoy»", mend)
    for task in tasks[1:]:
        notes.add(task.line, "«Para hoy» está dos veces", "Deja una sola tarea")
    read_cards = [_card(section, notes) for section in cards]
    read_items = [quiz.item(section, lesson_id, notes) for section in items]
    read_tasks = [_task(section, notes) for section in tasks]
    if notes.mistakes:
        return None
    return _Body(tuple(filter(None, read_cards)), tuple(filter(None, read_items)), read_tasks[0])


def _count(found: Sequence[Section], name: str, wanted: tuple[int, ...], end: int, notes: Notes) -> None:
    if len(found) in wanted:
        return
    too_many = len(found) > wanted[-1]
    line = found[wanted[-1]].line if too_many else end
    numbers = " o ".join(map(str, wanted))
    mend = "Quita lo que sobra o llévalo a otra lección" if too_many else "Escribe lo que falta"
    notes.add(line, f"Hay {len(found)} {name} y tienen que ser {numbers}", mend)


def _card(section: Section, notes: Notes) -> Card | None:
    if not section.name:
        notes.add(section.line, "La tarjeta no tiene título", "Escribe «## Tarjeta: su título»")
    notes.keep("El título de la tarjeta", section.name, section.line, TITLE_CHARACTERS)
    text = "\n".join(paragraphs(section.nodes, notes))
    if not text:
        notes.add(section.line, "La tarjeta está vacía", "Escribe debajo del título lo que se va a leer")
        return None
    line = line_of(section.nodes[0])
    notes.keep("La tarjeta", text, line, CARD_CHARACTERS)
    count = len(readability.words(text))
    if count > CARD_WORDS:
        notes.add(line, f"La tarjeta tiene {count} palabras y el máximo es {CARD_WORDS}", "Deja una sola idea")
    return Card(section.name, text)


def _task(section: Section, notes: Notes) -> str:
    texts = paragraphs(section.nodes, notes)
    if len(texts) != 1:
        mend = "Escribe debajo una sola cosa para hacer hoy"
        notes.add(section.line, "«Para hoy» no tiene un párrafo, y uno solo", mend)
        return ""
    return notes.keep("La tarea", texts[0], line_of(section.nodes[0]), TASK_CHARACTERS)
