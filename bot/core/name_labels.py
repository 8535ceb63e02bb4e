"""The people of a teacher's classes told apart: by who they are, with a number after a name that two of them have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from bot.core.people import Announcement, Class, Member, Question, Someone, Teacher
from bot.core.text.names import apart


def told_apart(teacher: Teacher) -> Teacher:
    """The teacher whose learners have a name each; the first to come keeps hers as it is."""
    known = names_of(teacher)
    return replace(teacher, classes=tuple(_class(one, known) for one in teacher.classes))


def names_of(teacher: Teacher) -> dict[str, str]:
    """How the teacher calls each learner of all her classes, by id."""
    members = {member.learner: member for one in teacher.classes for member in one.members}
    came = sorted(members.values(), key=lambda member: member.joined)
    return dict(zip((member.learner for member in came), apart(map(own_name, came)), strict=True))


def own_name(member: Member) -> str:
    """The name that the learner chose."""
    return member.own_name or member.name


def _class(one: Class, known: Mapping[str, str]) -> Class:
    members = tuple(replace(member, name=known[member.learner], own_name=own_name(member)) for member in one.members)
    return replace(one, members=members, questions=tuple(asked(question, known) for question in one.questions))


def asked(question: Question, known: Mapping[str, str]) -> Question:
    """The question with the name by which its asker is known."""
    return replace(question, name=known.get(question.learner, question.name))


def announced(announcement: Announcement, known: Mapping[str, str]) -> Announcement:
    """The announcement whose recipients have a name each, whoever of them left the class."""
    people = {someone.id: someone.name for group in announcement.names.values() for someone in group}
    first = sorted(people, key=lambda id: (id not in known, id))
    told = dict(zip(first, apart(known.get(id, people[id]) for id in first), strict=True))
    names = {status: _named(group, told) for status, group in announcement.names.items()}
    return replace(announcement, names=names)


def _named(group: Iterable[Someone], known: Mapping[str, str]) -> tuple[Someone, ...]:
    return tuple(Someone(someone.id, known[someone.id]) for someone in group)
