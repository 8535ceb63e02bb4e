"""Whose course it is: of a learner's group, of a teacher's, of a code that was said; of strangers the visit's."""

from __future__ import annotations

from datetime import datetime

from bot.core.scene import Scene
from bot.core.state import Conversation, read_conversation
from bot.ports.book import Book
from bot.ports.rows import Address
from bot.turn.world import World


def of_scene(world: World, scene: Scene) -> World:
    """The world of the course of whom the scene is about."""
    groups = [scene.cohort, *(one.cohort for one in scene.teacher.classes)] if scene.teacher else [scene.cohort]
    cohort = next(filter(None, groups), None) or scene.found
    return world.teaching(cohort.course) if cohort else world


def of_person(world: World, book: Book, person: str) -> World:
    """The world of the course that somebody learns, or else teaches."""
    return _first(world, book.courses_of(person)) if _several(world) else world


def of_address(world: World, book: Book, address: Address, now: datetime) -> World:
    """The world of the course of who writes there: the speaker's, or else another's who is there.

    A stranger is of the group whose code was said, and before that of the visit that is under way.
    """
    if not _several(world):
        return world
    conversation = read_conversation(address.conversation)
    people = [conversation.speaker, *(someone.id for someone in book.people_at(address.id))]
    courses = [course for person in filter(None, people) for course in book.courses_of(person)]
    group = _group(conversation)
    if not courses and group and (cohort := book.cohort(group)):
        courses = [cohort.course]
    return _first(world, courses) if courses else of_visit(world, book, now)


def of_visit(world: World, book: Book, now: datetime) -> World:
    """The world of the course of the visits under way, where they have one."""
    here = book.courses_on(now.astimezone(world.place(world.timezone)).date())
    return world.teaching(here[0]) if len(here) == 1 else world


def _group(conversation: Conversation) -> str:
    enrolling, trial = conversation.enrolling, conversation.trial
    return (enrolling.cohort if enrolling else "") or (trial.cohort if trial else "")


def _several(world: World) -> bool:
    return bool(world.taught)


def _first(world: World, courses: list[str]) -> World:
    return world.teaching(courses[0]) if courses else world
