"""What is old goes: in short rounds, to the end, and without what has to stay of it."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.ports.hearing import Raw
from bot.ports.rows import Media
from bot.ports.sending import Outcome
from bot.store.open import open_store
from tests.chat import MONDAY, Town, at
from tests.store.made import (
    ANA,
    DAY,
    LUZ,
    MINUTE,
    NOW,
    announce,
    announcement,
    claim,
    cohort,
    delivery,
    learner,
    person,
    teacher,
)

ROUNDS = 50
"""More than any of these tests needs: a round that never ends its work fails here."""


@pytest.fixture
async def town(store):
    """Ana and Luz learn, Rosa teaches."""

    def begin(book):
        cohort(book)
        learner(book)
        learner(book, LUZ, "Luz")
        teacher(book)

    await store.run(begin)
    return store


async def tidied(store, now):
    """Rounds until nothing is left to do; the rows that went."""
    rows = [await store.run(lambda book: book.housekeeping(now))]
    while rows[-1]:
        assert len(rows) < ROUNDS
        rows.append(await store.run(lambda book: book.housekeeping(now)))
    return sum(rows)


def test_an_address_goes_that_a_grown_up_has_left(town_of_people):
    """Who teaches and learns nothing leaves an address that nobody is reached at: it goes in 14 days."""
    town, elena = town_of_people
    town.waits(days=10)
    elena.says("hola")
    person, address = town.book(lambda book: _reached(book, elena.carrier_id))
    town.book(lambda book: book.part(address, person, town.clock.now()))
    for days, there in ((6, True), (9, False)):
        town.waits(days=days)
        town.book(lambda book: [book.housekeeping(town.clock.now()) for _ in range(ROUNDS)])
        assert (town.book(lambda book: book.address_by_id(address)) is not None) is there


def _reached(book, carrier_id):
    address = book.address("web", carrier_id)
    return book.people_at(address.id)[0].id, address.id


@pytest.fixture
def town_of_people(tmp_path):
    """A house with a teacher in it."""
    town = Town(tmp_path / "town.db", at(MONDAY, 9))
    town.visit()
    yield town, town.teacher("Elena")
    town.close()


async def left(store, table, of=ANA):
    """How many rows of the table are about the person."""
    return len((await store.read(lambda book: book.everything(of))).get(table, []))


async def test_a_delivery_goes_a_month_after_it_was_settled(town):
    """Not a day earlier, and not while it waits."""
    await town.run(lambda book: [book.post(delivery(text), NOW) for text in ("1", "2")])
    await town.run(lambda book: [book.show(each, NOW) for each in claim(book)])
    assert await tidied(town, NOW + 30 * DAY) == 0
    assert await tidied(town, NOW + 31 * DAY) == 1
    assert await left(town, "delivery") == 1


async def test_an_announcement_keeps_its_counts_and_its_recipients_their_status(town):
    """As numbers, also when one of them is erased afterwards."""

    def sent(book):
        announce(book)
        book.post(delivery("news", id="d-ana", kind="announcement", announcement="news"), NOW)
        book.add_recipient("news", ANA, "d-ana")
        book.add_recipient("news", LUZ, "")
        book.read_announcement("news", ANA, NOW)
        for each in claim(book):
            book.finish(each, Outcome("sent"), NOW)
        return book.announcement_counts("news"), book.announcement_names("news", "sent")

    counts, names = await town.run(sent)
    await tidied(town, NOW + 31 * DAY)
    assert await left(town, "delivery") == 0
    assert counts == {"sent": 1, "unreachable": 1, "read": 1}
    assert await town.read(lambda book: book.announcement_counts("news")) == counts
    assert await town.read(lambda book: book.announcement_names("news", "sent")) == names
    await town.run(lambda book: book.erase(ANA, NOW))
    assert await town.read(lambda book: book.announcement_counts("news")) == counts


async def asked(store, id, at, *, closed=None):
    """A question to Ana, answered or not."""
    await store.run(lambda book: book.open_prompt(id, f"at-{ANA}", ANA, None, None, "{}", at))
    if closed:
        await store.run(lambda book: book.close_prompt(id, "A", closed))


async def kept(store, *ids):
    """Which of the questions are still there."""
    return [id for id in ids if await store.read(lambda book, id=id: book.prompt(id)) is not None]


async def test_a_prompt_goes_a_month_after_it_was_closed(town):
    """Counted from the answer, not from the question."""
    await asked(town, "p", NOW, closed=NOW + 5 * DAY)
    await tidied(town, NOW + 31 * DAY)
    assert await kept(town, "p") == ["p"]
    await tidied(town, NOW + 36 * DAY)
    assert await kept(town, "p") == []


async def test_a_prompt_goes_a_month_after_another_took_its_place(town):
    """The newest of an address stays open for ever: whoever comes back after a year finds a button that works."""
    await asked(town, "first", NOW)
    await asked(town, "second", NOW + 3 * DAY)
    await tidied(town, NOW + 32 * DAY)
    assert await kept(town, "first", "second") == ["first", "second"]
    await tidied(town, NOW + 34 * DAY)
    assert await kept(town, "first", "second") == ["second"]
    assert await tidied(town, NOW + 365 * DAY) == 0


async def test_what_stays_holds_up_nothing(town):
    """Behind a thousand open questions of as many addresses, the old one goes."""

    def many(book):
        for n in range(1100):
            book.add_address(f"a{n}", "telegram", f"c{n}", NOW)
            book.open_prompt(f"p{n}", f"a{n}", None, None, None, "{}", NOW)
        book.open_prompt("old", f"at-{ANA}", ANA, None, None, "{}", NOW)
        book.close_prompt("old", "A", NOW)

    await town.run(many)
    await tidied(town, NOW + 31 * DAY)
    assert await kept(town, "p0", "p1099", "old") == ["p0", "p1099"]


async def test_words_without_an_answer_go_after_three_months(town):
    """Whoever wrote them."""
    await town.run(lambda book: [book.add_miss("quinua", NOW, person) for person in (ANA, "")])
    assert await tidied(town, NOW + 90 * DAY) == 0
    assert (await tidied(town, NOW + 91 * DAY), await left(town, "miss")) == (2, 0)


async def test_a_picture_goes_a_month_after_its_announcement(town):
    """Counted from when the announcement leaves; one that nobody announced goes by its own date."""

    def pictures(book):
        for id in ("photo", "draft"):
            book.add_media(Media(id, "image/jpeg", 1, "telegram", "ref", b"x"), NOW)
        book.add_announcement(replace(announcement("later"), media="photo", status="gone", send_at=NOW + 20 * DAY))

    async def there(now):
        await tidied(town, now)
        return await town.read(lambda book: [id for id in ("photo", "draft") if book.media(id)])

    await town.run(pictures)
    assert [await there(NOW + days * DAY) for days in (30, 31, 51)] == [["photo", "draft"], ["photo"], []]


async def test_a_sitting_goes_with_all_that_was_said(store):
    """However much that is."""

    def sits(book):
        book.add_address("s", "screen", "sitting", NOW)
        for n in range(250):
            book.open_prompt(f"p{n}", "s", None, None, None, "{}", NOW)
            book.post(delivery(str(n), "s", channel="screen", person=None), NOW)
        book.expire_address("s", NOW)

    await store.run(sits)
    assert await tidied(store, NOW) == 501
    assert await kept(store, "p0", "p249") == []


async def test_how_far_behind_is_known(town):
    """Nothing waits; then one message is a day late; then it is gone."""
    assert await town.read(lambda book: book.behind(NOW)) == timedelta(0)
    await town.run(lambda book: book.post(delivery("1"), NOW))
    await town.run(lambda book: [book.show(each, NOW) for each in claim(book)])
    assert await town.read(lambda book: book.behind(NOW + 29 * DAY)) == timedelta(0)
    assert await town.read(lambda book: book.behind(NOW + 31 * DAY)) == DAY
    await tidied(town, NOW + 31 * DAY)
    assert await town.read(lambda book: book.behind(NOW + 31 * DAY)) == timedelta(0)


async def test_the_key_of_an_update_that_waits_stays(store):
    """Only what is done is old."""
    await store.run(lambda book: book.hear([Raw("telegram", "1", "chat", "hola")], NOW))
    assert await tidied(store, NOW + 60 * DAY) == 0
    assert len(await store.read(lambda book: book.waiting(NOW + 60 * DAY, 9))) == 1


async def test_nobody_else_is_touched(town):
    """An address with a person stays, whatever its age."""
    await town.run(lambda book: person(book, "old", "Old"))
    await town.run(lambda book: book.expire_address("at-old", NOW))
    assert await tidied(town, NOW + 365 * DAY) == 0


async def test_a_round_ends_when_its_time_is_over(town):
    """One step is always taken, so that every round leaves less to do."""

    def many(book):
        for n in range(250):
            book.post(delivery(str(n)), NOW)
        book.set_blocked(f"at-{ANA}", NOW)

    await town.run(many)
    rounds = [await town.run(lambda book: book.housekeeping(NOW + 31 * DAY, lambda: False)) for _ in range(4)]
    assert rounds == [100, 100, 50, 0]


async def test_the_log_is_emptied_each_hour(tmp_path):
    """What was deleted does not wait in it for the next erasure; within the hour it is left alone."""
    store = open_store(str(tmp_path / "x.db"))
    log = tmp_path / "x.db-wal"

    async def after(now):
        await store.run(lambda book: book.set_fact("a", str(now)))
        assert log.stat().st_size
        await store.run(lambda book: book.housekeeping(now))
        return log.stat().st_size

    sizes = [await after(NOW + minutes * MINUTE) for minutes in (0, 1, 60)]
    await store.close()
    assert [size == 0 for size in sizes] == [True, False, True]
