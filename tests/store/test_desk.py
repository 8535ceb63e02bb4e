"""The way into the desk, as it is stored: hashes, once, in time, on both engines."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from bot.core.desk_access import IDLE, LINK_KEEPS, LONGEST
from bot.core.figures.record import Picked
from tests.store.made import ANA, COHORT, LUZ, NOW, attempt, cohort, learner

TOKEN, KEY = "t" * 43, "k" * 43
MINUTE = timedelta(minutes=1)


async def test_a_link_is_spent_once_and_in_time(store) -> None:
    """By whoever is first, and never under another name."""

    def spend(book):
        cohort(book)
        learner(book, ANA)
        learner(book, LUZ)
        book.add_desk_link(TOKEN, ANA, NOW)
        wrong = book.spend_desk_link(KEY, NOW)
        return wrong, book.spend_desk_link(TOKEN, NOW + MINUTE), book.spend_desk_link(TOKEN, NOW + MINUTE)

    assert await store.run(spend) == ("", ANA, "")


async def test_a_link_is_over_after_its_minutes(store) -> None:
    """And one of a clock that went back opens nothing; those of an hour are counted."""

    def late(book):
        cohort(book)
        learner(book, ANA)
        learner(book, LUZ)
        book.add_desk_link(TOKEN, ANA, NOW)
        tries = [book.spend_desk_link(TOKEN, NOW + LINK_KEEPS), book.spend_desk_link(TOKEN, NOW - MINUTE)]
        counts = book.desk_links(ANA, NOW), book.desk_links(ANA, NOW + 61 * MINUTE), book.desk_links(LUZ, NOW)
        return tries, counts

    assert await store.run(late) == (["", ""], (1, 0, 0))


async def test_a_session_holds_while_it_is_used(store) -> None:
    """Half an hour idle, eight hours in all; closed, by itself or with all, it is none."""

    def used(book):
        cohort(book)
        learner(book, ANA)
        learner(book, LUZ)
        book.open_desk_session(KEY, ANA, NOW)
        fresh = book.desk_session(KEY)
        book.see_desk_session(KEY, NOW + LONGEST - MINUTE)
        worn = book.desk_session(KEY)
        book.open_desk_session(TOKEN, ANA, NOW)
        book.close_desk_session(TOKEN)
        assert book.desk_session(TOKEN) is None
        book.close_desk_sessions(ANA)
        return fresh, worn, book.desk_session(KEY)

    fresh, worn, closed = await store.run(used)
    assert fresh.holds(NOW + IDLE - MINUTE)
    assert not fresh.holds(NOW + IDLE)
    assert not fresh.holds(NOW - MINUTE)
    assert not worn.holds(NOW + LONGEST)
    assert closed is None


async def test_who_wrote_in_a_week_is_counted_once(store) -> None:
    """However many days, and in that cohort alone."""

    def wrote(book):
        cohort(book)
        learner(book, ANA)
        learner(book, LUZ)
        for day in (2, 3, 9):
            book.add_active_day(LUZ, COHORT, date(2026, 3, day), "web")
        book.add_active_day(LUZ, None, date(2026, 3, 4), "web")
        days = book.desk_days_of(LUZ, COHORT, date(2026, 3, 3))
        return book.desk_written(COHORT, date(2026, 3, 2), date(2026, 3, 8)), days

    assert await store.run(wrote) == (1, [date(2026, 3, 3), date(2026, 3, 9)])


async def test_what_opens_nothing_more_is_thrown_away(store) -> None:
    """Links after their hour, sessions after theirs."""

    def tidied(book):
        cohort(book)
        learner(book, ANA)
        learner(book, LUZ)
        book.add_desk_link(TOKEN, ANA, NOW)
        book.open_desk_session(KEY, ANA, NOW)
        while book.housekeeping(NOW + 2 * LONGEST):
            pass
        return book.desk_session(KEY), book.everything(ANA).get("desk_link", [])

    assert await store.run(tidied) == (None, [])


async def test_a_first_try_counts_once(store) -> None:
    """The second answer to the same form, and one with a hint, are none."""

    def tried(book):
        cohort(book)
        for id in (ANA, LUZ):
            learner(book, id)
        for n, (who, option, hinted) in enumerate(((ANA, "b", False), (ANA, "a", False), (LUZ, "a", True))):
            book.add_attempt(f"a-{n}", f"p-{n}", replace(attempt(who), option=option, hinted=hinted, cohort=COHORT))
        return book.desk_first_tries(COHORT)

    assert await store.run(tried) == [Picked("fin-04-q1", "hash", "b", attempt(ANA).right, 1)]
