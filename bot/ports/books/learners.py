"""Learners: their keys, their progress, what they did, and when they are due."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol

from bot.core.attempt import Attempt
from bot.core.finish import Finish
from bot.core.one_use_code import Code
from bot.core.state import AgeBand
from bot.ports.rows import (
    LearnerRow,
)


class LearnerBook(Protocol):
    """Lists come in `seq` order unless said otherwise."""

    def add_learner(self, person: str, age_band: str, key: str, progress: str) -> None: ...

    def learner(self, person: str) -> LearnerRow | None: ...

    def set_age_band(self, person: str, age_band: AgeBand) -> None: ...

    def set_key(self, person: str, key: str) -> None: ...

    def add_code(
        self,
        code: str,
        learner: str,
        asked_by: str,
        now: datetime,
        confirmed_at: datetime | None,
        *,
        lasts: timedelta | None = None,
    ) -> None:
        """A one-use code for the learner, in the place of one that was not used; one on a card `lasts` longer."""
        ...

    def code(self, text: str, now: datetime) -> Code | None:
        """The code that was said; None where it is none, was used, or is too old."""
        ...

    def code_of(self, learner: str, now: datetime) -> Code | None:
        """The learner's code that was not used yet."""
        ...

    def confirm_code(self, learner: str, now: datetime) -> None: ...

    def drop_code(self, learner: str) -> None: ...

    def spend_code(self, text: str, learner: str, now: datetime) -> bool:
        """False where somebody used it in this moment."""
        ...

    def void_keys(self) -> int:
        """Nobody's key opens anything any more, nor does a code; how many keys there were."""
        ...

    def settle_keys(self) -> int:
        """Some plain keys become hashes; under another secret, all become void. 0 when nothing is left to do."""
        ...

    def knows_secret(self) -> bool:
        """Whether the keys were hashed with the secret that is here, or nothing was hashed yet."""
        ...

    def keyless(self) -> int:
        """How many learners have no key since all were made void."""
        ...

    def learner_by_key(self, key: str) -> str:
        """The id of the learner whose recovery key this is, `""` when nobody's."""
        ...

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
        ...

    def enrol(self, id: str, learner: str, cohort: str, now: datetime, accepted_at: datetime | None) -> None:
        """Ends the learner's current enrolment, if any, and begins one in `cohort`."""
        ...

    def accept(self, learner: str, now: datetime) -> None: ...

    def leave_cohort(self, learner: str, now: datetime) -> None: ...

    def consent(self, id: str, learner: str, version: str, given_by: str, channel: str, given_at: datetime) -> None: ...

    def consent_on_paper(
        self, id: str, learner: str, version: str, cohort: str, paper: str, given_at: datetime
    ) -> None: ...

    def take_slot(self, learner: str, local_date: date, kind: str, now: datetime) -> bool:
        """The learner's one proactive message of that day; False when it is taken."""
        ...

    def fill_slot(self, learner: str, local_date: date, delivery: str) -> None:
        """The delivery that carries the day's message: what becomes of it becomes of the slot."""
        ...

    def slot_missed(self, learner: str) -> bool:
        """Whether the newest proactive message to the learner did not arrive: it expired, failed, was held, or the
        carrier reports no arrival."""
        ...

    def add_attempt(self, id: str, prompt: str, attempt: Attempt) -> None: ...

    def add_active_day(self, learner: str, cohort: str | None, local_date: date, channel: str) -> None:
        """The learner had a word on that day, there; said again it changes nothing."""
        ...

    def add_finish(self, finish: Finish, now: datetime) -> None:
        """What was done to its end; the first time counts."""
        ...

    def add_check_in(self, id: str, learner: str, month: int, answer: str, now: datetime) -> None:
        """What a graduate answered in that month after the departure: one row, which a reason changes."""
        ...

    def due_learners(self, now: datetime, limit: int) -> list[str]: ...

    def due_later(self, learner: str, now: datetime, until: datetime) -> None:
        """Who is due now is looked at again then; nothing where a turn has said when meanwhile."""
        ...

    def next_due_at(self) -> datetime | None:
        """The earliest instant at which a learner, an inside event or a held delivery becomes due."""
        ...

    def erase(self, person: str, now: datetime) -> None:
        """Removes every row that is about the person, keeps an anonymous tally and a tombstone."""
        ...

    def everything(self, person: str) -> dict[str, list[dict[str, object]]]:
        """All that is stored about the person, table by table; nothing of a phone that the person has left."""
        ...
