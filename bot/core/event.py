"""What can happen: something heard, the clock striking, or something another person's turn caused.

Events are values. An ear makes `Said`, `Edited`, `Tapped`, `Attached`, `Blocked`, `Unblocked` and `Left`; the tick
makes `Due`; a turn that touches somebody else's state makes one of the others, which waits in the inbox and is a turn
of its own. Every event can be written as JSON (`to_json`) and read back (`from_json`).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.json import Decoder, encode

Attachment = Literal["voice", "photo", "sticker", "video", "document", "table", "contact", "location", "other"]
SCREEN = "screen"
"""The channel of shared screens: each address is one sitting of one person, and nothing proactive goes there."""


class Said(Struct, frozen=True, tag="said"):
    """A person typed `text` (a command is text too). `message` is how the carrier finds it again, where it can."""

    text: str
    message: str = ""


class Tapped(Struct, frozen=True, tag="tapped"):
    """A person pressed the button `letter` of the prompt `prompt` (both as heard, neither trusted)."""

    prompt: str
    letter: str


class Attached(Struct, frozen=True, tag="attached"):
    """A person sent something that is not text.

    `ref` is how the carrier finds the file again, `size` its weight in bytes; nothing is downloaded unless a
    teacher makes it part of an announcement. What was sent together, and comes piece by piece, has one `album`.
    """

    kind: Attachment
    ref: str = ""
    size: int = 0
    caption: str = ""
    album: str = ""
    message: str = ""


class Edited(Struct, frozen=True, tag="edited"):
    """A person changed what they had written to `text`. Something grave in it is answered; nothing else is: what
    was said counts as it was said, and an answer to a mended typo would be a second one."""

    text: str
    message: str = ""


class Blocked(Struct, frozen=True, tag="blocked"):
    """The carrier says that this address does not want our messages."""


class Unblocked(Struct, frozen=True, tag="unblocked"):
    """The carrier says that this address wants our messages again."""


class Left(Struct, frozen=True, tag="left"):
    """The person went away from a shared screen."""


class Due(Struct, frozen=True, tag="due"):
    """The instant that the learner's own schedule asked for has come."""

    learner: str


class OfferedTogether(Struct, frozen=True, tag="offered_together"):
    """The message of another learner on the same phone offered the learner's own, on the local date `day` (ISO)."""

    learner: str
    day: str


class Accepted(Struct, frozen=True, tag="accepted"):
    """A teacher of `cohort` said that the learner belongs to it (`belongs`), or does not."""

    learner: str
    cohort: str
    belongs: bool


class TeacherAsksAfter(Struct, frozen=True, tag="teacher_asks_after"):
    """`by`, a teacher by name, tapped that the programme writes to the learner."""

    learner: str
    by: str


class CodeAsked(Struct, frozen=True, tag="code_asked"):
    """A teacher asked for a one-use code: the learner is asked on her phone whether it is for her."""

    learner: str


class CodeUnanswered(Struct, frozen=True, tag="code_unanswered"):
    """24 hours later."""

    learner: str


class CodeDoubted(Struct, frozen=True, tag="code_doubted"):
    """The learner's phone is silent or lost: `person`, a second adult, is asked (`""`: each of them)."""

    learner: str
    person: str = ""


class CodeSettled(Struct, frozen=True, tag="code_settled"):
    """`teacher`, who asked for the learner's code, is told whether it is `good`."""

    learner: str
    teacher: str
    good: bool


class PlaceEntered(Struct, frozen=True, tag="place_entered"):
    """The day before, the learner's place was opened at `address`, new to her: her other addresses are told."""

    learner: str
    address: str


class EnteredTold(Struct, frozen=True, tag="entered_told"):
    """The learner's phone at `address` is told that somebody entered elsewhere."""

    learner: str
    address: str


class PlaceFreed(Struct, frozen=True, tag="place_freed"):
    """Somebody spoke with the learner in person: what was frozen is hers again."""

    learner: str


class RoleEnded(Struct, frozen=True, tag="role_ended"):
    """Whoever runs the box ended the roles (`kinds`) of `name`; `person` is whom this is told."""

    name: str
    kinds: tuple[str, ...]
    person: str


class PapersSigned(Struct, frozen=True, tag="papers_signed"):
    """A teacher holds the paper that a guardian signed for the child trying lessons at `address`."""

    address: str


class QuestionAsked(Struct, frozen=True, tag="question_asked"):
    """A learner's question waits for `teacher`."""

    question: str
    teacher: str


class QuestionAnswered(Struct, frozen=True, tag="question_answered"):
    """The learner's question has an answer."""

    question: str
    learner: str


