"""What became of learners: of each month numbers that add up, whoever is erased later; and the one honest page of them.

Every number is one of `NAMES`, by a split: the check-in's month, what was answered, or nothing. A month's numbers close
with it, so the page is the sum of what is closed and of what is counted now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from bot.core.figures.definition import NO_DATA, SMALL
from bot.core.figures.interval import wilson
from bot.core.probe import MONTHS
from bot.core.text.amount import signed
from lessons_es.schema import Course

Key = tuple[str, str]
Numbers = Mapping[Key, int]
PREFIX = "after:"
PERCENT_FROM = 20
"""Under so many people there are counts and no percentage."""
HALF_YEAR, YEAR = "6", "12"
HIDDEN = "no se muestra: son menos de 5"
CANNOT = (
    "Lo que esta página no puede mostrar: no hay un grupo de comparación; quien responde es distinto de quien no "
    "responde; las edades y las ventas son como cada quien las dice."
)


class Probed(Struct, frozen=True):
    """Answers to one item in the probes of one month, and how many were right."""

    month: int
    item: str
    answers: int
    right: int


class Aftermath(Struct, frozen=True):
    """What the store counted of some days.

    `people` were probed, by the check-in's month; `before` are answers to the same items by the same learners when the
    truck left, as (how many, right); `asked` got a check-in; `sold` are learners by month and answer. `drills` are
    first tries as (how many, right), while the truck was there and after. `reached` are (of how many, with any word)
    half a year and a year after.
    """

    enrolled: int = 0
    started: int = 0
    finished: int = 0
    passed: int = 0
    graduates: int = 0
    probed: tuple[Probed, ...] = ()
    people: Mapping[int, int] = {}
    before: Mapping[int, tuple[int, int]] = {}
    asked: Mapping[int, int] = {}
    sold: Mapping[tuple[int, str], int] = {}
    drills: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))
    reached: Mapping[str, tuple[int, int]] = {}


def numbers(found: Aftermath, course: Course) -> dict[Key, int]:
    """The numbers of those days, to be closed with them; what is 0 is left out."""
    counted: Counter[Key] = Counter()
    for name in ("enrolled", "started", "finished", "passed", "graduates"):
        counted[name, ""] = getattr(found, name)
    for one in found.probed:
        counted["answers", str(one.month)] += one.answers
        counted["right", str(one.month)] += one.right
        known = course.item(one.item)
        if known:
            options = len(known[1].options)
            counted["by_chance", str(one.month)] += round(1000 * one.answers / options) if options else 0
            counted["of_chance", str(one.month)] += one.answers
    for month, people in found.people.items():
        counted["probed", str(month)] = people
    for month, (answers, right) in found.before.items():
        counted["before", str(month)], counted["before_right", str(month)] = answers, right
    for month, people in found.asked.items():
        counted["asked", str(month)] = people
    for (month, answer), people in found.sold.items():
        counted[f"sold_{answer}", str(month)] = people
    for when, (tries, right) in zip(("visit", "after"), found.drills, strict=True):
        counted["drills", when], counted["drills_right", when] = tries, right
    for when, (of, reached) in found.reached.items():
        counted["to_reach", when], counted["reached", when] = of, reached
    return {(PREFIX + name, split): n for (name, split), n in counted.items() if n}


def told(closed: Numbers) -> bool:
    """Whether what closed says anything of what became of learners."""
    return any(name.startswith(PREFIX) for name, _ in closed)


def total(months: Iterable[Numbers]) -> Counter[Key]:
    """Of all months together, by the names without their prefix."""
    whole: Counter[Key] = Counter()
    for one in months:
        for (name, split), n in one.items():
            if name.startswith(PREFIX):
                whole[name.removeprefix(PREFIX), split] += n
    return whole


# --- the page ----------------------------------------------------------------------------------------------


class Line(Struct, frozen=True):
    """A figure of the page: its word, what it says, and what it counts."""

    words: str
    says: str
    means: str


def lines(whole: Counter[Key], cost: int | None = None) -> list[Line]:
    """The page's figures in their order; `cost` is what the programme has cost, in soles."""
    enrolled, started, finished = (whole[name, ""] for name in ("enrolled", "started", "finished"))
    found = [
        Line("inscritos", _count(enrolled), "estudiantes que su profe aceptó"),
        Line("empezaron", _of(started, enrolled), "terminaron una lección o más, de los inscritos"),
        Line("terminaron", _of(finished, enrolled), "terminaron todas las lecciones del curso, de los inscritos"),
        Line("aprobaron", _of(whole["passed", ""], enrolled), "aprobaron el examen del curso, de los inscritos"),
        *(_recalled(whole, month) for month in MONTHS),
        *(_sold(whole, month) for month in MONTHS),
        *_detected(whole),
        *_reached(whole),
    ]
    if cost is not None:
        found += [
            Line("costo por estudiante que empezó", _each(cost, started), "lo gastado, entre quienes empezaron"),
            Line("costo por estudiante que terminó", _each(cost, finished), "lo gastado, entre quienes terminaron"),
        ]
    return found


