"""What is wrong with a lesson file, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class Mistake(Struct, frozen=True, order=True):
    """One thing to mend or, among the warnings, to look at. `what` and `mend` are Spanish."""

    path: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {_ended(self.what)} {_ended(self.mend)}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else sentence + "."


class CourseError(Exception):
    """The course cannot be used. Its text is every mistake of every file, one a line."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))
