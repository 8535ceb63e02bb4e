"""Rows that a turn reads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from bot.core.state import AgeBand

# --- rows a turn reads -------------------------------------------------------------------------------------


class Address(Struct, frozen=True):
    """A channel and the carrier's id there; `conversation` is JSON (`""`: new), `left` says that somebody opted out."""

    id: str
    channel: str
    carrier_id: str
    conversation: str
    blocked: bool
    heard_at: datetime
    left: bool = False


class LearnerRow(Struct, frozen=True):
    """A learner with JSON progress; `cohort` is the current one, `keyless` who has no key that opens anything."""

    id: str
    name: str
    age_band: AgeBand
    language: str
    keyless: bool
    progress: str
    cohort: str | None
    accepted: bool
    enrolled_at: datetime
    heard_at: datetime | None
    next_due_at: datetime | None


class PromptRow(Struct, frozen=True):
    """A prompt as stored; `body` is JSON of what was shown."""

    id: str
    address: str
    person: str | None
    body: str
    opened_at: datetime
    closed: bool


class Planned(Struct, frozen=True):
    """A cohort as the itinerary knows it: `code` as the poster prints it, `teacher` the name in the file,
    `course` the folder of its lessons (`""`: the first one)."""

    cohort: str
    visit: str
    site: str
    region: str
    arrives: date
    departs: date
    timezone: str
    group: str
    code: str
    teacher: str
    course: str = ""


class Untaught(Struct, frozen=True):
    """A cohort that nobody teaches; `since` is when the last teacher left, else the day on which the truck came."""

    cohort: str
    name: str
    site: str
    since: datetime


class AnnouncementRow(Struct, frozen=True):
    """An announcement for `total` learners, `listed` of whom are rows by now.

    Who was erased or withdrawn is not counted.
    """

    id: str
    teacher: str
    signature: str
    text: str
    media: str | None
    audience: str
    total: int
    listed: int
    status: Literal["held", "waiting", "leaving", "gone", "cancelled"]
    corrects: str | None
    send_at: datetime
    created_at: datetime


class Media(Struct, frozen=True):
    """A stored file; `content` is None until it was fetched from its channel."""

    id: str
    mime: str
    size: int
    channel: str
    carrier_ref: str
    content: bytes | None


class Backlog(Struct, frozen=True):
    """How the work stands: deliveries by (channel, status), by channel the instants of the oldest message due and
    of the last thing heard, events without their turn, learners, questions without an answer."""

    deliveries: dict[tuple[str, str], int]
    oldest: dict[str, datetime]
    heard: dict[str, datetime]
    waiting: int
    learners: int
    questions: int = 0


class Duty(Struct, frozen=True):
    """A role that somebody has now; `group` is the class of who teaches."""

    person: str
    name: str
    kind: str
    group: str
    since: datetime


class OpenLink(Struct, frozen=True):
    """A one-time link of a role that nobody used yet, by the `mark` with which it is withdrawn."""

    mark: str
    role: str
    group: str
    until: datetime
