"""A lesson without mistakes, and a course of copies of it, for tests that then spoil something."""

from __future__ import annotations

from pathlib import Path

LESSON = """\
---
id: abc-01
titulo: El pan de Beto
unidad: ventas
semana: 1
dia: 1
minutos: 5
objetivo: Saber quién compra.
claves: [pan, cliente]
---
## Tarjeta: Uno

Beto hace pan.

## Tarjeta: Dos

Irma compra
seis panes.

## Tarjeta: Tres

Piensa en ella.

## Pregunta: q1

¿Quién compra?

- [x] Irma
  > ¡Eso! Compra seis.
- [ ] Todos
  > Todos no tiene nombre.
> Pista: tiene nombre.

## Pregunta: q2

¿Cuánto compra?

- [ ] Nada
  > Compra algo más.
- [ ] Dos
  > Son más.
- [x] Seis
  > ¡Bien! Son seis.
> Pista: mira la segunda tarjeta.

## Para hoy

Habla con Irma.
"""

UNIT = "---\nid: ventas\ntitulo: Ventas\nsemana: 1\n---\n"


def line_of(text: str, part: str) -> int:
    """The line, from 1, where `part` first begins."""
    return text[: text.index(part)].count("\n") + 1


def lesson(day: int) -> str:
    """The sample as the lesson of another day."""
    return LESSON.replace("abc-01", f"abc-{day:02}").replace("dia: 1", f"dia: {day}")


def write_course(folder: Path) -> Path:
    """A unit of five lessons without mistakes under `folder`, which is returned."""
    unit = folder / "1_ventas"
    unit.mkdir(parents=True)
    (unit / "unidad.md").write_text(UNIT, encoding="utf-8")
    for day in range(1, 6):
        (unit / f"{day:02}_leccion.md").write_text(lesson(day), encoding="utf-8")
    return folder
