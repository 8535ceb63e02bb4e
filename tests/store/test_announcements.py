"""Announcements, questions, prompts, files, and the box's own facts."""

from datetime import timedelta

import pytest
from msgspec import structs

from bot.core.people import Question, Someone
from bot.ports.hearing import Raw
from bot.ports.rows import Media, PromptRow
from bot.ports.sending import Outcome, Report
from tests.store.made import (
    ANA,
    COHORT,
    DAY,
    LUZ,
    MINUTE,
    NOW,
    ROSA,
    announce,
    announcement,
    claim,
    cohort,
    delivery,
    learner,
    person,
    teacher,
)


@pytest.fixture
async def group(store):
    """A store with a cohort: Ana and Luz learn, Rosa teaches."""

    def begin(book):
        cohort(book)
        learner(book)
        learner(book, LUZ, "Luz")
        teacher(book)

    await store.run(begin)
    return store


def forwarded(book):
    """Posts the announcement to Ana, finds no address for Luz, and notes both."""
    announce(book)
    book.post(delivery("news", id="d-ana", kind="announcement", announcement="news"), NOW)
    book.add_recipient("news", ANA, "d-ana")
    book.add_recipient("news", LUZ, "")
    book.move_announcement("news", "gone")


async def test_an_announcement_is_read_as_it_was_written(group):
    """Without its list, however long that is; the newest is the teacher's latest."""
    first, second = announcement(), structs.replace(announcement("more"), corrects="news", media="m")
    await group.run(lambda book: [book.add_announcement(row) for row in (first, second)])
    assert await group.read(lambda book: book.announcement("news")) == first
    assert await group.read(lambda book: book.latest_announcement(ROSA)) == second
    assert await group.read(lambda book: book.latest_announcement(ANA)) is None
    assert await group.read(lambda book: book.announcement("none")) is None


async def test_what_waits_for_its_hour_is_the_teachers_own(group):
    """The soonest first, without what began to leave or was cancelled."""
    rows = [structs.replace(announcement(id), send_at=NOW + timedelta(hours=n)) for n, id in enumerate("dcba")]
    await group.run(lambda book: [book.add_announcement(row) for row in rows])
    await group.run(lambda book: (book.move_announcement("d", "gone"), book.cancel_announcement("c")))
    assert [row.id for row in await group.read(lambda book: book.waiting_announcements(ROSA))] == ["b", "a"]
    assert await group.read(lambda book: book.waiting_announcements(ANA)) == []


async def test_the_list_of_an_announcement_is_rows(group):
    """They wait in their order; who was served, or could not be reached, waits no more."""
    await group.run(announce)
    assert await group.read(lambda book: book.waiting_recipients("news", 1)) == [ANA]
    await group.run(lambda book: book.add_recipient("news", ANA, "d-ana"))
    assert await group.read(lambda book: book.waiting_recipients("news", 9)) == [LUZ]
    await group.run(lambda book: book.add_recipient("news", LUZ, ""))
    assert await group.read(lambda book: book.waiting_recipients("news", 9)) == []
    assert await group.read(lambda book: book.recipients_of("news")) == [ANA, LUZ]


async def test_a_list_comes_in_parts(group):
    """Whoever was erased before a part became rows is not on it, and not counted."""
    await group.run(lambda book: book.add_announcement(announcement(total=3)))
    await group.run(lambda book: book.list_recipients("news", 0, (LUZ,)))
    row = await group.read(lambda book: book.announcement("news"))
    assert (row.total, row.listed) == (3, 1)
    await group.run(lambda book: book.list_recipients("news", 1, (ANA, "erased")))
    row = await group.read(lambda book: book.announcement("news"))
    assert (row.total, row.listed) == (2, 2)
    assert await group.read(lambda book: book.waiting_recipients("news", 9)) == [LUZ, ANA]


async def test_who_does_not_get_it_any_more_is_not_counted(group):
    """Withdrawn once, whoever says it again."""
    await group.run(announce)
    await group.run(lambda book: [book.withdraw_recipient("news", ANA) for _ in range(2)])
    row = await group.read(lambda book: book.announcement("news"))
    assert (row.total, row.listed) == (1, 1)
    assert await group.read(lambda book: book.recipients_of("news")) == [LUZ]
    assert await group.read(lambda book: book.announcement_counts("news")) == {"read": 0}


async def test_an_announcement_goes_forward(group):
    """What was cancelled meanwhile stays so."""
    await group.run(announce)
    await group.run(lambda book: book.move_announcement("news", "leaving"))
    assert (await group.read(lambda book: book.announcement("news"))).status == "leaving"


async def test_the_teacher_learns_who_got_it(group):
    """Recipients by the status of their delivery, who read it, and who could not be reached."""
    await group.run(forwarded)
    counts = await group.read(lambda book: book.announcement_counts("news"))
    assert counts == {"queued": 1, "unreachable": 1, "read": 0}
    await group.run(lambda book: [book.finish(each, Outcome("sent"), NOW) for each in claim(book)])
    await group.run(lambda book: book.read_announcement("news", ANA, NOW))
    counts = await group.read(lambda book: book.announcement_counts("news"))
    assert counts == {"sent": 1, "unreachable": 1, "read": 1}
    assert await group.read(lambda book: book.announcement_names("news", "sent")) == [Someone(ANA, "Ana")]
    assert await group.read(lambda book: book.announcement_names("news", "unreachable")) == [Someone(LUZ, "Luz")]


