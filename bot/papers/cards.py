"""One card a learner of a roster: the alias and a one-use code for the first entry, to be cut out and handed over."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from bot.core.text.wording import shown_key
from bot.papers import typesetting


class Card(Struct, frozen=True):
    """What one learner is handed."""

    alias: str
    code: str


def pdf(cards: Sequence[Card], *, group: str, site: str, link: str, until: str) -> bytes:
    """The cards, ten a page. `link` is where a phone enters, `until` the last day of the codes, in words."""
    return typesetting.pdf(
        "cards",
        {
            "title": f"Tarjetas de {group}",
            "place": f"{group} · {site}",
            "link": link,
            "until": until,
            "cards": [{"alias": card.alias, "code": shown_key(card.code)} for card in cards],
        },
    )
