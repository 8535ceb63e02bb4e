"""How a course speaks and where it is at home: its language, its rhythm, its words for ours.

The readers know one set of headings and of keys, the Spanish one. A course in another language brings its own, and
they become ours as a file is opened (`ours`), line by line, so that every mistake keeps its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct


class Rhythm(Struct, frozen=True, forbid_unknown_fields=True):
    """How many units a course may have, lessons each of them, and exam items drawn of each."""

    units: int = 5
    lessons: int = 5
    exam: int = 4


class Manner(Struct, frozen=True, forbid_unknown_fields=True):
    """What `curso.yaml` says of the whole course.

    `language` is that of the lessons, `speaks` are those that our own sentences may be read in (none: that one).

    Our own sentences name Peru's money, offices and help lines: `instead` has what is said here in their place, in
    each language that they are said in. `readable` is False where nobody measured how that language reads.
    `headings` are the course's words for our headings and keys; `words` are what people type, by the name of what it
    does.
    """

    title: str = ""
    language: str = "es"
    speaks: tuple[str, ...] = ()
    rhythm: Rhythm = Rhythm()
    readable: bool = True
    instead: Mapping[str, Mapping[str, str]] = {}
    headings: Mapping[str, str] = {}
    words: Mapping[str, tuple[str, ...]] = {}

    def ours(self, data: bytes) -> bytes:
        """A file of the course with our headings and keys in the place of its own."""
        if not self.headings:
            return data
        known = {theirs.lower(): own for theirs, own in self.headings.items()}
        any_of = "|".join(re.escape(theirs) for theirs in sorted(known, key=len, reverse=True))
        line = re.compile(rf"^(#+ |[ ]*> |)({any_of})(?=[ \t]*(?::|$))", re.IGNORECASE | re.MULTILINE)
        text = data.decode("utf-8", "surrogateescape")
        return line.sub(lambda found: found[1] + known[found[2].lower()], text).encode("utf-8", "surrogateescape")
