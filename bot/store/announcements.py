"""Announcements and who got them, questions and their answers, files, and searches that found nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from bot.core.people import Question, Someone
from bot.ports.rows import AnnouncementRow, Media
from bot.store.rows import Row, Shelf, epoch, instant


class Announcements(Shelf):
    """What teachers say to many, and what one learner asks them."""

    def add_announcement(self, row: AnnouncementRow) -> None:
        """An announcement; whom it is for is listed by `list_recipients`."""
        self._rows.write(
            "add_announcement",
            id=row.id,
            teacher=row.teacher,
            signature=row.signature,
            text=row.text,
            media=row.media,
            audience=row.audience,
            total=row.total,
            status=row.status,
            corrects=row.corrects,
            send_at=epoch(row.send_at),
            created_at=epoch(row.created_at),
        )

    def announcement(self, id: str) -> AnnouncementRow | None:
        """The announcement, without its list."""
        return _announcement(self._rows.one("announcement", id=id))

    def latest_announcement(self, teacher: str) -> AnnouncementRow | None:
        """The teacher's newest, whatever became of it."""
        return _announcement(self._rows.one("latest_announcement", teacher=teacher))

    def waiting_announcements(self, teacher: str) -> list[AnnouncementRow]:
        """The teacher's that have not begun to leave, the soonest first; at most ten."""
        rows = (_announcement(row) for row in self._rows.all("waiting_announcements", teacher=teacher))
        return [row for row in rows if row is not None]

    def move_announcement(self, id: str, status: str) -> None:
        """Says how far it is; what was cancelled meanwhile stays cancelled."""
        self._rows.write("move_announcement", id=id, status=status)

    def list_recipients(self, id: str, place: int, learners: Sequence[str]) -> None:
        """The learners wait for it, in this order from `place` on; who was erased meanwhile is counted no more."""
        listed = self._rows.run("list_recipients", announcement=id, place=place, learners=json.dumps(learners))
        self._rows.write("count_listed", id=id, listed=listed, missing=len(learners) - listed)

    def waiting_recipients(self, id: str, limit: int) -> list[str]:
        """Who waits for it, in the order of the list."""
        return [row[0] for row in self._rows.all("waiting_recipients", id=id, limit=limit)]

    def recipients_of(self, id: str) -> list[str]:
        """Everybody on its list who was not withdrawn."""
        return [row[0] for row in self._rows.all("recipients_of", id=id)]

    def withdraw_recipient(self, id: str, learner: str) -> None:
        """The learner does not get it any more, and is not counted."""
        if self._rows.run("withdraw_recipient", announcement=id, learner=learner):
            self._rows.write("count_listed", id=id, listed=-1, missing=1)

    def cancel_announcement(self, id: str) -> int:
        """Cancels it and what is still queued of it; the number of deliveries that will not leave.

        A recipient who still waits counts as one.
        """
        row = self.announcement(id)
        if row is None or row.status == "cancelled":
            return 0
        self._rows.write("cancel_announcement", id=id)
        waiting = self._rows.one("how_many_wait", id=id) or (0,)
        return self._rows.run("cancel_deliveries", announcement=id) + int(waiting[0]) + row.total - row.listed

    def add_recipient(self, announcement: str, learner: str, delivery: str, *, left: bool = False) -> None:
        """The learner is served by that delivery; `""`: no address can be written to, or was `left`."""
        status = None if delivery else "left" if left else "unreachable"
        values = {"announcement": announcement, "learner": learner, "delivery": delivery, "status": status}
        self._rows.write("add_recipient", **values)

    def read_announcement(self, announcement: str, learner: str, now: datetime) -> None:
        """The learner says so; the first time counts."""
        self._rows.write("read_announcement", announcement=announcement, learner=learner, now=epoch(now))

    def heard_announcement(self, learner: str, since: datetime) -> str | None:
        """The newest announcement sent to the learner since then."""
        row = self._rows.one("heard_announcement", learner=learner, since=epoch(since))
        return None if row is None else str(row[0])

    def teachers_words(self, learner: str, since: datetime) -> list[datetime]:
        """When announcements left for the learner, or will, since then."""
        return [instant(row[0]) for row in self._rows.all("teachers_words", learner=learner, since=epoch(since))]

    def announcement_counts(self, id: str) -> dict[str, int]:
        """Recipients by the status of their delivery (`unreachable` without one), `read` by their own word, and `seen`
        by their carrier's."""
        kept, _ = self._rows.one("kept_counts", id=id) or (None, False)
        if kept:
            return dict(json.loads(kept))
        counts, seen_by = {"read": 0}, 0
        for status, deliveries, read, seen in self._rows.all("announcement_counts", id=id):
            counts[status] = deliveries
            counts["read"] += read
            seen_by += seen
        if seen_by:
            counts["seen"] = seen_by
        return counts

    def keep_counts(self, id: str) -> None:
        """Once its last delivery is gone, the counts stay as numbers, whoever of its recipients goes later."""
        kept, left = self._rows.one("kept_counts", id=id) or (None, True)
        if not kept and not left:
            self._rows.write("keep_counts", id=id, counts=json.dumps(self.announcement_counts(id)))

    def announcement_names(self, id: str, status: str) -> list[Someone]:
        """The recipients whose delivery has that status (or `unreachable`), or who said «Entendido» (`read`)."""
        return [Someone(*row) for row in self._rows.all("announcement_names", id=id, status=status)]

    def add_question(
        self, id: str, learner: str, cohort: str, text: str, now: datetime, address: str | None = None
    ) -> None:
        """A learner's question, asked at that address, open until the first answer."""
        values = {"learner": learner, "cohort": cohort, "text": text, "address": address}
        self._rows.write("add_question", id=id, **values, now=epoch(now))

    def question(self, id: str) -> Question | None:
        """The question, answered or not."""
        row = self._rows.one("question", id=id)
        return None if row is None else question(row)

    def open_questions(self, cohort: str) -> tuple[Question, ...]:
        """The cohort's questions without an answer, the oldest first."""
        return tuple(question(row) for row in self._rows.all("open_questions", cohort=cohort))

    def unread_answers(self, learner: str, address: str) -> list[Question]:
        """The learner's questions whose answer was not before them yet and may be read there, the oldest first."""
        return [question(row) for row in self._rows.all("unread_answers", learner=learner, address=address)]

    def see_answer(self, id: str, now: datetime) -> None:
        """The answer is before the learner who asked."""
        self._rows.write("see_answer", id=id, now=epoch(now))

    def answer_question(self, id: str, answer: str, teacher: str, now: datetime) -> bool:
        """False when another teacher answered first."""
        return self._rows.run("answer_question", id=id, answer=answer, teacher=teacher, now=epoch(now)) == 1

    def pass_question(self, id: str, now: datetime) -> bool:
        """False when it has an answer or went before."""
        return self._rows.run("pass_question", id=id, now=epoch(now)) == 1

    def set_questions_hour(self, person: str, minutes: int) -> None:
        """In every class that the person teaches now."""
        self._rows.write("set_questions_hour", person=person, minutes=minutes)

    def add_miss(self, text: str, now: datetime, person: str = "") -> None:
        """A search without a useful answer: the words, and whose they are where that is known."""
        self._rows.write("add_miss", person=person or None, text=text, now=epoch(now))

    def add_media(self, media: Media, now: datetime) -> None:
        """A file that a teacher sent; its content may come later."""
        self._rows.write(
            "add_media",
            id=media.id,
            mime=media.mime,
            size=media.size,
            channel=media.channel,
            carrier_ref=media.carrier_ref,
            content=media.content,
            now=epoch(now),
        )

    def fill_media(self, id: str, content: bytes) -> None:
        """The content as fetched; its size is now what was measured."""
        self._rows.write("fill_media", id=id, content=content, size=len(content))

    def media(self, id: str) -> Media | None:
        """The file, with its content once it was fetched."""
        row = self._rows.one("media", id=id)
        return None if row is None else Media(*row)


def _announcement(row: Row | None) -> AnnouncementRow | None:
    if row is None:
        return None
    *head, total, listed, status, corrects, send_at, created_at = row
    id, teacher, signature, text, media, audience = head
    return AnnouncementRow(
        id,
        teacher,
        signature,
        text,
        media,
        audience,
        total,
        listed,
        status,
        corrects,
        instant(send_at),
        instant(created_at),
    )


def question(row: Row) -> Question:
    id, learner, name, cohort, text, asked_at, answer, answered_by, *address = row
    asked = (id, learner, name, cohort, text, instant(asked_at))
    return Question(*asked, answer or "", answered_by or "", "".join(filter(None, address)))
