"""What a turn writes beside the two documents: append-only rows and small changes, as values.

Core names them; `bot/writing.py` carries each one out in the turn's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.core.attempt import Attempt
from bot.core.people import AlertKind
from bot.core.state import AgeBand


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer was graded."""

    attempt: Attempt
    prompt: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A learner joins a cohort at this address, with the consent given there (or by a guardian, on paper)."""

    learner: str
    name: str
    age_band: AgeBand
    cohort: str
    key: str
    accepted: bool
    consent_version: str
    consented_at: datetime
    guardian: bool


@dataclass(frozen=True, slots=True)
class Registered:
    """A teacher enrols a learner who has no phone yet: no address, accepted at once, consent on paper."""

    learner: str
    name: str
    cohort: str
    key: str
    consent_version: str


@dataclass(frozen=True, slots=True)
class Aged:
    """The learner is in another age band now."""

    learner: str
    age_band: AgeBand


@dataclass(frozen=True, slots=True)
class Consented:
    """The learner, of age by now, consents without a guardian."""

    learner: str
    consent_version: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The learner can be reached at this address too (the key was shown)."""

    person: str


@dataclass(frozen=True, slots=True)
class PhoneInvited:
    """A one-time link that adds the phone which opens it to those of the learner."""

    token: str
    learner: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PhoneLinked:
    """The one-time link was opened: the learner can be reached at this address too."""

    token: str
    learner: str


@dataclass(frozen=True, slots=True)
class KeyIssued:
    """The learner has another key; the one before it opens nothing any more."""

    learner: str
    key: str


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """The learner has the answer to the question before them."""

    question: str


@dataclass(frozen=True, slots=True)
class Parted:
    """The person cannot be reached at this address any more: somebody else has it now.

    On a shared screen nothing that was shown there can be seen again.
    """

    person: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One more of something that is counted without names."""

    name: str


@dataclass(frozen=True, slots=True)
class Transferred:
    """The learner passes to another cohort; progress comes along."""

    learner: str
    cohort: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Renamed:
    """The person has another name."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """The person reads the bot's sentences in another language."""

    person: str
    language: str


@dataclass(frozen=True, slots=True)
class AcceptedByTeacher:
    """The newcomer belongs to the cohort."""

    learner: str


@dataclass(frozen=True, slots=True)
class LeftCohort:
    """The learner is in no cohort any more."""

    learner: str


@dataclass(frozen=True, slots=True)
class TrialOpened:
    """A child under 14 tries lessons at this address until `expires_at`."""

    cohort: str
    ticket: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class TrialClosed:
    """The trial at this address ended (the paper was signed, or the child said no)."""


@dataclass(frozen=True, slots=True)
class SlotTaken:
    """The learner's proactive message of this local date."""

    learner: str
    local_date: date
    kind: str


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A graduate answered the check-in of `month`."""

    learner: str
    month: int
    answer: str


@dataclass(frozen=True, slots=True)
class Erased:
    """Everything about the person goes, for good."""

    person: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A learner's question to the teachers."""

    question: str
    learner: str
    cohort: str
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A teacher's answer to a question."""

    question: str
    text: str
    teacher: str


@dataclass(frozen=True, slots=True)
class Missed:
    """Words that the search had nothing for."""

    text: str


@dataclass(frozen=True, slots=True)
class Understood:
    """The learner tapped «Entendido»."""

    announcement: str
    learner: str


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement is confirmed: its recipients are fixed now."""

    announcement: str
    teacher: str
    signature: str
    text: str
    media: str
    audience: str
    recipients: tuple[str, ...]
    corrects: str
    send_at: datetime


@dataclass(frozen=True, slots=True)
class AnnouncementCancelled:
    """What has not left yet of the announcement does not leave."""

    announcement: str


@dataclass(frozen=True, slots=True)
class MediaKept:
    """A teacher's picture is kept; its bytes are fetched from the carrier after the turn."""

    media: str
    ref: str
    size: int


@dataclass(frozen=True, slots=True)
class CohortPaused:
    """The cohort gets no drips until the local date (None: goes on now)."""

    cohort: str
    until: date | None


@dataclass(frozen=True, slots=True)
class VisitMoved:
    """The visit as it is from now on; its cohorts are woken by a cause of the same turn."""

    visit: str
    site: str
    region: str
    arrives: date
    departs: date
    zone: str


@dataclass(frozen=True, slots=True)
class RoleClaimed:
    """A one-time link was used by `person`, who is new when `name` is given; `replaces` stops teaching the cohort."""

    token: str
    role: str
    person: str
    cohort: str
    name: str
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """A one-time link that makes its holder teach the cohort in the place of `replaces`."""

    token: str
    cohort: str
    replaces: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class AlertRaised:
    """Something grave was written, or an exchange reported: who and where, never the words."""

    alert: str
    kind: AlertKind
    person: str
    cohort: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class AlertAttended:
    """`person` looks after it."""

    alert: str
    person: str


@dataclass(frozen=True, slots=True)
class AlertCalmed:
    """Who wrote it says that it was nothing grave."""

    alert: str


@dataclass(frozen=True, slots=True)
class QuestionsHourChosen:
    """The teacher gets questions at `minutes` after local midnight."""

    teacher: str
    minutes: int


Write = (
    Graded
    | AlertRaised
    | AlertAttended
    | AlertCalmed
    | QuestionsHourChosen
    | Enrolled
    | Registered
    | Joined
    | PhoneInvited
    | PhoneLinked
    | KeyIssued
    | AnswerSeen
    | Parted
    | Counted
    | Transferred
    | Renamed
    | LanguageChosen
    | AcceptedByTeacher
    | LeftCohort
    | TrialOpened
    | TrialClosed
    | SlotTaken
    | CheckedIn
    | Erased
    | Asked
    | Answered
    | Missed
    | Understood
    | Announced
    | AnnouncementCancelled
    | MediaKept
    | CohortPaused
    | RoleClaimed
    | Invited
    | Aged
    | Consented
    | VisitMoved
)
