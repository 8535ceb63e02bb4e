"""Names of people: as they say them, as they fit on a button, and two alike told apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.core.safety.contact_filter import withheld
from bot.core.text import moods
from bot.core.text.wording import BLANKS, first_name, plain

NAME_LONGEST = 40
MARKS_MOST = 2
"""Accents that one letter of a name may carry; with more they cover the lines above and below."""
LABEL_LONGEST = 20
WORDS_MOST = 4
"""Words of a name, without the small ones between them (`de los`)."""
WORDS_MOST_IN_FULL = 6
"""The same where it is introduced, or each word has its capital: `Brayan Kevin Yoel Sullca Taipe`."""
SHOUTED_LEAST = 3
"""Letters of a word from which capitals are no initials."""
_LEFTWARD = frozenset({"AL", "AN", "R"})


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


SMALL = _words("de del la las los y da do san santa")
SECOND_NAMES = _words(
    "maria luis luisa carlos jose angel angela antonio alberto elena luz rosa isabel fernando manuel miguel jesus "
    "andres daniel david juan pablo pedro alejandro alex eduardo enrique ernesto felix francisco jorge julio raul "
    "ricardo roberto victor beatriz carmen flor gloria julia lucia milagros nelly rocio ruth sofia yolanda"
)
_INTRODUCED = re.compile(
    r"^\W*(?:(?:hola|holi|buenas?|buenos|d[ií]as|tardes|noches|profe|yachaski|s[ií]|ya|ok)\b\W*)*"
    r"(?:(?:yo\s+)?(?:me\s+llamo|me\s+dicen|me\s+llaman|me\s+conocen\s+como|soy|(?:mi|el)\s+nombre(?:\s+completo)?\s+es"
    r"|(?:mis?\s+)?nombres?(?:\s+(?:completos?|y\s+apellidos?))?(?=\s*:)|ll[aá]mame|dime|es|con"
    r"|p[oó]n(?:ga)?me|my\s+name\s+is|i\s+am|i\W?m|call\s+me"
    r"|(?:mi\s+\w+\s+)?me\s+(?:puso|pusieron))(?:\s*:\s*|\s+))(?:(?:la|el)\s+)?",
    re.IGNORECASE,
)
_NO_NAME = _words(
    "no si quiero quieres tengo anos estoy puedo puede como que cuando donde porque por para nada nadie hola holi chau "
    "gracias ok oki okey ya listo este esto eso xd profe profa mi tu yo nose tampoco nunca despues luego ahora aqui "
    "nombre apellido mayor menor estudiante alumno alumna nuevo nueva bueno buenas buenos dias tardes noches claro "
    "ayuda depende callate callense basta de del y los las se es una un nombres deseo digo decir "
    "dime acepto hermano hermana mama papa otra otro persona yes not hello hi hey okay thanks thank what why how later"
)
_SENTENCE = _words("no quiero tengo anos que soy estoy puedo porque como es se si nada")
_GIVEN_AFTER = _words(
    "carmen rosario pilar angeles jesus milagros mar socorro rocio maria lourdes fatima sol cielo luz guadalupe dios"
)
"""What follows a small word in a given name: `María del Carmen`; after others it is a surname's, `de la Cruz`."""
_FACE = re.compile(r"\s*(?:[:;=]['-]?[)(dp3o*/|]+|[x=]d+|<3+|\^_*\^)$", re.IGNORECASE)
"""A face typed after a name: `rosita :)`."""
_TOLD_BESIDE = re.compile(
    r"\s*\([^)]*\)\s*$|\s*,?\s+(?:y|e)\s+(?:tengo|soy|vivo|estoy|estudio|voy)\b.*$"
    r"|\s*,?\s+(?:del?|en|soy)(?:\s+(?:el|la))?\s+(?:[1-6]\b|[1-6](?:ro|do|to|er|[.°º])|primero|segundo|tercero|cuarto|quinto"
    r"|sexto|colegio|sal[oó]n|secci[oó]n)\b.*$|(?:\s+(?:pues|pe|ps|nom[aá]s|profe|gracias|por favor|y ya))+[.!]*$",
    re.IGNORECASE | re.DOTALL,
)
"""What is told after a name and is none of it: `y tengo 15`, `de tercero B`, `pues`."""
_SURNAMES_FIRST = re.compile(r"([^,]+),\s*([^,]+)")
_LAUGHTER = re.compile(r"^(?:(?:j+[aeio]+)+j*|(?:[aeiou]h?)+|lol+|xd+)$")


