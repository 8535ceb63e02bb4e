"""Whether words speak of suicide, self-harm, violence or abuse; pure, and fast enough for every message.

Every part of a rule (`@me`, `pega/pego`) is a bit; a word of a message is the bits that it answers to, looked up
once and remembered. Only the rules whose telling part is in a message are tried; where none holds, the points of its
signs are added up. Harmless phrases are taken out only where something was found, and so that they hide nothing that
stands beside them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from bot.core.letters import seen
from bot.core.spelling import Lexicon, fold, folded, forms

GAP = 4
"""How many words `...` may stand for."""
WINDOW = 18
"""Within how many words the sides of a `+` have to stand."""
ENOUGH = 7
"""Points of a message's signs from which it is grave."""
WORDS_REMEMBERED = 20_000
INSULT_LONGEST = 5
"""Words of a message that is nothing but an insult; in a longer one somebody says something."""
LONGEST_READ = 4096

_WORD = re.compile(r"[a-z0-9]+")
_FILLERS = frozenset(("ps", "pe", "pz", "pues", "pus", "nomas", "noma", "xd"))
_COMMON = (
    "a al con cada cuando de del el ella en era es esa ese esta este ha hay he la las le les lo los mas me mi mis "
    "muy no nos o para pero por porque que se si sin solo su sus te tengo tiene todo todos tu un una va voy y ya yo"
)
_EVERYDAY = frozenset(fold(word) for word in _COMMON.split())

Step = tuple[int, bool]
"""The bit of a part, and whether `...` stands before it."""
Phrase = tuple[Step, ...]
Span = tuple[int, int]


NO_SIGNS: Mapping[str, int] = {}


class _Said(NamedTuple):
    """A message: the bits of each of its words, and of all of them."""

    words: Sequence[int]
    present: int


class _Side(NamedTuple):
    """One side of a `+`: any of its phrases, each with the bits that it needs. `alone` are the phrases of one part."""

    phrases: tuple[tuple[Phrase, int], ...]
    alone: int

    def may(self, present: int) -> bool:
        """Whether the words are there, in whatever order."""
        return bool(self.alone & present) or any(need & present == need for _, need in self.phrases)

    def stands(self, said: _Said) -> bool:
        """Whether it is in the message."""
        return bool(self.alone & said.present) or any(
            need & said.present == need and next(_spans(phrase, said.words), None) for phrase, need in self.phrases
        )

    def spans(self, said: _Said) -> list[Span]:
        """Where it stands, by the first word."""
        found = [(n, n + 1) for n, bits in enumerate(said.words) if bits & self.alone]
        for phrase, need in self.phrases:
            if need & said.present == need:
                found += _spans(phrase, said.words)
        return sorted(found)


class _Rule(NamedTuple):
    """All of `sides` near each other, and nothing of `unless` anywhere in the message."""

    sides: tuple[_Side, ...]
    unless: tuple[_Side, ...]

    def holds(self, said: _Said) -> bool:
        """Whether the message says it."""
        if not all(side.may(said.present) for side in self.sides):
            return False
        if len(self.sides) == 1:
            found = self.sides[0].stands(said)
        else:
            spans = [side.spans(said) for side in self.sides]
            found = all(spans) and _together(spans)
        return found and not any(side.stands(said) for side in self.unless)


