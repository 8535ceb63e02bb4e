"""What a question between a child and an adult does not carry: phone numbers, links, names at other networks."""

from __future__ import annotations

import re
from typing import Literal

from bot.core.text.letters import seen

HELP_LINES = frozenset({"0800", "080076888"})
SHORTEST_NUMBER = 6
_RUN = re.compile(r"(?<![\d/])\+?\d(?:[\s.\-()_]*\d){5,}(?![\d/])")
_PRICE = re.compile(r"(?:s/\.?|soles?)\s*[\d.,]+|[\d.,]+\s*(?:soles?|kilos?|gramos?)\b")
_SPOKEN = re.compile(r"(?:\b(?:cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|\d)\b[\s,.-]*){6,}")
_APART = re.compile(r"(?<!\d)\d(?:[^\w/]{1,3}\d){8,}(?!\d)")
"""A telephone number digit by digit, whatever stands between them."""
_LINK = re.compile(
    r"https?:|www\.|\S@\S|(?<!\w)@\w{3,}|\b(?:t\.me|wa\.me|bit\.ly|instagram|facebook|tiktok|snapchat|discord)\b"
    r"|\b[\w-]{2,}\s?\.\s?(?:com|pe|net|org|me|ly|gl|io|info|xyz|app|link|site|online|club|tv)\b"
)


def withheld(text: str) -> Literal["", "number", "link"]:
    """Why the words cannot go; `""` when they can."""
    words = seen(text)
    if _LINK.search(words):
        return "link"
    if _SPOKEN.search(words) or _APART.search(words):
        return "number"
    runs = (re.sub(r"\D", "", run[0]) for run in _RUN.finditer(_PRICE.sub(" ", words)))
    return "number" if any(run not in HELP_LINES and len(run) >= SHORTEST_NUMBER for run in runs) else ""
