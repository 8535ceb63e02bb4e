"""One `## Pregunta: ...` section -> its QuizItem (in a lesson, a drill or the exam), with every mistake in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from lessons_es import written_answer
from lessons_es.plain_text import Notes, Section, line_of, paragraphs, text_of
from lessons_es.quiz_shape import EXPLANATION_CHARACTERS, HINT_CHARACTERS, OPTION_CHARACTERS, QUESTION_CHARACTERS, Shape
from lessons_es.schema import RIGHT_LETTER, ExamItem, Option, QuizItem, folded

LETTERS_OF_DRESSES = "bcd"
FIND = "encuentra"
"""The heading of an item that shows a message, whose sentences are the options."""

_NAME = re.compile(r"q[1-9][0-9]?")
_EXAM_NAME = re.compile(r"(ex-[a-z]{2,5}-[0-9]{2,3})\s+\(([a-z]{2,5}-[0-9]{2,3})\)")
_LETTER = re.compile(r"\b[Ll]a (?:opción |respuesta )?[ABC]\b")
_BRACES = re.compile(r"[{}]")
_FIRST_LETTER = re.compile(r"^\W*[^\W\d_]")
_OF_PLACES = re.compile(
    r"\b(?:las|los|lo) anterior(?:es)?\b|"
    r"\b(?:tod[ao]s|amb[ao]s|ningun[ao]?|cualquiera) (?:de )?(?:las? )?(?:opcion(?:es)?|alternativas?|respuestas?)\b|"
    r"\b(?:todas|ambas|ninguna|las dos|las tres) (?:son|es|estan) "
    r"(?:correctas?|ciertas?|verdaderas?|falsas?|bien|mal)\b"
)
_LETTERS = re.compile(
    r"(?:(?:solo|tanto|la|las|opcion(?:es)?|respuestas?|alternativas?|letras?) )*"
    r"[abc](?: (?:y |o |e |ni |como )*[abc])+|"
    r"(?:la )?(?:opcion|respuesta|alternativa|letra) [abc]"
)
"""Options change places, so none may mean another one by where it stands."""
_MARKED = re.compile(r"\[([ xX])\]\s+(\S.*)")


def item(section: Section, lesson_id: str, notes: Notes) -> QuizItem | None:
    """Read the section; None when anything in the file is wrong so far."""
    return _dressed(section, section.name, f"{lesson_id}-{section.name}", notes, hinted=True)


def exam_item(section: Section, unit_id: str, notes: Notes) -> ExamItem | None:
    """Read a section named `ex-emp-01 (emp-02)`: its id, and the lesson that it asks about. A hint is optional."""
    named = _EXAM_NAME.fullmatch(section.name)
    if not named:
        mend = "Escribe su id y, entre paréntesis, la lección: «## Pregunta: ex-emp-01 (emp-02)»"
        notes.add(section.line, f"La pregunta se llama «{section.name[:30]}»", mend)
    item_id, lesson_id = named.groups() if named else ("", "")
    read = _dressed(section, item_id, item_id, notes, hinted=False)
    return ExamItem(read, unit_id, lesson_id) if read else None


def _dressed(section: Section, name: str, item_id: str, notes: Notes, *, hinted: bool) -> QuizItem | None:
    """The item with its dresses; a dress without a hint of its own has the item's."""
    first = _item(section, item_id, notes, hinted=hinted)
    dresses: list[QuizItem] = []
    for place, below in enumerate(section.dresses):
        wanted = f"{name}{LETTERS_OF_DRESSES[min(place, len(LETTERS_OF_DRESSES) - 1)]}"
        if below.name != wanted or place >= len(LETTERS_OF_DRESSES):
            mend = f"Escribe «### Otra forma: {wanted}»; caben {len(LETTERS_OF_DRESSES)}"
            notes.add(below.line, f"Esta otra forma se llama «{below.name[:20]}»", mend)
        told = Section(section.kind, below.name, below.line, below.nodes)
        dress = _item(told, item_id, notes, hinted=False)
        same = dress and first and dress.content_hash in {one.content_hash for one in (first, *dresses)}
        if same:
            notes.add(below.line, "Esta otra forma pregunta lo mismo", "Cambia el nombre, el producto o las cifras")
        if dress and first:
            dresses.append(replace(dress, hint=dress.hint or first.hint))
    return replace(first, dresses=tuple(dresses)) if first and not notes.mistakes else None


