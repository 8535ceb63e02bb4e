"""The answers of an item that is answered by writing: a number with its wrong roads, or steps in their order.

Respuesta: 6 soles                     1. Pregunta qué compran
                                       2. Hace cinco de prueba
> 6: ¡Eso! 20 menos 14 son 6.          3. Los ofrece y anota
> 20: Falta quitar lo que gastó.
> otro: Resta lo que salió.            > Bien: ¡Eso! Primero se pregunta.
> Pista: mira qué entró.               > Casi: Sin preguntar, no sabe a quién vender.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from lessons_es.plain_text import Notes, Section, line_of, paragraphs, text_of
from lessons_es.quiz_shape import EXPLANATION_CHARACTERS, OPTION_CHARACTERS, Shape
from lessons_es.schema import OTHER_ANSWER, RIGHT_LETTER, Option, hundredths

MOST_ROADS = 6
STEPS = (3, 4)
ARROW = " → "

_OTHER, _WELL, _ALMOST, _HINT = "otro", "bien", "casi", "pista"
_FIGURE = re.compile(r"respuesta\s*:\s*(.*)", re.IGNORECASE)
_WRITTEN = re.compile(r"[0-9]{1,7}(?:[.,][0-9]{1,2})?(?: [^\W\d_][^\d]{0,30})?")
_TOLD = re.compile(
    rf"(?:({_OTHER}|{_WELL}|{_ALMOST}|{_HINT})|([0-9]{{1,7}}(?:[.,][0-9]{{1,2}})?)(?: [^\W\d_]+)?)\s*:\s*(.*)",
    re.IGNORECASE,
)


class Written(Struct, frozen=True):
    """What was read of such an item: the paragraphs that ask, the answers, the steps, the hints with their lines."""

    asked: tuple[SyntaxTreeNode, ...]
    options: tuple[Option, ...]
    steps: tuple[str, ...]
    hints: tuple[tuple[int, str], ...]


class _Told(Struct, frozen=True):
    """One line with «>»: for whom it is (a figure, or a word), and what it says."""

    line: int
    whom: str
    text: str


def is_figure(node: SyntaxTreeNode) -> bool:
    """Whether it is the line «Respuesta: 6 soles»."""
    return node.type == "paragraph" and bool(node.children) and bool(_FIGURE.match(node.children[0].content))


def number(section: Section, notes: Notes) -> Written:
    """An item that is answered with a number."""
    asked, told = _parts(section, "paragraph", notes)
    figures = [node for node in asked if is_figure(node)]
    for node in figures[1:]:
        notes.add(line_of(node), "La respuesta está dos veces", "Deja una sola línea «Respuesta: »")
    found = _FIGURE.match(text_of(figures[0], notes))
    right = found[1].strip() if found else ""
    if not _WRITTEN.fullmatch(right):
        mend = "Escribe el número y de qué es: «Respuesta: 6 soles», «Respuesta: 1.30 soles»"
        notes.add(line_of(figures[0]), f"«{right[:30]}» no es un número que se pueda escribir", mend)
    options = _roads(right, told, section, notes)
    return Written(tuple(node for node in asked if not is_figure(node)), options, (), _hints(told))


def _roads(right: str, told: Sequence[_Told], section: Section, notes: Notes) -> tuple[Option, ...]:
    by_figure: dict[int, _Told] = {}
    for one in told:
        if one.whom in (_WELL, _ALMOST):
            notes.add(one.line, f"«> {one.whom}:» es de los pasos en orden", "Escribe la cifra: «> 20: qué olvidó»")
        elif one.whom not in (_OTHER, _HINT):
            if hundredths(one.whom) in by_figure:
                notes.add(one.line, f"«{one.whom}» está dos veces", "Deja una sola explicación")
            by_figure[hundredths(one.whom)] = one
    well = by_figure.pop(hundredths(right), None) if right else None
    others = [one for one in told if one.whom == _OTHER]
    if well is None:
        notes.add(
            section.line, "Falta qué se le dice a quien acierta", f"Escribe «> {right.partition(' ')[0]}: ¡Eso! ...»"
        )
    if len(by_figure) > MOST_ROADS:
        what = f"Hay {len(by_figure)} caminos equivocados y caben {MOST_ROADS}"
        notes.add(section.line, what, "Deja los que más pasan; para los demás está «> otro: »")
    if len(others) != 1:
        mend = "Escribe una línea «> otro: cómo se saca la cuenta», para cualquier otro número"
        notes.add(section.line, "Falta qué se le dice a quien escribe otro número", mend)
    roads = [Option(one.whom, False, _said(one, notes)) for one in by_figure.values()]
    end = [Option(OTHER_ANSWER, False, _said(one, notes)) for one in others[:1]]
    return (Option(right, True, _said(well, notes) if well else ""), *roads, *end)


def order(section: Section, notes: Notes) -> Written:
    """An item that is answered with the order of its steps."""
    asked, told = _parts(section, "ordered_list", notes)
    entries = [entry for node in asked if node.type == "ordered_list" for entry in node.children]
    steps = [" ".join(paragraphs(entry.children, notes)) for entry in entries]
    for entry, step in zip(entries, steps, strict=True):
        notes.keep("El paso", step, line_of(entry), OPTION_CHARACTERS)
    if len(steps) not in STEPS or len(set(steps)) != len(steps):
        mend = "Escribe tres o cuatro distintos, en el orden bueno: «1. », «2. », «3. »"
        notes.add(section.line, f"Hay {len(steps)} pasos y tienen que ser 3 o 4, sin repetir", mend)
    for one in told:
        if one.whom not in (_WELL, _ALMOST, _HINT):
            notes.add(one.line, f"«> {one.whom}:» no va en un orden", "Aquí van «> Bien: », «> Casi: » y «> Pista: »")
    options = [
        Option(ARROW.join(steps) if whom == _WELL else OTHER_ANSWER, whom == _WELL, _one(whom, told, section, notes))
        for whom in (_WELL, _ALMOST)
    ]
    questions = tuple(node for node in asked if node.type != "ordered_list")
    return Written(questions, tuple(options), tuple(steps), _hints(told))


def _one(whom: str, told: Sequence[_Told], section: Section, notes: Notes) -> str:
    found = [one for one in told if one.whom == whom]
    if len(found) != 1:
        mend = "«> Bien: por qué es ese el orden» y «> Casi: qué pasa si se empieza por otro»"
        notes.add(section.line, f"Falta la línea «> {whom.capitalize()}: », una sola", f"Escribe {mend}")
    return _said(found[0], notes) if found else ""


READERS: Mapping[Shape, Callable[[Section, Notes], Written]] = {"number": number, "order": order}


def _parts(section: Section, kind: str, notes: Notes) -> tuple[list[SyntaxTreeNode], list[_Told]]:
    """Paragraphs (and nodes of the `kind`), and the lines with «>»; anything else is a mistake."""
    kept: list[SyntaxTreeNode] = []
    told: list[_Told] = []
    for node in section.nodes:
        if node.type == "blockquote":
            for quoted in node.children:
                told += _told(quoted, notes)
        elif node.type in {"paragraph", kind}:
            kept.append(node)
        else:
            notes.not_plain(node.type, line_of(node))
    return kept, told


def _told(node: SyntaxTreeNode, notes: Notes) -> list[_Told]:
    if node.type != "paragraph":
        notes.not_plain(node.type, line_of(node))
        return []
    text_of(node, notes)  # notes what is not plain
    found: list[_Told] = []
    inline = node.children[0].children if node.children else []
    lines = "".join("\n" if child.type == "softbreak" else child.content for child in inline).split("\n")
    for place, line in enumerate(lines):
        begun = _TOLD.fullmatch(line.strip())
        if begun:
            found.append(_Told(line_of(node) + place, (begun[1] or begun[2]).lower(), begun[3].strip()))
        elif found:
            before = found.pop()
            found.append(_Told(before.line, before.whom, f"{before.text} {line.strip()}".strip()))
        else:
            mend = "Empiézala con la cifra o la palabra para la que es: «> 20: », «> otro: », «> Pista: »"
            notes.add(line_of(node) + place, "Esta línea con «>» no dice para qué respuesta es", mend)
    return found


def _hints(told: Sequence[_Told]) -> tuple[tuple[int, str], ...]:
    return tuple((one.line, one.text) for one in told if one.whom == _HINT)


def _said(one: _Told, notes: Notes) -> str:
    if not one.text:
        notes.add(one.line, "Falta la explicación", "Escribe detrás de los dos puntos por qué sí o por qué no")
        return ""
    if re.search(r"[{}]", one.text.replace(RIGHT_LETTER, "")):
        notes.add(one.line, "Aquí hay una llave suelta", f"Solo «{RIGHT_LETTER}» lleva llaves")
    return notes.keep("La explicación", one.text, one.line, EXPLANATION_CHARACTERS)
