"""The outbox: who leaves when, and what is done when nobody knows."""

from datetime import timedelta

import pytest

from bot.core.reply import PRIORITY
from bot.ports.sending import Message, Outcome
from bot.store.open import open_store
from tests.store.made import ANA, DAY, LUZ, MINUTE, NOW, claim, delivery, person, texts


@pytest.fixture
async def phone(store):
    """A store where Ana and Luz have a phone each."""

    def begin(book):
        person(book, ANA)
        person(book, LUZ, "Luz")

    await store.run(begin)
    return store


@pytest.fixture
def posted(phone):
    """Posts deliveries in one commit, each with its own changes."""

    async def post(*deliveries):
        await phone.run(lambda book: [book.post(each, NOW) for each in deliveries] and None)

    return post


async def status(store, *, person=ANA):
    """The statuses of all that was posted to a person, in the order of posting."""
    rows = (await store.read(lambda book: book.everything(person)))["delivery"]
    return [row["status"] for row in rows]


async def finished(store, outcome, now=NOW):
    """Claims the one delivery that may leave, starts it, and writes its outcome."""

    def call(book):
        (one,) = claim(book, now)
        assert book.start(one, now)
        book.finish(one, outcome, now)
        return one

    return await store.run(call)


async def test_a_claim_holds_all_that_the_call_needs(phone, posted):
    """Message, carrier's id, fence and expiry come with the claim."""
    message = Message("¿Cuánto?", prompt="p", buttons=(("A", "0 soles"), ("B", "50 soles")))
    await posted(delivery(message=message, expires_at=NOW + DAY))
    (one,) = await phone.run(claim)
    assert (one.message, one.carrier_id, one.channel) == (message, f"chat-at-{ANA}", "telegram")
    assert (one.person, one.kind, one.tries, one.expires_at) == (ANA, "reply", 1, NOW + DAY)


async def test_one_at_a_time_leaves_for_an_address(phone, posted):
    """What is claimed or started holds up the rest of its chat, and no other chat."""
    await posted(delivery("1"), delivery("2"), delivery("3", f"at-{LUZ}", person=LUZ))
    first, other = await phone.run(claim)
    assert texts([first, other]) == ["1", "3"]
    assert await phone.run(claim) == []
    assert await phone.run(lambda book: book.start(first, NOW))
    assert await phone.run(claim) == []
    await phone.run(lambda book: book.finish(first, Outcome("sent"), NOW))
    assert texts(await phone.run(claim)) == ["2"]


async def test_replies_leave_first_and_drips_last(phone, posted):
    """Priority decides, then the order of posting."""
    await posted(delivery("drip", kind="drip"), delivery("news", kind="announcement"), delivery("reply"))
    assert [(await finished(phone, Outcome("sent"))).message.text for _ in range(3)] == ["reply", "news", "drip"]


async def test_what_waits_for_its_time_does_not_hold_up_other_kinds(phone, posted):
    """An announcement held over the night lets replies pass."""
    await posted(delivery("news", kind="announcement", not_before=NOW + DAY), delivery("reply"))
    assert texts(await phone.run(claim)) == ["reply"]


async def test_a_reply_never_overtakes_an_earlier_reply(phone, posted):
    """A reply that the carrier put off keeps its place."""
    await posted(delivery("1"), delivery("2"), delivery("news", kind="announcement"))
    await finished(phone, Outcome("later", not_before=NOW + MINUTE))
    assert (await finished(phone, Outcome("sent"))).message.text == "news"
    assert await phone.run(claim) == []
    assert texts(await phone.run(lambda book: claim(book, NOW + MINUTE))) == ["1"]


async def test_a_claim_takes_no_more_than_asked(phone, posted):
    """So that a reply can overtake what still waits; a full channel leaves room for another."""
    await posted(delivery("1"), delivery("2", f"at-{LUZ}", person=LUZ))
    both = await phone.run(lambda book: book.claim(["web", "telegram"], 1, NOW, "sender", NOW + MINUTE))
    assert texts(both) == ["1"]


async def test_the_expired_are_not_sent(phone, posted):
    """A drip of last night is nobody's good morning, neither queued nor claimed."""
    await posted(delivery("old", expires_at=NOW), delivery("soon old", expires_at=NOW + MINUTE))
    (one,) = await phone.run(claim)
    assert not await phone.run(lambda book: book.start(one, NOW + MINUTE))
    assert await status(phone) == ["expired", "expired"]


