"""What can happen: something heard, the clock striking, or something another person's turn caused.

Events are values. An ear makes `Said`, `Tapped`, `Attached`, `Blocked`, `Unblocked` and `Left`; the tick makes
`Due`; a turn that touches somebody else's state makes one of the others, which waits in the inbox and is a
turn of its own. Every event can be written as JSON (`to_json`) and read back (`from_json`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

Attachment = Literal["voice", "photo", "sticker", "video", "document", "contact", "location", "other"]
SCREEN = "screen"
"""The channel of shared screens: each address is one sitting of one person, and nothing proactive goes there."""


@dataclass(frozen=True, slots=True)
class Said:
    """A person typed `text` (a command is text too)."""

    text: str
    type: Literal["said"] = "said"


@dataclass(frozen=True, slots=True)
class Tapped:
    """A person pressed the button `letter` of the prompt `prompt` (both as heard, neither trusted)."""

    prompt: str
    letter: str
    type: Literal["tapped"] = "tapped"


@dataclass(frozen=True, slots=True)
class Attached:
    """A person sent something that is not text.

    `ref` is how the carrier finds the file again, `size` its weight in bytes; nothing is downloaded unless a
    teacher makes it part of an announcement.
    """

    kind: Attachment
    ref: str = ""
    size: int = 0
    caption: str = ""
    type: Literal["attached"] = "attached"


@dataclass(frozen=True, slots=True)
class Blocked:
    """The carrier says that this address does not want our messages."""

    type: Literal["blocked"] = "blocked"


@dataclass(frozen=True, slots=True)
class Unblocked:
    """The carrier says that this address wants our messages again."""

    type: Literal["unblocked"] = "unblocked"


@dataclass(frozen=True, slots=True)
class Left:
    """The person went away from a shared screen."""

    type: Literal["left"] = "left"


@dataclass(frozen=True, slots=True)
class Due:
    """The instant that the learner's own schedule asked for has come."""

    learner: str
    type: Literal["due"] = "due"


@dataclass(frozen=True, slots=True)
class OfferedTogether:
    """The message of another learner on the same phone offered the learner's own, on the local date `day` (ISO)."""

    learner: str
    day: str
    type: Literal["offered_together"] = "offered_together"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A teacher of `cohort` said that the learner belongs to it (`belongs`), or does not."""

    learner: str
    cohort: str
    belongs: bool
    type: Literal["accepted"] = "accepted"


@dataclass(frozen=True, slots=True)
class KeyChanged:
    """A teacher gave the learner another key."""

    learner: str
    type: Literal["key_changed"] = "key_changed"


@dataclass(frozen=True, slots=True)
class PapersSigned:
    """A teacher holds the paper that a guardian signed for the child trying lessons at `address`."""

    address: str
    type: Literal["papers_signed"] = "papers_signed"


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A learner's question waits for `teacher`."""

    question: str
    teacher: str
    type: Literal["question_asked"] = "question_asked"


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """The learner's question has an answer."""

    question: str
    learner: str
    type: Literal["question_answered"] = "question_answered"


@dataclass(frozen=True, slots=True)
class NewcomersWait:
    """Learners wait to be recognised by `teacher` in `cohort`."""

    teacher: str
    cohort: str
    type: Literal["newcomers_wait"] = "newcomers_wait"


@dataclass(frozen=True, slots=True)
class ErasureDue:
    """The 24 hours in which an erasure asked for on a shared phone could be taken back are over."""

    learner: str
    type: Literal["erasure_due"] = "erasure_due"


@dataclass(frozen=True, slots=True)
class AnnouncementLeaves:
    """The announcement goes forward from its stored cursor, at most 500 recipients a turn."""

    announcement: str
    type: Literal["announcement_leaves"] = "announcement_leaves"


@dataclass(frozen=True, slots=True)
class AnnouncementReported:
    """The teacher is told how far the announcement came."""

    announcement: str
    teacher: str
    type: Literal["announcement_reported"] = "announcement_reported"


@dataclass(frozen=True, slots=True)
class AnnouncementStayed:
    """`teacher` has the class now for which `by` (a name) had planned the announcement: it did not leave."""

    announcement: str
    teacher: str
    by: str
    type: Literal["announcement_stayed"] = "announcement_stayed"


