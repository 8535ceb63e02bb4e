"""Who of a roster is enrolled: each is asked for, the paper first, then the age; nobody is guessed.

Two whom their names do not tell apart are asked for, and so is who is called like somebody of the group already.
"""

from __future__ import annotations

from collections.abc import Sequence
from secrets import randbelow, token_bytes

import click

from bot.commands import terminal
from bot.commands.roster_work import Newcomer
from bot.core.state import AgeBand
from bot.core.talk.enrol import LAST_TICKET, TICKETS, own_ticket
from bot.core.text.names import read_name
from bot.core.text.wording import plain
from bot.tables.roster import Learner
from bot.turn.world import KEY_LENGTH, letters

_AGES: dict[str, AgeBand] = {"1": "under_14", "2": "14_to_17", "3": "adult"}


class Asking:
    """The questions at the terminal about the learners of a list.

    `members` are the names of who is in the group, `papers` the numbers that its other papers have.
    """

    def __init__(self, learners: Sequence[Learner], members: Sequence[str], papers: Sequence[str]) -> None:
        self._learners = learners
        self._members = {plain(name): name for name in members}
        self._taken: dict[str, int] = {}
        self._papers = list(papers)

    def chosen(self) -> list[Newcomer]:
        """Those whose paper is signed, as they are called here."""
        newcomers = (self._asked(n, learner) for n, learner in enumerate(self._learners, 1))
        return [newcomer for newcomer in newcomers if newcomer]

    def _asked(self, n: int, learner: Learner) -> Newcomer | None:
        place = f"{n} de {len(self._learners)}. {learner.alias} (línea {learner.line})"
        alias = learner.alias
        if plain(alias) in self._members:
            click.echo(f"{place}: en el grupo ya está {self._members[plain(alias)]}.")
            if terminal.agrees("¿Es la misma persona?"):
                return None
            alias = self._another(learner)
        elif plain(alias) in self._taken:
            click.echo(f"{place}: se llama igual que en la línea {self._taken[plain(alias)]}.")
            if terminal.agrees("¿Es la misma persona?"):
                return None
            alias = self._another(learner)
        if not alias or not terminal.agrees(f"{place}: ¿tienes su hoja firmada?"):
            return None
        self._taken[plain(alias)] = learner.line
        age = _age(alias)
        drawn = str(LAST_TICKET - randbelow(TICKETS))
        self._papers.append(own_ticket(drawn, tuple(self._papers)))
        return Newcomer(alias, age, letters(token_bytes(KEY_LENGTH)), self._papers[-1])

    def _another(self, learner: Learner) -> str:
        """Another name for who is called like somebody else; `""` leaves the learner out."""
        while True:
            question = f"¿Cómo le decimos a la persona de la línea {learner.line}? (vacío: no entra)"
            said = click.prompt(question, default="", show_default=False, prompt_suffix=": ")
            if not said.strip():
                return ""
            name = read_name(said)
            if name and plain(name) not in self._members and plain(name) not in self._taken:
                return name
            click.echo("Escribe su nombre y una letra que no tenga otro, por ejemplo: Ana P.")


def _age(alias: str) -> AgeBand:
    while True:
        said = click.prompt(f"¿Qué edad tiene {alias}? 1: menos de 14. 2: de 14 a 17. 3: 18 o más", prompt_suffix=": ")
        if said.strip() in _AGES:
            return _AGES[said.strip()]
        click.echo("Responde 1, 2 o 3.")
