"""Learners, their cohorts, and what their teachers see."""

from datetime import date

import pytest

from bot.core.logbook import Entry
from bot.core.people import Question, Visit, Waiting
from tests.store.made import ANA, COHORT, DAY, LUZ, MINUTE, NOW, ROSA, attempt, cohort, learner, person, teacher


@pytest.fixture
async def ana(store):
    """A store where Ana learns and Rosa teaches."""

    def begin(book):
        cohort(book)
        learner(book)
        teacher(book)

    await store.run(begin)
    return store


async def test_a_learner_is_a_person_with_a_document(ana):
    """All that a turn needs to know about a learner is one row."""
    row = await ana.read(lambda book: book.learner(ANA))
    assert (row.name, row.age_band, row.language, row.keyless) == ("Ana", "14_to_17", "es", False)
    assert (row.progress, row.cohort, row.accepted, row.enrolled_at) == ('{"v":1}', COHORT, False, NOW)
    assert (row.heard_at, row.next_due_at) == (None, None)
    assert await ana.read(lambda book: book.learner(ROSA)) is None


def saved(book, document, due, heard):
    book.save_progress(ANA, document, due, heard_at=heard, lessons_done=3, paused=True, graduated=False)
    return book.learner(ANA)


async def test_progress_is_saved_with_what_is_searched(ana):
    """A turn that heard nothing leaves the hour when the learner was heard last."""
    await ana.run(lambda book: saved(book, "{}", NOW + DAY, NOW + MINUTE))
    row = await ana.run(lambda book: saved(book, '{"v":2}', None, None))
    assert (row.progress, row.next_due_at, row.heard_at) == ('{"v":2}', None, NOW + MINUTE)


async def test_another_key_opens_the_place(ana):
    """And the one before it nothing any more."""

    def change(book):
        book.set_key(ANA, "NEWKEY22")
        return book.learner_by_key("NEWKEY22"), book.learner_by_key(f"key-{ANA}")

    assert await ana.run(change) == (ANA, "")


async def test_the_due_come_longest_overdue_first(ana):
    """What is due is found by its hour, and so is the next hour."""

    def two_due(book):
        learner(book, LUZ, "Luz")
        saved(book, "{}", NOW + MINUTE, None)
        book.save_progress(LUZ, "{}", NOW, heard_at=None, lessons_done=0, paused=False, graduated=False)

    await ana.run(two_due)
    assert await ana.read(lambda book: book.next_due_at()) == NOW
    assert await ana.read(lambda book: book.due_learners(NOW, 10)) == [LUZ]
    assert await ana.read(lambda book: book.due_learners(NOW + MINUTE, 10)) == [LUZ, ANA]
    assert await ana.read(lambda book: book.due_learners(NOW + MINUTE, 1)) == [LUZ]


async def test_whoever_is_due_can_be_looked_at_later(ana):
    """Who is due is put off; who is due later already stays as a turn has said."""
    await ana.run(lambda book: saved(book, "{}", NOW, None))
    await ana.run(lambda book: book.due_later(ANA, NOW, NOW + MINUTE))
    assert await ana.read(lambda book: book.next_due_at()) == NOW + MINUTE
    await ana.run(lambda book: book.due_later(ANA, NOW, NOW + 2 * MINUTE))
    assert await ana.read(lambda book: book.next_due_at()) == NOW + MINUTE


async def test_nothing_is_due_in_an_empty_store(store):
    """Nobody waits for anything."""
    assert await store.read(lambda book: book.next_due_at()) is None


async def test_a_learner_is_in_one_cohort_at_a_time(ana):
    """Enrolling again ends the former enrolment."""

    def again(book):
        book.save_cohort("cohort-b", "visit-2", "3B", "EFGH2345", "")
        book.enrol("second", ANA, "cohort-b", NOW + DAY, NOW + DAY)
        return book.learner(ANA)

    row = await ana.run(again)
    assert (row.cohort, row.accepted, row.enrolled_at) == ("cohort-b", True, NOW + DAY)


