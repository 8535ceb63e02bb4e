"""Questions in a table, as `lessons export csv` writes them or as an author keeps them in a spreadsheet.

One row a question: `pregunta`, `correcta` (a letter, a number or the option itself), `opcion_A`, `explicacion_A` and so
on; `id`, `grupo` and `pista` may be missing. What our items cannot be is refused with its row and the reason.
"""

from __future__ import annotations

import re

from bot.core.reply import LETTERS
from bot.tables import reader
from bot.tables.reader import Column, Line
from lessons_es.gift import Found, Reading
from lessons_es.mistake import Mistake
from lessons_es.schema import RIGHT_LETTER, Option, QuizItem

ENDINGS = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".ods"})
"""How the name of a file ends that is a table."""
_MOST = 3
_LETTERS = LETTERS[:_MOST]
_GUARDED = re.compile(r"'(?=[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠])")  # noqa: RUF001 - wide ones count too
_TOLD = " Era la {}."


def _columns() -> tuple[Column, ...]:
    options = [
        (
            Column(f"opcion_{letter}", (f"opción {n}", f"alternativa {letter}", f"respuesta {letter}"), n < _MOST),
            Column(
                f"explicacion_{letter}", (f"explicación {n}", f"por qué {letter}", f"retroalimentación {letter}"), False
            ),
        )
        for n, letter in enumerate(_LETTERS, 1)
    ]
    return (
        Column("pregunta", ("enunciado", "question")),
        Column("correcta", ("respuesta correcta", "clave", "respuesta")),
        Column("id", ("código",), required=False),
        Column("grupo", ("categoría", "tema", "lección"), required=False),
        Column("pista", ("ayuda", "hint"), required=False),
        *(column for pair in options for column in pair),
    )


def read(data: bytes, path: str) -> tuple[Reading, list[str]]:
    """The questions of a table, and what to look at where something was guessed. Raises TableError."""
    table = reader.read(data, path, _columns())
    found: list[Found] = []
    refused: list[Mistake] = []
    for line in table.lines:
        try:
            found.append(_found(line))
        except _Unfit as wrong:
            refused.append(Mistake(path, line.number, *wrong.args))
    return Reading(tuple(found), tuple(refused), (), len(refused)), list(table.notes)


class _Unfit(Exception):
    """Why a row is no question of ours, and the mend."""


def _found(line: Line) -> Found:
    cells = {name: _GUARDED.sub("", text) for name, text in line.cells.items()}
    if not cells["pregunta"]:
        raise _Unfit("Falta la pregunta", "Escríbela en su columna")
    options = [(letter, cells[f"opcion_{letter}"]) for letter in _LETTERS if cells.get(f"opcion_{letter}")]
    if len(options) < 2:
        raise _Unfit("Tiene menos de dos opciones", "Escribe 2 o 3, una sola correcta")
    right = _right(cells["correcta"], options)
    made = tuple(_option(letter, text, cells.get(f"explicacion_{letter}", ""), right) for letter, text in options)
    item = QuizItem(cells.get("id", ""), cells["pregunta"], made, cells.get("pista", ""))
    return Found(line.number, cells.get("grupo", ""), item, bare=False)


def _right(said: str, options: list[tuple[str, str]]) -> str:
    """The letter of the right option, told by letter, by number or by its own words."""
    word = reader.alike(said).removeprefix("la ").removeprefix("opcion ")
    for n, (letter, text) in enumerate(options, 1):
        if word and word in {letter.lower(), str(n), reader.alike(text)}:
            return letter
    raise _Unfit(f"«{said}» no dice cuál es la correcta", "Escribe su letra: " + ", ".join(o for o, _ in options))


def _option(letter: str, text: str, explanation: str, right: str) -> Option:
    """The option with its explanation, which may name the right letter: that is another one each time it is asked."""
    if not explanation:
        raise _Unfit(f"La opción «{text}» no tiene explicación", "Di en una frase por qué sí o por qué no")
    correct = letter == right
    told = explanation if correct else explanation.removesuffix(_TOLD.format(right))
    named = re.sub(rf"\b([Ll]a|[Oo]pción|[Ll]etra) {right}\b", rf"\1 {RIGHT_LETTER}", told)
    return Option(text, correct, named)
