"""People of a town, who talk with a real house: real store, turns, outbox, sender and tick; only time is ours.

Every message goes through the inbox and comes back through the outbox and the page's mouth, so the state
survives JSON and a commit each turn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.app import House, make_world, open_house
from bot.box import morning
from bot.core.event import SCREEN, Attached, Heard, Left, Said, Tapped, to_json
from bot.core.reply import Quiz
from bot.core.text.wording import shown_key
from bot.demo import command
from bot.ports.book import Book
from bot.ports.hearing import Raw
from bot.ports.sending import Message
from bot.settings import Settings
from bot.turn.scene_loader import prompt_of
from bot.turn.world import World, new_id

T = TypeVar("T")

LIMA = ZoneInfo("America/Lima")
MONDAY = date(2026, 3, 2)


class StandingClock:
    """Stands still until it is moved; sleeping costs no real time."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def steady(self) -> float:
        return self._now.timestamp()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)

    def move_to(self, moment: datetime) -> None:
        self._now = max(self._now, moment)

    def put(self, moment: datetime) -> None:
        """Sets it, also back: as a dead battery does."""
        self._now = moment


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A local instant in Lima, as UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LIMA).astimezone(UTC)


_worlds: dict[str, World] = {}


def world() -> World:
    """The real course, read once for all tests."""
    if "real" not in _worlds:
        _worlds["real"] = make_world("America/Lima")
    return _worlds["real"]


class Town:
    """A house on a database of its own, and the people in it."""

    def __init__(self, database: str | Path, now: datetime, course: World | None = None) -> None:
        self.clock = StandingClock(now)
        self._runner = asyncio.Runner()
        settings = Settings(database=str(database), _env_file=None)
        self._open = open_house(settings, self.clock, self.clock.steady, world=course or world())
        self.house: House = self.run(self._open.__aenter__())
        self._keys = 0

    def close(self) -> None:
        self.run(self._open.__aexit__(None, None, None))
        self._runner.close()

    def run(self, work: Awaitable[T]) -> T:
        async def finish() -> T:
            return await work

        return self._runner.run(finish())

    def book(self, work: Any) -> Any:
        """Runs `work(book)` in a transaction of its own."""
        return self.run(self.house.store.run(work))

    # --- the programme

    def visit(
        self,
        *,
        arrives: date = MONDAY,
        departs: date = MONDAY + timedelta(days=32),
        site: str = "colegio San Juan",
        groups: tuple[tuple[str, str, str], ...] = (("3.º B", "HUAYTAR3", "Elena"),),
    ) -> None:
        """The truck's stay, with (group, code, teacher) each a cohort."""
        visit = new_id()

        def open_visit(book: Book) -> None:
            book.save_visit(visit, site, "Huancavelica", arrives, departs, "America/Lima")
            for name, code, teacher in groups:
                book.save_cohort(new_id(), visit, name, code, teacher)

        self.book(open_visit)

    def learner(self, name: str, code: str = "HUAYTAR3", *, hour: str = "7 p. m.", accepted: bool = True) -> Person:
        """Somebody enrolled through the conversation itself."""
        person = self.person()
        person.says(f"/start {code}")
        person.taps("De 14 a 17")
        person.taps("Sí, acepto")
        person.says(name)
        person.taps(hour) if hour in person.buttons() else person.says(hour)
        if accepted:
            learner = person.id()
            self.book(lambda book: book.accept(learner, self.clock.now()))
        return person

    def teacher(self, name: str, code: str = "HUAYTAR3") -> Person:
        """Somebody who claimed the role by the one-time link."""
        token = token_urlsafe(24)  # as commands make it: an id holds letters that may sound like words
        now = self.clock.now()

        def invite(book: Book) -> None:
            cohort = book.cohort_by_code(code)
            assert cohort is not None
            book.add_invite(token, "teacher", cohort.id, now, now + timedelta(days=7))

        self.book(invite)
        person = self.person()
        person.says(f"/start {token}")
        person.says(name)
        return person

    def operator(self, name: str) -> Person:
        """Who runs the programme, by the one-time link."""
        return self.with_role("operator", name)

    def with_role(self, role: str, name: str) -> Person:
        """Somebody who claimed that role by the one-time link."""
        token, now = token_urlsafe(24), self.clock.now()
        self.book(lambda book: book.add_invite(token, role, None, now, now + timedelta(days=7)))
        person = self.person()
        person.says(f"/start {token}")
        person.says(name)
        return person

    def person(self) -> Person:
        """Somebody with a phone of their own, who has written nothing yet."""
        self._keys += 1
        return Person(self, f"phone-{self._keys}")

    def screen(self) -> Person:
        """Somebody who sits down at a shared screen: a sitting of its own, as after [Salir]."""
        self._keys += 1
        return Person(self, f"sitting-{self._keys}", SCREEN)

    def says_good_morning(self) -> None:
        """What the keeper of a house does at seven."""
        now = self.clock.now()
        self.book(lambda book: morning.begun(book, now, LIMA, None, new_id()))
        self.waits(hours=0.1)

    # --- time

    def waits(self, *, days: float = 0, hours: float = 0) -> None:
        """Time passes for everybody, stopping at whatever is due."""
        self.walks_to(self.clock.now() + timedelta(days=days, hours=hours))

    def walks_to(self, until: datetime) -> None:
        self.run(command.walk(self.house, self.clock.move_to, until))

    def hears(self, carrier_id: str, event: Heard, channel: str = "web") -> None:
        self._keys += 1
        raw = Raw(channel, f"{carrier_id}:{self._keys}", carrier_id, to_json(event))
        self.run(self._hear(raw))

    async def _hear(self, raw: Raw) -> None:
        await self.house.inbox.hear([raw])
        await self.house.settle()


