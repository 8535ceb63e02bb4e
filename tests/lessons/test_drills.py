"""Scam drills: always labelled, never with a number that could be someone's, and what their author is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons_es import markdown
from lessons_es.catalog import check, load
from lessons_es.schema import Drill
from tests.lessons.sample import line_of, write_course

COURSE = load()

DRILL = """\
---
id: sim-01
titulo: El premio
claves: [premio]
---
## Mensaje: Un número que no conoces

SIMULACRO. Esto es una práctica.

«Ganaste un pan. Paga 5 soles a (un número)».

## Pregunta: q1

¿Qué haces?

- [ ] Pagas
  > No hay pan.
- [x] No pagas
  > ¡Eso! Un premio no se paga.
> Pista: ¿quién paga?

## Qué lo delató

- Te pide plata.
- Te apura.

## Si ya pasó

Cuéntaselo a un adulto.
"""

MISTAKES = [
    ("SIMULACRO. ", "", "El mensaje no empieza con «SIMULACRO»", "## Mensaje"),
    ("## Mensaje: Un número que no conoces", "## Mensaje:", "no dice quién lo manda", "## Mensaje"),
    ("a (un número)", "al 987 654 321", "«987 65» puede ser de alguien", "## Mensaje"),
    ("a (un número)", "en premio.com", "«premio.com» puede ser de alguien", "## Mensaje"),
    ("a (un número)", "en https://x", "Aquí hay un enlace", "«Ganaste"),
    ("No hay pan.", "Llama al 01-234-5678.", "puede ser de alguien", "  > Llama"),
    ("a (un número)", "ya " * 150, "el máximo es 400", "## Mensaje"),
    ("- Te apura.\n", "", "Hay 1 señales y tienen que ser 2 o 3", "## Qué lo"),
    ("- Te apura.", "- Te apura.\n\nY más.", "Aquí van solo las señales", "Y más"),
    ("- Te apura.", "- " + "Te apura. " * 20, "La señal tiene", "- Te apura"),
    ("Cuéntaselo a un adulto.\n", "", "Falta qué hacer si ya pasó", "## Si ya"),
    ("## Si ya pasó\n\nCuéntaselo a un adulto.\n", "", "Falta una parte: si ya pasó", "- Te apura"),
    ("## Si ya pasó", "## Si ya pasó\n\nSí.\n\n## Si ya pasó", "«Si ya pasó» está dos veces", "## Si ya pasó\n\nCuén"),
    ("## Si ya pasó", "## Por qué era de verdad\n\n- Sí.\n\n## Si ya pasó", "un engaño y de verdad", "## Por qué"),
    ("## Qué lo delató", "## Para hoy", "No conozco el título «Para hoy»", "## Para hoy"),
    ("q1", "ex-abc-01", "La pregunta se llama «ex-abc-01»", "## Pregunta"),
    ("> Pista: ¿quién paga?\n", "", "Falta la pista", "## Pregunta"),
    ("claves: [premio]", "semana: 1", "Aquí no se usa la clave «semana»", "semana"),
]


@pytest.mark.parametrize(("old", "new", "said", "at"), MISTAKES, ids=[case[2][:30] for case in MISTAKES])
def test_each_mistake_is_named_with_its_line(old: str, new: str, said: str, at: str) -> None:
    """Whatever is spoilt in a good drill is named on its own line."""
    text = DRILL.replace(old, new, 1)
    reading = markdown.read_drill(text.encode(), "x/01_a.md")
    assert reading.drill is None
    assert [mistake.line for mistake in reading.mistakes if said in str(mistake)] == [line_of(text, at)], (
        reading.mistakes
    )


def test_a_good_file_becomes_its_drill() -> None:
    """The label stays in the message, and the item's id carries the drill's."""
    drill = markdown.read_drill(DRILL.encode(), "x/01_a.md").drill
    assert drill is not None
    assert drill.message.splitlines()[0] == "SIMULACRO. Esto es una práctica."
    assert (drill.sender, drill.item.id, drill.item.right.text) == ("Un número que no conoces", "sim-01-q1", "No pagas")
    assert (drill.signs, drill.afterwards) == (("Te pide plata.", "Te apura."), "Cuéntaselo a un adulto.")


def test_an_honest_message_says_why_it_was_true() -> None:
    """In place of what gave it away; without signs of either kind, the usual ones are asked for."""
    honest = DRILL.replace("## Qué lo delató", "## Por qué era de verdad")
    drill = markdown.read_drill(honest.encode(), "x/01_a.md").drill
    assert drill is not None
    assert (drill.honest, drill.signs) == (True, ("Te pide plata.", "Te apura."))
    neither = DRILL[: DRILL.index("## Qué lo")] + DRILL[DRILL.index("## Si ya") :]
    (mistake,) = markdown.read_drill(neither.encode(), "x/01_a.md").mistakes
    assert mistake.what == "Falta una parte: qué lo delató"


@pytest.mark.parametrize("kept", ["Mira en gob.pe", "Llama al 100 o al 1820", "Son 1 500 soles"])
def test_what_teaches_is_not_taken_for_a_number_of_someone(kept: str) -> None:
    """Help lines, sums of money and the ending of the State's pages may be said."""
    reading = markdown.read_drill(DRILL.replace("No hay pan", kept).encode(), "x")
    assert reading.drill is not None, reading.mistakes


