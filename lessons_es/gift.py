"""Quiz items as Moodle's GIFT, written and read: https://docs.moodle.org/en/GIFT_format

Read as Moodle reads it (question/format/gift/format.php): an empty line ends a question, escapes are hidden before
anything is cut and shown again at the very end. What our items cannot be is refused with its line and the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from lessons_es import gift_written
from lessons_es.gift_written import Unfit
from lessons_es.mistake import Mistake
from lessons_es.quiz_shape import Shape
from lessons_es.schema import RIGHT_LETTER, Option, QuizItem

GAP = "_____"
TRUE, FALSE = "Verdadero", "Falso"

_SIGNS = "\\:#=~{}n"
_HIDDEN = {sign: chr(0xFDD0 + place) for place, sign in enumerate(_SIGNS)}
_SHOWN = {ord(hidden): "\n" if sign == "n" else sign for sign, hidden in _HIDDEN.items()}
_ESCAPE = re.compile(r"\\([\\:#=~{}n])")
_RESERVED = re.compile(r"[\\:#=~{}]")
_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)")
_NAME = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
_WEIGHT = re.compile(r"\s*%(-?[0-9]+(?:\.[0-9]+)?)%")
_TAGS = re.compile(r"</?[a-zA-Z]|&#?\w+;")
_BARE_TAGS = frozenset({"p", "br", "div", "span", "b", "strong", "i", "em", "u", "small", "big", "font"})
_BARE_MARK = re.compile(r"(paragraph|em|strong)_(open|close)|inline|text|softbreak|hardbreak")
_FIND = " (encuentra)"
"""Behind the name of a question whose options are the sentences of a message."""
_WRITTEN = {"number": gift_written.number, "order": gift_written.order}
_READERS = {"number": gift_written.read_number, "match": gift_written.read_order}
_CHOOSE = "Escríbela de nuevo para elegir: 2 o 3 opciones, una sola correcta y una explicación en cada una"
_KINDS = {
    "description": ("Es un texto sin respuestas", "Llévalo a una tarjeta"),
    "essay": ("Pide una respuesta larga, escrita", _CHOOSE),
    "short": ("Pide escribir la respuesta", _CHOOSE),
}


# --- writing -----------------------------------------------------------------------------------------------


def write(groups: Mapping[str, Sequence[QuizItem]]) -> str:
    """The quiz items, each group in the category of its name; the hint is the general feedback.

    Moodle has no letters of ours: `{correcta}` becomes the right option's text between « ».
    """
    parts = ["// Preguntas de Yachaski, en el formato GIFT de Moodle.\n"]
    for name, items in groups.items():
        parts += [f"$CATEGORY: $course$/top/{name}\n", *map(_question, items)]
    return "\n".join(parts)


def _question(item: QuizItem) -> str:
    if item.shape in _WRITTEN:
        lines = [f"::{_escaped(item.id)}::[plain]{_escaped(item.question)} {{", *_WRITTEN[item.shape](item, _written)]
        return "\n".join([*lines, "}"]) + "\n"
    options = [
        f"{'=' if option.correct else '~'}{_written(option.text)}#{_written(_quoting(option.explanation, item.right))}"
        for option in item.options
    ]
    hint = [f"####{_written(item.hint)}"] if item.hint else []
    name = f"{item.id}{_FIND}" if item.shape == "find" else item.id
    lines = [f"::{_escaped(name)}::[plain]{_escaped(item.question)} {{", *options, *hint, "}"]
    return "\n".join(lines) + "\n"


def _quoting(explanation: str, right: Option) -> str:
    return explanation.replace(RIGHT_LETTER, f"«{right.text}»")


def _written(text: str) -> str:
    """Escaped; behind a tag where Moodle would take its beginning for a tag or a weight."""
    return f"[plain]{_escaped(text)}" if text.startswith(("[", "%")) else _escaped(text)


def _escaped(text: str) -> str:
    return _RESERVED.sub(r"\\\g<0>", text).replace("\n", r"\n")


# --- reading -----------------------------------------------------------------------------------------------


class Found(Struct, frozen=True):
    """A question that can be one of our items. `item.id` is its name in the file; `item.hint` may be empty.

    `bare` says that bold letters and the like were left out.
    """

    line: int
    category: str
    item: QuizItem
    bare: bool


class Reading(Struct, frozen=True):
    """All that a file holds: what fits, what does not with its reasons, and the lines that are comments.

    `unfit` is how many questions do not fit: one may have several reasons.
    """

    found: tuple[Found, ...]
    refused: tuple[Mistake, ...]
    comments: tuple[int, ...]
    unfit: int


class _Block(Struct, frozen=True):
    """The lines of one question, comments emptied; escapes are hidden."""

    line: int
    text: str
    category: str

    def line_at(self, place: int) -> int:
        return self.line + self.text.count("\n", 0, place)


def read(text: str, path: str) -> Reading:
    """Read a whole file; `path` is for the mistakes. Never raises for what the file holds."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    comments = tuple(number for number, line in enumerate(lines, 1) if _is_comment(line))
    found: list[Found] = []
    refused: list[Mistake] = []
    blocks = list(_blocks(lines))
    for block in blocks:
        item = _read_block(block, path, refused)
        if item:
            found.append(item)
    return Reading(tuple(found), tuple(refused), comments, len(blocks) - len(found))