async def test_a_doubtful_clock_lets_replies_go(phone, posted):
    """Announcements and drips are neither taken, nor expired, nor in the way."""
    await posted(delivery("news", kind="announcement"), delivery("drip", kind="drip", expires_at=NOW))
    await posted(delivery("reply", priority=3))
    assert texts(await phone.run(lambda book: claim(book, replies_only=True))) == ["reply"]
    assert await status(phone) == ["queued", "queued", "claimed"]


async def test_what_was_sent_is_known(phone, posted):
    """The carrier's id of a question is found by its prompt, once it was sent."""
    await posted(delivery(message=Message("¿?", prompt="p")))
    assert await phone.read(lambda book: book.carrier_message("p")) is None
    await finished(phone, Outcome("sent", message="77"))
    assert await phone.read(lambda book: book.carrier_message("p")) == "77"
    assert await status(phone) == ["sent"]


async def test_an_explicit_no_is_final(phone, posted):
    """What the carrier refused is not sent again, and the next one leaves."""
    await posted(delivery("1"), delivery("2"))
    await finished(phone, Outcome("failed", problem="chat not found"))
    assert texts(await phone.run(claim)) == ["2"]
    assert await status(phone) == ["failed", "claimed"]
    assert await phone.read(lambda book: [book.unsent(at) for at in (NOW - DAY, NOW + DAY)]) == [1, 0]


async def test_who_blocked_us_is_left_alone(phone, posted):
    """The address is blocked, and so is all that waited for it."""
    await posted(delivery("1"), delivery("2"), delivery("3", kind="drip"))
    await finished(phone, Outcome("blocked"))
    assert await status(phone) == ["blocked", "blocked", "blocked"]
    assert (await phone.read(lambda book: book.address_by_id(f"at-{ANA}"))).blocked


async def test_a_chat_that_moved_is_written_to_again(phone, posted):
    """The address has its new id, and the delivery leaves for it."""
    await posted(delivery("1"))
    await finished(phone, Outcome("moved", carrier_id="-100"))
    assert [one.carrier_id for one in await phone.run(claim)] == ["-100"]


@pytest.mark.parametrize("kind", ["reply", "drip"])
async def test_in_doubt_a_lesson_is_sent_once_more(phone, posted, kind):
    """A second doubt leaves it uncertain."""
    await posted(delivery("1", kind=kind))
    await finished(phone, Outcome("uncertain"))
    assert await status(phone) == ["queued"]
    await finished(phone, Outcome("uncertain"))
    assert await status(phone) == ["uncertain"]


async def test_to_be_put_off_is_no_doubt(phone, posted):
    """A 429 before and after a timeout costs nothing: the delivery still has its second try."""
    await posted(delivery("1"))
    for outcome in (Outcome("later"), Outcome("uncertain"), Outcome("later")):
        await finished(phone, outcome)
    assert await status(phone) == ["queued"]


async def test_an_announcement_in_doubt_is_uncertain_at_once(phone, posted):
    """The teacher decides whether it is sent again."""
    await posted(delivery("news", kind="announcement"))
    await finished(phone, Outcome("uncertain"))
    assert await status(phone) == ["uncertain"]


async def test_a_row_in_doubt_does_not_hold_up_the_chat(phone, posted):
    """What comes after it leaves."""
    await posted(delivery("1", kind="announcement"), delivery("2", kind="announcement"))
    await finished(phone, Outcome("uncertain"))
    assert texts(await phone.run(claim)) == ["2"]


async def test_buttons_are_retired_once_or_not_at_all(phone, posted):
    """An edit in doubt is given up silently."""
    await posted(delivery("B", kind="retire"))
    await finished(phone, Outcome("uncertain"))
    assert await status(phone) == ["failed"]


async def test_a_killed_sender_leaves_nothing_behind(phone, posted):
    """Claimed goes back, started is in doubt; neither before its lease ran out."""
    await posted(delivery("1"), delivery("2", f"at-{LUZ}", person=LUZ, kind="announcement", priority=1))
    _, second = await phone.run(claim)
    await phone.run(lambda book: book.start(second, NOW))
    assert await phone.run(lambda book: book.recover(NOW)) == 0
    assert await phone.run(lambda book: book.recover(NOW + MINUTE)) == 2
    assert (await status(phone), await status(phone, person=LUZ)) == (["queued"], ["uncertain"])


