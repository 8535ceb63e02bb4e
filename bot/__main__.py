"""The commands: `python -m bot --help`."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import version
from typing import Any

import click

from bot.commands import terminal
from bot.os_reason import reason
from bot.settings import SettingsError
from bot.store.errors import DatabaseProblem

terminal.speak_spanish()


def main() -> None:
    """Runs the command."""
    yachaski(prog_name="python -m bot")


COMMANDS = {
    **dict.fromkeys(("demo", "chat", "run"), "run"),
    **dict.fromkeys(("teacher", "operator", "protection", "responsible", "poster"), "people"),
    **dict.fromkeys(("lessons", "words"), "lessons"),
    **dict.fromkeys(("backup", "restore"), "copies"),
    **dict.fromkeys(("roles", "role", "invite"), "roles"),
    **{
        name: name
        for name in ("certificate", "check", "clock", "costs", "itinerary", "keys", "report", "roster", "whatsapp")
    },
}
"""Each command, and the module of `bot.commands` that has it: only the one that is asked for is loaded."""


class Commands(terminal.Group):
    """The commands; what the operator can mend is a sentence with its mend, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"bot.commands.{COMMANDS[cmd_name]}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SettingsError as wrong:
            click.echo("\n".join(["Hay que cambiar los ajustes:", *wrong.problems]), err=True)
        except DatabaseProblem as problem:
            click.echo(str(problem), err=True)
        except OSError as problem:
            where = f" con {problem.filename}" if problem.filename else ""
            click.echo(f"No se pudo{where}: {reason(problem)}.", err=True)
        except Exception as fault:
            if type(fault).__module__.partition(".")[0] not in {"sqlite3", "psycopg"}:
                raise
            what = f"La base de datos no deja hacerlo ({type(fault).__name__})"
            click.echo(f"{what}. Mira YACHASKI_DATABASE, sus permisos y si hay sitio en el disco.", err=True)
        sys.exit(1)


@click.group(
    cls=Commands, help="Yachaski lleva lecciones por mensajes.", context_settings={"help_option_names": ["--help"]}
)
@click.version_option(version("yachaski"))
def yachaski() -> None:
    pass


if __name__ == "__main__":
    main()
