"""Cases, and who is to hear of them: whom and where they are about, never what was written."""

from __future__ import annotations

from datetime import datetime

from bot.core.case import GRAVE_STEPS, LATE_AFTER, REPORT_STEPS, Case, CaseLine, Of
from bot.core.people import Someone
from bot.store.cohorts import names_apart
from bot.store.rows import Shelf, epoch, instant, instant_or_none


class Cases(Shelf):
    """Something grave was written, or an exchange reported, until an adult ends it."""

    def open_case(self, id: str, kind: str, of: Of, now: datetime, *, school: bool) -> None:
        """A case of `of`; one that is open becomes graver, and of the school, but never less."""
        self._rows.write(
            "open_case",
            id=id,
            kind=kind,
            whose=of.whose,
            name=of.name,
            cohort=of.cohort or None,
            ticket=of.ticket,
            school=int(school),
            now=epoch(now),
        )
        self._rows.write("case_grows", whose=of.whose, kind=kind, school=int(school))

    def add_case_line(self, whose: str, kind: str, by: str, about: str, now: datetime) -> None:
        """One more line of the case that is open of `whose`; nothing where none is."""
        self._rows.write("add_case_line", whose=whose, kind=kind, by_whom=by, about=about, now=epoch(now))

    def case(self, id: str) -> Case | None:
        """The case with all its lines, open or ended."""
        row = self._rows.one("case_", id=id)
        if row is None:
            return None
        id, kind, whose, name, *more = row
        cohort, group, site, ticket = (value or "" for value in more[:4])
        school, opened_at, taken_by, taker, taken_at, closer, closed_at, outcome = more[4:]
        lines = (
            CaseLine(line, by, called or "", about, instant(at))
            for line, by, called, about, at in self._rows.all("case_lines", id=id)
        )
        known = names_apart(self._rows, cohort) if cohort and name else {}
        return Case(
            id,
            kind,
            whose,
            str(known.get(whose, name)),
            cohort,
            group,
            site,
            ticket,
            bool(school),
            instant(opened_at),
            taken_by or "",
            taker or "",
            instant_or_none(taken_at),
            closer or "",
            instant_or_none(closed_at),
            outcome or "",
            tuple(lines),
        )

    def open_case_of(self, whose: str) -> str:
        """The id of the case that is open of `whose`, `""` where none is."""
        row = self._rows.one("open_case_of", whose=whose)
        return "" if row is None else str(row[0])

    def cases(self, limit: int) -> list[Case]:
        """Open ones first, of those without a group the last; then the past ones."""
        found = (self.case(row[0]) for row in self._rows.all("cases", limit=limit))
        return [case for case in found if case]

    def take_case(self, id: str, person: str, now: datetime) -> bool:
        """The person looks after it from now on; False when it has ended."""
        return self._rows.run("take_case", id=id, person=person, now=epoch(now)) == 1

    def close_case(self, id: str, person: str, outcome: str, now: datetime) -> bool:
        """False when it has ended before."""
        return self._rows.run("close_case", id=id, person=person, outcome=outcome, now=epoch(now)) == 1

    def guardians(self, kind: str, case: Case) -> list[Someone]:
        """Who has the role, but never who teaches the learner or answered her."""
        found = self._rows.all(
            "guardians", kind=kind, id=case.id, whose=case.whose, cohort=case.cohort or None, school=int(case.school)
        )
        return [Someone(*row) for row in found]

    def untold_cases(self) -> list[str]:
        """Those that nobody took and nobody was told of yet."""
        return [row[0] for row in self._rows.all("untold_cases")]

    def heard_on(self, person: str) -> list[tuple[str, datetime, datetime | None]]:
        """Where the person can be reached: the channel, when they were heard there, when they blocked it."""
        found = self._rows.all("heard_on", person=person)
        return [(channel, instant(heard_at), instant_or_none(blocked_at)) for channel, heard_at, blocked_at in found]

    def role_asked(self, person: str) -> datetime | None:
        """When the person was asked last whether they still look after their role."""
        row = self._rows.one("role_asked", person=person)
        return instant_or_none(row[0]) if row else None

    def ask_role(self, person: str, now: datetime) -> None:
        """The person is asked now."""
        self._rows.write("ask_role", person=person, now=epoch(now))

    def became(self, delivery: str) -> str:
        """What became of the delivery, `""` once it is forgotten."""
        row = self._rows.one("became", delivery=delivery)
        return "" if row is None else str(row[0])

    def protection_late(self, now: datetime) -> bool:
        """Whether a case waits longer than its steps take, or was taken and not ended in time."""
        return (
            self._rows.one(
                "protection_late",
                grave=epoch(now - GRAVE_STEPS["last"]),
                report=epoch(now - REPORT_STEPS["last"]),
                unclosed=epoch(now - LATE_AFTER),
            )
            is not None
        )
