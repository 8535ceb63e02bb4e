"""How hard a Spanish text is to read: our own syllable counter and the INFLESZ score.

Libraries for English count Spanish syllables wrong. The rules here are those of the Ortografía: strong vowels
and accented weak ones make a syllable each, other weak vowels lean on their neighbour, h is not heard.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

LONG_SENTENCE_WORDS = 20
UNREADABLE_SENTENCE_WORDS = 30
EASY_SCORE = 70.0
HARDEST_SCORE = 60.0

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_SPOKEN = (
    (re.compile(r"\bS/\.?\s*(\d+(?:[.,]\d+)*)"), r"\1 soles"),
    (re.compile(r"\b([ap])\.\s?m\.", re.IGNORECASE), r"\1m"),
    (re.compile(r"\b(sra?|dra?|srta|prof|ej|av|jr|núm|aprox|n)\.", re.IGNORECASE), r"\1"),
    (re.compile(r"\betc\.(?=\s+[a-záéíóúñ])"), "etc"),
)
_SENTENCE_END = re.compile(r"[.!?…]+[»”\"')\]]*(?=\s|$)|\n")
_SILENT_U = re.compile(r"(?<=[qg])u(?=[eiéí])")
_Y_AS_VOWEL = re.compile(r"y(?![aeiouáéíóúü])")
_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_STRONG = re.compile(r"[aeoáéóíú]")
_SAME_WEAK_TWICE = re.compile(r"([iu])(?=\1)")


@cache
def syllables(word: str) -> int:
    """Syllables of one word as it is said, at least 1. A figure counts two for each digit other than zero."""
    if word[:1].isdigit():
        return max(2, 2 * sum(digit in "123456789" for digit in word))
    letters = unicodedata.normalize("NFC", word).lower()
    letters = _Y_AS_VOWEL.sub("i", _SILENT_U.sub("", letters)).replace("ch", "c").replace("h", "")
    return max(1, sum(map(_nuclei, _VOWELS.findall(letters))))


def _nuclei(vowels: str) -> int:
    return max(1, len(_STRONG.findall(vowels))) + len(_SAME_WEAK_TWICE.findall(vowels))


def words(text: str) -> list[str]:
    """The words of a text; a figure such as 1,500 or 7:30 is one."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text that hold a word, «S/» and «p. m.» written as said."""
    for written, spoken in _SPOKEN:
        text = written.sub(spoken, text)
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if words(sentence)]


def inflesz(texts: Iterable[str]) -> float:
    """Szigriszt-Pazos score of the texts together: 206.835 - 62.3 syllables a word - words a sentence.

    Higher is easier: above 80 very easy, 65 to 80 quite easy, 55 to 65 normal.
    """
    spoken = [sentence for text in texts for sentence in sentences(text)]
    found = [word for sentence in spoken for word in words(sentence)]
    if not found:
        return 206.835
    return 206.835 - 62.3 * sum(map(syllables, found)) / len(found) - len(found) / len(spoken)
