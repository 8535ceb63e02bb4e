"""Help lines and alerts have a lane of their own: before everything else, silenced by nobody, never given up."""

import pytest

from scheduler.carriers.pace import RATES
from tests.bot_api.faults import Kind
from tests.scheduler.clock import until
from tests.scheduler.post import BACK, Post, back_at, crowd, moves, passes, running

LINES = "Llama al 113"
WAITS = {"queued", "claimed"}


# --- behind others ----------------------------------------------------------------------------------------


async def test_behind_1500_words(strict: Post):
    """What was said to 1,500 others and had not been claimed yet leaves after the lines, however long it waits."""
    await crowd(strict, 1_500)
    ana, address = await strict.person(7_700)
    async with running(strict):
        await moves(strict, lambda: len(strict.server.sent) == 40)
        before = len(strict.server.sent)
        await strict.box.post(address, LINES, urgent=True)
        strict.sender.wake()
        await moves(strict, lambda: ana.hears)
        assert len(strict.server.sent) - before <= 2 * RATES["telegram"].a_second
    assert strict.server.refused == []


async def test_behind_her_own_words(post: Post):
    """Thirty «hola» of hers are answered after the lines."""
    ana, address = await post.person(77)
    for number in range(30):
        await post.box.post(address, f"hola {number}")
    async with running(post):
        await moves(post, lambda: ana.hears)
        await post.box.post(address, LINES, urgent=True)
        post.sender.wake()
        await moves(post, lambda: LINES in ana.hears)
    assert ana.hears.index(LINES) <= 2


# --- silence ----------------------------------------------------------------------------------------------


async def test_another_chats_silence(post: Post):
    """While Telegram wants none of the rest, and whatever waits for its permit, the lines leave at once."""
    await crowd(post, 60)
    post.server.world.flood.ban(39, chat_id=1)
    async with running(post):
        await until(lambda: post.box.row("hola-telegram-1")[1] == "429")
        lines = await post.box.post("telegram-2", LINES, urgent=True)
        alert = await post.box.post((await post.person(7_700))[1], "Hay un aviso", urgent=True)
        post.sender.wake()
        await until(lambda: "sent" in {post.box.status(lines), post.box.status(alert)})
        post.clock.advance(1 / RATES["telegram"].urgent_a_second)
        await until(lambda: {post.box.status(lines), post.box.status(alert)} == {"sent"})


async def test_a_silence_of_its_own(post: Post):
    """What an alert is told is about its own chat: it waits so long, and nobody else does."""
    ana, address = await post.person(77)
    luz, other = await post.person(78, "Luz")
    post.server.world.flood.ban(39, chat_id=77)
    alert = await post.box.post(address, LINES, urgent=True)
    async with running(post):
        await until(lambda: post.box.row(alert)[1] == "429")
        await post.box.post(other, "¡Bien!")
        post.sender.wake()
        await luz.waits_for("¡Bien!")
        post.clock.advance(40)
        await until(lambda: ana.hears)


# --- a dead network ---------------------------------------------------------------------------------------


@pytest.mark.slow
async def test_an_hour_without_network(post: Post):
    """A network that swallows every packet is waited out, and the first message after it is the alert."""
    ana, address = await post.person(77)
    alert = await post.box.post(address, LINES, urgent=True)
    post.server.fail("hang", times=None)
    async with running(post):
        await until(lambda: post.box.row(alert)[2] == 2)  # the first call has its outcome: none
        for _ in range(240):
            await passes(post, 15)
        assert (post.box.status(alert) in WAITS, ana.hears) == (True, [])
        post.server.heal()
        assert await back_at(post, alert) <= BACK
    assert ana.hears == [LINES]
    assert [call.method for call in post.server.calls].count("sendMessage") == 2


async def test_a_lost_call_is_not_waited_for(post: Post):
    """The network swallows one call and is back: who asks later is answered, so that the lines are said again."""
    ana, address = await post.person(77)
    lines = await post.box.post(address, LINES, urgent=True)
    post.server.fail("hang", "sendMessage")
    async with running(post):
        await until(lambda: post.server.calls)
        assert await back_at(post, lines) <= BACK
    assert ana.hears == [LINES]


@pytest.mark.parametrize("kind", ["reset", "502", "garbage"])
async def test_whatever_answers_in_its_place(post: Post, kind: Kind):
    """A broken line, a proxy or a captive portal for a quarter of an hour: the alert is not given up."""
    ana, address = await post.person(77)
    alert = await post.box.post(address, LINES, urgent=True)
    post.server.fail(kind, times=None)
    async with running(post):
        await until(lambda: post.box.row(alert)[2] == 2)
        for _ in range(60):
            await passes(post, 15)
        assert post.box.status(alert) in WAITS
        post.server.heal()
        assert await back_at(post, alert) <= BACK
    assert ana.hears == [LINES]


async def test_stop_waits_for_no_network(post: Post):
    """Who is told to end gives the alert back at once; the next process says it."""
    _, address = await post.person(77)
    alert = await post.box.post(address, LINES, urgent=True)
    post.server.fail("hang", times=None)
    async with running(post):
        await until(lambda: post.box.row(alert)[2] == 2)
    assert post.box.status(alert) == "queued"
