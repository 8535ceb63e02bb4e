"""For page and console the outbox is the stream; the bell only says that there is something to read."""

import asyncio

from bot.ports.sending import Message
from scheduler.carriers.page import PageMouth, StreamBell
from scheduler.sender import Sender
from tests.scheduler.box import Box
from tests.scheduler.clock import HandClock, until
from tests.wal import written


async def test_spoken_is_seen(box: Box, clock: HandClock):
    """Messages stand in the stream in their order, a used button row among them, and each rings."""
    bell = StreamBell(clock)
    sender = Sender(box.store, clock, [], [PageMouth("web", bell)], holder="a")
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


async def test_a_row_is_claimed_and_shown_in_one_commit(box: Box, clock: HandClock):
    """However many wait, and though they are one person's: one transaction, with nothing to start or to finish."""
    sender = Sender(box.store, clock, [], [PageMouth("web", StreamBell(clock))], holder="a")
    ana, luz = await box.address("ana", "web"), await box.address("luz", "web")
    for address in (ana, ana, luz, ana):
        await box.post(address, "Hola")
    before = written(box.database)
    assert await sender.drain() == 4
    assert written(box.database).since(before).commits == 1


async def test_a_wake_is_for_who_has_something(box: Box, clock: HandClock):
    """What was said on one page moves no other."""
    web, screen = PageMouth("web", StreamBell(clock)), PageMouth("screen", StreamBell(clock))
    sender = Sender(box.store, clock, [], [web, screen], holder="a")
    hello = [await box.post(await box.address("a", channel), "Hola") for channel in ("web", "screen")]
    running = asyncio.create_task(sender.run())
    await until(lambda: [box.status(id) for id in hello] == ["sent", "sent"])
    again = [await box.post(await box.address("b", channel), "Hola") for channel in ("web", "screen")]
    sender.wake({"screen"})
    await until(lambda: box.status(again[1]) == "sent")
    assert box.status(again[0]) == "queued"
    await sender.stop()
    await running


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
