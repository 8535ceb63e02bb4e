"""Whatever people type, carried by the real parts: as a name, a question, an answer, an announcement.

Some hold Telegram, others the page; the Bot API server refuses what Telegram would, and the page is read as its
stream and as HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from bot.ports.book import Book
from bot.turn.world import new_id
from tests.bad_days.case import Counts
from tests.bad_days.odd import as_typed, drawn, fits, seen
from tests.bad_days.phones import PagePhone, Phone, Place, TelegramPhone, place
from tests.chat import MONDAY, at
from tests.end_to_end.test_telegram import protected
from tests.web.visit import shown

MOST = 4096
SAID_LONGEST = 1000
ANNOUNCED_LONGEST = 700
EDITED = "\n\n✓ "
SENT = "Listo, se la mando a"


# --- a class -----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Classroom:
    """A teacher on Telegram; learners on Telegram, the last of them on the page."""

    code: str
    teacher: Phone
    learners: list[Phone]


async def assembled(here: Place, classes: int, learners: int) -> list[Classroom]:
    """Everybody enrolled through the conversation itself, and accepted."""
    codes, visit, now = [f"HUAYTAR{n}" for n in range(2, 2 + classes)], new_id(), here.clock.now()

    def open_visit(book: Book) -> None:
        book.save_visit(visit, "colegio San Juan", "Huancavelica", MONDAY, MONDAY + timedelta(32), "America/Lima")
        for code in codes:
            cohort = new_id()
            book.save_cohort(cohort, visit, f"3.º {code[-1]}", code, "Elena")
            book.add_invite(f"the-one-time-link-{code}", "teacher", cohort, now, now + timedelta(days=1))
        book.add_invite("the-one-time-link-of-rosa", "operator", None, now, now + timedelta(days=1))
        protected(book, now)

    adults = [TelegramPhone(here.server, here.server.person(id=chat)) for chat in (9001, 9002)]
    await here.house.store.run(open_visit)
    await here.together(adult.says("hola") for adult in adults)
    rooms = [Classroom(code, here.telegram_phone(), []) for code in codes]
    for room in rooms:
        room.learners = [*(here.telegram_phone() for _ in range(learners - 1)), await here.page_phone()]
    await here.together(room.teacher.says(f"/start the-one-time-link-{room.code}") for room in rooms)
    await here.together(room.teacher.says("Elena") for room in rooms)
    everybody = [(room.code, learner) for room in rooms for learner in room.learners]
    await here.together(learner.says(f"/start {code}") for code, learner in everybody)
    for label in ("De 14 a 17", "Sí, acepto"):
        await here.together(learner.taps(label) for _, learner in everybody)
    await here.together(learner.says("Ana R.") for _, learner in everybody)
    await here.together(learner.taps("7 p. m.") for _, learner in everybody)
    await here.house.store.run(lambda book: _accept_all(book, here.clock.now()))
    return rooms


def _accept_all(book: Book, now: datetime) -> None:
    cohorts = [planned.cohort for planned in book.itinerary()]
    for learner in (learner for cohort in cohorts for learner in book.learners_of(cohort, "", 500)):
        book.accept(learner, now)


async def _heard(phones: Iterable[Phone]) -> list[list[str]]:
    return [[text for text in await phone.heard() if EDITED not in text] for phone in phones]


# --- the day -----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Day:
    """Names, questions, announcements and answers of one day, each a text of its own."""

    here: Place
    rooms: list[Classroom]
    texts: Iterator[str]
    counts: Counts = field(default_factory=lambda: {"strings": 0, "carried": 0, "kindly refused": 0})

    @property
    def learners(self) -> list[Phone]:
        return [learner for room in self.rooms for learner in room.learners]

    def takes(self, most: int = MOST) -> str:
        self.counts["strings"] += 1
        return fits(next(self.texts), most)

    def judges(self, text: str, heard: list[str], *, carried: bool) -> None:
        """It was carried as typed, or something else was said, kindly."""
        assert heard or not seen(text), f"nothing was answered to {text!r}"
        assert not any("Algo falló" in one for one in heard), f"a fault: {text!r}"
        assert not carried or as_typed(text, heard), f"{text!r} came as {heard!r}"
        self.counts["carried" if carried else "kindly refused"] += 1

    async def names(self) -> None:
        """Everybody changes the name to something odd."""
        await self.here.together(learner.says("mi cuenta") for learner in self.learners)
        await self.here.together(learner.taps("Cambiar nombre") for learner in self.learners)
        texts = [self.takes(60) for _ in self.learners]
        await self.here.together(learner.says(text) for learner, text in zip(self.learners, texts, strict=True))
        for learner, text, heard in zip(self.learners, texts, await _heard(self.learners), strict=True):
            taken = any("Tu profe verá también" in one for one in heard)
            self.judges("" if taken else learner.typed(text), heard, carried=taken)

    async def questions(self) -> None:
        """Everybody asks; the question is shown as it will leave, or something is said instead."""
        await self.here.together(learner.says("/pregunta") for learner in self.learners)
        texts = [self.takes() for _ in self.learners]
        await self.here.together(learner.says(text) for learner, text in zip(self.learners, texts, strict=True))
        for learner, text, heard in zip(self.learners, texts, await _heard(self.learners), strict=True):
            carried = any("¿Se lo mando así" in one for one in heard)
            self.judges(learner.typed(text)[:SAID_LONGEST], heard, carried=carried)
        ready = [learner for learner in self.learners if "Sí, enviar" in await learner.buttons()]
        await self.here.together(learner.taps("Sí, enviar") for learner in ready)

    async def announcements(self) -> None:
        """Each teacher announces, on a day of its own (more than two a day would wait); every learner reads it."""
        self.here.clock.passes(24 * 3600)
        teachers = [room.teacher for room in self.rooms]
        await self.here.together(teacher.says("/anuncio") for teacher in teachers)
        texts = [self.takes(ANNOUNCED_LONGEST) for _ in teachers]
        await self.here.together(teacher.says(text) for teacher, text in zip(teachers, texts, strict=True))
        leaving = []
        for room, text, heard in zip(self.rooms, texts, await _heard(teachers), strict=True):
            carried = any("Se verá así:" in one for one in heard)
            self.judges(room.teacher.typed(text), heard, carried=carried)
            leaving += [(room, room.teacher.typed(text))] if carried else []
        await self._learners_listen()
        await self.here.together(room.teacher.taps("Ahora") for room, _ in leaving)
        for room, text in leaving:
            if any("antes lo lee quien cuida" in one for one in await room.teacher.heard()):
                continue  # by chance it reads as something that waits for who protects the learners
            for heard in await _heard(room.learners):
                assert as_typed(text, heard), f"the announcement {text!r} came as {heard!r}"

    async def _learners_listen(self) -> None:
        for learner in self.learners:
            await learner.listens()

    async def answers(self) -> None:
        """At five the questions come together; each is answered, and question and answer come back."""
        self.here.clock.reaches(at(MONDAY, 17))
        await self.here.together([])
        waiting = self.rooms
        while waiting := await self._with_a_question(waiting):
            await self.here.together([room.teacher.taps(await _to_answer(room)) for room in waiting])
            await self._learners_listen()
            texts = [self.takes() for _ in waiting]
            await self.here.together(room.teacher.says(text) for room, text in zip(waiting, texts, strict=True))
            refused = await self._judge_answers(waiting, texts)
            await self.here.together(room.teacher.says("Sí, claro.") for room in refused)
            more = [room for room in waiting if "Otra pregunta" in await room.teacher.buttons()]
            await self.here.together(room.teacher.taps("Otra pregunta") for room in more)

    async def _with_a_question(self, rooms: list[Classroom]) -> list[Classroom]:
        """The rooms in which a question is open and shown; a teacher who lost the thread asks for it again."""
        lost = [room for room in rooms if not await _to_answer(room)]
        await self.here.together(room.teacher.says("/preguntas") for room in lost)
        for room in lost:
            label = next((one for one in await room.teacher.buttons() if one.startswith("Preguntas (")), "")
            await self.here.together([room.teacher.taps(label)] if label else [])
        return [room for room in rooms if await _to_answer(room)]

    async def _judge_answers(self, waiting: list[Classroom], texts: list[str]) -> list[Classroom]:
        refused = []
        for room, text, said in zip(waiting, texts, await _heard(room.teacher for room in waiting), strict=True):
            carried = any(SENT in one for one in said)
            got = [one for heard in await _heard(room.learners) for one in heard]
            self.judges(text.replace("\0", "").strip()[:SAID_LONGEST], got if carried else said, carried=carried)
            refused += [] if carried else [room]
        return refused

    async def second_adult(self) -> None:
        """Whoever runs the programme reads every question and answer, page after page."""
        rosa = self.here.telegram_phone()
        for text in ("/start the-one-time-link-of-rosa", "Rosa", "/preguntas"):
            await self.here.together([rosa.says(text)])
        while "Ver más" in await rosa.buttons():
            await self.here.together([rosa.taps("Ver más")])

    async def pages(self) -> None:
        """Those on the page read the same in the stream, in the HTML and in what is stored."""
        for phone in self.learners:
            if isinstance(phone, PagePhone):
                stored = [one.text for one in await phone.told(0)]
                await phone.listens()
                page = [text for text in shown(await phone.visit.page()) if not text.startswith("—")]
                assert page
                assert page == stored[-len(page) :]
                events = await phone.visit.hears(phone.before, after=0)
                assert [event.data["text"] for event in events if "retires" not in event.data] == stored


async def _to_answer(room: Classroom) -> str:
    """The button that answers the next question; `""` when there is none."""
    return next((label for label in await room.teacher.buttons() if label in {"Responder", "Responder 1"}), "")


async def hostile(seed: str, folder: Path, *, classes: int = 4, learners: int = 4, rounds: int = 5) -> Counts:
    """A day of odd texts, everyone of them answered, carried as typed or kindly refused."""
    chance = Random(seed)
    async with place(folder) as here:
        rooms = await assembled(here, classes, learners)
        day = Day(here, rooms, (drawn(chance) for _ in count()))
        await day.names()
        for _ in range(rounds):
            await day.questions()
            await day.announcements()
        await day.answers()
        await day.second_adult()
        await day.pages()
        edits = sum(one.method == "editMessageText" for one in here.server.sent)
        return {**day.counts, "messages": len(here.server.sent), "edits": edits}
