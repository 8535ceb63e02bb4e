"""What a teacher is told of her learners: what they find hard, and who agreed when; on both engines."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.core.attempt import Attempt
from bot.core.people import Struggle
from tests.store.made import ANA, COHORT, DAY, LUZ, NOW, cohort

LIMA = ZoneInfo("America/Lima")


def answered(book, learner, item, day, *, right, kind="lesson"):
    """One graded answer, so many days after the first."""
    name, at = f"{learner}-{item}-{day}-{kind}", NOW + day * DAY
    book.add_attempt(name, name, Attempt(learner, item, "hash", "A", "x", kind, COHORT, right, False, at))


async def test_what_was_missed_on_two_days_is_hard(store) -> None:
    """The last time too; once, twice on one day, an exam's item or what was right at last is not."""

    def missed(book):
        cohort(book)
        for day in (0, 2):
            answered(book, ANA, "hard", day, right=False)
            answered(book, LUZ, "learnt", day, right=False)
            answered(book, LUZ, "exam", day, right=False, kind="exam")
        answered(book, LUZ, "learnt", 3, right=True)
        answered(book, LUZ, "once", 3, right=False)
        return book.struggles(COHORT, NOW, LIMA), book.struggles(COHORT, NOW + DAY, LIMA)

    both, since = await store.run(missed)
    assert both == {ANA: Struggle("hard", (date(2026, 3, 2), date(2026, 3, 4)))}
    assert since == {}


async def test_the_last_consent_is_told(store) -> None:
    """When it was given, and by whom."""

    def agree(book):
        book.consent("first", ANA, "1", "guardian", "paper", NOW)
        book.consent("second", ANA, "3", "self", "web", NOW + DAY)
        return book.agreed(ANA), book.agreed(LUZ)

    assert await store.run(agree) == ((NOW + DAY, "self"), None)
