"""Commands that copy the database and bring a copy back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from bot.commands import terminal
from bot.settings import load
from bot.store.errors import DatabaseProblem

# --- copies and the doctor ---------------------------------------------------------------------------------


@click.command(help="Copia la base de datos mientras corre, y revisa la copia.")
@click.argument("file", metavar="ARCHIVO", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    from bot.store import backup as copies

    settings = load()
    sys.exit(_copying(lambda: _copied(copies.backup(settings.database, file))))


def _copied(copy: Any) -> str:
    return f"Copia revisada: {copy.path}, {sum(copy.rows.values())} filas, {copy.size_bytes // 1024} KB."


@click.command(help="Pone una copia en el lugar de la base de datos. El programa tiene que estar apagado.")
@click.argument("file", metavar="ARCHIVO", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Sin preguntar.")
def restore(file: Path, yes: bool) -> None:
    from bot.store import backup as copies
    from scheduler.clock import WallClock

    settings, now = load(), WallClock().now()
    if not yes and is_asked() and file.is_file() and not terminal.agrees(_replaces(settings.database)):
        click.echo("No cambié nada.")
        sys.exit(0)
    sys.exit(_copying(lambda: _restored(copies.restore(file, settings.database, now))))


def is_asked() -> bool:
    """Whether somebody sits at the terminal, who can say yes."""
    return sys.stdin.isatty()


def _replaces(database: str) -> str:
    where = "la base de datos del servidor" if "://" in database else database
    return f"La copia queda en el lugar de {where}; lo que hay ahora se guarda aparte. ¿Lo hago?"


def _restored(done: Any) -> str:
    again = done.erased_again
    lines = ["Listo."]
    if again:
        whom = "una persona que pidió ser borrada" if again == 1 else f"{again} personas que pidieron ser borradas"
        lines = [f"Listo. Volví a borrar a {whom}."]
    if done.kept:
        lines.append(f"Lo que había antes quedó en {done.kept}.")
    if done.parked:
        what = "Un mensaje de la copia no sale, porque quizá ya salió."
        if done.parked > 1:
            what = f"{done.parked} mensajes de la copia no salen, porque quizá ya salieron."
        lines.append(what)
    if done.keys_void:
        lines.append("Aquí no está el secreto de esa copia (DATABASE.secret): las claves de antes no abren nada. En el")
        lines.append(
            "celular, cada estudiante recibe una nueva cuando escriba; a los demás, su profe les da un código."
        )
    return "\n".join(lines)


def _copying(work: Callable[[], str]) -> int:
    try:
        click.echo(work())
    except DatabaseProblem as problem:
        click.echo(f"No se pudo: {problem}", err=True)
        return 1
    return 0
