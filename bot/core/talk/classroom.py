"""What every talk with a teacher needs: the class that is theirs, words for days, when to write, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from bot.core import phrase
from bot.core.people import Class, Cohort, Member
from bot.core.reply import Choice, Post
from bot.core.scene import Context, Scene
from bot.core.schedule import quiet_hours
from bot.core.text import reading

_ELSEWHERE = frozenset({"announce", "cohort", "help", "menu"})


def mine(scene: Scene, cohort: str) -> Class | None:
    """The class, if the speaker teaches it now: an argument alone opens nothing."""
    classes = scene.teacher.classes if scene.teacher else ()
    return next((one for one in classes if one.cohort.id == cohort), None)


def split(argument: str) -> tuple[str, tuple[str, ...]]:
    """A cohort and learners of `cohort:learner,learner`."""
    cohort, _, learners = argument.partition(":")
    return cohort, tuple(filter(None, learners.split(",")))


def joined(cohort: str, learners: tuple[str, ...]) -> str:
    """The argument that `split` reads."""
    return f"{cohort}:{','.join(learners)}"


def held(cohort: Cohort | None, context: Context) -> Post:
    """What nobody waits for leaves now, or at 07:00 when it is night there."""
    local = context.now.astimezone(context.zone(cohort))
    return Post("announcement", quiet_hours.unhurried(local).astimezone(UTC))


def known_as(member: Member, context: Context) -> str:
    """The member's name, with the former one beside it for who knows only that."""
    if not member.former_name:
        return member.name
    return context.t(phrase.KNOWN_BEFORE, name=member.name, former=member.former_name)


def ago(days: int, context: Context) -> str:
    """`hoy`, `ayer`, `hace 8 días`."""
    if days <= 0:
        return context.t(phrase.TODAY)
    return context.t(phrase.YESTERDAY) if days == 1 else context.n(phrase.DAYS_AGO, days)


def onward(one: Class, context: Context) -> tuple[Choice, ...]:
    """Back to the class, or an announcement."""
    return (
        Choice(context.t(phrase.MY_GROUP), "teacher.cohort", one.cohort.id),
        Choice(context.t(phrase.ANNOUNCE), "announce.begin"),
    )


def elsewhere(text: str) -> bool:
    """Whether a teacher who is in the middle of writing typed the name of another place instead."""
    known = reading.command(text)
    return known is not None and known[0] in _ELSEWHERE


def newcomers_of(one: Class, seen: Iterable[str] = ()) -> tuple[Member, ...]:
    """Who waits to be recognised, without those dealt with in this sitting."""
    return tuple(member for member in one.members if not member.accepted and member.learner not in set(seen))
