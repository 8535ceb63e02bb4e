"""What is counted: a name, the word that people read, what it means, and of what it is a part.

The same words stand on every screen, paper and table, and in `docs/es/cifras.md`, which is made from here.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct


class Figure(Struct, frozen=True):
    """`of` names the figure of which this one is a part (`""`: of none); where that is 0, nobody could have it.

    With `people`, it counts people, and is split by age band.
    """

    name: str
    words: str
    means: str
    of: str = ""
    people: bool = True


ANSWERED_WITHIN = 3
"""School days within which a question counts as answered."""
HARD_FROM = 5
"""First answers that a quiz item needs before it is called hard."""
HARDEST = 3
SMALL = 5
"""A group of fewer people is not shown beyond its own teacher."""
NO_DATA = "—"
"""What nobody could have: it is no 0. It is read as «sin datos»."""

FIGURES = (
    Figure(
        "enrolled",
        "inscritos",
        "estudiantes con una inscripción que su profe aceptó hasta el último día, y que no terminó antes del primero",
    ),
    Figure(
        "newcomers",
        "por reconocer",
        "estudiantes que entraron y que su profe todavía no reconoce; no están entre los inscritos",
    ),
    Figure("wrote", "escribieron", "inscritos que escribieron o tocaron algo, en su grupo, en esos días", "enrolled"),
    Figure("started", "empezaron", "inscritos con una lección terminada, o más, hasta el último día", "enrolled"),
    Figure("finished", "terminaron", "inscritos con todas las lecciones del curso hasta el último día", "started"),
    Figure("passed", "aprobaron", "inscritos que aprobaron el examen del curso hasta el último día", "enrolled"),
    Figure(
        "quiet",
        "sin responder",
        "inscritos con celular que el último día llevaban más de 7 días, y 3 días de clase, sin responder; después "
        "de la visita, 3 mensajes",
        "enrolled",
    ),
    Figure("to_call", "para llamar", "los que llevaban 7 días de clase, o más, sin responder", "quiet"),
    Figure("no_phone", "sin celular", "inscritos a quienes no se les puede escribir", "enrolled"),
    Figure("lessons", "lecciones", "lecciones terminadas en esos días", people=False),
    Figure("reviews", "repasos", "repasos respondidos en esos días", people=False),
    Figure("remembered", "recuerdan", "de esos repasos, los respondidos bien y sin pista", "reviews", people=False),
    Figure(
        "dressed",
        "repasos con otra forma",
        "de esos repasos, los que preguntaron lo mismo con otros nombres o cifras que la vez anterior",
        "reviews",
        people=False,
    ),
    Figure(
        "dressed_right",
        "recuerdan con otra forma",
        "de los repasos con otra forma, los respondidos bien y sin pista",
        "dressed",
        people=False,
    ),
    Figure("announced", "anuncios", "anuncios de profes que salieron en esos días", people=False),
    Figure("asked", "preguntas", "preguntas a profes en esos días", people=False),
    Figure("answered", "respondidas", "de esas preguntas, las respondidas en 3 días de clase", "asked", people=False),
)
BY_NAME = {figure.name: figure for figure in FIGURES}
AGES = {
    "under_14": "menos de 14",
    "14_to_17": "de 14 a 17",
    "adult": "18 o más",
    "unknown": "edad: sin dato",
}
"""The splits of a figure of people; who was registered by a teacher and never asked is `unknown`."""
HARD = "la que más costó"
HARD_MEANS = (
    "la pregunta de lección con menos respuestas bien: cuentan las primeras respuestas de cada estudiante en esos "
    "días, sin pista, y hacen falta 5"
)
NO_DATA_MEANS = "sin datos: nadie podía tenerlo. No es lo mismo que 0"
SMALL_MEANS = (
    "en lo que sale del grupo no se muestran cifras de 1 a 4 personas, ni las que dejarían calcularlas por resta; "
    "por edades se muestra solo si cada edad tiene 5 o más"
)
CLOSED_MEANS = (
    "un mes se cierra el día 8 del mes siguiente y una visita, 8 días después de la partida del camión; lo cerrado "
    "no cambia más, aunque alguien borre sus datos"
)


def above(name: str) -> Iterator[str]:
    """What the figure is a part of, the nearest first."""
    while name := BY_NAME[name].of:
        yield name


def meanings() -> list[tuple[str, str]]:
    """Every word and what it means, in the order of the tables."""
    told = [(figure.words, figure.means) for figure in FIGURES]
    return [
        *told,
        (HARD, HARD_MEANS),
        (NO_DATA, NO_DATA_MEANS),
        ("no se muestra", SMALL_MEANS),
        ("cerrado", CLOSED_MEANS),
    ]


def page() -> str:
    """`docs/es/cifras.md`."""
    rows = "\n".join(f"| {words} | {means} |" for words, means in meanings())
    return (
        "# Qué cuenta cada cifra\n\n"
        "Las mismas palabras están en el chat, en el informe (PDF), en la hoja de cálculo (XLSX) y en la tabla (CSV). "
        "«Esos días» son los\ndel informe, del primero al último, en la hora local del grupo.\n\n"
        f"| cifra | qué cuenta |\n|---|---|\n{rows}\n"
    )
