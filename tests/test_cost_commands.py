"""The operator asks what messages cost, and says what a unit costs."""

from __future__ import annotations

import asyncio
from datetime import date

from bot.ports.sending import Report
from bot.store.open import open_store
from tests.test_commands import box, does, sorry

_ = box
MARCH = date(2027, 3, 8)


def bills(*categories: str, channel: str = "whatsapp") -> None:
    """Each category is a message that arrived."""

    async def told() -> None:
        store = open_store("yachaski.db")
        reports = [Report(f"{channel}{n}", "delivered", category=one) for n, one in enumerate(categories)]
        await store.run(lambda book: book.bill(channel, reports, MARCH))
        await store.close()

    asyncio.run(told())


def test_a_month_is_told_by_channel_and_category() -> None:
    """Messages and money; where nobody said a price, that is said."""
    assert "Ningún mensaje se cobró todavía." in does("costs").output
    bills("utility", "utility", "marketing")
    said = does("costs", "set", "whatsapp", "utility", "0.02", "--from", "2027-03-01").output
    assert "whatsapp utility: 0,0200 dólares desde el 2027-03-01." in said
    shown = does("costs").output
    assert "2027-03 whatsapp marketing: 1 mensaje, sin precio." in shown
    assert "2027-03 whatsapp utility: 2 mensajes, 0,04 dólares." in shown


def test_what_is_no_price_is_told_with_the_mend() -> None:
    """A comma, a word, a negative sum: nothing is guessed about money."""
    for price in ("0,02", "gratis", "1e3"):
        assert "Escríbelo en dólares, con punto: 0.02" in sorry(
            "costs", "set", "whatsapp", "utility", price, "--from", "2027-03-01"
        )
    assert "whatsapp utility" in sorry("costs", "set", "Whats App", "utility", "0.02", "--from", "2027-03-01")