class NewcomersWait(Struct, frozen=True, tag="newcomers_wait"):
    """Learners wait to be recognised by `teacher` in `cohort`."""

    teacher: str
    cohort: str


class ErasureDue(Struct, frozen=True, tag="erasure_due"):
    """The 24 hours in which an erasure that was asked for could be taken back are over."""

    learner: str


class AnnouncementLeaves(Struct, frozen=True, tag="announcement_leaves"):
    """The announcement goes forward to the next recipients who wait, at most 100 a turn."""

    announcement: str


class RecipientsListed(Struct, frozen=True, tag="recipients_listed"):
    """The next part of an announcement's list, from its `place` on, becomes rows."""

    announcement: str
    place: int
    learners: tuple[str, ...]


class AnnouncementReported(Struct, frozen=True, tag="announcement_reported"):
    """The teacher is told how far the announcement came."""

    announcement: str
    teacher: str


class AnnouncementStayed(Struct, frozen=True, tag="announcement_stayed"):
    """`teacher` has the class now for which `by` (a name) had planned the announcement: it did not leave."""

    announcement: str
    teacher: str
    by: str


class TeacherReplaced(Struct, frozen=True, tag="teacher_replaced"):
    """`old` does not teach the cohort any more, `new` does: each of its learners is told, at most 500 a turn."""

    cohort: str
    old: str
    new: str
    after: str = ""


class TeacherChanged(Struct, frozen=True, tag="teacher_changed"):
    """`person` (a learner, or the former teacher) is told that `new` has taken over `group` from `old`, by name."""

    person: str
    group: str
    old: str
    new: str


class DepartureNear(Struct, frozen=True, tag="departure_near"):
    """The evening before the visit's departure (`departs`, ISO): operator and teachers are asked whether it stands.

    `person` is whom this turn is about; `""` is everybody whom it concerns, each a turn of their own.
    """

    visit: str
    departs: str
    person: str = ""


class StayMoved(Struct, frozen=True, tag="stay_moved"):
    """A teacher (`by`, called `name`) said that the truck stays longer; the operator is told (`person` as above)."""

    visit: str
    by: str
    name: str
    person: str = ""


class HealthChanged(Struct, frozen=True, tag="health_changed"):
    """The box is not well (`problems` say why), or well again (none); the operator is told (`person` as above)."""

    problems: tuple[str, ...]
    person: str = ""


class CohortWoken(Struct, frozen=True, tag="cohort_woken"):
    """The cohort's calendar changed: each of its learners is due now, at most 500 a turn after `after`."""

    cohort: str
    after: str = ""


class DatesChanged(Struct, frozen=True, tag="dates_changed"):
    """The visit of `cohort` has other dates (ISO): its teachers, but for who moved it (`by`), and learners are told.

    `person` is whom this turn is about; `""` is everybody, at most 500 learners a turn after `after`.
    """

    cohort: str
    arrives: str
    departs: str
    by: str = ""
    after: str = ""
    person: str = ""


class AlertTold(Struct, frozen=True, tag="alert_told"):
    """`person` hears of the case `alert`: raised, more of one's own, asked after a day, late, or wished (a teacher).

    `name` is the teacher whom the learner chose. `unattended` and `calmed` were caused by an older program.
    """

    alert: str
    what: Literal["raised", "more", "asked", "late", "wished", "unattended", "calmed"]
    person: str = ""
    name: str = ""


class CaseStep(Struct, frozen=True, tag="case_step"):
    """The next one is to hear of a case: `first`, `second` and `last` while nobody took it; `asked` and `late` after.

    `again` looks whether what `person` was told has arrived. `run` is the instant (epoch seconds) from which the steps
    count, `named` says that the words held the name of one who protects.
    """

    case: str
    what: Literal["first", "second", "last", "asked", "late", "again"]
    run: int
    person: str = ""
    named: str = ""


class WatchAsked(Struct, frozen=True, tag="watch_asked"):
    """`person`, who looks after alerts and was not heard for a month, is asked whether they still do."""

    person: str


class QuestionsWait(Struct, frozen=True, tag="questions_wait"):
    """The hour has come at which `teacher` gets the questions that are open, together."""

    teacher: str


class QuestionWaited(Struct, frozen=True, tag="question_waited"):
    """Three school days passed since the question; without an answer it goes to the second adult."""

    question: str


class QuestionPassedOn(Struct, frozen=True, tag="question_passed_on"):
    """`person` (the learner who asked, or a second adult) hears that the question went on."""

    question: str
    person: str


