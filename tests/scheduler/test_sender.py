"""What is queued leaves in its order, once, and every outcome is known."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from structlog.testing import capture_logs

from bot.ports.book import Book
from bot.ports.sending import Delivery, Message
from bot.ports.store import Store, StoreFailed
from scheduler.carriers.page import PageMouth, StreamBell
from scheduler.clock import Watch, told
from scheduler.sender import CHANNEL_LEASE, CLAIM_LEASE, STORE_RETRY, Sender
from tests.scheduler.box import Box, a_box
from tests.scheduler.clock import NOON, HandClock, until
from tests.scheduler.post import Post, drained, until_sent

T = TypeVar("T")

PAPER = Message("Tus datos", document="misdatos")


@pytest.fixture
async def box(database: str, clock: HandClock) -> AsyncIterator[Box]:
    """On both engines."""
    async with a_box(database, clock) as box:
        yield box


# --- order ------------------------------------------------------------------------------------------------


@pytest.mark.slow
async def test_no_429(strict: Post):
    """A cohort's announcement, with replies between: everything arrives, and Telegram never has to complain."""
    people = [await strict.person(number) for number in range(100, 160)]
    ids = [await strict.box.post(address, "Mañana no hay clase", "announcement") for _, address in people]
    for _, address in people[:20]:
        ids += [await strict.box.post(address, "¡Bien!"), await strict.box.post(address, "¿Seguimos?")]
    assert await drained(strict) == 100
    assert (len(strict.server.sent), strict.server.refused) == (100, [])
    assert {strict.box.status(id) for id in ids} == {"sent"}
    for person, _ in people[:20]:
        assert person.hears == ["¡Bien!", "¿Seguimos?", "Mañana no hay clase"]


async def test_flood_in_the_middle(strict: Post):
    """Telegram asks for silence: what was under way waits with the rest, and nothing is said meanwhile."""
    ids = [await strict.box.post((await strict.person(number))[1], "Hola") for number in range(100, 130)]
    strict.server.fail("429", retry_after=40)
    while not all(strict.box.status(id) == "sent" for id in ids):
        await drained(strict)
        strict.clock.advance(1)
    assert [refused.code for refused in strict.server.refused] == [429] * len(strict.server.refused)
    assert len(strict.server.refused) <= 25
    assert len(strict.server.sent) == 30


async def test_reply_overtakes(post: Post):
    """At one address a reply leaves before an announcement that waits, and each kind keeps its order."""
    ana, address = await post.person(77)
    for text, kind in [("uno", "announcement"), ("dos", "announcement"), ("tres", "reply"), ("cuatro", "reply")]:
        await post.box.post(address, text, kind)
    await drained(post)
    assert ana.hears == ["tres", "cuatro", "uno", "dos"]


async def test_not_before_and_expired(post: Post):
    """What is held stays, what expired is never said."""
    ana, address = await post.person(77)
    held = await post.box.post(address, "mañana", "drip", not_before=NOON + timedelta(hours=1))
    old = await post.box.post(address, "ayer", "announcement", expires_at=NOON)
    await drained(post)
    assert (post.box.status(held), post.box.status(old), ana.hears) == ("queued", "expired", [])


async def test_a_claim_that_grew_old_is_not_used(post: Post):
    """While it waited for its permit another process may have claimed the row: it is given back, and claimed anew."""
    ana, address = await post.person(77)
    await post.box.post(address, "Hola")
    permit, asked = post.mouth.permit, []

    async def slow(delivery: Delivery) -> None:
        await permit(delivery)
        asked.append(delivery.tries)
        if len(asked) == 1:
            post.clock.advance((CLAIM_LEASE / 2).total_seconds() + 1)

    post.mouth.permit = slow  # type: ignore[method-assign]
    await drained(post)
    assert (asked, ana.hears) == ([1, 2], ["Hola"])


# --- outcomes ---------------------------------------------------------------------------------------------


async def test_in_doubt(post: Post):
    """A reply is said once more, an announcement is not; nobody claims to know more than that."""
    ana, address = await post.person(77)
    luz, other = await post.person(78, "Luz")
    reply = await post.box.post(address, "¡Bien!")
    news = await post.box.post(other, "Feria el sábado", "announcement")
    post.server.fail("502", times=2, accepted=True)
    await drained(post)
    assert (post.box.status(reply), ana.hears) == ("sent", ["¡Bien!", "¡Bien!"])
    assert (post.box.status(news), luz.hears) == ("uncertain", ["Feria el sábado"])