async def test_a_teachers_words_are_counted_when_they_leave(group):
    """By the instant at which they may leave; who could not be reached heard none."""
    await group.run(forwarded)
    assert await group.read(lambda book: book.teachers_words(ANA, NOW)) == [NOW]
    assert await group.read(lambda book: book.teachers_words(ANA, NOW + MINUTE)) == []
    assert await group.read(lambda book: book.teachers_words(LUZ, NOW)) == []


async def test_a_learner_hears_an_announcement_when_it_was_sent(group):
    """Queued is not heard, and what was heard long ago does not count."""
    await group.run(forwarded)
    assert await group.read(lambda book: book.heard_announcement(ANA, NOW)) is None
    await group.run(lambda book: [book.finish(each, Outcome("sent"), NOW) for each in claim(book)])
    assert await group.read(lambda book: book.heard_announcement(ANA, NOW)) == "news"
    assert await group.read(lambda book: book.heard_announcement(ANA, NOW + MINUTE)) is None
    assert await group.read(lambda book: book.heard_announcement(LUZ, NOW)) is None


async def test_a_cancelled_announcement_does_not_leave(group):
    """Neither what was queued nor what was still to be queued; and it stays cancelled."""

    def cancel(book):
        announce(book)
        book.post(delivery("news", id="d-ana", kind="announcement", announcement="news"), NOW)
        book.add_recipient("news", ANA, "d-ana")
        book.move_announcement("news", "leaving")
        cancelled = book.cancel_announcement("news"), book.cancel_announcement("news")
        book.move_announcement("news", "gone")
        return cancelled, claim(book), book.announcement("news").status

    assert await group.run(cancel) == ((2, 0), [], "cancelled")
    assert await group.run(lambda book: book.cancel_announcement("none")) == 0


async def test_what_a_carrier_took_is_told_as_arrived_only_when_it_says_so(group):
    """By name who has it; who opened it is a number, beside «Entendido» and never in it."""
    await group.run(forwarded)
    await group.run(lambda book: [book.finish(each, Outcome("sent"), NOW) for each in claim(book)])
    (kept,) = (await group.read(lambda book: book.everything(ANA)))["delivery"]
    found = []
    for told in ("sent", "delivered", "read"):
        await group.run(lambda book, told=told: book.told("telegram", [Report(kept["id"], told)], NOW))
        found.append(await group.read(lambda book: book.announcement_counts("news")))
    assert found == [
        {"read": 0, "taken": 1, "unreachable": 1},
        {"read": 0, "sent": 1, "unreachable": 1},
        {"read": 0, "sent": 1, "unreachable": 1, "seen": 1},
    ]
    assert await group.read(lambda book: book.announcement_names("news", "sent")) == [Someone(ANA, "Ana")]
    assert await group.read(lambda book: book.announcement_names("news", "seen")) == []


async def test_the_first_answer_counts(group):
    """A question is open until a teacher answers; the second teacher is too late."""
    await group.run(lambda book: book.add_question("q", ANA, COHORT, "¿Cuánto?", NOW))
    assert await group.read(lambda book: book.question("q")) == Question("q", ANA, "Ana", COHORT, "¿Cuánto?", NOW)
    assert await group.run(lambda book: book.answer_question("q", "50", ROSA, NOW))
    assert not await group.run(lambda book: book.answer_question("q", "60", LUZ, NOW))
    answered = await group.read(lambda book: book.question("q"))
    assert (answered.answer, answered.answered_by) == ("50", "Rosa")
    assert (await group.read(lambda book: book.teacher(ROSA))).classes[0].questions == ()
    assert await group.read(lambda book: book.question("none")) is None


async def test_an_answer_waits_until_it_was_before_the_learner(group):
    """Only answered questions, each once."""

    def answer(book):
        for id in ("q1", "q2", "q3"):
            book.add_question(id, ANA, COHORT, f"¿{id}?", NOW)
        book.answer_question("q1", "50", ROSA, NOW)
        book.answer_question("q2", "60", ROSA, NOW)
        both = book.unread_answers(ANA, "here")
        book.see_answer("q1", NOW)
        return both, book.unread_answers(ANA, "here"), book.unread_answers(LUZ, "here")

    both, left, hers = await group.run(answer)
    assert [(one.id, one.answer, one.answered_by) for one in both] == [("q1", "50", "Rosa"), ("q2", "60", "Rosa")]
    assert ([one.id for one in left], hers) == (["q2"], [])


