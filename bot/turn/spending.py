"""What carriers bill is kept in the commit that keeps their reports; at the month's cap what nobody asked for stops.

What stops is said in a fact, which the sender reads when it claims: an announcement under way stops in the middle. The
month's sum is kept beside it, so that a report costs no walk through the month; a price that was changed clears it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bot.core import costs
from bot.core.costs import Billed
from bot.core.event import CostsReached, LessonsStopped, to_json
from bot.ports.book import Book
from bot.ports.sending import Report
from bot.turn.commit import Done
from bot.turn.world import World, new_id

TOLD = "costs.told"
"""The fact that says what was told last: the month, the cap, and which part of it."""
LANE = "costs"
"""The lane of all that adds to the month's sum: one after the other."""
_LOOKED_AT = 500


def lane(reports: Sequence[Report]) -> str:
    """The lane in which these are kept: any, where nothing is billed."""
    return LANE if any(report.category for report in reports) else ""


def billed(world: World, book: Book, channel: str, reports: Sequence[Report], now: datetime) -> bool:
    """Keeps what is billed, on the programme's local day; whether somebody is to be told of it."""
    if not lane(reports):
        return False
    day = _local(world, now).date()
    before = _spent(book, day) if world.cap else 0
    new = book.bill(channel, reports, day)
    if not (new and world.cap):
        return False
    _keep(book, day, before + costs.spent(new, book.prices()))
    return judged(world, book, now)


def judged(world: World, book: Book, now: datetime) -> bool:
    """What the month's sum says of its cap: what stops, and who is told, once each; whether somebody is."""
    local = _local(world, now)
    spent = _spent(book, local.date()) if world.cap else 0
    part, until = costs.reached(spent, world.cap), _next_month(local)
    channels = [name for name, limits in world.limits.items() if limits.thrifty]
    said = costs.stops(channels if part == costs.REACHED else [], until)
    if (book.fact(costs.STOPPED) or "") != said:
        book.set_fact(costs.STOPPED, said)
    told = f"{costs.month_of(local.date())} {world.cap} "
    before = book.fact(TOLD) or ""
    if part <= (int(before.removeprefix(told)) if before.startswith(told) else 0):
        return False
    book.set_fact(TOLD, f"{told}{part}")
    called = tuple(world.limits[name].called or name for name in channels)
    book.cause(new_id(), LANE, to_json(CostsReached(part, spent, world.cap, called)), now, now)
    if part == costs.REACHED:
        stops = LessonsStopped(called, int(until.timestamp()))
        book.cause(new_id(), LANE, to_json(stops), now, now)
    return True


def teachers_told(book: Book, event: LessonsStopped, now: datetime) -> Done:
    """Those who have a learner where lessons stop."""
    stopped = book.fact(costs.STOPPED)
    cohorts = [planned.cohort for planned in book.itinerary() if _has_some_there(book, planned.cohort, stopped, now)]
    teachers = dict.fromkeys(someone.id for cohort in cohorts for someone in book.teachers_of(cohort))
    for teacher in teachers:
        told = LessonsStopped(event.channels, event.until, teacher)
        book.cause(new_id(), teacher, to_json(told), now, now)
    return Done(caused=bool(teachers))


def _has_some_there(book: Book, cohort: str, stopped: str | None, now: datetime) -> bool:
    learners = book.learners_of(cohort, "", _LOOKED_AT)
    addresses = (book.address_of(learner) for learner in learners)
    return any(address and costs.stopped(stopped, address.channel, now) for address in addresses)


def _spent(book: Book, day: date) -> int:
    """The month's micro-dollars until now: as they were kept, or added up anew."""
    month, _, kept = (book.fact(costs.SPENT) or "").partition(" ")
    if month == costs.month_of(day):
        return int(kept)
    sum_ = costs.spent(_of_month(book, day), book.prices())
    _keep(book, day, sum_)
    return sum_


def _keep(book: Book, day: date, sum_: int) -> None:
    book.set_fact(costs.SPENT, f"{costs.month_of(day)} {sum_}")


def _of_month(book: Book, day: date) -> list[Billed]:
    first = day.replace(day=1)
    return book.billed(first, (first + timedelta(days=31)).replace(day=1))


def _next_month(local: datetime) -> datetime:
    first = (local.date().replace(day=1) + timedelta(days=31)).replace(day=1)
    return datetime.combine(first, time(), local.tzinfo)


def _local(world: World, now: datetime) -> datetime:
    return now.astimezone(world.place(world.timezone))
