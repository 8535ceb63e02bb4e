"""Whether words speak of suicide, self-harm, violence or abuse: what was learned from sentences; pure and fast.

A text is read in pieces: its clauses, what stands between «y», «pero» and the like, and every few words in a row. Each
piece is scored by itself and the highest score is the text's, so that an everyday clause hides nothing that stands
beside it. A piece is a bag of signs: groups of two to five letters within a word, one to three words in a row, and two
words near each other by how they begin. Each sign has a weight, learned from sentences that people wrote and reviewed
(`lessons_es/ayuda`); a score is their sum over the root of their number. Sums over many windows are differences of
running sums.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import Literal

from msgspec import Struct

from bot.core.safety.clauses import clauses as clauses_of
from bot.core.safety.spelling import fold
from bot.core.text.letters import seen

__all__ = ["Learned", "Listening", "Weights", "pieces", "signs"]

Level = Literal["", "unsure", "sure"]

GRAVE = "grave"
WINDOWS = (8, 10, 12, 14, 17)
"""Words in a row that are read as one piece."""
CLAUSE_LONGEST = 24
"""Words of a clause that is read as one piece; of a longer one only the windows are."""
APART = 4
"""How near two words have to be for a sign of their own."""
BEGINNING = 5
"""Letters of a word that stand for it in a sign of two."""
LETTERS = (2, 3, 4, 5)
IN_A_ROW = (1, 2, 3)
WORDS_REMEMBERED = 20_000
INSULT_LONGEST = 5
"""Words of a message that is nothing but an insult; in a longer one somebody says something."""
LONGEST_READ = 4096
JOINING = frozenset({"i", "y", "pero", "porke", "aunke", "entonses"})
"""Words as they sound between which something of its own may stand: «fui a la feria y ya no quiero vivir»."""
SHORTEST = 5
"""Letters of a text or a piece of it that can say something: «me», «si», «7 pm» and the end of «7 p. m.» cannot."""


class Weights(Struct, frozen=True):
    """What was learned of one topic: the weight of each sign, in hundredths, and the scores from which it is meant."""

    start: float
    sure: float
    unsure: float
    signs: Mapping[str, int]


class Learned(Struct, frozen=True):
    """What was learned from the sentences whose hash is `hash`, by topic: `grave` and those with an own answer."""

    hash: str
    topics: Mapping[str, Weights]


# --- signs -------------------------------------------------------------------------------------------------


def signs(words: Sequence[str]) -> Iterator[str]:
    """Every sign of some words as they sound, as often as it stands there."""
    for word in words:
        yield from within(word)
    for length in IN_A_ROW:
        for n in range(len(words) - length + 1):
            yield _row(words[n : n + length])
    for apart in range(1, APART + 1):
        for n in range(len(words) - apart):
            yield _pair(words[n], words[n + apart])


def within(word: str) -> Iterator[str]:
    """The groups of letters of a word, whose ends are spaces."""
    whole = f" {word} "
    for length in LETTERS:
        for n in range(len(whole) - length + 1):
            yield whole[n : n + length]


def _row(words: Sequence[str]) -> str:
    return "=" + " ".join(words)


def _pair(first: str, second: str) -> str:
    return f"{first[:BEGINNING]}~{second[:BEGINNING]}"


def pieces(clauses: Sequence[list[str]], windows: Sequence[int] = WINDOWS) -> Iterator[list[str]]:
    """Each clause, each of its parts, and every so many words in a row of all of them."""
    words = [word for clause in clauses for word in clause]
    for start, end in _spans(clauses, windows):
        yield words[start:end]


def _spans(clauses: Sequence[list[str]], windows: Sequence[int] = WINDOWS) -> Iterator[tuple[int, int]]:
    """Where the pieces of a text begin and end, in words from its beginning."""
    ends = list(accumulate(map(len, clauses), initial=0))
    for clause, (begin, end) in zip(clauses, pairwise(ends), strict=True):
        if end - begin <= CLAUSE_LONGEST and sum(map(len, clause)) >= SHORTEST:
            yield begin, end
        yield from ((begin + first, begin + last) for first, last in _parts(clause))
    for window in windows:
        if window < ends[-1] or window == windows[-1]:
            yield from ((start, min(start + window, ends[-1])) for start in range(max(1, ends[-1] - window + 1)))


def _parts(clause: list[str]) -> Iterator[tuple[int, int]]:
    """What stands between the joining words of a clause, where it can say something."""
    joints = [at for at, word in enumerate(clause) if word in JOINING]
    for before, after in pairwise([-1, *joints, len(clause)]) if joints else ():
        if after - before > 2 and sum(map(len, clause[before + 1 : after])) >= SHORTEST:
            yield before + 1, after


# --- scores ------------------------------------------------------------------------------------------------


class _Scorer:
    """Scores pieces of texts with the weights of one topic; what a word weighs is remembered."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._weight = weights.signs.get
        self._of_word = lru_cache(WORDS_REMEMBERED)(self._word)

    def level(self, clauses: Sequence[list[str]]) -> Level:
        """How sure it is that the topic is meant."""
        score = self.score(clauses)
        return "sure" if score >= self._weights.sure else "unsure" if score >= self._weights.unsure else ""

    def score(self, clauses: Sequence[list[str]]) -> float:
        """The highest score of the pieces, in units of the thresholds."""
        words = [word for clause in clauses for word in clause]
        if sum(map(len, words)) < SHORTEST:
            return float("-inf")
        sums = self._running(words)
        return max(self._piece(sums, start, end) for start, end in _spans(clauses))

    def _piece(self, sums: Sequence[Sequence[float]], start: int, end: int) -> float:
        """The score of the words from `start` to before `end`."""
        of_words, numbers, *spread = sums
        length = end - start
        total, number = of_words[end] - of_words[start], numbers[end] - numbers[start]
        for reach, running in enumerate(spread, 1):
            if reach < length:
                total += running[end - reach] - running[start]
                number += (length - reach) * (2 if reach < max(IN_A_ROW) else 1)
        return self._weights.start + total / 100 / math.sqrt(number)

    def _running(self, words: Sequence[str]) -> list[list[float]]:
        """Running sums: of the words' own signs, of how many they are, and of the signs that reach 1 to 4 further."""
        own = [self._of_word(word) for word in words]
        sums = [list(accumulate((weight for weight, _ in own), initial=0.0))]
        sums.append(list(accumulate((number for _, number in own), initial=0.0)))
        for reach in range(1, APART + 1):
            found = (self._reaching(words, n, reach) for n in range(len(words) - reach))
            sums.append(list(accumulate(found, initial=0.0)))
        return sums

    def _reaching(self, words: Sequence[str], n: int, reach: int) -> int:
        weight = self._weight(_pair(words[n], words[n + reach]), 0)
        return weight + self._weight(_row(words[n : n + reach + 1]), 0) if reach < max(IN_A_ROW) else weight

    def _word(self, word: str) -> tuple[int, int]:
        """What the signs of a word weigh together, and how many they are."""
        found = [self._weight(sign, 0) for sign in within(word)]
        return sum(found) + self._weight(_row((word,)), 0), len(found) + 1