async def test_a_prompt_is_closed_once(store):
    """A double tap finds it closed; the newest prompt of an address is known, open or closed."""

    def prompts(book):
        person(book, ANA)
        for id in ("p1", "p2"):
            book.open_prompt(id, f"at-{ANA}", ANA, "fin-04-q1", "hash", '{"a":1}', NOW)
        latest = book.latest_prompt(f"at-{ANA}")
        book.close_prompt("p2", "B", NOW)
        book.close_prompt("p2", "A", NOW + timedelta(minutes=1))
        return latest

    opened = PromptRow("p2", f"at-{ANA}", ANA, '{"a":1}', NOW, closed=False)
    assert await store.run(prompts) == opened
    closed = structs.replace(opened, closed=True)
    assert await store.read(lambda book: book.prompt("p2")) == closed
    assert await store.read(lambda book: book.latest_prompt(f"at-{ANA}")) == closed
    assert await store.read(lambda book: (book.prompt("none"), book.latest_prompt("none"))) == (None, None)


async def test_open_prompts_are_found_by_what_they_carry(store):
    """Those not answered at that address alone, the oldest first."""

    def prompts(book):
        for who in (ANA, LUZ):
            person(book, who)
        for id, subject, who in (("p1", "a1", ANA), ("p2", "a2", ANA), ("p3", "a1", ANA), ("p4", "a1", LUZ)):
            book.open_prompt(id, f"at-{who}", who, "", "", f'{{"about":"{subject}"}}', NOW)
        book.open_prompt("p5", f"at-{ANA}", ANA, "", "", '{"about":"a1"}', NOW)
        book.close_prompt("p5", "A", NOW)
        return book.open_prompts_about(f"at-{ANA}", "a1")

    assert [row.id for row in await store.run(prompts)] == ["p1", "p3"]


async def test_a_file_comes_before_its_content(store):
    """It is named when it is heard, and fetched afterwards."""
    media = Media("m", "image/jpeg", 40_000, "telegram", "ref", None)
    await store.run(lambda book: book.add_media(media, NOW))
    assert await store.read(lambda book: book.media("m")) == media
    await store.run(lambda book: book.fill_media("m", b"\xff\xd8\0"))
    assert await store.read(lambda book: book.media("m")) == structs.replace(media, size=3, content=b"\xff\xd8\0")
    assert await store.read(lambda book: book.media("none")) is None


async def test_a_lease_has_one_holder(store):
    """It is held until it runs out; its holder may hold it longer."""
    until = NOW + MINUTE
    assert await store.run(lambda book: book.hold_lease("sender", "one", NOW, until))
    assert not await store.run(lambda book: book.hold_lease("sender", "two", NOW, until))
    assert await store.run(lambda book: book.hold_lease("sender", "one", NOW, until + MINUTE))
    assert not await store.run(lambda book: book.hold_lease("sender", "two", until, until + DAY))
    assert await store.run(lambda book: book.hold_lease("sender", "two", until + MINUTE, until + DAY))


async def test_a_lease_from_the_future_is_not_believed(store):
    """A clock that fell back does not keep everybody waiting until it is right again."""
    later = NOW + DAY
    await store.run(lambda book: book.hold_lease("sender", "one", later, later + MINUTE))
    assert await store.run(lambda book: book.hold_lease("sender", "two", NOW, NOW + MINUTE))


async def test_the_backlog_is_counted(group):
    """What the operator's graphs show: by channel and status, and since when."""

    def fill(book):
        book.post(delivery(), NOW - DAY)
        book.post(delivery(kind="drip", not_before=NOW + DAY), NOW)
        book.hear([Raw("telegram", "1", "7", "{}")], NOW)
        return book.backlog(NOW)

    backlog = await group.run(fill)
    assert backlog.deliveries == {("telegram", "queued"): 2}
    assert (backlog.oldest, backlog.heard) == ({"telegram": NOW}, {"telegram": NOW})
    assert (backlog.waiting, backlog.learners) == (1, 2)
    under_way = await group.run(lambda book: book.under_way(NOW))
    assert under_way == structs.replace(backlog, learners=0)


async def test_a_message_is_late_when_it_was_due_before(group):
    """The probe asks about the oldest one of the channel."""
    await group.run(lambda book: book.post(delivery(), NOW))
    asked = [("telegram", NOW), ("telegram", NOW + MINUTE), ("web", NOW + DAY)]
    late = await group.run(lambda book: [book.is_late(channel, before) for channel, before in asked])
    assert late == [False, True, False]


async def test_facts_and_counts(store):
    """A fact is overwritten, a count grows, and a miss is only words."""

    def note(book):
        book.set_fact("clock", "1")
        book.set_fact("clock", "2")
        book.count("lessons")
        book.count("lessons", 2)
        book.add_miss("quinua", NOW)
        return book.fact("clock"), book.fact("none")

    assert await store.run(note) == ("2", None)


async def test_any_text_is_kept(store):
    """Emoji, quotes and percent signs are text like any other; NUL breaks nothing."""

    def odd(book):
        person(book, ANA, "Ana 🌽 ' \" % :x %s ñ")
        book.add_miss("a\0b", NOW)
        return book.person(ANA).name

    assert await store.run(odd) == "Ana 🌽 ' \" % :x %s ñ"
