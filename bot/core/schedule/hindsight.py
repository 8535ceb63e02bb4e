"""What a clock that was wrong has left behind, seen when it is right again.

What has happened cannot lie in the future, nor before this software was written: such a day was today, as far as
anybody can know. What was reckoned from it (when a review is due, how long a rest lasts) moves along.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from bot.core.state import OPEN_END, Memory, Progress, Support

WRITTEN = date(2025, 1, 1)
"""No clock can be right and be earlier than the year before this software was written."""
ERASURE_WAITS = timedelta(hours=24)


def settled(progress: Progress, now: datetime, today: date) -> Progress:
    """The progress without instants that cannot be; the same where there are none."""
    yesterday = today - timedelta(days=1)
    ahead = _ahead(progress, today)
    return replace(
        progress,
        done={lesson: _by(day, today) for lesson, day in progress.done.items()},
        memory={item: _remembered(memory, now, today) for item, memory in progress.memory.items()},
        active=tuple(sorted({_by(day, today) for day in progress.active})),
        reviewed_on=_by(progress.reviewed_on, yesterday),
        offered_on=_by(progress.offered_on, yesterday),
        nudged_on=_by(progress.nudged_on, today),
        keep_asked=_by(progress.keep_asked, today),
        kept_from=_by(progress.kept_from, today),
        age_asked=_by(progress.age_asked, today) if progress.age_asked >= WRITTEN.isoformat() else progress.age_asked,
        asked_on=_by(progress.asked_on, yesterday),
        paused_until=_sooner(progress.paused_until, ahead, today),
        no_questions_until=_sooner(progress.no_questions_until, ahead, today),
        erase_at=min(progress.erase_at, int((now + ERASURE_WAITS).timestamp())),
        support=_supported(progress.support, today) if progress.support else None,
    )


def last_word(active: Sequence[str], today: date) -> str:
    """The last local date with a word (`""`: none). One that cannot have been was today, so it is never silence."""
    return max((_by(day, today) for day in active), default="")


def silent_days(active: Sequence[str], today: date) -> int:
    """Days since the last word, 0 where there was none yet."""
    last = last_word(active, today)
    return (today - date.fromisoformat(last)).days if last else 0


def _by(day: str, latest: date) -> str:
    """A local date that has been: `latest` where it cannot have been then."""
    if not day or WRITTEN.isoformat() <= day <= latest.isoformat():
        return day
    return latest.isoformat()


def _ahead(progress: Progress, today: date) -> timedelta:
    """How far the clock was ahead when the learner was last heard."""
    last = progress.active[-1] if progress.active else ""
    return max(date.fromisoformat(last) - today, timedelta()) if last else timedelta()


def _sooner(until: str, ahead: timedelta, today: date) -> str:
    """The end of a rest that was asked for while the clock was so far ahead; one without an end has none."""
    if not until or until == OPEN_END or not ahead or until <= (today + ahead).isoformat():
        return until
    return (date.fromisoformat(until) - ahead).isoformat()


def _remembered(memory: Memory, now: datetime, today: date) -> Memory:
    seconds = int(now.timestamp())
    right_on = tuple(sorted({_by(day, today) for day in memory.right_on}))
    if datetime(WRITTEN.year, WRITTEN.month, WRITTEN.day, tzinfo=UTC).timestamp() <= memory.last_at <= seconds:
        return memory if right_on == memory.right_on else replace(memory, right_on=right_on)
    moved = memory.due_at - memory.last_at + seconds
    return replace(memory, last_at=seconds, due_at=moved, right_on=right_on)


def _supported(support: Support, today: date) -> Support:
    return replace(
        support,
        last_stop=_by(support.last_stop, today - timedelta(days=1)),
        sent_on=_by(support.sent_on, today),
    )
