"""Cohorts, their visits, their teachers, and what a teacher sees of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.core.people import ANSWERS_AT, Class, Cohort, Invite, Member, Question, Reach, Someone, Teacher, Visit, Waiting
from bot.core.text.names import apart
from bot.core.text.wording import read_code, untitled
from bot.ports.rows import Planned, Untaught
from bot.store.announcements import Announcements
from bot.store.people import People
from bot.store.rows import Row, Rows, epoch, instant, instant_or_none


class Cohorts(People, Announcements):
    """One group of one visit, and the people who teach it."""

    def save_visit(self, id: str, site: str, region: str, arrives: date, departs: date, zone: str) -> None:
        """A visit of the itinerary, new or changed."""
        self._rows.write(
            "save_visit",
            id=id,
            site=site,
            region=region,
            arrives=arrives.isoformat(),
            departs=departs.isoformat(),
            timezone=zone,
        )

    def save_cohort(self, id: str, visit: str, name: str, code: str, teacher_name: str, course: str = "") -> None:
        """A group of a visit, new or changed; a pause stays. `code` is kept as printed, found as `read_code` reads."""
        key = read_code(code)
        self._rows.write(
            "save_cohort",
            id=id,
            visit=visit,
            name=name,
            code=code,
            code_key=key,
            teacher_name=teacher_name,
            course=course,
        )

    def courses_on(self, day: date) -> list[str]:
        """The courses of the visits that are under way on a local day."""
        return [row[0] for row in self._rows.all("courses_on", day=day.isoformat())]

    def courses_of(self, person: str) -> list[str]:
        """The course that somebody learns, then those that they teach."""
        return [row[0] for row in self._rows.all("courses_of", person=person)]

    def code_given(self, cohort: str, now: datetime) -> None:
        """The group's code is new: a second adult reads it."""
        self._rows.write("code_given", cohort=cohort, now=epoch(now))

    def itinerary(self) -> list[Planned]:
        """Every cohort with its visit, by arrival, site and group."""
        return [
            Planned(cohort, visit, site, region, date.fromisoformat(arrives), date.fromisoformat(departs), *rest)
            for cohort, visit, site, region, arrives, departs, *rest in self._rows.all("itinerary")
        ]

    def cohort(self, id: str) -> Cohort | None:
        """The cohort with its visit; its teachers are those who teach it now, else the itinerary's name."""
        rows = self._rows.all("cohort", id=id)
        if not rows:
            return None
        teacher, hour, cohort, name, code, teacher_name, course, paused_until, *visit = rows[0]
        until = None if paused_until is None else date.fromisoformat(paused_until)
        if teacher is None:
            named = (untitled(teacher_name),) if teacher_name else ()
            return Cohort(cohort, name, code, _visit(visit), named, until, ANSWERS_AT, taught=False, course=course)
        teachers = tuple(str(row[0]) for row in rows)
        return Cohort(cohort, name, code, _visit(visit), teachers, until, int(hour), taught=True, course=course)

    def cohort_by_code(self, code: str) -> Cohort | None:
        """The cohort whose poster prints `code`, as printed or as `read_code` read it."""
        row = self._rows.one("cohort_id", code_key=read_code(code))
        return None if row is None else self.cohort(row[0])

    def pause_cohort(self, cohort: str, until: date | None) -> None:
        """Lessons rest until that local date; None ends the rest."""
        self._rows.write("pause_cohort", cohort=cohort, until=None if until is None else until.isoformat())

    def teacher(self, person: str) -> Teacher | None:
        """The person's present classes with members, waiting papers and open questions; None if none."""
        cohorts = [self.cohort(row[0]) for row in self._rows.all("classes", person=person)]
        classes = tuple(self._class(cohort, person) for cohort in cohorts if cohort is not None)
        someone = self.person(person) if classes else None
        return Teacher(someone.id, someone.name, classes) if someone is not None else None

    def teachers_of(self, cohort: str) -> list[Someone]:
        """Who teaches the cohort now, the first who came first."""
        return [Someone(*row) for row in self._rows.all("teachers_of", cohort=cohort)]

    def teach(self, id: str, person: str, cohort: str, now: datetime) -> None:
        """The person teaches the cohort from now on (said twice changes nothing)."""
        self._rows.write("teach", id=id, person=person, cohort=cohort, now=epoch(now))

    def stop_teaching(self, person: str, cohort: str, now: datetime) -> None:
        """The person does not teach the cohort any more, and loses sight of it."""
        self._rows.write("stop_teaching", person=person, cohort=cohort, now=epoch(now))

    def without_teacher(self) -> list[Untaught]:
        """Cohorts that nobody teaches now, by arrival."""
        return [
            Untaught(cohort, name, site, _midnight(arrives, zone) if left_at is None else instant(left_at))
            for cohort, name, site, arrives, zone, left_at in self._rows.all("without_teacher")
        ]

    def learners_of(self, cohort: str, after: str, limit: int) -> list[str]:
        """Up to `limit` learners enrolled now, in id order after `after`."""
        return [row[0] for row in self._rows.all("learners_of", cohort=cohort, after=after, limit=limit)]

    def open_trial(self, address: str, cohort: str, ticket: str, now: datetime, expires_at: datetime) -> None:
        """A child tries lessons at the address until a teacher holds the signed paper."""
        self._rows.write(
            "open_trial",
            address=address,
            cohort=cohort,
            ticket=ticket,
            now=epoch(now),
            expires_at=epoch(expires_at),
        )

    def close_trial(self, address: str) -> None:
        """The trial ended, one way or the other."""
        self._rows.write("close_trial", address=address)

    def invite(self, token: str, now: datetime) -> Invite | None:
        """The link behind the token, spent or not; None when it is unknown or too old."""
        row = self._invite_row(token, now)
        if row is None:
            return None
        role, cohort_id, spent_at, replaces, learner = row
        cohort = None if cohort_id is None else self.cohort(cohort_id)
        name = "" if cohort is None else self._itinerary_name(cohort.id)
        replaced = self.person(replaces) if replaces else None
        return Invite(token, role, cohort, name, spent_at is not None, replaced, learner or "")

    def known_as(self, question: Question) -> Question:
        """The question, asked by whom nobody takes for another of the cohort."""
        known = names_apart(self._rows, question.cohort).get(question.learner, question.name)
        return replace(question, name=known)

    def tickets(self, cohort: str) -> list[str]:
        """The numbers of the papers of the cohort: those that wait, and those that were signed."""
        waiting = [str(row[1]) for row in self._rows.all("trials", cohort=cohort)]
        return waiting + [str(row[0]) for row in self._rows.all("papers_signed", cohort=cohort)]

    def _itinerary_name(self, cohort: str) -> str:
        row = self._rows.one("itinerary_name", id=cohort)
        return "" if row is None else str(row[0])

    def _class(self, cohort: Cohort, teacher: str) -> Class:
        """The class as its teacher works with it, who is none of its learners even where they once were."""
        rows = self._rows.all("members", cohort=cohort.id)
        members = tuple(_member(row) for row in rows if row[0] != teacher)
        waiting = tuple(
            Waiting(address, ticket, instant(opened_at))
            for address, ticket, opened_at in self._rows.all("trials", cohort=cohort.id)
        )
        return Class(cohort, members, waiting, self.open_questions(cohort.id))


def names_apart(rows: Rows, cohort: str) -> dict[str, str]:
    """How each learner of the cohort is called where another has the same name, by id: the first to come keeps hers."""
    members = [(str(row[0]), str(row[1])) for row in rows.all("members", cohort=cohort)]
    return dict(zip((id for id, _ in members), apart(name for _, name in members), strict=True))


def _midnight(day: str, zone: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(0), ZoneInfo(zone)).astimezone(UTC)


def _visit(row: Row | list[str]) -> Visit:
    id, site, arrives, departs, zone, next_site = row
    return Visit(id, site, date.fromisoformat(arrives), date.fromisoformat(departs), zone, next_site or "")


def _member(row: Row) -> Member:
    id, name, accepted_at, joined, heard_at, lessons_done, graduated, paused, former, addresses, shut, left, channel = (
        row
    )
    reach: Reach = "yes"
    if not addresses:
        reach = "no_phone"
    elif addresses == shut:
        reach = "left" if left else "blocked"
    return Member(
        id,
        name,
        accepted_at is not None,
        reach,
        instant(joined),
        instant_or_none(heard_at),
        lessons_done,
        bool(graduated),
        bool(paused),
        former,
        channel=channel or "",
    )
