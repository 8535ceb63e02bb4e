"""Buttons that belong to somebody else, and buttons whose argument names what is somebody else's.

The victim, Zoraida, is a learner of another class; what is hers must never reach the screen of whoever taps, and
her rows must stay as they are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.core.engine import ACTIONS
from bot.core.event import Tapped
from bot.core.reply import Ask, Choice, write_ask
from bot.ports import Book
from bot.world import new_id
from tests.bad_days.case import Counts
from tests.chat import MONDAY, Person, Town, at

SECRETS = ("Zoraida", "SECRETO")
WRONG = "Algo falló"
CLASSES = (("3.º B", "HUAYTAR3", "Elena"), ("5.º A", "SECRETA5", "Justina"))


@dataclass(slots=True)
class Stage:
    """The town, who taps (by role), and the ids of what is the victim's."""

    town: Town
    tappers: dict[str, Person]
    victim: Person
    foreign: list[str]
    database: Path
    problems: list[str] = field(default_factory=list)


def stage(folder: Path) -> Stage:
    """Two classes, their teachers, a learner in each, a stranger; Zoraida has asked something."""
    database = folder / "forged.db"
    town = Town(database, at(MONDAY, 9))
    town.visit(groups=CLASSES)
    ana, zoraida = town.learner("Ana R."), town.learner("Zoraida Q.", "SECRETA5")
    elena, justina = town.teacher("Elena"), town.teacher("Justina", "SECRETA5")
    zoraida.says("/pregunta")
    zoraida.says("¿Cuánto cobro por el queso SECRETO?")
    if "Enviar" in zoraida.buttons():
        zoraida.taps("Enviar")
    justina.says("/anuncio")
    justina.says("Aviso SECRETO para los míos.")
    justina.taps("Ahora")
    with closing(sqlite3.connect(database)) as reading:
        ids = [
            *reading.execute(f"SELECT id FROM person WHERE id = '{zoraida.id()}'"),
            *reading.execute("SELECT id FROM cohort WHERE code = 'SECRETA5'"),
            *reading.execute("SELECT id FROM announcement"),
            *reading.execute("SELECT id FROM question"),
            *reading.execute("SELECT id FROM prompt WHERE address IN (SELECT address FROM reach WHERE person = ?)",
                             (zoraida.id(),)),
        ]  # fmt: skip
    tappers = {"stranger": town.person(), "learner": ana, "teacher": elena}
    return Stage(town, tappers, zoraida, [id for (id,) in ids], database)


def cells(stage: Stage, *, whole: bool) -> Iterator[tuple[str, str, str]]:
    """Every role x action x argument, or with a few of the arguments."""
    arguments = [*stage.foreign[:4], f"{stage.foreign[0]}:{stage.foreign[1]}", "", "x:y", "999999"]
    arguments = arguments if whole else [arguments[0], arguments[2], "x:y"]
    for role in stage.tappers:
        for action in sorted(ACTIONS):
            for argument in arguments:
                yield role, action, argument


def taps_forged(stage: Stage, role: str, action: str, argument: str) -> None:
    """The tapper's own prompt, as an older version or a lost right might have left it, with a foreign argument."""
    prompt, tapper = new_id(), stage.tappers[role]
    body = write_ask(Ask("¿Y ahora?", (Choice("Sí", action, argument),)))

    def open_prompt(book: Book) -> None:
        address = book.address("web", tapper.carrier_id)
        if address is None:
            book.add_address(new_id(), "web", tapper.carrier_id, stage.town.clock.now())
            address = book.address("web", tapper.carrier_id)
        assert address is not None
        people = book.people_at(address.id)
        who = people[0].id if people else None
        book.open_prompt(prompt, address.id, who, None, None, body, stage.town.clock.now())

    stage.town.book(open_prompt)
    _tap(stage, tapper, prompt, f"{role} {action} {argument!r}")


