"""Visits, their cohorts, who teaches them, and who waits to belong."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.core.people import Cohort, Invite, Question, Someone, Struggle, Teacher
from bot.ports.rows import (
    Planned,
    Untaught,
)


class ClassBook(Protocol):
    """Lists come in `seq` order unless said otherwise."""

    def open_trial(self, address: str, cohort: str, ticket: str, now: datetime, expires_at: datetime) -> None: ...

    def tickets(self, cohort: str) -> list[str]:
        """The numbers of the papers that wait in the cohort."""
        ...

    def known_as(self, question: Question) -> Question:
        """The question, asked by whom nobody takes for another of the cohort."""
        ...

    def close_trial(self, address: str) -> None: ...

    def itinerary(self) -> list[Planned]:
        """Every cohort with its visit, by arrival, site and group."""
        ...

    def save_visit(self, id: str, site: str, region: str, arrives: date, departs: date, zone: str) -> None:
        """A visit of the itinerary, new or changed."""
        ...

    def save_cohort(self, id: str, visit: str, name: str, code: str, teacher_name: str, course: str = "") -> None:
        """A group of a visit, new or changed; `teacher_name` is the itinerary's."""
        ...

    def code_given(self, cohort: str, now: datetime) -> None: ...

    def courses_on(self, day: date) -> list[str]: ...

    def courses_of(self, person: str) -> list[str]: ...

    def cohort(self, id: str) -> Cohort | None: ...

    def cohort_by_code(self, code: str) -> Cohort | None: ...

    def pause_cohort(self, cohort: str, until: date | None) -> None: ...

    def wake_cohort(self, cohort: str, after: str, limit: int, now: datetime) -> str:
        """Makes up to `limit` of its learners (in id order after `after`) due now; the last id, `""` when done."""
        ...

    def teacher(self, person: str) -> Teacher | None:
        """The person's present classes with members, waiting papers and open questions; None if none."""
        ...

    def teachers_of(self, cohort: str) -> list[Someone]: ...

    def teach(self, id: str, person: str, cohort: str, now: datetime) -> None: ...

    def stop_teaching(self, person: str, cohort: str, now: datetime) -> None: ...

    def without_teacher(self) -> list[Untaught]:
        """Cohorts that nobody teaches now, by arrival."""
        ...

    def learners_of(self, cohort: str, after: str, limit: int) -> list[str]:
        """Up to `limit` learners enrolled now, in id order after `after`."""
        ...

    def grant(self, id: str, person: str, kind: str, now: datetime) -> None: ...

    def roles(self, person: str) -> list[str]: ...

    def holders(self, kind: str) -> list[Someone]:
        """Who has the role now, the first who came first."""
        ...

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
        """`replaces` is the teacher who stops teaching the cohort when the link is used, `learner` whose phone
        opens it."""
        ...

    def invite(self, token: str, now: datetime) -> Invite | None: ...

    def spend_invite(self, token: str, person: str, now: datetime) -> bool: ...

    def struggles(self, cohort: str, since: datetime, zone: ZoneInfo) -> dict[str, Struggle]:
        """By learner: the item that was missed on two local dates since then, the last time too; the newest such."""
        ...

    def agreed(self, learner: str) -> tuple[datetime, str] | None:
        """When the last consent was given, and by whom: `self` or `guardian`."""
        ...
