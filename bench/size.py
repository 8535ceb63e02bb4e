"""How much is measured: the honest run, a quick one while mending something, and the least that still runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Counts a round unless said otherwise."""

    rounds: int
    learners: int
    """Learners stored while the stores are measured."""
    turns: int
    """Turns of a side that shares commits."""
    slow_turns: int
    """Turns of a side that commits each turn by itself."""
    answers: int
    """Calls of `respond` for each event of the lesson."""
    updates: int
    chats: int
    sends: int
    delivery_seconds: int
    few: int
    many: int
    """Learners of the two ticks that are compared."""
    ticks: int
    due: int
    jobs: int
    """APScheduler's jobs, one a learner."""
    remembered: int
    """Learners stored while the memory is looked at."""
    old_few: int
    old_many: int
    """Old deliveries of the two towns that are compared."""
    recipients_few: int
    recipients_many: int
    words: int
    """Messages that wait while somebody needs help, or asks something."""
    asked: int
    idle_minutes: int
    course_days: int
    quiet_days: int
    due_turns: int

    @property
    def brief_rounds(self) -> int:
        """Of what is over in a few seconds: a machine's speed moves, and short turns of the sides move with it."""
        return 3 * self.rounds


FULL = Size(
    rounds=3,
    learners=100_000,
    turns=2_000,
    slow_turns=200,
    answers=200,
    updates=1_000,
    chats=500,
    sends=1_500,
    delivery_seconds=60,
    few=10_000,
    many=1_300_000,
    ticks=15,
    due=100,
    jobs=10_000,
    remembered=100_000,
    old_few=25_000,
    old_many=2_500_000,
    recipients_few=2_000,
    recipients_many=50_000,
    words=1_500,
    asked=25,
    idle_minutes=10,
    course_days=35,
    quiet_days=31,
    due_turns=10_000,
)
QUICK = Size(
    rounds=3,
    learners=12_000,
    turns=800,
    slow_turns=100,
    answers=50,
    updates=200,
    chats=100,
    sends=400,
    delivery_seconds=5,
    few=1_000,
    many=100_000,
    ticks=7,
    due=100,
    jobs=2_000,
    remembered=5_000,
    old_few=2_500,
    old_many=250_000,
    recipients_few=1_000,
    recipients_many=10_000,
    words=400,
    asked=10,
    idle_minutes=3,
    course_days=10,
    quiet_days=31,
    due_turns=1_000,
)
TINY = Size(
    rounds=1,
    learners=100,
    turns=8,
    slow_turns=3,
    answers=1,
    updates=6,
    chats=3,
    sends=6,
    delivery_seconds=1,
    few=20,
    many=40,
    ticks=1,
    due=10,
    jobs=20,
    remembered=30,
    old_few=250,
    old_many=500,
    recipients_few=5,
    recipients_many=10,
    words=60,
    asked=2,
    idle_minutes=1,
    course_days=1,
    quiet_days=1,
    due_turns=20,
)
