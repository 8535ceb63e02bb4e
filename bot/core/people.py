"""Who they are: learners, teachers, cohorts, and the truck's visits, as values.

A person is not a phone number: a learner or teacher has addresses, siblings share one, one person may hold
several roles. Ids are UUIDv7 text.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from msgspec import Struct, field

from bot.core.state import AgeBand, Progress

Reach = Literal["yes", "no_phone", "blocked", "left"]
ANSWERS_AT = 17 * 60
"""When a teacher gets questions who has not chosen an hour: minutes after local midnight."""


class Visit(Struct, frozen=True):
    """A truck's stay at a site. `zone` is an IANA name; `next_site` where the truck goes then (`""`: unknown)."""

    id: str
    site: str
    arrives: date
    departs: date
    zone: str
    next_site: str = ""


class Stay(Struct, frozen=True):
    """A visit as whoever moves it sees it: `cohorts` are the ids of its groups, `codes` each group's name and code."""

    visit: Visit
    region: str
    cohorts: tuple[str, ...]
    codes: tuple[tuple[str, str], ...] = ()


class Cohort(Struct, frozen=True):
    """One group of one visit. `teachers` are the names learners know, `code` is what the poster prints.

    `answers_at` is when the teacher gets questions, in minutes after local midnight; `taught` says that somebody
    claimed the class, so that there is a person to reach. `course` is the folder of its lessons (`""`: the first one).
    """

    id: str
    name: str
    code: str
    visit: Visit
    teachers: tuple[str, ...] = ()
    paused_until: date | None = None
    answers_at: int = ANSWERS_AT
    taught: bool = False
    course: str = ""


class Learner(Struct, frozen=True):
    """The learner whom a turn is about; `cohort` is None for who left the group.

    `keyless`: every key was made void, and this learner has no new one yet. `told` are the instants (UTC) of the
    last day's announcements to the learner, where the clock struck.
    """

    id: str
    name: str
    age_band: AgeBand
    progress: Progress
    cohort: Cohort | None
    accepted: bool
    language: str
    enrolled_at: datetime
    heard_at: datetime | None = None
    keyless: bool = False
    told: tuple[datetime, ...] = ()


class Someone(Struct, frozen=True):
    """A person who can be reached at an address."""

    id: str
    name: str


class Device(Struct, frozen=True):
    """A chat or a browser at which a person can be reached; nobody there was heard since `heard_at`."""

    address: str
    channel: str
    since: datetime
    heard_at: datetime


class Member(Struct, frozen=True):
    """A learner as the cohort's teacher sees her; `joined` and `heard_at` are UTC.

    `name` is by which the teacher tells her from every other, `own_name` the one that she chose (`""`: the same).
    `channel` is where she is written to.
    """

    learner: str
    name: str
    accepted: bool
    reach: Reach
    joined: datetime
    heard_at: datetime | None
    lessons_done: int
    graduated: bool
    paused: bool
    former_name: str = ""
    own_name: str = ""
    channel: str = ""


class Sheet(Struct, frozen=True):
    """What a teacher sees of one learner: her place, what she finds hard, and who agreed when (None: nobody yet)."""

    learner: Learner
    struggle: Struggle | None = None
    agreed_at: datetime | None = None
    by_guardian: bool = False


class Struggle(Struct, frozen=True):
    """An item that a learner missed on several local dates, the last time too; `days` are these, the oldest first."""

    item: str
    days: tuple[date, ...]


class Waiting(Struct, frozen=True):
    """A child under 14 who tries lessons until the teacher holds the signed paper."""

    address: str
    ticket: str
    opened_at: datetime


class Question(Struct, frozen=True):
    """A learner's question to the teachers of a cohort, asked at `address` (`""`: a former program did not keep it)."""

    id: str
    learner: str
    name: str
    cohort: str
    text: str
    asked_at: datetime
    answer: str = ""
    answered_by: str = ""
    address: str = ""


class Spoken(Struct, frozen=True):
    """What somebody wrote to others, as the second adult reads it, or a code that is new: of one use, or of a group.

    `by` and `by_name` are the adult's (`""` for an open question), `learner` and `name` the learner's, where it is of
    one. `total` are the recipients of an announcement. Of a group's code `text` is the code, `question` the site. Of a
    class that was handed over `by` is who teaches now and `name` who did.
    """

    kind: Literal["announcement", "answer", "question", "code", "group", "handover"]
    by: str
    by_name: str
    learner: str
    name: str
    group: str
    text: str
    question: str
    total: int
    media: str
    status: str


class Class(Struct, frozen=True):
    """A cohort as its teacher works with it."""

    cohort: Cohort
    members: tuple[Member, ...]
    waiting: tuple[Waiting, ...]
    questions: tuple[Question, ...]


class Teacher(Struct, frozen=True):
    """A person who teaches now, with every cohort that is theirs now."""

    id: str
    name: str
    classes: tuple[Class, ...]


class Invite(Struct, frozen=True):
    """A one-time link that makes its holder a teacher of `cohort`, an operator, a protection
    contact, or who is responsible.

    `replaces` is the teacher who loses sight of the cohort when the link is used. A link of the role `phone` adds the
    phone that opens it to those of `learner`.
    """

    token: str
    role: Literal["teacher", "operator", "protection", "responsible", "phone"]
    cohort: Cohort | None
    name: str
    spent: bool
    replaces: Someone | None = None
    learner: str = ""


class Announcement(Struct, frozen=True):
    """A teacher's word to many, as it was confirmed for `total` learners.

    `corrects` is the announcement that this one puts right (`""`: none). `names` are who is at each status of
    `announcement.NAMED`, and `recipients` the ids of all, where somebody looks at them.
    """

    id: str
    teacher: str
    signature: str
    text: str
    media: str
    total: int
    corrects: str
    send_at: datetime
    status: Literal["held", "waiting", "leaving", "gone", "cancelled"]
    names: Mapping[str, tuple[Someone, ...]] = field(default_factory=dict)
    recipients: tuple[str, ...] = ()