async def test_blocked(post: Post):
    """Who blocked the bot is not written to again."""
    ana, address = await post.person(77)
    ana.blocks()
    first, second = await post.box.post(address, "uno"), await post.box.post(address, "dos")
    await drained(post)
    assert (post.box.status(first), post.box.status(second)) == ("blocked", "blocked")
    assert len(post.server.calls) == 1


async def test_moved(post: Post):
    """A chat that has a new number gets its message there."""
    post.server.migrate(post.server.group(id=-5), -1001)
    moved = await post.box.post(await post.box.address("-5"), "Hola")
    await drained(post)
    assert post.box.status(moved) == "sent"
    assert [sent.chat_id for sent in post.server.sent] == [-1001]


async def test_retire(post: Post):
    """The used button row is found by what the store knows of its prompt."""
    ana, address = await post.person(77)
    await post.box.post(address, Message("¿?", prompt="p1", buttons=(("A", "A"), ("B", "B"))))
    await drained(post)
    await post.box.post(address, Message("¿? B", retires="p1"), "retire")
    await drained(post)
    assert (ana.hears, ana.buttons) == (["¿? B"], [])


async def test_fault_of_our_own(post: Post):
    """Our own mistake with one delivery is told without its text, and hurts no other."""
    ana, address = await post.person(77)
    paper, hola = await post.box.post(address, PAPER), await post.box.post(address, "Hola")
    post.files.fault = KeyError("lo que Ana escribió")
    with capture_logs() as logs:
        await drained(post)
    assert post.box.row(paper)[:2] == ("failed", "fault: KeyError")
    assert (post.box.status(hola), ana.hears) == ("sent", ["Hola"])
    assert "KeyError at post.py" in str(logs)
    assert "escribió" not in str(logs)


async def test_store_away_before_the_call(post: Post):
    """What the store cannot give now is no fault of the delivery: it leaves a little later."""
    ana, address = await post.person(77)
    paper = await post.box.post(address, PAPER)
    post.files.fault = StoreFailed("the server went away")
    await drained(post)
    assert (post.box.status(paper), ana.said) == ("queued", [])
    post.files.fault = None
    post.clock.advance(STORE_RETRY.total_seconds())
    await drained(post)
    assert (post.box.status(paper), len(ana.said)) == ("sent", 1)


class Line:
    """The real store, behind a line that breaks when the work is stored and before anybody hears of it."""

    refused = False

    def __init__(self, store: Store) -> None:
        self._store = store
        self.broken = False

    async def run(self, work: Callable[[Book], T], *, key: str = "") -> T:
        result = await self._store.run(work, key=key)
        if self.broken:
            raise StoreFailed("the server went away while it committed")
        return result

    async def read(self, work: Callable[[Book], T]) -> T:
        return await self._store.read(work)

    async def close(self) -> None:
        await self._store.close()


async def test_a_claim_that_nobody_heard_of(post: Post):
    """It is given back with the next, and waits for no lease to run out."""
    ana, address = await post.person(77)
    hola = await post.box.post(address, "Hola")
    line = Line(post.box.store)
    post.sender = Sender(line, post.clock, [post.mouth], holder="a")
    line.broken = True
    await drained(post)
    assert (post.box.status(hola), ana.said) == ("claimed", [])
    line.broken = False
    await drained(post)
    assert (post.box.status(hola), ana.hears) == ("sent", ["Hola"])


# --- the loop ---------------------------------------------------------------------------------------------


async def test_wakes_at_once(post: Post):
    """A reply that is told of leaves without any time passing."""
    ana, address = await post.person(77)
    running = asyncio.create_task(post.sender.run())
    await post.clock.settles()
    await post.box.post(address, "¡Bien!")
    post.sender.wake()
    await ana.waits_for("¡Bien!")
    assert post.clock.now() == NOON
    await post.sender.stop()
    await running


async def test_looks_every_second(post: Post):
    """What nobody told of, such as a message whose hour has come, is found."""
    _, address = await post.person(77)
    running = asyncio.create_task(post.sender.run())
    drip = await post.box.post(address, "Tu lección", "drip", not_before=NOON + timedelta(seconds=3))
    await until_sent(post, drip)
    await post.sender.stop()
    await running
    assert post.clock.now() >= NOON + timedelta(seconds=3)


async def test_stop(post: Post):
    """A call under way is awaited and known; what waited for its permit is given back at once."""
    ana, address = await post.person(77)
    _, other = await post.person(78)
    post.files.ready.clear()
    paper = await post.box.post(address, PAPER)
    running = asyncio.create_task(post.sender.run())
    await post.files.asked.wait()
    waits = await post.box.post(other, "Hola")
    post.sender.wake()
    await until(lambda: post.box.status(waits) == "claimed")
    stopping = asyncio.create_task(post.sender.stop())
    await until(lambda: post.box.status(waits) == "queued")
    assert not stopping.done()
    post.files.ready.set()
    await stopping
    await running
    assert (post.box.status(paper), post.box.status(waits)) == ("sent", "queued")
    assert ana.hears == ["Tus datos"]


