"""People, where they can be reached, and the roles of adults."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.people import Device, Someone
from bot.ports.rows import (
    Address,
    Duty,
    OpenLink,
)


class PeopleBook(Protocol):
    """Lists come in `seq` order unless said otherwise."""

    def address(self, channel: str, carrier_id: str) -> Address | None: ...

    def address_by_id(self, address: str) -> Address | None: ...

    def add_address(self, id: str, channel: str, carrier_id: str, now: datetime) -> None: ...

    def save_conversation(self, address: str, document: str, heard_at: datetime) -> None: ...

    def set_blocked(self, address: str, blocked_at: datetime | None) -> None: ...

    def opt_out(self, address: str, person: str | None, now: datetime) -> None: ...

    def opt_in(self, address: str) -> None: ...

    def has_left(self, person: str) -> bool: ...

    def move_address(self, address: str, carrier_id: str) -> None: ...

    def expire_address(self, address: str, expires_at: datetime | None) -> None: ...

    def people_at(self, address: str) -> list[Someone]: ...

    def reach(self, address: str, person: str, now: datetime) -> None:
        """From now on the person can be reached at the address (said twice changes nothing)."""
        ...

    def part(self, address: str, person: str, now: datetime) -> None:
        """The person cannot be reached there any more."""
        ...

    def leave_screens(self, person: str, now: datetime) -> None:
        """Whoever sits at a shared screen as this person does so no longer."""
        ...

    def leave_pages(self, person: str, now: datetime, but: str = "") -> None:
        """Whoever sits at a shared screen or a page as this person does so no longer, except at the address `but`."""
        ...

    def devices(self, person: str) -> list[Device]:
        """Where the person can be reached, the one heard last first; a shared screen is nobody's."""
        ...

    def close_device(self, address: str, person: str, now: datetime) -> None:
        """The person is parted from the address, and nothing said to them is read there; an empty page is over."""
        ...

    def close_address(self, address: str, now: datetime) -> None:
        """Nobody is there any more, and nothing that was said can be read: a page is over."""
        ...

    def forget_said(self, address: str, now: datetime) -> None:
        """Nothing that was said at the address can be read there again, and what waited is not said."""
        ...

    def forget_urgent(self, address: str, since: datetime, now: datetime) -> list[str]:
        """What was said there about something grave since then can be read there no more; the carrier's messages."""
        ...

    def addresses_of(self, person: str) -> list[str]:
        """The ids of all the person's addresses; a shared screen is nobody's."""
        ...

    def newly_at(self, address: str, person: str, since: datetime) -> bool:
        """Whether the person's place was opened at the address since then, as one enrolled elsewhere."""
        ...

    def address_of(self, person: str) -> Address | None:
        """Where to write to the person: the address heard last among those not blocked, else None.

        A shared screen is nobody's: nothing is sent there unasked.
        """
        ...

    def add_person(self, id: str, name: str, language: str, now: datetime) -> None: ...

    def rename(self, person: str, name: str) -> None: ...

    def set_language(self, person: str, language: str) -> None: ...

    def person(self, person: str) -> Someone | None: ...

    def duties(self) -> list[Duty]:
        """Every role that somebody has now, teaching among them."""
        ...

    def open_links(self, now: datetime) -> list[OpenLink]:
        """Links of roles that nobody used yet."""
        ...

    def withdraw_link(self, mark: str, now: datetime) -> int: ...

    def end_roles(self, person: str, now: datetime) -> None:
        """The person has no role any more, and unless they learn too, is parted from every phone."""
        ...