class Phrases:
    """A list of rules, found in whatever a person wrote.

    `a/b` is one word or the other, `mat*` any ending, `*ar` any beginning, `pegar~` the verb in all its forms, `...`
    up to four words. `a | b` is one phrase or the other, `a + b` both near each other in either order, `a - b` the
    first in a message without the second. `unless` are phrases that mean nothing of the kind; `forgiven` are the words
    that are known with a slip too, and `alike` everyday words that are none of those.
    """

    def __init__(
        self,
        rules: Iterable[str],
        signs: Mapping[str, int] = NO_SIGNS,
        unless: Iterable[str] = (),
        forgiven: Iterable[str] = (),
        alike: Iterable[str] = (),
    ) -> None:
        self._bits: dict[str, int] = {}
        self._whole: dict[str, int] = defaultdict(int)
        self._starts: dict[str, int] = defaultdict(int)
        self._ends: dict[str, int] = defaultdict(int)
        self._by_telling: dict[int, list[_Rule]] = defaultdict(list)
        for text in rules:
            self._add(text)
        told = [(self._side(text), points) for text, points in signs.items()]
        self._signs = tuple(sign for sign in told if sign[1] > 0)
        self._everyday = tuple(sign for sign in told if sign[1] < 0)
        self._harmless = tuple(self._rule(text) for text in unless)
        self._telling = sum(self._by_telling)
        self._lengths = sorted({len(start) for start in self._starts})
        self._lexicon = Lexicon(
            self._whole,
            (sound for word in forgiven for sound in _sounds(word)),
            (_sound(word) for word in alike),
        )
        self._read = lru_cache(WORDS_REMEMBERED)(self._read_word)

    def within(self, text: str) -> bool:
        """Whether one of the rules is in the text, or enough of the signs together."""
        said = _said([bits for word in _WORD.findall(seen(text[:LONGEST_READ])) for bits in self._read(word)])
        return self._found(said) and self._found(self._without_harmless(said))

    def _found(self, said: _Said) -> bool:
        telling = said.present & self._telling
        while telling:
            bit = telling & -telling
            telling ^= bit
            if any(rule.holds(said) for rule in self._by_telling[bit]):
                return True
        points = _points(self._signs, said)
        return points >= ENOUGH and points + _points(self._everyday, said) >= ENOUGH

    def _without_harmless(self, said: _Said) -> _Said:
        left = list(said.words)
        for rule in self._harmless:
            if rule.holds(said):
                for start, end in rule.sides[0].spans(said):
                    left[start:end] = [0] * (end - start)
        return _said(left)

    def _read_word(self, word: str) -> tuple[int, ...]:
        """The bits of a word, of each of the words that it stands for; none for what only fills."""
        if word in _FILLERS:
            return ()
        return tuple(bits for sound in folded(word) for bits in self._read_sound(sound))

    def _read_sound(self, word: str) -> tuple[int, ...]:
        as_written = self._bits_of(word)
        meant = self._lexicon.back(word)
        if len(meant) == 1:
            return (as_written | self._bits_of(meant[0]),)
        return (as_written,) if as_written else tuple(self._bits_of(one) for one in meant)

    def _bits_of(self, word: str) -> int:
        bits = self._whole.get(word, 0)
        for length in self._lengths:
            bits |= self._starts.get(word[:length], 0)
        for end, more in self._ends.items():
            bits |= more if word.endswith(end) else 0
        return bits

    def _add(self, text: str) -> None:
        """One rule, under the part that tells most: without one of its words in a message, the rule is not there."""
        rule = self._rule(text)
        _, parts = min(_telling(side) for side in text.split(" - ", maxsplit=1)[0].split(" + "))
        for part in parts:
            self._by_telling[self._bit(part)].append(rule)

    def _rule(self, text: str) -> _Rule:
        head, *others = text.split(" - ")
        sides = tuple(self._side(side) for side in head.split(" + "))
        return _Rule(sides, tuple(self._side(other) for other in others))

    def _side(self, text: str) -> _Side:
        alone, phrases = 0, []
        for phrase in map(self._phrase, text.split("|")):
            need = 0
            for bit, _ in phrase:
                need |= bit
            if len(phrase) == 1:
                alone |= need
            else:
                phrases.append((phrase, need))
        return _Side(tuple(phrases), alone)

    def _phrase(self, text: str) -> Phrase:
        steps, gap = [], False
        for part in text.split():
            if part != "...":
                steps.append((self._bit(part), gap))
            gap = part == "..."
        return tuple(steps)

    def _bit(self, part: str) -> int:
        """The bit of a part; a new one is entered under each of its words."""
        known = self._bits.get(part)
        if known:
            return known
        bit = self._bits[part] = 1 << len(self._bits)
        for word in part.split("/"):
            if word.endswith("*"):
                start = seen(word[:-1])
                for sound in {fold(start), fold(start + "a")[:-1]}:  # `desmay*` has a `y` or an `i`, as it goes on
                    self._starts[sound] |= bit
            elif word.startswith("*"):
                self._ends[fold(seen(word[1:]))] |= bit
            else:
                for sound in _sounds(word):
                    self._whole[sound] |= bit
        return bit


