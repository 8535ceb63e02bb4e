"""What a turn writes beside the two documents: append-only rows and small changes, as values.

Core names them; the store keeps each one by a function of its own, in the turn's transaction.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from bot.core.attempt import Attempt
from bot.core.case import CaseKind, LineKind, Of
from bot.core.certificate import Certificate
from bot.core.logbook import Entry
from bot.core.schedule.digest_days import Digest
from bot.core.state import AgeBand


class Graded(Struct, frozen=True):
    """An answer was graded."""

    attempt: Attempt
    prompt: str


class Enrolled(Struct, frozen=True):
    """A learner joins a cohort at this address, with the consent given there (or by a guardian, on `paper`)."""

    learner: str
    name: str
    age_band: AgeBand
    cohort: str
    key: str
    accepted: bool
    consent_version: str
    consented_at: datetime
    guardian: bool
    paper: str = ""


class Registered(Struct, frozen=True):
    """A teacher enrols a learner who has no phone yet: no address, accepted at once, consent on `paper`."""

    learner: str
    name: str
    age_band: AgeBand
    cohort: str
    key: str
    consent_version: str
    paper: str = ""


class DigestChosen(Struct, frozen=True):
    """An adult chose when the week's message comes; the next is looked for at `due_at`."""

    digest: Digest
    due_at: datetime


class DigestPlanned(Struct, frozen=True):
    """The week's message to the person is looked for at `due_at` (None: no more)."""

    person: str
    due_at: datetime | None


class DigestSent(Struct, frozen=True):
    """The message that was due on `day` left on the local date `on`."""

    person: str
    day: date
    on: date


class DeskLinkMade(Struct, frozen=True):
    """A link that opens the desk once, for this person."""

    token: str
    person: str


class DeskClosed(Struct, frozen=True):
    """All the desk's sessions of the person are over."""

    person: str


class CertificateIssued(Struct, frozen=True):
    """A learner asked for a paper, which may stand already; `sealed` is what its code holds."""

    learner: str
    cohort: str
    paper: Certificate
    sealed: str


class Looked(Struct, frozen=True):
    """A teacher opened a learner's sheet, or (without a learner) the list of a class."""

    viewer: str
    learner: str | None
    what: Literal["sheet", "page", "list"]


class Aged(Struct, frozen=True):
    """The learner is in another age band now."""

    learner: str
    age_band: AgeBand


class Consented(Struct, frozen=True):
    """The learner, of age by now, consents without a guardian."""

    learner: str
    consent_version: str


class Joined(Struct, frozen=True):
    """The learner can be reached at this address too (the key was shown)."""

    person: str


class PhoneInvited(Struct, frozen=True):
    """A one-time link that adds the phone which opens it to those of the learner."""

    token: str
    learner: str
    expires_at: datetime


class PhoneLinked(Struct, frozen=True):
    """The one-time link was opened: the learner can be reached at this address too."""

    token: str
    learner: str


class PhoneRefused(Struct, frozen=True):
    """Whoever opened the one-time link does not see the screen: it is good no more."""

    token: str
    learner: str


class KeyIssued(Struct, frozen=True):
    """The learner has another key; the one before it opens nothing any more.

    The place is closed on shared screens, and unless they stay, on the page elsewhere.
    """

    learner: str
    key: str
    pages_stay: bool = False


class CodeIssued(Struct, frozen=True):
    """The learner has a one-use code, asked for by `asked_by`; `confirmed` where nobody has to say «Sí» first."""

    code: str
    learner: str
    asked_by: str
    confirmed: bool


class CodeConfirmed(Struct, frozen=True):
    """The learner's code opens the place from now on."""

    learner: str


class CodeDropped(Struct, frozen=True):
    """The learner's code that was not used is none any more."""

    learner: str


class CodeSpent(Struct, frozen=True):
    """The code was used."""

    code: str
    learner: str


class AnswerSeen(Struct, frozen=True):
    """The learner has the answer to the question before them."""

    question: str


class Parted(Struct, frozen=True):
    """The person cannot be reached at this address any more: somebody else has it now.

    On a shared screen nothing that was shown there can be seen again.
    """

    person: str


class DeviceClosed(Struct, frozen=True):
    """The person cannot be reached at that other address any more, and nothing said to them can be read there."""

    address: str
    person: str


class OptedOut(Struct, frozen=True):
    """Nothing is written to this address unasked any more, nor where the speaker alone is written to."""

    person: str


class OptedIn(Struct, frozen=True):
    """This address is written to again."""


class Counted(Struct, frozen=True):
    """One more of something that is counted without names."""

    name: str


class Transferred(Struct, frozen=True):
    """The learner passes to another cohort; progress comes along."""

    learner: str
    cohort: str
    accepted: bool


class Renamed(Struct, frozen=True):
    """The person has another name."""

    person: str
    name: str


class LanguageChosen(Struct, frozen=True):
    """The person reads the bot's sentences in another language."""

    person: str
    language: str


