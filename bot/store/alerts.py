"""Alerts, and who is to hear of them: whom and where they are about, never what was written."""

from __future__ import annotations

from datetime import datetime

from bot.core.people import Alert, Someone
from bot.store.rows import Shelf, epoch, instant, instant_or_none


class Alerts(Shelf):
    """Something grave was written, or an exchange reported."""

    def add_alert(
        self, id: str, kind: str, person: str | None, cohort: str | None, question: str, now: datetime
    ) -> None:
        """Said twice changes nothing."""
        self._rows.write(
            "add_alert", id=id, kind=kind, person=person, cohort=cohort, question=question or None, now=epoch(now)
        )

    def alert(self, id: str) -> Alert | None:
        """The alert, looked after or not."""
        row = self._rows.one("alert", id=id)
        if row is None:
            return None
        *head, raised_at, attender, attended_at, calmed_at = row
        id, kind, *about = head
        person, name, cohort, group, question = (value or "" for value in about)
        return Alert(
            id,
            kind,
            person,
            name,
            cohort,
            group,
            question,
            instant(raised_at),
            attender or "",
            instant_or_none(attended_at),
            instant_or_none(calmed_at),
        )

    def oldest_alert(self) -> Alert | None:
        """The oldest that nobody looks after, and that was not taken back."""
        row = self._rows.one("oldest_alert")
        return None if row is None else self.alert(row[0])

    def attend_alert(self, id: str, person: str, now: datetime) -> bool:
        """False when somebody looks after it already."""
        return self._rows.run("attend_alert", id=id, person=person, now=epoch(now)) == 1

    def calm_alert(self, id: str, now: datetime) -> None:
        """Who wrote it says that it was nothing grave."""
        self._rows.write("calm_alert", id=id, now=epoch(now))

    def protectors(self, cohort: str) -> list[Someone]:
        """Who protects the cohort's learners: never one of its teachers."""
        return [Someone(*row) for row in self._rows.all("protectors", cohort=cohort)]
