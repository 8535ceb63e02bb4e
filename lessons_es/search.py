"""A learner's own words -> at most three lessons, pieces or drills, without internet.

Every word is folded (no accents, small letters) and cut to its stem on both sides; a word that the course does not
have is mended to the one that sounds most like it, or stands for another one (`sinonimos.md`). What an author put
into the keys and the title weighs more than what a story mentions.

Two numbers are kept apart. The score ranks. The cover says how much of what was asked a lesson is about: where it is
small, nothing is put forward, because three lessons about something else are worse than a teacher. How small is too
small follows from how it is asked: `preguntas.md` shows what a chat sounds like.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from heapq import nlargest
from threading import Lock

import Stemmer
from msgspec import Struct
from rapidfuzz import fuzz, process

from lessons_es.questions import leanings
from lessons_es.schema import Course, Drill, Lesson
from lessons_es.words import SMALL_SOUNDS, WEAK_WORDS, every, folded, sound, spaced, telling

MOST_RESULTS = 3
LEAST_COVER = 0.46

_LONGEST_QUESTION_CHARACTERS = 500
_MOST_TERMS = 30
_LIKENESS = 83.0
_LIKENESS_OF_LETTERS = 70.0
_SAME_SOUND = 100.0
_SHORTEST_MENDED = 4
_SHORTEST_STEM_MEANT = 5
_REMEMBERED = 4096
_KEYS, _TITLE, _GOAL, _WORDS, _CARDS, _ITEMS = 4.0, 3.0, 2.0, 1.8, 0.7, 0.3
"""What a field weighs: an author's keys most, the options of a quiz least. `_WORDS` are the glossary's."""
_SATURATION = 2.0
_LENGTH = 0.3
"""How fast a repeated word stops to count, and how much a long field thins its words."""
_ASSURANCE = 1.5
"""The weight at which a lesson is half about a word: a key is over it, a mention in a story below."""
_NOT_A_LESSON = 0.9
"""A lesson goes before a piece or a drill that is as near."""
_MENDED = 0.8
_WEAK = 0.6
"""What a word that was mended counts for, and one that any question may have («usar», «comprar»)."""
_ALSO = 0.4
"""What a second word of the course adds where a learner's word stands for several."""
_UNKNOWN = 0.85
"""What a word that no lesson has counts for, beside one that a single lesson has."""
_MENTIONED = 0.7
"""What a word of the stories alone counts for: a queso is what somebody sells, seldom what is asked about."""
_LEANING = 0.1
"""How much cover a word may lack, or must have more, for each unit that the words lean to the course or to a chat."""
_OF_A_QUESTION = 0.3
"""What a key or a title counts for beside a question, where it is learnt how people ask."""
_LEAST_ASKED = 2.2
"""What is asked for at the least: a word that any question may have is never all of it."""
_TERMS_ENOUGH = 3
"""So many words of a question have to be answered for; a long one is not held against whoever writes it."""


class _Term(Struct, frozen=True):
    """A word that was asked for: the stems that answer for it, each with how surely, and how much it matters."""

    stems: tuple[tuple[str, float], ...]
    mass: float


