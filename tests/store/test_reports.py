"""What a carrier says after the call, and what waits until the person has spoken."""

from datetime import timedelta

import pytest

from bot.ports.sending import REPORT_WITHIN, Knocked, Outcome, Report
from tests.store.made import ANA, LUZ, MINUTE, NOW, claim, delivery, person, texts

PHONE = f"at-{ANA}"


@pytest.fixture
async def phone(store):
    """A store where Ana and Luz have a phone each, and Ana was sent a message."""

    def begin(book):
        person(book, ANA)
        person(book, LUZ, "Luz")
        book.post(delivery(id="d1"), NOW)

    await store.run(begin)
    return store


async def called(store, outcome=None, now=NOW):
    """Claims and calls; without an outcome the call is still under way."""

    def call(book):
        (one,) = claim(book, now)
        assert book.start(one, now)
        if outcome is not None:
            book.finish(one, outcome, now)
        return one

    return await store.run(call)


async def told(store, *reports):
    return await store.run(lambda book: book.told("telegram", reports, NOW))


async def row(store):
    """What is kept of the delivery."""
    (kept,) = (await store.read(lambda book: book.everything(ANA)))["delivery"]
    return kept["status"], kept["told"]


@pytest.mark.parametrize(
    ("order", "kept"),
    [
        (("sent", "delivered", "read"), ("sent", "read")),
        (("read", "delivered", "sent"), ("sent", "read")),
        (("sent", "failed"), ("failed", "failed")),
        (("failed", "sent"), ("failed", "failed")),
        (("failed", "delivered"), ("sent", "delivered")),
        (("delivered", "failed"), ("sent", "delivered")),
    ],
)
async def test_reports_only_go_forward(phone, order, kept):
    """Whatever the order in which they come; a late `failed` is believed, unless it had arrived."""
    await called(phone, Outcome("sent", "wamid.1"))
    for state in order:
        await told(phone, Report("d1", state))
    assert await row(phone) == kept


async def test_a_report_that_comes_before_the_call_has_ended_is_kept(phone):
    """The answer was lost, the carrier has it: nobody asks again."""
    one = await called(phone)
    assert await told(phone, Report("d1", "delivered", "wamid.1")) == 1
    await phone.run(lambda book: book.finish(one, Outcome("uncertain", not_before=NOW + REPORT_WITHIN), NOW))
    assert await row(phone) == ("sent", "delivered")
    assert await phone.run(lambda book: claim(book, NOW + REPORT_WITHIN)) == []


async def test_doubt_waits_two_minutes_and_holds_up_nobody(phone):
    """Another reply leaves meanwhile; without a word from the carrier it is said once more."""
    await called(phone, Outcome("uncertain", not_before=NOW + REPORT_WITHIN))
    await phone.run(lambda book: book.post(delivery("y esto", id="d2"), NOW))
    other = await called(phone, Outcome("sent"))
    assert other.id == "d2"
    assert await phone.run(lambda book: claim(book, NOW + MINUTE)) == []
    assert texts(await phone.run(lambda book: claim(book, NOW + REPORT_WITHIN))) == ["Hola"]


async def test_a_killed_call_waits_for_the_report_where_there_are_reports(phone):
    """Recovered at once it is in doubt; the report settles it."""
    await called(phone)
    late = NOW + timedelta(minutes=5)
    assert await phone.run(lambda book: book.recover(late, {"telegram"})) == 1
    assert await phone.run(lambda book: claim(book, late)) == []
    await told(phone, Report("d1", "sent"))
    assert await phone.run(lambda book: claim(book, late + REPORT_WITHIN)) == []


async def test_what_may_not_be_said_now_leaves_when_the_person_has_spoken(phone):
    """Held is not failed, and stands in nobody's way."""
    await called(phone, Outcome("held", problem="window"))
    assert await phone.run(lambda book: claim(book, NOW + timedelta(days=3))) == []
    assert await phone.run(lambda book: book.let_leave(PHONE, NOW + MINUTE)) == 1
    assert [one.id for one in await phone.run(lambda book: claim(book, NOW + MINUTE))] == ["d1"]


@pytest.mark.parametrize("ended", [True, False])
async def test_a_window_that_was_closed_after_all_brings_it_back(phone, ended):
    """The carrier took it and says later that it may not: it goes again, and knows why."""
    one = await called(phone, Outcome("sent", "wamid.1") if ended else None)
    assert await told(phone, Report("d1", "failed", closed=True)) == 1
    if not ended:
        await phone.run(lambda book: book.finish(one, Outcome("sent", "wamid.1"), NOW))
    (again,) = await phone.run(claim)
    assert again.closed


