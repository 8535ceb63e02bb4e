"""What people type in a course's own language, as what our readers know: «pause» is «pausa»; pure.

A course says it by the name of what the words do, or by a Spanish sentence that means the same. Only a whole message
is such a word: what somebody tells stays as it was told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.core.text.reading import COMMANDS
from bot.core.text.wording import plain

_NAMED = {
    "yes": "si",
    "no": "no",
    "onward": "listo",
    "hint": "pista",
    "hello": "hola",
    "thanks": "gracias",
    "warm": "me gusta",
    "stop_writing": "no me escribas",
    "write_again": "alta",
}
"""What is no command, by a word for it that is known."""


def known(manner: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """What is typed, in its plain form, and what it stands for."""
    canonical = dict(_canonical())
    return {plain(said): canonical.get(name, plain(name)) for name, words in manner.items() for said in words}


def unknown_names(names: Iterable[str]) -> Iterator[str]:
    """The names of one word that stand for nothing."""
    canonical = dict(_canonical())
    return (name for name in names if name not in canonical and " " not in name and plain(name) not in COMMANDS)


def _canonical() -> Iterator[tuple[str, str]]:
    for word, command in reversed(COMMANDS.items()):
        yield command, word
    yield from _NAMED.items()
