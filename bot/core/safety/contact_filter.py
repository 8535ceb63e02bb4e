"""What words between a child and an adult do not carry: phone numbers, links, names at other networks; pure.

It makes the way longer, and protects nobody: a person who reads does. Two readings find a number. The sure one is a
telephone of here, nine digits that begin with 9 (or a fixed line with its area), whatever stands between them and over
how many messages in a row. The loose one is any long row of digits that is no date, hour, price or sum. What the
programme lists and the help lines pass.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from bot.core.safety import network_names
from bot.core.safety.said_numbers import Figure, figures
from bot.core.text.letters import seen

Why = Literal["", "number", "link", "network"]
HELP_LINES = ("100", "105", "106", "113", "116", "117", "1818", "1810", "0800", "080076888")
"""Numbers of the State that help whoever calls them."""
LONG_NUMBER = 6
"""Digits without anything between them."""
LONG_ROW = 7
"""Digits with spaces, dots, hyphens, brackets or strokes between them."""
LONG_SAID = 6
"""Digits in words, one by one."""
LONG_LIST = 9
"""Digits one by one, whatever stands between them."""
GROUP = 3
DAYS_OF_A_MONTH = 31
_MOBILE = re.compile(r"(?:(?:00)?51)?9\d{8}")
_FIXED = re.compile(r"01[2-7]\d{6}|0[4-8]\d{7}")
_LONGEST_PHONE = 13
_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\2(?:20|19)?\d\d|(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]))"
    r"(?![\d/])"
)
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d\d)(?!\d)")
_MONEY = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d?[05](?![\d.,]*\d)")
"""Soles and céntimos: what is paid ends in 0 or 5."""
_PRICE = re.compile(r"(?:s/\.?|soles?)\s*[\d.,]+|[\d.,]+\s*(?:soles?|kilos?|gramos?)\b")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ .,]000|[ .,]\d{3}){1,2}(?![\d]|[ .-]\d)")
_MARK = re.compile(r"(?<!\S)\d\d?\)")
_ROW = re.compile(r"(?<![\d,])\d+(?:[\s.\-()_/\\|*~]{1,3}\d+)*(?![\d,])")
_SUM = re.compile(r"[\d\s.+*x-]+=")
_YEAR = re.compile(r"(?:19|20)\d\d")


def withheld(text: str, listed: Collection[str] = (), before: Sequence[str] = ()) -> Why:
    """Why the words cannot go; `""` when they can.

    `listed` are the programme's own numbers, `before` what the same person was let say lately, the oldest first.
    """
    words = seen(text)
    elsewhere = network_names.named(words)
    if elsewhere:
        return elsewhere
    passing = {re.sub(r"\D", "", number) for number in (*listed, *HELP_LINES)}
    own = _cleared(words, passing)
    if _row(own, passing):
        return "number"
    earlier = " ".join(_cleared(seen(said), passing) for said in before)
    return "number" if _telephone(earlier, own) else ""


def _cleared(words: str, passing: Collection[str]) -> str:
    """The words without what is listed, dates, hours, prices and the marks of a list."""
    for number in passing:
        if len(number) >= LONG_NUMBER:
            words = re.sub(rf"(?<!\d)(?:\+?51\s?)?{_spread(number)}(?!\d)", " listed ", words)
    words = _MONEY.sub(" money ", _DATE.sub(" date ", words))
    if all(int(hour) < 24 and int(minute) < 60 for hour, minute in _CLOCK.findall(words)):
        words = _CLOCK.sub(" clock ", words)
    marks = _MARK.findall(words)
    return _MARK.sub(" ", words) if marks == [f"{n})" for n in range(1, len(marks) + 1)] else words


def _spread(number: str) -> str:
    return r"[\s.\-()]{0,2}".join(number)


# --- a telephone of here -----------------------------------------------------------------------------------


def _telephone(earlier: str, own: str) -> bool:
    """Whether the words are one, or end one that earlier ones began."""
    told = len(figures(own))
    known = figures(f"{earlier} {own}") if told else []
    began = len(known) - told
    windows = (window for first in range(len(known)) for window in _windows(known, first, began))
    return any(map(_rings, windows))


def _windows(known: list[Figure], first: int, ends_from: int) -> Iterator[list[Figure]]:
    """The figures from the first on whose digits make a telephone number together, to one of the last ones."""
    digits, end = "", first
    while end < len(known) and len(digits) < _LONGEST_PHONE and (end == first or known[end].gap != "far"):
        digits += known[end].digits
        end += 1
        if end > ends_from and (_MOBILE.fullmatch(digits) or (_FIXED.fullmatch(digits) and end - first <= GROUP + 1)):
            yield known[first:end]


def _rings(window: list[Figure]) -> bool:
    """Whether the figures are said as one number is, and not counted, listed or reckoned."""
    sizes = {len(one.digits) for one in window}
    if len(window) == 1:
        return True
    if _is_sum(window):
        return False
    if any(one.gap == "words" for one in window[1:]):
        even = min(sizes) > 1 and max(sizes) - min(sizes) <= 1
        return (even or sizes == {1}) and window[0].digits[0] == "9"
    return not _is_list(window)


def _is_sum(window: list[Figure]) -> bool:
    if len(window) != GROUP:
        return False
    one, other, result = (int(figure.digits) for figure in window)
    return result in {one + other, one - other, one * other}


def _is_list(window: list[Figure]) -> bool:
    """Marks, ages, pages: `9, 12, 14, 11 y 18`, or each more than the last."""
    values = [int(one.digits) for one in window]
    listed = all(re.search(r"[,;+]|\by\b", one.between) for one in window[1:])
    tens = sum(1 for one in window if len(one.digits) > 1)
    if listed and max(values) <= DAYS_OF_A_MONTH and 2 * tens >= len(window):
        return True
    return values == sorted(set(values)) and len(window) > GROUP


# --- any long row of digits --------------------------------------------------------------------------------


def _row(words: str, passing: Collection[str]) -> bool:
    counted = _THOUSANDS.sub(" money ", _PRICE.sub(" money ", words))
    return any(_long(row[0], counted[row.end() :], passing) for row in _ROW.finditer(counted)) or _one_by_one(counted)


def _long(row: str, after: str, passing: Collection[str]) -> bool:
    parts = [part for part in re.findall(r"\d+", row) if part not in passing]
    if any(len(part) >= LONG_NUMBER for part in parts):
        return True
    if all(_YEAR.fullmatch(part) for part in parts) or _SUM.match(f"{parts[-1]}{after}"):
        return False
    alone = all(len(part) == 1 for part in parts)
    return len("".join(parts)) >= LONG_ROW and (alone or max(map(len, parts)) >= GROUP)


def _one_by_one(words: str) -> bool:
    """Digits said or written one by one, and not counting up or down."""
    row: list[int] = []
    spoken = False
    for figure in [*figures(words), Figure("")]:
        if figure.gap == "close" and len(figure.digits) == 1:
            row.append(int(figure.digits))
            spoken = spoken or figure.spoken
            continue
        if len(row) >= (LONG_SAID if spoken else LONG_LIST) and not _counts(row):
            return True
        row = [int(figure.digits)] if len(figure.digits) == 1 else []
        spoken = figure.spoken
    return False


def _counts(row: list[int]) -> bool:
    """Up, or down to one or nothing."""
    return row == sorted(row) or (row == sorted(row, reverse=True) and row[-1] < 2)
