"""A command in a sentence of one's own: «quiero otra lección», «escríbeme a las 8», «no los viernes»; pure."""

from __future__ import annotations

import re

from bot.core.text.hours import read_hour
from bot.core.text.reading import COMMANDS
from bot.core.text.weekdays import read_weekdays

_BEFORE = "hola|oye|ya|y|pero|bueno|ok|ahora|pues|yachaski|por favor|porfa|porfis|disculpa|entonces|mejor"
_WISHING = (
    "quiero|quisiera|queria|me gustaria|puedo|puedes|podrias|podria|podemos|dame|deme|mandame|manda|enviame|envia"
    "|pasame|muestrame|muestra|ensename|necesito|cual es|como (?:veo|hago)|donde (?:veo|esta|encuentro)|vamos a|hagamos"
)
_BETWEEN = frozenset(("ver", "hacer", "dar", "tener", "saber", "a", "con", "el", "la", "los", "las", "ya", "ahora"))
_BEHIND = "por favor|porfa|porfis|pues|pe|ps|ya|ahora|ahorita|yachaski|hoy|gracias"
_WISH = re.compile(rf"(?:(?:{_BEFORE}) )*(?:{_WISHING}) (.+?)(?: (?:{_BEHIND}))*")

_ASKED = rf"(?:(?:{_BEFORE}|quiero|quisiera|puedes|podrias|que|me) )*"
_WRITE = r"(?:escrib|mand|avis|envi)\w+"
_WHAT = r"(?: (?:mi|la|el|las|los|mis)? ?(?:mensajes?|leccion|lecciones|clase))?"
_HOUR = re.compile(
    rf"{_ASKED}(?:{_WRITE}{_WHAT}|(?:cambi|pon)\w+(?: (?:la|mi))? (?:hora|horario))"
    r" ((?:a|para)(?: las?)? \S+(?: \S+){0,5}|por la (?:manana|tarde|noche))"
)
_DAYS = re.compile(rf"{_ASKED}(?P<no>(?:no|ya no) (?:quiero que )?(?:me )?)?{_WRITE}{_WHAT} (?P<days>(?:solo |los ).+)")
_OF_DAYS = re.compile(r"solo|solamente|los|las|el|y|e|ni|a|de|dias?|\w*s")


def command(words: str) -> str:
    """The command that plain words wish for; `""` when they wish for something else."""
    wish = _WISH.fullmatch(words)
    return (_known(wish[1]) if wish else "") or _with_hour(words) or _with_days(words)


def unwanted(words: str) -> bool:
    """Whether the days in the words are those that are not wanted."""
    told = _DAYS.fullmatch(words)
    return told is not None and told["no"] is not None


def _known(rest: str) -> str:
    """The command behind small words, taken away one by one."""
    while rest:
        if rest in COMMANDS:
            return COMMANDS[rest]
        first, _, behind = rest.partition(" ")
        rest = behind if first in _BETWEEN else ""
    return ""


def _with_hour(words: str) -> str:
    told = _HOUR.fullmatch(words)
    return "hour" if told and read_hour(told[1]) is not None else ""


def _with_days(words: str) -> str:
    told = _DAYS.fullmatch(words)
    if told is None or not read_weekdays(told["days"]):
        return ""
    return "days" if all(map(_OF_DAYS.fullmatch, told["days"].split())) else ""
