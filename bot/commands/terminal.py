"""What the commands' own library says, in Spanish: how a command is written, what was mistyped, what is asked."""

from __future__ import annotations

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


_SPEAKING = (
    *(click.core, click.decorators, click.exceptions, click.formatting),
    *(click.parser, click.termui, click.types),
)


def speak_spanish() -> None:
    """Has the library look its words up here; what is not here it says as it always does."""
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
