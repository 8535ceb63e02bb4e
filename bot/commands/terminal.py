"""What the commands' own library says, in Spanish: how a command is written, what was mistyped, what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import click

_ONE = {
    "Aborted!": "Cancelado: no cambié nada.",
    "Choose from:\n\t{choices}": "Escribe una de estas:\n\t{choices}",
    "Commands": "Comandos",
    "Could not open file {filename!r}: {message}": "No puedo abrir {filename}: {message}",
    "Error: invalid input": "No entendí. Responde s o n.",
    "Error: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint}: {message}",
    "Invalid value: {message}": "{message}",
    "Missing argument": "Falta",
    "Missing command.": "Falta decir qué comando.",
    "Missing option": "Falta la opción",
    "Missing parameter": "Falta",
    "Missing parameter: {param_name}": "Falta {param_name}",
    "Missing {param_type}": "Falta {param_type}",
    "No such command {name!r}.": "No hay un comando «{name}».",
    "No such option {name!r}.": "No hay una opción «{name}».",
    "Option {name!r} does not take a value.": "La opción {name} no lleva nada detrás.",
    "Options": "Opciones",
    "Positional arguments": "Lo que se escribe detrás",
    "Show the version and exit.": "Dice qué versión es.",
    "Show this message and exit.": "Muestra esta ayuda.",
    "Try '{command} {option}' for help.": "Ayuda: {command} {option}",
    "Usage:": "Se escribe así:",
    "default: {default}": "si no: {default}",
    "directory": "la carpeta",
    "env var: {var}": "ajuste: {var}",
    "file": "el archivo",
    "path": "el archivo",
    "unknown error": "no se sabe por qué",
    "{name} {filename!r} does not exist.": "No encuentro {filename}. Mira el nombre.",
    "{name} {filename!r} is a directory.": "{filename} es una carpeta, y aquí va un archivo.",
    "{name} {filename!r} is a file.": "{filename} es un archivo, y aquí va una carpeta.",
    "{name} {filename!r} is not readable.": "No puedo leer {filename}.",
    "{name} {filename!r} is not writable.": "No puedo escribir en {filename}.",
    "{value!r} is not a valid {number_type}.": "«{value}» no es un número.",
    "{value} is not in the range {range}.": "{value} no está entre {range}.",
    "%(prog)s, version %(version)s": "Yachaski %(version)s",
}
_MANY = {
    "(Did you mean one of: {possibilities}?)": ("¿Querías {possibility}?", "¿Querías una de estas: {possibilities}?"),
    "Got unexpected extra arguments ({args})": ("Sobra lo último: {args}", "Sobra lo último: {args}"),
    "Option {name!r} requires {nargs} arguments.": ("Detrás de {name} falta algo.", "Detrás de {name} van {nargs}."),
    "{value!r} is not one of {choices}.": ("«{value}» no es {choice}.", "«{value}» no es ninguna de estas: {choices}."),
}


_PLACES = {
    "[OPTIONS]": "[OPCIONES]",
    "[COMMAND] [ARGS]...": "[COMANDO ...]",
    "COMMAND [ARGS]...": "COMANDO ...",
    "EL ARCHIVO": "ARCHIVO",
    "LA CARPETA": "CARPETA",
    "TEXT": "TEXTO",
    "INTEGER": "NÚMERO",
    "FLOAT": "NÚMERO",
    "DATE": "DÍA",
}
"""What stands in the place of what is to be typed."""


class Help(click.HelpFormatter):
    """Help whose places to fill in have Spanish names."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _placed(args), prefix)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(_placed(first), second) for first, second in rows], col_max, col_spacing)


def _placed(words: str) -> str:
    for english, spanish in _PLACES.items():
        words = re.sub(rf"(?<![\w-]){re.escape(english)}(?!\w)", spanish, words)
    return words


class Group(click.Group):
    """A group that tells the help of each of its commands whole."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.help or "") for name, command in found if command and not command.hidden]
        with formatter.section(_said("Commands")):
            formatter.write_dl(rows)


_SPEAKING = (
    *(click.core, click.decorators, click.exceptions, click.formatting),
    *(click.parser, click.termui, click.types),
)


def speak_spanish() -> None:
    """Has the library look its words up here; what is not here it says as it always does."""
    click.Context.formatter_class = Help
    for module in _SPEAKING:
        names: dict[str, Any] = vars(module)
        names["_"] = _said
        names["ngettext"] = _counted


def _said(message: str) -> str:
    return _ONE.get(message, message)


def _counted(one: str, many: str, n: int) -> str:
    said = _MANY.get(many, (one, many))
    return said[0] if n == 1 else said[1]


_YES, _NO = frozenset({"s", "si", "sí", "y", "yes", "ya"}), frozenset({"n", "no", ""})


def agrees(question: str) -> bool:
    """Whether the operator says yes; nothing said is no, and so is the end of what was typed."""
    while True:
        answer = click.prompt(f"{question} (s/n)", default="", show_default=False, prompt_suffix=": ")
        word = answer.strip(" .!¡").casefold()
        if word in _YES | _NO:
            return word in _YES
        click.echo("No entendí. Responde s o n.")
