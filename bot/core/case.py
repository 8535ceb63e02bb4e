"""A case: what an alert is from its first line until an adult ends it. Who and where, never the words.

`whose` names what a case is of: a learner, the address of somebody who came by a group's code, or the channel on which
nobody showed one. One is open of each; what comes later adds lines to it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from bot.core.people import Question, Someone

CaseKind = Literal["words", "sought", "report"]
LineKind = Literal[
    "words",
    "sought",
    "by_learner",
    "by_teacher",
    "announcement",
    "entered",
    "denied",
    "erase",
    "erased",
    "wished",
    "told",
]
Outcome = Literal["seen", "line", "police", "school", "nothing"]
OUTCOMES: tuple[Outcome, ...] = ("seen", "line", "police", "school", "nothing")
Rung = Literal["first", "second", "last"]
"""Who is told in turn: the contact, the second one, who is responsible for the programme."""

GRAVE_STEPS: dict[Rung, timedelta] = {
    "first": timedelta(0),
    "second": timedelta(minutes=30),
    "last": timedelta(hours=2),
}
REPORT_STEPS: dict[Rung, timedelta] = {
    "first": timedelta(0),
    "second": timedelta(hours=24),
    "last": timedelta(hours=48),
}
ASKED_AFTER = timedelta(hours=24)
"""Who took a case and did not close it is asked once."""
LATE_AFTER = timedelta(hours=72)
"""And then the second contact hears of it."""
SAID_AGAIN_AFTER = timedelta(minutes=5)
COPIES = 3


class Of(NamedTuple):
    """Of whom a case is: `cohort` and the paper's `ticket` where they are known, a `name` of who is enrolled."""

    whose: str
    name: str
    cohort: str
    ticket: str = ""


class CaseLine(Struct, frozen=True):
    """What came to a case, by whom (an adult's name, `""` else); `about` is a question, a delivery or an outcome."""

    kind: str
    by: str
    name: str
    about: str
    at: datetime


class Case(Struct, frozen=True):
    """A case as adults see it; `name` and `group` are `""` for who is not enrolled, `site` where there is no group.

    `school` says that the words may be about somebody of the school, whose adults then hear nothing. `teachers` are
    those of the group by name, `reported` the exchanges that its lines tell of, `announced` the announcement.
    """

    id: str
    kind: CaseKind
    whose: str
    name: str
    cohort: str
    group: str
    site: str
    ticket: str
    school: bool
    opened_at: datetime
    taken_by: str = ""
    taker: str = ""
    taken_at: datetime | None = None
    closer: str = ""
    closed_at: datetime | None = None
    outcome: str = ""
    lines: tuple[CaseLine, ...] = ()
    teachers: tuple[str, ...] = ()
    reported: tuple[Question, ...] = ()
    announced: str = ""

    @property
    def coded(self) -> bool:
        """Whether a group is known: who came without any code is gathered with others."""
        return bool(self.cohort) or bool(self.name)

    def told(self, person: str) -> int:
        """How often the person was told of it."""
        return sum(line.kind == "told" and line.by == person for line in self.lines)


class Care(Struct, frozen=True):
    """Who would be told of the one who speaks: the open `case` (`""`: none), and the adults who can be written to.

    `promised` says that one of them is known to be there, so that a child may be told.
    """

    case: str = ""
    adults: tuple[Someone, ...] = ()
    promised: bool = False
