"""What messages cost: whole micro-dollars, never fractions of a float.

A price holds from its day on until another one does. What has no price costs nothing, and is shown as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from msgspec import Struct

MICRO = 1_000_000
MOST_DOLLARS = 1_000_000
FREE = "free"
"""The category of what a carrier delivers for nothing."""
MARKETING = "marketing"
"""The category of what the programme does not send, unless the operator agreed to it."""
NEAR = 80
REACHED = 100
"""Parts of the month's cap, in hundredths, at which somebody is told."""
STOPPED = "costs.stopped"
"""The fact that says on which channels, and until when, nothing leaves that nobody asked for."""
SPENT = "costs.spent"
"""The fact that holds a month and what was spent in it; empty: to be added up."""
_DOLLARS = re.compile(r"\d{1,7}(?:\.\d{1,6})?")


class Price(Struct, frozen=True):
    """What a unit costs from `since` on."""

    channel: str
    category: str
    since: date
    micro: int


class Billed(Struct, frozen=True):
    """What a carrier billed on a day: so many `messages`, which were so many `units`."""

    channel: str
    category: str
    day: date
    messages: int
    units: int


class Sum(Struct, frozen=True):
    """A month's messages of a channel and category; `micro` is None where a price lacks."""

    month: str
    channel: str
    category: str
    messages: int
    units: int
    micro: int | None


def dollars(text: str) -> int | None:
    """Micro-dollars of a sum with a decimal point; None where it is none, or more than six decimals tell."""
    if not _DOLLARS.fullmatch(text):
        return None
    try:
        sum_ = Decimal(text)
    except InvalidOperation:
        return None
    return int(sum_ * MICRO) if sum_ <= MOST_DOLLARS else None


def money(micro: int, decimals: int = 2) -> str:
    """As people read it: «0,24»; half a cent is a cent."""
    rounded = (Decimal(micro) / MICRO).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return str(rounded).replace(".", ",")


def month_of(day: date) -> str:
    """`2027-03`."""
    return f"{day:%Y-%m}"


def price_at(prices: Iterable[Price], channel: str, category: str, day: date) -> int | None:
    """The micro-dollars of one unit on that day; None where nobody said."""
    if category == FREE:
        return 0
    known = [one for one in prices if (one.channel, one.category) == (channel, category) and one.since <= day]
    return max(known, key=lambda one: one.since).micro if known else None


def unit_price(prices: Iterable[Price], channel: str, day: date) -> int | None:
    """What a message of the programme's costs at the most, by what is known; None where nobody said."""
    known = list(prices)
    ours = {one.category for one in known if one.channel == channel} - {MARKETING}
    return max((one for one in (price_at(known, channel, each, day) for each in ours) if one is not None), default=None)


def spent(billed: Iterable[Billed], prices: Sequence[Price]) -> int:
    """The micro-dollars of all of it; what has no price costs nothing."""
    return sum(one.units * (price_at(prices, one.channel, one.category, one.day) or 0) for one in billed)


def sums(billed: Iterable[Billed], prices: Sequence[Price]) -> list[Sum]:
    """By month, channel and category, in this order."""
    found: dict[tuple[str, str, str], Sum] = {}
    for one in billed:
        key = (month_of(one.day), one.channel, one.category)
        before = found.get(key) or Sum(*key, 0, 0, 0)
        price = price_at(prices, one.channel, one.category, one.day)
        micro = None if before.micro is None or price is None else before.micro + one.units * price
        found[key] = Sum(*key, before.messages + one.messages, before.units + one.units, micro)
    return [found[key] for key in sorted(found)]


def reached(spent: int, cap: int) -> int:
    """The part of the cap that was reached: 0, `NEAR` or `REACHED`; 0 where there is no cap."""
    return max((part for part in (NEAR, REACHED) if cap and spent * 100 >= part * cap), default=0)


def stops(channels: Sequence[str], until: datetime) -> str:
    """What the fact `STOPPED` says; `""` where nothing stops."""
    return " ".join([str(int(until.timestamp())), *channels]) if channels else ""


def stopped(said: str | None, channel: str, now: datetime) -> bool:
    """Whether the channel carries only what somebody asked for, by what the fact says."""
    until, *channels = (said or "0").split()
    return channel in channels and now.timestamp() < int(until)
