"""Words as people write them in chats, brought back to words that a list knows; pure.

A word is folded to how it sounds: without accents, `k` and `qu` one letter, `b` and `v`, `s`, `c` and `z`, no `h`,
doubled letters single. What is then still unknown may be a known word with one slip of the finger, without its
vowels, or several words without their spaces.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

SHORTEST_SLIP = 5
"""Letters of a known word from which one slip is forgiven."""
SHORTEST_GLUED = 8
"""Letters of a word from which it may be several without their spaces."""
LONGEST_PART = 12
"""Letters of one of those several."""
LEAST_CONSONANTS = 3
"""What has to be left of a word without its vowels."""

_LEET = str.maketrans("013457", "oieast")
_SOUNDS = tuple(
    (re.compile(sound), letters)
    for sound, letters in (
        (r"z|x", "s"),
        (r"c+h", "x"),
        (r"h", ""),
        (r"l{2,}", "y"),
        (r"(.)\1+", r"\1"),
        (r"g(?=[ei])", "j"),
        (r"gu(?=[ei])", "g"),
        (r"qu(?=[ei])|q", "k"),
        (r"c(?=[ei])", "s"),
        (r"c", "k"),
        (r"v|w", "b"),
        (r"n(?=[bp])", "m"),
        (r"y(?![aeiou])", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_SHORT = {
    short: tuple(whole.split())
    for short, _, whole in (
        pair.partition(" ")
        for line in (
            "m me|t te|d de|q ke|k ke|x por|s es|l el|dl del|xa para|pra para|dsd desde|kn kon|cn kon|xk porke",
            "xq porke|pq porke|pk porke|porq porke|tb tambien|dsp despues|dps despues|fto foto|fts fotos|tds todos",
            "tdos todos|tdo todo|td todo|nd nada|nda nada|nse no se|toy estoi|toi estoi|stoy estoi|stoi estoi|ta esta",
            "sta esta|star estar|tar estar|taba estaba|taran estaran|tngo tengo|tgo tengo|ls los|bn bien|boa boi a",
            "wa boi a|ala a la|alas a las|kro kiero|qro kiero|kier kiero|xfa por fabor|enserio en serio|nunk nunka",
            "msj mensaje|sr senor|sra senora|wsp guasap|wsap guasap|wasap guasap|whatsapp guasap|fb feisbuk",
            "face feisbuk|facebook feisbuk|1 un|mnn manana|celu selular|selu selular|cel selular|pz pues|ps pues",
            "pe pues|pss pues|bno bueno|nadi nadie|tmb tambien|tbn tambien|dsps despues|profa profe|grax grasias",
            "grx grasias|tqm te kiero mucho|tkm te kiero mucho|pa para|i y",
        )
        for pair in line.split("|")
    )
}
_NEAR = {
    "a": "s",
    "e": "iwr",
    "i": "euo",
    "o": "uip",
    "u": "oiy",
    "s": "ad",
    "d": "sf",
    "f": "dg",
    "g": "fh",
    "j": "k",
    "k": "jl",
    "l": "k",
    "r": "et",
    "t": "ry",
    "p": "o",
    "b": "n",
    "n": "bm",
    "m": "n",
}
_VOWELS = re.compile("[aeiou]")


def fold(word: str) -> str:
    """One plain word as it sounds: `quiero` and `kiero` are `kiero`, `m4tar` is `matar`."""
    return " ".join(folded(word))


def folded(word: str) -> tuple[str, ...]:
    """One plain word as it sounds; a short form may be two: `nse` is `no se`."""
    if word in _SHORT:
        return _SHORT[word]
    if not word.isalpha() and not word.isdigit():
        word = word.translate(_LEET)
    for sound, letters in _SOUNDS:
        word = sound.sub(letters, word)
    return (word,)


class Lexicon:
    """The way back from a word as written to one that a list knows.

    Only in the `forgiven` words is a slip or a lacking vowel forgiven, and no `alike` word, one of every day, is taken
    for one of them.
    """

    def __init__(self, known: Collection[str], forgiven: Iterable[str], alike: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._forgiven = self._known.intersection(forgiven)
        self._alike = frozenset(alike)
        self._lacking: dict[str, list[str]] = defaultdict(list)
        self._bones: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._forgiven):
            if len(word) >= SHORTEST_SLIP:
                for short in _shorter(word):
                    self._lacking[short].append(word)
            bones = _VOWELS.sub("", word)
            if len(bones) >= LEAST_CONSONANTS:
                self._bones[bones].append(word)

    def back(self, word: str) -> tuple[str, ...]:
        """The known words that a folded word stands for; the word itself where there is none."""
        if word in self._known or word in self._alike or len(word) < LEAST_CONSONANTS:
            return (word,)
        one = self._slipped(word) or self._without_vowels(word)
        if one:
            return (one,)
        return tuple(self._parts(word) or (word,)) if len(word) >= SHORTEST_GLUED else (word,)

    def _slipped(self, word: str) -> str | None:
        """The forgiven word of which this is one slip: a letter left out or twice, two swapped, one beside it."""
        if word in self._lacking:
            return self._lacking[word][0]
        for n, short in enumerate(_shorter(word)):
            if n and len(short) >= SHORTEST_SLIP and short in self._forgiven:
                return short
            for known in self._lacking.get(short, ()):
                if len(known) == len(word) and _beside(known, word):
                    return known
        return None

    def _without_vowels(self, word: str) -> str | None:
        """The forgiven word of which only vowels are lacking: `mtar`, `dspertar`."""
        for known in self._bones.get(_VOWELS.sub("", word), ()):
            letters = iter(known)
            if len(known) - len(word) in (1, 2) and all(letter in letters for letter in word):
                return known
        return None

    def _parts(self, word: str) -> list[str] | None:
        """The known words, a forgiven one among them, that were written as one: `noquierovivir`."""
        ways: list[list[str] | None] = [[]] + [None] * len(word)
        for end in range(2, len(word) + 1):
            for start in range(max(0, end - LONGEST_PART), end - 1):
                way = ways[start]
                if way is not None and word[start:end] in self._known:
                    ways[end] = [*way, word[start:end]]
                    break
        parts = ways[-1]
        return parts if parts and self._forgiven.intersection(parts) else None


def one_slip(word: str, known: str) -> bool:
    """Whether one slip of the finger lies between the words: a letter too many, lacking, another, two swapped."""
    if abs(len(word) - len(known)) > 1:
        return False
    start = next((n for n, pair in enumerate(zip(word, known, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    one, other = word[start:], known[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[1::-1] and one[2:] == other[2:])
    )


def _shorter(word: str) -> Iterator[str]:
    return (word[:n] + word[n + 1 :] for n in range(len(word)))


def _beside(known: str, word: str) -> bool:
    """Whether one letter is another near it on the keys, or two neighbours changed places."""
    wrong = [n for n in range(len(known)) if known[n] != word[n]]
    if len(wrong) == 1:
        return word[wrong[0]] in _NEAR.get(known[wrong[0]], "")
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and known[wrong[0]] == word[wrong[1]]
