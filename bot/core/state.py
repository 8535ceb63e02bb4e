"""Where things stand: one document an address (`Conversation`), one a learner (`Progress`).

Both are values that survive JSON. Each carries `v`; `read_*` lifts older versions by the small pure steps in
`CONVERSATION_STEPS` and `PROGRESS_STEPS` (from version, to the next), and a committed sample of every released
version is read in the tests. Local dates are ISO text in the learner's time zone, instants epoch seconds UTC.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.json import Decoder, encode
from msgspec.structs import replace

from bot.core import consent

VERSION = 1
AgeBand = Literal["under_14", "14_to_17", "adult", "unknown"]
"""`unknown` was stored without having been asked, and is treated as under 14."""
ASK_AGE = "0001-01-01"
"""`age_asked` of who comes to another visit: the age is asked at the next hour."""
OPEN_END = date.max.isoformat()
"""`paused_until` of a rest that ends when the learner says so."""


class Place(Struct, frozen=True):
    """A lesson id and a step id: `card-1`, `q1`, `done`."""

    lesson: str
    step: str


class Memory(Struct, frozen=True):
    """What the memory model knows of one quiz item; `right_on` holds the last days it was answered right.

    `form` is the content hash of the form that was seen last (`""`: the first one).
    """

    stability_days: float
    difficulty: float
    due_at: int
    last_at: int
    right_on: tuple[str, ...] = ()
    last_right: bool = True
    form: str = ""


class Exam(Struct, frozen=True):
    """An exam as it was drawn: the ids of its `items`, how many are answered (`at`), how many of them right.

    `missed` are the items answered otherwise; `ended_on` is the local date of the last answer.
    """

    items: tuple[str, ...]
    at: int = 0
    right: int = 0
    attempt: int = 1
    missed: tuple[str, ...] = ()
    ended_on: str = ""


class Probe(Struct, frozen=True):
    """The `items` of the check-in of that `month` that are still to answer, and the `cohort` that was left with."""

    month: int
    items: tuple[str, ...]
    cohort: str


class Returning(Struct, frozen=True):
    """A drill that was missed: how often it came back, and the local date from which it comes again."""

    day: str
    times: int = 0


class Support(Struct, frozen=True):
    """A graduate's support after `departed` (the departure that it counts from).

    `last_stop` is the date of the last stop handled, `unanswered` the messages since any word, `sent_on` the
    date of the last one sent, `weekday` the learner's choice (0 is Monday), `piece` how many pieces were read.
    """

    departed: str
    last_stop: str = ""
    unanswered: int = 0
    sent_on: str = ""
    weekday: int | None = None
    piece: int = 0


class Progress(Struct, frozen=True):
    """One learner's document.

    `parked` is the place in the course while a graduate piece is read. `hour` is in minutes after local midnight,
    `days` are the school days wanted (0 is Monday), `start` the lesson to begin from (`""`: the first), `active`
    the last local dates with a word (newest last), `queue` the review items still to ask in this sitting,
    `paused_until` a local date (`""`: not paused), `offered_on` and `nudged_on` the last local dates of a
    proactive message and of a nudge, `reserved` the kind and date (`entered:2026-03-04`) of one for which a day is kept
    or was taken, `offered` the lesson last offered, `unheard` the proactive messages since
    any word, `erase_at` the instant at which an erasure asked for is done (0: none),
    `frozen` says that somebody may have entered in her place, so that data, erasure and the teacher's thread wait,
    `unproved` that somebody said «soy yo» after a long silence and showed no key yet,
    `drill` the scam drill that is open, `returning` those that were missed, by id, `probe` the items that are
    asked to see what is still remembered, `consent` the version of what was agreed to that the learner was told of.
    `kept_from` is the local date from which the data are kept for two years (`""`: departure),
    `help_offered` when the word «ayuda» was offered in doubt (epoch seconds), `keep_asked`
    when it was asked whether to keep them (`""`: not asked), `age_asked` when the age was asked last (`""`: at
    enrolment). `moved` are the visit's new dates (`arrives/departs`) of which the learner is still to hear, `news`
    the lines that ride with the next messages. `logbook` says whether a notebook of the business is kept (`on`,
    `off`; `""`: not asked yet), `noted_on` the local date of the last entry. `kept` is
    what she wrote of the tasks (`kept.Plan`), for her alone.
    """

    v: int = VERSION
    place: Place | None = None
    parked: Place | None = None
    done: dict[str, str] = field(default_factory=dict)
    memory: dict[str, Memory] = field(default_factory=dict)
    hour: int = 18 * 60
    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    start: str = ""
    paused_until: str = ""
    active: tuple[str, ...] = ()
    queue: tuple[str, ...] = ()
    reviewed_on: str = ""
    reviewed: int = 0
    offered_on: str = ""
    reserved: str = ""
    offered: str = ""
    nudged_on: str = ""
    asked_after_on: str = ""
    unheard: int = 0
    erase_at: int = 0
    frozen: bool = False
    unproved: bool = False
    kept_from: str = ""
    help_offered: int = 0
    keep_asked: str = ""
    age_asked: str = ""
    asked_on: str = ""
    asked: int = 0
    no_questions_until: str = ""
    support: Support | None = None
    exam: Exam | None = None
    drill: str = ""
    returning: dict[str, Returning] = field(default_factory=dict)
    probe: Probe | None = None
    consent: str = consent.VERSION
    moved: str = ""
    news: tuple[str, ...] = ()
    logbook: str = ""
    noted_on: str = ""
    kept: dict[str, str] = field(default_factory=dict)


class Enrolling(Struct, frozen=True):
    """What a newcomer has said so far; nothing of it outlives a «No acepto». `ticket` is the signed paper's number."""

    cohort: str
    age_band: AgeBand | None = None
    consented_at: int = 0
    guardian: bool = False
    ticket: str = ""


