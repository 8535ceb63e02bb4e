"""A course in another language, lived from poster to farewell: nothing Spanish is said, and Kenya's lines answer."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest

from bot.core.text.local_words import LocalWords
from tests import kenya
from tests.chat import Person, Town, key_of

LOGBOOK = ("cuaderno", "«mi negocio»", "vendí", "panes")
"""The notebook is heard in Spanish alone, and offered to nobody else."""


@pytest.fixture
def kyuso(tmp_path: Path) -> Iterator[Town]:
    """A Monday morning at Kyuso, with both courses in the house."""
    town = Town(tmp_path / "town.db", kenya.at(kenya.MONDAY, 9), kenya.both())
    kenya.visit(town)
    yield town
    town.close()


@pytest.fixture
def amina(kyuso: Town) -> Person:
    """A learner whom her teacher knows."""
    person = kenya.learner(kyuso)
    id_ = person.id()
    kyuso.book(lambda book: book.accept(id_, kyuso.clock.now()))
    return person


def does_lesson(person: Person) -> None:
    """From the first card to the task."""
    while "I did it" not in person.buttons():
        if person.buttons()[:2] == ["A", "B"] or person.buttons() == ["I don't know"]:
            person.answers(right=True)
        else:
            person.taps(person.buttons()[0])


def assert_english(*people: Person) -> None:
    said = [text for person in people for text in kenya.shown(person)]
    assert said
    assert [(text, found) for text in said if (found := kenya.leaks(text))] == []


@pytest.mark.slow
def test_from_poster_to_farewell_without_a_spanish_word(kyuso: Town) -> None:
    """The stranger's greeting, enrolment, five lessons, the exam, its paper, the farewell and what comes after it."""
    amina = kyuso.person()
    amina.says("hello")
    amina.hears("Hello. I am Yachaski")
    amina.says("i don't know my code")
    amina.says(kenya.CODE)
    amina.hears("This code is for Form 2, Kyuso Girls, teacher Wanjiru.")
    for words in ("I am 15", "read more", "yes", "my name is Amina", "5 in the evening"):
        amina.says(words)
    amina.hears("On weekdays, at 5 pm")
    id_ = amina.id()
    kyuso.book(lambda book: book.accept(id_, kyuso.clock.now()))
    for _ in range(5):
        amina.says("lesson")
        does_lesson(amina)
        amina.taps("I did it")
        amina.waits(days=1)
    amina.says("exam")
    amina.taps("Start")
    while "A" in amina.buttons() or "I don't know" in amina.buttons():
        amina.answers(right=True)
        amina.taps("Next")
    amina.hears_later("5 of 5")
    amina.says("certificate")
    amina.waits(days=14)
    amina.hears_later("today the truck")
    assert_english(amina)
    amina.waits(days=40)
    assert_english(amina)


def test_everyday_words_do_what_they_say(kyuso: Town, amina: Person) -> None:
    """The commands of the course, a mood, what the programme knows, and what it does not."""
    for words, fragment in {
        "hello": "Amina",
        "menu": "What shall we do?",
        "my progress": "you have not started yet",
        "pause": "Until when do you rest?",
        "continue": "Mutua's list",
        "language": "Language of the lessons: English.",
        "my data": "Here is everything",
        "delete": "Shall I erase everything",
        "do not delete": "I erased nothing",
        "time": "What time do you want?",
        "timetable": "This is coming",
        "exam": "Then it is 5 questions",
        "i am sad": "116, or 1199",
        "when does the truck leave": "Friday 29 January",
        "who is my teacher": "Wanjiru",
        "are you a robot": "I am not a person",
        "what day is it": "Monday 18 January",
        "stop writing": "I do not write to you any more",
        "write again": "I write to you again",
        "asante": "You are welcome",
    }.items():
        amina.says(words)
        amina.hears_later(fragment)
    assert_english(amina)


def test_a_number_is_written_and_explained_in_english(amina: Person) -> None:
    """«150 shillings» is read, and a wrong road has its own words."""
    for _ in range(3):
        amina.says("lesson")
        does_lesson(amina)
        amina.taps("I did it")
        amina.taps("Another lesson")
    while amina.buttons() != ["I don't know"]:
        amina.taps(amina.buttons()[0])
    amina.says("150 shillings")
    amina.hears("Yes! 400 and 350 are 750.")


def test_teacher_and_learner_meet_in_english(kyuso: Town, amina: Person) -> None:
    """Her menu, an announcement and an answer."""
    wanjiru = kyuso.teacher("Wanjiru", kenya.CODE)
    wanjiru.says("announcement: tomorrow we meet at eight")
    wanjiru.says("my group")
    wanjiru.says("report")
    amina.says("ask my teacher")
    amina.says("Do we bring our notebook tomorrow?")
    assert_english(wanjiru)


@pytest.mark.parametrize("words", ["I want to kill myself", "my uncle touches me", "nataka kufa", "i wanna die"])
def test_what_is_grave_is_answered_with_the_lines_of_kenya(kyuso: Town, words: str) -> None:
    """Whoever writes it: a learner, and a stranger who never gave a code."""
    for person in (kenya.learner(kyuso), kyuso.person()):
        person.says(words)
        (answer,) = person.heard()
        assert "If you think of hurting yourself: 1199. If somebody hurts you: 116" in answer
        assert kenya.leaks(answer) == []


def test_a_group_of_the_other_course_is_taught_in_spanish(kyuso: Town) -> None:
    """In one house each has its own language, and what is grave is heard in it."""
    kyuso.visit(arrives=kenya.MONDAY, departs=kenya.DEPARTS)
    ana = kyuso.learner("Ana")
    ana.says("me quiero matar")
    assert "113, opción 5" in ana.heard()[0]
    amina = kenya.learner(kyuso)
    amina.says(key_of(ana))
    amina.hears_later("Ana")


def test_no_sentence_of_ours_names_peru_or_its_lines() -> None:
    """Whatever is ever said in the course: every sentence of the programme, as it is said in Kenya."""
    course = kenya.both().teaching(kenya.ENGLISH.name).course
    local = LocalWords(NullTranslations(), course.manner.instead["en"])
    said = [local.gettext(text) for _, text in kenya.phrases()]
    found = {text: leak for text in said if (leak := kenya.leaks(text)) and not any(word in text for word in LOGBOOK)}
    assert found == {}