async def test_a_lost_claim_starts_nothing(phone, posted):
    """`tries` fences: who slept through the lease can neither start nor fail what another holds."""
    await posted(delivery("1"))
    (old,) = await phone.run(claim)
    await phone.run(lambda book: book.recover(NOW + MINUTE))
    assert not await phone.run(lambda book: book.start(old, NOW + MINUTE))
    (new,) = await phone.run(lambda book: claim(book, NOW + MINUTE))
    assert new.tries == old.tries + 1
    await phone.run(lambda book: book.finish(old, Outcome("failed"), NOW + MINUTE))
    assert await phone.run(lambda book: book.start(new, NOW + MINUTE))


async def test_what_was_given_back_is_claimed_anew(phone, posted):
    """All that was claimed and not started, of one channel and one holder."""
    await posted(delivery("1"), delivery("for Luz", f"at-{LUZ}", person=LUZ))
    old, started = await phone.run(claim)
    await phone.run(lambda book: book.start(started, NOW))
    await phone.run(lambda book: book.give_back(old.channel, "another"))
    assert await phone.run(claim) == []
    await phone.run(lambda book: book.give_back(old.channel, "sender"))
    assert not await phone.run(lambda book: book.start(old, NOW))
    assert texts(await phone.run(claim)) == ["1"]


async def test_a_late_answer_of_the_same_call_is_believed(phone, posted):
    """What was sent after all is not sent again."""
    await posted(delivery("1"))
    (one,) = await phone.run(claim)
    await phone.run(lambda book: book.start(one, NOW))
    await phone.run(lambda book: book.recover(NOW + MINUTE))
    await phone.run(lambda book: book.finish(one, Outcome("sent"), NOW + MINUTE))
    assert await status(phone) == ["sent"]


async def test_the_page_reads_a_numbered_stream(phone, posted):
    """Shown is sent; numbers are the address's own, and reading starts after any of them."""
    await posted(delivery("1"), delivery("2"), delivery("other", f"at-{LUZ}", person=LUZ))
    for _ in range(2):
        await phone.run(lambda book: [book.show(each, NOW) for each in claim(book)])
    stream = await phone.read(lambda book: book.shown_after(f"at-{ANA}", 0, 10))
    assert [(number, message.text, at) for number, message, at in stream] == [(1, "1", NOW), (2, "2", NOW)]
    assert await phone.read(lambda book: book.shown_after(f"at-{ANA}", 1, 10)) == stream[1:]
    assert await phone.read(lambda book: book.shown_after(f"at-{ANA}", 0, 1)) == stream[:1]
    assert await phone.read(lambda book: book.last_shown(f"at-{ANA}")) == 2
    assert await phone.read(lambda book: book.last_shown("nowhere")) == 0


async def test_a_lost_claim_shows_nothing(phone, posted):
    """The stream has no gap and no copy."""
    await posted(delivery("1"))
    (one,) = await phone.run(claim)
    assert await phone.run(lambda book: book.show(one, NOW)) == 1
    assert await phone.run(lambda book: book.show(one, NOW)) == 0
    assert await phone.read(lambda book: book.last_shown(f"at-{ANA}")) == 1


async def test_a_held_delivery_is_something_to_wake_up_for(phone, posted):
    """The sender need not look before its time."""
    await posted(delivery("1", not_before=NOW + DAY))
    assert await phone.read(lambda book: book.next_due_at()) == NOW + DAY


async def test_who_is_awake_need_not_wait_for_the_morning(phone, posted):
    """Replies held until 07:00 leave when the person writes; a drip keeps its time."""
    await posted(delivery("reply", not_before=NOW + DAY), delivery("drip", kind="drip", not_before=NOW + DAY))
    await phone.run(lambda book: book.release(f"at-{ANA}", NOW))
    assert texts(await phone.run(claim)) == ["reply"]
    assert sorted(await status(phone)) == ["claimed", "queued"]


async def test_who_opens_the_file_alone_finds_what_the_dead_had_claimed(sqlite_database):
    """On SQLite the lock proves that nobody else lives: no lease and no claim is waited for."""
    store = open_store(sqlite_database)
    await store.run(lambda book: person(book, ANA))
    await store.run(lambda book: book.post(delivery("1"), NOW))
    await store.run(lambda book: book.hold_lease("sender.telegram", "dead", NOW, NOW + DAY))
    assert len(await store.run(claim)) == 1
    await store.close()
    store = open_store(sqlite_database)
    assert await store.run(lambda book: book.hold_lease("sender.telegram", "living", NOW, NOW + MINUTE))
    await store.run(lambda book: book.recover(NOW))
    assert texts(await store.run(claim)) == ["1"]
    await store.close()


