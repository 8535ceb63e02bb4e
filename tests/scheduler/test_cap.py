"""The month's cap is reached in the middle of an announcement: the rest stays, answers go on."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.carriers import LIMITS
from bot.core.costs import Price
from bot.ports.sending import Delivery, Outcome, Report
from bot.turn import spending
from bot.turn.world import World
from scheduler.sender import Sender
from tests.chat import world
from tests.scheduler.box import Box, a_box
from tests.scheduler.clock import NOON, HandClock

CENTS_2 = 20_000


@pytest.fixture
async def box(database: str, clock: HandClock) -> AsyncIterator[Box]:
    """On both engines; a message costs two cents."""
    async with a_box(database, clock) as box:
        await box.store.run(lambda book: book.set_price(Price("whatsapp", "utility", NOON.date(), CENTS_2)))
        yield box


class Carrier:
    """Delivers at once, and reports it before the next call."""

    channel = "whatsapp"

    def __init__(self, box: Box, world: World) -> None:
        self.box, self.world, self.delivered = box, world, list[str]()

    async def permit(self, delivery: Delivery) -> None:
        """At any pace."""

    async def answers(self) -> bool:
        return True

    async def speak(self, delivery: Delivery) -> Outcome:
        self.delivered.append(delivery.message.text)
        told, now = [Report(delivery.id, "delivered", category="utility")], self.box.clock.now()
        await self.box.store.run(
            lambda book: spending.billed(self.world, book, "whatsapp", told, now), key=spending.LANE
        )
        return Outcome("sent")


def capped(cents: int) -> World:
    return replace(world(), cap=cents * 10_000, limits=LIMITS)


async def sends(box: Box, carrier: Carrier) -> None:
    """All that may leave now; one process after the other."""
    sender = Sender(box.store, box.clock, [carrier], holder="x")
    await sender.drain()


async def announced(box: Box, many: int) -> list[str]:
    keeps = box.clock.now() + timedelta(days=3)
    people = [await box.address(str(number), "whatsapp") for number in range(many)]
    return [await box.post(one, "Mañana hay feria", "announcement", expires_at=keeps) for one in people]


async def test_the_cap_is_reached_in_the_middle_of_an_announcement(box: Box):
    """What was claimed leaves, the rest stays and is worth nothing after three days; an answer goes out at once."""
    carrier = Carrier(box, capped(cents=4))
    ids = await announced(box, 60)
    await sends(box, carrier)
    gone = len(carrier.delivered)
    assert 2 <= gone < 60
    await box.post("whatsapp-59", "¡Bien!")
    await box.post("whatsapp-58", "Llama al 100", urgent=True)
    await sends(box, carrier)
    assert sorted(carrier.delivered[gone:]) == ["Llama al 100", "¡Bien!"]
    box.clock.advance(timedelta(days=3).total_seconds())
    await sends(box, carrier)
    assert [box.status(id) for id in ids].count("expired") == 60 - gone


async def test_more_money_lets_the_rest_leave(box: Box):
    """The operator raises the cap: by the keeper's next look it holds."""
    carrier = Carrier(box, capped(cents=4))
    await announced(box, 40)
    await sends(box, carrier)
    carrier.world = capped(cents=1000)
    await box.store.run(lambda book: spending.judged(carrier.world, book, box.clock.now()))
    await sends(box, carrier)
    assert len(carrier.delivered) == 40


async def test_on_the_first_of_the_month_all_begins_again(box: Box):
    """Nobody need do anything."""
    carrier = Carrier(box, capped(cents=2))
    await announced(box, 1)
    await sends(box, carrier)
    box.clock.advance(timedelta(days=31).total_seconds())
    await box.post("whatsapp-0", "Hoy: tu lección", "drip")
    await sends(box, carrier)
    assert carrier.delivered[-1] == "Hoy: tu lección"