async def test_a_learner_who_leaves_keeps_what_was_learnt(ana):
    """Without a cohort the learner is still known since the enrolment."""

    def leave(book):
        book.accept(ANA, NOW)
        accepted = book.learner(ANA).accepted
        book.leave_cohort(ANA, NOW + DAY)
        return accepted, book.learner(ANA)

    accepted, row = await ana.run(leave)
    assert accepted
    assert (row.cohort, row.accepted, row.enrolled_at) == (None, False, NOW)


async def test_a_day_has_one_proactive_message(ana):
    """The slot of a local date is taken once."""
    day = date(2026, 3, 2)
    assert await ana.run(lambda book: book.take_slot(ANA, day, "drip", NOW))
    assert not await ana.run(lambda book: book.take_slot(ANA, day, "nudge", NOW))
    assert await ana.run(lambda book: book.take_slot(ANA, date(2026, 3, 3), "nudge", NOW))


async def test_answers_consents_and_check_ins_are_kept(ana):
    """Each is a row of the learner's."""

    def add(book):
        book.consent("c", ANA, "2026-1", "guardian", "paper", NOW)
        book.add_attempt("a", "prompt", attempt())
        book.add_check_in("k", ANA, 3, "sold", NOW)
        return book.everything(ANA)

    kept = await ana.run(add)
    assert kept["consent"][0]["given_by"] == "guardian"
    assert (kept["attempt"][0]["is_right"], kept["attempt"][0]["stability_days"]) == (1, 2.3)
    assert kept["check_in"][0]["answer"] == "sold"


async def test_a_month_has_one_check_in(ana):
    """The reason takes the place of «ahora no vendo»; the same month after another visit is another one."""

    def answers(book):
        book.add_check_in("first", ANA, 3, "not", NOW)
        book.add_check_in("why", ANA, 3, "buyers", NOW + MINUTE)
        book.add_check_in("sixth", ANA, 6, "weekly", NOW + 90 * DAY)
        book.add_check_in("again", ANA, 3, "weekly", NOW + 400 * DAY)
        return [(row["id"], row["answer"]) for row in book.everything(ANA)["check_in"]]

    assert await ana.run(answers) == [("first", "buyers"), ("sixth", "weekly"), ("again", "weekly")]


async def test_a_prompt_is_scored_once(ana):
    """A second attempt on one prompt breaks a rule of the schema, and leaves nothing behind."""
    await ana.run(lambda book: book.add_attempt("a", "prompt", attempt()))
    with pytest.raises(Exception, match=r"(?i)unique"):
        await ana.run(lambda book: book.add_attempt("b", "prompt", attempt()))
    assert len((await ana.read(lambda book: book.everything(ANA)))["attempt"]) == 1


async def test_a_cohort_knows_its_visit_and_the_next_stop(ana):
    """The truck goes where the itinerary says; learners know the names of who teaches them."""
    found = await ana.read(lambda book: book.cohort_by_code("ABCD2345"))
    assert found == await ana.read(lambda book: book.cohort(COHORT))
    assert found.visit == Visit(
        "visit-1", "Huanta", date(2026, 3, 2), date(2026, 4, 3), "America/Lima", next_site="Quinua"
    )
    assert (found.name, found.code, found.teachers, found.paused_until) == ("3A", "ABCD2345", ("Rosa",), None)
    assert await ana.read(lambda book: book.cohort_by_code("NONE")) is None


async def test_before_a_teacher_comes_the_itinerary_names_one(store):
    """The last visit has no next stop."""

    def begin(book):
        cohort(book)
        book.save_cohort("cohort-b", "visit-2", "3B", "EFGH2345", "")
        return book.cohort(COHORT), book.cohort("cohort-b")

    first, last = await store.run(begin)
    assert (first.teachers, last.teachers, last.visit.next_site) == (("Elena",), (), "")