async def test_a_report_of_what_was_never_called_is_nothing(phone):
    """Nor one of another channel's delivery."""
    assert await told(phone, Report("d1", "delivered"), Report("d9", "failed")) == 0
    await called(phone, Outcome("sent"))
    assert await phone.run(lambda book: book.told("whatsapp", [Report("d1", "failed")], NOW)) == 0


async def test_the_last_word_comes_with_the_claim(phone):
    """By the carrier's own time: the window counts from there."""
    earlier = NOW - timedelta(hours=30)
    await phone.run(lambda book: book.heard_there(PHONE, earlier))
    (one,) = await phone.run(claim)
    assert (one.heard_at, one.closed) == (earlier, False)


async def test_templates_are_counted_by_address(phone):
    """When the last one went there, and to how many others since."""
    day_ago = NOW - timedelta(days=1)
    assert await phone.read(lambda book: book.knocked("telegram", PHONE, day_ago)) == Knocked(None, 0, None)
    await phone.run(lambda book: book.knock(f"at-{LUZ}", NOW))
    assert await phone.read(lambda book: book.knocked("telegram", PHONE, day_ago)) == Knocked(None, 1, NOW)
    assert await phone.read(lambda book: book.knocked("telegram", f"at-{LUZ}", day_ago)) == Knocked(NOW, 0, None)


@pytest.mark.parametrize(
    ("outcome", "reports", "missed"),
    [
        (Outcome("sent"), (), False),
        (Outcome("sent"), ("sent",), True),
        (Outcome("sent"), ("sent", "delivered"), False),
        (Outcome("sent"), ("failed",), True),
        (Outcome("held"), (), True),
        (Outcome("failed"), (), True),
        (Outcome("uncertain", not_before=NOW + REPORT_WITHIN), (), True),
    ],
)
async def test_silence_is_counted_after_what_arrived(phone, outcome, reports, missed):
    """Held, failed, or taken by the carrier and never delivered: she did not hear it."""

    def slot(book):
        assert book.take_slot(ANA, NOW.date(), "offer", NOW)
        book.fill_slot(ANA, NOW.date(), "d1")

    await phone.run(slot)
    await called(phone, outcome)
    for state in reports:
        await told(phone, Report("d1", state))
    assert await phone.read(lambda book: book.slot_missed(ANA)) == missed


@pytest.mark.parametrize(("told", "blocked"), [(("gone",) * 3, True), (("gone", "gone", "sent"), False)])
async def test_the_third_that_does_not_arrive_makes_an_address_unreachable(phone, told, blocked):
    """Nothing is tried there until she writes; one that went out between begins the count anew."""
    for number, what in enumerate(told):
        if number:
            await phone.run(lambda book, n=number: book.post(delivery(id=f"more{n}"), NOW))
        one = await called(phone, Outcome("sent"))
        if what == "gone":
            report = Report(one.id, "failed", problem="131026", gone=True)
            await phone.run(lambda book, report=report: book.told("telegram", [report], NOW))
    address = await phone.read(lambda book: book.address_by_id(PHONE))
    assert address.blocked == blocked


async def test_what_the_carrier_took_and_never_told_of_is_in_doubt(phone):
    """Asked about for a day; its word is believed afterwards, and what it told of before is not doubted."""
    await called(phone, Outcome("sent", message="d1"))
    day, later = timedelta(days=1), NOW + MINUTE

    async def untold():
        return await phone.read(lambda book: book.untold("telegram", NOW - day, later, 9))

    assert await untold() == [("d1", NOW)]
    assert await phone.read(lambda book: book.untold("telegram", NOW - day, NOW - MINUTE, 9)) == []
    assert await phone.run(lambda book: book.doubted("telegram", ["d1"])) == 1
    assert (await row(phone), await untold()) == (("uncertain", None), [("d1", NOW)])
    await told(phone, Report("d1", "delivered"))
    assert await phone.run(lambda book: book.doubted("telegram", ["d1"])) == 0
    assert (await row(phone), await untold()) == (("sent", "delivered"), [])


async def test_a_call_that_may_be_made_again_is_in_no_doubt(phone):
    """Its carrier knows what it was asked before: the row goes back as it was, an announcement too."""
    await called(phone)
    assert await phone.run(lambda book: book.recover(NOW + timedelta(hours=1), {"telegram"}, {"telegram"})) == 1
    (again,) = await phone.run(lambda book: claim(book, NOW + timedelta(hours=1)))
    assert (again.tries, again.doubts) == (2, 0)
