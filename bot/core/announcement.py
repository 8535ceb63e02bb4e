"""An announcement as its readers see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, Protocol

from bot.core import phrase
from bot.core.event import AnnouncementLeaves, AnnouncementReported
from bot.core.people import Announcement, Someone, Teacher
from bot.core.reply import Ask, Cause, Choice, Prompt
from bot.core.scene import Context

KILOBYTE = 1000
REPORT_AFTER = timedelta(minutes=30)
NAMED = (
    "sent",
    "read",
    "queued",
    "claimed",
    "started",
    "taken",
    "blocked",
    "failed",
    "uncertain",
    "unreachable",
    "expired",
    "left",
)
"""The statuses of a delivery whose learners a teacher is told by name; `read` are those who said «Entendido»."""


# --- what is read ------------------------------------------------------------------------------------------


class Stored(Protocol):
    """An announcement's row, whatever keeps it."""

    @property
    def id(self) -> str: ...
    @property
    def teacher(self) -> str: ...
    @property
    def signature(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def media(self) -> str | None: ...
    @property
    def total(self) -> int: ...
    @property
    def corrects(self) -> str | None: ...
    @property
    def send_at(self) -> datetime: ...
    @property
    def status(self) -> Literal["held", "waiting", "leaving", "gone", "cancelled"]: ...


def view(
    row: Stored, names: Mapping[str, Sequence[Someone]] | None = None, recipients: Sequence[str] = ()
) -> Announcement:
    """The announcement as the core looks at it; a recipient who was erased since then is not in it."""
    return Announcement(
        id=row.id,
        teacher=row.teacher,
        signature=row.signature,
        text=row.text,
        media=row.media or "",
        total=row.total,
        corrects=row.corrects or "",
        send_at=row.send_at,
        status=row.status,
        names={status: tuple(people) for status, people in (names or {}).items()},
        recipients=tuple(recipients),
    )


def signature(teacher: Teacher, context: Context) -> str:
    """How learners know who writes."""
    return context.t(phrase.SIGNATURE, teacher=teacher.name)


def headed(signature: str, text: str, context: Context, *, corrects: bool, gap: str) -> str:
    """The signature, a word when this corrects another, and the text (a picture may be without)."""
    if not text:
        return context.t(phrase.ANNOUNCED_PHOTO, signature=signature)
    head = phrase.ANNOUNCED_CORRECTION if corrects else phrase.ANNOUNCED
    return context.t(head, signature=signature) + gap + text


def delivery(announcement: Announcement, media_size: int, context: Context) -> Ask:
    """What a learner reads; a picture is a button with its weight."""
    text = headed(announcement.signature, announcement.text, context, corrects=bool(announcement.corrects), gap="\n")
    second = Choice(context.t(phrase.ASK_TEACHER), "ask.write")
    if announcement.media:
        label = context.t(phrase.SEE_PHOTO, weight=weight(media_size))
        second = Choice(label, "announcement.photo", f"{announcement.id}:{announcement.media}")
    understood = Choice(context.t(phrase.UNDERSTOOD), "announcement.read", announcement.id)
    return Ask(text, (understood, second, Choice(context.t(phrase.MORE_OF_THIS), "announcement.more", announcement.id)))


def leaves(id: str, teacher: str, at: datetime) -> tuple[Cause, ...]:
    """It goes forward at that instant, and its teacher is told half an hour later how far it came."""
    return (
        Cause(AnnouncementLeaves(id), at, key=f"leaves:{id}"),
        Cause(AnnouncementReported(id, teacher), at + REPORT_AFTER, key=f"reported:{id}"),
    )


def weight(size: int) -> str:
    """Bytes as people read them: `40 KB`, `1.2 MB`."""
    if size < KILOBYTE * KILOBYTE:
        return f"{max(1, round(size / KILOBYTE))} KB"
    return f"{size / KILOBYTE / KILOBYTE:.1f} MB"


def only_cancels(prompt: Prompt) -> bool:
    """Whether cancelling one announcement is all that can be chosen."""
    return [choice.action for choice in prompt.ask.choices] == ["announce.cancel"]