def test_a_damaged_drill_never_raises() -> None:
    """Cut anywhere, its author reads mistakes."""
    data = DRILL.encode()
    for end in range(0, len(data) - len("Cuéntaselo a un adulto. "), 3):
        assert markdown.read_drill(data[:end], "x").mistakes, end


def test_drills_are_found_in_their_folder(tmp_path: Path) -> None:
    """By order of the files; an id that a lesson has is refused."""
    folder = write_course(tmp_path / "x")
    (folder / "simulacros").mkdir()
    (folder / "simulacros/02_b.md").write_text(DRILL.replace("sim-01", "sim-02"), "utf-8")
    (folder / "simulacros/01_a.md").write_text(DRILL, "utf-8")
    assert [drill.id for drill in load(folder).drills] == ["sim-01", "sim-02"]
    (folder / "simulacros/03_c.md").write_text(DRILL.replace("sim-01", "abc-02"), "utf-8")
    (folder / "simulacros/notas.md").write_text("Hola", "utf-8")
    said = "\n".join(map(str, check(folder).mistakes))
    assert "El id «abc-02» ya es de x/1_ventas/02_leccion.md" in said
    assert "notas.md:1: Este nombre no es de una lección" in said


def test_the_course_has_scams_and_honest_messages() -> None:
    """Found by id, none a quiz item of a lesson; some messages are honest, since refusing is not the answer to all."""
    assert len(COURSE.drills) >= 25
    assert sum(drill.honest for drill in COURSE.drills) >= 8
    assert COURSE.drill("sim-01") is COURSE.drills[0]
    assert COURSE.drill("sim-99") is None
    assert COURSE.item("sim-01-q1") is None


@pytest.mark.parametrize("drill", COURSE.drills, ids=lambda drill: drill.id)
def test_a_drill_cares_for_who_fell(drill: Drill) -> None:
    """Whoever reads what to do afterwards is told that it is no shame, and nowhere «incorrecto»."""
    kind = ("culpa", "vergüenza", "fácil", "mucha gente", "se burla", "regañen")
    assert any(word in drill.afterwards for word in kind)
    assert "incorrect" not in " ".join(option.explanation for option in drill.item.options).lower()


@pytest.mark.parametrize("drill", COURSE.drills, ids=lambda drill: drill.id)
def test_a_line_or_an_office_has_its_source(drill: Drill) -> None:
    """Who names a telephone, the SBS or gob.pe says where it was read and when to look again."""
    texts = [drill.message, drill.afterwards, *drill.signs, *(option.explanation for option in drill.item.options)]
    if any(name in " ".join(texts) for name in ("1820", "105", "al 100", "SBS", "gob.pe")):
        assert drill.sources
        assert drill.review_by


def test_the_right_letter_is_spread() -> None:
    """No letter is right in more than half of the drills, and the longest option in less than half."""
    items = [drill.item for drill in COURSE.drills]
    places = [item.options.index(item.right) for item in items]
    assert all(0 < places.count(place) <= len(items) / 2 for place in range(3))
    longest = [item for item in items if item.right == max(item.options, key=lambda option: len(option.text))]
    assert len(longest) < len(items) / 2