def taps_foreign(stage: Stage, role: str, action: str) -> None:
    """A prompt of the victim's, whatever it would do for her."""
    prompt = new_id()
    body = write_ask(Ask("SECRETO", (Choice("Sí", action, stage.foreign[0]),)))

    def open_prompt(book: Book) -> None:
        address = book.address("web", stage.victim.carrier_id)
        assert address is not None
        book.open_prompt(prompt, address.id, stage.foreign[0], None, None, body, stage.town.clock.now())

    stage.town.book(open_prompt)
    _tap(stage, stage.tappers[role], prompt, f"{role} {action} of somebody else")
    row = stage.town.book(lambda book: book.prompt(prompt))
    if row.closed:
        stage.problems.append(f"{role} closed a foreign prompt: {action}")
    stage.town.book(lambda book: book.close_prompt(prompt, "A", stage.town.clock.now()))


def _tap(stage: Stage, tapper: Person, prompt: str, what: str) -> None:
    before = _shown(stage, tapper, 0, 0)[0]
    stage.town.hears(tapper.carrier_id, Tapped(prompt, "A"))
    _, heard, labels = _shown(stage, tapper, before, 50)
    if any(WRONG in text for text in heard):
        stage.problems.append(f"a fault: {what}")
    leaks = [words for words in (*heard, *labels) if any(secret in words for secret in SECRETS)]
    if leaks:
        stage.problems.append(f"{what} shows {leaks}")


def _shown(stage: Stage, tapper: Person, after: int, limit: int) -> tuple[int, list[str], list[str]]:
    """The newest number at the tapper's address; texts and labels shown after another."""

    def look(book: Book) -> tuple[int, list[str], list[str]]:
        address = book.address("web", tapper.carrier_id)
        if address is None:
            return 0, [], []
        messages = [message for _, message, _ in book.shown_after(address.id, after, limit)] if limit else []
        labels = [label for message in messages for _, label in message.buttons]
        return book.last_shown(address.id), [message.text for message in messages], labels

    return stage.town.run(stage.town.house.store.read(look))


def rows_of(stage: Stage) -> Any:
    """Everything that is stored about the victim, but for what was said to her."""
    everything = stage.town.run(stage.town.house.store.read(lambda book: book.everything(stage.foreign[0])))
    return {name: rows for name, rows in everything.items() if name not in {"delivery", "prompt"}}


def table(folder: Path, *, whole: bool = True) -> Counts:
    """The whole table."""
    here = stage(folder)
    try:
        before, count = rows_of(here), 0
        for role, action, argument in cells(here, whole=whole):
            taps_forged(here, role, action, argument)
            count += 1
        for role in here.tappers:
            for action in sorted(ACTIONS):
                taps_foreign(here, role, action)
                count += 1
        assert not here.problems, "\n".join(here.problems)
        assert rows_of(here) == before
        return {"taps": count, "leaks": 0}
    finally:
        here.town.close()


def links(folder: Path) -> Counts:
    """A one-time link opens its door to the first who uses it, also when two come at once."""
    town = Town(folder / "links.db", at(MONDAY, 9))
    try:
        town.visit()
        first, now = town.teacher("Elena"), town.clock.now()

        def invite(book: Book) -> None:
            cohort = book.cohort_by_code("HUAYTAR3")
            assert cohort is not None
            book.add_invite("the-link-of-one-teacher", "teacher", cohort.id, now, now + timedelta(days=1))

        town.book(invite)
        claimants = [town.person() for _ in range(3)]
        for person in claimants:
            person.says("/start the-link-of-one-teacher")
        for person in claimants:
            person.says("Justina")
        with closing(sqlite3.connect(folder / "links.db")) as reading:
            teachers = reading.execute("SELECT COUNT(*) FROM teaching").fetchone()[0]
        assert first.id()
        assert teachers == 2, teachers
        return {"claims": 3, "teachers": 1}
    finally:
        town.close()
