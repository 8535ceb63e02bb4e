"""The year after the truck as a strip of dots: each message that the schedule sent a visitor, with its day."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct

from bot.core.reply import read_ask
from bot.core.text.wording import day_words
from bot.demo import cast
from bot.demo.pupils import CHANNEL
from bot.ports.book import Book

_FIRST = frozenset({"account.its_me", "drill.begin", "graduate.sells", "graduate.start", "keeping.age", "keeping.keep"})
_PLAIN = ("lesson.weeks", "today.later")


class Dot(Struct, frozen=True):
    """One message: its day as people say it, and its words."""

    day: str
    text: str


def dots(book: Book, carrier: str) -> list[Dot]:
    """From the farewell on, the oldest first; none before it. Prompts stay when the chat's old texts are emptied."""
    address = book.address(CHANNEL, carrier)
    people = book.people_at(address.id) if address else []
    if not people:
        return []
    leaves = cast.departure(book).timestamp()
    found = []
    for row in book.everything(people[0].id).get("prompt", []):
        ask, at = read_ask(str(row["body"])), int(str(row["opened_at"]))
        if at >= leaves and _by_itself(tuple(choice.action for choice in ask.choices)):
            day = datetime.fromtimestamp(at, UTC).astimezone(cast.ZONE).date()
            found.append(Dot(day_words(day), ask.text))
    return found


def _by_itself(actions: tuple[str, ...]) -> bool:
    """Whether a message with these buttons is one that the schedule sends."""
    return not _FIRST.isdisjoint(actions[:1]) or actions[:2] == _PLAIN or actions[1:2] == ("graduate.choose",)
