"""The courses that are served: each folder opened, with all that is of its language, or every reason why it is not."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.authoring import translation, words
from bot.core.safety.grave_words import Listening
from bot.core.scene import Translations
from bot.core.text import own_words
from bot.core.text.local_words import LocalWords
from bot.turn.world import Taught
from lessons_es import catalog, help_lines, sentences
from lessons_es.manner import Manner
from lessons_es.mistake import CourseError, Mistake
from lessons_es.schema import Course, Drill, Lesson

if TYPE_CHECKING:
    from lessons_es.search import Search

OURS = Path(catalog.__file__).parent
BESIDE = OURS.parent
"""Where the courses stand that come with the programme."""
TRANSLATIONS = {OURS.name: {"qu": BESIDE / "lessons_qu"}}
"""The same course in other languages, as far as they go."""


def folders(setting: str) -> list[Path]:
    """The folders of `YACHASKI_COURSES`: of somebody's own, or by name of those that come with the programme."""
    named = [Path(one.strip()) for one in setting.split(",") if one.strip()]
    return [(one if one.is_dir() else BESIDE / one).resolve() for one in named]


def names(setting: str) -> list[str]:
    """How an itinerary calls them."""
    return [folder.resolve().name for folder in folders(setting)] or [OURS.name]


def served(setting: str) -> dict[str, Course]:
    """The courses by the names that cohorts have for them; the first one is also that of who says none."""
    read = [catalog.load(folder) for folder in folders(setting) or [OURS]]
    return {"": read[0], **{course.name: course for course in read}}


def of_cohort(setting: str, course: str, language: Callable[[str], Translations]) -> Taught:
    """The course that a cohort has, of those that are served. Raises CourseError."""
    served = folders(setting) or [OURS]
    return open_course(next((one for one in served if one.resolve().name == course), served[0]), language)


def open_course(folder: Path, language: Callable[[str], Translations]) -> Taught:
    """The course of a folder, ready to be served. Raises CourseError with every mistake."""
    course = catalog.load(folder)
    lacking = list(_lacking(folder, course.manner))
    if lacking:
        raise CourseError(lacking)
    home = folder if (folder / help_lines.FILE).exists() else OURS
    lines = help_lines.load(home, course.manner)
    heard = folder / sentences.FOLDER.name
    heard = heard if (heard / sentences.WEIGHTS).exists() else sentences.FOLDER
    ear = Listening(lambda: words.load(heard), lines.insults, lines.family)
    others = TRANSLATIONS.get(course.name, {}) if folder.resolve() == OURS else {}
    translated = {code: translation.load(where, course) for code, where in others.items() if where.is_dir()}
    return Taught(
        course,
        _search(course),
        ear,
        lines,
        _local(course.manner, language),
        translated,
        own_words.known(course.manner.words),
    )


def _lacking(folder: Path, manner: Manner) -> Iterator[Mistake]:
    """What a course in a language of its own may not be without: nobody is answered with another country's lines."""
    path = f"{folder.name}/{catalog.MANNER}"
    for name in own_words.unknown_names(manner.words):
        yield Mistake(path, 1, f"«words» no conoce «{name}»", "Los nombres están en docs/courses.md")
    if manner.language == Manner().language:
        return
    if gettext.find("messages", Path(__file__).parent / "locale", [manner.language]) is None:
        what = f"No hay frases del programa en la lengua «{manner.language}»"
        yield Mistake(path, 1, what, f"Traduce bot/locale/{manner.language}, o se leerían en español")
    if not (folder / help_lines.FILE).is_file():
        what = "No hay líneas de ayuda en la lengua de este curso"
        yield Mistake(f"{folder.name}/{help_lines.FILE}", 1, what, "Escríbelas, con sus fuentes: docs/courses.md")
    yield from _unheard(folder)


def _unheard(folder: Path) -> Iterator[Mistake]:
    """Why nothing grave would be heard in this language."""
    lists, mend = folder / sentences.FOLDER.name, "python -m bot words learn"
    try:
        known = sentences.load(lists)
    except CourseError as wrong:
        yield from wrong.mistakes
        return
    if words.load(lists).hash != known.hash:
        what = "Lo que se oye como grave no se aprendió de estas frases"
        yield Mistake(f"{folder.name}/{lists.name}/{sentences.WEIGHTS}", 1, what, f"Corre: {mend} {lists}")


def _search(course: Course) -> Callable[[str], tuple[Lesson | Drill, ...]]:
    """The course's search, whose index is made when somebody first asks it something."""

    @cache
    def made() -> Search:
        from lessons_es.search import Search  # noqa: PLC0415 - it takes a while, and not every house needs it

        return Search(course)

    return lambda question: made().find(question)


def _local(manner: Manner, language: Callable[[str], Translations]) -> Callable[[str], Translations]:
    """The catalogs, with what is said where the course is at home."""

    @cache
    def spoken(code: str) -> Translations:
        instead = manner.instead.get(code)
        return LocalWords(language(code), instead) if instead else language(code)

    return spoken
