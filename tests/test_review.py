"""When an item comes back, at the boundaries."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.core import review
from bot.core.state import Memory, Progress

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
END = datetime(2026, 3, 3, 5, tzinfo=UTC)
TODAY = NOW.date()


def memory(due: datetime = NOW, *, days: tuple[str, ...] = (), stable: float = 30.0) -> Memory:
    return Memory(stable, 5.0, int(due.timestamp()), int(NOW.timestamp()), right_on=days)


def test_five_a_day_and_the_most_overdue_first() -> None:
    """A sixth waits, and what was asked today already counts."""
    late = {f"i{n}": memory(datetime(2026, 3, 2, 10 - n, tzinfo=UTC)) for n in range(7)}
    assert review.due_items(Progress(memory=late), END, TODAY) == ("i6", "i5", "i4", "i3", "i2")
    asked = Progress(memory=late, reviewed_on=TODAY.isoformat(), reviewed=4)
    assert review.due_items(asked, END, TODAY) == ("i6",)


@pytest.mark.parametrize(("due", "found"), [(END.timestamp() - 1, 1), (END.timestamp(), 0)])
def test_the_day_ends_at_midnight(due: float, found: int) -> None:
    """What is due at midnight is the next day's."""
    progress = Progress(memory={"i": memory(datetime.fromtimestamp(due, UTC))})
    assert len(review.due_items(progress, END, TODAY)) == found


@pytest.mark.parametrize(
    ("days", "stable", "known"),
    [
        (("2026-03-01", "2026-03-02"), 21.0, True),
        (("2026-03-02",), 90.0, False),
        (("2026-03-01", "2026-03-02"), 20.9, False),
    ],
)
def test_mastered_is_right_on_two_days_and_for_three_weeks(days: tuple[str, ...], stable: float, known: bool) -> None:
    """Both, at the boundary."""
    assert review.mastered(memory(days=days, stable=stable)) is known


def test_wrong_comes_back_sooner_than_hinted_and_hinted_than_right() -> None:
    """The memory model is told which of the three it was."""
    known = memory(stable=2.0)
    later = datetime(2026, 3, 5, 18, tzinfo=UTC)
    wrong, hinted, right = (
        review.remember(known, right=right, hinted=hinted, now=later, today=later.date()).due_at
        for right, hinted in ((False, False), (True, True), (True, False))
    )
    assert wrong < hinted < right
