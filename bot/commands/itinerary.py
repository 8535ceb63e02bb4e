"""Commands about the truck's stops."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot import courses
from bot.commands import database, terminal
from bot.itinerary.itinerary import compare, to_json
from bot.itinerary.spreadsheet import read
from bot.os_reason import reason
from bot.settings import load
from bot.tables.reader import TableError, tidy


@click.group(cls=terminal.Group, help="Las paradas del camión.")
def itinerary() -> None:
    pass


@itinerary.command("load", help="Carga el itinerario de un archivo CSV, XLSX, XLS u ODS; dice qué cambia y pregunta.")
@click.argument("file", metavar="ARCHIVO", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Sin preguntar.")
def itinerary_load(file: Path, yes: bool) -> None:
    from scheduler.clock import WallClock

    settings = load()
    try:
        read_file = read(file.read_bytes(), str(file), WallClock().now().date(), courses.names(settings.courses))
    except TableError as wrong:
        click.echo("\n".join(wrong.mistakes), err=True)
        sys.exit(1)
    except OSError as problem:
        click.echo(f"No puedo leer «{file}»: {reason(problem)}. Mira que el nombre sea ese.", err=True)
        sys.exit(1)
    plan = compare(read_file.rows, database.read(settings, lambda book: book.itinerary()) or [])
    click.echo("\n".join([*read_file.notes, *plan.lines()]))
    if plan and not yes and not terminal.agrees("¿Lo hago?"):
        click.echo("No cambié nada.")
        sys.exit(0)
    if plan:
        sys.exit(database.write(settings, "itinerary", "apply", to_json(plan.rows)))


@itinerary.command("show", help="Muestra el itinerario como está guardado.")
def itinerary_show() -> None:
    from bot.core.talk.enrol import came_late

    settings = load()
    counted = database.read(settings, lambda book: book.counted()) or {}
    known = database.read(settings, lambda book: book.itinerary()) or []
    if not known:
        click.echo("Todavía no hay itinerario. Cárgalo así: python -m bot itinerary load ARCHIVO", err=True)
    for one in known:
        late = counted.get(came_late(one.code), 0)
        came = f"  (con el código ya cerrado: {late})" if late else ""
        click.echo(
            f"{one.arrives} a {one.departs}  {tidy(one.site)}, {tidy(one.group)}  código {one.code}  "
            f"profe {tidy(one.teacher)}{came}"
        )
