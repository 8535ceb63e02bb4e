"""Commands about roles: who has which, how one ends, and a link that is withdrawn."""

from __future__ import annotations

import sys

import click

from bot.commands import database, terminal
from bot.settings import load


@click.command(help="Quién tiene qué rol, y qué enlaces nadie usó todavía.")
def roles() -> None:
    sys.exit(database.write(load(), "roles"))


@click.group(cls=terminal.Group, help="El rol de una persona.")
def role() -> None:
    pass


@role.command("end", help="Termina los roles de una persona: su celular no ve nada más.")
@click.argument("name")
@click.option("--yes", is_flag=True, help="No pregunta.")
def role_end(name: str, yes: bool) -> None:
    if not yes and not terminal.agrees(f"¿Termino los roles de {name}?"):
        click.echo("No cambié nada.")
        sys.exit(1)
    sys.exit(database.write(load(), "role", "end", name))


@click.group(cls=terminal.Group, help="Los enlaces de un solo uso.")
def invite() -> None:
    pass


@invite.command("withdraw", help="Retira un enlace que nadie usó: «roles» dice cuál es cuál.")
@click.argument("mark")
def invite_withdraw(mark: str) -> None:
    sys.exit(database.write(load(), "withdraw", mark))