# --- listening ---------------------------------------------------------------------------------------------


class Listening:
    """What every message is listened to for, before anything else is made of it.

    `learned` gives the table when the first message comes. `family` are phrases of words, `a/b` one or the other.
    """

    def __init__(
        self, learned: Callable[[], Learned] | None = None, insults: Iterable[str] = (), family: Collection[str] = ()
    ) -> None:
        self._learned = learned
        self._insults = frozenset(fold(seen(word)) for word in insults)
        self._family = tuple(_phrase(line) for line in family)

    @cached_property
    def _topics(self) -> Mapping[str, _Scorer]:
        learned = self._learned() if self._learned else Learned("", {})
        return {topic: _Scorer(weights) for topic, weights in learned.topics.items()}

    def level(self, text: str) -> Level:
        """Whether it speaks of suicide, self-harm, violence or abuse."""
        scorer = self._topics.get(GRAVE)
        return scorer.level(clauses_of(text[:LONGEST_READ])) if scorer else ""

    def grave(self, text: str) -> bool:
        """Whether it surely does, so that somebody is told."""
        return self.level(text) == "sure"

    def score(self, text: str) -> float:
        """How grave it is; for whoever works on the sentences."""
        scorer = self._topics.get(GRAVE)
        return scorer.score(clauses_of(text[:LONGEST_READ])) if scorer else float("-inf")

    def topic(self, text: str) -> str:
        """What else it speaks of that has an answer of its own; `""` when nothing."""
        clauses = clauses_of(text[:LONGEST_READ])
        topics = ((topic, scorer) for topic, scorer in self._topics.items() if topic != GRAVE)
        found = [(scorer.score(clauses), topic) for topic, scorer in topics if scorer.level(clauses) == "sure"]
        return max(found, default=(0.0, ""))[1]

    def family(self, text: str) -> bool:
        """Somebody says that they are the learner's family."""
        words = f" {' '.join(word for clause in clauses_of(text[:LONGEST_READ]) for word in clause)} "
        return any(phrase.search(words) for phrase in self._family)

    def insult(self, text: str) -> bool:
        """A short message with a word that hurts."""
        words = [word for clause in clauses_of(text[:200]) for word in clause]
        return len(words) <= INSULT_LONGEST and any(word in self._insults for word in words)


def _phrase(line: str) -> re.Pattern[str]:
    """A line such as `soy su/la mama`, to be found among words as they sound."""
    steps = ("|".join(fold(seen(word)) for word in step.split("/")) for step in line.split())
    return re.compile(" " + " ".join(f"(?:{step})" for step in steps) + " ")
