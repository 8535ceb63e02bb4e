"""What was written between adults and learners, looked up: for who reads it, and for the filter."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from bot.core.event import WordsGathered
from bot.core.people import Spoken
from bot.core.scene import Scene
from bot.core.talk import second_reading
from bot.ports.books.words import WordBook

LATELY = timedelta(hours=24)
LATELY_MOST = 12


def of_button(book: WordBook, argument: str, now: datetime) -> tuple[Spoken, ...]:
    """What was written in the window that a button carries; that of «Ver 2» is always the whole day.

    Nothing where it carries something else.
    """
    window = re.fullmatch(r"(\d{1,10}):(\d{0,10}):(\d{1,6}):(\d{1,4})", argument)
    if window is None:
        return ()
    since, until, offset, limit = window.groups()
    whole = int(limit) > second_reading.SHOWN + 1
    end = datetime.fromtimestamp(int(until), UTC) if until else now
    begin = datetime.fromtimestamp(int(since), UTC)
    return tuple(book.spoken(begin, end, 0 if whole else int(offset), int(limit)))


def of_day(book: WordBook, event: WordsGathered) -> tuple[Spoken, ...]:
    """The day of a bundle."""
    since, until = (datetime.fromtimestamp(at, UTC) for at in (event.since, event.until))
    return tuple(book.spoken(since, until, 0, second_reading.DAY_MOST))


def lately(book: WordBook, scene: Scene, now: datetime) -> tuple[str, ...]:
    """What the speaker wrote to others in a day: a number may go in several messages."""
    learner, since = scene.learner, now - LATELY
    if learner and not scene.teacher and learner.progress.asked_on < (since - timedelta(days=1)).date().isoformat():
        return ()  # nothing was asked lately, and learners are many
    person = learner.id if learner and not scene.teacher else scene.teacher.id if scene.teacher else ""
    person = person or (scene.conversation.speaker if scene.roles else "")
    return tuple(book.said_lately(person, since, LATELY_MOST)) if person else ()
