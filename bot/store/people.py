"""Addresses, and the people who can be reached there."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from bot.core.people import Device, Someone
from bot.ports.rows import Address
from bot.store.rows import Row, Shelf, epoch, epoch_or_none, instant


class People(Shelf):
    """A person is not a phone number."""

    def address(self, channel: str, carrier_id: str) -> Address | None:
        """The address of the carrier's id on that channel."""
        return _address(self._rows.one("address", channel=channel, carrier_id=carrier_id))

    def address_by_id(self, address: str) -> Address | None:
        """The address of our own id."""
        return _address(self._rows.one("address_by_id", address=address))

    def add_address(self, id: str, channel: str, carrier_id: str, now: datetime) -> None:
        """A new address with an empty conversation, heard now."""
        self._rows.write("add_address", id=id, channel=channel, carrier_id=carrier_id, now=epoch(now))

    def save_conversation(self, address: str, document: str, heard_at: datetime) -> None:
        """Writes the address's document, and when something was last heard there."""
        self._rows.write("save_conversation", address=address, document=document, heard_at=epoch(heard_at))

    def set_blocked(self, address: str, blocked_at: datetime | None) -> None:
        """Nothing queued for a blocked address leaves any more; None unblocks it for what comes next."""
        self._rows.write("set_blocked", address=address, blocked_at=epoch_or_none(blocked_at))
        if blocked_at is not None:
            self._rows.write("block_queued", address=address, now=epoch(blocked_at))

    def opt_out(self, address: str, person: str | None, now: datetime) -> None:
        """Nothing unasked is written there any more, nor where the person alone is written to; what waits goes."""
        moment = epoch(now)
        self._rows.write("opt_out", address=address, person=person or "", now=moment)
        self._rows.write("opt_out_recipients", now=moment)
        self._rows.write("opt_out_queued", now=moment)

    def opt_in(self, address: str) -> None:
        """The address is written to again."""
        self._rows.write("opt_in", address=address)

    def has_left(self, person: str) -> bool:
        """Whether nothing is written to one of the person's addresses, because somebody there asked so."""
        return self._rows.one("has_left", person=person) is not None

    def move_address(self, address: str, carrier_id: str) -> None:
        """The address has a new id at its carrier.

        Where an address with that id exists already, it takes over the people and what is still queued.
        """
        other = self._rows.one("address_elsewhere", address=address, carrier_id=carrier_id)
        if other is None:
            self._rows.write("move_address", address=address, carrier_id=carrier_id)
        else:
            self._rows.write("hand_over_reach", address=address, other=other[0])
            self._rows.write("hand_over_queued", address=address, other=other[0])
            self._rows.write("hand_over_opt_out", address=address, other=other[0])

    def expire_address(self, address: str, expires_at: datetime | None) -> None:
        """From then on `housekeeping` removes the address, unless a person can be reached there."""
        self._rows.write("expire_address", address=address, expires_at=epoch_or_none(expires_at))

    def people_at(self, address: str) -> list[Someone]:
        """Who can be reached there, the first who came first."""
        return [Someone(*row) for row in self._rows.all("people_at", address=address)]

    def reach(self, address: str, person: str, now: datetime) -> None:
        """From now on the person can be reached at the address (said twice changes nothing)."""
        self._rows.write("reach", address=address, person=person, now=epoch(now))

    def part(self, address: str, person: str, now: datetime) -> None:
        """The person cannot be reached there any more."""
        self._rows.write("part", address=address, person=person, now=epoch(now))

    def leave_pages(self, person: str, now: datetime, but: str = "") -> None:
        """Whoever sits at a shared screen or a page as this person does so no longer, except at the address `but`."""
        for (address,) in self._rows.all("pages_of", person=person, but=but):
            self.close_device(str(address), person, now)

    def leave_screens(self, person: str, now: datetime) -> None:
        """Whoever sits at a shared screen as this person does so no longer."""
        self._rows.write("leave_screens", person=person, now=epoch(now))

    def devices(self, person: str) -> list[Device]:
        """Where the person can be reached, the one heard last first; a shared screen is nobody's."""
        rows = self._rows.all("devices", person=person)
        return [Device(id, channel, instant(since), instant(heard)) for id, channel, since, heard in rows]

    def close_device(self, address: str, person: str, now: datetime) -> None:
        """The person is parted from the address, and nothing that was said to them is read there; a page that
        nobody else uses is over."""
        self.part(address, person, now)
        self._rows.write("forget_said_to", address=address, person=person, now=epoch(now))
        self._rows.write("end_page", address=address, now=epoch(now))

    def close_address(self, address: str, now: datetime) -> None:
        """Nobody is there any more, and nothing that was said can be read: a page is over."""
        self._rows.write("part_all", address=address, now=epoch(now))
        self.forget_said(address, now)
        self._rows.write("end_page", address=address, now=epoch(now))

    def forget_said(self, address: str, now: datetime) -> None:
        """Nothing that was said at the address can be read there again, and what waited is not said."""
        self._rows.write("forget_said", address=address, now=epoch(now))

    def address_of(self, person: str) -> Address | None:
        """The person's address heard last among those not blocked, where nobody opted out; a screen is nobody's."""
        return _address(self._rows.one("address_of", person=person))

    def addresses_of(self, person: str) -> list[str]:
        """The ids of all the person's addresses; a shared screen is nobody's."""
        return [row[0] for row in self._rows.all("addresses_of", person=person)]

    def newly_at(self, address: str, person: str, since: datetime) -> bool:
        """Whether the person's place was opened at the address since then, as one enrolled elsewhere."""
        return self._rows.one("newly_at", address=address, person=person, since=epoch(since)) is not None

    def forget_urgent(self, address: str, since: datetime, now: datetime) -> list[str]:
        """What was said at the address about something grave since then can be read there no more; how the carrier
        finds those messages."""
        said = self._rows.all("urgent_said", address=address, since=epoch(since))
        for delivery, prompt, _ in said:
            self._rows.write("forget_delivery", delivery=delivery, now=epoch(now))
            if prompt:
                self._rows.write("forget_retired", address=address, prompt=prompt, now=epoch(now))
        return [str(message) for *_, message in said if message]

    def add_person(self, id: str, name: str, language: str, now: datetime) -> None:
        """A person whom nothing reaches yet."""
        self._rows.write("add_person", id=id, name=name, language=language, now=epoch(now))

    def rename(self, person: str, name: str) -> None:
        """The name that everybody reads from now on."""
        self._rows.write("rename", person=person, name=name)

    def set_language(self, person: str, language: str) -> None:
        """The catalog in which the person is spoken to."""
        self._rows.write("set_language", person=person, language=language)

    def person(self, person: str) -> Someone | None:
        """The person, whatever their roles."""
        row = self._rows.one("person", person=person)
        return None if row is None else Someone(*row)

    def grant(self, id: str, person: str, kind: str, now: datetime) -> None:
        """The person has the role from now on (said twice changes nothing)."""
        self._rows.write("grant_role", id=id, person=person, kind=kind, now=epoch(now))

    def roles(self, person: str) -> list[str]:
        """The person's present roles, the oldest first."""
        return [row[0] for row in self._rows.all("roles", person=person)]

    def holders(self, kind: str) -> list[Someone]:
        """Who has the role now, the first who came first."""
        return [Someone(*row) for row in self._rows.all("holders", kind=kind)]

    def add_invite(
        self,
        token: str,
        role: str,
        cohort: str | None,
        now: datetime,
        expires_at: datetime,
        *,
        replaces: str | None = None,
        learner: str | None = None,
    ) -> None:
        """A one-time link; only a hash of its token is kept.

        `replaces` stops teaching the cohort when it is used; `learner` is whose phone will open it.
        """
        self._rows.write(
            "add_invite",
            token_hash=_hashed(token),
            role=role,
            cohort=cohort,
            replaces=replaces,
            learner=learner,
            now=epoch(now),
            expires_at=epoch(expires_at),
        )

    def spend_invite(self, token: str, person: str, now: datetime) -> bool:
        """False when the link is unknown, spent or too old."""
        return self._rows.run("spend_invite", token_hash=_hashed(token), person=person, now=epoch(now)) == 1

    def _invite_row(self, token: str, now: datetime) -> Row | None:
        return self._rows.one("invite", token_hash=_hashed(token), now=epoch(now))


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _address(row: Row | None) -> Address | None:
    if row is None:
        return None
    id, channel, carrier_id, conversation, blocked_at, heard_at, left_at = row
    blocked, left = blocked_at is not None, left_at is not None
    return Address(id, channel, carrier_id, conversation, blocked, instant(heard_at), left)
