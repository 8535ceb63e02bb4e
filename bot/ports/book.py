"""What a transaction can read and write, on either engine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.core.attempt import Attempt
from bot.core.case import Case, Of
from bot.core.certificate import Certificate
from bot.core.desk_access import DeskSession
from bot.core.effect import Write
from bot.core.finish import Finish
from bot.core.one_use_code import Code
from bot.core.people import Cohort, Device, Invite, Question, Someone, Spoken, Struggle, Teacher
from bot.core.state import AgeBand
from bot.ports.digests import DigestBook
from bot.ports.figures import FigureBook
from bot.ports.hearing import Raw, Waiting
from bot.ports.moment import Moment
from bot.ports.rows import (
    Address,
    AnnouncementRow,
    Backlog,
    Duty,
    LearnerRow,
    Media,
    OpenLink,
    Planned,
    PromptRow,
    Untaught,
)
from bot.ports.sending import Delivery, Knocked, Message, NewDelivery, Outcome, Report

CLOCK_DOUBT = "clock.doubt"
"""The fact that says why nobody knows what day it is; empty where that is known."""
USERNAME = "telegram.username"
"""The fact that holds the bot's name at Telegram, once Telegram was heard."""
PAGE = "page.address"
"""The address of the page, as whoever runs it has it."""


STOPPED = "whatsapp.template."
"""What a fact's name begins with that says why a carrier's template must not be used (`""`: it may)."""


def name_of(carrier: str) -> str:
    """The fact that holds the name by which links of the carrier begin a chat."""
    return f"{carrier}.username"