class Search:
    """An index of a course. May be asked from any thread."""

    def __init__(self, course: Course) -> None:
        self._found: tuple[Lesson | Drill, ...] = (*course.lessons, *course.graduate_pieces, *course.drills)
        self._lock = Lock()
        self._stemmer = Stemmer.Stemmer("spanish")
        self._vocabulary: dict[str, str] = {}
        self._read: dict[str, tuple[tuple[str, float], ...]] = {}
        rows = [list(self._fields(one, course)) for one in self._found]
        self._postings = _postings(rows)
        self._about = Counter(stem for row in rows for stem in {s for w, ss in row if w >= _TITLE for s in ss})
        self._rarest = math.log(1 + max(1, len(rows)))
        self._weak = frozenset(self._stemmer.stemWords(WEAK_WORDS.split()))
        self._sounds = {word: sound(word) for word in self._vocabulary}
        self._stems_by_sound: dict[str, str] = {}
        for stem in self._vocabulary.values():
            self._stems_by_sound.setdefault(sound(stem), stem)
        self._leanings = self._learnt(course)
        self._meant: dict[str, tuple[str, ...]] = {}
        self._phrases = [(spaced(said), meant) for said, meant in course.synonyms if " " in said]
        for word, meant in course.synonyms:
            stems = tuple(self._stemmer.stemWords(telling(" ".join(meant))))
            for form in (word, self._stemmer.stemWord(folded(word))):
                if form == word or len(form) >= _SHORTEST_STEM_MEANT:
                    self._meant.setdefault(sound(folded(form)), stems)

    def find(self, question: str) -> tuple[Lesson | Drill, ...]:
        """What is nearest to the question, best first; nothing where the course is not about it."""
        return self._nearest(question, LEAST_COVER)

    def nearest(self, question: str) -> tuple[Lesson | Drill, ...]:
        """What is nearest, however far."""
        return self._nearest(question, -math.inf)

    def _nearest(self, question: str, least: float) -> tuple[Lesson | Drill, ...]:
        terms = self._terms(question)
        least -= _LEANING * self._leaning(question)
        asked = max(_LEAST_ASKED, sum(nlargest(_TERMS_ENOUGH, (term.mass for term in terms))))
        scores: defaultdict[int, float] = defaultdict(float)
        covers: defaultdict[int, float] = defaultdict(float)
        for term in terms:
            for row, (score, cover) in self._held(term).items():
                scores[row] += score
                covers[row] += cover
        lessons = {row: score * self._favour(row) for row, score in scores.items() if covers[row] >= least * asked}
        best = nlargest(MOST_RESULTS, lessons.items(), key=lambda found: (found[1], -found[0]))
        return tuple(self._found[row] for row, _ in best)

    def _leaning(self, question: str) -> float:
        """Whether the words, the small ones too, are those of questions about the course (over 0) or of a chat."""
        return sum(self._leanings.get(word, 0.0) for word in self._said(question))

    def _said(self, text: str) -> set[str]:
        words = every(text[:_LONGEST_QUESTION_CHARACTERS])[:_MOST_TERMS]
        return {self._stemmed(sound(word)) for word in words}

    def _learnt(self, course: Course) -> dict[str, float]:
        """What the questions that are known say of each word; a key or a title counts as a part of a question."""
        asked = [(self._said(question), 1.0) for question, ids in course.questions if ids]
        texts = [text for one in self._found for text in (one.title, *one.keywords)]
        chat = [self._said(question) for question, ids in course.questions if not ids]
        return leanings([*asked, *((self._said(text), _OF_A_QUESTION) for text in texts)], chat) if chat else {}

    def _favour(self, row: int) -> float:
        one = self._found[row]
        return 1.0 if isinstance(one, Lesson) and one.week else _NOT_A_LESSON

    def _held(self, term: _Term) -> dict[int, tuple[float, float]]:
        """Of each row, the score and the cover that the term brings: by the stem that it has most of."""
        held: dict[int, tuple[float, float]] = {}
        for stem, trust in term.stems:
            value = trust * self._mass(stem)
            for row, weight in self._postings.get(stem, {}).items():
                score, cover = held.get(row, (0.0, 0.0))
                more = value * weight / (weight + _SATURATION)
                held[row] = (
                    max(score, more) + _ALSO * min(score, more),
                    max(cover, trust * term.mass * weight / (weight + _ASSURANCE)),
                )
        return held

    def _mass(self, stem: str) -> float:
        """How much a stem tells lessons apart; what no lesson has counts as a rare word."""
        held = len(self._postings.get(stem, ()))
        mass = math.log(1 + len(self._found) / held) if held else self._rarest * _UNKNOWN
        return mass * _WEAK if stem in self._weak else mass

    def _weight_asked(self, stem: str) -> float:
        """How much a stem asks for: a word of the keys by how many lessons have it there, any other as unknown."""
        held = self._about.get(stem, 0)
        mass = math.log(1 + len(self._found) / held) if held else self._rarest * _UNKNOWN
        if not held and stem in self._postings:
            mass *= _MENTIONED
        return mass * _WEAK if stem in self._weak else mass

    def _terms(self, question: str) -> list[_Term]:
        """What was asked for, each once."""
        terms: dict[tuple[tuple[str, float], ...], _Term] = {}
        question = question[:_LONGEST_QUESTION_CHARACTERS]
        together = spaced(question)
        meant = [word for said, words in self._phrases if said in together for word in words]
        for word in telling(question)[:_MOST_TERMS] + telling(" ".join(meant)):
            stems = self._stems_of(word)
            if stems:
                terms.setdefault(stems, _Term(stems, max(self._weight_asked(stem) for stem, _ in stems)))
        return list(terms.values())

    def _stems_of(self, word: str) -> tuple[tuple[str, float], ...]:
        known = self._read.get(word)
        if known is None:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            known = self._read[word] = self._read_anew(word)
        return known

    def _read_anew(self, word: str) -> tuple[tuple[str, float], ...]:
        stem = self._stemmed(word)
        meant = self._meant.get(sound(word)) or self._meant.get(sound(stem), ())
        if not meant:
            read = self._mended(word)
            return (read,) if read[0] else ()
        own = ((stem, 1.0),) if stem in self._postings else ()
        return own + tuple((other, 1.0) for other in meant if other != stem)

    def _stemmed(self, word: str) -> str:
        with self._lock:
            return str(self._stemmer.stemWord(word))

    def _fields(self, one: Lesson | Drill, course: Course) -> Iterator[tuple[float, list[str]]]:
        yield _KEYS, self._stems(one.keywords)
        yield _TITLE, self._stems([one.title])
        items = (one.item,) if isinstance(one, Drill) else one.items
        if isinstance(one, Drill):
            texts = [one.message, *one.signs, one.afterwards]
        else:
            texts = [text for card in one.cards for text in (card.title, card.text)]
            yield _GOAL, self._stems([one.goal])
            terms = course.glossary.of(one.id)
            yield _WORDS, self._stems(text for term in terms for text in (term.word, *term.forms))
            texts.append(one.task)
        yield _CARDS, self._stems(texts)
        yield (
            _ITEMS,
            self._stems(text for item in items for text in (item.question, *(option.text for option in item.options))),
        )

    def _stems(self, texts: Iterable[str]) -> list[str]:
        words = [word for text in texts for word in telling(text)]
        for word in words:
            self._vocabulary.setdefault(word, self._stemmer.stemWord(word))
        return [self._vocabulary[word] for word in words]

    def _mended(self, word: str) -> tuple[str, float]:
        """The stem to look for and how surely: the word's own, or that of the known word that sounds most like it.

        Sounds come before letters: «bentas» has as many letters of «buenas» as of «ventas», and is said as «ventas».
        A small word spelt by ear is `""`.
        """
        stem = self._stemmed(word)
        if stem in self._postings or stem in self._weak:
            return stem, 1.0
        heard = sound(word)
        if heard in SMALL_SOUNDS:
            return "", 0.0
        near = process.extract(heard, self._sounds, scorer=fuzz.ratio, score_cutoff=_LIKENESS, limit=None)
        like = [(likeness, fuzz.ratio(word, known), known) for _, likeness, known in near]
        close = [found for found in like if found[0] == _SAME_SOUND]
        if close:
            return self._vocabulary[max(close)[2]], 1.0
        if sound(stem) in self._stems_by_sound:
            return self._stems_by_sound[sound(stem)], 1.0
        opened = stem.replace("ie", "e").replace("ue", "o")
        if opened in self._postings:
            return opened, 1.0  # «empiezo» is «empezar», «cuento» is «contar»
        if len(word) >= _SHORTEST_MENDED:
            close = [found for found in like if found[1] >= _LIKENESS_OF_LETTERS]
        return (self._vocabulary[max(close)[2]], _MENDED) if close else (stem, 1.0)


def _postings(rows: list[list[tuple[float, list[str]]]]) -> dict[str, dict[int, float]]:
    """Of every stem, in which rows it stands and with what weight."""
    lengths: dict[float, list[int]] = {}
    for row in rows:
        for weight, stems in row:
            lengths.setdefault(weight, []).append(len(stems))
    usual = {weight: max(1.0, sum(of) / len(of)) for weight, of in lengths.items()}
    postings: dict[str, dict[int, float]] = {}
    for number, row in enumerate(rows):
        for weight, stems in row:
            thin = 1 - _LENGTH + _LENGTH * len(stems) / usual[weight]
            for stem, times in Counter(stems).items():
                held = postings.setdefault(stem, {})
                held[number] = held.get(number, 0.0) + weight * times / thin
    return postings
