"""What an announcement will cost, before it is spent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.core import phrase
from bot.core.costs import Price, money, unit_price
from bot.core.people import Member
from bot.core.scene import Context


def lines(members: Sequence[Member], prices: Sequence[Price], context: Context) -> list[str]:
    """How many by which channel and for how much; nothing where nothing costs."""
    counts = Counter(member.channel for member in members if member.channel)
    costly = [name for name in counts if name in context.limits and context.limits[name].thrifty]
    if not costly:
        return []
    said = [context.t(phrase.N_BY_CHANNEL, n=counts[name], channel=_called(name, context)) for name in sorted(counts)]
    each = {name: unit_price(prices, name, context.today(None)) for name in costly}
    if any(price is None for price in each.values()):
        return [f"{', '.join(said)}."]
    total = sum(counts[name] * (price or 0) for name, price in each.items())
    return [context.t(phrase.FORECAST, counts=", ".join(said), sum=money(total))]


def _called(name: str, context: Context) -> str:
    limits = context.limits.get(name)
    return (limits.called if limits else "") or name
