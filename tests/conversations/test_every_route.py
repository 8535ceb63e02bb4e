"""Something grave is heard on every route that there is, whatever was asked, shown or being done there.

The routes are those of the tables, so that a new one is walked too.
"""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest
from msgspec.structs import fields, replace

from bot.core import role
from bot.core.event import Heard, Said, to_json
from bot.core.reply import Ask, Choice, write_ask
from bot.core.routes import ACTIONS, COMMANDS, EXPECTED
from bot.core.state import read_conversation, write_conversation
from bot.core.text import reading
from bot.ports.book import Book
from bot.ports.hearing import Raw
from bot.ports.rows import Address
from bot.turn.world import new_id
from tests.chat import Person, Town
from tests.conversations.test_grave import LINES

WORDS = "me quiero morir"
OF_WHOM = ("¿Es sobre ti o sobre un estudiante?", "Si es sobre ti o sobre un estudiante en peligro: 100")
WRITTEN = ("text", "caption")
"""The fields of an event that hold what somebody wrote."""


@pytest.fixture
def carmen(town: Town) -> Person:
    """Who protects the learners."""
    return town.with_role("protection", "Carmen")


def an_hour_later(town: Town, *people: Person) -> None:
    """So that an alarm is one of its own; nothing is due in between."""
    town.clock.move_to(town.clock.now() + timedelta(hours=1))
    for person in people:
        person.listens()


def heard_at(person: Person, carmen: Person, where: str) -> None:
    """The lines are read, and somebody is told."""
    assert any(LINES in text for text in person.heard()), f"{where}: {person.heard()}"
    assert any("Hay un aviso por atender." in text for text in carmen.heard()), f"{where}: nobody was told"


def address(book: Book, person: Person) -> Address:
    found = book.address(person.channel, person.carrier_id)
    assert found is not None
    return found


def comes_in(town: Town, person: Person, event: Heard) -> None:
    """Whatever ears it came by: the page itself edits nothing."""

    async def turn() -> None:
        raw = Raw(person.channel, new_id(), person.carrier_id, to_json(event))
        for row in await town.house.store.run(lambda book: book.hear([raw], town.clock.now())):
            await town.house.inbox.turn(row, person.carrier_id, event)
        await town.house.settle()

    town.run(turn())


def expects(person: Person, route: str) -> None:
    """What is typed now answers this."""

    def put(book: Book) -> None:
        at = address(book, person)
        before = replace(read_conversation(at.conversation), expects=route, alarm=None)
        book.save_conversation(at.id, write_conversation(before), person.town.clock.now())

    person.town.book(put)


def is_asked(person: Person, route: str) -> None:
    """The newest message has one button, which leads there."""
    body = write_ask(Ask("¿Seguimos?", (Choice("Ya", route),)))
    now, who = person.town.clock.now(), person.id()
    person.town.book(lambda book: book.open_prompt(new_id(), address(book, person).id, who, None, None, body, now))


def test_wherever_a_learner_is_to_type(town: Town, ana: Person, carmen: Person) -> None:
    """A name, a number, an hour, a key, a question: each route of typed words."""
    for route in EXPECTED:
        an_hour_later(town, ana, carmen)
        expects(ana, route)
        ana.says(WORDS)
        heard_at(ana, carmen, route)


def test_wherever_an_adult_is_to_type(town: Town, carmen: Person) -> None:
    """A draft, an answer, a date: it is asked whom it is about, or the message says whom to call."""
    elena = town.teacher("Elena")
    for route in ("", *(name for name, row in EXPECTED.items() if row.who is not role.learner)):
        an_hour_later(town, elena)
        expects(elena, route)
        elena.says(WORDS)
        assert any(words in text for text in elena.heard() for words in OF_WHOM), f"{route}: {elena.heard()}"


@pytest.mark.slow
def test_under_every_button(town: Town, ana: Person, carmen: Person) -> None:
    """Lesson, exam, drill, consent, keeping, erasing: each route that a button can carry."""
    for route in ACTIONS:
        an_hour_later(town, ana, carmen)
        is_asked(ana, route)
        ana.says(WORDS)
        heard_at(ana, carmen, route)


def test_after_every_command(town: Town, ana: Person, carmen: Person) -> None:
    """Paused, erasing, in an exam, in a drill, writing a question: each command is said, and then the words."""
    for route in (name for name, rows in COMMANDS.items() if any(row.who is role.learner for row in rows)):
        an_hour_later(town, ana, carmen)
        ana.says(next(word for word, command in reading.COMMANDS.items() if command == route))
        ana.says(WORDS)
        heard_at(ana, carmen, route)


def test_in_every_kind_of_event(town: Town, ana: Person, carmen: Person) -> None:
    """A text, an edited one, a caption: each event that holds what somebody wrote."""
    for kind in get_args(Heard):
        for name in {field.name for field in fields(kind)}.intersection(WRITTEN):
            an_hour_later(town, ana, carmen)
            rest = {"kind": "photo"} if name == "caption" else {}
            comes_in(town, ana, kind(**{name: WORDS}, **rest))
            heard_at(ana, carmen, kind.__name__)


def test_at_a_shared_screen(town: Town, carmen: Person) -> None:
    """Where a code or a key is typed, by nobody known."""
    somebody = town.screen()
    somebody.says("hola")
    carmen.listens()
    somebody.says(WORDS)
    heard_at(somebody, carmen, "screen")


def test_heard_twice_it_is_told_once(town: Town, ana: Person, carmen: Person) -> None:
    """A carrier repeats what it is not sure of."""
    ana.listens()
    carmen.listens()
    raw = Raw("web", "again", ana.carrier_id, to_json(Said(WORDS)))
    for _ in range(2):
        town.run(town._hear(raw))
    ana.hears(LINES)
    assert len(carmen.heard()) == 1
