"""For page and console the outbox is the stream; the bell only says that there is something to read."""

import asyncio

from bot.ports.sending import Message
from scheduler.carriers.page import PageMouth, StreamBell
from scheduler.sender import Sender
from tests.scheduler.box import Box
from tests.scheduler.clock import HandClock


async def test_spoken_is_seen(box: Box, clock: HandClock):
    """Messages stand in the stream in their order, a used button row among them, and each rings."""
    bell = StreamBell(clock)
    sender = Sender(box.store, clock, [PageMouth("web", box.store, clock, bell)], holder="a")
    ana = await box.address("ana", "web")
    ids = [
        await box.post(ana, Message("¿Cuánto?", prompt="p", buttons=(("A", "A"),))),
        await box.post(ana, Message("¿Cuánto? A", retires="p"), "retire"),
        await box.post(ana, "¡Bien!"),
    ]
    assert await sender.drain() == 3
    await bell.wait(ana, 60)
    stream = await box.store.read(lambda book: book.shown_after(ana, 0, 10))
    assert [number for number, _, _ in stream] == [1, 2, 3]
    assert {message.retires for _, message, _ in stream} == {"", "p"}
    assert {box.status(id) for id in ids} == {"sent"}


async def test_bell_wakes_only_its_listeners(clock: HandClock):
    """Every listener of the address, nobody else."""
    bell = StreamBell(clock)
    ana, ana_too, luz = (asyncio.create_task(bell.wait(who, 60)) for who in ("ana", "ana", "luz"))
    await clock.settles()
    bell.ring("ana")
    await clock.settles()
    assert (ana.done(), ana_too.done(), luz.done()) == (True, True, False)
    clock.advance(60)
    await luz


async def test_ring_between_reading_and_waiting(clock: HandClock):
    """A ring that nobody waited for ends the next wait at once, and only that one."""
    bell = StreamBell(clock)
    bell.ring("ana")
    assert await bell.wait("ana", 60)
    again = asyncio.create_task(bell.wait("ana", 60))
    await clock.settles()
    assert not again.done()
    clock.advance(60)
    assert not await again


async def test_bell_forgets(clock: HandClock):
    """Addresses that nobody listens to leave nothing behind, nor do listeners who went away."""
    bell = StreamBell(clock)
    for address in range(5_000):
        bell.ring(str(address))
    gone = asyncio.create_task(bell.wait("luz", 60))
    await clock.settles()
    gone.cancel()
    await clock.settles()
    assert len(bell._rung) <= 1_000
    assert not bell._waiting
