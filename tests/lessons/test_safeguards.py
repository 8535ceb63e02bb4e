"""What may harm a child is warned of, with its line, while the course is still read."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons_es.catalog import check
from tests.lessons.sample import LESSON, line_of, write_course

SOURCED = "claves: [pan, cliente]\nfuentes: [Un diario]\nrevisar: 2027-03-31"

WARNINGS = [
    ("Beto hace pan.", "Una página del Estado acaba en gob.pe.", "también lo cumple una página falsa", "Una página"),
    ("Son más.", "Incorrecto. Son más.", "se regaña con una palabra", "  > Incorrecto"),
    ("Piensa en ella.", "Pide un préstamo.", "habla de un préstamo", "Pide"),
    ("Piensa en ella.", "Llama gratis al 100.", "«al 100» y falta dónde se leyó", "Llama"),
    ("Piensa en ella.", "Pregunta en la SUNAT.", "«SUNAT» y falta dónde se leyó", "Pregunta en"),
    ("- [x] Irma", "- [x] Irma, a las 4 de la mañana", "trabajando de noche", "- [x] Irma"),
    ("¡Bien! Son seis.", "¡Bien! Los hizo de noche.", "trabajando de noche", "- [x] Seis"),
    ("Compra algo más.", "Son más.", "Dos opciones tienen la misma explicación", "- [ ] Nada"),
]


@pytest.mark.parametrize(("old", "new", "said", "at"), WARNINGS, ids=[case[2][:24] for case in WARNINGS])
def test_what_may_harm_is_warned_of(tmp_path: Path, old: str, new: str, said: str, at: str) -> None:
    """On its own line, and the course can still be served."""
    folder = write_course(tmp_path / "x")
    text = LESSON.replace(old, new, 1)
    (folder / "1_ventas/01_leccion.md").write_text(text, "utf-8")
    report = check(folder)
    assert report.course is not None
    assert [warning.line for warning in report.warnings if said in str(warning)] == [line_of(text, at)], report.warnings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Piensa en ella.", "Cuesta 105 soles."),
        ("Piensa en ella.", "Dice gob.pe justo antes de la primera barra."),
        ("Son más.", "De noche no se vende."),
        ("claves: [pan, cliente]", SOURCED),
    ],
)
def test_what_is_well_said_is_left_alone(tmp_path: Path, old: str, new: str) -> None:
    """A price is no telephone; a wrong option may be by night; who names a line and its source needs no more."""
    folder = write_course(tmp_path / "x")
    text = LESSON.replace(old, new, 1)
    if new == SOURCED:
        text = text.replace("Piensa en ella.", "Llama gratis al 100.")
    (folder / "1_ventas/01_leccion.md").write_text(text, "utf-8")
    assert check(folder).warnings == ()