async def test_the_itinerary_lists_every_group(ana):
    """In the order in which the truck comes; a visit without a group is not in it."""
    (only,) = await ana.read(lambda book: book.itinerary())
    assert (only.site, only.arrives, only.departs) == ("Huanta", date(2026, 3, 2), date(2026, 4, 3))


async def test_a_recovery_key_opens_one_place(ana):
    """Nobody's key opens nothing."""
    assert await ana.read(lambda book: book.learner_by_key(f"key-{ANA}")) == ANA
    assert await ana.read(lambda book: book.learner_by_key("none")) == ""


async def test_a_cohort_rests_and_begins_again(ana):
    """A rest ends on a date, or when the teacher says so."""
    await ana.run(lambda book: book.pause_cohort(COHORT, date(2026, 3, 9)))
    assert (await ana.read(lambda book: book.cohort(COHORT))).paused_until == date(2026, 3, 9)
    await ana.run(lambda book: book.pause_cohort(COHORT, None))
    assert (await ana.read(lambda book: book.cohort(COHORT))).paused_until is None


async def test_a_cohort_wakes_in_portions(ana):
    """Every learner becomes due, a few at a time, in the order of ids."""
    await ana.run(lambda book: learner(book, LUZ, "Luz"))
    after = await ana.run(lambda book: book.wake_cohort(COHORT, "", 1, NOW))
    assert after == ANA
    assert await ana.read(lambda book: book.due_learners(NOW, 10)) == [ANA]
    assert await ana.run(lambda book: book.wake_cohort(COHORT, after, 10, NOW)) == ""
    assert await ana.read(lambda book: book.due_learners(NOW, 10)) == [ANA, LUZ]


async def test_a_teacher_sees_the_whole_class(ana):
    """Members with how they can be reached (a shared screen is no phone), waiting papers, open questions."""

    def fill(book):
        learner(book, LUZ, "Luz")
        book.set_blocked(f"at-{LUZ}", NOW)
        book.accept(ANA, NOW)
        saved(book, "{}", None, NOW)
        book.add_address("trial", "web", "x", NOW)
        book.open_trial("trial", COHORT, "T-1", NOW, NOW + DAY)
        book.add_question("q", ANA, COHORT, "¿Cuánto cobro?", NOW)
        book.add_person("offline", "Sol", "es", NOW)
        book.add_learner("offline", "adult", "key-sol", "{}")
        book.enrol("e", "offline", COHORT, NOW, None)
        book.add_address("sitting", "screen", "x", NOW)
        book.reach("sitting", "offline", NOW)
        return book.teacher(ROSA)

    found = await ana.run(fill)
    (only,) = found.classes
    assert (found.name, only.cohort.id, only.waiting) == ("Rosa", COHORT, (Waiting("trial", "T-1", NOW),))
    assert [(one.name, one.accepted, one.reach) for one in only.members] == [
        ("Ana", True, "yes"),
        ("Luz", False, "blocked"),
        ("Sol", False, "no_phone"),
    ]
    assert (only.members[0].heard_at, only.members[0].lessons_done, only.members[0].paused) == (NOW, 3, True)
    assert [(question.name, question.text) for question in only.questions] == [("Ana", "¿Cuánto cobro?")]


async def test_who_teaches_nobody_is_no_teacher(ana):
    """A learner is not one, nor is a person without a class; teaching twice is teaching once."""
    await ana.run(lambda book: person(book, LUZ, "Luz"))
    assert await ana.read(lambda book: book.teacher(LUZ)) is None
    await ana.run(lambda book: book.teach("again", ROSA, COHORT, NOW))
    assert [one.id for one in await ana.read(lambda book: book.teachers_of(COHORT))] == [ROSA]


