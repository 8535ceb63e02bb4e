"""What a turn is given (`Scene`, `Context`) and what it gives back (`Turn`): values in, values out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from random import Random
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from bot.core.case import Care, Case
from bot.core.certificate import PaperDue, Signer
from bot.core.costs import Price
from bot.core.effect import Write
from bot.core.event import SCREEN
from bot.core.figures.week import Weekly
from bot.core.logbook import Entry
from bot.core.meaning import Meaning
from bot.core.one_use_code import Code
from bot.core.people import (
    Announcement,
    Cohort,
    Device,
    Invite,
    Learner,
    Question,
    Sheet,
    Someone,
    Spoken,
    Stay,
    Teacher,
)
from bot.core.reply import Answer, Cause, Post, Prompt, led
from bot.core.safety.grave_words import Level, Listening
from bot.core.state import Conversation, Progress
from bot.core.text.layout import Limits
from bot.core.text.wording import filled
from lessons_es.help_lines import HelpLines
from lessons_es.schema import Course, Drill, Lesson

REPLY = Post()

Step = Literal["pending", "onward", "menu", "teacher"]
"""What comes next: what was asked and waits, else the menu; what the day has; the learner's menu; the teacher's."""


class Translations(Protocol):
    """A language's catalog, as gettext makes it."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


class Context(Struct, frozen=True):
    """Everything about the world that is not about the person: time, chance, the course, the language.

    `now` is timezone-aware UTC. `chance` makes a generator from words (learner, item, attempt), so a replay is
    identical. `new_id`, `new_key`, `new_code` (10 characters each), `new_token` (32 bytes) and `new_ticket` (3 digits)
    are for what the turn may create.
    `holidays` are a country's, found by a time zone. `gettext` and `ngettext` speak the person's language; `course`
    is in it as far as it goes, and `course_in` finds it in another.
    `place` finds a time zone by its IANA name,
    `share` is the link at which anybody may try a lesson. `ear` listens for what is grave, `help` answers it,
    `page` is the link of one's own page, `limits` what each channel carries, by its name.
    `desk` is the link of the desk, less its token (`""`: there is none here).
    `call` is whom a family calls, `numbers` are those that may be said, `responsible` is who answers for the data,
    `abroad` and `at_home` the carriers outside Peru and in it through which messages pass. Without anybody to protect
    learners, `enrolment_open` is False. `carrier_heard` says that adults can be told of something now.
    """

    now: datetime
    course: Course
    course_in: Callable[[str], Course]
    search: Callable[[str], tuple[Lesson | Drill, ...]]
    holidays: Callable[[str], frozenset[date]]
    chance: Callable[..., Random]
    new_id: str
    new_key: str
    new_ticket: str
    new_code: str
    new_token: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    language: Callable[[str], Translations]
    place: Callable[[str], ZoneInfo]
    timezone: str
    ear: Listening
    help: HelpLines
    share: str = ""
    call: str = ""
    page: str = ""
    desk: str = ""
    limits: Mapping[str, Limits] = {}
    responsible: str = ""
    abroad: tuple[str, ...] = ()
    at_home: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    enrolment_open: bool = True
    carrier_heard: bool = True

    def t(self, phrase: str, **values: object) -> str:
        """The phrase in the person's language, filled in."""
        return filled(self.gettext(phrase), values) if values else self.gettext(phrase)

    def n(self, phrase: tuple[str, str], count: int, **values: object) -> str:
        """The phrase in the number that fits `count`, filled in (`{n}` is the count)."""
        return filled(self.ngettext(phrase[0], phrase[1], count), {"n": count, **values})

    def speaking(self, language: str) -> Context:
        """The same world in another language."""
        catalog = self.language(language)
        return replace(self, gettext=catalog.gettext, ngettext=catalog.ngettext, course=self.course_in(language))

    def course_says(self, phrase: str) -> str:
        """The phrase in the language of the lessons, beside which it stands."""
        return self.language(self.course.manner.language).gettext(phrase)

    def zone(self, cohort: Cohort | None) -> ZoneInfo:
        """The cohort's time zone, or the programme's."""
        return self.place(cohort.visit.zone if cohort else self.timezone)

    def free_days(self, cohort: Cohort) -> frozenset[date]:
        """The national holidays where the cohort is."""
        return self.holidays(cohort.visit.zone)

    def local(self, at: int, zone: ZoneInfo) -> datetime:
        """An instant of a document (epoch seconds) as a local time."""
        return datetime.fromtimestamp(at, zone)

    def today(self, cohort: Cohort | None) -> date:
        """The local date."""
        return self.now.astimezone(self.zone(cohort)).date()


