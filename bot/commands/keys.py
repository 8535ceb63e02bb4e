"""The command that makes every learner's key void, after a theft."""

from __future__ import annotations

import sys

import click

from bot.commands import database, terminal
from bot.settings import load

_SURE = "¿Anulo las claves de todos los estudiantes? Cada uno va a necesitar una nueva."


@click.group(cls=terminal.Group, help="Las claves de los estudiantes.")
def keys() -> None:
    pass


@keys.command("void", help="Anula todas las claves y los códigos, por ejemplo después de un robo.")
@click.option("--yes", is_flag=True, help="No pregunta.")
def keys_void(yes: bool) -> None:
    if not yes and not terminal.agrees(_SURE):
        click.echo("No cambié nada.")
        sys.exit(1)
    sys.exit(database.write(load(), "keys", "void"))