@pytest.fixture
async def offered(phone, posted):
    """A message of the day for Ana, which expires in a minute."""
    offer = delivery("1", kind="drip", expires_at=NOW + MINUTE)
    await phone.run(lambda book: book.take_slot(ANA, NOW.date(), "offer", NOW))
    await posted(offer)
    await phone.run(lambda book: book.fill_slot(ANA, NOW.date(), offer.id))
    return phone


async def slot(phone):
    """When Ana's message of the day was sent, and what became of it."""
    rows = await phone.read(lambda book: book.everything(ANA)["slot"])
    return rows[0]["sent_at"], rows[0]["became"]


async def test_a_drip_that_nobody_saw_is_known(offered):
    """The newest drip or nudge of a person expired, or it did not; its slot says so when it settles."""
    assert (await slot(offered), await offered.read(lambda book: book.slot_missed(ANA))) == ((None, None), False)
    assert texts(await offered.run(lambda book: claim(book, NOW + DAY))) == []
    assert (await slot(offered), await offered.read(lambda book: book.slot_missed(ANA))) == ((None, "expired"), True)


async def test_the_slot_knows_a_message_in_doubt(offered):
    """And when nobody knows it: what is in doubt twice is no message sent."""
    for outcome in ("uncertain", "uncertain"):
        await finished(offered, Outcome(outcome))
    assert await slot(offered) == (None, "uncertain")


async def test_what_was_sent_to_the_page_is_sent_too(offered):
    """Shown is sent."""
    (one,) = await offered.run(claim)
    await offered.run(lambda book: book.show(one, NOW))
    assert await slot(offered) == (int(NOW.timestamp()), "sent")


# --- what is urgent ---------------------------------------------------------------------------------------


def urgent(text: str = "Llama al 113", **changes):
    """Help lines, or an alert."""
    return delivery(text, priority=PRIORITY["urgent"], **changes)


async def test_what_is_urgent_passes_its_own_chat(phone, posted):
    """It leaves before replies that wait, whenever those were posted; put off, it holds up none of them."""
    await posted(delivery("hola", not_before=NOW + DAY), delivery("hola 2"), urgent())
    (lines,) = await phone.run(claim)
    assert lines.message.text == "Llama al 113"
    assert await phone.run(lambda book: book.start(lines, NOW))
    await phone.run(lambda book: book.finish(lines, Outcome("later", not_before=NOW + MINUTE), NOW))
    assert texts(await phone.run(lambda book: claim(book, NOW + DAY - MINUTE, urgent=1))) == ["Llama al 113"]


async def test_what_is_urgent_has_places_of_its_own(phone, posted):
    """However full the channel is; what is claimed for its chat and not under way makes way for it."""
    await posted(delivery("hola"), delivery("¡Bien!", f"at-{LUZ}", person=LUZ))
    hola, _ = await phone.run(claim)
    await posted(urgent())
    (lines,) = await phone.run(lambda book: book.claim(["telegram"], 0, NOW, "sender", NOW + MINUTE, urgent=1))
    assert lines.message.text == "Llama al 113"
    assert not await phone.run(lambda book: book.start(hola, NOW))
    assert await phone.run(lambda book: book.start(lines, NOW))


SECOND = timedelta(seconds=1)
WAITS = [seconds * SECOND for seconds in (0, 2, 10, 60, 300, 1800, 1800)]


async def test_what_is_urgent_is_never_given_up(phone, posted):
    """After every doubt it waits longer, half an hour at most, also where the process died; never `uncertain`."""
    await posted(urgent())
    now = NOW
    for _ in WAITS:
        (lines,) = await phone.run(lambda book, now=now: claim(book, now, urgent=1))
        await phone.run(lambda book, lines=lines, now=now: book.start(lines, now))
        died = now + 2 * MINUTE
        assert await phone.run(lambda book, died=died: book.recover(died)) == 1
        assert await status(phone) == ["queued"]
        now = died
        waits = WAITS[lines.doubts]
        assert not waits or not await phone.run(lambda book, at=now + waits - SECOND: claim(book, at, urgent=1))
        now += waits


async def test_what_is_worth_nothing_any_more_expires_by_itself(store):
    """Also where its channel claims nothing of its kind for now."""

    def waits(book):
        person(book, ANA)
        book.post(delivery(kind="drip", expires_at=NOW + MINUTE), NOW)
        book.expire(NOW + MINUTE)
        return claim(book, NOW + MINUTE)

    assert await store.run(waits) == []
