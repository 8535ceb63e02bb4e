"""What a carrier delivers twice, late, in another order, or so that nobody can read it.

Each person's own words keep their order; between people anything goes, and whatever came once may come again.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from hypothesis import strategies as st

from bot.core.event import Said, Tapped, to_json
from bot.ports import Raw
from tests.chat import MONDAY, Person, Town, at

NAMES = ("Ana R.", "Luz M.")
ACTS = ("start", "tap", "tap", "tap", "right", "tap", "wrong")
"""What each of the two does: a lesson, from its offer to the second quiz item."""

JUNK = ("", "{", "null", "[]", '{"type":"said"}', '{"type":"nobody","text":1}', '{"text":"\\ud800"}', "💧" * 99)

Act = tuple[Literal["act"], int]
Again = tuple[Literal["again"], int]
Junk = tuple[Literal["junk"], int]
Step = Act | Again | Junk


@st.composite
def plans(draw: st.DrawFn) -> list[Step]:
    """The acts of both, interleaved, with repetitions and junk between them."""
    order = draw(st.permutations([0] * len(ACTS) + [1] * len(ACTS)))
    steps: list[Step] = []
    for who in order:
        steps.append(("act", who))
        steps.extend(("again", number) for number in draw(st.lists(st.integers(0, 99), max_size=2)))
        if draw(st.integers(0, 4)) == 0:
            steps.append(("junk", draw(st.integers(0, len(JUNK) - 1))))
    return steps


IN_ORDER: list[Step] = [("act", who) for who in (0, 1) for _ in ACTS]


@dataclass(frozen=True, slots=True)
class Base:
    """A database in which both are learners and have said nothing since, and their phones."""

    database: Path
    phones: tuple[str, ...]


def enrolled(folder: Path) -> Base:
    """Enrols both."""
    database = folder / "enrolled.db"
    town = Town(database, at(MONDAY, 9))
    town.visit()
    phones = tuple(town.learner(name).carrier_id for name in NAMES)
    town.close()
    return Base(database, phones)


@dataclass(slots=True)
class Road:
    """The way between two phones and the house. `sent` is everything that was sent once."""

    town: Town
    people: list[Person]
    sent: list[Raw]
    acts: list[int]

    def goes(self, step: Step) -> None:
        match step:
            case ("act", who):
                self._hear(self._next(who))
            case ("again", number):
                if self.sent:
                    self._hear(self.sent[number % len(self.sent)])
            case _:
                self._hear(Raw("web", f"junk-{len(self.sent)}-{step[1]}", self.people[0].carrier_id, JUNK[step[1]]))

    def _next(self, who: int) -> Raw:
        person, number = self.people[who], self.acts[who]
        self.acts[who] += 1
        event = Said("/leccion") if ACTS[number] == "start" else self._tap(person, ACTS[number])
        raw = Raw("web", f"{person.carrier_id}:act-{number}", person.carrier_id, to_json(event))
        self.sent.append(raw)
        return raw

    def _tap(self, person: Person, act: str) -> Tapped:
        message = person.messages()[-1]
        quiz = person._prompt().ask.quiz
        if quiz is None or act == "tap":
            return Tapped(message.prompt, message.buttons[0][0])
        wrong = next(letter for letter, _ in message.buttons if letter != quiz.right)
        return Tapped(message.prompt, quiz.right if act == "right" else wrong)

    def _hear(self, raw: Raw) -> None:
        async def hear() -> None:
            await self.town.house.inbox.hear([raw])
            await self.town.house.settle()

        self.town.run(hear())


def lived(base: Base, folder: Path, steps: list[Step]) -> Any:
    """The end state after the steps: documents, attempts, and every word that was said to each."""
    database = folder / "lived.db"
    for stale in folder.glob("lived.db*"):
        stale.unlink()
    shutil.copy(base.database, database)
    town = Town(database, at(MONDAY, 10))
    try:
        road = Road(town, [Person(town, phone) for phone in base.phones], [], [0, 0])
        for step in steps:
            road.goes(step)
    finally:
        town.close()
    with closing(sqlite3.connect(database)) as reading:
        return [
            reading.execute(asked).fetchall()
            for asked in (
                "SELECT person, progress, heard_at, lessons_done FROM learner ORDER BY person",
                "SELECT learner, item, chosen, is_right FROM attempt ORDER BY learner, seq",
                "SELECT address, kind, status, json_extract(body, '$.text') FROM delivery ORDER BY address, seq",
                "SELECT COUNT(*) FROM inbox WHERE done_at IS NULL",
                "SELECT COUNT(*) FROM person",
            )
        ]
