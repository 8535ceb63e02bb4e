"""Learners: their progress, enrolments and consents, what they answered, and when they are due."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.core.attempt import Attempt
from bot.core.finish import Finish
from bot.core.state import AgeBand
from bot.ports.rows import LearnerRow
from bot.store.keys import VOID, Keys
from bot.store.rows import Value, epoch, epoch_or_none, instant, instant_or_none

SAME_CHECK_IN = timedelta(days=31)
"""Within which a second answer to a month's check-in changes the first."""
_MISSED = ("expired", "failed")
_NOT_THERE = ("sent", "failed", "held", "closed", "doubt")
"""A carrier that reports said this last: taken is not arrived."""


class Learners(Keys):
    """Attempts are append-only; progress is one document and the columns that are searched."""

    def add_learner(self, person: str, age_band: str, key: str, progress: str) -> None:
        """The person learns; `key` opens the place from another phone."""
        hashed = self._secret.hashed(key)
        self._rows.write("add_learner", person=person, age_band=age_band, recovery_key=hashed, progress=progress)

    def learner(self, person: str) -> LearnerRow | None:
        """The learner with the present cohort; `enrolled_at` is of the latest enrolment."""
        row = self._rows.one("learner", person=person)
        if row is None:
            return None
        id, name, age_band, language, key, progress, cohort, accepted_at, enrolled_at, heard_at, due_at = row
        return LearnerRow(
            id,
            name,
            age_band,
            language,
            key.startswith(VOID),
            progress,
            cohort,
            accepted_at is not None,
            instant(enrolled_at),
            instant_or_none(heard_at),
            instant_or_none(due_at),
        )

    def set_age_band(self, person: str, age_band: AgeBand) -> None:
        """The learner is older by now."""
        self._rows.write("set_age_band", person=person, age_band=age_band)

    def save_progress(
        self,
        person: str,
        document: str,
        next_due_at: datetime | None,
        *,
        heard_at: datetime | None,
        lessons_done: int,
        paused: bool,
        graduated: bool,
    ) -> None:
        """Writes the document and its columns; `heard_at=None` leaves the stored one."""
        self._rows.write(
            "save_progress",
            person=person,
            document=document,
            next_due_at=epoch_or_none(next_due_at),
            heard_at=epoch_or_none(heard_at),
            lessons_done=lessons_done,
            paused=int(paused),
            graduated=int(graduated),
        )

    def enrol(self, id: str, learner: str, cohort: str, now: datetime, accepted_at: datetime | None) -> None:
        """Ends the learner's current enrolment, if any, and begins one in `cohort`."""
        self.leave_cohort(learner, now)
        self._rows.write(
            "enrol",
            id=id,
            learner=learner,
            cohort=cohort,
            now=epoch(now),
            accepted_at=epoch_or_none(accepted_at),
        )

    def accept(self, learner: str, now: datetime) -> None:
        """A teacher knows the learner; the first time counts."""
        self._rows.write("accept", learner=learner, now=epoch(now))

    def leave_cohort(self, learner: str, now: datetime) -> None:
        """The enrolment ends; the learner and what was learnt stay."""
        self._rows.write("leave_cohort", learner=learner, now=epoch(now))

    def consent(self, id: str, learner: str, version: str, given_by: str, channel: str, given_at: datetime) -> None:
        """A consent as it was given, never changed afterwards."""
        self._rows.write(
            "consent",
            id=id,
            learner=learner,
            version=version,
            given_by=given_by,
            channel=channel,
            given_at=epoch(given_at),
        )

    def consent_on_paper(
        self, id: str, learner: str, version: str, cohort: str, paper: str, given_at: datetime
    ) -> None:
        """A guardian's consent, by the number on the signed paper; without it where it is another's in the cohort."""
        values = {"id": id, "learner": learner, "version": version, "cohort": cohort, "paper": paper}
        self._rows.write("consent_on_paper", **values, given_at=epoch(given_at))

    def take_slot(self, learner: str, local_date: date, kind: str, now: datetime) -> bool:
        """The learner's one proactive message of that day; False when it is taken."""
        day = local_date.isoformat()
        return self._rows.run("take_slot", learner=learner, local_date=day, kind=kind, now=epoch(now)) == 1

    def fill_slot(self, learner: str, local_date: date, delivery: str) -> None:
        """The delivery that carries the day's message: what becomes of it becomes of the slot."""
        self._rows.write("fill_slot", learner=learner, local_date=local_date.isoformat(), delivery=delivery)

    def slot_missed(self, learner: str) -> bool:
        """Whether the newest proactive message to the learner did not arrive, as far as anybody knows."""
        status, told = self._rows.one("last_slot", learner=learner) or (None, None)
        return status in _MISSED or told in _NOT_THERE

    def add_attempt(self, id: str, prompt: str, attempt: Attempt) -> None:
        """A second attempt on one prompt is an error: the prompt was closed in the first one's commit."""
        self._rows.write(
            "add_attempt",
            id=id,
            prompt=prompt,
            learner=attempt.learner,
            item=attempt.item,
            content_hash=attempt.content_hash,
            chosen=attempt.chosen,
            option=attempt.option,
            kind=attempt.kind,
            cohort=attempt.cohort,
            is_right=int(attempt.right),
            hinted=int(attempt.hinted),
            review=int(attempt.kind == "review"),
            stability_days=attempt.stability_days,
            due_at=attempt.due_at,
            at=epoch(attempt.at),
            month=attempt.month,
        )

    def add_active_day(self, learner: str, cohort: str | None, local_date: date, channel: str) -> None:
        """The learner had a word on that day, there; said again it changes nothing."""
        day = local_date.isoformat()
        self._rows.write("add_active_day", learner=learner, cohort=cohort, local_date=day, channel=channel)

    def add_finish(self, finish: Finish, now: datetime) -> None:
        """What was done to its end; the first time counts."""
        self._rows.write(
            "add_finish",
            learner=finish.learner,
            lesson=finish.lesson,
            kind=finish.kind,
            cohort=finish.cohort,
            local_date=finish.local_date.isoformat(),
            now=epoch(now),
        )

    def add_check_in(self, id: str, learner: str, month: int, answer: str, now: datetime) -> None:
        """What a graduate answered in that month after the departure: another answer, or the reason, takes its place.

        The same month after another visit's departure is another answer.
        """
        row: dict[str, Value] = {"learner": learner, "month": month, "answer": answer, "now": epoch(now)}
        if not self._rows.run("correct_check_in", **row, since=epoch(now - SAME_CHECK_IN)):
            self._rows.write("add_check_in", id=id, **row)

    def due_learners(self, now: datetime, limit: int) -> list[str]:
        """Who asked to be looked at by now, the longest overdue first."""
        return [row[0] for row in self._rows.all("due_learners", now=epoch(now), limit=limit)]

    def due_later(self, learner: str, now: datetime, until: datetime) -> None:
        """Who is due now is looked at again then; nothing where a turn has said when meanwhile."""
        self._rows.write("due_later", person=learner, now=epoch(now), until=epoch(until))

    def next_due_at(self) -> datetime | None:
        """The earliest instant at which a learner, an inside event or a held delivery becomes due."""
        row = self._rows.one("next_due_at") or ()
        instants = [at for at in row if at is not None]
        return instant(min(instants)) if instants else None

    def learners_after(self, after: str, limit: int) -> list[str]:
        """Every learner's id after `after`, in order."""
        return [row[0] for row in self._rows.all("learners_after", after=after, limit=limit)]

    def settle_learner(self, person: str, document: str, now: datetime) -> None:
        """Writes the document; who was to be looked at later, or was heard later, is so now."""
        self._rows.write("settle_learner", person=person, document=document, now=epoch(now))

    def wake_cohort(self, cohort: str, after: str, limit: int, now: datetime) -> str:
        """Makes up to `limit` of its learners due now; the last id, `""` when done."""
        woken = self._rows.all("wake_cohort", cohort=cohort, after=after, limit=limit, now=epoch(now))
        return max(row[0] for row in woken) if len(woken) == limit else ""
