"""Who answers in the demo while the clock walks: classmates, and whoever is asked to answer for the visitor.

A pupil reads what the seat's stream shows and taps or types through the inbox, as everybody does; nothing here
writes state. A pupil does the day's lesson and stops there, and leaves alone whatever could undo something.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import count
from random import Random
from typing import Protocol

from msgspec import Struct

from bot.core.event import Heard, Said, Tapped, to_json
from bot.core.reply import LETTERS, Ask, read_ask
from bot.core.state import read_conversation
from bot.ports.book import Book
from bot.ports.hearing import Raw
from bot.ports.rows import Address, PromptRow
from bot.ports.sending import Message
from bot.ports.store import Store

CHANNEL = "web"
LOOKS_BACK = 6
MOST_ROUNDS = 60
"""Acts in a row of one pupil at one stop: a lesson with five reviews takes some 25."""
WRONG_NUMBER = "9999"
"""What a pupil writes who does not find a number."""

_ONWARD = frozenset(
    {
        "account.its_me",
        "announcement.read",
        "drill.begin",
        "enrol.accept",
        "enrol.from",
        "exam.begin",
        "exam.next",
        "graduate.practise",
        "graduate.start",
        "keeping.accept",
        "keeping.keep",
        "lesson.did",
        "lesson.step",
        "teacher.newcomers",
        "teacher.welcome",
        "today.proceed",
        "trial.step",
    }
)
"""Routes that a first button may have to be tapped without thinking."""

_OFFERS = frozenset({"today.later", "today.reviews"})
"""What stands beside «Empezar» where a lesson is offered; alone, in a menu, or under the farewell it is left."""


class Pupil(Struct, frozen=True):
    """Somebody at a seat. `right` is the share of quiz items answered right, `diligent` that of days with an answer."""

    carrier: str
    name: str
    code: str = ""
    hour: str = "7 p. m."
    right: float = 0.8
    diligent: float = 1.0


class Hears(Protocol):
    """The way in."""

    async def hear(self, raws: Sequence[Raw]) -> None: ...


class Pupils:
    """Answers for pupils until none of them has anything to answer. `now` is the local time."""

    def __init__(
        self, store: Store, inbox: Hears, settled: Callable[[], Awaitable[None]], now: Callable[[], datetime]
    ) -> None:
        self._store, self._inbox = store, inbox
        self._settled, self._now = settled, now
        self._numbers = count(1)

    async def begin(self, pupils: Iterable[Pupil]) -> None:
        """They read the code on the poster, and type it."""
        await self.say([(pupil.carrier, Said(f"/start {pupil.code}")) for pupil in pupils])

    async def say(self, acts: Iterable[tuple[str, Heard]]) -> None:
        """Each at their own seat, at once; returns when all is answered."""
        await self._inbox.hear([self._raw(carrier, event) for carrier, event in acts])
        await self._settled()

    async def answer(self, pupils: Sequence[Pupil]) -> None:
        """Everybody goes on, together, as far as a day goes."""
        for _ in range(MOST_ROUNDS):
            acts = await self._store.read(lambda book: _acts(book, pupils, self._now()))
            if not acts:
                return
            await self.say(acts)

    def _raw(self, carrier: str, event: Heard) -> Raw:
        return Raw(CHANNEL, f"{carrier}:pupil-{next(self._numbers)}", carrier, to_json(event))


def _acts(book: Book, pupils: Sequence[Pupil], now: datetime) -> list[tuple[str, Heard]]:
    acts = [(pupil.carrier, _act(book, pupil, now)) for pupil in pupils]
    return [(carrier, event) for carrier, event in acts if event is not None]


def _act(book: Book, pupil: Pupil, now: datetime) -> Heard | None:
    address = book.address(CHANNEL, pupil.carrier)
    if address is None:
        return None
    shown = book.shown_after(address.id, book.last_shown(address.id) - LOOKS_BACK, LOOKS_BACK)
    messages = [message for _, message, _ in shown if not message.retires]
    if _is_asked_for_a_name(address, messages):
        return Said(pupil.name)
    asked = [(prompt, read_ask(prompt.body)) for prompt in _open(book, messages, now)]
    answers = (_answered(prompt.id, ask, pupil, now.date()) for prompt, ask in asked)
    return next((answer for answer in answers if answer is not None), None)


def _answered(prompt: str, ask: Ask, pupil: Pupil, today: date) -> Heard | None:
    """What the pupil taps, or writes where the answer is written."""
    letter = chosen(ask, pupil, today)
    if not letter or ask.quiz is None or not ask.quiz.answers:
        return Tapped(prompt, letter) if letter else None
    right = ask.quiz.answers[0]
    if ask.quiz.shape == "order":
        return Said(right if letter == ask.quiz.right else right[1:] + right[:1])
    return Said(f"{int(right) / 100:.2f}" if letter == ask.quiz.right else WRONG_NUMBER)


def _is_asked_for_a_name(address: Address, messages: Sequence[Message]) -> bool:
    """Before there is a learner nothing else is typed."""
    if not messages or messages[-1].prompt:
        return False
    return read_conversation(address.conversation).expects == "enrol.name"


def _open(book: Book, messages: Sequence[Message], now: datetime) -> list[PromptRow]:
    """The newest question that waits for an answer, and the others of today, newest first."""
    prompts = [book.prompt(message.prompt) for message in reversed(messages) if message.prompt]
    waiting = [prompt for prompt in prompts if prompt and not prompt.closed]
    return [prompt for prompt in waiting if prompt is waiting[0] or _of_today(prompt, now)]


def _of_today(prompt: PromptRow, now: datetime) -> bool:
    return prompt.opened_at.astimezone(now.tzinfo).date() == now.date()


def chosen(ask: Ask, pupil: Pupil, today: date) -> str:
    """The letter that the pupil taps; `""` where a pupil would put the phone away."""
    actions = [choice.action for choice in ask.choices]
    if not actions or (not actions[0].startswith("enrol.") and _idle(pupil, today)):
        return ""
    if ask.quiz:
        right = _chance(pupil, ask.quiz.item, today).random() < pupil.right
        return ask.quiz.right if right else next(letter for letter in LETTERS if letter != ask.quiz.right)
    index = _index(ask, actions, pupil, today)
    return LETTERS[index] if index is not None else ""


def _idle(pupil: Pupil, today: date) -> bool:
    """Whether the phone stays in the drawer today."""
    return _chance(pupil, "day", today).random() >= pupil.diligent


def _index(ask: Ask, actions: list[str], pupil: Pupil, today: date) -> int | None:
    match actions:
        case ["enrol.age" | "keeping.age", *_]:
            return 1
        case ["enrol.hour", *_]:
            return next((n for n, choice in enumerate(ask.choices) if choice.label == pupil.hour), 0)
        case ["today.start", "enrol.later"]:
            return 1
        case ["graduate.sells" | "graduate.stopped", *_]:
            return _chance(pupil, actions[0], today).randrange(len(actions))
        case ["today.start", other, *_] if other in _OFFERS:
            return 0
        case [first, *_] if first in _ONWARD:
            return 0
    return None


def _chance(pupil: Pupil, *about: object) -> Random:
    """The same at every run of the demo."""
    return Random("|".join(map(str, (pupil.name, *about))))  # noqa: S311 - a pupil's luck guards nothing
