"""Cases, and who hears of them, on both engines."""

from datetime import timedelta

from bot.core.case import Of
from bot.turn.world import new_id
from tests.store.made import ANA, COHORT, DAY, LUZ, NOW, ROSA, cohort, delivery, learner, person, teacher

OF_ANA = Of(ANA, "Ana", COHORT)


def begin(book):
    """A class with its teacher, a learner, and who protects learners."""
    cohort(book)
    learner(book)
    teacher(book)
    person(book, "carmen", "Carmen")
    book.grant(new_id(), "carmen", "protection", NOW)


async def test_one_case_is_open_of_each(store):
    """What comes later adds lines; it becomes graver and of the school, never less; a new one after the end."""

    def opened(book):
        begin(book)
        book.open_case("c1", "report", OF_ANA, NOW, school=False)
        book.open_case("c2", "words", OF_ANA, NOW, school=True)
        book.open_case("c3", "report", OF_ANA, NOW, school=False)
        book.add_case_line(ANA, "words", "", "", NOW)
        first = book.case("c1")
        ended = book.close_case("c1", "carmen", "line", NOW), book.close_case("c1", "carmen", "line", NOW)
        book.add_case_line(ANA, "denied", "", "", NOW)
        book.open_case("c4", "words", OF_ANA, NOW, school=False)
        return first, ended, book.case("c1"), [one.id for one in book.cases(9)], book.open_case_of(ANA), book.case("c2")

    first, ended, last, listed, open_, none = await store.run(opened)
    assert (first.name, first.group, first.kind, first.school) == ("Ana", "3A", "words", True)
    assert [line.kind for line in first.lines] == ["words"] == [line.kind for line in last.lines]
    assert (ended, last.closer, last.outcome) == ((True, False), "Carmen", "line")
    assert (listed, open_, none) == (["c4", "c1"], "c4", None)


async def test_who_took_it_is_forgotten_with_the_person(store):
    """The case stays taken; in its lines too there is no name any more."""

    def erased(book):
        begin(book)
        book.open_case("c1", "words", OF_ANA, NOW, school=False)
        took = book.take_case("c1", "carmen", NOW)
        book.add_case_line(ANA, "taken", "carmen", "", NOW)
        before = book.case("c1").taker
        book.erase("carmen", NOW)
        return took, before, book.case("c1")

    took, before, case = await store.run(erased)
    assert (took, before, case.taker, case.taken_by, case.taken_at) == (True, "Carmen", "", "", NOW)
    assert case.lines[0].by == ""


async def test_never_who_teaches_her_or_answered_her(store):
    """Whatever other role they have; of a case of the school, nobody who teaches at that school."""

    def guarding(book):
        begin(book)
        for who in ("otto", "pia"):
            person(book, who, who)
        for who in (ROSA, "otto", "pia"):
            book.grant(new_id(), who, "protection", NOW)
        book.add_question("q1", ANA, COHORT, "¿?", NOW)
        book.answer_question("q1", "sí", "otto", NOW)
        there = book.cohort(COHORT).visit.id
        book.save_cohort("other", there, "3B", "OTHER3B", "Pía")
        book.teach(new_id(), "pia", "other", NOW)
        book.open_case("c1", "words", OF_ANA, NOW, school=False)
        before = [one.id for one in book.guardians("protection", book.case("c1"))]
        book.open_case("c1", "words", OF_ANA, NOW, school=True)
        return before, [one.id for one in book.guardians("protection", book.case("c1"))]

    assert await store.run(guarding) == (["carmen", "pia"], ["carmen"])


async def test_what_became_of_a_notice(store):
    """By its delivery; of one that is forgotten nothing is known."""

    def told(book):
        begin(book)
        book.post(delivery(id="told"), NOW)
        return [book.became(one) for one in ("told", "none")]

    assert await store.run(told) == ["queued", ""]


async def test_protection_is_late(store):
    """Grave words after two hours, a report after two days, and what was taken and not ended in three."""

    def late(book):
        begin(book)
        assert book.untold_cases() == []
        at = [NOW + timedelta(hours=hours) for hours in (1, 3)]
        book.open_case("c1", "words", OF_ANA, NOW, school=False)
        waiting = [book.protection_late(now) for now in at]
        assert book.untold_cases() == ["c1"]
        book.add_case_line(ANA, "told", "carmen", "", NOW)
        assert book.untold_cases() == []
        book.take_case("c1", "carmen", NOW)
        return waiting, [book.protection_late(now) for now in (*at, NOW + 4 * DAY)]

    assert await store.run(late) == ([False, True], [False, False, True])


async def test_a_question_is_passed_on_once(store):
    """And never when it has its answer."""

    def passed(book):
        begin(book)
        learner(book, LUZ, "Luz")
        book.add_question("q1", ANA, COHORT, "¿?", NOW)
        book.add_question("q2", LUZ, COHORT, "¿?", NOW)
        book.answer_question("q2", "sí", ROSA, NOW)
        return [book.pass_question(id, NOW) for id in ("q1", "q1", "q2")]

    assert await store.run(passed) == [True, False, False]


async def test_the_hour_of_the_questions_is_the_teachers(store):
    """Every learner of the class is told the same one."""

    def chosen(book):
        begin(book)
        before = book.cohort(COHORT).answers_at
        book.set_questions_hour(ROSA, 8 * 60)
        return before, book.cohort(COHORT).answers_at

    assert await store.run(chosen) == (17 * 60, 8 * 60)


async def test_where_somebody_can_be_reached_and_when_they_were_asked(store):
    """A blocked address says since when; a role that was never asked about says nothing."""

    def looked(book):
        begin(book)
        before = book.role_asked("carmen")
        book.ask_role("carmen", NOW + DAY)
        book.set_blocked("at-carmen", NOW + DAY)
        return before, book.role_asked("carmen"), book.heard_on("carmen"), book.heard_on("nobody")

    before, asked, heard, nobody = await store.run(looked)
    assert (before, asked, nobody) == (None, NOW + DAY, [])
    assert heard == [("telegram", NOW, NOW + DAY)]