async def test_cancelled(post: Post):
    """A run that is cancelled stops in the same order: the call under way has its outcome."""
    ana, address = await post.person(77)
    post.files.ready.clear()
    paper = await post.box.post(address, PAPER)
    running = asyncio.create_task(post.sender.run())
    await post.files.asked.wait()
    running.cancel()
    await post.clock.settles()
    assert not running.done()
    post.files.ready.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert (post.box.status(paper), ana.hears) == ("sent", ["Tus datos"])


async def test_hands_over(post: Post):
    """A sender that stopped in order leaves its channel to the next one at once."""
    running = asyncio.create_task(post.sender.run())
    _, address = await post.person(77)
    first = await post.box.post(address, "uno")
    await until_sent(post, first)
    await post.sender.stop()
    await running
    second = await post.box.post(address, "dos")
    assert await drained(post, post.a_sender("b")) == 1
    assert post.box.status(second) == "sent"


async def test_killed(post: Post, box: Box):
    """What a dead process had claimed leaves with who takes over, what it had begun is in doubt: nothing forgotten."""
    _, address = await post.person(77)
    _, other = await post.person(78)
    begun = await box.post(address, "Feria", "announcement")
    claimed = await box.post(other, "Hola")
    now, until = NOON, NOON + CLAIM_LEASE
    rows = await box.store.run(lambda book: book.claim(["telegram"], 5, now, "dead", until))
    assert await box.store.run(lambda book: book.start(next(r for r in rows if r.id == begun), now))
    await drained(post)
    assert (box.status(begun), box.status(claimed)) == ("started", "sent")
    post.clock.advance(CLAIM_LEASE.total_seconds())
    await drained(post)
    assert (box.status(begun), box.status(claimed)) == ("uncertain", "sent")


async def test_one_process_at_a_time(post: Post):
    """A second sender for the same channel waits until the first has been silent for half a minute."""
    _, address = await post.person(77)
    await drained(post)
    hola = await post.box.post(address, "Hola")
    other = post.a_sender("b")
    assert await other.drain() == 0
    post.clock.advance(CHANNEL_LEASE.total_seconds())
    assert await drained(post, other) == 1
    assert post.box.status(hola) == "sent"


async def test_silent_carrier_silences_nobody_else(post: Post, box: Box):
    """While Telegram wants silence, the page goes on."""
    _, address = await post.person(77)
    page = PageMouth("web", StreamBell(post.clock))
    sender = Sender(box.store, post.clock, [post.mouth], [page], holder="a")
    post.server.fail("429", retry_after=3600)
    first = await box.post(address, "Hola")
    running = asyncio.create_task(sender.run())
    await until(lambda: box.row(first)[1] == "429")
    hola = await box.post(await box.address("luz", "web"), "Hola")
    sender.wake()
    await until(lambda: box.status(hola) == "sent")
    assert box.status(first) == "queued"
    await sender.stop()
    await running


# --- a doubtful clock -------------------------------------------------------------------------------------


async def test_doubtful_clock(post: Post, box: Box):
    """Replies go, drips and announcements wait and do not expire, until the clock is trusted again."""
    _, address = await post.person(77)
    await Watch(box.store, post.clock).trusted()
    drip = await box.post(address, "Lección", "drip", expires_at=NOON + timedelta(hours=4))
    news = await box.post(address, "Feria", "announcement")
    post.clock.put(NOON + timedelta(days=400))
    reply = await box.post(address, "¡Bien!")
    await drained(post)
    assert [box.status(id) for id in (drip, news, reply)] == ["queued", "queued", "sent"]
    post.clock.put(NOON + timedelta(minutes=5))
    await box.store.run(lambda book: told(book, post.clock.now()))
    await drained(post)
    assert [box.status(id) for id in (drip, news)] == ["sent", "sent"]


async def test_clock_that_fell_back_to_1970(post: Post, box: Box):
    """A lease of before the power cut, decades ahead, holds up no reply."""
    _, address = await post.person(77)
    await drained(post)
    post.clock.put(datetime(1970, 1, 1, 0, 5, tzinfo=UTC))
    reply = await box.post(address, "¡Bien!")
    assert await drained(post, post.a_sender("after the cut")) == 1
    assert post.box.status(reply) == "sent"
