"""When it is grave: cases, and who is to hear of them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.core.case import Case, Of
from bot.core.people import Someone


class CaseBook(Protocol):
    """Lists come in `seq` order unless said otherwise."""

    def open_case(self, id: str, kind: str, of: Of, now: datetime, *, school: bool) -> None:
        """A case of `of`; one that is open becomes graver, and of the school, but never less."""
        ...

    def add_case_line(self, whose: str, kind: str, by: str, about: str, now: datetime) -> None:
        """One more line of the case that is open of `whose`; nothing where none is."""
        ...

    def case(self, id: str) -> Case | None: ...

    def open_case_of(self, whose: str) -> str: ...

    def cases(self, limit: int) -> list[Case]:
        """Open ones first, then the past ones."""
        ...

    def take_case(self, id: str, person: str, now: datetime) -> bool: ...

    def close_case(self, id: str, person: str, outcome: str, now: datetime) -> bool:
        """False when it has ended before."""
        ...

    def guardians(self, kind: str, case: Case) -> list[Someone]:
        """Who has the role, but never who teaches the learner or answered her."""
        ...

    def untold_cases(self) -> list[str]:
        """Those that nobody took and nobody was told of yet."""
        ...

    def heard_on(self, person: str) -> list[tuple[str, datetime, datetime | None]]:
        """Where the person can be reached: the channel, when they were heard there, when they blocked it."""
        ...

    def role_asked(self, person: str) -> datetime | None: ...

    def ask_role(self, person: str, now: datetime) -> None: ...

    def became(self, delivery: str) -> str: ...

    def protection_late(self, now: datetime) -> bool:
        """Whether a case waits longer than its steps take, or was taken and not ended in time."""
        ...
