"""A learner's school days in a house of one's own: each lesson is offered, opened and gone through to its task."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from bot.app import House, open_house
from bot.core.reply import LETTERS, Ask
from bot.core.state import Memory, Progress, read_progress, write_progress
from bot.demo import command
from bot.ports.book import Book
from bot.settings import Settings
from bot.turn.scene_loader import prompt_of
from bot.turn.world import new_id
from lessons_es.schema import Lesson
from tests.chat import LIMA, MONDAY, StandingClock, at, world
from tests.end_to_end.test_telegram import protected

CODE = "HUAYTAR3"
ENROLS = (f"/start {CODE}", "De 14 a 17", "Sí, acepto", "Rosa M", "7 p. m.")
LESSONS = world().course.lessons
REVIEWS = 5
Tap = Callable[[str, str], Awaitable[None]]


class DayClock(StandingClock):
    """Stands still; who waits for a carrier's pace moves it on, who waits for something real waits."""

    def __init__(self) -> None:
        super().__init__(at(MONDAY, 9))

    async def sleep(self, seconds: float) -> None:
        if seconds < 2:
            self.move_to(self.now() + timedelta(seconds=seconds))
        await asyncio.sleep(0 if seconds < 2 else seconds)


@asynccontextmanager
async def a_house(
    folder: Path, clock: DayClock, *, telegram_token: str = "", telegram_api: str = "https://api.telegram.org"
) -> AsyncIterator[House]:
    """The house on the Monday on which the truck came to stay for as many weeks as the lessons need."""
    chosen = Settings(
        _env_file=None,
        database=str(folder / "house.db"),
        telegram_token=telegram_token,
        telegram_api=telegram_api,
    )
    async with open_house(chosen, clock, clock.steady, world=world()) as house:
        await house.store.run(lambda book: _begun(book, clock.now()))
        yield house


def _begun(book: Book, now: datetime) -> None:
    visit = new_id()
    book.save_visit(visit, "colegio San Juan", "Huancavelica", MONDAY, MONDAY + timedelta(weeks=12), str(LIMA))
    book.save_cohort(new_id(), visit, "3.º B", CODE, "Elena")
    protected(book, now)


def school_days() -> list[date]:
    """Those of eleven weeks."""
    days = (MONDAY + timedelta(days=n) for n in range(7 * 11))
    free = world().holidays("America/Lima")
    return [day for day in days if day.weekday() < 5 and day not in free]


class Pupil:
    """One learner at one address of a channel."""

    def __init__(self, house: House, clock: DayClock, channel: str, carrier_id: str) -> None:
        self.house, self.clock, self.channel, self.carrier_id = house, clock, channel, carrier_id

    async def meets(self, day: date) -> None:
        """The evening comes, and with it the offer."""
        await command.walk(self.house, self.clock.move_to, at(day, 19, 1))

    async def goes_through(self, tap: Tap) -> None:
        """Every prompt is answered with the button that leads on, or with the longest explanation."""
        while True:
            prompt, letter, action = await self.house.store.read(self._next)
            await tap(prompt, letter)
            self.clock.move_to(self.clock.now() + timedelta(seconds=20))
            if action == "lesson.did":
                return

    def _next(self, book: Book) -> tuple[str, str, str]:
        prompt = prompt_of(book.latest_prompt(self.address(book)))
        assert prompt is not None
        assert not prompt.closed
        letter = _last(prompt.ask) or _longest(prompt.ask)
        choice = prompt.choice(letter)
        assert choice is not None
        return prompt.id, letter, choice.action

    def address(self, book: Book) -> str:
        found = book.address(self.channel, self.carrier_id)
        assert found is not None
        return found.id

    async def has_before(self, lesson: Lesson, reviews: int) -> None:
        """The learner as on the morning of the lesson: those before it done, so many items of others due."""

        def write(book: Book) -> None:
            learner = book.people_at(self.address(book))[0].id
            row = book.learner(learner)
            assert row is not None
            document = write_progress(self._before(read_progress(row.progress), lesson, reviews))
            book.save_progress(
                learner, document, row.next_due_at, heard_at=None, lessons_done=0, paused=False, graduated=False
            )

        await self.house.store.run(write)

    def _before(self, progress: Progress, lesson: Lesson, reviews: int) -> Progress:
        now = int(self.clock.now().timestamp())
        items = [item.id for other in LESSONS if other.id != lesson.id for item in other.items]
        memory = {item: Memory(2.0, 5.0, now - 1, now - 86_400, last_right=False) for item in items[:reviews]}
        done = dict.fromkeys((other.id for other in LESSONS[: LESSONS.index(lesson)]), "2026-03-01")
        return replace(progress, memory=memory, done=done, queue=(), place=None, reviewed=0)


def _last(ask: Ask) -> str:
    """The button that ends the lesson, if there is one: after the last lesson the exam stands before it."""
    actions = [choice.action for choice in ask.choices]
    return LETTERS[actions.index("lesson.did")] if "lesson.did" in actions else ""


def _longest(ask: Ask) -> str:
    if ask.quiz is None:
        return "A"
    if ask.quiz.answers:  # a hint first, or step after step
        return next(letter for letter in LETTERS if letter not in ask.quiz.taken)
    return LETTERS[ask.quiz.explanations.index(max(ask.quiz.explanations, key=len))]
