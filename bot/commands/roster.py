"""Commands about rosters: what a school's list says, and who of it is enrolled, one by one."""

from __future__ import annotations

import os
import secrets
import sys
from itertools import chain, count
from pathlib import Path

import click
from msgspec import Struct

from bot.commands import database, roster_work, terminal
from bot.commands.roster_asking import Asking
from bot.commands.roster_work import Roll
from bot.core.one_use_code import ON_CARD
from bot.core.text.wording import day_words, listed
from bot.os_reason import reason
from bot.papers import cards
from bot.ports.book import USERNAME, Book
from bot.settings import Settings, load
from bot.tables import roster as rosters
from bot.tables.reader import LONGEST_BYTES, TableError
from bot.tables.roster import Roster

ONLY_THE_NAME = "De este archivo solo uso el nombre y una letra; no leo DNI, fechas ni datos de la familia."
ONLY_SIGNED = "Di «s» solo por quienes tienen la hoja firmada por su familia."


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


# --- load --------------------------------------------------------------------------------------------------


class Group(Struct, frozen=True):
    """The group of the code, whom it has already, which numbers its papers have, and where its learners enter."""

    name: str
    site: str
    members: tuple[str, ...]
    papers: tuple[str, ...]
    link: str


@roster.command("load", help="Inscribe a los de una lista que tienen la hoja firmada: pregunta por cada uno.")
@click.argument("code", metavar="CÓDIGO")
@click.argument("file", metavar="ARCHIVO", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Las tarjetas.  [tarjetas.pdf]")
def roster_load(code: str, file: Path, output: Path | None) -> None:
    settings = load()
    found = read_file(file)
    target = _free(output or Path("tarjetas.pdf"))
    database.refuse_own(settings, target)
    group = database.read(settings, lambda book: _group(book, settings, code))
    if not isinstance(group, Group):
        return stop(group or roster_work.no_such_group(code))
    mine = found.of(group.name, group.site)
    if not mine.learners:
        return stop(f"En la lista no hay nadie de {group.name}: dice {listed([one for one, _ in found.groups()])}.")
    click.echo("\n".join([f"Encontré {in_words(mine, group.name)}", *mine.notes, ONLY_THE_NAME, ONLY_SIGNED]))
    chosen = Asking(mine.learners, group.members, group.papers).chosen()
    if not chosen:
        return stop("No inscribí a nadie.", 0)
    click.echo(f"Entran a {group.name}: {listed([one.alias for one in chosen])}")
    if not terminal.agrees("¿Los inscribo?"):
        return stop("No inscribí a nadie.", 0)
    known = bool(mine.girls or mine.boys)
    girls, boys = (mine.girls, mine.boys) if known else (None, None)
    roll = Roll(tuple(chosen), girls, boys, len(mine.learners))
    sys.exit(_enrolled(settings, code, group, roll, target))


def stop(why: str, code: int = 1) -> None:
    click.echo(why, err=bool(code))
    sys.exit(code)


def _group(book: Book, settings: Settings, code: str) -> Group | str | None:
    """The group, or why nobody can be enrolled in it; None where the code is nobody's."""
    from scheduler.clock import WallClock

    cohort = book.cohort_by_code(code)
    if cohort is None:
        return None
    if roster_work.closed(book, settings, cohort, WallClock().now()):
        return roster_work.NOBODY_WATCHES
    username = book.fact(USERNAME)
    link = f"t.me/{username}" if username else f"{settings.page}/s/yo".partition("://")[2]
    names = roster_work.names_in(book, cohort.id)
    return Group(cohort.name, cohort.visit.site, tuple(names), tuple(book.tickets(cohort.id)), link)


def _enrolled(settings: Settings, code: str, group: Group, roll: Roll, target: Path) -> int:
    """The cards first, under another name: whoever is enrolled has one."""
    from scheduler.clock import WallClock

    until = (WallClock().now() + ON_CARD).astimezone(settings.zone).date()
    made = [cards.Card(one.alias, one.code) for one in roll.newcomers]
    paper = cards.pdf(made, group=group.name, site=group.site, link=group.link, until=day_words(until))
    waiting = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    with open(waiting, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(paper)
    done = 1
    try:
        done = database.write(settings, "roster", "enrol", code, roster_work.write_roll(roll))
    finally:
        if done:
            waiting.unlink()
    if done == 0:
        waiting.replace(target)
        numbers = "; ".join(f"{one.alias}, {one.paper}" for one in roll.newcomers)
        click.echo(f"Escribe en cada hoja firmada su número: {numbers}.")
        click.echo(f"Listo: {counted(len(made))} en {group.name}. En {target} está la tarjeta de cada quien, con un")
        click.echo("código que no vuelve a mostrarse. Imprímela, entrégala en la mano y borra el archivo.")
    return done


def _free(target: Path) -> Path:
    """The name, or the next one that nothing has: cards are shown once, and no file is written over."""
    names = (target.with_stem(f"{target.stem}-{n}") for n in count(2))
    return next(name for name in chain([target], names) if not name.exists())