class Book(FigureBook, DigestBook, Protocol):
    """What a turn reads and writes, inside its transaction. Lists come in `seq` order unless said otherwise."""

    def keep(self, effect: Write, at: Moment) -> None:
        """Keeps what a turn leaves behind, whole: one small function of the store an effect."""
        ...

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

    def waiting_alerts(self, now: datetime, limit: int) -> list[Waiting]:
        """Of the inside rows whose time has come, those that tell of a case."""
        ...

    def take(self, seq: int, now: datetime) -> bool:
        """Marks the row done and empties its body; False when the turn must do nothing.

        It was done before, or an earlier row of its lane is not done yet: another process has it under way.
        """
        ...

    def is_done(self, seq: int) -> bool:
        """Whether the row has had its turn."""
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
    def opt_out(self, address: str, person: str | None, now: datetime) -> None: ...
    def opt_in(self, address: str) -> None: ...
    def has_left(self, person: str) -> bool: ...
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

    def leave_pages(self, person: str, now: datetime, but: str = "") -> None:
        """Whoever sits at a shared screen or a page as this person does so no longer, except at the address `but`."""
        ...

    def devices(self, person: str) -> list[Device]:
        """Where the person can be reached, the one heard last first; a shared screen is nobody's."""
        ...

    def close_device(self, address: str, person: str, now: datetime) -> None:
        """The person is parted from the address, and nothing said to them is read there; an empty page is over."""
        ...

    def close_address(self, address: str, now: datetime) -> None:
        """Nobody is there any more, and nothing that was said can be read: a page is over."""
        ...

    def forget_said(self, address: str, now: datetime) -> None:
        """Nothing that was said at the address can be read there again, and what waited is not said."""
        ...

    def forget_urgent(self, address: str, since: datetime, now: datetime) -> list[str]:
        """What was said there about something grave since then can be read there no more; the carrier's messages."""
        ...

    def addresses_of(self, person: str) -> list[str]:
        """The ids of all the person's addresses; a shared screen is nobody's."""
        ...

    def newly_at(self, address: str, person: str, since: datetime) -> bool:
        """Whether the person's place was opened at the address since then, as one enrolled elsewhere."""
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

    # roles
    def duties(self) -> list[Duty]:
        """Every role that somebody has now, teaching among them."""
        ...

    def open_links(self, now: datetime) -> list[OpenLink]:
        """Links of roles that nobody used yet."""
        ...

    def withdraw_link(self, mark: str, now: datetime) -> int: ...
    def end_roles(self, person: str, now: datetime) -> None:
        """The person has no role any more, and unless they learn too, is parted from every phone."""
        ...

    # learners
    def add_learner(self, person: str, age_band: str, key: str, progress: str) -> None: ...
    def learner(self, person: str) -> LearnerRow | None: ...
    def set_age_band(self, person: str, age_band: AgeBand) -> None: ...
    def set_key(self, person: str, key: str) -> None: ...
    def add_code(
        self,
        code: str,
        learner: str,
        asked_by: str,
        now: datetime,
        confirmed_at: datetime | None,
        *,
        lasts: timedelta | None = None,
    ) -> None:
        """A one-use code for the learner, in the place of one that was not used; one on a card `lasts` longer."""
        ...

    def code(self, text: str, now: datetime) -> Code | None:
        """The code that was said; None where it is none, was used, or is too old."""
        ...

    def code_of(self, learner: str, now: datetime) -> Code | None:
        """The learner's code that was not used yet."""
        ...

    def confirm_code(self, learner: str, now: datetime) -> None: ...
    def drop_code(self, learner: str) -> None: ...
    def spend_code(self, text: str, learner: str, now: datetime) -> bool:
        """False where somebody used it in this moment."""
        ...

    def void_keys(self) -> int:
        """Nobody's key opens anything any more, nor does a code; how many keys there were."""
        ...

    def settle_keys(self) -> int:
        """Some plain keys become hashes; under another secret, all become void. 0 when nothing is left to do."""
        ...

    def knows_secret(self) -> bool:
        """Whether the keys were hashed with the secret that is here, or nothing was hashed yet."""
        ...

    def keyless(self) -> int:
        """How many learners have no key since all were made void."""
        ...

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
    def consent_on_paper(
        self, id: str, learner: str, version: str, cohort: str, paper: str, given_at: datetime
    ) -> None: ...
    def take_slot(self, learner: str, local_date: date, kind: str, now: datetime) -> bool:
        """The learner's one proactive message of that day; False when it is taken."""
        ...

    def fill_slot(self, learner: str, local_date: date, delivery: str) -> None:
        """The delivery that carries the day's message: what becomes of it becomes of the slot."""
        ...

    def slot_missed(self, learner: str) -> bool:
        """Whether the newest proactive message to the learner did not arrive: it expired, failed, was held, or the
        carrier reports no arrival."""
        ...

    def add_attempt(self, id: str, prompt: str, attempt: Attempt) -> None: ...
    def add_active_day(self, learner: str, cohort: str | None, local_date: date, channel: str) -> None:
        """The learner had a word on that day, there; said again it changes nothing."""
        ...

    def add_finish(self, finish: Finish, now: datetime) -> None:
        """What was done to its end; the first time counts."""
        ...

    def add_check_in(self, id: str, learner: str, month: int, answer: str, now: datetime) -> None:
        """What a graduate answered in that month after the departure: one row, which a reason changes."""
        ...

    def due_learners(self, now: datetime, limit: int) -> list[str]: ...
    def due_later(self, learner: str, now: datetime, until: datetime) -> None:
        """Who is due now is looked at again then; nothing where a turn has said when meanwhile."""
        ...

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
    def tickets(self, cohort: str) -> list[str]:
        """The numbers of the papers that wait in the cohort."""
        ...

    def known_as(self, question: Question) -> Question:
        """The question, asked by whom nobody takes for another of the cohort."""
        ...

    def close_trial(self, address: str) -> None: ...
    def housekeeping(self, now: datetime, spare: Callable[[], bool] = lambda: True) -> int:
        """Throws away what is old while there is time to `spare`; the rows touched, 0 when nothing is left to do."""
        ...

    def behind(self, now: datetime) -> timedelta:
        """For how long the oldest row that should be gone has been due to go."""
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
    def prompt_speaks_of(self, id: str, about: str) -> None:
        """Keeps of whom a question to somebody else speaks: ids, a space between them."""
        ...

    def prompt(self, id: str) -> PromptRow | None: ...
    def latest_prompt(self, address: str) -> PromptRow | None:
        """The newest prompt at the address, open or closed."""
        ...

    def open_prompts_about(self, address: str, subject: str) -> list[PromptRow]:
        """Those not answered at the address that carry the id `subject`, the oldest first."""
        ...

    def close_prompt(self, id: str, chosen: str, now: datetime) -> None:
        """Answered; one that was closed before stays as it is."""
        ...

    # announcements and questions
    def add_announcement(self, row: AnnouncementRow) -> None: ...
    def announcement(self, id: str) -> AnnouncementRow | None: ...
    def latest_announcement(self, teacher: str) -> AnnouncementRow | None: ...
    def waiting_announcements(self, teacher: str) -> list[AnnouncementRow]: ...
    def move_announcement(self, id: str, status: str) -> None:
        """Says how far it is; what was cancelled meanwhile stays cancelled."""
        ...

    def list_recipients(self, id: str, place: int, learners: Sequence[str]) -> None:
        """The learners wait for it, in this order from `place` on; who was erased meanwhile is counted no more."""
        ...

    def waiting_recipients(self, id: str, limit: int) -> list[str]:
        """Who waits for it, in the order of the list."""
        ...

    def recipients_of(self, id: str) -> list[str]:
        """Everybody on its list who was not withdrawn."""
        ...

    def withdraw_recipient(self, id: str, learner: str) -> None:
        """The learner does not get it any more, and is not counted."""
        ...

    def cancel_announcement(self, id: str) -> int:
        """Cancels it and what is still queued of it; the number of deliveries that will not leave."""
        ...

    def add_recipient(self, announcement: str, learner: str, delivery: str, *, left: bool = False) -> None: ...
    def read_announcement(self, announcement: str, learner: str, now: datetime) -> None: ...
    def heard_announcement(self, learner: str, since: datetime) -> str | None:
        """The newest announcement sent to the learner since then."""
        ...

    def teachers_words(self, learner: str, since: datetime) -> list[datetime]:
        """When announcements left for the learner, or will, since then."""
        ...

    def announcement_counts(self, id: str) -> dict[str, int]:
        """Deliveries by status, and `read`."""
        ...

    def announcement_names(self, id: str, status: str) -> list[Someone]: ...
    def add_question(
        self, id: str, learner: str, cohort: str, text: str, now: datetime, address: str | None = None
    ) -> None: ...
    def question(self, id: str) -> Question | None: ...
    def unread_answers(self, learner: str, address: str) -> list[Question]:
        """The learner's questions whose answer was not before them yet and may be read there."""
        ...

    def see_answer(self, id: str, now: datetime) -> None: ...
    def answer_question(self, id: str, answer: str, teacher: str, now: datetime) -> bool:
        """False when another teacher answered first."""
        ...

    def pass_question(self, id: str, now: datetime) -> bool:
        """It goes to the second adult; False when it has an answer or went before."""
        ...

    def set_questions_hour(self, person: str, minutes: int) -> None: ...

    def said_lately(self, person: str, since: datetime, limit: int) -> list[str]:
        """What the person wrote to others since then, the oldest first: announcements, answers, questions."""
        ...

    def spoken(self, since: datetime, until: datetime, offset: int, limit: int) -> list[Spoken]:
        """What was written after `since`, `until` included, and the codes asked for, the newest first."""
        ...

    def passed_questions(self, limit: int) -> list[Question]:
        """What no teacher answered in three school days and nobody since, the oldest first."""
        ...

    def unsent(self, since: datetime) -> int:
        """How many messages settled since then without having been sent."""
        ...

    # when it is grave
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

    def add_miss(self, text: str, now: datetime, person: str = "") -> None: ...
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
        urgent: int = 0,
    ) -> list[Delivery]:
        """Takes what may leave: queued, its time come, nothing of its address claimed or started, the first of
        its address by (priority, seq), and not behind a waiting row of its own kind and priority. Expired rows
        become `expired`. With `replies_only` (a doubtful clock) announcements and drips are neither taken, nor
        expired, nor in the way. `urgent` are places beside the limit that nothing else may take."""
        ...

    def start(self, delivery: Delivery, now: datetime) -> bool:
        """Commits that the call is about to be made; False when the claim was lost."""
        ...

    def finish(self, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
        """Writes the outcome (fenced by `tries`); `uncertain` replies and drips go back to `queued` once, what is
        urgent always."""
        ...

    def show(self, delivery: Delivery, now: datetime) -> int:
        """For page and console: marks it sent and gives it the address's next number in the stream."""
        ...

    def shown_after(self, address: str, number: int, limit: int) -> list[tuple[int, Message, datetime]]: ...
    def last_shown(self, address: str) -> int:
        """The newest number of the address's stream; 0 when nothing was shown."""
        ...

    def recover(self, now: datetime, reporting: Collection[str] = ()) -> int:
        """Claims and starts whose lease ran out: claimed go back to `queued`, started are in doubt.

        On the `reporting` channels those wait for the carrier's word first.
        """
        ...

    def give_back(self, channel: str, holder: str) -> None:
        """All that the holder claimed and has not started goes back to `queued`."""
        ...

    def release(self, address: str, now: datetime) -> None:
        """Replies that were held for the morning leave now: the person is awake."""
        ...

    def told(self, channel: str, reports: Sequence[Report], now: datetime) -> int:
        """Keeps what the carrier reports of our deliveries; how many of them said something new."""
        ...

    def let_leave(self, address: str, now: datetime) -> int:
        """The person has spoken: what was held leaves; how many messages."""
        ...

    def heard_there(self, address: str, heard_at: datetime) -> None:
        """When the person spoke last, by the carrier's own time."""
        ...

    def knocked(self, channel: str, address: str, since: datetime) -> Knocked:
        """The templates that went out: to the address, and to others since then."""
        ...

    def knock(self, address: str, now: datetime) -> None:
        """A template goes to the address."""
        ...

    def carrier_message(self, prompt: str) -> str | None:
        """The carrier's id of the message that asked `prompt`, once it was sent."""
        ...

    # the box
    def backlog(self, now: datetime) -> Backlog: ...
    def under_way(self, now: datetime) -> Backlog:
        """As `backlog`, without what grows with the years: settled deliveries, and learners."""
        ...

    def is_late(self, channel: str, before: datetime) -> bool:
        """Whether a message of the channel has been due since before that."""
        ...

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

    # how a class gets on
    def struggles(self, cohort: str, since: datetime, zone: ZoneInfo) -> dict[str, Struggle]:
        """By learner: the item that was missed on two local dates since then, the last time too; the newest such."""
        ...

    def agreed(self, learner: str) -> tuple[datetime, str] | None:
        """When the last consent was given, and by whom: `self` or `guardian`."""
        ...

    # papers that learners take home
    def issue_certificate(self, learner: str, cohort: str, paper: Certificate, sealed: str, now: datetime) -> None:
        """Keeps the paper, unless the same one stands already; one with another name is withdrawn."""
        ...

    def certificates(self, learner: str) -> list[tuple[Certificate, str]]:
        """The learner's papers that stand, with what their codes hold, the oldest first."""
        ...

    def certificates_of_cohort(self, code: str) -> list[tuple[Certificate, str]]:
        """The best paper of each learner of the group, by name."""
        ...

    def certificate(self, number: str) -> tuple[Certificate, str] | None:
        """The paper of that number, withdrawn or not."""
        ...

    def withdraw_certificate(self, number: str, now: datetime) -> bool:
        """Whether there was such a paper, and it stood."""
        ...

    def withdrawn_certificates(self) -> list[str]:
        """The numbers of the papers that are good no more."""
        ...

    # the desk
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

    def desk_first_tries(self, cohort: str) -> list[tuple[str, str, str, int]]:
        """How many of the cohort chose each option at their first try: item, its form, option's hash, count."""
        ...

    def desk_days_of(self, learner: str, cohort: str, first: date) -> list[date]:
        """The days on which the learner wrote in the cohort, from `first` on."""
        ...
