"""A button whose prompt carries something else than the number that it needs: the next step, and no fault."""

from __future__ import annotations

import pytest

from bot.core.event import Tapped
from bot.core.reply import Ask, Choice, write_ask
from bot.core.text import reading
from bot.ports.book import Book
from bot.turn.world import new_id
from tests.chat import Person, Town

NO_NUMBERS = ("x", "-1", "1.5", "9" * 13, "٣", "²", " 7", "7\n")
LEARNERS = (
    "account.at",
    "account.its_me",
    "account.rest",
    "account.speak",
    "enrol.from",
    "enrol.hour",
    "graduate.on",
    "graduate.sells",
    "graduate.sells_not",
    "graduate.stopped",
)
TEACHERS = ("road.days", "teacher.pause_days", "teacher.questions_at")


def tap(person: Person, action: str, argument: str) -> None:
    """A tap on a prompt that the box never asked like this."""
    town, id = person.town, new_id()
    ask = write_ask(Ask("?", (Choice("?", action, argument),)))

    def open_prompt(book: Book) -> None:
        address = book.address("web", person.carrier_id)
        assert address is not None
        owner = book.people_at(address.id)[0].id
        book.open_prompt(id, address.id, owner, None, None, ask, town.clock.now())

    town.book(open_prompt)
    person.listens()
    town.hears(person.carrier_id, Tapped(id, "A"))


def test_only_plain_digits_within_reach_are_a_number() -> None:
    """The one reader of numbers in buttons."""
    assert [reading.number(text, 59) for text in ("0", "7", "59")] == [0, 7, 59]
    assert not any(reading.number(text, 10**12) for text in (*NO_NUMBERS, ""))
    assert reading.number("60", 59) is None


@pytest.mark.slow
@pytest.mark.parametrize("action", LEARNERS)
def test_a_learner_reads_the_next_step(ana: Person, action: str) -> None:
    """One message, with a button."""
    for argument in NO_NUMBERS:
        tap(ana, action, argument)
        assert len(ana.heard()) == 1
        assert "Algo falló" not in ana.heard()[0]
        assert ana.buttons()


@pytest.mark.parametrize("action", TEACHERS)
def test_a_teacher_reads_the_next_step(town: Town, ana: Person, action: str) -> None:
    """The same, with the class or the visit before the number as those buttons have it."""
    elena = town.teacher("Elena")
    planned = town.book(lambda book: book.itinerary()[0])
    whose = {"road.days": f"{planned.visit}:", "teacher.pause_days": f"{planned.cohort}:"}
    for argument in (*NO_NUMBERS, ""):
        tap(elena, action, whose.get(action, "") + argument)
        elena.hears("Hola, profe Elena. ¿Qué hacemos?")


def test_an_announcement_does_not_leave_at_an_hour_that_is_none(town: Town, ana: Person) -> None:
    """What was composed stays as it was; «Ahora» still sends it."""
    elena = town.teacher("Elena")
    elena.says("/anuncio")
    elena.says("Nos vemos el viernes.")
    seal = elena._prompt().ask.choices[0].argument
    for argument in NO_NUMBERS:
        for action in ("announce.at", "announce.audiences"):
            tap(elena, action, seal + argument)
            elena.hears("Hola, profe Elena. ¿Qué hacemos?")
    elena.taps("Ahora")
    elena.hears("Saliendo.")


def test_a_question_that_was_answered_is_closed(town, ana):
    """In the commit of its answer: a second tap, whenever it comes, finds it so."""
    prompt = ana.messages()[-1].prompt
    assert not town.book(lambda book: book.prompt(prompt)).closed
    ana.taps(ana.buttons()[0])
    assert town.book(lambda book: book.prompt(prompt)).closed
