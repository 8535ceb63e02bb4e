"""Whether words speak of suicide, self-harm, violence or abuse; pure, and fast enough for every message.

A message is folded as people write in chats: without accents, `k` and `qu` one sound, doubled letters single,
one slip of the finger forgiven in a word of the list. Harmless phrases are taken out first, so that they hide
nothing that stands beside them. Most messages hold no telling word and are done after one look-up a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

GAP = 4
"""How many words `...` may stand for."""
SHORTEST_SLIP = 5
"""Letters of a listed word from which one slip is forgiven."""
WORDS_REMEMBERED = 20_000
INSULT_LONGEST = 5
"""Words of a message that is nothing but an insult; in a longer one somebody says something."""
LONGEST_READ = 4096

_ACCENTS = str.maketrans("áéíóúüñàèìòùâêîôûäëïöç", "aeiouunaeiouaeiouaeioc")
_WORD = re.compile(r"[a-z0-9]+")
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
        (r"y(?![aeiou])", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_SHORT = {
    "m": "me",
    "t": "te",
    "d": "de",
    "q": "ke",
    "k": "ke",
    "x": "por",
    "kro": "kiero",
    "qro": "kiero",
    "kier": "kiero",
    "stoy": "estoi",
    "toy": "estoi",
}
_COMMON = (
    "a al ante con de del el ella en es esta este ese esa ha han he la las le les lo los me mi mis mucho muy nada "
    "no nos o para pero por que se si sin sobre nadie mejor su sus tan te tengo tiene tu un una y ya yo mas solo "
    "sola va van voy iba quiero quisiera queria quero deseo quiere querer queremos quieren kero kisiera vida mano "
    "manos dia mama mami mamita papa papi papito papacito madre padre padrastro madrastra hermano hermana "
    "hermanito hermanita tio tia abuelo abuela abuelito abuelita primo prima cuñado cuñada suegro suegra viejo "
    "esposo esposa marido pareja conviviente enamorado enamorada novio novia padrino madrina profe profesor "
    "profesora maestro maestra director vecino vecina señor hombre chico chicos chica joven muchacho patron jefe "
    "compañero compañera compañeros alguien pastor amiga amigo alumna alumno hija hijo niña casa familia cama "
    "cuarto noche foto fotos video videos cuando hacer puedo siempre fue fui sido sigo seguir ayer ropa deja "
    "dejan salir comer comida da dan dio pide mande manda fuerza habla escribe soy estar tomar tome tomo quede "
    "relaciones trabajar llegar volver regresar pienso cosas tener plata"
)
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
_LETTERS = "abdefgijklmnoprstuy"


def plain(text: str) -> str:
    """Lower case without accents."""
    lower = text.casefold().translate(_ACCENTS)
    if lower.isascii():
        return lower
    return "".join(letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))


def fold(word: str) -> str:
    """One plain word as it sounds: `quiero` and `kiero` are `kiero`, `m4tar` is `matar`."""
    if not word.isalpha() and not word.isdigit():
        word = word.translate(_LEET)
    if word in _SHORT:
        return _SHORT[word]
    for sound, letters in _SOUNDS:
        word = sound.sub(letters, word)
    return word


class Phrases:
    """A list of phrases, found in whatever a person wrote.

    `a/b` is one word or the other, `mat*` any ending, `*ar` any beginning, `...` up to four words. `unless` are
    phrases that mean nothing of the kind; `alike` are everyday words that no slip turns into a listed one.
    """

    def __init__(self, phrases: Iterable[str], unless: Iterable[str] = (), alike: Iterable[str] = ()) -> None:
        listed = tuple(phrases)
        self._found = _pattern(listed)
        self._unless = _pattern(unless)
        self._alike = frozenset(fold(plain(word)) for word in alike)
        self._known = {word for phrase in listed for part in phrase.split() for word in _exact(part)}
        self._slips = {slip: word for word in sorted(self._known - _NEVER_SLIPPED) for slip in _slips(word)}
        telling = [_telling(phrase) for phrase in listed]
        self._telling = frozenset(word for part in telling for word in _exact(part))
        self._starts = tuple({word for part in telling for word in _starts(part)})
        self._read = lru_cache(WORDS_REMEMBERED)(self._read_word)

    def within(self, text: str) -> bool:
        """Whether one of the phrases is in the text."""
        read = [self._read(word) for word in _WORD.findall(plain(text[:LONGEST_READ]))]
        if not any(telling for _, telling in read):
            return False
        line = f" {' '.join(word for word, _ in read)} "
        return self._found.search(self._unless.sub(" .", line)) is not None

    def _read_word(self, word: str) -> tuple[str, bool]:
        """The word as the list knows it, and whether it may tell anything."""
        folded = fold(word)
        if folded not in self._known and folded not in self._alike:
            folded = self._slips.get(folded, folded)
        return folded, folded in self._telling or folded.startswith(self._starts)


def _exact(part: str) -> Iterator[str]:
    return (fold(plain(word)) for word in part.split("/") if "*" not in word and word != "...")


def _starts(part: str) -> Iterator[str]:
    return (fold(plain(word[:-1])) for word in part.split("/") if word.endswith("*"))


def _telling(phrase: str) -> str:
    """The phrase's most telling part: without one of its words in a message, the phrase is not there."""
    parts = [part for part in phrase.split() if part != "..."]
    rare = [part for part in parts if not set(_exact(part)) & _EVERYDAY]
    return min(rare or parts, key=lambda part: part.count("/"))


