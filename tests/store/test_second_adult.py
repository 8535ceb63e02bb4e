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


async def test_what_is_read_is_all_of_a_window_from_the_newest(store):
    """Announcements, answers when they were given, open questions, codes asked for or of a group; page by page."""

    def say(book):
        cohort(book)
        learner(book)
        teacher(book)
        announce(book)
        book.add_question("q1", ANA, COHORT, "¿?", NOW - timedelta(days=9))
        book.answer_question("q1", "sí", ROSA, NOW + MINUTE)
        book.add_question("q2", ANA, COHORT, "¿y?", NOW + 2 * MINUTE)
        book.add_code("CODE", ANA, ROSA, NOW + 3 * MINUTE, None)
        book.code_given(COHORT, NOW - MINUTE)
        return [book.spoken(NOW - DAY, NOW + DAY, at, 3) for at in (0, 3)] + [book.spoken(NOW, NOW + MINUTE, 0, 9)]

    newest, older, window = await store.run(say)
    assert [one.kind for one in (*newest, *older)] == ["code", "question", "answer", "announcement", "group"]
    assert (newest[2].by_name, newest[2].name, newest[2].text, newest[2].question) == ("Rosa", "Ana", "sí", "¿?")
    assert (older[0].by, older[0].total, older[0].status) == (ROSA, 1, "waiting")
    assert (older[1].group, older[1].text, older[1].question) == ("3A", "ABCD2345", "Huanta")
    assert [one.kind for one in window] == ["answer"]


async def test_what_the_operator_reads_in_the_morning(store):
    """Questions that were passed on and have no answer; messages that settled without being sent."""

    def said(book):
        cohort(book)
        learner(book, at="web")
        teacher(book)
        for id in ("q1", "q2", "q3"):
            book.add_question(id, ANA, COHORT, f"¿{id}?", NOW)
        for id in ("q1", "q2"):
            book.pass_question(id, NOW)
        book.answer_question("q1", "sí", ROSA, NOW)
        return book.passed_questions(9), book.unsent(NOW - DAY)

    passed, unsent = await store.run(said)
    assert [one.id for one in passed] == ["q2"]
    assert unsent == 0
