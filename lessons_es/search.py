"""A learner's own words -> at most three lessons, without internet.

Every word is folded (no accents, small letters) and cut to its stem on both sides; a word that no lesson has
is mended to the one that sounds most like it. An SQLite full-text table in memory ranks. Only quoted stems reach MATCH.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import unicodedata
import weakref
from collections.abc import Iterable

import Stemmer
from rapidfuzz import fuzz, process

from lessons_es.schema import Course, Lesson

MOST_RESULTS = 3

_LONGEST_QUESTION_CHARACTERS = 500
_MOST_TERMS = 30
_LIKENESS = 75.0
_LIKENESS_OF_LETTERS = 60.0
_SAME_SOUND = 100.0
_SHORTEST_MENDED = 4
_TABLE = """
    CREATE VIRTUAL TABLE lesson USING fts5(keys, title, body, tokenize = 'unicode61 remove_diacritics 2')
"""
_ADD = "INSERT INTO lesson (rowid, keys, title, body) VALUES (?, ?, ?, ?)"
_NEAREST = """
    SELECT rowid FROM lesson WHERE lesson MATCH ? ORDER BY bm25(lesson, 4.0, 3.0, 1.0), rowid LIMIT ?
"""
_WORD = re.compile(r"[a-z0-9]+")
_SMALL_WORDS = """
    a ahi al algo alguien ante antes asi aun aunque bien cada como con cual cuales cuando cuanta
    cuantas cuanto cuantos d de del desde dia donde dos durante e el ella ellas ellos en entonces
    entre era eres es esa esas ese eso esos esta estan estas este esto estos estoy fue ha hace hacer
    hacia han hasta hay hola k ke la las le les lo los mas me mi mis mucho muy nada ni no nos o otra
    otro para pero poco por porfa porque pq profe puede puedo pues q que quien quienes quiero saber
    se sea ser si sin sobre solo son soy su sus tal tambien tan te tengo ti tiene tienes todo todos
    tu tus un una unas uno unos va voy x xq y ya yo
"""
_STOP_WORDS = frozenset(_SMALL_WORDS.split())
# What is said alike in Peru and so is confused in writing: the order matters. After folding, ñ is n.
_SAID_ALIKE = tuple(
    (re.compile(written), said)
    for written, said in (
        ("^hi(?=e)", "y"),
        ("(?<!c)h", ""),
        ("w", "u"),
        ("v", "b"),
        ("n(?=[pb])", "m"),
        ("ll", "y"),
        ("s?c(?=[ei])|z", "s"),
        ("g(?=[ei])", "j"),
        ("gu(?=[ei])", "g"),
        ("qu(?=[ei])|q|c(?!h)", "k"),
    )
)


class Search:
    """An index of a course. May be asked from any thread."""

    def __init__(self, course: Course) -> None:
        self._lessons = (*course.lessons, *course.graduate_pieces)
        self._lock = threading.Lock()
        self._stemmer = Stemmer.Stemmer("spanish")
        self._vocabulary: dict[str, str] = {}
        self._index = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        weakref.finalize(self, self._index.close)
        self._index.execute(_TABLE)
        for row, lesson in enumerate(self._lessons):
            self._index.execute(_ADD, self._row(row, lesson))
        self._known_stems = frozenset(self._vocabulary.values())
        self._sounds = {word: _sound(word) for word in self._vocabulary}
        self._stems_by_sound: dict[str, str] = {}
        for stem in self._vocabulary.values():
            self._stems_by_sound.setdefault(_sound(stem), stem)

    def find(self, question: str) -> tuple[Lesson, ...]:
        """The lessons and graduate pieces nearest to the question, best first; none when no word matches."""
        words = _words(question[:_LONGEST_QUESTION_CHARACTERS])
        with self._lock:
            terms = dict.fromkeys(term for word in words if (term := self._term(word)))
            if not terms:
                return ()
            match = " OR ".join(f'"{term}"' for term in list(terms)[:_MOST_TERMS])
            rows = self._index.execute(_NEAREST, (match, MOST_RESULTS)).fetchall()
        return tuple(self._lessons[row] for (row,) in rows)

    def _row(self, row: int, lesson: Lesson) -> tuple[int, str, str, str]:
        body = [lesson.goal, lesson.task]
        body += [text for card in lesson.cards for text in (card.title, card.text)]
        body += [text for item in lesson.items for text in (item.question, *(option.text for option in item.options))]
        return row, self._stems(lesson.keywords), self._stems([lesson.title]), self._stems(body)

    def _stems(self, texts: Iterable[str]) -> str:
        words = [word for text in texts for word in _words(text)]
        for word in words:
            self._vocabulary.setdefault(word, self._stemmer.stemWord(word))
        return " ".join(self._vocabulary[word] for word in words)

    def _term(self, word: str) -> str | None:
        """The stem to look for: the word's own when the lessons have it, or that of the word that sounds most like it.

        Sounds come before letters: «bentas» has as many letters of «buenas» as of «ventas», and is said as «ventas».
        """
        stem: str = self._stemmer.stemWord(word)
        if stem in self._known_stems:
            return stem
        sound = _sound(word)
        if sound in _STOP_SOUNDS:
            return None
        near = process.extract(sound, self._sounds, scorer=fuzz.ratio, score_cutoff=_LIKENESS, limit=None)
        like = [(likeness, fuzz.ratio(word, known), known) for _, likeness, known in near]
        close = [found for found in like if found[0] == _SAME_SOUND]
        if not close and _sound(stem) in self._stems_by_sound:
            return self._stems_by_sound[_sound(stem)]
        if not close and len(word) >= _SHORTEST_MENDED:
            close = [found for found in like if found[1] >= _LIKENESS_OF_LETTERS]
        return self._vocabulary[max(close)[2]] if close else None


def _sound(word: str) -> str:
    """A folded word as it is said: words that differ only in b and v, c, s and z, ll and y, h ... come out equal."""
    for written, said in _SAID_ALIKE:
        word = written.sub(said, word)
    return word


_STOP_SOUNDS = frozenset(map(_sound, _STOP_WORDS))


def _words(text: str) -> list[str]:
    """The words that tell lessons apart, folded: no accents, no small words."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return [word for word in _WORD.findall(folded) if word not in _STOP_WORDS]