def _is_comment(line: str) -> bool:
    return line.strip().startswith("//")


def _blocks(lines: Iterable[str]) -> Iterator[_Block]:
    category, first, gathered = "", 0, list[str]()
    for number, line in enumerate([*lines, ""], 1):
        named = _CATEGORY.fullmatch(line)
        shown = "" if _is_comment(line) or named else line
        if gathered and (named or not line.strip()):
            yield _Block(first, _ESCAPE.sub(lambda sign: _HIDDEN[sign[1]], "\n".join(gathered)), category)
            gathered = []
        if named:
            category = named[1].strip()
        if shown.strip() and not gathered:
            first = number
        if gathered or shown.strip():
            gathered.append(shown)


def _read_block(block: _Block, path: str, refused: list[Mistake]) -> Found | None:
    """The question that fits, or None after every reason why not was added to `refused`."""
    name = _NAME.match(block.text)
    begin = name.end() if name else 0
    texts = _Texts()
    mistakes: list[Mistake] = []
    try:
        item = _item(block, begin, _shown(name[1]) if name else "", texts, path, mistakes)
    except Unfit as unfit:
        mistakes.append(Mistake(path, block.line, unfit.what, unfit.mend))
        item = None
    refused += mistakes
    return Found(block.line, block.category, item, texts.bare) if item and not mistakes else None


def _item(block: _Block, begin: int, name: str, texts: _Texts, path: str, mistakes: list[Mistake]) -> QuizItem | None:
    opens, closes = block.text.find("{", begin), block.text.find("}", begin)
    if (opens < 0) != (closes < 0) or closes < opens or block.text.find("{", closes) > closes >= 0:
        mend = "Escribe un «{» y un «}» por pregunta, sin línea vacía entre ellos; los demás, así: «\\{» y «\\}»"
        raise Unfit("Las llaves «{ }» no van en una sola pareja", mend)
    if opens < 0:
        raise Unfit(*_KINDS["description"])
    tail = block.text[closes + 1 :]
    question = texts.read(block.text[begin:opens] + (f"{GAP}{tail}" if tail.strip() else ""), default=True)
    end = block.text.rfind("####", opens, closes)
    hint = texts.read(block.text[end + 4 : closes]) if end >= 0 else ""
    answers = block.text[opens + 1 : end if end >= 0 else closes]
    kind = _kind(answers.strip())
    if kind in _KINDS:
        raise Unfit(*_KINDS[kind])
    if kind in _READERS:
        if not question:
            raise Unfit("No tiene pregunta", "Escríbela antes de «{»")
        return _READERS[kind](answers.strip(), hint, name, question, texts.read)
    options = list(_true_or_false(answers, texts) if kind == "boolean" else _choices(answers, texts))
    shape: Shape = "find" if name.endswith(_FIND) else "choice"
    mistakes += _wrong(block, opens + 1, options, question, path, (3, 4, 5) if shape == "find" else (2, 3))
    ours = tuple(option.as_ours(options) for option in options)
    return None if mistakes else QuizItem(name.removesuffix(_FIND), question, ours, hint, shape)


def _kind(answers: str) -> str:
    """In Moodle's order: essay, number, choice, match, boolean, short."""
    if not answers or answers.startswith("#"):
        return "number" if answers else "essay"
    if "~" in answers:
        return "choice"
    if "=" in answers and "->" in answers:
        return "match"
    return "boolean" if answers.partition("#")[0].strip() in {"T", "TRUE", "F", "FALSE"} else "short"


class _Choice(Struct, frozen=True):
    place: int
    text: str
    weight: float
    explanation: str

    def as_ours(self, all_of_them: Iterable[_Choice]) -> Option:
        right = next((choice.text for choice in all_of_them if choice.weight == 100), "")
        told = self.explanation.replace(f"«{right}»", RIGHT_LETTER) if right else self.explanation
        return Option(self.text, self.weight == 100, told)