def key_of(person: Person) -> str:
    """A key of the learner's, as it would stand in a notebook: nobody can read one again, so it is given anew."""
    learner = person.id()
    key = learner.replace("-", "")[-10:].upper()
    person.town.book(lambda book: book.set_key(learner, key))
    return shown_key(key)


def written(quiz: Quiz, *, right: bool) -> str:
    """An answer to an item that is answered by writing."""
    answer = quiz.answers[0]
    if quiz.shape == "order":
        return answer if right else answer[::-1]
    return f"{int(answer) / 100:.2f}" if right else "9999"


class Person:
    """Somebody at an address. What was shown before the last act is not heard again."""

    def __init__(self, town: Town, carrier_id: str, channel: str = "web") -> None:
        self.town, self.carrier_id, self.channel = town, carrier_id, channel
        self._seen = 0

    # --- acts

    def says(self, text: str) -> None:
        self.listens()
        self._does(Said(text))

    def taps(self, label: str, *, which: int = -1) -> None:
        """Taps the newest button so labelled (`which=-2`: the one before it), though it may be an old one."""
        offers = [
            (message.prompt, letter)
            for message in self.messages()
            for letter, words in message.buttons
            if label in {letter, words}
        ]
        assert offers, f"no button {label!r}; the last: {self.buttons()}"
        self.listens()
        self._does(Tapped(*offers[which]))

    def sends(self, kind: Any, *, ref: str = "file", size: int = 40_000, caption: str = "", album: str = "") -> None:
        self.listens()
        self._does(Attached(kind, ref, size, caption, album))

    def leaves(self) -> None:
        """[Salir] at a shared screen."""
        self.listens()
        self._does(Left())

    def _does(self, event: Heard) -> None:
        self.town.hears(self.carrier_id, event, self.channel)

    def waits(self, *, days: float = 0, hours: float = 0) -> None:
        self.listens()
        self.town.waits(days=days, hours=hours)

    def listens(self) -> None:
        """What was shown before is not heard again."""
        self._seen = max((number for number, _ in self._stream()), default=0)

    # --- what is there

    def _stream(self) -> list[tuple[int, Message]]:
        return [(number, message) for number, message in self._all_shown() if not message.retires]

    def _all_shown(self) -> list[tuple[int, Message]]:
        def shown(book: Book) -> list[tuple[int, Message]]:
            address = book.address(self.channel, self.carrier_id)
            rows = book.shown_after(address.id, 0, 10_000) if address else []
            return [(number, message) for number, message, _ in rows]

        return self.town.run(self.town.house.store.read(shown))

    def stands_as(self, prompt: str) -> list[str]:
        """What a question became each time that its buttons gave way."""
        return [message.text for _, message in self._all_shown() if message.retires == prompt]

    def messages(self) -> list[Message]:
        """Everything shown at this address in the last 30 days, oldest first, edits left out."""
        return [message for _, message in self._stream()]

    def heard(self) -> list[str]:
        """The texts shown since the last act."""
        return [message.text for number, message in self._stream() if number > self._seen]

    def buttons(self) -> list[str]:
        """The labels under the last message."""
        messages = self.messages()
        return [label for _, label in messages[-1].buttons] if messages else []

    def hears(self, *fragments: str) -> None:
        """Since the last act exactly so many messages came, each containing its fragment."""
        heard = self.heard()
        fits = len(heard) == len(fragments) and all(
            fragment in text for fragment, text in zip(fragments, heard, strict=True)
        )
        assert fits, f"heard {heard!r}, not {fragments!r}"

    def hears_later(self, fragment: str) -> None:
        """Among what came since the last act, whoever caused it."""
        assert any(fragment in text for text in self.heard()), f"heard {self.heard()!r}, not {fragment!r}"

    def hears_nothing(self) -> None:
        assert self.heard() == []

    def sees(self, *labels: str) -> None:
        """The buttons under the last message are these."""
        assert self.buttons() == list(labels)

    # --- answering as a pupil does

    def answers(self, *, right: bool) -> None:
        """Answers the open quiz item by its key."""
        prompt = self._prompt()
        assert prompt.ask.quiz is not None
        if prompt.ask.quiz.answers:
            self.says(written(prompt.ask.quiz, right=right))
            return
        letters = [letter for letter, _ in self.messages()[-1].buttons]
        wanted = [letter for letter in letters if (letter == prompt.ask.quiz.right) == right]
        self.taps(wanted[0])

    def is_asked(self) -> bool:
        """Whether the buttons are those of a quiz item."""
        return self.buttons()[:2] == ["A", "B"] or self.buttons() == ["No lo sé"]

    def _prompt(self) -> Any:
        last = self.messages()[-1].prompt
        return prompt_of(self.town.run(self.town.house.store.read(lambda book: book.prompt(last))))

    def does_trial(self) -> None:
        """From the first card of a tried lesson to its end."""
        while "Probar otra" not in self.buttons():
            self.taps(self.buttons()[0])

    def does_lesson(self, *, right: bool = True) -> None:
        """From the first card to the task, tapping on."""
        for _ in range(20):
            labels = self.buttons()
            if "Ya lo hice" in labels:
                return
            if self.is_asked():
                self.answers(right=right)
            else:
                self.taps(labels[0])
        raise AssertionError("the lesson does not end")

    def id(self) -> str:
        """The person's id."""

        def find(book: Book) -> str:
            address = book.address(self.channel, self.carrier_id)
            assert address is not None
            return book.people_at(address.id)[-1].id

        return self.town.run(self.town.house.store.read(find))
