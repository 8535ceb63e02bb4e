"""Alerts, who hears of them, and exchanges that a second adult reads, on both engines."""

from bot.turn.world import new_id
from tests.store.made import ANA, COHORT, DAY, LUZ, NOW, ROSA, cohort, learner, person, teacher


def begin(book):
    """A class with its teacher, a learner, and who protects learners."""
    cohort(book)
    learner(book)
    teacher(book)
    person(book, "carmen", "Carmen")
    book.grant(new_id(), "carmen", "protection", NOW)


async def test_an_alert_says_who_and_where(store):
    """The name and the group; somebody not enrolled has none."""

    def raised(book):
        begin(book)
        book.add_alert("a1", "grave", ANA, COHORT, "", NOW)
        book.add_alert("a1", "grave", ANA, COHORT, "", NOW + DAY)
        book.add_alert("a2", "grave", None, None, "", NOW)
        return book.alert("a1"), book.alert("a2"), book.alert("none")

    first, second, none = await store.run(raised)
    assert (first.name, first.group, first.person, first.raised_at) == ("Ana", "3A", ANA, NOW)
    assert (second.name, second.group, second.person) == ("", "", "")
    assert none is None


async def test_the_first_who_attends_it_has_it(store):
    """The second one is told who; what is attended or calmed does not wait any more."""

    def attended(book):
        begin(book)
        book.add_alert("a1", "grave", ANA, COHORT, "", NOW)
        book.add_alert("a2", "grave", ANA, COHORT, "", NOW)
        oldest = book.oldest_alert().id
        took = book.attend_alert("a1", "carmen", NOW), book.attend_alert("a1", ROSA, NOW)
        then = book.oldest_alert().id
        book.calm_alert("a2", NOW)
        return oldest, took, then, book.oldest_alert(), book.alert("a1").attended_by

    assert await store.run(attended) == ("a1", (True, False), "a2", None, "Carmen")


async def test_a_teacher_of_the_cohort_never_protects_it(store):
    """Of another one they may."""

    def protectors(book):
        begin(book)
        book.grant(new_id(), ROSA, "protection", NOW)
        return [one.id for one in book.protectors(COHORT)], [one.id for one in book.protectors("")]

    assert await store.run(protectors) == (["carmen"], ["carmen", ROSA])


async def test_who_attended_is_forgotten_with_the_person(store):
    """The alert stays the learner's."""

    def erased(book):
        begin(book)
        book.add_alert("a1", "grave", ANA, COHORT, "", NOW)
        book.attend_alert("a1", "carmen", NOW)
        book.erase("carmen", NOW)
        return book.alert("a1")

    alert = await store.run(erased)
    assert (alert.attended_by, alert.attended_at) == ("", NOW)


async def test_exchanges_are_read_from_the_newest(store):
    """With who answered, page by page."""

    def asked(book):
        begin(book)
        for n in range(3):
            book.add_question(f"q{n}", ANA, COHORT, f"¿{n}?", NOW)
        book.answer_question("q2", "dos", ROSA, NOW)
        newest, older = book.exchanges(1 << 62, 2)
        return newest, older, book.exchanges(older.seq, 2)

    newest, older, rest = await store.run(asked)
    assert (newest.question.id, newest.question.answered_by, newest.group) == ("q2", "Rosa", "3A")
    assert (older.question.id, [one.question.id for one in rest]) == ("q1", ["q0"])


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
