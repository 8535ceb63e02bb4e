"""Answer + key -> attempt: one graded answer to one quiz item."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Attempt(Struct, frozen=True):
    """One graded answer, append-only.

    `chosen` is the letter as shown; `stability_days` and `due_at` are the memory model's after this answer
    (`due_at` in epoch seconds).
    """

    learner: str
    item: str
    content_hash: str
    chosen: str
    right: bool
    hinted: bool
    review: bool
    at: datetime
    stability_days: float
    due_at: int
