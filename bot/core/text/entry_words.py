"""Words -> what somebody says that they sold, spent, saved or is owed: «vendí 3 chompas a 45», «gasté veinte en lana».

A verb of one's own in the past, and a sum; without either it is no entry. What is asked, denied, supposed or told of
others is none. How a sum is meant (each or in all) and whether it is right is always asked.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from bot.core.text.amount import Amount, amounts, in_digits
from bot.core.text.letters import seen

Kind = Literal["sold", "spent", "saved", "owed", "paid", "swapped"]
THING_LONGEST = 40
SHORTEST = 3
TOMORROW = "tomorrow"
DAYS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")


class Noted(Struct, frozen=True):
    """What was read. `cents` is None where no sum was said; it is each one's where `each`, the whole where `whole`.

    `quantity` is None where none was said, `when` is `""` (today), `ayer`, `anteayer`, a weekday or `TOMORROW`.
    """

    kind: Kind
    cents: int | None = None
    quantity: int | None = None
    thing: str = ""
    when: str = ""
    each: bool = False
    whole: bool = False


_HAVE = r"(?:h?e|h?emos)"
_VERBS: tuple[tuple[Kind, str], ...] = (
    (
        "paid",
        r"(?:ya )?(?:me|nos) (?:pagaron|pago) (?:lo que|de lo que|la deuda|el fiado)|ya (?:me|nos) (?:pago|pagaron)",
    ),
    (
        "owed",
        r"(?:me|nos) deben?|(?:me|nos) qued(?:o|aron) debiendo|fi(?:e|amos)|di fiado|[vb]endi(?:mos)? (?:al )?fiado",
    ),
    ("sold", rf"{_HAVE} [vb]endido|[vb]endi(?:mos)?|acabo de [vb]ender|{_HAVE} cobrado|cobr(?:e|amos)"),
    ("sold", r"(?:me|nos) (?:l[oa]s? )?compraron|(?:me|nos) pagaron"),
    ("saved", rf"{_HAVE} h?ahorr?ado|h?ah?orr?(?:e|amos)|guard(?:e|amos)"),
    ("spent", rf"{_HAVE} gastado|gast(?:e|amos)|{_HAVE} comprado|compr(?:e|amos)|{_HAVE} pagado|pag(?:ue|amos)"),
    ("spent", r"in[vb]erti(?:mos)?"),
    ("swapped", r"cambi(?:e|amos)|hice trueque(?: de)?"),
)
_THIRD = re.compile(r"\b(?:me|nos) compró\b", re.IGNORECASE)
"""With its accent it is somebody who bought; without it, it may be «me compro un celular»."""
_BEFORE = re.compile(
    r"no|nunca|jamas|ni|sin|que|si|cuando|como|cuant[oa]|para|quien|donde|porque|el|una?|mi|su|al|del?|nadie|tampoco"
    r"|casi|aunque|ojala"
)
"""Words after which it is no report of one's own."""
_ASKING = re.compile(r"[?¿]|^(?:que|como|cuanto|cuanta|cuantos|cuantas|cuando|si|por que|quien|donde|cual)\b")
_EACH = re.compile(r"\b(?:cada (?:una?|uno)|c/u|cada|la unidad|por unidad|c\.u\.?)(?=\W|$)")
_WHOLE = re.compile(r"\b(?:en total|por tod[oa]s?|todo junto|en todo|por l[oa]s \d+|total)\b")
_TO_SUM = re.compile(r"(?:\b(?:a|por|en|x|de|al precio de|costaron|salieron)|[:=x])\s*$")
_FORWARD = re.compile(r"\b(?:manana|pasado manana)\b")
_MORNING = re.compile(r"\b(?:por la|en la|esta|de la) manana\b")
_NOISE = re.compile(
    r"\d+|a|por|en|x|del?|las?|el|los|un[oa]?s?|y|con|mis?|para|al|que|les?|total|cada|c/u|me|nos|se|hoy|ayer|ya|como"
)


def may_be(words: str) -> bool:
    """Whether plain words hold such a verb at all: what does not is not read again."""
    return any(re.search(rf"(?<!\w)(?:{verb})(?!\w)", words) for _, verb in _VERBS) or "me compro" in words


