"""Commands about rosters: what a school's list says, and who of it is enrolled, one by one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.commands import terminal
from bot.core.text.wording import listed
from bot.os_reason import reason
from bot.tables import roster as rosters
from bot.tables.reader import LONGEST_BYTES, TableError
from bot.tables.roster import Roster

ONLY_THE_NAME = "De este archivo solo uso el nombre y una letra; no leo DNI, fechas ni datos de la familia."


@click.group(cls=terminal.Group, help="Listas de estudiantes.")
def roster() -> None:
    pass


@roster.command("read", help="Dice qué encuentra en una lista (XLSX, XLS, ODS, CSV o TXT). No guarda nada.")
@click.argument("file", metavar="ARCHIVO", type=click.Path(path_type=Path))
def roster_read(file: Path) -> None:
    found = read_file(file)
    click.echo("\n".join(_told(found)))


def read_file(file: Path) -> Roster:
    """The roster of the file; the command ends with 1 where it cannot be used, and says why by its lines."""
    try:
        with file.open("rb") as opened:
            return rosters.read(opened.read(LONGEST_BYTES + 1), str(file))
    except TableError as wrong:
        click.echo("\n".join(wrong.mistakes), err=True)
    except OSError as problem:
        click.echo(f"No puedo leer «{file}»: {reason(problem)}. Mira que el nombre sea ese.", err=True)
    sys.exit(1)


def _told(found: Roster) -> list[str]:
    groups = found.groups()
    lines = [f"{counted(len(found.learners))} en {len(groups)} grupos."] if len(groups) > 1 else []
    for group, some in groups:
        lines += [in_words(some, group), *(f"  {learner.alias}" for learner in some.learners)]
        for same in some.alike():
            numbers = listed([str(learner.line) for learner in same])
            lines.append(f"Las líneas {numbers} tienen el mismo nombre, {same[0].alias}: al cargarla te pregunto.")
    return [*lines, *found.notes, ONLY_THE_NAME]


def counted(learners: int) -> str:
    return "1 estudiante" if learners == 1 else f"{learners} estudiantes"


def in_words(some: Roster, group: str) -> str:
    """`8 estudiantes de 3.º B (5 mujeres, 3 hombres).`"""
    unknown = len(some.learners) - some.girls - some.boys
    sums = (
        f"{some.girls} {'mujer' if some.girls == 1 else 'mujeres'}",
        f"{some.boys} {'hombre' if some.boys == 1 else 'hombres'}",
        *([f"{unknown} sin dato"] if unknown else []),
    )
    known = f" ({', '.join(sums)})" if some.girls or some.boys else ""
    return f"{counted(len(some.learners))}{f' de {group}' if group else ''}{known}."