class AcceptedByTeacher(Struct, frozen=True):
    """The newcomer belongs to the cohort."""

    learner: str


class LeftCohort(Struct, frozen=True):
    """The learner is in no cohort any more."""

    learner: str


class TrialOpened(Struct, frozen=True):
    """A child under 14 tries lessons at this address until `expires_at`."""

    cohort: str
    ticket: str
    expires_at: datetime


class TrialClosed(Struct, frozen=True):
    """The trial at this address ended (the paper was signed, or the child said no)."""


class SlotTaken(Struct, frozen=True):
    """The learner's proactive message of this local date."""

    learner: str
    local_date: date
    kind: str


class EntryMade(Struct, frozen=True):
    """The learner noted what was sold, spent or saved; the entry that it replaces counts no more."""

    entry: Entry


class EntryVoided(Struct, frozen=True):
    """An entry of the learner's notebook counts no more."""

    id: str
    learner: str


class CheckedIn(Struct, frozen=True):
    """A graduate answered the check-in of `month`."""

    learner: str
    month: int
    answer: str


class Erased(Struct, frozen=True):
    """Everything about the person goes, for good."""

    person: str


class Asked(Struct, frozen=True):
    """A learner's question to the teachers."""

    question: str
    learner: str
    cohort: str
    text: str


class Answered(Struct, frozen=True):
    """A teacher's answer to a question."""

    question: str
    text: str
    teacher: str


class Missed(Struct, frozen=True):
    """Words that the search had nothing for; `person` is the learner who wrote them (`""`: somebody unknown)."""

    text: str
    person: str = ""


class Understood(Struct, frozen=True):
    """The learner tapped «Entendido»."""

    announcement: str
    learner: str


class Announced(Struct, frozen=True):
    """An announcement is confirmed: its recipients are fixed now. What is `held` waits for a reader's word."""

    announcement: str
    teacher: str
    signature: str
    text: str
    media: str
    audience: str
    recipients: tuple[str, ...]
    corrects: str
    send_at: datetime
    held: bool = False


class AnnouncementReleased(Struct, frozen=True):
    """Somebody who looks after learners read the held announcement, and it may leave."""

    announcement: str


class AnnouncementCancelled(Struct, frozen=True):
    """What has not left yet of the announcement does not leave."""

    announcement: str


class MediaKept(Struct, frozen=True):
    """A teacher's picture is kept; its bytes are fetched from the carrier after the turn."""

    media: str
    ref: str
    size: int


class CohortPaused(Struct, frozen=True):
    """The cohort gets no drips until the local date (None: goes on now)."""

    cohort: str
    until: date | None


class VisitMoved(Struct, frozen=True):
    """The visit as it is from now on; its cohorts are woken by a cause of the same turn."""

    visit: str
    site: str
    region: str
    arrives: date
    departs: date
    zone: str


class RoleClaimed(Struct, frozen=True):
    """A one-time link was used by `person`, who is new when `name` is given; `replaces` stops teaching the cohort."""

    token: str
    role: str
    person: str
    cohort: str
    name: str
    replaces: str = ""


class Invited(Struct, frozen=True):
    """A one-time link that makes its holder teach the cohort in the place of `replaces`."""

    token: str
    cohort: str
    replaces: str
    expires_at: datetime


class CaseOpened(Struct, frozen=True):
    """Something grave was written, or an exchange reported: who and where, never the words. One is open of each."""

    case: str
    kind: CaseKind
    of: Of
    school: bool = False


class CaseSaid(Struct, frozen=True):
    """One more line of the case that is open of `whose`; nothing where none is."""

    whose: str
    kind: LineKind
    about: str = ""


class CaseTold(Struct, frozen=True):
    """`person` hears of the case by this turn's message."""

    whose: str
    person: str


class CaseTaken(Struct, frozen=True):
    """`person` looks after it."""

    case: str
    whose: str
    person: str


class CaseClosed(Struct, frozen=True):
    """`person` ended it, and says what was done."""

    case: str
    whose: str
    person: str
    outcome: str


class QuestionsHourChosen(Struct, frozen=True):
    """The teacher gets questions at `minutes` after local midnight."""

    teacher: str
    minutes: int


Write = (
    Graded
    | Looked
    | CertificateIssued
    | EntryMade
    | EntryVoided
    | DeskClosed
    | DeskLinkMade
    | DigestChosen
    | DigestPlanned
    | DigestSent
    | CaseOpened
    | CaseSaid
    | CaseTold
    | CaseTaken
    | CaseClosed
    | QuestionsHourChosen
    | Enrolled
    | Registered
    | Joined
    | PhoneInvited
    | PhoneLinked
    | PhoneRefused
    | KeyIssued
    | CodeIssued
    | CodeConfirmed
    | CodeDropped
    | CodeSpent
    | AnswerSeen
    | Parted
    | DeviceClosed
    | OptedOut
    | OptedIn
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
    | AnnouncementReleased
    | MediaKept
    | CohortPaused
    | RoleClaimed
    | Invited
    | Aged
    | Consented
    | VisitMoved
)