def _item(section: Section, item_id: str, notes: Notes, *, hinted: bool) -> QuizItem | None:
    shape = _shape(section)
    read = written_answer.READERS.get(shape)
    if read:
        written = read(section, notes)
        question = _question(written.asked, section, notes)
        options, steps, hint = written.options, written.steps, _hint_said(written.hints, notes)
    else:
        question, options, hint = _chosen(section, shape, notes)
        steps = ()
    if hinted and not hint:
        notes.add(section.line, "Falta la pista", "Escribe después de las opciones: «> Pista: en qué pensar»")
    return QuizItem(item_id, question, options, hint, shape, steps) if not notes.mistakes else None


def _shape(section: Section) -> Shape:
    """How it is answered: by its heading, or by how its answers are written."""
    if section.kind == FIND:
        return "find"
    kinds = {node.type for node in section.nodes}
    if "ordered_list" in kinds and "bullet_list" not in kinds:
        return "order"
    return "number" if any(map(written_answer.is_figure, section.nodes)) else "choice"


def _chosen(section: Section, shape: Shape, notes: Notes) -> tuple[str, tuple[Option, ...], str]:
    asked: list[SyntaxTreeNode] = []
    listed: list[SyntaxTreeNode] = []
    quoted: list[SyntaxTreeNode] = []
    kinds = {"paragraph": asked, "bullet_list": listed, "blockquote": quoted}
    for node in section.nodes:
        if node.type in kinds:
            kinds[node.type].append(node)
        else:
            notes.not_plain(node.type, line_of(node))
    question = _question(asked, section, notes)
    wanted = (3, 4, 5) if shape == "find" else (2, 3)
    options = _options([entry for node in listed for entry in node.children], section, wanted, notes)
    return question, options, _hint(quoted, notes)


def _question(asked: Sequence[SyntaxTreeNode], section: Section, notes: Notes) -> str:
    if not asked:
        mend = "Escríbelo debajo del título, antes de las opciones"
        notes.add(section.line, "Falta el texto de la pregunta", mend)
        return ""
    for node in asked[1:]:
        notes.add(line_of(node), "La pregunta tiene más de un párrafo", "Escríbela entera antes de las opciones")
    return notes.keep("La pregunta", text_of(asked[0], notes), line_of(asked[0]), QUESTION_CHARACTERS)


def _options(
    entries: Sequence[SyntaxTreeNode], section: Section, wanted: tuple[int, ...], notes: Notes
) -> tuple[Option, ...]:
    if len(entries) not in wanted:
        most = wanted[-1]
        line = line_of(entries[most]) if len(entries) > most else section.line
        numbers = f"{', '.join(map(str, wanted[:-1]))} o {most}"
        what = f"La pregunta tiene {len(entries)} opciones y tienen que ser {numbers}"
        notes.add(line, what, "Escribe cada una así: «- [ ] opción»")
    options = [_option(entry, notes) for entry in entries]
    _check_right(entries, options, section, notes)
    for place, option in enumerate(options):
        if option.text and option.text in [other.text for other in options[:place]]:
            mend = "Cámbiala por otro error que la gente comete"
            notes.add(line_of(entries[place]), "Esta opción está dos veces", mend)
    return tuple(options)


def _check_right(entries: Sequence[SyntaxTreeNode], options: Sequence[Option], section: Section, notes: Notes) -> None:
    lines = [line_of(entry) for entry, option in zip(entries, options, strict=True) if option.correct]
    for line in lines[1:]:
        what = f"Hay otra opción correcta en la línea {lines[0]}"
        notes.add(line, what, "Deja «[x]» en una sola y «[ ]» en las demás")
    if entries and not lines:
        mend = "Escribe «- [x] » en la correcta"
        notes.add(section.line, "Ninguna opción está marcada como correcta", mend)


