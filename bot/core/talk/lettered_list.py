"""A list to pick from by letter, for whoever asks which one."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.reply import LETTERS, Ask, Choice


def lettered(lead: str, action: str, named: Sequence[tuple[str, str]]) -> Ask:
    """A list to pick from by letter, its names whole in the text; `named` are (name, argument of its button)."""
    letters = tuple(zip(LETTERS, named, strict=False))
    lines = [f"{letter}. {name}" for letter, (name, _argument) in letters]
    choices = (Choice(letter, action, argument, name) for letter, (name, argument) in letters)
    return Ask("\n".join([lead, *lines]), tuple(choices))
