"""Megas are money: the bytes of a real lesson day, counted on a wire and printed; each under 30 KB.

- Page: everything that passed a relay on loopback, both ways, and around each packet what TCP and TLS add (a box in
  the truck has no TLS, and weighs less). The stream's line every 15 seconds is counted by the lesson's minutes: no test
  waits for it. TLS's handshake is not in it.
- Telegram: what the box said to the Bot API server, and around each message and tap what `wire` assumes of the
  phone's own side, which no test can see.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import copy
from pathlib import Path
from statistics import mean

import pytest
from aiohttp import web

from bot.app import House
from bot.authoring import data_cost
from bot.channels.telegram import raw
from bot.core.event import Said, to_json
from bot.ports.hearing import Raw
from lessons_es.schema import Lesson
from tests.bot_api.record import Json, Sent
from tests.bot_api.server import BotApi
from tests.megas.day import ENROLS, LESSONS, REVIEWS, DayClock, Pupil, a_house, school_days
from tests.megas.page import Browser, browsing
from tests.megas.relay import Counted, relayed

pytestmark = pytest.mark.slow

MOST_BYTES = 30_000
TOKEN = "424242:TEST-token_of-nobody"
ROOM = 1.1
"""How much more an estimate on the high side may say than was measured."""
RECORD_BYTES = 22
"""A TLS record around what is sent: its header, its type, its tag."""
FREE, REVIEWED = 0, REVIEWS
HISTORY_DAYS = 4
"""So many days fill what the page shows when it opens; they are lived first, and measured again in their turn."""
Days = dict[tuple[str, int], int]
"""Bytes by lesson and reviews."""


def plan() -> list[tuple[Lesson, int]]:
    """Each lesson on a day without reviews, and after the first one, last of all, the same with five."""
    again = LESSONS[0]
    return [*((lesson, FREE) for lesson in LESSONS[1:]), (again, FREE), (again, REVIEWED)]


# --- the page ----------------------------------------------------------------------------------------------


async def days_on_the_page(folder: Path) -> Days:
    """What passed the wire from opening the page to the end of the lesson."""
    counted, clock, days = Counted(), DayClock(), {}
    async with a_house(folder, clock) as house:
        runner = web.AppRunner(house.web, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with relayed(runner.addresses[0][1], counted) as port, browsing(port) as browser:
            pupil = await enrolled_on_the_page(house, clock, browser)
            for (lesson, reviews), day in zip([*plan()[:HISTORY_DAYS], *plan()], school_days(), strict=False):
                await pupil.has_before(lesson, reviews)
                await pupil.meets(day)
                before = copy(counted)
                await browser.opens()
                await pupil.goes_through(lambda prompt, letter: taps_on_the_page(pupil, browser, prompt, letter))
                browser.closes()
                days[lesson.id, reviews] = weight(before, counted) + lesson.minutes * data_cost.PAGE.minute
        await runner.cleanup()
    return days


async def enrolled_on_the_page(house: House, clock: DayClock, browser: Browser) -> Pupil:
    """The first day: the cookie is set, and everything that stays the same is in the browser from now on."""
    await browser.opens()
    browser.closes()
    for text in ENROLS:
        said = Raw("web", text, browser.carrier_id, to_json(Said(text)))
        await house.inbox.hear([said])
        await house.settle()
    return Pupil(house, clock, "web", browser.carrier_id)


async def taps_on_the_page(pupil: Pupil, browser: Browser, prompt: str, letter: str) -> None:
    await browser.taps(prompt, letter)
    await pupil.house.settle()
    shown = await pupil.house.store.read(lambda book: book.last_shown(pupil.address(book)))
    await browser.hears_until(shown)


def weight(before: Counted, after: Counted) -> int:
    """The bytes between two moments, with what stands around each packet."""
    packets = after.packets - before.packets
    return after.size - before.size + packets * (data_cost.PACKETS_BYTES + RECORD_BYTES)


# --- Telegram ----------------------------------------------------------------------------------------------


async def days_on_telegram(folder: Path) -> Days:
    """What the Bot API server got from the offer to the end of the lesson, and the learner's taps."""
    clock, days, taps = DayClock(), {}, list[str]()
    async with (
        BotApi(TOKEN, clock=lambda: clock.now().timestamp(), limits=None) as server,
        a_house(folder, clock, telegram_token=TOKEN, telegram_api=server.url) as house,
    ):
        assert house.telegram_mouth
        await house.telegram_mouth.open()
        pupil, person = Pupil(house, clock, "telegram", "77"), server.person(id=77)
        for text in ENROLS:
            person.says(text)
            await hands_on(house, server)

        async def tap(prompt: str, letter: str) -> None:
            taps.append(letter)
            button = next(label(sent, prompt, letter) for sent in reversed(server.sent) if prompt in str(sent.params))
            person.taps(button)
            await hands_on(house, server)

        for (lesson, reviews), day in zip(plan(), school_days(), strict=False):
            await pupil.has_before(lesson, reviews)
            before = len(server.sent)
            taps.clear()
            await pupil.meets(day)
            await pupil.goes_through(tap)
            said = sum(on_the_phone(sent) + data_cost.TELEGRAM.around for sent in server.sent[before:])
            days[lesson.id, reviews] = said + len(taps) * data_cost.TELEGRAM.tap
        assert server.refused == []
    return days


