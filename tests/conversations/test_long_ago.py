"""A button of a month ago: what it asked is not kept, and whoever presses it goes on from here."""

from __future__ import annotations

from bot.core.event import Tapped
from tests.chat import Person, Town


def test_a_very_old_button_says_so_and_leads_on(town: Town, ana: Person) -> None:
    """Not a word about what the button was; the next step as for any other."""
    ana.taps("Empezar")
    card = ana.messages()[-1].prompt
    ana.does_lesson()
    ana.waits(days=33)
    while town.book(lambda book: book.housekeeping(town.clock.now())):
        pass
    ana.listens()
    town.hears(ana.carrier_id, Tapped(card, "A"))
    (heard,) = ana.heard()
    assert heard.startswith("Eso fue hace mucho.")
    assert ana.buttons()


def test_what_was_answered_stays_when_its_question_is_gone(town: Town, ana: Person) -> None:
    """The attempt keeps item, form, letter and option."""
    ana.taps("Empezar")
    ana.does_lesson()
    learner = ana.id()
    before = town.book(lambda book: book.everything(learner))["attempt"]
    ana.waits(days=40)
    while town.book(lambda book: book.housekeeping(town.clock.now())):
        pass
    after = town.book(lambda book: book.everything(learner))
    asked = {row["id"] for row in after["prompt"]}
    assert after["attempt"][: len(before)] == before
    assert asked.isdisjoint(row["prompt"] for row in before)
