"""Announcements: who is meant, who will get it and who will not, and what a learner reads.

An audience is computed from the teacher's own classes and nothing else. Only learners whom the teacher accepted
count; newcomers hear nothing until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import takewhile
from typing import Literal, Protocol

from msgspec import Struct

from bot.core import phrase, season
from bot.core.people import Announcement, Class, Cohort, Member, Someone, Teacher
from bot.core.reply import Ask, Choice
from bot.core.scene import Context
from bot.core.wording import listed

BATCH = 500
LABEL_LONGEST = 20
NAMES_SHOWN = 8
QUIET_SCHOOL_DAYS = 3
CALL_SCHOOL_DAYS = 7
UNANSWERED_STOPS = 3
QUIET_DAYS = 7
KILOBYTE = 1000
Unreached = Literal["no_phone", "blocked"]
NAMED = ("sent", "read", "queued", "claimed", "started", "blocked", "failed", "uncertain", "unreachable", "expired")
"""The statuses of a delivery whose learners a teacher is told by name; `read` are those who said «Entendido»."""


class Audience(Struct, frozen=True):
    """Whom an announcement is for. `id` is `kind:rest` (`cohort:ID`, `graduates:SITE`, `quiet:`, `mine:`)."""

    id: str
    name: str
    members: tuple[Member, ...]

    @property
    def label(self) -> str:
        """The button: `3.º B (24)`, its name cut where it is long, its count never."""
        count = f" ({len(self.members)})"
        room = LABEL_LONGEST - len(count)
        return (self.name if len(self.name) <= room else self.name[: room - 1].rstrip() + "…") + count


# --- who went quiet ----------------------------------------------------------------------------------------


def last_word(member: Member, cohort: Cohort, context: Context) -> date:
    """The local date of the member's last word, or of joining."""
    return (member.heard_at or member.joined).astimezone(context.zone(cohort)).date()


def silent_days(member: Member, cohort: Cohort, context: Context) -> int:
    """Days since the member's last word."""
    return (context.today(cohort) - last_word(member, cohort, context)).days


def _silent_school_days(member: Member, cohort: Cohort, context: Context) -> int:
    return season.school_days_between(
        last_word(member, cohort, context), context.today(cohort), cohort, context.free_days(cohort)
    )


def went_quiet(member: Member, cohort: Cohort, context: Context) -> bool:
    """A week without a word, at least 3 school days of it; a graduate: 3 messages without an answer.

    Days on which nobody was written to (a holiday, a pause of the group) are not silence.
    """
    if not _counted(member) or member.paused:
        return False
    if member.graduated:
        return _unanswered(member, cohort, context) >= UNANSWERED_STOPS
    quiet = _silent_school_days(member, cohort, context) >= QUIET_SCHOOL_DAYS
    return quiet and silent_days(member, cohort, context) > QUIET_DAYS


def to_call(member: Member, cohort: Cohort, context: Context) -> bool:
    """Seven school days without a word: now a person calls."""
    if not went_quiet(member, cohort, context) or member.graduated:
        return False
    return _silent_school_days(member, cohort, context) >= CALL_SCHOOL_DAYS


def _unanswered(member: Member, cohort: Cohort, context: Context) -> int:
    today, last = context.today(cohort), last_word(member, cohort, context)
    passed = takewhile(lambda stop: stop.day < today, season.stops(cohort.visit.departs, None))
    return sum(1 for stop in passed if stop.day > last)


def _counted(member: Member) -> bool:
    return member.accepted and member.reach != "no_phone"


# --- audiences ---------------------------------------------------------------------------------------------


def audiences(teacher: Teacher, context: Context) -> tuple[Audience, ...]:
    """What the teacher can choose from, the likeliest first; none is empty, none is the same people twice."""
    classes = sorted(teacher.classes, key=lambda one: _likelihood(one, context))
    cohorts = [Audience(f"cohort:{one.cohort.id}", one.cohort.name, _accepted([one])) for one in classes]
    quiet = Audience("quiet:", context.t(phrase.AUDIENCE_QUIET), _quiet(classes, context))
    mine = Audience("mine:", context.t(phrase.AUDIENCE_MINE, n=len(classes)), _accepted(classes))
    ordered = [*cohorts[:1], quiet, mine, *cohorts[1:], *_graduates(classes, context)]
    return tuple(_different(one for one in ordered if one.members))


def _likelihood(one: Class, context: Context) -> tuple[bool, int]:
    """Cohorts whose truck is there come first, then the latest."""
    visit, today = one.cohort.visit, context.today(one.cohort)
    return not visit.arrives <= today <= visit.departs, -visit.arrives.toordinal()


