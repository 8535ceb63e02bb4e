"""Prompts, announcements, questions, and what else was said or shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.core.people import Question, Someone, Spoken
from bot.ports.rows import (
    AnnouncementRow,
    Media,
    PromptRow,
)


class WordBook(Protocol):
    """Lists come in `seq` order unless said otherwise."""

    def open_prompt(
        self,
        id: str,
        address: str,
        person: str | None,
        item: str | None,
        content_hash: str | None,
        body: str,
        now: datetime,
    ) -> None: ...

    def prompt_speaks_of(self, id: str, about: str) -> None:
        """Keeps of whom a question to somebody else speaks: ids, a space between them."""
        ...

    def prompt(self, id: str) -> PromptRow | None: ...

    def latest_prompt(self, address: str) -> PromptRow | None:
        """The newest prompt at the address, open or closed."""
        ...

    def open_prompts_about(self, address: str, subject: str) -> list[PromptRow]:
        """Those not answered at the address that carry the id `subject`, the oldest first."""
        ...

    def close_prompt(self, id: str, chosen: str, now: datetime) -> None:
        """Answered; one that was closed before stays as it is."""
        ...

    def add_announcement(self, row: AnnouncementRow) -> None: ...

    def announcement(self, id: str) -> AnnouncementRow | None: ...

    def latest_announcement(self, teacher: str) -> AnnouncementRow | None: ...

    def waiting_announcements(self, teacher: str) -> list[AnnouncementRow]: ...

    def move_announcement(self, id: str, status: str) -> None:
        """Says how far it is; what was cancelled meanwhile stays cancelled."""
        ...

    def list_recipients(self, id: str, place: int, learners: Sequence[str]) -> None:
        """The learners wait for it, in this order from `place` on; who was erased meanwhile is counted no more."""
        ...

    def waiting_recipients(self, id: str, limit: int) -> list[str]:
        """Who waits for it, in the order of the list."""
        ...

    def recipients_of(self, id: str) -> list[str]:
        """Everybody on its list who was not withdrawn."""
        ...

    def withdraw_recipient(self, id: str, learner: str) -> None:
        """The learner does not get it any more, and is not counted."""
        ...

    def cancel_announcement(self, id: str) -> int:
        """Cancels it and what is still queued of it; the number of deliveries that will not leave."""
        ...

    def add_recipient(self, announcement: str, learner: str, delivery: str, *, left: bool = False) -> None: ...

    def read_announcement(self, announcement: str, learner: str, now: datetime) -> None: ...

    def heard_announcement(self, learner: str, since: datetime) -> str | None:
        """The newest announcement sent to the learner since then."""
        ...

    def teachers_words(self, learner: str, since: datetime) -> list[datetime]:
        """When announcements left for the learner, or will, since then."""
        ...

    def announcement_counts(self, id: str) -> dict[str, int]:
        """Deliveries by status, and `read`."""
        ...

    def announcement_names(self, id: str, status: str) -> list[Someone]: ...

    def add_question(
        self, id: str, learner: str, cohort: str, text: str, now: datetime, address: str | None = None
    ) -> None: ...

    def question(self, id: str) -> Question | None: ...

    def unread_answers(self, learner: str, address: str) -> list[Question]:
        """The learner's questions whose answer was not before them yet and may be read there."""
        ...

    def see_answer(self, id: str, now: datetime) -> None: ...

    def answer_question(self, id: str, answer: str, teacher: str, now: datetime) -> bool:
        """False when another teacher answered first."""
        ...

    def pass_question(self, id: str, now: datetime) -> bool:
        """It goes to the second adult; False when it has an answer or went before."""
        ...

    def set_questions_hour(self, person: str, minutes: int) -> None: ...

    def said_lately(self, person: str, since: datetime, limit: int) -> list[str]:
        """What the person wrote to others since then, the oldest first: announcements, answers, questions."""
        ...

    def spoken(self, since: datetime, until: datetime, offset: int, limit: int) -> list[Spoken]:
        """What was written after `since`, `until` included, and the codes asked for, the newest first."""
        ...

    def passed_questions(self, limit: int) -> list[Question]:
        """What no teacher answered in three school days and nobody since, the oldest first."""
        ...

    def unsent(self, since: datetime) -> int:
        """How many messages settled since then without having been sent."""
        ...

    def add_miss(self, text: str, now: datetime, person: str = "") -> None: ...

    def add_media(self, media: Media, now: datetime) -> None: ...

    def fill_media(self, id: str, content: bytes) -> None: ...

    def media(self, id: str) -> Media | None: ...
