"""`words learn` and `words try`: from the sentences that people wrote to the table that the listener reads.

Learning is a logistic regression over the signs of `bot.core.safety.grave_words`, in scikit-learn, which nothing else
needs: it is in the extra `learn`, and only whoever changes the sentences installs it. Each sentence is learned as
written and in two chat spellings of it. Every clause and every ten words of a harmless message are harmless too; of a
grave one only the whole is known to be grave.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from bot.core.safety import grave_words
from bot.core.safety.clauses import clauses
from bot.core.safety.grave_words import GRAVE, Learned, Listening, Weights
from bot.core.text.letters import seen
from lessons_es import sentences
from lessons_es.sentences import Sentence, Sentences

SURE, UNSURE = 1.5, 0.25
"""Scores from which somebody is told, and from which the word «ayuda» is offered: measured, see docs/grave-words.md."""
CARE_SURE = 1.0
SPELLINGS = 2
STRICTNESS = 30.0
SEEN_LEAST = 3
"""Examples in which a sign has to stand before it is learned."""
LEARNED_WINDOWS = (8, 13)
"""Words in a row of a harmless message that are learned as harmless: those in between are like them."""
LIGHTEST = 35
"""Hundredths under which a weight is left out: the table stays small, and no verdict of the lists changes."""

Words = tuple[str, ...]


def load(folder: Path = sentences.FOLDER) -> Learned:
    """The table as it was learned; empty where there is none."""
    try:
        return msgspec.json.decode((folder / sentences.WEIGHTS).read_bytes(), type=Learned)
    except OSError:
        return Learned("", {})


def learn(folder: Path = sentences.FOLDER) -> Learned:
    """Learns from the sentences of the folder and writes the table there. Raises ImportError without scikit-learn."""
    known = sentences.load(folder)
    learned = Learned(known.hash, dict(_topics(known)))
    text = json.dumps(msgspec.to_builtins(learned), ensure_ascii=False, indent=0, sort_keys=True)
    (folder / sentences.WEIGHTS).write_text(text + "\n", encoding="utf-8")
    return learned


def _topics(known: Sentences) -> Iterator[tuple[str, Weights]]:
    yield GRAVE, _weights(known.grave, (*known.harmless, *known.care), SURE, UNSURE)
    for kind in sorted({sentence.kind for sentence in known.care}):
        meant = [sentence for sentence in known.care if sentence.kind == kind]
        others = [sentence for sentence in known.care if sentence.kind != kind]
        yield kind, _weights(meant, (*known.harmless, *known.grave, *others), CARE_SURE, CARE_SURE)


def _weights(meant: Iterable[Sentence], others: Iterable[Sentence], sure: float, unsure: float) -> Weights:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (only who learns has it)

    examples = _examples([one.text for one in meant], [one.text for one in others])
    vocabulary = _vocabulary(examples)
    model = LogisticRegression(C=STRICTNESS, class_weight="balanced", solver="liblinear", tol=1e-3, random_state=0)
    model.fit(_matrix(examples, vocabulary), list(examples.values()))
    rounded = {sign: round(100 * weight) for sign, weight in zip(vocabulary, model.coef_[0], strict=True)}
    kept = {sign: weight for sign, weight in rounded.items() if abs(weight) >= LIGHTEST}
    return Weights(round(float(model.intercept_[0]), 4), sure, unsure, kept)


def _examples(meant: Sequence[str], others: Sequence[str]) -> dict[Words, bool]:
    """Words as they sound, and whether they are meant; what stands in both lists is meant."""
    chance = Random(1)  # noqa: S311  (the same sentences give the same table)
    examples: dict[Words, bool] = {}
    for texts, is_meant in ((meant, True), (others, False)):
        for text in texts:
            for spelt in (text, *(_as_in_a_chat(text, chance) for _ in range(SPELLINGS))):
                examples.setdefault(_whole(spelt), is_meant)
    for text in others:
        for piece in grave_words.pieces(clauses(text), LEARNED_WINDOWS):
            examples.setdefault(tuple(piece), False)
    examples.pop((), None)
    return examples


def _whole(text: str) -> Words:
    return tuple(word for clause in clauses(text) for word in clause)


def _vocabulary(examples: Iterable[Words]) -> dict[str, int]:
    seen_in = Counter(sign for words in examples for sign in set(grave_words.signs(words)))
    return {sign: n for n, sign in enumerate(sorted(sign for sign, times in seen_in.items() if times >= SEEN_LEAST))}


def _matrix(examples: Iterable[Words], vocabulary: Mapping[str, int]) -> Any:
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    starts, columns, values = [0], [], []
    for words in examples:
        counted = Counter(grave_words.signs(words))
        length = sum(counted.values()) ** 0.5
        known = [(vocabulary[sign], times / length) for sign, times in counted.items() if sign in vocabulary]
        columns += [column for column, _ in known]
        values += [value for _, value in known]
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(starts) - 1, len(vocabulary)))


# --- chat spellings ----------------------------------------------------------------------------------------

_PAIRS = (
    "me m te t de d que q por x es s porque xq para pa con kn desde dsd tambien tb despues dsps todo td nada nd "
    "estoy toy esta ta tengo tngo todos tds voy boy hay ai quiero kiero un 1 hace ase hacer aser mucho muxo "
    "noche noxe casa ksa donde dnd ahora aora dice dise celular selu le l se s"
)
_SHORT: dict[str, str] = dict(zip(*[iter(_PAIRS.split())] * 2, strict=True))
GLUED_MOST = 5
"""Words of a text that may be learned without its spaces."""


def _as_in_a_chat(text: str, chance: Random) -> str:
    """The text as a thumb in a hurry writes it: short forms, `k` for `qu`, a letter lost, a space forgotten."""
    words = seen(text).split()
    if len(words) <= GLUED_MOST and chance.random() < 0.15:
        return "".join(words)
    return " ".join(_hurried(word, chance) for word in words)


def _hurried(word: str, chance: Random) -> str:
    if word in _SHORT and chance.random() < 0.6:
        return _SHORT[word]
    drawn = chance.random()
    if drawn < 0.5:
        word = word.replace("qu", "k").replace("ca", "ka").replace("co", "ko").replace("h", "")
    if len(word) < 5 or drawn > 0.22:
        return word
    at = chance.randrange(1, len(word) - 1)
    if drawn < 0.15:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


# --- trying a sentence -------------------------------------------------------------------------------------


def tried(text: str, listening: Listening, folder: Path = sentences.FOLDER) -> list[str]:
    """What the listener makes of a text, and the three sentences nearest to it: for whoever reviews them."""
    level = {"sure": "seguro: avisa", "unsure": "en duda: ofrece «ayuda»", "": "no se oye nada grave"}
    topic = listening.topic(text)
    lines = [f"{listening.score(text):.2f}  {level[listening.level(text)]}" + (f"  tema: {topic}" if topic else "")]
    known = sentences.load(folder)
    named = (("grave", known.grave), ("sin peligro", known.harmless), ("con respuesta propia", known.care))
    mine = set(grave_words.signs(_whole(text)))
    near = [
        (_likeness(mine, set(grave_words.signs(_whole(one.text)))), f"{name}, {one.kind}: {one.text}")
        for name, list_ in named
        for one in list_
    ]
    return lines + [f"  {line}" for _, line in sorted(near, reverse=True)[:3]]


def _likeness(mine: set[str], theirs: set[str]) -> float:
    return len(mine & theirs) / max(1, len(mine | theirs))
