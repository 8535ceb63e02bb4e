"""Reviews that asked the same in another form than the time before."""

from datetime import timedelta

from msgspec.structs import replace

from bot.ports.figures import Days
from tests.chat import world
from tests.store.made import ANA, COHORT, DAY, LUZ, NOW, attempt, cohort, learner


async def test_a_right_answer_in_another_form_is_counted_apart(store):
    """As the one before is compared, whoever answered; a hint, or the same form again, is no such answer."""
    told = [
        (ANA, "lesson", "first", True, False),
        (ANA, "review", "other", True, False),
        (ANA, "review", "other", True, False),
        (ANA, "review", "first", True, True),
        (LUZ, "lesson", "first", True, False),
        (LUZ, "review", "other", False, False),
    ]

    def write(book):
        cohort(book)
        learner(book)
        learner(book, LUZ, "Luz")
        for n, (who, kind, form, right, hinted) in enumerate(told):
            given = replace(attempt(who), kind=kind, content_hash=form, right=right, hinted=hinted)
            book.add_attempt(f"a-{n}", f"p-{n}", replace(given, at=NOW + n * timedelta(hours=1)))

    await store.run(write)
    days = Days(NOW.date(), (NOW + DAY).date(), (), world().place)
    record = await store.read(lambda book: book.record("cohort", COHORT, days))
    assert (record.reviews, record.dressed) == ({COHORT: (4, 2)}, {COHORT: (3, 1)})
