"""Answer + key -> attempt: one graded answer to one quiz item."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Literal
from unicodedata import normalize

from msgspec import Struct

from lessons_es.schema import OTHER_ANSWER, Option

Kind = Literal["lesson", "review", "exam", "drill", "probe"]
OTHER = "other"
"""The `option` of a typed answer that is on no road that was foreseen; its text is kept nowhere."""


class Attempt(Struct, frozen=True):
    """One graded answer, append-only.

    `item` is the item's family and `content_hash` the form that was shown. `chosen` is the letter as shown, `option`
    the hash of what stood behind it (of a typed answer: of the wrong road that it took, or `OTHER`). `stability_days`
    and `due_at` are the memory model's after this answer (`due_at` in epoch seconds; 0 where nothing comes back).
    `month` is that of the check-in to which a probe belongs, 0 for all else.
    """

    learner: str
    item: str
    content_hash: str
    chosen: str
    option: str
    kind: Kind
    cohort: str | None
    right: bool
    hinted: bool
    at: datetime
    stability_days: float = 0.0
    due_at: int = 0
    month: int = 0


def mark(option: Option) -> str:
    """What an attempt keeps of an answer: the hash of what was foreseen, or that it was none of that."""
    return OTHER if option.text == OTHER_ANSWER else option_hash(option.text)


def option_hash(text: str) -> str:
    """By what an option is known, wherever it stood and however its letters are composed: 8 hex digits."""
    return sha256(normalize("NFC", text).encode()).hexdigest()[:8]
