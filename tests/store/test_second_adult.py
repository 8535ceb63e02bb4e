"""What a second adult reads, and what somebody wrote lately."""

from datetime import timedelta

from tests.store.made import ANA, COHORT, DAY, MINUTE, NOW, ROSA, announce, cohort, learner, teacher


async def test_what_somebody_wrote_lately(store):
    """Announcements and answers of a teacher, questions of a learner; the newest few, the oldest of them first."""

    def say(book):
        cohort(book)
        learner(book)
        teacher(book)
        book.add_question("old", ANA, COHORT, "antes", NOW - timedelta(days=2))
        book.add_question("q", ANA, COHORT, "¿987?", NOW + MINUTE)
        book.answer_question("q", "654", ROSA, NOW + 2 * MINUTE)
        announce(book)

    await store.run(say)
    assert await store.read(lambda book: book.said_lately(ROSA, NOW - DAY, 9)) == ["Mañana 8 a. m.", "654"]
    assert await store.read(lambda book: book.said_lately(ROSA, NOW - DAY, 1)) == ["654"]
    assert await store.read(lambda book: book.said_lately(ANA, NOW - DAY, 9)) == ["¿987?"]
    assert await store.read(lambda book: book.said_lately(ANA, NOW + DAY, 9)) == []