def _option(entry: SyntaxTreeNode, notes: Notes) -> Option:
    line = line_of(entry)
    first = entry.children[0] if entry.children else None
    marked = _MARKED.fullmatch(text_of(first, notes)) if first and first.type == "paragraph" else None
    if not marked:
        mend = "Escribe «- [x] texto» si lo es y «- [ ] texto» si no"
        notes.add(line, "La opción no dice si es correcta", mend)
    else:
        notes.keep("La opción", marked[2], line, OPTION_CHARACTERS)
        if _names_places(marked[2]):
            mend = "Escribe con palabras lo que quiere decir, o quítala"
            notes.add(line, "La opción habla de las otras, y las opciones cambian de lugar", mend)
    explanation = _explanation(entry.children[1:], line, notes)
    return Option(marked[2] if marked else "", bool(marked and marked[1] in "xX"), explanation)


def _names_places(option: str) -> bool:
    """Whether the words mean other options by where they stand: «todas las anteriores», «A y B»."""
    words = folded(option)
    return bool(_OF_PLACES.search(words) or _LETTERS.fullmatch(words))


def _explanation(nodes: Sequence[SyntaxTreeNode], option_line: int, notes: Notes) -> str:
    quotes = [node for node in nodes if node.type == "blockquote"]
    for node in nodes:
        if node.type != "blockquote":
            mend = "Debajo de la opción va solo «  > explicación»"
            notes.add(line_of(node), "Aquí hay algo que no es la explicación", mend)
    text = " ".join(text for quote in quotes for text in paragraphs(quote.children, notes))
    if not text:
        mend = "Escribe debajo, con dos espacios delante: «  > por qué sí o por qué no»"
        notes.add(option_line, "Falta la explicación de esta opción", mend)
        return ""
    line = line_of(quotes[0])
    if _LETTER.search(text) or _BRACES.search(text.replace(RIGHT_LETTER, "")):
        mend = f"Las opciones cambian de lugar: donde va la letra de la correcta escribe «{RIGHT_LETTER}»"
        notes.add(line, "La explicación nombra una opción por su letra", mend)
    return notes.keep("La explicación", text, line, EXPLANATION_CHARACTERS)


def _hint(quoted: Sequence[SyntaxTreeNode], notes: Notes) -> str:
    hints: list[tuple[int, str]] = []
    for node in quoted:
        text = " ".join(paragraphs(node.children, notes))
        if text.lower().startswith("pista:"):
            hints.append((line_of(node), text[6:].strip()))
        else:
            mend = "Pon dos espacios delante si explica una opción, o escribe «> Pista: ...»"
            notes.add(line_of(node), "Esta línea con «>» está suelta", mend)
    return _hint_said(hints, notes)


def _hint_said(hints: Sequence[tuple[int, str]], notes: Notes) -> str:
    for line, _ in hints[1:]:
        notes.add(line, "La pregunta tiene dos pistas", "Deja una sola")
    return notes.keep("La pista", _capital(hints[0][1]), hints[0][0], HINT_CHARACTERS) if hints else ""


def _capital(sentence: str) -> str:
    """With a capital, so that a hint can also stand alone: «Pista: ¿quién...?» becomes «¿Quién...?»."""
    return _FIRST_LETTER.sub(lambda first: first[0].upper(), sentence)


def check_names(items: Sequence[Section], notes: Notes) -> None:
    """Each quiz item of a lesson has a name of its own, q1 to q99."""
    seen: dict[str, int] = {}
    for section in items:
        if not _NAME.fullmatch(section.name):
            mend = "Escribe «## Pregunta: q1» en la primera y «## Pregunta: q2» en la segunda"
            notes.add(section.line, f"La pregunta se llama «{section.name[:20]}»", mend)
        elif section.name in seen:
            what = f"La pregunta «{section.name}» ya está en la línea {seen[section.name]}"
            notes.add(section.line, what, "Dale otro nombre: q2, q3...")
        seen.setdefault(section.name, section.line)
