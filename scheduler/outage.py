"""What is urgent waits out a dead network.

A message that was written and not answered may have arrived, so that it is not said again and again into the dark: the
carrier is asked something that says nothing to anybody, until it answers. Only then the message is said once more. An
answer to a question that was asked after the call tells that the call itself is lost.
"""

from __future__ import annotations

import asyncio

from bot.ports.clock import Clock
from bot.ports.sending import Delivery, Mouth, Outcome

ASKED_EVERY_SECONDS = 2.0
ASKED_AT_ONCE = 8
"""Questions without an answer; an older one is let go."""
WAITED_SECONDS = 45.0
"""So long a claimed delivery waits for the network before it is claimed anew: less than half of its claim."""
LONGEST_GRACE_SECONDS = 30.0


async def over(mouth: Mouth, clock: Clock, stopping: asyncio.Event) -> bool:
    """Whether the carrier answers within a while; False also when the sender stops."""
    answered = asyncio.create_task(_answered(mouth, clock, at_once=True))
    others = (asyncio.create_task(clock.sleep(WAITED_SECONDS)), asyncio.create_task(_set(stopping)))
    try:
        await asyncio.wait({answered, *others}, return_when=asyncio.FIRST_COMPLETED)
        return answered.done() and not stopping.is_set()
    finally:
        await _let_go(answered, *others)


async def spoken(mouth: Mouth, delivery: Delivery, clock: Clock) -> Outcome:
    """The call's outcome; `uncertain` where the carrier has answered somebody who asked later, and still not us.

    It has a second more for that, and twice as long after each doubt: some calls take long without being lost.
    """
    call = asyncio.create_task(mouth.speak(delivery))
    overtaken = asyncio.create_task(_answered(mouth, clock))
    grace: asyncio.Task[None] | None = None
    try:
        await asyncio.wait({call, overtaken}, return_when=asyncio.FIRST_COMPLETED)
        if not call.done():
            grace = asyncio.create_task(clock.sleep(min(2.0**delivery.doubts, LONGEST_GRACE_SECONDS)))
            await asyncio.wait({call, grace}, return_when=asyncio.FIRST_COMPLETED)
        return call.result() if call.done() else Outcome("uncertain", problem="no answer")
    finally:
        await _let_go(call, overtaken, *([grace] if grace else ()))


async def _answered(mouth: Mouth, clock: Clock, *, at_once: bool = False) -> None:
    """Returns when the carrier has answered; asked again and again, first now or in a while."""
    asked = [asyncio.create_task(mouth.answers())] if at_once else []
    pause = asyncio.create_task(clock.sleep(ASKED_EVERY_SECONDS))
    try:
        while True:
            await asyncio.wait({pause, *asked}, return_when=asyncio.FIRST_COMPLETED)
            if any(question.done() and question.result() for question in asked):
                return
            asked = [question for question in asked if not question.done()]
            if pause.done():
                await _let_go(*asked[: 1 - ASKED_AT_ONCE])
                asked = [*asked[1 - ASKED_AT_ONCE :], asyncio.create_task(mouth.answers())]
                pause = asyncio.create_task(clock.sleep(ASKED_EVERY_SECONDS))
    finally:
        await _let_go(pause, *asked)


async def _set(event: asyncio.Event) -> None:
    await event.wait()


async def _let_go(*tasks: asyncio.Task[bool] | asyncio.Task[None] | asyncio.Task[Outcome]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
