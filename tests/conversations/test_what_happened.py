"""What somebody did stays as rows that do not move: which option, which day, which lesson."""

from __future__ import annotations

from typing import Any

from bot.core.attempt import option_hash
from bot.core.reply import read_ask
from tests.chat import Person, Town


def rows(town: Town, someone: Person, table: str) -> list[dict[str, Any]]:
    """The learner's rows of a table."""
    learner = someone.id()
    found: list[dict[str, Any]] = town.book(lambda book: book.everything(learner)).get(table, [])
    return found


def test_an_answer_keeps_which_option_it_was(town: Town, ana: Person) -> None:
    """By its words and not by its letter: letters are another order for everybody."""
    ana.taps("Empezar")
    ana.does_lesson(right=False)
    asked = {row["id"]: read_ask(row["body"]) for row in rows(town, ana, "prompt")}
    attempts = rows(town, ana, "attempt")
    for row in attempts:
        (chosen,) = (one for one in asked[row["prompt"]].choices if one.label == row["chosen"])
        assert row["option"] == option_hash(chosen.words)
    cohort = rows(town, ana, "enrolment")[0]["cohort"]
    assert [(row["kind"], row["cohort"]) for row in attempts] == [("lesson", cohort), ("lesson", cohort)]


def test_a_drill_leaves_a_row(town: Town, ana: Person) -> None:
    """Its answer, and that it was done."""
    ana.says("simulacro")
    ana.answers(right=True)
    assert [row["kind"] for row in rows(town, ana, "attempt")] == ["drill"]
    assert [(row["lesson"], row["kind"]) for row in rows(town, ana, "finish")] == [("sim-01", "drill")]


def test_a_lesson_is_finished_once(town: Town, ana: Person) -> None:
    """On the first day; reading it again changes nothing."""
    ana.taps("Empezar")
    ana.does_lesson()
    first = rows(town, ana, "finish")
    assert [(row["lesson"], row["kind"]) for row in first] == [("emp-01", "lesson")]
    ana.waits(days=1)
    ana.taps("Empezar")
    assert rows(town, ana, "finish") == first


def test_a_day_with_a_word_is_a_row(town: Town, ana: Person) -> None:
    """One a day and channel, however many words."""
    ana.says("hola")
    ana.says("progreso")
    ana.waits(days=1)
    ana.says("hola")
    days = rows(town, ana, "active_day")
    assert [row["channel"] for row in days] == ["web", "web"]
    assert len({row["local_date"] for row in days}) == 2


def test_a_message_of_the_day_says_whether_it_left(town: Town, ana: Person) -> None:
    """What is told of silence counts from there."""
    ana.waits(days=1)
    (slot,) = rows(town, ana, "slot")
    assert (slot["became"], slot["sent_at"]) == ("sent", slot["taken_at"])
