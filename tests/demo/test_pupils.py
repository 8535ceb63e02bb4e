"""Pupils tap as pupils do: they do the day's lesson, err now and then, and never undo anything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from bot.core.reply import Ask, Choice, Quiz
from bot.core.routes import ACTIONS
from bot.demo import cast
from bot.demo.pupils import Pupil, chosen

MONDAY = date(2026, 3, 2)
LUZ = Pupil("luz", "Luz Q.")


def ask(*actions: str) -> Ask:
    return Ask("¿?", tuple(Choice(action, action) for action in actions))


def quiz(item: str) -> Ask:
    asked = ask("quiz.answer", "quiz.answer", "quiz.answer")
    return replace(asked, quiz=Quiz(item, "", "B", ("", "", ""), "", review=False))


@pytest.mark.parametrize(
    ("actions", "letter"),
    [
        (("enrol.age", "enrol.age", "enrol.age"), "B"),
        (("enrol.accept", "enrol.more", "enrol.decline"), "A"),
        (("today.start", "enrol.later"), "B"),
        (("today.start", "today.later"), "A"),
        (("today.start", "graduate.choose"), ""),
        (("drill.begin", "today.later"), "A"),
        (("keeping.age", "keeping.age", "keeping.age"), "B"),
        (("account.its_me", "account.somebody_else"), "A"),
        (("keeping.keep", "account.erase"), "A"),
        (("exam.next", "today.later"), "A"),
        (("lesson.step",), "A"),
        (("lesson.did", "lesson.tomorrow"), "A"),
        (("announcement.read", "ask.write"), "A"),
        (("graduate.practise", "graduate.another_day", "graduate.person"), "A"),
        (("today.start", "account.progress", "ask.write"), ""),
        (("today.start", "account.progress"), ""),
        (("today.start",), ""),
        (("account.progress", "ask.write"), ""),
        (("account.erase_now", "account.keep"), ""),
        ((), ""),
    ],
)
def test_what_a_pupil_taps(actions: tuple[str, ...], letter: str) -> None:
    """Onward through lesson and enrolment; a menu, a lone button or a grave question is left alone."""
    assert chosen(ask(*actions), LUZ, MONDAY) == letter


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_nothing_is_undone(action: str) -> None:
    """Alone or first, a button that erases, declines, leaves or sends is never tapped."""
    if any(word in action for word in ("erase", "decline", "transfer", "not_mine", "send", "announce.", "pause")):
        assert chosen(ask(action), LUZ, MONDAY) == ""


def test_four_answers_of_five_are_right() -> None:
    """About the share that was said, and the same at every run."""
    answers = [chosen(quiz(f"item-{n}"), LUZ, MONDAY) for n in range(500)]
    assert answers == [chosen(quiz(f"item-{n}"), LUZ, MONDAY) for n in range(500)]
    assert 0.75 < answers.count("B") / len(answers) < 0.85


def test_kevin_goes_quiet() -> None:
    """Of the classmates one answers on few days, the others on most."""
    days = [MONDAY + timedelta(days=n) for n in range(100)]
    answered = {
        pupil.name: sum(bool(chosen(ask("lesson.step"), pupil, day)) for day in days) for pupil in cast.CLASSMATES
    }
    assert answered.pop("Kevin R.") < 25
    assert min(answered.values()) > 65
