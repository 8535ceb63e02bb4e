"""What the rooms need from each other, as Protocols. `app` hands the real thing in.

Adapters satisfy these without inheriting. `Book` is synchronous: its methods run inside a turn's transaction,
on the writer. Everything async lives at the edges.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from typing import Literal, Protocol, TypeVar

from msgspec import Struct

from bot.core.attempt import Attempt
from bot.core.event import Heard
from bot.core.people import Alert, Cohort, Exchange, Invite, Question, Someone, Teacher
from bot.core.reply import Kind
from bot.core.state import AgeBand

T = TypeVar("T")

Status = Literal["queued", "claimed", "started", "sent", "failed", "blocked", "uncertain", "expired", "cancelled"]


class Clock(Protocol):
    """The only source of the present; `now` is timezone-aware UTC."""

    def now(self) -> datetime: ...

    async def sleep(self, seconds: float) -> None: ...


# --- what is heard -----------------------------------------------------------------------------------------


class Raw(Struct, frozen=True):
    """Something heard, as it came: `key` is unique in its channel, `body` is for that channel's ears alone.

    Rows of one `lane` (the carrier's id of the chat, as far as it can be seen) are turns one after the other.
    """

    channel: str
    key: str
    lane: str
    body: str


class Waiting(Struct, frozen=True):
    """A row of the inbox whose turn has not committed; `seq` is its order."""

    seq: int
    channel: str
    lane: str
    body: str
    received_at: datetime


class Hearing(Protocol):
    """What an ear hands on to. `app` gives each ear the same one."""

    async def hear(self, raws: Sequence[Raw]) -> None:
        """Returns when the raws are durable: only now may the carrier be told. Their turns follow by themselves."""
        ...

    async def turn(self, row: Waiting, carrier_id: str, event: Heard) -> None:
        """Runs the row's turn for the address (row.channel, carrier_id); returns when it has committed."""
        ...

    async def set_aside(self, row: Waiting, problem: str) -> None:
        """The row cannot be read, or says nothing to us: it is done, kept and shown to the operator if `problem`."""
        ...


class Ear(Protocol):
    """Hears one channel: stores what it hears through `Hearing.hear`, and reads stored rows back in `feed`."""

    channel: str

    async def feed(self, row: Waiting) -> None:
        """Decodes the row and awaits `Hearing.turn` or `Hearing.set_aside` exactly once."""
        ...


Trouble = Literal["", "token", "elsewhere", "away"]
"""Why a carrier is not heard: it refused our token, another program hears in our place, or nothing is known."""


class Pulse(Protocol):
    """Told by an ear of each call by which it hears."""

    def beat(self) -> None:
        """A call succeeded."""
        ...

    def missed(self, trouble: Trouble) -> None:
        """A call failed."""
        ...


class Bell(Protocol):
    """Rung with an address id when its stream has something new (page and console)."""

    def ring(self, address: str) -> None: ...

    async def wait(self, address: str, seconds: float) -> bool:
        """Returns at the next ring; False after `seconds` without one."""
        ...


# --- what is said ------------------------------------------------------------------------------------------


class Message(Struct, frozen=True, omit_defaults=True):
    """One carrier call, laid out: what an outbox row's body holds.

    `buttons` are rows of (letter, label). `retires` names the prompt whose buttons give way to `text`.
    `document` and `media` name a file that the mouth asks for when it sends. With a `fresh` one a page begins anew:
    what stood before it was another person's.
    """

    text: str
    prompt: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    retires: str = ""
    document: str = ""
    media: str = ""
    fresh: bool = False


class File(Struct, frozen=True):
    """The bytes behind a message's `document` or `media`, and the name that a person saves them under."""

    name: str
    mime: str
    content: bytes


Files = Callable[[str, Message], Awaitable[File | None]]
"""(address id, message) -> the file that the message names; None when it is not there (any more)."""


class NewDelivery(Struct, frozen=True):
    """An outbox row to be: UTC instants, `not_before` already decided by core."""

    id: str
    address: str
    channel: str
    person: str | None
    kind: Kind | Literal["retire"]
    priority: int
    message: Message
    not_before: datetime
    expires_at: datetime | None
    announcement: str | None = None


class Delivery(Struct, frozen=True):
    """A claimed outbox row. `tries` fences: only the claim that holds this number may finish it."""

    seq: int
    id: str
    address: str
    channel: str
    carrier_id: str
    person: str | None
    kind: str
    message: Message
    tries: int
    expires_at: datetime | None


class Outcome(Struct, frozen=True):
    """What became of one carrier call.

    `sent` with the carrier's message id; `blocked` and `failed` are the carrier's explicit no; `uncertain`
    when the request was written and no answer came; `later` when the carrier asked to wait until `not_before`
    or never had the request; `moved` when the address has a new `carrier_id`.
    """

    status: Literal["sent", "failed", "blocked", "uncertain", "later", "moved"]
    message: str = ""
    problem: str = ""
    not_before: datetime | None = None
    carrier_id: str = ""


class Mouth(Protocol):
    """Speaks on one channel. Never retries, never waits, raises only for a fault of its own code."""

    channel: str

    async def permit(self, delivery: Delivery) -> None:
        """Returns when the carrier's limits allow this call; waits on the clock handed in."""
        ...

    async def speak(self, delivery: Delivery) -> Outcome: ...


# --- rows a turn reads -------------------------------------------------------------------------------------


class Address(Struct, frozen=True):
    """A channel and the carrier's id there; `conversation` is JSON (`""`: new)."""

    id: str
    channel: str
    carrier_id: str
    conversation: str
    blocked: bool
    heard_at: datetime


class LearnerRow(Struct, frozen=True):
    """A learner with JSON progress; `cohort` is the current one."""

    id: str
    name: str
    age_band: AgeBand
    language: str
    key: str
    progress: str
    cohort: str | None
    accepted: bool
    enrolled_at: datetime
    heard_at: datetime | None
    next_due_at: datetime | None


class PromptRow(Struct, frozen=True):
    """A prompt as stored; `body` is JSON of what was shown."""

    id: str
    address: str
    person: str | None
    body: str
    opened_at: datetime
    closed: bool


class Planned(Struct, frozen=True):
    """A cohort as the itinerary knows it: `code` as the poster prints it, `teacher` the name in the file."""

    cohort: str
    visit: str
    site: str
    region: str
    arrives: date
    departs: date
    timezone: str
    group: str
    code: str
    teacher: str


class Untaught(Struct, frozen=True):
    """A cohort that nobody teaches; `since` is when the last teacher left, else the day on which the truck came."""

    cohort: str
    name: str
    site: str
    since: datetime


class AnnouncementRow(Struct, frozen=True):
    """An announcement; `recipients` are learner ids fixed at confirmation, `forward` how many were served."""

    id: str
    teacher: str
    signature: str
    text: str
    media: str | None
    audience: str
    recipients: tuple[str, ...]
    forward: int
    status: Literal["waiting", "leaving", "gone", "cancelled"]
    corrects: str | None
    send_at: datetime
    created_at: datetime


class Media(Struct, frozen=True):
    """A stored file; `content` is None until it was fetched from its channel."""

    id: str
    mime: str
    size: int
    channel: str
    carrier_ref: str
    content: bytes | None


class Backlog(Struct, frozen=True):
    """How the work stands: deliveries by (channel, status), by channel the instants of the oldest message due and
    of the last thing heard, events without their turn, learners, questions without an answer, alerts that nobody
    took up."""

    deliveries: dict[tuple[str, str], int]
    oldest: dict[str, datetime]
    heard: dict[str, datetime]
    waiting: int
    learners: int
    questions: int = 0
    alerts: int = 0


class Book(Protocol):
    """What a turn reads and writes, inside its transaction. Lists come in `seq` order unless said otherwise."""

    # inbox
    def hear(self, raws: Sequence[Raw], now: datetime) -> list[Waiting]:
        """Stores what is new (a known key is passed over) and returns the new rows."""
        ...

    def cause(self, key: str, lane: str, body: str, now: datetime, not_before: datetime) -> None:
        """An inside event for a turn of its own; a key that is already waiting or done is passed over."""
        ...

    def waiting(self, now: datetime, limit: int, channel: str | None = None) -> list[Waiting]:
        """Rows not done whose time has come, oldest first."""
        ...

    def take(self, seq: int, now: datetime) -> bool:
        """Marks the row done and empties its body; False when it was done before: the turn must do nothing."""
        ...

    def set_aside(self, seq: int, problem: str, now: datetime) -> None:
        """Marks a row that cannot be read as done, keeping its body for the operator (7 days)."""
        ...

    # addresses and people
    def address(self, channel: str, carrier_id: str) -> Address | None: ...
    def address_by_id(self, address: str) -> Address | None: ...
    def add_address(self, id: str, channel: str, carrier_id: str, now: datetime) -> None: ...
    def save_conversation(self, address: str, document: str, heard_at: datetime) -> None: ...
    def set_blocked(self, address: str, blocked_at: datetime | None) -> None: ...
    def move_address(self, address: str, carrier_id: str) -> None: ...
    def expire_address(self, address: str, expires_at: datetime | None) -> None: ...
    def people_at(self, address: str) -> list[Someone]: ...
    def reach(self, address: str, person: str, now: datetime) -> None:
        """From now on the person can be reached at the address (said twice changes nothing)."""
        ...

    def part(self, address: str, person: str, now: datetime) -> None:
        """The person cannot be reached there any more."""
        ...

    def leave_screens(self, person: str, now: datetime) -> None:
        """Whoever sits at a shared screen as this person does so no longer."""
        ...

    def forget_said(self, address: str, now: datetime) -> None:
        """Nothing that was said at the address can be read there again, and what waited is not said."""
        ...

    def address_of(self, person: str) -> Address | None:
        """Where to write to the person: the address heard last among those not blocked, else None.

        A shared screen is nobody's: nothing is sent there unasked.
        """
        ...

    def add_person(self, id: str, name: str, language: str, now: datetime) -> None: ...
    def rename(self, person: str, name: str) -> None: ...
    def set_language(self, person: str, language: str) -> None: ...
    def person(self, person: str) -> Someone | None: ...

    # learners
    def add_learner(self, person: str, age_band: str, key: str, progress: str) -> None: ...
    def learner(self, person: str) -> LearnerRow | None: ...
    def set_age_band(self, person: str, age_band: AgeBand) -> None: ...
    def set_key(self, person: str, key: str) -> None: ...
    def learner_by_key(self, key: str) -> str:
        """The id of the learner whose recovery key this is, `""` when nobody's."""
        ...

    def save_progress(
        self,
        person: str,
        document: str,
        next_due_at: datetime | None,
        *,
        heard_at: datetime | None,
        lessons_done: int,
        paused: bool,
        graduated: bool,
    ) -> None:
        """Writes the document and its columns; `heard_at=None` leaves the stored one."""
        ...

    def enrol(self, id: str, learner: str, cohort: str, now: datetime, accepted_at: datetime | None) -> None:
        """Ends the learner's current enrolment, if any, and begins one in `cohort`."""
        ...

    def accept(self, learner: str, now: datetime) -> None: ...
    def leave_cohort(self, learner: str, now: datetime) -> None: ...
    def consent(self, id: str, learner: str, version: str, given_by: str, channel: str, given_at: datetime) -> None: ...
    def take_slot(self, learner: str, local_date: date, kind: str, now: datetime) -> bool:
        """The learner's one proactive message of that day; False when it is taken."""
        ...

    def add_attempt(self, id: str, prompt: str, attempt: Attempt) -> None: ...
    def add_check_in(self, id: str, learner: str, month: int, answer: str, now: datetime) -> None: ...
    def due_learners(self, now: datetime, limit: int) -> list[str]: ...
    def next_due_at(self) -> datetime | None:
        """The earliest instant at which a learner, an inside event or a held delivery becomes due."""
        ...

    def erase(self, person: str, now: datetime) -> None:
        """Removes every row that is about the person, keeps an anonymous tally and a tombstone."""
        ...

    def everything(self, person: str) -> dict[str, list[dict[str, object]]]:
        """All that is stored about the person, table by table; nothing of a phone that the person has left."""
        ...

    # trial
    def open_trial(self, address: str, cohort: str, ticket: str, now: datetime, expires_at: datetime) -> None: ...
    def close_trial(self, address: str) -> None: ...
    def housekeeping(self, now: datetime) -> int:
        """Removes expired trials, nameless addresses and screens left, old raw updates, empties old bodies; rows
        touched."""
        ...

    # after a doubt about the clock
    def settle_rows(self, now: datetime) -> None:
        """What was written under an instant after `now` counts as written now; slots of then are free."""
        ...

    def learners_after(self, after: str, limit: int) -> list[str]:
        """Every learner's id after `after`, in order."""
        ...

    def settle_learner(self, person: str, document: str, now: datetime) -> None:
        """Writes the document; who was to be looked at later, or was heard later, is so now."""
        ...

    # cohorts, visits
    def itinerary(self) -> list[Planned]:
        """Every cohort with its visit, by arrival, site and group."""
        ...

    def save_visit(self, id: str, site: str, region: str, arrives: date, departs: date, zone: str) -> None:
        """A visit of the itinerary, new or changed."""
        ...

    def save_cohort(self, id: str, visit: str, name: str, code: str, teacher_name: str) -> None:
        """A group of a visit, new or changed; `teacher_name` is the itinerary's."""
        ...

    def cohort(self, id: str) -> Cohort | None: ...
    def cohort_by_code(self, code: str) -> Cohort | None: ...
    def pause_cohort(self, cohort: str, until: date | None) -> None: ...
    def wake_cohort(self, cohort: str, after: str, limit: int, now: datetime) -> str:
        """Makes up to `limit` of its learners (in id order after `after`) due now; the last id, `""` when done."""
        ...

    # teachers, roles
    def teacher(self, person: str) -> Teacher | None:
        """The person's present classes with members, waiting papers and open questions; None if none."""
        ...

    def teachers_of(self, cohort: str) -> list[Someone]: ...
    def teach(self, id: str, person: str, cohort: str, now: datetime) -> None: ...
    def stop_teaching(self, person: str, cohort: str, now: datetime) -> None: ...
    def without_teacher(self) -> list[Untaught]:
        """Cohorts that nobody teaches now, by arrival."""
        ...

    def learners_of(self, cohort: str, after: str, limit: int) -> list[str]:
        """Up to `limit` learners enrolled now, in id order after `after`."""
        ...

    def grant(self, id: str, person: str, kind: str, now: datetime) -> None: ...
    def roles(self, person: str) -> list[str]: ...
    def holders(self, kind: str) -> list[Someone]:
        """Who has the role now, the first who came first."""
        ...

    def add_invite(
        self,
        token: str,
        role: str,
        cohort: str | None,
        now: datetime,
        expires_at: datetime,
        *,
        replaces: str | None = None,
        learner: str | None = None,
    ) -> None:
        """`replaces` is the teacher who stops teaching the cohort when the link is used, `learner` whose phone
        opens it."""
        ...

    def invite(self, token: str, now: datetime) -> Invite | None: ...
    def spend_invite(self, token: str, person: str, now: datetime) -> bool: ...

    # prompts
    def open_prompt(
        self,
        id: str,
        address: str,
        person: str | None,
        item: str | None,
        content_hash: str | None,
        body: str,
        now: datetime,
    ) -> None: ...
    def prompt(self, id: str) -> PromptRow | None: ...
    def latest_prompt(self, address: str) -> PromptRow | None:
        """The newest prompt at the address, open or closed."""
        ...

    def close_prompt(self, id: str, chosen: str, now: datetime) -> None:
        """Answered; one that was closed before stays as it is."""
        ...

    # announcements and questions
    def add_announcement(self, row: AnnouncementRow) -> None: ...
    def announcement(self, id: str) -> AnnouncementRow | None: ...
    def latest_announcement(self, teacher: str) -> AnnouncementRow | None: ...
    def waiting_announcements(self, teacher: str) -> list[AnnouncementRow]: ...
    def forward_announcement(self, id: str, forward: int, status: str) -> None: ...
    def keep_recipients(self, id: str, recipients: Sequence[str]) -> None:
        """Who of its list still gets it, `""` in the place of who does not."""
        ...

    def cancel_announcement(self, id: str) -> int:
        """Cancels it and what is still queued of it; the number of deliveries that will not leave."""
        ...

    def add_recipient(self, announcement: str, learner: str, delivery: str) -> None: ...
    def read_announcement(self, announcement: str, learner: str, now: datetime) -> None: ...
    def heard_announcement(self, learner: str, since: datetime) -> str | None:
        """The newest announcement sent to the learner since then."""
        ...

    def announcement_counts(self, id: str) -> dict[str, int]:
        """Deliveries by status, and `read`."""
        ...

    def announcement_names(self, id: str, status: str) -> list[Someone]: ...
    def add_question(self, id: str, learner: str, cohort: str, text: str, now: datetime) -> None: ...
    def question(self, id: str) -> Question | None: ...
    def unread_answers(self, learner: str) -> list[Question]:
        """The learner's questions whose answer was not before them yet."""
        ...

    def see_answer(self, id: str, now: datetime) -> None: ...
    def answer_question(self, id: str, answer: str, teacher: str, now: datetime) -> bool:
        """False when another teacher answered first."""
        ...

    def exchanges(self, before: int, limit: int) -> list[Exchange]:
        """Questions with their answers, the newest first, below the number `before`."""
        ...

    def pass_question(self, id: str, now: datetime) -> bool:
        """It goes to the second adult; False when it has an answer or went before."""
        ...

    def set_questions_hour(self, person: str, minutes: int) -> None: ...

    # when it is grave
    def add_alert(
        self, id: str, kind: str, person: str | None, cohort: str | None, question: str, now: datetime
    ) -> None: ...
    def alert(self, id: str) -> Alert | None: ...
    def oldest_alert(self) -> Alert | None:
        """The oldest that nobody looks after."""
        ...

    def attend_alert(self, id: str, person: str, now: datetime) -> bool:
        """False when somebody looks after it already."""
        ...

    def calm_alert(self, id: str, now: datetime) -> None: ...
    def protectors(self, cohort: str) -> list[Someone]:
        """Who protects its learners: never a teacher of that cohort (`""`: whoever protects any)."""
        ...

    def add_miss(self, text: str, now: datetime) -> None: ...
    def add_media(self, media: Media, now: datetime) -> None: ...
    def fill_media(self, id: str, content: bytes) -> None: ...
    def media(self, id: str) -> Media | None: ...

    # outbox
    def post(self, delivery: NewDelivery, now: datetime) -> None: ...
    def claim(
        self,
        channels: Sequence[str],
        limit: int,
        now: datetime,
        holder: str,
        until: datetime,
        *,
        replies_only: bool = False,
    ) -> list[Delivery]:
        """Takes what may leave: queued, its time come, nothing of its address claimed or started, the first of
        its address by (priority, seq), and not behind a waiting row of its own kind. Expired rows become
        `expired`. With `replies_only` (a doubtful clock) announcements and drips are neither taken, nor
        expired, nor in the way."""
        ...

    def start(self, delivery: Delivery, now: datetime) -> bool:
        """Commits that the call is about to be made; False when the claim was lost."""
        ...

    def finish(self, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
        """Writes the outcome (fenced by `tries`); `uncertain` replies and drips go back to `queued` once."""
        ...

    def show(self, delivery: Delivery, now: datetime) -> int:
        """For page and console: marks it sent and gives it the address's next number in the stream."""
        ...

    def shown_after(self, address: str, number: int, limit: int) -> list[tuple[int, Message, datetime]]: ...
    def last_shown(self, address: str) -> int:
        """The newest number of the address's stream; 0 when nothing was shown."""
        ...

    def recover(self, now: datetime) -> int:
        """Claims and starts whose lease ran out: claimed go back to `queued`, started are in doubt."""
        ...

    def give_back(self, channel: str, holder: str) -> None:
        """All that the holder claimed and has not started goes back to `queued`."""
        ...

    def release(self, address: str, now: datetime) -> None:
        """Replies that were held for the morning leave now: the person is awake."""
        ...

    def drip_expired(self, person: str) -> bool:
        """Whether the newest drip to the person expired before it could leave."""
        ...

    def carrier_message(self, prompt: str) -> str | None:
        """The carrier's id of the message that asked `prompt`, once it was sent."""
        ...

    # the box
    def backlog(self, now: datetime) -> Backlog: ...
    def unread(self) -> int:
        """How many updates that could not be read are kept."""
        ...

    def hold_lease(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """True when `holder` has the lease from now `until` then: it was free, run out, or the holder's own.

        A lease that ends later than twice this one's length from now is not believed: the clock fell back.
        """
        ...

    def fact(self, name: str) -> str | None: ...
    def set_fact(self, name: str, value: str) -> None: ...
    def count(self, name: str, by: int = 1) -> None: ...
    def counted(self) -> dict[str, int]:
        """What was counted without names: how often by name."""
        ...


class StoreFailed(Exception):
    """The commit failed: nothing of the work is stored. The store mends itself; trying again later is right."""


class StoreFull(StoreFailed):
    """As `StoreFailed`, because the disk is full: somebody must make room."""


class Store(Protocol):
    """Memory: many turns, one commit."""

    async def run(self, work: Callable[[Book], T], *, key: str = "") -> T:
        """Runs `work` on the writer, in a transaction that may be shared; returns when it is durable.

        `work` may be run twice (a neighbour failed) and must have no effect outside the book. Works with one
        `key` run one after the other.
        """
        ...

    async def read(self, work: Callable[[Book], T]) -> T:
        """Runs `work`, which only reads, beside the writer."""
        ...

    async def close(self) -> None: ...
