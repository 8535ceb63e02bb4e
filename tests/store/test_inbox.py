"""Heard is stored first."""

from bot.core.event import AlertTold, CaseStep, to_json
from bot.ports.hearing import Raw
from tests.store.made import DAY, MINUTE, NOW


def raw(key, channel="telegram", lane="7"):
    return Raw(channel, key, lane, '{"text": "hola"}')


async def test_what_was_heard_before_is_passed_over(store):
    """A redelivered update is one event."""
    first = await store.run(lambda book: book.hear([raw("1"), raw("2")], NOW))
    again = await store.run(lambda book: book.hear([raw("2"), raw("3")], NOW))
    assert [row.seq for row in first + again] == sorted(row.seq for row in first + again)
    assert len(first) == 2
    assert [row.body for row in again] == ['{"text": "hola"}']


async def test_one_key_on_two_channels_is_two_events(store):
    """Update 1 of Telegram is not update 1 of the page."""
    assert len(await store.run(lambda book: book.hear([raw("1"), raw("1", channel="web")], NOW))) == 2


async def test_what_waits_comes_oldest_first(store):
    """The order of hearing is the order of turns; a channel can be asked for alone."""
    await store.run(lambda book: book.hear([raw("1"), raw("2", channel="web"), raw("3")], NOW))
    every = await store.read(lambda book: book.waiting(NOW, 10))
    assert [row.channel for row in every] == ["telegram", "web", "telegram"]
    assert [row.received_at for row in every] == [NOW] * 3
    assert await store.read(lambda book: book.waiting(NOW, 10, "web")) == [every[1]]
    assert await store.read(lambda book: book.waiting(NOW, 2)) == every[:2]


async def test_an_alert_is_found_behind_any_bulk(store):
    """By what it is, wherever it stands; nobody's words are taken for one."""

    def hear(book):
        for n in range(3):
            book.cause(f"bulk-{n}", "l", '{"type":"due","learner":"l"}', NOW, NOW)
        book.cause("step", "case", to_json(CaseStep("case", "first", 1)), NOW, NOW)
        book.cause("told", "carmen", to_json(AlertTold("case", "raised", "carmen")), NOW, NOW)
        book.hear([Raw("web", "k", "8", to_json(CaseStep("case", "first", 1)))], NOW)
        return [row.lane for row in book.waiting_alerts(NOW, 10)], len(book.waiting(NOW, 10, "inside"))

    assert await store.run(hear) == (["case", "carmen"], 5)


async def test_an_event_is_taken_once(store):
    """The second turn of one event finds it done."""
    (row,) = await store.run(lambda book: book.hear([raw("1")], NOW))
    assert await store.run(lambda book: book.take(row.seq, NOW))
    assert not await store.run(lambda book: book.take(row.seq, NOW))
    assert await store.read(lambda book: book.waiting(NOW, 10)) == []


async def test_a_row_waits_for_the_one_before_it_in_its_lane(store):
    """Two processes may take up one chat: the second word has its turn when the first has had it, not beside it."""
    first, other, second = await store.run(lambda book: book.hear([raw("1"), raw("2", lane="8"), raw("3")], NOW))
    assert not await store.run(lambda book: book.take(second.seq, NOW))
    assert not await store.read(lambda book: book.is_done(second.seq))
    assert await store.run(lambda book: book.take(other.seq, NOW))
    assert await store.run(lambda book: book.take(first.seq, NOW))
    assert await store.run(lambda book: book.take(second.seq, NOW))


async def test_a_row_that_never_ends_holds_up_its_lane_a_minute(store):
    """Its process may be dead: the next word is heard all the same."""
    _stuck, second = await store.run(lambda book: book.hear([raw("1"), raw("2")], NOW))
    assert await store.run(lambda book: book.take(second.seq, NOW + 2 * MINUTE))


async def test_what_turns_cause_waits_for_its_time(store):
    """An inside event is due when its cause said so, and its key counts once."""

    def cause(book):
        for _ in range(2):
            book.cause("woken", "cohort", "{}", NOW, NOW + MINUTE)

    await store.run(cause)
    assert await store.read(lambda book: book.waiting(NOW, 10)) == []
    assert await store.read(lambda book: book.next_due_at()) == NOW + MINUTE
    (row,) = await store.read(lambda book: book.waiting(NOW + MINUTE, 10))
    assert (row.channel, row.lane) == ("inside", "cohort")
    await store.run(lambda book: book.take(row.seq, NOW + MINUTE))
    await store.run(cause)
    assert await store.read(lambda book: book.waiting(NOW + DAY, 10)) == []


async def test_what_cannot_be_read_is_kept_for_a_week(store):
    """The operator can look at it for 7 days, then only its key remains."""
    (row,) = await store.run(lambda book: book.hear([raw("1")], NOW))
    await store.run(lambda book: book.set_aside(row.seq, "no text", NOW))
    assert await store.read(lambda book: (book.waiting(NOW, 10), book.unread())) == ([], 1)
    assert await store.run(lambda book: book.housekeeping(NOW + 7 * DAY)) == 0
    assert await store.run(lambda book: book.housekeeping(NOW + 8 * DAY)) == 1
    assert await store.read(lambda book: book.unread()) == 0
    assert await store.run(lambda book: book.hear([raw("1")], NOW + 8 * DAY)) == []


async def test_what_says_nothing_to_us_is_done(store):
    """Set aside without a problem, nothing of it is kept but its key."""
    (row,) = await store.run(lambda book: book.hear([raw("1")], NOW))
    await store.run(lambda book: book.set_aside(row.seq, "", NOW))
    assert not await store.run(lambda book: book.take(row.seq, NOW))
    assert await store.run(lambda book: book.housekeeping(NOW + 8 * DAY)) == 0


async def test_old_keys_are_forgotten(store):
    """After 14 days no carrier sends an update again; until then it is known."""
    (row,) = await store.run(lambda book: book.hear([raw("1")], NOW))
    await store.run(lambda book: book.take(row.seq, NOW))
    assert await store.run(lambda book: book.housekeeping(NOW + 14 * DAY)) == 0
    assert await store.run(lambda book: book.housekeeping(NOW + 15 * DAY)) == 1
    assert len(await store.run(lambda book: book.hear([raw("1")], NOW + 15 * DAY))) == 1