def read_name(text: str) -> str | None:
    """A name as its owner would like it: `luz q` is `Luz Q.`, `hola soy pedro` Pedro; None when it cannot be one."""
    composed = unicodedata.normalize("NFC", text)
    said = re.sub(r"\s+", " ", _INTRODUCED.sub("", composed)).strip()
    said = _TOLD_BESIDE.sub("", _FACE.sub("", said)).strip(" .,;:!¡?¿\"'«»*")
    said = _SURNAMES_FIRST.sub(r"\2 \1", said)
    words = [_calmed(word) for word in said.split(" ")] if said.isupper() else said.split(" ")
    name = " ".join(word if plain(word) in SMALL and n else word[:1].upper() + word[1:] for n, word in enumerate(words))
    if not any(letter.isalpha() for letter in name) or len(name) > NAME_LONGEST or not _stays_in_line(name):
        return None
    if any(letter.isdigit() or letter in "/<>@_#" for letter in name) or len(_own(words)) > _most(words, text):
        return None
    if moods.mood(text) or _is_talk(words) or withheld(name):
        return None
    return name + "." if len(words) > 1 and len(words[-1]) == 1 and words[-1].isalpha() else name


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _calmed(word: str) -> str:
    """`QUISPE` as `Quispe`; a letter stays."""
    return word if len(word) < SHOUTED_LEAST else word[0] + word[1:].lower()


def _most(words: Sequence[str], text: str) -> int:
    """How many own words a name may have: more where it says that it is one, or is written like one."""
    written = introduced(text) or all(word[:1].isupper() for word in _own(words))
    return WORDS_MOST_IN_FULL if written else WORDS_MOST


def _own(words: Sequence[str]) -> list[str]:
    """The words without the small ones between them."""
    return [word for word in words if plain(word) not in SMALL]


def _is_talk(words: Sequence[str]) -> bool:
    """Whether these are the words of a sentence, or laughter."""
    told = [plain(word) for word in words]
    if told[0] in _NO_NAME or not _SENTENCE.isdisjoint(told) or len("".join(told)) == 1:
        return True
    return len(told) == 1 and _LAUGHTER.match(told[0]) is not None


def introduced(text: str) -> bool:
    """Whether the words say themselves that a name comes: `me llamo …`."""
    return _INTRODUCED.match(text) is not None


def shorter(name: str) -> str:
    """`Rosa Q.` of `Rosa Quispe Mamani`; the name itself where it gives no whole surnames."""
    parts = _parts(name.split(" "))
    if len(parts) < 3 or len(parts[-1].rstrip(".")) < 2:
        return name
    given = 2 if len(parts) > 3 or plain(parts[1]) in SECOND_NAMES else 1
    surname = parts[max(given, len(parts) - 2)]
    return " ".join([*parts[:given], f"{surname.split(' ')[-1][0]}."])


def _parts(words: Sequence[str]) -> list[str]:
    """Given names and surnames, each with the small words that belong to it: `María del Carmen`, `de la Cruz`."""
    parts: list[str] = []
    small: list[str] = []
    for word in words:
        if plain(word) in SMALL and parts:
            small.append(word)
        elif small and len(parts) == 1 and plain(word) in _GIVEN_AFTER:
            parts[-1], small = " ".join([parts[-1], *small, word]), []
        else:
            parts.append(" ".join([*small, word]))
            small = []
    return parts


def _stays_in_line(name: str) -> bool:
    """Whether it can stand in a list: nothing in it is unseen, turns the line round or reaches into the next one."""
    marks = 0
    for letter in name:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks > MARKS_MOST or letter in BLANKS or unicodedata.bidirectional(letter) in _LEFTWARD:
            return False
    return name.isprintable()


# --- two alike ---------------------------------------------------------------------------------------------


def apart(names: Iterable[str]) -> list[str]:
    """The names in their order, each one once: the second `Ana` is `Ana 2`."""
    told: list[str] = []
    taken: set[str] = set()
    for name in names:
        known, n = name, 1
        while plain(known) in taken:
            n += 1
            known = f"{name} {n}"
        taken.add(plain(known))
        told.append(known)
    return told


def labels(names: Sequence[str], around: str = "{name}") -> list[str]:
    """The names as buttons, each at most 20 characters and none like another; `around` is what is written about one."""
    room = LABEL_LONGEST - len(around.format(name=""))
    cut = [name if len(name) <= room else f"{name[: room - 1].rstrip(' ,.')}…" for name in names]
    counts, seen, told = Counter(map(plain, cut)), Counter[str](), []
    for label in cut:
        seen[plain(label)] += 1
        mark = f" {seen[plain(label)]}" if counts[plain(label)] > 1 and seen[plain(label)] > 1 else ""
        told.append(around.format(name=f"{label[: room - len(mark)].rstrip()}{mark}"))
    return told


def firsts(names: Sequence[str]) -> list[str]:
    """How to call several at once: by first names, by whole ones where the first are alike, else by a number."""
    counts = Counter(plain(first_name(name)) for name in names)
    return apart(name if counts[plain(first_name(name))] > 1 else first_name(name) for name in names)