@dataclass(frozen=True, slots=True)
class TeacherReplaced:
    """`old` does not teach the cohort any more, `new` does: each of its learners is told, at most 500 a turn."""

    cohort: str
    old: str
    new: str
    after: str = ""
    type: Literal["teacher_replaced"] = "teacher_replaced"


@dataclass(frozen=True, slots=True)
class TeacherChanged:
    """`person` (a learner, or the former teacher) is told that `new` has taken over `group` from `old`, by name."""

    person: str
    group: str
    old: str
    new: str
    type: Literal["teacher_changed"] = "teacher_changed"


@dataclass(frozen=True, slots=True)
class DepartureNear:
    """The evening before the visit's departure (`departs`, ISO): operator and teachers are asked whether it stands.

    `person` is whom this turn is about; `""` is everybody whom it concerns, each a turn of their own.
    """

    visit: str
    departs: str
    person: str = ""
    type: Literal["departure_near"] = "departure_near"


@dataclass(frozen=True, slots=True)
class StayMoved:
    """A teacher (`by`, called `name`) said that the truck stays longer; the operator is told (`person` as above)."""

    visit: str
    by: str
    name: str
    person: str = ""
    type: Literal["stay_moved"] = "stay_moved"


@dataclass(frozen=True, slots=True)
class HealthChanged:
    """The box is not well (`problems` say why), or well again (none); the operator is told (`person` as above)."""

    problems: tuple[str, ...]
    person: str = ""
    type: Literal["health_changed"] = "health_changed"


@dataclass(frozen=True, slots=True)
class CohortWoken:
    """The cohort's calendar changed: each of its learners is due now, at most 500 a turn after `after`."""

    cohort: str
    after: str = ""
    type: Literal["cohort_woken"] = "cohort_woken"


@dataclass(frozen=True, slots=True)
class AlertTold:
    """`person` hears of an alert: raised, not attended after a day, calmed, or wished by the learner (a teacher)."""

    alert: str
    what: Literal["raised", "unattended", "calmed", "wished"]
    person: str = ""
    type: Literal["alert_told"] = "alert_told"


@dataclass(frozen=True, slots=True)
class QuestionsWait:
    """The hour has come at which `teacher` gets the questions that are open, together."""

    teacher: str
    type: Literal["questions_wait"] = "questions_wait"


@dataclass(frozen=True, slots=True)
class QuestionWaited:
    """Three school days passed since the question; without an answer it goes to the second adult."""

    question: str
    type: Literal["question_waited"] = "question_waited"


@dataclass(frozen=True, slots=True)
class QuestionPassedOn:
    """`person` (the learner who asked, or a second adult) hears that the question went on."""

    question: str
    person: str
    type: Literal["question_passed_on"] = "question_passed_on"


@dataclass(frozen=True, slots=True)
class QuestionsPaused:
    """`teacher` (a name) takes no questions of the learner until the local date; `person` is the second adult."""

    learner: str
    name: str
    group: str
    teacher: str
    until: str
    person: str = ""
    type: Literal["questions_paused"] = "questions_paused"


Heard = Said | Tapped | Attached | Blocked | Unblocked | Left
Caused = (
    Due
    | OfferedTogether
    | Accepted
    | KeyChanged
    | PapersSigned
    | QuestionAsked
    | QuestionAnswered
    | NewcomersWait
    | ErasureDue
    | AnnouncementLeaves
    | AnnouncementReported
    | AnnouncementStayed
    | CohortWoken
    | AlertTold
    | QuestionsWait
    | QuestionWaited
    | QuestionPassedOn
    | QuestionsPaused
    | TeacherReplaced
    | TeacherChanged
    | DepartureNear
    | StayMoved
    | HealthChanged
)
Event = Heard | Caused

_events: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="type")])


def to_json(event: Event) -> str:
    """The event as the inbox keeps it."""
    return _events.dump_json(event).decode()


def from_json(text: str) -> Event:
    """The event that `to_json` wrote; raises pydantic.ValidationError for anything else."""
    return _events.validate_json(text)