def _sounds(word: str) -> tuple[str, ...]:
    """A listed word as it sounds; of `pegar~` every form."""
    return forms(word[:-1]) if word.endswith("~") else (_sound(word),)


@cache
def _sound(word: str) -> str:
    return fold(seen(word))


def _telling(side: str) -> tuple[tuple[bool, int], list[str]]:
    """How much the most telling parts of a side's phrases tell (the less, the more), and what they are."""
    told = [min((_commonness(part), part) for part in phrase.split() if part != "...") for phrase in side.split("|")]
    common = any(how[0] for how, _ in told), sum(how[1] for how, _ in told)
    return common, [part for _, part in told]


@cache
def _commonness(part: str) -> tuple[bool, int]:
    words = part.split("/")
    return any(_sound(word) in _EVERYDAY for word in words), len(words)


def _said(words: Sequence[int]) -> _Said:
    present = 0
    for bits in words:
        present |= bits
    return _Said(words, present)


def _points(signs: Sequence[tuple[_Side, int]], said: _Said) -> int:
    total, present = 0, said.present
    for sign, points in signs:  # written out: it is done for every message
        if sign.alone & present or (sign.phrases and sign.stands(said)):
            total += points
    return total


def _spans(phrase: Phrase, words: Sequence[int]) -> Iterator[Span]:
    bit = phrase[0][0]
    for start, bits in enumerate(words):
        if bits & bit:
            end = _follow(phrase, 1, start + 1, words)
            if end:
                yield start, end


def _follow(phrase: Phrase, n: int, at: int, words: Sequence[int]) -> int:
    """Where the rest of the phrase ends when its step `n` comes at `at` or, after a gap, soon; 0 where it does not."""
    if n == len(phrase):
        return at
    bit, gap = phrase[n]
    for here in range(at, min(at + (GAP if gap else 0) + 1, len(words))):
        if words[here] & bit:
            end = _follow(phrase, n + 1, here + 1, words)
            if end:
                return end
    return 0


def _together(found: Sequence[Sequence[Span]]) -> bool:
    """Whether one span of each side stands within the window. The spans of a side go by their first word."""
    nearest = [0] * len(found)
    for start in sorted({span[0] for spans in found for span in spans}):
        for side, spans in enumerate(found):
            while nearest[side] < len(spans) and spans[nearest[side]][0] < start:
                nearest[side] += 1
            if nearest[side] == len(spans):
                return False
        if max(spans[at][1] for spans, at in zip(found, nearest, strict=True)) <= start + WINDOW:
            return True
    return False


class Listening:
    """What every message is listened to for, before anything else is made of it."""

    def __init__(
        self,
        grave: Iterable[str],
        signs: Mapping[str, int] = NO_SIGNS,
        harmless: Iterable[str] = (),
        insults: Iterable[str] = (),
        family: Iterable[str] = (),
        forgiven: Iterable[str] = (),
        alike: Iterable[str] = (),
    ) -> None:
        self._grave = Phrases(grave, signs, harmless, forgiven, alike)
        self._family = Phrases(family)
        self._insults = frozenset(fold(seen(word)) for word in insults)

    def grave(self, text: str) -> bool:
        """Suicide, self-harm, violence or abuse."""
        return self._grave.within(text)

    def family(self, text: str) -> bool:
        """Somebody says that they are the learner's family."""
        return self._family.within(text)

    def insult(self, text: str) -> bool:
        """A short message with a word that hurts."""
        words = _WORD.findall(seen(text[:200]))
        return len(words) <= INSULT_LONGEST and any(fold(word) in self._insults for word in words)