class QuestionsPaused(Struct, frozen=True, tag="questions_paused"):
    """`teacher` (a name) takes no questions of the learner until the local date; `person` is the second adult."""

    learner: str
    name: str
    group: str
    teacher: str
    until: str
    person: str = ""


class AdultLeaves(Struct, frozen=True, tag="adult_leaves"):
    """The adult `by` (called `name`, who is `what`) asked to be erased: the others hear of it (`person` as above).

    Told to `by` itself, 24 hours later, it is the erasure.
    """

    by: str
    name: str
    what: str
    person: str = ""


class WordsHeld(Struct, frozen=True, tag="words_held"):
    """`text`, which the adult `by` (called `name`, of `group`) wrote, did not leave; `person` reads it (`""`: each).

    With an `announcement` or a `question` it waits for the word of who protects the learners, else the filter held it.
    """

    by: str
    name: str
    group: str
    text: str
    announcement: str = ""
    question: str = ""
    person: str = ""

    @property
    def waits(self) -> bool:
        """Whether it may still leave."""
        return bool(self.announcement or self.question)


class WordsGathered(Struct, frozen=True, tag="words_gathered"):
    """The hour at which `person` (`""`: each second adult) is brought what was written from `since` to `until`.

    Both are epoch seconds.
    """

    since: int
    until: int
    person: str = ""


class OperatorMorning(Struct, frozen=True, tag="operator_morning"):
    """It is 07:00: `person` (`""`: each operator) is told how many messages did not leave since yesterday.

    `copied_at` is the newest copy in epoch seconds; 0 where there is none.
    """

    unsent: int
    copied_at: int
    person: str = ""


class TemplateStopped(Struct, frozen=True, tag="template_stopped"):
    """A carrier stopped a `template` (`why`: paused, disabled, rejected, marketing); the operator is told (`person` as
    above).
    """

    template: str
    why: str
    person: str = ""


class CostsReached(Struct, frozen=True, tag="costs_reached"):
    """What messages cost this month reached a part of its cap, 80 or 100 in 100; the operator is told (`person` as
    above). Sums are micro-dollars; what nobody asked for stops on `channels`, as people call them.
    """

    part: int
    spent: int
    cap: int
    channels: tuple[str, ...]
    person: str = ""


class LessonsStopped(Struct, frozen=True, tag="lessons_stopped"):
    """Lessons leave no more by `channels`, as people call them, until `until` (epoch seconds).

    `teacher` is who is told; `""` is everybody who has learners there.
    """

    channels: tuple[str, ...]
    until: int
    teacher: str = ""


class DigestDue(Struct, frozen=True, tag="digest_due"):
    """It is the hour at which `person`, who teaches, wants the week's message."""

    person: str


class ClockSettled(Struct, frozen=True, tag="clock_settled"):
    """The clock is believed again: learners after `after` are looked at without the instants that it had wrong."""

    after: str = ""


Heard = Said | Edited | Tapped | Attached | Blocked | Unblocked | Left
Caused = (
    Due
    | DigestDue
    | OfferedTogether
    | Accepted
    | CodeAsked
    | TeacherAsksAfter
    | CodeUnanswered
    | CodeDoubted
    | CodeSettled
    | PlaceEntered
    | EnteredTold
    | PlaceFreed
    | RoleEnded
    | PapersSigned
    | QuestionAsked
    | QuestionAnswered
    | NewcomersWait
    | ErasureDue
    | AnnouncementLeaves
    | RecipientsListed
    | AnnouncementReported
    | AnnouncementStayed
    | CohortWoken
    | DatesChanged
    | ClockSettled
    | AlertTold
    | CaseStep
    | WatchAsked
    | QuestionsWait
    | QuestionWaited
    | QuestionPassedOn
    | QuestionsPaused
    | WordsHeld
    | WordsGathered
    | OperatorMorning
    | CostsReached
    | TemplateStopped
    | LessonsStopped
    | TeacherReplaced
    | TeacherChanged
    | DepartureNear
    | StayMoved
    | HealthChanged
    | AdultLeaves
)
Event = Heard | Caused

_events: Decoder[Event] = Decoder(Event)


def to_json(event: Event) -> str:
    """The event as the inbox keeps it."""
    return encode(event).decode()


def from_json(text: str) -> Event:
    """The event that `to_json` wrote; raises msgspec.DecodeError for anything else."""
    return _events.decode(text)


def words_of(event: Event) -> str:
    """What somebody wrote: a text, an edited one, or the caption of a picture."""
    if isinstance(event, Attached):
        return event.caption
    return event.text if isinstance(event, Said | Edited) else ""