async def hands_on(house: House, server: BotApi) -> None:
    """What the learner did comes in as a poll would bring it, and everything that follows happens."""
    updates = server.updates.hand_out(100)
    server.updates.confirm(updates[-1]["update_id"] + 1)
    await house.inbox.hear([raw(update) for update in updates])
    await house.settle()


def read(params: Json) -> Json:
    """The fields of a call, those that carry JSON as text opened."""
    return {name: json.loads(value) if str(value).startswith(("{", "[")) else value for name, value in params.items()}


def label(sent: Sent, prompt: str, letter: str) -> str:
    """What stands on the prompt's button."""
    rows = read(sent.params)["reply_markup"]["inline_keyboard"]
    return str(next(one["text"] for row in rows for one in row if one["callback_data"] == f"v1:{prompt}:{letter}"))


def on_the_phone(sent: Sent) -> int:
    """The message as JSON, which stands for what the phone gets."""
    return len(json.dumps(read(sent.params), ensure_ascii=False, separators=(",", ":")).encode())


# --- the figures -------------------------------------------------------------------------------------------

MEASURED = {"la página": (days_on_the_page, data_cost.PAGE), "Telegram": (days_on_telegram, data_cost.TELEGRAM)}


@pytest.mark.parametrize("way", MEASURED)
async def test_a_lesson_day_weighs_less_than_30_kb(way: str, tmp_path: Path, tells: Callable[[str], None]) -> None:
    """Each lesson of the course, measured; what `lessons check` says of it is no less, and little more."""
    measure, assumed = MEASURED[way]
    days = await measure(tmp_path)
    free = {lesson: weight for (lesson, reviews), weight in days.items() if reviews == FREE}
    more = days[LESSONS[0].id, REVIEWED] - free[LESSONS[0].id]
    weights = {lesson.id: data_cost.weigh(lesson, assumed) for lesson in LESSONS}
    estimated = {lesson: weight.day for lesson, weight in weights.items()}
    reviews = REVIEWS * round(mean(weight.review for weight in weights.values()))
    heaviest = max(free, key=lambda lesson: free[lesson])
    tells(
        f"{way}: a lesson day is {min(free.values()):,} to {free[heaviest]:,} bytes (the heaviest is {heaviest}), "
        f"five reviews add {more:,}; "
        f"estimated {min(estimated.values()):,} to {max(estimated.values()):,}, and {reviews:,}."
    )
    assert len(free) == len(LESSONS)
    assert all(weight < MOST_BYTES for weight in free.values()), free
    assert all(weight <= estimated[lesson] <= ROOM * weight for lesson, weight in free.items()), (free, estimated)
