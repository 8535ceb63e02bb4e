"""What may harm a child, or is said so that a swindler could use it: warned of where a program can tell.

Each rule began as a sentence that a reader found in this course. They are warnings, since a program only sees words:
an author who has a reason may leave the sentence, and our own course has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from lessons_es.markdown import DrillReading, ExamReading, Reading, Sheet
from lessons_es.mistake import Mistake
from lessons_es.schema import QuizItem


class _Rule(Struct, frozen=True):
    """Words that no text may have, why, and what to write instead; `lessons_only` leaves drills and exam alone."""

    words: re.Pattern[str]
    what: str
    mend: str
    lessons_only: bool = False


_RULES = (
    _Rule(
        re.compile(r"\bacaban? en gob\.pe", re.IGNORECASE),
        "«acaba en gob.pe» también lo cumple una página falsa",
        "Escribe «gob.pe justo antes de la primera barra»",
    ),
    _Rule(
        re.compile(r"\bincorrect|\binv[áa]lid", re.IGNORECASE),
        "Aquí se regaña con una palabra",
        "Di qué pasa con esa respuesta y qué sigue, sin «incorrecto» ni «inválido»",
    ),
    _Rule(
        re.compile(r"\bpréstamo|\bcrédito", re.IGNORECASE),
        "Aquí se habla de un préstamo a quien quizá es menor",
        "Enseña a sacar la cuenta sin ofrecerlo, o llévalo a un simulacro",
        lessons_only=True,
    ),
)
_NIGHT = re.compile(r"\b[1-5] de la mañana|madrugada|\bde noche|\b(?:8|9|10|11|12) de la noche", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:[Ll]ínea|[Cc]hat|[Cc]entral|\bal|\bel) 100\b|\b(?:105|113|1818|1820)\b(?! soles)|"
    r"\b(?:SBS|SUNAT|Indecopi|SíseVe)\b"
)


def warnings(sheets: Iterable[Sheet]) -> Iterator[Mistake]:
    """What the words of the files say that they should not."""
    for sheet in sheets:
        yield from _by_words(sheet)
        yield from _unsourced(sheet)
        for item in (form for family in _items(sheet) for form in family.forms):
            yield from _by_night(sheet, item)
            yield from _told_twice(sheet, item)
            yield from _without_roads(sheet, item)


def _by_words(sheet: Sheet) -> Iterator[Mistake]:
    lesson = isinstance(sheet, Reading) and not (sheet.lesson and sheet.lesson.is_teacher_piece)
    for rule in _RULES:
        if rule.lessons_only and not lesson:
            continue
        for block in sheet.blocks:
            if rule.words.search(block.text):
                yield Mistake(sheet.path, block.line, rule.what, rule.mend)


def _unsourced(sheet: Sheet) -> Iterator[Mistake]:
    """A telephone or an office that may change: where it was read, and when to look again. Exam files have no room."""
    if isinstance(sheet, ExamReading) or (sheet.values.get("fuentes") and sheet.values.get("revisar")):
        return
    for block in sheet.blocks:
        found = _OFFICE.search(block.text)
        if found:
            what = f"Se nombra «{found[0]}» y falta dónde se leyó o cuándo se mira otra vez"
            yield Mistake(sheet.path, block.line, what, "Escribe arriba «fuentes» y «revisar»")
            return


def _items(sheet: Sheet) -> tuple[QuizItem, ...]:
    if isinstance(sheet, Reading):
        return sheet.lesson.items if sheet.lesson else ()
    if isinstance(sheet, DrillReading):
        return (sheet.drill.item,) if sheet.drill else ()
    return tuple(entry.item for _, entry in sheet.items) if isinstance(sheet, ExamReading) else ()


def _by_night(sheet: Sheet, item: QuizItem) -> Iterator[Mistake]:
    """A right answer has nobody at work when children sleep."""
    if _NIGHT.search(f"{item.right.text} {item.right.explanation}"):
        mend = "Busca otra hora u otro cliente: quien lee estudia y duerme"
        yield Mistake(
            sheet.path, _line(sheet, item.right.text), "La correcta tiene a alguien trabajando de noche", mend
        )


def _told_twice(sheet: Sheet, item: QuizItem) -> Iterator[Mistake]:
    told = [option.explanation for option in item.options]
    for option in item.options:
        if told.count(option.explanation) > 1:
            what = "Dos opciones tienen la misma explicación"
            yield Mistake(sheet.path, _line(sheet, option.text), what, "Di qué le falta a cada una")
            return


def _without_roads(sheet: Sheet, item: QuizItem) -> Iterator[Mistake]:
    """A number teaches by its wrong roads."""
    if item.shape == "number" and len(item.options) == 2:
        mend = "Escribe las cifras que salen de un olvido: «> 20: Falta quitar lo que gastó.»"
        yield Mistake(sheet.path, _line(sheet, item.question), "Esta pregunta no tiene caminos equivocados", mend)


def _line(sheet: Sheet, text: str) -> int:
    return next((block.line for block in sheet.blocks if block.text == text), 1)
