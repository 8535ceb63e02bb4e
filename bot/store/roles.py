"""Roles as whoever runs the box sees them: who has which, which links wait, and how one ends."""

from __future__ import annotations

from datetime import datetime

from bot.ports.rows import Duty, OpenLink
from bot.store.rows import Shelf, epoch, instant


class Roles(Shelf):
    """Roles begin by a link and end by a command."""

    def duties(self) -> list[Duty]:
        """Every role that somebody has now, teaching among them, the oldest first."""
        rows = self._rows.all("duties")
        return [Duty(person, name, kind, group or "", instant(since)) for person, name, kind, group, since, *_ in rows]

    def open_links(self, now: datetime) -> list[OpenLink]:
        """Links of roles that nobody used yet, the oldest first."""
        rows = self._rows.all("open_links", now=epoch(now))
        return [OpenLink(hashed[:8], role, group or "", instant(until)) for hashed, role, group, until in rows]

    def withdraw_link(self, mark: str, now: datetime) -> int:
        """The links whose mark begins so open nothing any more; how many there were."""
        return self._rows.run("withdraw_link", mark=mark, length=len(mark), now=epoch(now))

    def end_roles(self, person: str, now: datetime) -> None:
        """The person has no role any more, and unless they learn too, is parted from every phone.

        A page shows nothing of what was said to them, and what waited is not said.
        """
        at = epoch(now)
        self._rows.write("end_roles", person=person, now=at)
        self._rows.write("end_teachings", person=person, now=at)
        if self._rows.one("learner", person=person) is not None:
            return
        for (address,) in self._rows.all("addresses_of", person=person):
            if len(self._rows.all("people_at", address=address)) == 1:
                self._rows.write("forget_said", address=address, now=at)
        self._rows.write("part_everywhere", person=person, now=at)
        self._rows.write("forget_said_to_adult", person=person, now=at)