def _choices(answers: str, texts: _Texts) -> Iterator[_Choice]:
    """`~` begins a wrong option, `=` the right one; `%50%` behind either is its weight."""
    begins = [place for place, sign in enumerate(answers) if sign in "~="]
    if answers[: begins[0]].strip():
        raise Unfit("Hay texto antes de la primera opción", "Pon «~» o «=» delante, o escríbelo antes de «{»")
    for place, end in zip(begins, [*begins[1:], len(answers)], strict=True):
        if answers[place] == "~" and not answers[place + 1 : end].strip() and answers[end : end + 1] == "=":
            continue  # `~=` is Moodle's own way to write `=`
        weight = _WEIGHT.match(answers, place + 1, end)
        text, _, told = answers[weight.end() if weight else place + 1 : end].partition("#")
        worth = float(weight[1]) if weight else 100.0 if answers[place] == "=" else 0.0
        yield _Choice(place, texts.read(text), worth, texts.read(told))


def _true_or_false(answers: str, texts: _Texts) -> Iterator[_Choice]:
    """Moodle tells the wrong answer's explanation first, then the right one's."""
    value, wrong, right = (*answers.split("#", 2), "", "")[:3]
    for text, letter in ((TRUE, "T"), (FALSE, "F")):
        correct = value.strip().startswith(letter)
        yield _Choice(0, text, 100.0 if correct else 0.0, texts.read(right if correct else wrong))


def _wrong(
    block: _Block, begin: int, options: list[_Choice], question: str, path: str, fit: tuple[int, ...]
) -> Iterator[Mistake]:
    """Every reason why these options are not those of an item."""
    if not question:
        yield Mistake(path, block.line, "No tiene pregunta", "Escríbela antes de «{»")
    if len(options) not in fit:
        what = f"Tiene {len(options)} opciones, y caben {', '.join(map(str, fit[:-1]))} o {fit[-1]}"
        yield Mistake(path, block.line, what, "Deja los errores que la gente comete más")
    rights = sum(option.weight == 100 for option in options)
    partial = [option for option in options if option.weight not in (0, 100)]
    if partial:
        line = block.line_at(begin + partial[0].place)
        yield Mistake(path, line, "Da puntos a medias (%)", "Deja «=» en la correcta y «~» en las demás, sin %")
    elif rights != 1:
        what = f"Tiene {rights} opciones correctas, y tiene que ser una"
        yield Mistake(path, block.line, what, "Deja «=» en una sola")
    for option in options:
        if not option.explanation:
            what = f"La opción «{option.text[:30]}» no tiene explicación"
            mend = "Escribe detrás «#» y por qué sí o por qué no"
            yield Mistake(path, block.line_at(begin + option.place), what, mend)


# --- the texts inside --------------------------------------------------------------------------------------


def _shown(text: str) -> str:
    return " ".join(text.translate(_SHOWN).split())


class _Texts:
    """Reads the texts of one question as plain words, in the format that the question's own tag names."""

    def __init__(self) -> None:
        self.bare = False
        self._format = "moodle"

    def read(self, text: str, *, default: bool = False) -> str:
        """The plain words of one text; raises Unfit where words alone do not tell it. `default`: the question's."""
        text = text.strip()
        tag = _FORMAT.match(text)
        kind = tag[1] if tag else self._format
        if default:
            self._format = kind
        words = text[tag.end() if tag else 0 :].translate(_SHOWN)
        if kind == "html" or (kind == "moodle" and _TAGS.search(words)):
            words = self._html(words)
        elif kind == "markdown":
            words = self._markdown(words)
        return " ".join(words.split())

    def _html(self, text: str) -> str:
        page = _Page()
        page.feed(text)
        page.close()
        foreign = sorted(page.tags - _BARE_TAGS)
        if foreign:
            raise Unfit(f"Lleva «<{foreign[0]}>», y aquí solo caben palabras", "Cuéntalo con palabras")
        self.bare = self.bare or bool(page.tags - {"p", "br", "div", "span"})
        return "".join(page.words)

    def _markdown(self, text: str) -> str:
        blocks = MarkdownIt("commonmark").parse(text)
        tokens = [token for block in blocks for token in (block, *(block.children or ()))]
        if not all(_BARE_MARK.fullmatch(token.type) for token in tokens):
            raise Unfit("Lleva una lista, un enlace, una imagen u otra marca de Markdown", "Cuéntalo con palabras")
        self.bare = self.bare or any(token.type.startswith(("em", "strong")) for token in tokens)
        return "".join(map(_words, tokens))


def _words(token: Token) -> str:
    if token.type == "text":
        return token.content
    return " " if token.type.endswith("break") or token.type == "paragraph_close" else ""


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag in {"p", "br", "div"}:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "div"}:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
