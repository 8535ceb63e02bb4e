"""Which course a group has, and whose it is."""

from datetime import date

import pytest

from tests.store.made import ANA, COHORT, NOW, ROSA, cohort, learner, teacher


@pytest.fixture
async def ana(store):
    """A store where Ana learns the first course, and Rosa teaches it and another one."""

    def begin(book):
        cohort(book)
        learner(book)
        teacher(book)
        book.save_visit("visit-9", "Kitui", "Kitui", date(2026, 3, 2), date(2026, 4, 1), "Africa/Nairobi")
        book.save_cohort("cohort-en", "visit-9", "Form 2", "KITUI2A", "Wanjiru", "lessons_en")

    await store.run(begin)
    return store


async def test_a_group_has_its_course(ana):
    """The first one where the itinerary says nothing."""
    first, other = await ana.read(lambda book: (book.cohort(COHORT), book.cohort("cohort-en")))
    assert (first.course, other.course) == ("", "lessons_en")
    assert [one.course for one in await ana.read(lambda book: book.itinerary())].count("lessons_en") == 1


async def test_whose_course_it_is(ana):
    """What somebody learns comes before what they teach; of nobody there is none."""
    assert await ana.read(lambda book: book.courses_of(ANA)) == [""]
    await ana.run(lambda book: book.teach("t-9", ROSA, "cohort-en", NOW))
    assert await ana.read(lambda book: book.courses_of(ROSA)) == ["", "lessons_en"]
    assert await ana.read(lambda book: book.courses_of("nobody")) == []


async def test_the_courses_of_a_day(ana):
    """Those of the visits that are under way."""
    assert await ana.read(lambda book: book.courses_on(date(2026, 3, 2))) == ["", "lessons_en"]
    assert await ana.read(lambda book: book.courses_on(date(2020, 1, 1))) == []