def _recalled(whole: Counter[Key], month: int) -> Line:
    split = str(month)
    people, answers, right = (whole[name, split] for name in ("probed", "answers", "right"))
    words = f"recuerdan, {_after(month)}"
    means = (
        "sondeo: dos preguntas de antes de la partida, al azar, que nadie preguntó en 28 días; bien y sin pista. El "
        "margen es sobre personas, no sobre respuestas"
    )
    if not answers:
        return Line(words, NO_DATA, means)
    if people < SMALL:
        return Line(words, HIDDEN, means)
    asked = f"Se preguntó a {whole['asked', split]} de {whole['graduates', '']}."
    counts = f"{right} de {answers} respuestas de {people} estudiantes"
    if people < PERCENT_FROM:
        return Line(words, f"{counts}. {asked}", means)
    low, high = wilson(right / answers, people)
    parts = [f"{_percent(right, answers)} ({counts}; entre {_share(low)} y {_share(high)})."]
    if whole["before", split]:
        then = _percent(whole["before_right", split], whole["before", split])
        parts.append(f"Las mismas preguntas al salir el camión: {then}.")
    parts.append(asked)
    if whole["of_chance", split]:
        chance = whole["by_chance", split] / 1000 / whole["of_chance", split]
        parts.append(f"Con puro azar saldría {_share(chance)}.")
    return Line(words, " ".join(parts), means)


def _sold(whole: Counter[Key], month: int) -> Line:
    split = str(month)
    weekly, sometimes, no = (whole[f"sold_{answer}", split] for answer in ("weekly", "sometimes", "not"))
    answered = weekly + sometimes + no
    words = f"venden, {_after(month)}"
    means = "respuesta a «¿cómo va tu negocio?»: una por estudiante, la primera; los motivos no cambian la cuenta"
    if not answered:
        return Line(words, NO_DATA, means)
    if any(_tells(n) for n in (weekly, sometimes, no)):
        return Line(words, HIDDEN, means)
    says = f"cada semana {weekly}, a veces {sometimes}, no {no}; respondieron {answered} de {whole['asked', split]}"
    return Line(words, f"{_interval(weekly + sometimes, answered)}{says}", means)


def _detected(whole: Counter[Key]) -> list[Line]:
    """Drills: first tries, while the truck was there and after it left."""
    means = "primeras respuestas a un simulacro de engaño o de mensaje honesto"
    return [
        Line(f"reconocen engaños, {words}", _of(whole["drills_right", when], whole["drills", when], of_what=""), means)
        for when, words in (("visit", "con el camión"), ("after", "después"))
    ]


def _reached(whole: Counter[Key]) -> list[Line]:
    means = "con alguna palabra en los 60 días alrededor de esa fecha, 30 antes y 30 después"
    return [
        Line(f"siguen ahí, {words}", _of(whole["reached", when], whole["to_reach", when]), means)
        for when, words in ((HALF_YEAR, "a los 6 meses"), (YEAR, "al año"))
    ]


def _after(month: int) -> str:
    return {1: "al mes", 12: "al año"}.get(month, f"a los {month} meses")


def _tells(n: int) -> bool:
    return 0 < n < SMALL


def _count(n: int) -> str:
    return HIDDEN if _tells(n) else str(n)


def _of(n: int, of: int, *, of_what: str = "people") -> str:
    """So many of so many, with a margin where they are people."""
    if not of:
        return NO_DATA
    if _tells(n) or _tells(of - n):
        return HIDDEN
    return f"{_interval(n, of)}{n} de {of}" if of_what else f"{_only_percent(n, of)}{n} de {of}"


def _only_percent(n: int, of: int) -> str:
    return f"{_percent(n, of)}: " if of >= PERCENT_FROM else ""


def _interval(n: int, of: int) -> str:
    if of < PERCENT_FROM:
        return ""
    low, high = wilson(n / of, of)
    return f"{_percent(n, of)} (entre {_share(low)} y {_share(high)}): "


def _percent(n: int, of: int) -> str:
    return _share(n / of)


def _share(part: float) -> str:
    return f"{round(100 * part)} %"


def _each(cost: int, people: int) -> str:
    if not people:
        return NO_DATA
    return HIDDEN if _tells(people) else signed(round(100 * cost / people))