class Scene(Struct, frozen=True):
    """Who and where: what was loaded for this turn.

    `learner` is whom the turn is about, `people` are all who can be reached at the address. `prompt` is the one
    that was tapped, or whose only button an event takes away, `latest` the newest at the address (open or closed), and
    `meaning` what was typed means.
    `found` is the cohort whose code was said, `tickets` the numbers that wait there where
    somebody enrols; `key_shown` says that `learner` is whose key was said; `code` is the
    one-use code that was said, or that an event or a button is about; `invite` is the one-time link, `announced` the
    announcement heard in the last 24 hours, `question` the one an event or a button is about. `announcement` is the
    one that an event or a button is about, with `report` its counts by status, else the teacher's latest. `scheduled`
    are the teacher's announcements that wait for their hour, `prices` what messages cost.
    `case` is the one that an event or a button is about, `cases` are those that who protects learners may see, open
    ones first; `care` is who would be told of the speaker, loaded where words or a button need it, and `level` how
    grave what was written is.
    `spoken` is what others wrote, for the second adult.
    `road` are the visits that the speaker may move: all of an operator, their own of a teacher who is asked.
    `back` says that the address was blocked until now.
    `siblings` are the other learners who are written to at this address, where the clock struck for one of several.
    `unread` are answers to the learner's questions that wait, where the place was opened just now; `phoneless` says
    that the learner at a shared screen has no phone yet. `newly_here`, where it was asked for, that the learner's
    place was opened at this phone less than a day ago. `barred` says that a learner's place was to open in the chat of
    somebody with a role. `left` says that somebody opted out here. `said_lately` is what the speaker wrote to others
    in a day.
    `passed` are the questions that no teacher answered in time, for who runs the programme.
    `devices` are where the learner's place is open, where a button is about them.
    `desk_links` are those to the desk that the speaker was given in an hour, where another is asked for.
    `sheet` is what a teacher sees of one learner, where a name was typed or a button is about one.
    `entries` are what the learner noted of her business and still counts, in its order, where it is asked for.
    `weekly` is what is known of the week's message, where it is due or asked for.
    `papers` are those that each class may have, by its cohort, where they are asked for. `signer` signs papers, where
    one is asked for and the programme's key can be had; `undated` says that nobody knows for sure what day it is.
    """

    address: str
    channel: str
    conversation: Conversation
    learner: Learner | None = None
    people: tuple[Someone, ...] = ()
    prompt: Prompt | None = None
    latest: Prompt | None = None
    meaning: Meaning = Meaning()
    teacher: Teacher | None = None
    roles: tuple[str, ...] = ()
    found: Cohort | None = None
    tickets: tuple[str, ...] = ()
    key_shown: bool = False
    code: Code | None = None
    invite: Invite | None = None
    announced: str = ""
    question: Question | None = None
    announcement: Announcement | None = None
    report: dict[str, int] | None = None
    scheduled: tuple[Announcement, ...] = ()
    prices: tuple[Price, ...] = ()
    case: Case | None = None
    cases: tuple[Case, ...] = ()
    care: Care = Care()
    level: Level = ""
    spoken: tuple[Spoken, ...] = ()
    road: tuple[Stay, ...] = ()
    siblings: tuple[Learner, ...] = ()
    back: bool = False
    unread: tuple[Question, ...] = ()
    phoneless: bool = False
    said_lately: tuple[str, ...] = ()
    passed: tuple[Question, ...] = ()
    devices: tuple[Device, ...] = ()
    newly_here: bool = False
    desk_links: int = 0
    signer: Signer | None = None
    papers: Mapping[str, tuple[PaperDue, ...]] = {}
    sheet: Sheet | None = None
    entries: tuple[Entry, ...] = ()
    weekly: Weekly | None = None
    undated: bool = False
    barred: bool = False
    left: bool = False

    @property
    def cohort(self) -> Cohort | None:
        """The learner's cohort."""
        return self.learner.cohort if self.learner else None

    @property
    def shared(self) -> bool:
        """Whether several people share the address."""
        return len(self.people) > 1

    @property
    def screen(self) -> bool:
        """Whether this is a shared screen: one person at a time, and another one after each."""
        return self.channel == SCREEN

    @property
    def guarded(self) -> bool:
        """Whether somebody else may hold this: what cannot be undone or is personal asks for the key."""
        unproved = self.learner is not None and self.learner.progress.unproved
        return self.shared or self.screen or unproved

    def the_learner(self) -> Learner:
        """The learner, where the engine made sure that there is one."""
        if self.learner is None:
            raise LookupError("this turn needs a learner")
        return self.learner

    def the_teacher(self) -> Teacher:
        """The teacher, where the engine made sure that there is one."""
        if self.teacher is None:
            raise LookupError("this turn needs a teacher")
        return self.teacher

    def progressed(self, progress: Progress) -> Scene:
        """The same scene after the learner's document changed."""
        return replace(self, learner=replace(self.the_learner(), progress=progress))

    def conversing(self, conversation: Conversation) -> Scene:
        """The same scene after the address's document changed."""
        return replace(self, conversation=conversation)

    def turn(
        self, *answers: Answer, writes: tuple[Write, ...] = (), causes: tuple[Cause, ...] = (), post: Post = REPLY
    ) -> Turn:
        """The turn that leaves the documents as this scene has them."""
        progress = self.learner.progress if self.learner else None
        return Turn(self.conversation, progress, answers, writes, causes, post)

    def then(
        self, lead: str = "", step: Step = "pending", *, writes: tuple[Write, ...] = (), causes: tuple[Cause, ...] = ()
    ) -> Turn:
        """The turn that goes on, under `lead`, with the next step of whoever is here."""
        return replace(self.turn(writes=writes, causes=causes), then=Then(self, lead, step))


class Then(Struct, frozen=True):
    """The next step as a value: what it is, as whom the talk left the scene, and the `lead` above it.

    Only the engine knows what it says, so no talk has to know another one to end well.
    """

    scene: Scene
    lead: str
    step: Step


class Turn(Struct, frozen=True):
    """One event answered: the documents after it, what is said, what is written, what it causes for others.

    What is `shared` is said to everybody at the address, under nobody's name. What comes `then` is said after the
    answers.
    """

    conversation: Conversation
    progress: Progress | None
    answers: tuple[Answer, ...] = ()
    writes: tuple[Write, ...] = ()
    causes: tuple[Cause, ...] = ()
    post: Post = REPLY
    closes: tuple[str, str] | None = None
    next_due_at: datetime | None = None
    shared: bool = False
    then: Then | None = None

    def adding(self, *writes: Write) -> Turn:
        """The same turn that also writes these, first."""
        return replace(self, writes=(*writes, *self.writes))

    def led(self, lead: str) -> Turn:
        """The same turn under a first line."""
        return replace(self, answers=tuple(led(answer, lead) for answer in self.answers)) if lead else self