def _accepted(classes: Iterable[Class]) -> tuple[Member, ...]:
    members = {member.learner: member for one in classes for member in one.members if member.accepted}
    return tuple(members.values())


def _quiet(classes: Iterable[Class], context: Context) -> tuple[Member, ...]:
    return tuple(member for one in classes for member in one.members if went_quiet(member, one.cohort, context))


def _graduates(classes: Sequence[Class], context: Context) -> list[Audience]:
    sites = dict.fromkeys(one.cohort.visit.site for one in classes)
    found = []
    for site in sites:
        there = _accepted(one for one in classes if one.cohort.visit.site == site)
        members = tuple(member for member in there if member.graduated)
        found.append(Audience(f"graduates:{site}", context.t(phrase.AUDIENCE_GRADUATES, site=site), members))
    return found


def _different(ordered: Iterable[Audience]) -> Iterable[Audience]:
    seen: set[frozenset[str]] = set()
    for one in ordered:
        people = frozenset(member.learner for member in one.members)
        if one.id == "quiet:" or people not in seen:
            seen.add(people)
            yield one


def audience(teacher: Teacher, id: str, context: Context) -> Audience | None:
    """The audience of that id, if it is the teacher's and not empty."""
    return next((one for one in audiences(teacher, context) if one.id == id), None)


def reached(audience: Audience) -> tuple[Member, ...]:
    """Who will get it."""
    return tuple(member for member in audience.members if member.reach == "yes")


def unreached(audience: Audience, reach: Unreached) -> tuple[Member, ...]:
    """Who will not, for one reason."""
    return tuple(member for member in audience.members if member.reach == reach)


def named(names: Sequence[str], context: Context, most: int = NAMES_SHOWN) -> str:
    """`Mateo C. y Yeni P.`; of many, the first few and how many more."""
    if len(names) <= most:
        return listed(list(names))
    return context.t(phrase.AND_MORE, names=", ".join(names[:most]), n=len(names) - most)


def who(audience: Audience, context: Context) -> str:
    """How many will get it, who will not, and why."""
    count = len(reached(audience))
    parts = [context.n(phrase.WILL_REACH, count, total=len(audience.members))]
    reasons: tuple[tuple[Unreached, tuple[str, str]], ...] = (
        ("no_phone", phrase.HAS_NO_PHONE),
        ("blocked", phrase.HAS_BLOCKED),
    )
    for reach, words in reasons:
        missing = [member.name for member in unreached(audience, reach)]
        if missing:
            parts.append(context.n(words, len(missing), names=named(missing, context)))
    return " ".join(parts)


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
    def recipients(self) -> tuple[str, ...]: ...
    @property
    def corrects(self) -> str | None: ...
    @property
    def send_at(self) -> datetime: ...
    @property
    def status(self) -> Literal["waiting", "leaving", "gone", "cancelled"]: ...


def view(row: Stored, names: Mapping[str, Sequence[Someone]] | None = None) -> Announcement:
    """The announcement as the core looks at it; a recipient who was erased since then is not in it."""
    return Announcement(
        id=row.id,
        teacher=row.teacher,
        signature=row.signature,
        text=row.text,
        media=row.media or "",
        recipients=tuple(learner for learner in row.recipients if learner),
        corrects=row.corrects or "",
        send_at=row.send_at,
        status=row.status,
        names={status: tuple(people) for status, people in (names or {}).items()},
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
    choices = [
        Choice(context.t(phrase.UNDERSTOOD), "announcement.read", announcement.id),
        Choice(context.t(phrase.ASK_TEACHER), "ask.write"),
    ]
    if announcement.media:
        label = context.t(phrase.SEE_PHOTO, weight=weight(media_size))
        choices.insert(1, Choice(label, "announcement.photo", f"{announcement.id}:{announcement.media}"))
    return Ask(text, tuple(choices))


def weight(size: int) -> str:
    """Bytes as people read them: `40 KB`, `1.2 MB`."""
    if size < KILOBYTE * KILOBYTE:
        return f"{max(1, round(size / KILOBYTE))} KB"
    return f"{size / KILOBYTE / KILOBYTE:.1f} MB"


def batch(recipients: Sequence[str], forward: int, limit: int = BATCH) -> tuple[tuple[str, ...], int]:
    """The next recipients from the cursor `forward`, and where the cursor stands after them."""
    following = tuple(recipients[forward : forward + limit])
    return following, forward + len(following)
