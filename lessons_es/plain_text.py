"""The headings and the plain text of Markdown, and what a file's reading gathers on the way: mistakes and texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct, field

from lessons_es.mistake import Mistake

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["reference", "lheading"])
_HEADING = re.compile(
    r"(tarjeta|pregunta|encuentra|mensaje|otra forma)\s*:\s*(.*)|"
    r"(para hoy|qué lo delató|por qué era de verdad|si ya pasó)",
    re.IGNORECASE,
)
DRESS, _QUESTION = "otra forma", "pregunta"
_BOX = re.compile(r"\[[ xX]\]")
_OF_A_LIST = re.compile(r"[-*+]?\s")
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)

_FORMULA = re.compile(r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]|\\(?:frac|sqrt|times|div|cdot|text|pm|leq|geq)\b")
_NO_HTML = "Escribe solo las palabras, sin < >; una nota va arriba, entre los datos, en una línea con «#»"
_NOT_PLAIN = {
    "strong": ("letra negrita", "Quita los asteriscos: escribe la palabra sola"),
    "em": ("letra cursiva", "Quita los asteriscos o las rayas bajas: escribe la palabra sola o entre « »"),
    "s": ("letra tachada", "Quita las virgulillas «~~» y lo tachado"),
    "code_inline": ("un texto entre acentos graves", "Escríbelo entre « »"),
    "code_block": ("una línea con muchos espacios delante", "Quita los espacios del comienzo de la línea"),
    "fence": ("un bloque de código", "Escríbelo como un párrafo"),
    "link": ("un enlace", "Escribe solo las palabras; muchos leen sin internet"),
    "image": ("una imagen", "Cuenta con palabras lo que se ve en ella"),
    "html_inline": ("una etiqueta o un comentario HTML", _NO_HTML),
    "html_block": ("una etiqueta o un comentario HTML", _NO_HTML),
    "formula": ("una fórmula (TeX)", "Escríbela con palabras o con números, así: «la mitad», «1/2»"),
    "hardbreak": ("un salto de línea forzado", "Sigue en la misma línea o deja una línea vacía"),
    "table": ("una tabla", "Escribe los datos en una frase corta"),
    "hr": ("una raya de separación", "Bórrala; los títulos «##» ya separan"),
    "ordered_list": ("una lista con números", "En una tarjeta escribe frases; las opciones van con «- [ ] »"),
    "bullet_list": ("una lista", "Escribe frases; las listas «- [ ] » son solo para las opciones"),
    "blockquote": ("una cita con «>»", "Quita el «>»; se usa solo en explicaciones y en «> Pista: »"),
    "heading": ("un título dentro de otro texto", "Escríbelo en su propia línea, con «## »"),
}


class Block(Struct, frozen=True):
    """One text that a learner reads at once, and the line where it begins."""

    line: int
    text: str


class Notes(Struct):
    """Gathers the mistakes and the readable texts of one file."""

    path: str
    mistakes: list[Mistake] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def add(self, line: int, what: str, mend: str) -> None:
        """Note a mistake; the same one twice on a line is told once."""
        mistake = Mistake(self.path, line, what, mend)
        if mistake not in self.mistakes:
            self.mistakes.append(mistake)

    def not_plain(self, kind: str, line: int) -> None:
        what, mend = _NOT_PLAIN.get(kind, ("algo que no es texto", "Escribe solo palabras"))
        self.add(line, f"Aquí hay {what}", mend)

    def keep(self, name: str, text: str, line: int, longest: int) -> str:
        """Note a text for readability; too long is a mistake, and so is an option that ran into it."""
        if _BOX.search(text):
            mend = "Empieza con ella una línea: «- [ ] opción»"
            self.add(line, "Aquí hay una casilla «[ ]» en medio de un texto", mend)
        if len(text) > longest:
            what = f"{name} tiene {len(text)} caracteres y el máximo es {longest}"
            self.add(line, what, "Escribe menos: una sola idea")
        self.blocks.append(Block(line, text))
        return text


class Section(Struct, frozen=True):
    """What stands under one heading.

    `kind` is its first words in small letters ("tarjeta", "para hoy") or "" (unknown); `name` follows the colon. Under
    a question may stand `dresses`: `### Otra forma: q1b`.
    """

    kind: str
    name: str
    line: int
    nodes: list[SyntaxTreeNode]
    dresses: list[Section] = field(default_factory=list)


def paragraphs(nodes: Sequence[SyntaxTreeNode], notes: Notes) -> list[str]:
    """The texts of plain paragraphs; anything else is a mistake."""
    texts = []
    for node in nodes:
        if node.type == "paragraph":
            texts.append(text_of(node, notes))
        else:
            notes.not_plain(node.type, line_of(node))
    return [text for text in texts if text]


def text_of(node: SyntaxTreeNode, notes: Notes, line: int = 0) -> str:
    """The plain text of a paragraph or heading on one line; markup in it is a mistake with its own line.

    `line` is where it begins, for a node that does not know (the cell of a table).
    """
    line = line or line_of(node)
    parts: list[str] = []
    for child in node.children[0].children if node.children else []:
        if child.type not in ("text", "softbreak"):
            notes.not_plain(child.type, line)
        elif _ADDRESS.search(child.content):
            notes.not_plain("link", line)
        elif _FORMULA.search(child.content):
            notes.not_plain("formula", line)
        elif "*" in child.content or "`" in child.content:
            notes.add(line, "Aquí hay un asterisco o un acento grave suelto", "Bórralo: se vería tal cual")
        parts.append(child.content or " ")
        line += child.type in ("softbreak", "hardbreak")
    return " ".join("".join(parts).split())


def line_of(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1


def tree(body: str) -> list[SyntaxTreeNode]:
    """The parts of a Markdown text, each with its lines."""
    return SyntaxTreeNode(_MARKDOWN.parse(body)).children


def sections(body: str, headings: Mapping[str, str], notes: Notes) -> list[Section]:
    """The body cut at its headings; what stands under an unknown heading is reported once and left out.

    `headings` are the kinds that this file may have, each with an example.
    """
    found: list[Section] = []
    current: Section | None = None
    for node in tree(body):
        _loose_lines(node, body, notes)
        if node.type == "heading":
            current = _section(node, headings, notes)
            if current.kind == DRESS and found:
                found[-1].dresses.append(current)
            else:
                found.append(current)
        elif current is None:
            mend = f"Escribe encima «## {next(iter(headings.values()))}»"
            notes.add(line_of(node), "Hay texto antes del primer título", mend)
            current = Section("", "", line_of(node), [])
        else:
            current.nodes.append(node)
    return found


def _loose_lines(node: SyntaxTreeNode, body: str, notes: Notes) -> None:
    """A line that lost its dash is Markdown's idea of more of the entry above; nobody wrote it so on purpose."""
    if node.type == "bullet_list" and node.map:
        for number, line in enumerate(body.split("\n")[slice(*node.map)], node.map[0] + 1):
            if line and not _OF_A_LIST.match(line):
                mend = "Empiézala con «- »; si sigue a la de arriba, ponle dos espacios delante"
                notes.add(number, "Esta línea quedó pegada a la lista de arriba", mend)


def _section(heading: SyntaxTreeNode, headings: Mapping[str, str], notes: Notes) -> Section:
    line = line_of(heading)
    text = text_of(heading, notes)
    found = _HEADING.fullmatch(text)
    kind = (found[1] or found[3]).lower() if found else ""
    if kind == DRESS and _QUESTION in headings:
        if heading.tag != "h3":
            notes.add(line, "«Otra forma» va debajo de su pregunta", f"Escribe «### {text[:40]}»")
        return Section(kind, found[2] if found else "", line, [])
    if not found or kind not in headings:
        mend = "Los títulos son: " + ", ".join(f"«## {example}»" for example in headings.values())
        notes.add(line, f"No conozco el título «{text[:40]}»", mend)
        return Section("", "", line, [])
    if heading.tag != "h2":
        notes.add(line, "Este título no lleva dos signos «#»", f"Escribe «## {text[:40]}»")
    return Section(kind, found[2] or "", line, [])
