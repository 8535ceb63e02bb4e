"""Ways of asking: which subject typed words are about, by the words that have to be there; pure.

A line of a subject's list is a way of asking: every word of it has to be there, in any order; `a/b` is one or the
other. What a message has beside the subject's own words and the small words of any chat is foreign to it: more than
the subject puts up with, and the message asks something else («¿cuánto cuesta?» is ours, «¿cuánto cuesta el queso?»
is not).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Generic, TypeVar

from msgspec import Struct

from bot.core.safety.spelling import Lexicon, fold, folded
from bot.core.text.letters import seen

Name = TypeVar("Name", bound=str)

MOST_WORDS = 16

_WORD = re.compile(r"\w+")
_SHORTEST_FORGIVEN = 5
_SMALL = """
    a ah al algo alguien alo amiga amigo amigos ante aqui aca asi aun bueno buenas buenos con consulta de del desde dia
    dias dime digame dinos disculpa disculpe e el ella ellos en entonces eh es esa ese eso esta este esto favor gracias
    hey hola joven la las le les lo los me mi mis miss muy ni no nos nosotros noches o oe oh ok oiga oye para pe pero
    pes por porfa porfis pregunta preguntarte profe profesor profesora ps pues que quiero quisiera saber sabe sabes se
    senor senora senorita seno si su sus tambien tardes te tengo todavia tu tus un una usted ustedes y ya yachaski
"""


class Subject(Struct, frozen=True):
    """How many `foreign` words it puts up with, what else is its own, and the ways to ask; ` - ` bars words."""

    foreign: int
    beside: str
    lines: str


class _Way(Struct, frozen=True):
    """What has to be there, each group by one of its words; what must not; what else belongs; how much is foreign."""

    needed: tuple[frozenset[str], ...]
    barred: frozenset[str]
    own: frozenset[str]
    foreign: int


class Ways(Generic[Name]):
    """The subjects that somebody may ask about, the first that fits in their order.

    `alike` are words of every day that are one slip from one of ours and mean something else.
    """

    def __init__(self, subjects: Mapping[Name, Subject], alike: str = "") -> None:
        self._subjects = subjects
        self._alike = alike

    def subject(self, text: str, words: str = "") -> Name | None:
        """What the words ask; None when they ask something else. `words` are the plain form, where it is at hand."""
        read = self.read(words or seen(text))
        if not read or len(read) > MOST_WORDS:
            return None
        return next((name for name, ways in self._ways.items() if any(_asked(read, way) for way in ways)), None)

    def read(self, words: str) -> frozenset[str]:
        """The words as they sound, brought back to those that the lists know."""
        heard = (part for word in _WORD.findall(words) for part in folded(word))
        return frozenset(word for part in heard for one in part.split() for word in self._lexicon.back(one))

    @cached_property
    def _ways(self) -> dict[Name, tuple[_Way, ...]]:
        small = _folded(_SMALL)
        return {
            name: tuple(
                _way(line, small | _folded(subject.beside), subject.foreign)
                for line in subject.lines.strip().splitlines()
            )
            for name, subject in self._subjects.items()
        }

    @cached_property
    def _lexicon(self) -> Lexicon:
        ways = [way for ways in self._ways.values() for way in ways]
        known = frozenset().union(*(way.own for way in ways))
        needed = frozenset().union(*(group for way in ways for group in way.needed))
        forgiven = (word for word in needed if len(word) >= _SHORTEST_FORGIVEN)
        return Lexicon(known, forgiven, _folded(self._alike))


def _asked(words: frozenset[str], way: _Way) -> bool:
    if not all(words & group for group in way.needed) or words & way.barred:
        return False
    return len(words - way.own) <= way.foreign


def _folded(listed: str) -> frozenset[str]:
    return frozenset(fold(seen(word)) for word in listed.replace("/", " ").split())


def _way(line: str, own: frozenset[str], foreign: int) -> _Way:
    asked, _, barred = line.partition(" - ")
    groups = tuple(map(_folded, asked.split()))
    return _Way(groups, _folded(barred), own.union(*groups), foreign)
