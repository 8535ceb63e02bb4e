"""Rows that the tests of the store begin with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from bot.core.attempt import Attempt
from bot.ports.book import Book
from bot.ports.rows import AnnouncementRow
from bot.ports.sending import Delivery, Message, NewDelivery

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ANA, LUZ, ROSA = "person-ana", "person-luz", "person-rosa"
COHORT = "cohort-a"
Steps = Callable[[Book], Any]

_numbers = count(1)


def cohort(book: Book) -> None:
    """A visit to Huanta, then one to Ayacucho; the first has one group."""
    book.save_visit("visit-1", "Huanta", "Ayacucho", date(2026, 3, 2), date(2026, 4, 3), "America/Lima")
    book.save_visit("visit-2", "Quinua", "Ayacucho", date(2026, 4, 6), date(2026, 5, 8), "America/Lima")
    book.save_cohort(COHORT, "visit-1", "3A", "ABCD2345", "Prof. Elena")


def person(book: Book, id: str, name: str = "Ana", *, at: str = "") -> None:
    """A person who can be reached at the address `at`, by default one of her own (`at-ID`)."""
    book.add_person(id, name, "es", NOW)
    address = at or f"at-{id}"
    if book.address_by_id(address) is None:
        book.add_address(address, "telegram", f"chat-{address}", NOW)
    book.reach(address, id, NOW)


def learner(book: Book, id: str = ANA, name: str = "Ana", *, at: str = "") -> None:
    """A learner of the cohort whom her teacher does not know yet."""
    person(book, id, name, at=at)
    book.add_learner(id, "14_to_17", f"key-{id}", '{"v":1}')
    book.enrol(f"enrolment-{id}", id, COHORT, NOW, None)


def teacher(book: Book, id: str = ROSA, name: str = "Rosa") -> None:
    """A teacher of the cohort."""
    person(book, id, name)
    book.teach(f"teaching-{id}", id, COHORT, NOW)


def attempt(learner: str = ANA) -> Attempt:
    """A right answer that comes back in two days."""
    due = int((NOW + 2 * DAY).timestamp())
    return Attempt(
        learner,
        "fin-04-q1",
        "hash",
        "B",
        "0a1b2c3d",
        "lesson",
        COHORT,
        right=True,
        hinted=False,
        at=NOW,
        stability_days=2.3,
        due_at=due,
    )


def announce(book: Book, id: str = "news", recipients: tuple[str, ...] = (ANA, LUZ)) -> None:
    """An announcement of Rosa's that waits, with its list."""
    book.add_announcement(announcement(id, len(recipients)))
    book.list_recipients(id, 0, recipients)


def announcement(id: str = "news", total: int = 2) -> AnnouncementRow:
    """An announcement of Rosa's that waits, its list not yet written."""
    return AnnouncementRow(
        id, ROSA, "Profesora Rosa", "Mañana 8 a. m.", None, "cohort:a", total, 0, "waiting", None, NOW, NOW
    )


def delivery(text: str = "Hola", address: str = f"at-{ANA}", **changes: Any) -> NewDelivery:
    """A reply to Ana, due now."""
    values: dict[str, Any] = {
        "id": f"delivery-{next(_numbers)}",
        "address": address,
        "channel": "telegram",
        "person": ANA,
        "kind": "reply",
        "priority": {"announcement": 1, "drip": 2}.get(changes.get("kind", ""), 0),
        "message": Message(text),
        "not_before": NOW,
        "expires_at": None,
    }
    return NewDelivery(**(values | changes))


def claim(book: Book, now: datetime = NOW, **changes: Any) -> list[Delivery]:
    """What may leave on Telegram."""
    return book.claim(["telegram"], 30, now, "sender", now + MINUTE, **changes)


def texts(deliveries: list[Delivery]) -> list[str]:
    """What they say."""
    return [delivery.message.text for delivery in deliveries]