_EVERYDAY = frozenset(fold(plain(word)) for word in _COMMON.split())
_NEVER_SLIPPED = _EVERYDAY - {fold(word) for word in ("quiero", "quisiera", "padrastro", "madrastra")}


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    whole = "|".join(_phrase(phrase) for phrase in phrases)
    return re.compile(f"(?:{whole})(?= )" if whole else r"(?!)")


def _phrase(phrase: str) -> str:
    parts = []
    for part in phrase.split():
        words = "|".join(_one(word) for word in part.split("/"))
        parts.append(rf"(?: [a-z0-9]+){{0,{GAP}}}?" if part == "..." else f" (?:{words})")
    return "".join(parts)


def _one(word: str) -> str:
    head, tail = ("[a-z0-9]*" if word.startswith("*") else ""), ("[a-z0-9]*" if word.endswith("*") else "")
    return f"{head}{fold(plain(word.strip('*')))}{tail}"


def _slips(word: str) -> Iterator[str]:
    """What one slip makes of a word: a letter left out, two swapped, one twice or beside it on the keys."""
    if len(word) < SHORTEST_SLIP:
        return
    for n in range(len(word)):
        yield word[:n] + word[n + 1 :]
        if n + 1 < len(word):
            yield word[:n] + word[n + 1] + word[n] + word[n + 2 :]
        for near in _NEAR.get(word[n], ""):
            yield word[:n] + near + word[n + 1 :]
        for more in _LETTERS if n else "":
            yield word[:n] + more + word[n:]


class Listening:
    """What every message is listened to for, before anything else is made of it."""

    def __init__(
        self,
        grave: Iterable[str],
        harmless: Iterable[str] = (),
        insults: Iterable[str] = (),
        family: Iterable[str] = (),
        alike: Iterable[str] = (),
    ) -> None:
        self._grave = Phrases(grave, harmless, alike)
        self._family = Phrases(family, (), alike)
        self._insults = frozenset(fold(plain(word)) for word in insults)

    def grave(self, text: str) -> bool:
        """Suicide, self-harm, violence or abuse."""
        return self._grave.within(text)

    def family(self, text: str) -> bool:
        """Somebody says that they are the learner's family."""
        return self._family.within(text)

    def insult(self, text: str) -> bool:
        """A short message with a word that hurts."""
        words = _WORD.findall(plain(text[:200]))
        return len(words) <= INSULT_LONGEST and any(fold(word) in self._insults for word in words)
