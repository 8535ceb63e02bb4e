"""For whom an announcement is: who went quiet, who is to be called, who can be reached."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import takewhile
from typing import Literal

from msgspec import Struct

from bot.core import phrase
from bot.core.people import Class, Cohort, Member, Teacher
from bot.core.scene import Context
from bot.core.schedule import school_calendar, taper
from bot.core.text.names import LABEL_LONGEST
from bot.core.text.wording import listed

BATCH = 500
NAMES_SHOWN = 8
QUIET_SCHOOL_DAYS = 3
CALL_SCHOOL_DAYS = 7
UNANSWERED_STOPS = 3
QUIET_DAYS = 7
Unreached = Literal["no_phone", "blocked", "left"]


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


def silent_school_days(member: Member, cohort: Cohort, context: Context) -> int:
    """School days since the member's last word."""
    return school_calendar.school_days_between(
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
    quiet = silent_school_days(member, cohort, context) >= QUIET_SCHOOL_DAYS
    return quiet and silent_days(member, cohort, context) > QUIET_DAYS


def to_call(member: Member, cohort: Cohort, context: Context) -> bool:
    """Seven school days without a word: now a person calls."""
    if not went_quiet(member, cohort, context) or member.graduated:
        return False
    return silent_school_days(member, cohort, context) >= CALL_SCHOOL_DAYS


def _unanswered(member: Member, cohort: Cohort, context: Context) -> int:
    today, last = context.today(cohort), last_word(member, cohort, context)
    passed = takewhile(lambda stop: stop.day < today, taper.stops(cohort.visit.departs, None))
    return sum(1 for stop in passed if stop.day > last)


def _counted(member: Member) -> bool:
    return member.accepted and member.reach not in {"no_phone", "left"}


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
        return listed(list(names), context.gettext)
    return context.t(phrase.AND_MORE, names=", ".join(names[:most]), n=len(names) - most)


def who(audience: Audience, context: Context) -> str:
    """How many will get it, who will not, and why."""
    count = len(reached(audience))
    parts = [context.n(phrase.WILL_REACH, count, total=len(audience.members))]
    reasons: tuple[tuple[Unreached, tuple[str, str]], ...] = (
        ("no_phone", phrase.HAS_NO_PHONE),
        ("blocked", phrase.HAS_BLOCKED),
        ("left", phrase.HAS_OPTED_OUT),
    )
    for reach, words in reasons:
        missing = [member.name for member in unreached(audience, reach)]
        if missing:
            parts.append(context.n(words, len(missing), names=named(missing, context)))
    return " ".join(parts)
