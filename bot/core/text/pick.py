"""Which of the options that were shown typed words choose: by letter, number, place in the list, or their own words.

Words that only lead up to it (`creo que es la`, `respuesta:`) say nothing. An option is chosen by its words when
they fit it better than every other, slips of the finger forgiven; where two fit as well, nothing is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.reply import LETTERS, Prompt
from bot.core.safety.spelling import fold, one_slip
from bot.core.text.wording import plain

SHORTEST_TOLD = 4
"""Letters of the longest word that an option is known by."""
UNKNOWN_SHARE = 3
"""One word in so many may be none of the option's."""
_TOKEN = re.compile(r"[a-z0-9]+")
_LISTED = re.compile(r"^(?:A\.|1\.) ", re.MULTILINE)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


LEADING_UP = _words(
    "creo yo pienso digo diria que es seria sera la el lo los las opcion letra respuesta alternativa mi para marco "
    "elijo escojo profe profa pues ps pe entonces eso esa ese de del dice dijo numero por favor a me parece con "
    "claro rpta resp tal vez quizas quiza seguro pone tiene un una yaski yachaski"
)
"""Words that only lead up to an answer."""
_LONE_LETTER = re.compile(r"(?:(?:es|creo|que|la|el|opcion|letra|respuesta|digo|marco) )*[a-j]")
_DROPPED = LEADING_UP | _words("s sol soles y o en se le su sus al como cuando si mas muy")
_PLACES = {
    word: place
    for place, words in enumerate(
        (
            "primera primero primer 1ra 1era 1ro 1er arriba",
            "segunda segundo 2da 2do",
            "tercera tercero tercer 3ra 3era 3ro",
            "cuarta cuarto 4ta 4to",
            "quinta quinto 5ta 5to",
            "sexta sexto",
        )
    )
    for word in words.split()
}
_LAST = _words("ultima ultimo abajo final")
_MIDDLE = _words("medio centro")
_NUMBERS = {
    word: n
    for n, word in enumerate(["uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"], 1)
}


def lettered(prompt: Prompt) -> bool:
    """Whether its choices are a list with letters or numbers before them."""
    return any(choice.words for choice in prompt.ask.choices) or _LISTED.search(prompt.ask.text) is not None


def picked(prompt: Prompt, plainly: str, *, by_words: bool = True) -> int | None:
    """The place of the choice that the words name in a list; None when they name none, or more than one.

    `plainly` is their plain form. A question after a list is none of its lines (`by_words`).
    """
    tokens = _TOKEN.findall(plainly)
    choices = prompt.ask.choices
    listed = lettered(prompt)
    if not listed:
        return None
    named = _by_letter(tokens, len(choices))
    if named is not None:
        return named
    told = [token for token in tokens if token not in LEADING_UP]
    options = [_TOKEN.findall(plain(choice.words or choice.label)) for choice in choices]
    place = _by_place(told, len(choices))
    worded = _by_words(tokens, options) if by_words else None
    if place is not None and worded is not None and place != worded:
        return None  # «3» where one option is «3 soles», and it is not the third
    return place if place is not None else worded


def names_a_letter(plainly: str) -> bool:
    """Whether the words (in plain form) are a letter of some list, and nothing else."""
    return _LONE_LETTER.fullmatch(plainly) is not None


def _by_letter(tokens: Sequence[str], count: int) -> int | None:
    """`la b`, `respuesta: b`, `creo que es la c`: one letter, and beside it nothing that says more."""
    letters = LETTERS[:count].lower()
    if any(token not in LEADING_UP and token not in letters for token in tokens):
        return None
    found = {letter for letter in tokens if letter in letters and letter != "a"}
    if not found and tokens[-1:] == ["a"]:
        return 0
    return letters.index(found.pop()) if len(found) == 1 else None


def _by_place(told: Sequence[str], count: int) -> int | None:
    """`2`, `la dos`, `la primera`, `la última`, `la del medio`."""
    if len(told) != 1:
        return None
    word = told[0]
    if word in _LAST:
        return count - 1
    if word in _MIDDLE:
        return count // 2 if count % 2 else None
    number = int(word) if word.isascii() and word.isdigit() and len(word) <= 2 else _NUMBERS.get(word, 0)
    place = number - 1 if number else _PLACES.get(word, -1)
    return place if 0 <= place < count else None


def _by_words(tokens: Sequence[str], options: Sequence[Sequence[str]]) -> int | None:
    """The option whose own words these are; a bare `sí` or `no` is the one that begins with it."""
    begun = [place for place, option in enumerate(options) if option[:1] == list(tokens)]
    if len(begun) == 1:
        return begun[0]
    if "no" in tokens and all("no" not in option for option in options):
        return None
    said = [fold(token) for token in tokens if token not in _DROPPED]
    folded = [[fold(word) for word in option] for option in options]
    amounts = {word for word in said if word.isdigit()}
    found = [
        [word for word in said if amounts.issubset(option) and any(_same(word, other) for other in option)]
        for option in folded
    ]
    best = max(found, key=len, default=[])
    if not best or sum(len(words) == len(best) for words in found) > 1:
        return None
    short = max(map(len, best)) < SHORTEST_TOLD and not any(word.isdigit() for word in best)
    if short or (len(said) - len(best)) * UNKNOWN_SHARE > len(said):
        return None
    return found.index(best)


def _same(word: str, known: str) -> bool:
    return word == known or (len(known) > SHORTEST_TOLD and one_slip(word, known))
