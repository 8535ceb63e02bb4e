"""The way into the desk, and the counts that only the desk shows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from bot.core.desk_access import DeskSession
from bot.core.figures.record import Picked


class DeskBook(Protocol):
    """Lists come in `seq` order unless said otherwise."""

    def add_desk_link(self, token: str, person: str, now: datetime) -> None: ...

    def desk_links(self, person: str, now: datetime) -> int:
        """How many links the person was given in the last hour."""
        ...

    def spend_desk_link(self, token: str, now: datetime) -> str:
        """Whose link it is, once and in time; else `""`."""
        ...

    def open_desk_session(self, key: str, person: str, now: datetime) -> None: ...

    def desk_session(self, key: str) -> DeskSession | None: ...

    def see_desk_session(self, key: str, now: datetime) -> None: ...

    def close_desk_session(self, key: str) -> None: ...

    def close_desk_sessions(self, person: str) -> None: ...

    def desk_written(self, cohort: str, first: date, last: date) -> int:
        """How many learners wrote in the cohort on days from `first` to `last`."""
        ...

    def desk_first_tries(self, cohort: str) -> list[Picked]:
        """What the learners of the cohort chose at their first try, since it began."""
        ...

    def desk_days_of(self, learner: str, cohort: str, first: date) -> list[date]:
        """The days on which the learner wrote in the cohort, from `first` on."""
        ...
