"""Reading and writing what people write: weekdays, names, codes; words compared as people compare them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from typing import Protocol, TypeVar

from babel.dates import format_date, format_time

from bot.core.text.letters import seen


class Named(Protocol):
    """Somebody with a name."""

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)
Say = Callable[[str], str]
"""What puts our words into somebody's language: a catalog's `gettext`. Days and hours are written as it says."""


def _(text: str) -> str:
    """Marks words for the catalogs."""
    return text


LOCALE = _("es_PE")
_DAY = _("EEEE d 'de' MMMM")
_DAY_OF_MONTH = _("d 'de' MMMM")
_AND, _AND_BEFORE_I = _("{others} y {last}"), _("{others} e {last}")
CODE = re.compile(r"^[0-9A-Z]{4,12}$")
TWICE = 2
TITLE = "title"
"""The gap of a sentence that holds a title of ours, never a person's words."""
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
_FACELESS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
BLANKS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Letters, a mark and a sign by their category, and nothing to see."""


def plain(text: str) -> str:
    """The words as seen, without emoji, punctuation at the ends, or doubled spaces: for comparing."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s/:.]", " ", seen(text))).strip(" .:")


def hour_words(minutes: int, say: Say = str) -> str:
    """Minutes after midnight as people say them: `7 p. m.`, `6:30 a. m.`."""
    pattern = "h a" if minutes % 60 == 0 else "h:mm a"
    return format_time(time(minutes // 60, minutes % 60), pattern, locale=say(LOCALE)).translate(_SPACES)


def day_words(day: date, say: Say = str) -> str:
    """`lunes 3 de marzo`."""
    return format_date(day, say(_DAY), locale=say(LOCALE)).translate(_SPACES)


def day_of_month(day: date, say: Say = str) -> str:
    """`3 de marzo`."""
    return format_date(day, say(_DAY_OF_MONTH), locale=say(LOCALE)).translate(_SPACES)


def weekday_words(weekday: int, say: Say = str) -> str:
    """The name of a weekday, 0 for Monday."""
    return format_date(date(2024, 1, 1 + weekday), "EEEE", locale=say(LOCALE))


def weekdays_words(weekday: int, say: Say = str) -> str:
    """Its plural: `lunes`, `domingos`."""
    return f"{weekday_words(weekday, say).removesuffix('s')}s"


def visible(text: str) -> bool:
    """Whether there is anything to see in it."""
    return any(unicodedata.category(letter) not in _FACELESS and letter not in BLANKS for letter in text)


def first_name(name: str) -> str:
    """`Luz` of `Luz Q.`: how a friend writes."""
    return name.split(" ", maxsplit=1)[0]


def called(people: Iterable[N], plain_name: str) -> list[N]:
    """Who of the people has that name (as `plain` makes it): by the whole of it, or where nobody has, by the first."""
    known = list(people)
    whole = [one for one in known if plain(one.name) == plain_name]
    return whole or [one for one in known if plain(first_name(one.name)) == plain_name]


def starting(link: str, code: str) -> str:
    """The link, which ends in a code after `start=`, or after a text's last space, with another code in its place."""
    return link[: max(link.rfind("=") + 1, link.rfind("%20") + 3)] + code


def read_code(text: str) -> str:
    """A join code or key as printed (`K7QM-4T2D`) or as typed (`k7qm 4t2d`), O for 0 and I for 1 forgiven."""
    return as_code(seen(text))


def as_code(words: str) -> str:
    """The same of words in their plain form."""
    code = re.sub(r"[\W_]", "", words).upper().translate(str.maketrans("OIL", "011"))
    return code if CODE.match(code) else ""


def shown_code(code: str) -> str:
    """Eight characters in two groups of four, for copying by hand."""
    return f"{code[:4]}-{code[4:]}" if len(code) == 8 else code


def shown_key(key: str) -> str:
    """A key or a one-use code in two groups, for copying by hand."""
    half = len(key) // 2
    return f"{key[:half]}-{key[half:]}"


def sentence_case(words: str) -> str:
    """The words as a sentence begins: «Colegio San Juan»."""
    return words[:1].upper() + words[1:]


def beginning(text: str, most: int) -> str:
    """How a text begins, in one line, with `…` where it goes on: enough to tell which one it is."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rsplit(' ', 1)[0].rstrip(' ,.;:')}…"


_TITLED = re.compile(
    r"^(?:(?:la|el|soy|me llamo)\s+)*(?:(?:profe|profesora?|maestr[ao]|miss|lic|mg)\s+|(?:prof|lic|mg)\.\s*|prof\s+)?",
    re.IGNORECASE,
)


def untitled(name: str) -> str:
    """A teacher's name without «Prof.» or «la profe» before it, since we say «profe» ourselves."""
    return _TITLED.sub("", name.strip()) or name.strip()


def listed(names: Sequence[str], say: Say = str) -> str:
    """`Mateo`, `Mateo y Yeni`, `Mateo, Yeni e Iris`."""
    if len(names) < 2:
        return "".join(names)
    last = names[-1]
    before_i = plain(last).startswith(("i", "hi")) and not plain(last).startswith("hie")
    return say(_AND_BEFORE_I if before_i else _AND).format(others=", ".join(names[:-1]), last=last)


def turned(first: str, others: tuple[str, ...], n: int) -> str:
    """The `n`-th time's sentence of several that say the same: `first` twice, then each in turn, never one thrice."""
    said = (*others, first)
    return first if n < TWICE else said[(n - TWICE) % len(said)]


def filled(sentence: str, values: Mapping[str, object]) -> str:
    """The sentence with its gaps filled, with one full stop where a name or an hour (`Luz Q.`, `7 p. m.`) has its own.

    A title of ours in quotes has inner ones: «“Ya te yapeé”». What people wrote stays as they wrote it.
    """
    if TITLE in values and f"«{{{TITLE}}}»" in sentence:
        values = {**values, TITLE: str(values[TITLE]).replace("«", "“").replace("»", "”")}
    for name, value in values.items():
        if str(value).endswith("."):
            sentence = sentence.replace(f"{{{name}}}.", f"{{{name}}}")
    return sentence.format(**values)
