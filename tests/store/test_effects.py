"""What a turn leaves behind goes down whole: value, SQL, one function, test."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.core.effect import PhoneInvited, PhoneLinked, Renamed, SlotTaken, Write
from bot.core.people import Someone
from bot.ports.book import Book
from bot.ports.moment import Moment
from bot.store.effects.table import KEEP
from bot.turn.world import new_id
from tests.store.made import ANA, DAY, NOW, cohort, learner, person


def test_every_effect_has_its_function():
    """An effect that core names is kept by one function; a day's slot says whether it was free, and is asked for."""
    assert set(KEEP) == set(get_args(Write)) - {SlotTaken}


def test_no_function_keeps_two_effects():
    """Whoever looks for what becomes of an effect finds one function, and nothing else of it."""
    assert len(set(KEEP.values())) == len(KEEP)


async def test_a_turn_keeps_an_effect_whole(store):
    """What core names is handed over as it is; the store alone knows its fields."""

    def steps(book: Book) -> Someone | None:
        person(book, ANA)
        book.keep(Renamed(ANA, "Anita"), Moment(None, NOW, new_id))
        return book.person(ANA)

    assert await store.run(steps) == Someone(ANA, "Anita")


async def test_a_link_that_was_opened_keeps_nothing_of_the_turn(store):
    """A link that another phone opened in this moment undoes all that the turn says."""

    def twice(book: Book) -> None:
        here = Moment(book.address_by_id(f"at-{ANA}"), NOW, new_id)
        book.keep(PhoneInvited("token", ANA, NOW + DAY), here)
        for _ in range(2):
            book.keep(PhoneLinked("token", ANA), here)

    await store.run(cohort)
    await store.run(learner)
    with pytest.raises(LookupError):
        await store.run(twice)
    assert await store.read(lambda book: book.invite("token", NOW)) is None
