"""The command that says that the box's clock is right."""

from __future__ import annotations

import sys

import click

from bot.commands import database, terminal
from bot.settings import load


@click.group(cls=terminal.Group, help="La hora de la caja.")
def clock() -> None:
    pass


@clock.command("trust", help="Dice que la hora de la caja es la buena.")
def clock_trust() -> None:
    sys.exit(database.write(load(), "clock", "trust"))
