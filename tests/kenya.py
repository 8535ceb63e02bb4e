"""A town in Kitui with the English course beside the Spanish one, and what of Spanish is said there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.messages.pofile import read_po

from bot.app import make_world
from bot.courses import BESIDE, OURS
from bot.ports.book import Book
from bot.turn.world import World, new_id
from tests.chat import Person, Town

NAIROBI = ZoneInfo("Africa/Nairobi")
MONDAY = date(2027, 1, 18)
DEPARTS = MONDAY + timedelta(days=11)
CODE = "KYUSO2A"
ENGLISH = BESIDE / "lessons_en"
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"\{\w+\}")
_CATALOG = BESIDE / "bot" / "locale" / "en" / "LC_MESSAGES" / "messages.po"
OF_PERU = re.compile(r"\b(?:100|105|113|1818)\b|\bPeru|\bsol(?:es)?\b|S/|\bDNI\b|¿|¡|ñ", re.IGNORECASE)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A local instant in Nairobi, as UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=NAIROBI).astimezone(UTC)


@cache
def both() -> World:
    """The Spanish course first, and the English one."""
    return make_world("Africa/Nairobi", OURS, ENGLISH)


def visit(town: Town) -> None:
    """Two weeks at Kyuso, one group, with the English course."""
    stay = new_id()

    def opened(book: Book) -> None:
        book.save_visit(stay, "Kyuso Girls", "Kitui", MONDAY, DEPARTS, "Africa/Nairobi")
        book.save_cohort(new_id(), stay, "Form 2", CODE, "Wanjiru", ENGLISH.name)

    town.book(opened)


def learner(town: Town, name: str = "Amina") -> Person:
    """Somebody enrolled through the conversation itself."""
    person = town.person()
    for words in (CODE, "I am 15", "yes", f"my name is {name}", "5 in the evening"):
        person.says(words)
    return person


# --- what is Spanish ---------------------------------------------------------------------------------------


def phrases() -> Iterator[tuple[str, str]]:
    """Every sentence of the programme, as it is written and as the English catalog has it."""
    with _CATALOG.open("rb") as file:
        for message in read_po(file):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from zip(ids, said, strict=False) if message.id else ()


@cache
def only_spanish() -> frozenset[str]:
    """The words that our Spanish sentences and lessons have, and nothing in English does."""
    spanish = {word for written, _ in phrases() for word in _words(written)}
    spanish |= {word for file in OURS.rglob("*.md") for word in _words(file.read_text(encoding="utf-8"))}
    english = {word for _, said in phrases() for word in _words(re.sub(r"«[^»]*»", "", said))}
    english |= {word for file in ENGLISH.rglob("*.md") for word in _words(file.read_text(encoding="utf-8"))}
    english |= {word for file in ENGLISH.glob("ayuda/*.tsv") for word in _words(file.read_text(encoding="utf-8"))}
    return frozenset(spanish - english)


def leaks(text: str) -> list[str]:
    """What of a text is Spanish, or of Peru."""
    return [*OF_PERU.findall(text), *(word for word in _words(text) if word in only_spanish())]


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(_GAP.sub("", text))}


def shown(person: Person) -> Iterator[str]:
    """Every text and every label that somebody was ever sent."""
    for message in person.messages():
        yield message.text
        yield from (label for _, label in message.buttons)