async def test_a_signed_paper_has_a_number_that_nobody_else_has(ana):
    """It stays taken in its cohort once the paper is signed, and no second learner may have it."""

    def signed(book):
        book.consent_on_paper("c", ANA, "3", COHORT, "214", NOW)
        return book.tickets(COHORT), book.everything(ANA)["consent"][0]

    numbers, kept = await ana.run(signed)
    assert numbers == ["214"]
    assert (kept["given_by"], kept["paper"], kept["cohort"]) == ("guardian", "214", COHORT)

    def twice(book):
        learner(book, LUZ, "Luz")
        book.consent_on_paper("d", LUZ, "3", COHORT, "214", NOW)
        return book.everything(LUZ)["consent"][-1]["paper"]

    assert await ana.run(twice) is None


async def test_a_trial_ends(ana):
    """It is closed when the paper is there, forgotten when it never comes; a second try replaces the first."""

    def trials(book):
        for address in ("one", "two"):
            book.add_address(address, "web", address, NOW)
            book.open_trial(address, COHORT, "T", NOW, NOW + DAY)
            book.open_trial(address, COHORT, f"T-{address}", NOW, NOW + DAY)
        assert book.tickets(COHORT) == ["T-one", "T-two"]
        book.close_trial("one")
        return book.teacher(ROSA).classes[0].waiting

    assert [waiting.ticket for waiting in await ana.run(trials)] == ["T-two"]
    assert await ana.run(lambda book: book.housekeeping(NOW + DAY)) == 1
    assert (await ana.read(lambda book: book.teacher(ROSA))).classes[0].waiting == ()


async def test_who_asks_is_told_from_who_has_the_name_too(ana):
    """The second of two keeps a number; who left the group keeps the own name."""

    def named(book):
        learner(book, LUZ, "Ana")
        asked = [Question("q", who, "Ana", COHORT, "¿?", NOW) for who in (ANA, LUZ, "gone")]
        return [book.known_as(one).name for one in asked]

    assert await ana.run(named) == ["Ana", "Ana 2", "Ana"]


async def test_what_a_wrong_clock_wrote_counts_as_now(ana):
    """A slot of a day that has not come is free, a delivery leaves, and the learner is looked at again."""
    ahead = NOW + 30 * DAY

    def wrong(book):
        saved(book, '{"v":1}', ahead + DAY, ahead)
        book.take_slot(ANA, NOW.date(), "offer", NOW)
        book.take_slot(ANA, ahead.date(), "offer", ahead)
        book.cause("k", ANA, "{}", ahead, ahead + DAY)

    def right(book):
        book.settle_rows(NOW)
        (only,) = book.learners_after("", 10)
        book.settle_learner(only, '{"v":1,"start":"x"}', NOW)
        slots = [book.take_slot(ANA, day.date(), "offer", NOW) for day in (NOW, ahead)]
        return book.learner(ANA), slots, book.waiting(NOW, 9), book.waiting(NOW + DAY, 9)

    await ana.run(wrong)
    row, slots, now, tomorrow = await ana.run(right)
    assert (row.progress, row.next_due_at, row.heard_at) == ('{"v":1,"start":"x"}', NOW, NOW)
    assert slots == [False, True]
    assert (now, len(tomorrow)) == ([], 1)


async def test_an_entry_of_a_notebook_is_voided_by_its_owner_alone(store):
    """What replaces one takes it out too; somebody else's tap takes out nothing."""

    def notes(book):
        cohort(book)
        learner(book)
        book.make_entry(Entry("one", ANA, "sold", 4500, 3, "chompas", NOW.date(), NOW), NOW)
        book.make_entry(Entry("two", ANA, "spent", 100, 0, "", NOW.date(), NOW, "one"), NOW)
        book.void_entry("two", LUZ, NOW)
        left = book.entries(ANA)
        book.void_entry("two", ANA, NOW)
        return left, book.entries(ANA)

    (left,), nothing = await store.run(notes)
    assert (left.id, left.replaces, left.cents) == ("two", "one", 100)
    assert nothing == []
