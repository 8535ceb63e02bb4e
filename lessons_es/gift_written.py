"""Numbers and orders in GIFT: a numerical question with its wrong roads, and pairs of a step with its place.

::id::¿Cuánto le queda? {#            ::id::¿Qué hace primero? {
=6:0#¡Eso!                            =Pregunta -> 1
=%0%20:0#Falta quitar el gasto.       =Hornea -> 2
~#Quita lo que gastó.                 =Vende -> 3
####Unidad: soles. Mira qué entra.    ####Bien: ¡Eso! Casi: Primero pregunta. Pista: ¿qué es gratis?
}                                     }
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lessons_es.schema import OTHER_ANSWER, Option, QuizItem, hundredths
from lessons_es.written_answer import ARROW, MOST_ROADS, STEPS

WELL, ALMOST = "¡Eso! Ese es el orden.", "Mira qué hace falta antes de cada paso."
"""What an order is told that came without it."""

_WEIGHT = re.compile(r"%(-?[0-9]+(?:\.[0-9]+)?)%")
_FIGURE = re.compile(r"([0-9]{1,7}(?:[.,][0-9]{1,2})?)(?::0*(?:\.0*)?)?")
_UNIT = re.compile(r"Unidad: ([^.]+)\. ?")
_TOLD = re.compile(r"Bien: (.+?) Casi: (.+?)(?: Pista: (.*))?")
_PLACES = ("primero", "segundo", "tercero", "cuarto")


class Unfit(Exception):
    """Why a question is none of our items, and the mend."""

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(what)


def number(item: QuizItem, written: Callable[[str], str]) -> list[str]:
    """The lines of a number's answers; `written` escapes a text."""
    figure, _, unit = item.right.text.partition(" ")
    *known, other = item.options
    weights = ["" if option.correct else "%0%" for option in known]
    lines = [
        f"={weight}{figure if option.correct else option.text}:0#{written(option.explanation)}"
        for weight, option in zip(weights, known, strict=True)
    ]
    told = " ".join(filter(None, [f"Unidad: {unit}." if unit else "", item.hint]))
    return ["#", *lines, f"~#{written(other.explanation)}", *([f"####{written(told)}"] if told else [])]


def order(item: QuizItem, written: Callable[[str], str]) -> list[str]:
    """The lines of an order's steps."""
    well, almost = item.options
    told = f"Bien: {well.explanation} Casi: {almost.explanation}" + (f" Pista: {item.hint}" if item.hint else "")
    pairs = [f"={written(step)} -> {place}" for place, step in enumerate(item.steps, 1)]
    return [*pairs, f"####{written(told)}"]


Read = Callable[[str], str]


def read_number(answers: str, told: str, name: str, question: str, read: Read) -> QuizItem:
    """The item that a numerical question is; `told` is its general feedback, `read` makes a text plain."""
    known, tilde, other = answers.removeprefix("#").partition("~")
    options = [_road(answer, read) for answer in known.split("=") if answer.strip()]
    rights = [option for option, weight in options if weight == 100]
    if any(weight not in (0, 100) for _, weight in options):
        raise Unfit("Da puntos a medias (%)", "Deja «=» en la correcta y «=%0%» en los caminos equivocados")
    if len(rights) != 1:
        raise Unfit(f"Tiene {len(rights)} números correctos, y tiene que ser uno", "Deja los otros con «=%0%»")
    roads = [option for option, weight in options if weight == 0]
    if len(roads) > MOST_ROADS:
        raise Unfit(f"Tiene {len(roads)} caminos equivocados, y caben {MOST_ROADS}", "Deja los que más pasan")
    rest = read(other.strip().removeprefix("#")) if tilde else ""
    if not rest or not all(option.explanation for option, _ in options):
        mend = "Escribe detrás de cada número «#» y por qué, y al final «~#» y cómo se saca la cuenta"
        raise Unfit("Pide escribir un número, y le falta alguna explicación", mend)
    unit = _UNIT.match(told)
    right = f"{rights[0].text} {unit[1]}" if unit else rights[0].text
    first = Option(right, True, rights[0].explanation)
    hint = told[unit.end() :] if unit else told
    return QuizItem(name, question, (first, *roads, Option(OTHER_ANSWER, False, rest)), hint, "number")


def _road(answer: str, read: Read) -> tuple[Option, float]:
    figure, _, told = answer.strip().partition("#")
    weight = _WEIGHT.match(figure)
    found = _FIGURE.fullmatch(figure[weight.end() if weight else 0 :].strip())
    if not found:
        mend = "Escribe un solo número, sin margen: «=6:0#por qué»"
        raise Unfit(f"«{figure.strip()[:20]}» no es un número exacto", mend)
    worth = float(weight[1]) if weight else 100.0
    return Option(found[1], worth == 100, read(told)), worth


def read_order(answers: str, told: str, name: str, question: str, read: Read) -> QuizItem:
    """The item that pairs of a step with its place are; other pairs are none of ours."""
    placed = sorted(_places(answers, read))
    if [place for place, _ in placed] != list(range(1, len(placed) + 1)) or len(placed) not in STEPS:
        mend = "Si son pasos, pon a cada uno su lugar: «=Pregunta -> 1»; son tres o cuatro. Si no, hazla para elegir"
        raise Unfit("Pide unir parejas que no son pasos con su lugar", mend)
    said = _TOLD.fullmatch(told)
    well, almost, hint = (said[1], said[2], said[3] or "") if said else (WELL, ALMOST, told)
    steps = tuple(step for _, step in placed)
    options = (Option(ARROW.join(steps), True, well), Option(OTHER_ANSWER, False, almost))
    return QuizItem(name, question, options, hint, "order", steps)


def _places(answers: str, read: Read) -> Iterator[tuple[int, str]]:
    for pair in answers.split("=")[1:]:
        step, _, place = pair.rpartition("->")
        word = read(place).lower().rstrip(".")
        at = _PLACES.index(word) + 1 if word in _PLACES else hundredths(word) // 100
        yield at, read(step)