def read(text: str) -> Noted | None:
    """What the words say; None where they are no entry. `cents` is None where the sum lacks and a number is there."""
    words = in_digits(text).strip()
    found = _verb(words, text)
    if found is None or _ASKING.search(words):
        return None
    kind, start, end = found
    rest, when = _day(words[end:])
    _, before = _day(words[:start])
    when = when or before
    if kind == "swapped":
        return _swap(rest, text, when)
    money = _sum(kind, rest, text)
    before_it = [one for one in amounts(rest) if one.count and (money is None or one.end <= money.start)]
    quantity = before_it[0] if before_it else None
    if money is None and (quantity is None or _is_article(quantity, text)):
        return None
    return Noted(
        kind,
        money.cents if money else None,
        quantity.count if quantity else None,
        _thing(rest, text, money, quantity),
        when,
        each=bool(_EACH.search(rest)),
        whole=bool(_WHOLE.search(rest)),
    )


def _verb(words: str, text: str) -> tuple[Kind, int, int] | None:
    if _THIRD.search(text) and (at := re.search(r"\b(?:me|nos) compro\b", words)):
        return "sold", at.start(), at.end()
    for kind, verb in _VERBS:
        for at in re.finditer(rf"(?<!\w)(?:{verb})(?!\w)", words):
            before = words[: at.start()].split()
            if not before or not _BEFORE.fullmatch(before[-1].strip(".,;:!")):
                return kind, at.start(), at.end()
    return None


def _day(words: str) -> tuple[str, str]:
    """The words without the day, and the day that they name."""
    for name in ("antes de ayer", "anteayer", "antier"):
        if name in words:
            return words.replace(name, " "), "anteayer"
    if at := re.search(r"\b(?:ayer|anoche)\b", words):
        return words[: at.start()] + words[at.end() :], "ayer"
    if _FORWARD.search(_MORNING.sub("", words)):
        return words, TOMORROW
    if at := re.search(rf"\b(?:el |este |el dia )?({'|'.join(DAYS)})(?: pasado)?\b", words):
        return words[: at.start()] + words[at.end() :], at[1]
    return re.sub(r"\bhoy(?: dia)?\b", " ", _MORNING.sub(" ", words)), ""


def _sum(kind: Kind, rest: str, text: str) -> Amount | None:
    """The number that is the money: one with a unit, else one led by «a», «por», «en», else the only one it can be."""
    found = amounts(rest)
    named = [one for one in found if one.is_money]
    numbers = [one for one in found if not _is_article(one, text)]
    led = [one for one in numbers if _TO_SUM.search(rest[: one.start])]
    if named or led:
        return (named or led)[-1]
    if len(found) > 1 and numbers and kind in {"sold", "spent"} and numbers[-1].end == len(rest.rstrip(" .!")):
        return numbers[-1]
    if not numbers:
        return None
    after = rest[numbers[0].end :]
    alone = kind == "spent" and not re.search(r"[a-z]", after)
    is_it = alone or kind in {"saved", "owed", "paid"} or re.match(r"\s+(?:en|de|por|para|al|a)\b", after)
    return numbers[0] if is_it else None


def _is_article(one: Amount, text: str) -> bool:
    """Whether it is no number: «vendí un queso» counts nothing."""
    return one.count == 1 and "1" not in seen(text)


def _thing(rest: str, text: str, money: Amount | None, quantity: Amount | None) -> str:
    """The words of the thing as they were written, at most 40 characters."""
    start = quantity.end if quantity else 0
    if money and money.start >= start and rest[start : money.start].strip(" a-por,:"):
        part = rest[start : money.start]
    else:
        part = rest[money.end :] if money else rest[start:]
    part = _WHOLE.sub(" ", _EACH.sub(" ", part))
    tokens = re.findall(r"[\w/]+", re.split(r"[,;.!]|\b(?:y|pero|porque)\b(?= (?:me|le|ya|gane|estoy|no)\b)", part)[0])
    while tokens and _NOISE.fullmatch(tokens[0]):
        tokens.pop(0)
    while tokens and _NOISE.fullmatch(tokens[-1]):
        tokens.pop()
    written = {seen(word): word for word in re.findall(r"\w+", text)}
    return " ".join(written.get(token, token) for token in tokens)[:THING_LONGEST].strip().lower()


def _swap(rest: str, text: str, when: str) -> Noted | None:
    """Thing for thing: kept without a sum."""
    what, _, for_what = rest.partition(" por ")
    given, taken = _thing(what, text, None, None), _thing(for_what, text, None, None)
    if any(one.is_money for one in amounts(rest)) or min(len(given), len(taken)) < SHORTEST:
        return None
    return Noted("swapped", 0, None, f"{given} por {taken}"[:THING_LONGEST], when)
