"""The figures of a group, a site, a region or the programme: on screen, and as files to forward."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from bot import courses
from bot.commands import database, lessons, terminal
from bot.settings import Settings, load

_SCOPES = "--cohort, --site, --region o --programme"
SENTENCE = 40
"""Characters from which a cell is a sentence, which makes no column wider."""
_FILE = click.Path(path_type=Path)


@click.group(
    cls=terminal.Group,
    invoke_without_command=True,
    subcommand_metavar="[items]",
    help="Las cifras de un grupo, una sede, una región o todo el programa; sin archivo, aquí mismo.",
)
@click.option("--cohort", metavar="CÓDIGO", help="El código de un grupo.")
@click.option("--site", metavar="SEDE", help="Una sede, como está en el itinerario.")
@click.option("--region", metavar="REGIÓN")
@click.option("--programme", is_flag=True, help="Todo el programa.")
@click.option("--from", "first", default="", metavar="MES", help="El primer mes, por ejemplo 2027-03.")
@click.option("--to", "last", default="", metavar="MES", help="El último mes.")
@click.option("--honest", is_flag=True, help="Qué se logró, y qué no se puede saber: una página.")
@click.option("--cost", type=click.IntRange(min=0), metavar="SOLES", help="Con --honest: lo gastado, por estudiante.")
@click.option("--pdf", type=_FILE, metavar="ARCHIVO", help="Una página A4.")
@click.option("--xlsx", type=_FILE, metavar="ARCHIVO", help="Una hoja de cálculo.")
@click.option("--csv", type=_FILE, metavar="ARCHIVO", help="Una tabla.")
@click.pass_context
def report(
    ctx: click.Context,
    /,
    first: str,
    last: str,
    honest: bool,
    cost: int | None,
    **asked: Any,
) -> None:
    if ctx.invoked_subcommand:
        return
    programme = "" if asked.pop("programme") else None
    scopes = {scope: asked.pop(scope) for scope in ("cohort", "site", "region")} | {"programme": programme}
    wanted: dict[str, str] = {scope: text for scope, text in scopes.items() if text is not None}
    if len(wanted) != 1:
        _end(f"Di de quién son las cifras, con una sola de estas: {_SCOPES}.")
    (scope, text), settings = *wanted.items(), load()
    targets = {kind: path for kind, path in asked.items() if path is not None}
    _refuse(settings, targets)
    if honest:
        _honest(settings, scope, text, cost, targets)
        return
    made = _read(settings, scope, text, first, last)
    contents = {kind: _MAKE[kind](made) for kind in targets}
    for kind, path in targets.items():
        lessons.about_lessons(partial(path.write_bytes, contents[kind]))
        click.echo(f"Listo: {path}")
    if not targets:
        _show(made)


@report.command("items", help="Cada pregunta de las lecciones: cuántos la respondieron, y qué eligieron. Para autores.")
@click.option("--csv", "file", type=_FILE, required=True, metavar="ARCHIVO")
def items(file: Path) -> None:
    from bot.papers import item_table, spreadsheets

    settings = load()
    _refuse(settings, {"csv": file})
    context = _context(settings)
    rows = database.read(settings, lambda book: item_table.rows(book, context))
    if rows is None:
        _end("Todavía no hay una base de datos: corre «python -m bot run» primero.")
    lessons.about_lessons(lambda: file.write_bytes(spreadsheets.as_csv(rows)))
    click.echo(f"Listo: {file}, {len(rows) - 1} filas.")


def _end(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(1)


def _refuse(settings: Settings, targets: dict[str, Path]) -> None:
    """Ends the command before anything is counted where a file could not be written."""
    if len({path.absolute() for path in targets.values()}) < len(targets):
        _end("Dos archivos tienen el mismo nombre. Dale a cada uno el suyo.")
    for path in targets.values():
        database.refuse_own(settings, path)
        if path.is_dir():
            _end(f"{path} es una carpeta. Escribe también el nombre del archivo: {path / 'informe'}")
        if not path.absolute().parent.is_dir():
            _end(f"No encuentro la carpeta {path.absolute().parent}. Créala, o escribe otra.")


def _context(settings: Settings) -> Any:
    from bot.app import make_world
    from scheduler.clock import WallClock

    world = lessons.about_lessons(lambda: make_world(settings.timezone, *courses.folders(settings.courses)))
    return world.context(WallClock().now())


def _read(settings: Settings, scope: Any, text: str, first: str, last: str) -> Any:
    """The report, or the sentence why there is none and the end."""
    from bot.core.figures import request
    from bot.papers import reports

    context = _context(settings)
    periods = request.asked(first, last, context.today(None))
    if isinstance(periods, str):
        _end(periods)
    made = database.read(settings, lambda book: reports.asked(book, scope, text, periods, context))
    if made is None:
        _end("Todavía no hay una base de datos: corre «python -m bot run» primero.")
    if isinstance(made, str):
        _end(made)
    return made


def _honest(settings: Settings, scope: Any, text: str, cost: int | None, targets: dict[str, Path]) -> None:
    """The page of what became of learners, here or as a PDF."""
    from bot.core.figures.aftermath import CANNOT
    from bot.papers import honest_page, reports

    if set(targets) - {"pdf"}:
        _end("La página de lo logrado sale aquí mismo o como PDF: usa solo --pdf.")
    context = _context(settings)

    def counted(book: Any) -> Any:
        found = reports.scope_of(book, scope, text)
        return found if isinstance(found, str) else (found[0], honest_page.lines(book, scope, found[1], context, cost))

    made = database.read(settings, counted)
    if made is None:
        _end("Todavía no hay una base de datos: corre «python -m bot run» primero.")
    if isinstance(made, str):
        _end(made)
    of, lines = made
    if targets:
        content = honest_page.pdf(of, lines, context.today(None))
        lessons.about_lessons(lambda: targets["pdf"].write_bytes(content))
        click.echo(f"Listo: {targets['pdf']}")
        return
    click.echo(f"{of}\n{CANNOT}\n")
    for line in lines:
        click.echo(f"{line.words}: {line.says}\n    ({line.means})")


def _show(made: Any) -> None:
    """The table, its columns as wide as what stands in them."""
    from bot.core.figures import table

    click.echo(made.of)
    rows = [[str(cell) for cell in row] for row in table.rows(made)]
    long = max(map(len, rows[0]))
    places = range(len(rows[0]))
    widths = [max([long, *(len(row[place]) for row in rows if len(row[place]) < SENTENCE)]) for place in places]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _csv(made: Any) -> bytes:
    from bot.core.figures import table
    from bot.papers import spreadsheets

    return spreadsheets.as_csv(table.rows(made))


def _xlsx(made: Any) -> bytes:
    from bot.core.figures import table
    from bot.core.figures.definition import meanings
    from bot.papers import spreadsheets

    return spreadsheets.as_xlsx(table.rows(made), meanings(), made.of)


def _pdf(made: Any) -> bytes:
    from bot.papers import report_page
    from scheduler.clock import WallClock

    if len(made.columns) > report_page.MOST_COLUMNS:
        _end(f"En una página caben {report_page.MOST_COLUMNS} meses. Pide menos, o pide --xlsx.")
    return report_page.pdf(made, WallClock().now().date())


_MAKE: dict[str, Callable[[Any], bytes]] = {"pdf": _pdf, "xlsx": _xlsx, "csv": _csv}
