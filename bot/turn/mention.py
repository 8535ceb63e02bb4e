"""Of whom a message speaks to somebody else: kept beside it, so that it goes when that person is erased.

The names are those that the turn was given. A name that two have counts for both: too much goes rather than too little.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from bot.core.scene import Scene
from bot.core.text.wording import plain

Names = Mapping[str, frozenset[str]]


def known(scene: Scene) -> Names:
    """The learners whom the scene shows to an adult: how each may be called, as plain words, by id."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for id, name in _shown(scene) if scene.teacher or scene.roles else ():
        names[id] |= {_words(name)} - {""}
    return {id: frozenset(called) for id, called in names.items() if id}


def mentioned(text: str, names: Names) -> str:
    """The ids of whom the text speaks, by name or by id, a space between them; `""` where it speaks of nobody."""
    words = f" {_words(text)} " if names else ""
    return " ".join(id for id, called in names.items() if id in text or any(f" {name} " in words for name in called))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", plain(text)))


def _shown(scene: Scene) -> Iterator[tuple[str, str]]:
    for one in scene.teacher.classes if scene.teacher else ():
        for member in one.members:
            yield from ((member.learner, name) for name in (member.name, member.own_name, member.former_name))
        yield from ((question.learner, question.name) for question in one.questions)
    yield from ((one.learner, one.name) for one in (*scene.spoken, *([scene.question] if scene.question else ())))
    for group in scene.announcement.names.values() if scene.announcement else ():
        yield from ((someone.id, someone.name) for someone in group)
