"""One course file -> its lesson, drill, exam items or terms, or every mistake in it with the line and the mend.

The body is Markdown cut at its headings (`## Tarjeta: ...`, `## Pregunta: q1`, `## Para hoy`) with nothing but
plain text in them: the same words must fit a chat, an SMS and a page. Only the glossary is a table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from lessons_es import front_matter, quiz, readability
from lessons_es.front_matter import DrillMatter, ExamMatter, GlossaryMatter, GraduateMatter, LessonMatter, TeacherMatter
from lessons_es.mistake import Mistake
from lessons_es.plain_text import Block, Notes, Section, line_of, paragraphs, sections, text_of, tree
from lessons_es.schema import Card, Drill, ExamItem, Lesson, QuizItem, Term, folded

CARD_CHARACTERS = 300
CARD_WORDS = 60
TITLE_CHARACTERS = 60
TASK_CHARACTERS = 160
MESSAGE_CHARACTERS = 400
SIGN_CHARACTERS = 120
MEANING_CHARACTERS = 160
DRILL_LABEL = "SIMULACRO"
DRAFT = "(borrador)"

_ITEMS = ("pregunta", quiz.FIND)
_IN_LESSON = {
    "tarjeta": "Tarjeta: su título",
    "pregunta": "Pregunta: q1",
    quiz.FIND: "Encuentra: q1",
    "para hoy": "Para hoy",
}
_IN_DRILL = {
    "mensaje": "Mensaje: quién dice que es",
    "pregunta": "Pregunta: q1",
    "qué lo delató": "Qué lo delató",
    "por qué era de verdad": "Por qué era de verdad",
    "si ya pasó": "Si ya pasó",
}
_SIGNS, _HONEST = "qué lo delató", "por qué era de verdad"
_IN_EXAM = {"pregunta": "Pregunta: ex-emp-01 (emp-02)", quiz.FIND: "Encuentra: ex-emp-02 (emp-02)"}
_COLUMNS = ["Palabra", "Qué es", "También", "Lecciones", "Quechua"]
_SOMEONES = re.compile(r"\d(?:[\s.-]?\d){4}|\S+(?<!\bgob)\.(?:com|net|org|pe|app|info|shop|online)\b", re.IGNORECASE)


class Sheet(Struct, frozen=True):
    """What any file gave besides its content: `values` and `lines` are those of its front matter."""

    path: str
    mistakes: tuple[Mistake, ...]
    blocks: tuple[Block, ...]
    values: Mapping[str, object]
    lines: Mapping[str, int]


class Reading(Sheet, frozen=True):
    """A lesson or piece; `lesson` is None when there are mistakes."""

    lesson: Lesson | None


class DrillReading(Sheet, frozen=True):
    """A drill; None when there are mistakes."""

    drill: Drill | None


class ExamReading(Sheet, frozen=True):
    """Exam items, each with its line; none when there are mistakes."""

    items: tuple[tuple[int, ExamItem], ...]


class GlossaryReading(Sheet, frozen=True):
    """The terms that could be read, each with its line."""

    matter: GlossaryMatter | None
    terms: tuple[tuple[int, Term], ...]


def read(data: bytes, path: str, *, graduate: bool = False, teacher: bool = False) -> Reading:
    """Read one lesson (or piece) from the bytes of its file. Takes any bytes and never raises."""
    shape = _TEACHER if teacher else _GRADUATE if graduate else _LESSON
    front = front_matter.read(data, path, shape.matter)
    notes = Notes(path, list(front.mistakes))
    lesson = None
    if front.body:
        body = _body(front.body, front.matter.id if front.matter else "", notes, shape)
        if front.matter and body:
            lesson = _lesson(front.matter, body, path)
    return Reading(path, tuple(notes.mistakes), tuple(notes.blocks), front.values, front.lines, lesson)


class _Shape(Struct, frozen=True):
    """How many cards and quiz items a kind of lesson has."""

    matter: type[LessonMatter | GraduateMatter]
    cards: tuple[int, ...]
    items: tuple[int, ...]


_LESSON = _Shape(LessonMatter, (3,), (2,))
_GRADUATE = _Shape(GraduateMatter, (1, 2), (0, 1))
_TEACHER = _Shape(TeacherMatter, (2, 3), (1,))


class _Body(Struct, frozen=True):
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
        awaits_counsel=matter.abogado is not None,
        keeps=(matter.guarda or "") if isinstance(matter, LessonMatter) else "",
        uses=matter.usa if isinstance(matter, LessonMatter) else (),
    )


def _body(text: str, lesson_id: str, notes: Notes, shape: _Shape) -> _Body | None:
    """All sections read and counted; None when the file has any mistake."""
    found = sections(text, _IN_LESSON, notes)
    end = _last_line(text)
    cards = [section for section in found if section.kind == "tarjeta"]
    items = [section for section in found if section.kind in _ITEMS]
    tasks = [section for section in found if section.kind == "para hoy"]
    _count(cards, "tarjetas", shape.cards, end, notes)
    _count(items, "preguntas", shape.items, end, notes)
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


def _last_line(text: str) -> int:
    return text.rstrip().count("\n") + 1


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


def read_drill(data: bytes, path: str) -> DrillReading:
    """Read one scam drill. Takes any bytes and never raises."""
    front = front_matter.read(data, path, DrillMatter)
    notes = Notes(path, list(front.mistakes))
    drill = _drill(front.matter, front.body, notes) if front.body else None
    return DrillReading(path, tuple(notes.mistakes), tuple(notes.blocks), front.values, front.lines, drill)


def _drill(matter: DrillMatter | None, body: str, notes: Notes) -> Drill | None:
    parts: dict[str, Section] = {}
    for section in sections(body, _IN_DRILL, notes):
        if section.kind in parts:
            notes.add(section.line, f"«{_IN_DRILL[section.kind]}» está dos veces", "Deja uno solo")
        elif section.kind:
            parts[section.kind] = section
    honest = _HONEST in parts and _SIGNS not in parts
    for kind, example in _IN_DRILL.items():
        if kind not in parts and kind != (_SIGNS if honest else _HONEST):
            notes.add(_last_line(body), f"Falta una parte: {kind}", f"Escribe «## {example}» y debajo su texto")
    if _HONEST in parts and not honest:
        mend = f"Deja «{_IN_DRILL[_SIGNS]}» si engaña, o «{_IN_DRILL[_HONEST]}» si no"
        notes.add(parts[_HONEST].line, "El mensaje no puede ser un engaño y de verdad", mend)
    message = _message(parts["mensaje"], notes) if "mensaje" in parts else ""
    told = parts.get(_HONEST if honest else _SIGNS)
    signs = _signs(told, notes) if told else ()
    afterwards = _afterwards(parts["si ya pasó"], notes) if "si ya pasó" in parts else ""
    asked = [parts["pregunta"]] if "pregunta" in parts else []
    quiz.check_names(asked, notes)
    items = [quiz.item(section, matter.id if matter else "", notes) for section in asked]
    _invented(notes)
    if notes.mistakes or not matter or not items[0]:
        return None
    return Drill(
        id=matter.id,
        title=matter.titulo,
        keywords=matter.claves,
        sender=parts["mensaje"].name,
        message=message,
        item=items[0],
        signs=signs,
        afterwards=afterwards,
        sources=matter.fuentes,
        review_by=matter.revisar,
        path=notes.path,
        honest=honest,
    )


def _message(section: Section, notes: Notes) -> str:
    text = "\n".join(paragraphs(section.nodes, notes))
    if not section.name:
        notes.add(section.line, "El mensaje no dice quién lo manda", f"Escribe «## {_IN_DRILL['mensaje']}»")
    if not text.startswith(DRILL_LABEL):
        mend = f"Escribe «{DRILL_LABEL}.» como primera palabra: nadie debe tomarlo por uno de verdad"
        notes.add(section.line, f"El mensaje no empieza con «{DRILL_LABEL}»", mend)
    return notes.keep("El mensaje", text, section.line, MESSAGE_CHARACTERS)


def _signs(section: Section, notes: Notes) -> tuple[str, ...]:
    signs: list[str] = []
    for node in section.nodes:
        if node.type != "bullet_list":
            notes.add(line_of(node), "Aquí van solo las señales", "Escribe cada una así: «- Te apura»")
            continue
        for entry in node.children:
            text = " ".join(paragraphs(entry.children, notes))
            signs.append(notes.keep("La señal", text, line_of(entry), SIGN_CHARACTERS))
    if len(signs) not in (2, 3):
        mend = "Escribe dos o tres, cada una así: «- Te apura»"
        notes.add(section.line, f"Hay {len(signs)} señales y tienen que ser 2 o 3", mend)
    return tuple(signs)


def _afterwards(section: Section, notes: Notes) -> str:
    text = "\n".join(paragraphs(section.nodes, notes))
    if not text:
        mend = "Escribe debajo qué hacer y a quién avisar, sin culpar a nadie"
        notes.add(section.line, "Falta qué hacer si ya pasó", mend)
    return notes.keep("«Si ya pasó»", text, section.line, CARD_CHARACTERS)


def _invented(notes: Notes) -> None:
    """No number that someone could call or pay to, and no address, not even an invented one: it may exist."""
    for block in notes.blocks:
        found = _SOMEONES.search(block.text)
        if found:
            what = f"«{found[0]}» puede ser de alguien"
            notes.add(block.line, what, "Escribe «(un número)», «(un código)» o «(un enlace)»")


def read_exam(data: bytes, path: str) -> ExamReading:
    """Read the exam items of one unit. Takes any bytes and never raises."""
    front = front_matter.read(data, path, ExamMatter)
    notes = Notes(path, list(front.mistakes))
    unit_id = front.matter.unidad if front.matter else ""
    asked = [section for section in sections(front.body, _IN_EXAM, notes) if section.kind]
    items = [(section.line, quiz.exam_item(section, unit_id, notes)) for section in asked]
    read_items = tuple((line, item) for line, item in items if item and not notes.mistakes)
    return ExamReading(path, tuple(notes.mistakes), tuple(notes.blocks), front.values, front.lines, read_items)


def read_glossary(data: bytes, path: str) -> GlossaryReading:
    """Read the table of the glossary. Takes any bytes and never raises."""
    front = front_matter.read(data, path, GlossaryMatter)
    notes = Notes(path, list(front.mistakes))
    tables = [node for node in tree(front.body) if node.type == "table"]
    if front.matter and len(tables) != 1:
        mend = f"Deja una sola, con estas columnas: {' | '.join(_COLUMNS)}"
        notes.add(line_of(tables[1]) if tables else 1, f"Hay {len(tables)} tablas", mend)
    terms = [term for table in tables[:1] for term in _terms(table, notes)]
    _alphabetical(terms, notes)
    mistakes, blocks = tuple(notes.mistakes), tuple(notes.blocks)
    return GlossaryReading(path, mistakes, blocks, front.values, front.lines, front.matter, tuple(terms))


def _terms(table: SyntaxTreeNode, notes: Notes) -> list[tuple[int, Term]]:
    head, *rows = [row for part in table.children for row in part.children]
    columns = [text_of(cell, notes, line_of(head)) for cell in head.children]
    if columns != _COLUMNS:
        what = f"Las columnas son: {' | '.join(columns)}"
        notes.add(line_of(head), what, f"Escribe: {' | '.join(_COLUMNS)}")
        return []
    return [_term([text_of(cell, notes, line_of(row)) for cell in row.children], line_of(row), notes) for row in rows]


def _term(cells: Sequence[str], line: int, notes: Notes) -> tuple[int, Term]:
    word, meaning, forms, lesson_ids, quechua = cells
    notes.keep("Lo que es", meaning, line, MEANING_CHARACTERS)
    if not word or len(readability.sentences(meaning)) != 1 or not meaning.endswith((".", ".»")):
        notes.add(line, f"«{word[:30]}» no tiene una frase que lo explique, y una sola", "Escríbela, con su punto")
    if not lesson_ids:
        notes.add(line, f"«{word[:30]}» no dice en qué lecciones está", "Escribe sus ids, así: «emp-01, fin-04»")
    if quechua and not quechua.endswith(DRAFT):
        notes.add(line, "El quechua no dice que es un borrador", f"Escribe «{quechua[:40]} {DRAFT}»")
    return line, Term(word, meaning, _listed(forms), _listed(lesson_ids), quechua)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def _alphabetical(terms: Sequence[tuple[int, Term]], notes: Notes) -> None:
    """In the order of the dictionary, and no word twice, not even as a form of another."""
    seen: dict[str, int] = {}
    for place, (line, term) in enumerate(terms):
        if place and folded(term.word) < folded(terms[place - 1][1].word):
            notes.add(line, f"«{term.word}» no está en su lugar del abecedario", "Muévelo con toda su fila")
        for form in (term.word, *term.forms):
            if seen.setdefault(folded(form), line) != line:
                notes.add(line, f"«{form}» ya está en la línea {seen[folded(form)]}", "Déjalo en una sola fila")
