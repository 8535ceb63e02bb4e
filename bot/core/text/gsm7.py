"""How many segments a text is as an SMS: GSM 03.38 septets, or UCS-2 where one sign does not fit them."""

from __future__ import annotations

import re

from msgspec import Struct

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€")
_FOLDED = str.maketrans(
    {
        **dict(zip("áíóúÁÍÓÚ", "aiouAIOU", strict=True)),
        **dict.fromkeys("«»“”„", '"'),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u2013\u2014·", "-"),
        **dict.fromkeys("\u00a0\u202f", " "),
        "…": "...",
        "º": "o",
        "ª": "a",
        "✓": "=",
        "→": ">",
    }
)
_SIGNS_BEFORE = re.compile("(?:[📣🎉]️?) ?")
"""What we put before our own sentences: a picture would make every segment of them less than half as long."""


class Segments(Struct, frozen=True):
    """`count` segments in `coding`; `foreign` are the signs that made UCS-2 necessary."""

    count: int
    coding: str
    foreign: str


def fold(text: str) -> str:
    """The text without what GSM-7 lacks and Spanish can do without: á í ó ú, « » and the like. é ñ ü ¿ ¡ stay."""
    return _SIGNS_BEFORE.sub("", text).translate(_FOLDED)


def segments(text: str) -> Segments:
    """What the text costs as it is."""
    foreign = "".join(sorted(set(text) - _BASIC - _TWICE))
    if not foreign:
        return Segments(_count([2 if sign in _TWICE else 1 for sign in text], 160, 153), "GSM-7", "")
    return Segments(_count([2 if ord(sign) > 0xFFFF else 1 for sign in text], 70, 67), "UCS-2", foreign)


def _count(widths: list[int], alone: int, joined: int) -> int:
    """No sign is torn in two between segments."""
    if sum(widths) <= alone:
        return 1
    count, filled = 1, 0
    for width in widths:
        if filled + width > joined:
            count, filled = count + 1, 0
        filled += width
    return count