class Trial(Struct, frozen=True):
    """Lessons tried without being enrolled: only the place is kept. `ticket` is what the teacher is told."""

    place: Place | None = None
    cohort: str = ""
    ticket: str = ""


class Draft(Struct, frozen=True):
    """An announcement being composed; `audience` is `kind:id` as `announcement.Audience` names it."""

    text: str = ""
    media: str = ""
    audience: str = ""
    corrects: str = ""


class Alarm(Struct, frozen=True):
    """Something grave was written here at `at` (epoch seconds) by `person`, and `alert` tells of it.

    `school` says that the words may have been about somebody of the school.
    """

    alert: str
    person: str
    at: int
    school: bool = False


class Conversation(Struct, frozen=True):
    """One address's document: who is speaking there, and what they are in the middle of.

    `expects` names what typed text answers now (a key of `routes.EXPECTED`), `about` what it is about.
    `tries` are the instants of wrong codes in the last hour; `misses` counts questions without an answer. Until
    `calm_until` (epoch seconds) what an adult composes is believed to be harmless, because they said so. `cut_at`
    is when a text was refused that a client may have cut (0: none), `pieces` counts what came of the last `album`.
    `help_offered` is when the word «ayuda» was offered in doubt to who does not learn here yet. `traces` are how the
    carrier finds what was written here and is grave, since `traced_at` (epoch seconds; 0: nothing).
    `erase_at` is the instant at which the erasure that an adult asked for is done (0: none).
    An earlier version kept the `question` that was
    shown here; a prompt carries it now.
    """

    v: int = VERSION
    speaker: str = ""
    expects: str = ""
    about: str = ""
    enrolling: Enrolling | None = None
    trial: Trial | None = None
    draft: Draft | None = None
    question: str = ""
    misses: int = 0
    tries: tuple[int, ...] = ()
    alarm: Alarm | None = None
    calm_until: int = 0
    cut_at: int = 0
    album: str = ""
    pieces: int = 0
    help_offered: int = 0
    traces: tuple[str, ...] = ()
    traced_at: int = 0
    erase_at: int = 0


Step = Callable[[dict[str, Any]], dict[str, Any]]
CONVERSATION_STEPS: dict[int, Step] = {}
PROGRESS_STEPS: dict[int, Step] = {}

_conversation = Decoder(Conversation)
_progress = Decoder(Progress)


def _lifted(text: str, steps: dict[int, Step]) -> str:
    document = json.loads(text)
    while document["v"] in steps:
        document = steps[document["v"]](document)
    return json.dumps(document)


def read_conversation(text: str) -> Conversation:
    """The conversation in `text`; an empty text is a conversation that has not begun."""
    if not text:
        return Conversation()
    return _conversation.decode(_lifted(text, CONVERSATION_STEPS) if CONVERSATION_STEPS else text)


def write_conversation(conversation: Conversation) -> str:
    """The JSON that `read_conversation` reads."""
    return encode(conversation).decode()


def read_progress(text: str) -> Progress:
    """The progress in `text`; an empty text is a learner who has not begun."""
    if not text:
        return Progress()
    progress = _progress.decode(_lifted(text, PROGRESS_STEPS) if PROGRESS_STEPS else text)
    return progress if '"consent":"' in text else replace(progress, consent=consent.BEFORE)


def write_progress(progress: Progress) -> str:
    """The JSON that `read_progress` reads."""
    return encode(progress).decode()
