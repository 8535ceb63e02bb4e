"""When a quiz item comes back: the memory model (FSRS), with the settings measured for chat.

Wrong is Again, right with the hint is Hard, right is Good, never Easy (a third of right answers are guesses).
No learning steps: a chat is visited once a day. https://github.com/open-spaced-repetition/py-fsrs
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from fsrs import Card, Rating, Scheduler, State

from bot.core.state import Memory, Progress

MOST_A_DAY = 5
MASTERED_STABILITY_DAYS = 21.0
MASTERED_RIGHT_DAYS = 2

_model = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=60, enable_fuzzing=False)


def remember(memory: Memory | None, *, right: bool, hinted: bool, now: datetime, today: date, form: str = "") -> Memory:
    """The item's memory after one answer; `now` is UTC, `today` the learner's local date, `form` what was shown."""
    card, _ = _model.review_card(_card(memory), _rating(right=right, hinted=hinted), now.astimezone(UTC))
    right_on = memory.right_on if memory else ()
    if right and today.isoformat() not in right_on:
        right_on = (*right_on, today.isoformat())[-MASTERED_RIGHT_DAYS:]
    return Memory(
        stability_days=round(card.stability or 0.0, 4),
        difficulty=round(card.difficulty or 0.0, 4),
        due_at=int(card.due.timestamp()),
        last_at=int(now.timestamp()),
        right_on=right_on,
        last_right=right,
        form=form,
    )


def _card(memory: Memory | None) -> Card:
    if memory is None:
        return Card(card_id=1)
    return Card(
        card_id=1,
        state=State.Review,
        stability=memory.stability_days,
        difficulty=memory.difficulty,
        due=datetime.fromtimestamp(memory.due_at, UTC),
        last_review=datetime.fromtimestamp(memory.last_at, UTC),
    )


def _rating(*, right: bool, hinted: bool) -> Rating:
    if not right:
        return Rating.Again
    return Rating.Hard if hinted else Rating.Good


def mastered(memory: Memory) -> bool:
    """Right on two different days, and expected to last three weeks."""
    return len(memory.right_on) >= MASTERED_RIGHT_DAYS and memory.stability_days >= MASTERED_STABILITY_DAYS


def due_items(progress: Progress, end_of_day: datetime, today: date) -> tuple[str, ...]:
    """The items to ask again until `end_of_day` (UTC), most overdue first, never more than today's rest of 5."""
    already = progress.reviewed if progress.reviewed_on == today.isoformat() else 0
    due = [(memory.due_at, item) for item, memory in progress.memory.items() if memory.due_at < end_of_day.timestamp()]
    return tuple(item for _, item in sorted(due)[: max(0, MOST_A_DAY - already)])
