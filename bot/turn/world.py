"""What every turn knows about the world, the same for all: the course, the calendar, the languages, chance."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from random import Random
from zoneinfo import ZoneInfo

import uuid_utils
from msgspec import Struct
from msgspec.structs import replace

from bot.core import phrase
from bot.core.certificate import Signer
from bot.core.safety.grave_words import Listening
from bot.core.scene import Context, Translations
from bot.core.text.layout import Limits
from lessons_es.help_lines import HelpLines
from lessons_es.schema import Course, Drill, Lesson

KEY_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # 32 of them, so that each byte chooses evenly
KEY_LENGTH = 10


class Taught(Struct, frozen=True):
    """A course with all that is of its language: what finds a lesson, what hears, what helps, what our sentences say.

    `translations` are the same course in other languages, as far as they go, `words` what is typed for our commands.
    """

    course: Course
    search: Callable[[str], tuple[Lesson | Drill, ...]]
    ear: Listening
    help: HelpLines
    language: Callable[[str], Translations]
    translations: Mapping[str, Course] = {}
    words: Mapping[str, str] = {}


class World(Struct, frozen=True):
    """What every turn knows about the world; the same for all.

    `course` and what is of its language is of the first course that is served, or of the one that `teaching` names;
    `taught` are all of them, by the folder's name, where there are several.

    `holidays` are the national ones where a time zone is, `timezone` the programme's default, `language` finds a
    catalog by its code.
    `carriers` are the channels that reach an adult for sure: the page only where no other is configured.
    `ear` and `help` are for what is grave. Where real children write (`guarded`), nobody
    enrols before somebody protects them. `carrier_heard` says whether adults can be told of something now.
    `cap` are the micro-dollars that a month's messages may cost (0: any).
    """

    course: Course
    search: Callable[[str], tuple[Lesson | Drill, ...]]
    holidays: Callable[[str], frozenset[date]]
    timezone: str
    language: Callable[[str], Translations]
    place: Callable[[str], ZoneInfo]
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
    guarded: bool = False
    carriers: tuple[str, ...] = ("web",)
    carrier_heard: Callable[[], bool] = lambda: True
    signer: Callable[[], Signer | None] = lambda: None
    cap: int = 0
    translations: Mapping[str, Course] = {}
    words: Mapping[str, str] = {}
    taught: Mapping[str, Taught] = {}

    def teaching(self, name: str) -> World:
        """The world of a course; of the first one where there is none of that name."""
        one = self.taught.get(name)
        return replace(self, **{field: getattr(one, field) for field in one.__struct_fields__}) if one else self

    def course_in(self, language: str) -> Course:
        """The course in a language, as far as it goes; what is not translated is as it was written."""
        return self.translations.get(language, self.course)

    def lines(self, text: str) -> str:
        """What an ear says by itself where words could not be taken that are grave; `""` where they are not."""
        worlds = [self.teaching(name) for name in self.taught] or [self]
        hears = next((world for world in worlds if world.ear.grave(text)), None)
        if hears is None:
            return ""
        say = hears.language(hears.course.manner.language).gettext
        return f"{say(phrase.NOT_TAKEN)} {say(phrase.THE_LINES)}"

    def context(self, now: datetime, language: str = "", *, enrolment_open: bool = True) -> Context:
        """The world as core sees it at this instant, in this language, or in the course's own."""
        language = language or self.course.manner.language
        catalog, drawn = self.language(language), secrets.token_bytes(2 * KEY_LENGTH + 4)
        return Context(
            now=now,
            course=self.course_in(language),
            course_in=self.course_in,
            search=self.search,
            holidays=self.holidays,
            chance=seeded,
            new_id=new_id(),
            new_key=letters(drawn[:KEY_LENGTH]),
            new_ticket=str(100 + int.from_bytes(drawn[2 * KEY_LENGTH :]) % 900),
            new_token=secrets.token_urlsafe(32),
            new_code=letters(drawn[KEY_LENGTH : 2 * KEY_LENGTH]),
            gettext=catalog.gettext,
            ngettext=catalog.ngettext,
            language=self.language,
            place=self.place,
            timezone=self.timezone,
            ear=self.ear,
            help=self.help,
            share=self.share,
            call=self.call,
            page=self.page,
            desk=self.desk,
            limits=self.limits,
            responsible=self.responsible,
            abroad=self.abroad,
            at_home=self.at_home,
            numbers=self.numbers,
            enrolment_open=enrolment_open,
            carrier_heard=self.carrier_heard(),
        )


def letters(drawn: bytes) -> str:
    """Letters with a figure among them: what has none could sound like words to whoever listens for grave ones."""
    code = "".join([KEY_LETTERS[byte % 32] for byte in drawn])
    return code if any(map(str.isdigit, code)) else code[:-1] + str(drawn[-1] % 10)


def new_id() -> str:
    """A UUIDv7: unique on every box, so that two boxes can be merged."""
    return str(uuid_utils.uuid7())


def seeded(*parts: object) -> Random:
    """Chance that is the same at every replay of the same learner, item and attempt."""
    return Random("|".join(map(str, parts)))  # noqa: S311 - shuffles options, guards nothing
