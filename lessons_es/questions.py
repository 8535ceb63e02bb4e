"""What learners write, a line each: `- como pongo el precio: emp-04 dig-05`; without ids, what nothing answers.

The search learns from them which words are those of a question about the course, and which those of a chat.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from lessons_es.mistake import Mistake

Questions = tuple[tuple[str, tuple[str, ...]], ...]

_LINE = re.compile(r"- +(.+?)(?:: *([a-z]{3}-[0-9]{2}(?: +[a-z]{3}-[0-9]{2})*))?")
_MOST = 2.0
"""No word decides by itself."""


def read(data: bytes, path: str, known: Collection[object]) -> tuple[Questions, tuple[Mistake, ...]]:
    """Each question with the ids of what answers it, and the ids that nothing has. What is no list item explains."""
    found: list[tuple[str, tuple[str, ...]]] = []
    mistakes = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        match = _LINE.fullmatch(line.strip())
        if match is None:
            continue
        ids = tuple((match[2] or "").split())
        found.append((match[1], ids))
        mistakes += [
            Mistake(path, number, f"No hay lección ni simulacro con el id «{one}»", "Corrige el id, o quítalo")
            for one in ids
            if one not in known
        ]
    return tuple(found), tuple(mistakes)


def leanings(course: Iterable[tuple[Collection[str], float]], chat: Iterable[Collection[str]]) -> dict[str, float]:
    """Of each word, how much likelier it is in a question about the course than in a chat, as a logarithm.

    Over 0 it is the course's. Each sentence is its words, those about the course with what they count for.
    """
    ours: defaultdict[str, float] = defaultdict(float)
    theirs = Counter[str]()
    all_ours = all_theirs = 0.0
    for words, counts in course:
        all_ours += counts
        for word in words:
            ours[word] += counts
    for words in chat:
        all_theirs += 1
        theirs.update(words)
    even = math.log((all_theirs + 2) / (all_ours + 2))
    return {
        word: max(-_MOST, min(_MOST, even + math.log((ours[word] + 1) / (theirs[word] + 1))))
        for word in ours.keys() | theirs.keys()
    }
