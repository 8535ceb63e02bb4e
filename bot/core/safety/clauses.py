"""A text in clauses of words as they sound, for the listener; pure.

Letters spelt out are a word, and a sign within a word parts it for one reading and is overlooked by the other.
"""

from __future__ import annotations

import re

from bot.core.safety.spelling import folded
from bot.core.text.letters import seen

LONGEST_WORD = 40
"""Letters of a word that are read: no word of a language is longer."""

LONG_WORD = 16
"""Letters of a word from which what is said in it over and over counts once."""

_AGAIN = re.compile(r"(.{2,8}?)\1{2,}")
_WORD = re.compile(r"[a-z0-9]+")
_CLAUSE = re.compile(r"[.,;:!?¿¡\n()…\"«»]+")
_SPELT_OUT = re.compile(r"(?<![a-z0-9])[a-z0-9](?:[ .*_-][a-z0-9]){3,}(?![a-z0-9])")
"""Letters with a sign or a space between each: `m o r i r`, `m.o.r.i.r`."""
_CODE = re.compile(r"(?<![\w-])(?=[a-z_-]*\d)(?:[a-z\d]{5}-[a-z\d]{5}|[\w-]{32})(?![\w-])")
"""A key as it is shown, or what a link ends with: letters by chance, whose halves would be heard as words."""
_INSIDE = re.compile(r"(?<=[a-z0-9])[^\w\s,;]+(?=[a-z0-9])|_")
"""Signs within a word: `mo*rir`, an emoji between two letters."""


def clauses(text: str) -> list[list[str]]:
    """The words of each clause as they sound, in every reading of the text."""
    text = _SPELT_OUT.sub(_joined, _CODE.sub(_joined, seen(text)))
    found = _read(text)
    joined = _INSIDE.sub("", text)
    if joined != text:
        found += [clause for clause in _read(joined) if clause not in found]
    return found


def _joined(found: re.Match[str]) -> str:
    return re.sub(r"[^a-z0-9]", "", found[0])


def _read(text: str) -> list[list[str]]:
    return [clause for clause in map(words, _CLAUSE.split(text)) if clause]


def words(text: str) -> list[str]:
    """The words of a text as they sound, of a repeated one the first. `text` is as `seen` gives it."""
    sounds = [sound for word in _WORD.findall(text) for sound in folded(_shortened(word))]
    return [sound for n, sound in enumerate(sounds) if n == 0 or sound != sounds[n - 1]]


def _shortened(word: str) -> str:
    return word if len(word) <= LONG_WORD else _AGAIN.sub(r"\1", word[: 8 * LONGEST_WORD])[:LONGEST_WORD]
