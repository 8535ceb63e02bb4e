"""What a carrier delivers twice, late, in another order, or so that nobody can read it.

Each person's own words keep their order; between people anything goes, and whatever came once may come again. Many
pairs of people live their sequences beside each other in one town, so that their turns share commits as in life.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

import hypothesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import House
from bot.core.event import Said, Tapped, to_json
from bot.core.reply import Ask, read_ask
from bot.ports.book import Book
from bot.ports.hearing import Raw
from bot.ports.sending import Message
from bot.ports.store import Store
from tests.chat import MONDAY, Town, at, written

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
    """A database in which everybody is a learner and has said nothing since, and the phones of each pair."""

    database: Path
    pairs: tuple[tuple[str, ...], ...]


def enrolled(folder: Path, pairs: int) -> Base:
    """Enrols everybody."""
    database = folder / "enrolled.db"
    town = Town(database, at(MONDAY, 9))
    town.visit()
    phones = [tuple(town.learner(name).carrier_id for name in NAMES) for _ in range(pairs)]
    town.close()
    return Base(database, tuple(phones))


@dataclass(slots=True)
class Road:
    """The way between the two phones of a pair and the house. `sent` is everything that was sent once."""

    store: Store
    phones: tuple[str, ...]
    sent: list[Raw] = field(default_factory=list)
    acts: list[int] = field(default_factory=lambda: [0, 0])

    async def brings(self, step: Step | None) -> list[Raw]:
        """What the house hears at this step."""
        match step:
            case None:
                return []
            case ("act", who):
                return [await self._next(who)]
            case ("again", number):
                return [self.sent[number % len(self.sent)]] if self.sent else []
        phone = self.phones[0]
        return [Raw("web", f"{phone}:junk-{len(self.sent)}-{step[1]}", phone, JUNK[step[1]])]

    async def _next(self, who: int) -> Raw:
        phone, number = self.phones[who], self.acts[who]
        self.acts[who] += 1
        event = Said("/leccion") if ACTS[number] == "start" else await self._tap(phone, ACTS[number])
        raw = Raw("web", f"{phone}:act-{number}", phone, to_json(event))
        self.sent.append(raw)
        return raw

    async def _tap(self, phone: str, act: str) -> Tapped | Said:
        message, ask = await self.store.read(lambda book: _screen(book, phone))
        if ask.quiz is None or act == "tap":
            return Tapped(message.prompt, message.buttons[0][0])
        if ask.quiz.answers:
            return Said(written(ask.quiz, right=act == "right"))
        wrong = next(letter for letter, _ in message.buttons if letter != ask.quiz.right)
        return Tapped(message.prompt, ask.quiz.right if act == "right" else wrong)


def _screen(book: Book, phone: str) -> tuple[Message, Ask]:
    """The newest message at the phone, and what it asks."""
    address = book.address("web", phone)
    assert address is not None
    rows = book.shown_after(address.id, max(book.last_shown(address.id) - 4, 0), 4)
    message = [message for _, message, _ in rows if not message.retires][-1]
    prompt = book.prompt(message.prompt)
    assert prompt is not None
    return message, read_ask(prompt.body)


State = dict[str, list[tuple[Any, ...]]]
"""By phone: the learner's document, the attempts, and every word that was said there."""


def lived(base: Base, folder: Path, sequences: Sequence[Sequence[Step]]) -> State:
    """The end state after everybody's steps, one sequence a pair; all pairs take each step at the same time."""
    database = folder / "lived.db"
    for stale in folder.glob("lived.db*"):
        stale.unlink()
    shutil.copy(base.database, database)
    town = Town(database, at(MONDAY, 10))
    try:
        town.run(_live(town.house, [Road(town.house.store, phones) for phones in base.pairs], sequences))
    finally:
        town.close()
    return _ended(database)


async def _live(house: House, roads: list[Road], sequences: Sequence[Sequence[Step]]) -> None:
    for steps in zip_longest(*sequences):
        brought = [await road.brings(step) for road, step in zip(roads, steps, strict=True)]
        await house.inbox.hear([raw for raws in brought for raw in raws])
        await house.settle()


_ASKED = (
    """SELECT carrier_id, progress, learner.heard_at, lessons_done FROM learner
       JOIN reach ON reach.person = learner.person JOIN address ON address.id = reach.address""",
    """SELECT carrier_id, item, chosen, is_right FROM attempt JOIN reach ON reach.person = attempt.learner
       JOIN address ON address.id = reach.address ORDER BY attempt.seq""",
    """SELECT carrier_id, kind, status, json_extract(body, '$.text') FROM delivery
       JOIN address ON address.id = delivery.address ORDER BY delivery.seq""",
)


def _ended(database: Path) -> State:
    state: State = {}
    with closing(sqlite3.connect(database)) as reading:
        for asked in _ASKED:
            for phone, *row in reading.execute(asked):
                alike = (re.sub(r"Tu clave es \S+", "Tu clave es", one) if isinstance(one, str) else one for one in row)
                state.setdefault(phone, []).append(tuple(alike))
        state[""] = reading.execute(
            "SELECT (SELECT COUNT(*) FROM inbox WHERE done_at IS NULL), (SELECT COUNT(*) FROM person)"
        ).fetchall()
    return state


def shuffle(seed: object, folder: Path, *, pairs: int, rounds: int) -> int:
    """Lives rounds of sequences, one a pair, each of which ends as the in-order run; how many sequences there were."""
    base, count = enrolled(folder, pairs), 0
    expected = lived(base, folder, [IN_ORDER] * pairs)
    assert len(expected) == 2 * pairs + 1

    @hypothesis.seed(seed)
    @settings(max_examples=rounds, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(plans(), min_size=pairs, max_size=pairs))
    def ends_the_same(sequences: list[list[Step]]) -> None:
        nonlocal count
        count += pairs
        state = lived(base, folder, sequences)
        assert [phone for phone in expected if state.get(phone) != expected[phone]] == []

    ends_the_same()
    return count
