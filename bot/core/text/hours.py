"""Hours as people say them: `7`, `7 y media`, `siete de la noche`, `como a las 7 pm`, `19h`."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.core.text.wording import plain

NOON = 12 * 60


class SaidHour(NamedTuple):
    """Minutes after midnight; a `bare` hour does not tell which half of the day it is, and is taken for the later."""

    minutes: int
    bare: bool


_NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        ["una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"], 1
    )
} | {
    word: str(n)
    for n, word in enumerate(
        [
            *("trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve", "veinte"),
            *("veintiuna", "veintidos", "veintitres"),
        ],
        13,
    )
}
_NUMBER = re.compile(r"\b(?:" + "|".join(_NUMBERS) + r")\b")
_HALVES = (
    (re.compile(r"\b(\d{1,2}) y media\b"), r"\1:30"),
    (re.compile(r"\b(\d{1,2}) y cuarto\b"), r"\1:15"),
    (re.compile(r"\b(\d{1,2}) y (\d{2})\b"), r"\1:\2"),
    (re.compile(r"\b(?:al )?medio ?dia\b"), "12 pm"),
    (re.compile(r"\b12 m\b"), "12 pm"),
)
_BEFORE = re.compile(
    r"\b(\d{1,2}) menos (cuarto|5|10|20|25)\b|\b(cuarto|5|10|20|25)(?: minutos)? para las? (\d{1,2})\b"
)
_RUN_TOGETHER = re.compile(r"^(?:a las )?([01]?\d|2[0-3])([0-5]\d)(?: ?h(?:oras)?)?$")
"""`1930`, as on a clock of 24 hours."""
_AROUND = re.compile(
    r"^(?:(?:como|tipo|eso|de|mas|menos|o|aprox|aproximadamente|puede|ser|mejor|quiero|quisiera|prefiero|por|favor|"
    r"a|es|que|sea|siempre|ya|ok|si|bueno|pues|pe|ps|profe|desde|todos|los|dias)\s+)+(?=las?\b|\d)|"
    r"(?:\s+(?:por|favor|pe|ps|pues|gracias|nomas|en|punto|profe|mas|o|menos|esta|bien))+$"
)
_HALF = r"(?:(?:de|en|por) la |del? )?(a\.?\s?m|p\.?\s?m|manana|mananita|tarde|tardecita|noche|nochecita|dia)"
_HOUR = re.compile(
    rf"^(?:a\s+)?(?:las?\s+)?(\d{{1,2}})(?:\s*[:.h]\s*(\d{{2}}))?\s*(h|hrs?|horas?)?\.?(?: en punto)?\s*{_HALF}?\.?$"
)
_WITHIN = re.compile(
    rf"\b(?:a las?|las) (\d{{1,2}}(?:[:.h]\d{{2}})?(?: ?{_HALF})?)\b|\b(\d{{1,2}}(?:[:.]\d{{2}})? ?{_HALF})\b"
)
_AT = rf"(?:las? )?(\d{{1,2}}(?:[:.]\d{{2}})?)(?: ?{_HALF})?"
_TWO = re.compile(
    rf"(?:(?:como|tipo|entre|de|desde|a) )*{_AT}(?: horas?)?(?: (?:a|y|o|u|hasta) | )(?:a )?{_AT}(?: ?h(?:oras?)?)?"
)
_WHENEVER = re.compile(
    r"(?:(?:me|a|la|el|en|pues|profe|ya|si|no|bueno|mi|para|es) )*(?:da igual|da lo mismo|igual|lo mismo|cualquiera?"
    r"|cualquier (?:hora|momento)|no importa|importa|cuando (?:sea|quieras|puedas|tu quieras|usted quiera)"
    r"|que (?:sea|quieras)"
    r"|siempre|todo el dia|todas|tu (?:elige|escoge|decide|dime)|(?:elige|escoge|decide) tu|elige|escoge|decide)"
    r"(?: (?:hora|esta|bien|nomas|profe|pues|pe|tengo|celular|el|la|por|favor|una|para|mi))*"
)
_DENIED = frozenset(("no", "nunca", "menos", "ni", "o"))
_PART_OF_DAY = re.compile(
    r"\b(?:despues|antes|cuando|saliendo|salgo|noche|nochecita|tarde|tardecita|tempran\w+|manana|mananita|madrugada|oscurece|amanece|chacra|recreo|almuerzo|cena|colegio|clases?)\b"
)


def said_hour(text: str) -> SaidHour | None:
    """The hour in the words; None where there is none, or several."""
    words = _in_digits(plain(text))
    if _TWO.fullmatch(words):
        return None
    found = _HOUR.match(_AROUND.sub("", words).strip())
    if found is None:
        inside = list(_WITHIN.finditer(words))
        if len(inside) != 1 or not _DENIED.isdisjoint(words.split()):
            return None
        found = _HOUR.match((inside[0][1] or inside[0][3]).strip())
    return _hour(found) if found else None


def read_hour(text: str) -> int | None:
    """Minutes after midnight; a bare 1 to 11 is the afternoon, a zero before it the morning."""
    said = said_hour(text)
    return said.minutes if said else None


def two_hours(text: str) -> tuple[int, int] | None:
    """The ends of «entre 6 y 7», «6-7pm»: which of them is asked; None where there are not two."""
    found = _TWO.fullmatch(_in_digits(plain(text)))
    if found is None:
        return None
    half = found[4] or found[2] or ""
    ends = [read_hour(f"{found[n]} {found[n + 1] or half}".strip()) for n in (1, 3)]
    return (ends[0], ends[1]) if ends[0] is not None and ends[1] is not None and ends[0] != ends[1] else None


def whenever(text: str) -> bool:
    """Whether any hour will do: «da igual», «a cualquier hora», «elige tú»."""
    return _WHENEVER.fullmatch(plain(text)) is not None


def part_of_day(text: str) -> bool:
    """Whether the words tell when, without an hour: `después del colegio`, `en la noche`."""
    return _PART_OF_DAY.search(plain(text)) is not None


_IN_ENGLISH = (
    (re.compile(r"\bin the morning\b"), "am"),
    (re.compile(r"\bin the (?:afternoon|evening)\b|\bat night\b"), "pm"),
    (re.compile(r"\bat (?=\d)|\b ?o ?clock\b"), ""),
)


def _in_digits(words: str) -> str:
    for said, half in _IN_ENGLISH:
        words = said.sub(half, words).strip()
    words = _NUMBER.sub(lambda found: _NUMBERS[found[0]], words)
    for said, hour in _HALVES:
        words = said.sub(hour, words)
    words = _RUN_TOGETHER.sub(r"\1:\2 h", words)
    return _BEFORE.sub(_before, words)


def _before(found: re.Match[str]) -> str:
    minutes = found[2] or found[3]
    missing = 15 if minutes == "cuarto" else int(minutes)
    return f"{(int(found[1] or found[4]) - 2) % 12 + 1}:{60 - missing}"


def _hour(found: re.Match[str]) -> SaidHour | None:
    hour, minute = int(found[1]), int(found[2] or 0)
    half = re.sub(r"[.\s]", "", found[4] or "")
    morning = half in {"am", "manana", "mananita"} or (not half and len(found[1]) == 2 and hour < 10)
    bare = not half and not morning and not found[3] and hour <= 12
    if hour == 12 and (morning or half in {"noche", "nochecita"}):
        hour = 0
    elif hour < 12 and not morning and half != "dia":
        hour += 12
    return SaidHour(hour * 60 + minute, bare) if hour < 24 and minute < 60 else None
