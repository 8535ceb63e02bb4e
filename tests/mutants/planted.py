"""Forty mistakes of one line, each where it would hurt somebody, with the tests that have to see it."""

from __future__ import annotations

from typing import NamedTuple


class Planted(NamedTuple):
    """A line of a file, what it becomes, and the tests (files, below `tests/`) of which one has to fail."""

    file: str
    line: str
    becomes: str
    tests: str


GRAVE = "bot/core/safety/grave_words.py"
CONCERN = "bot/core/talk/concern.py"
PROTECTION = "bot/core/talk/protection.py"
FILTER = "bot/core/safety/contact_filter.py"
ERASURE = "bot/store/erasure.py"
SENDER = "scheduler/sender.py"
MOUTH = "scheduler/carriers/telegram.py"
PLAN = "bot/core/schedule/plan.py"
ALLOWANCE = "bot/core/schedule/allowance.py"
TAPER = "bot/core/schedule/taper.py"
REVIEW = "bot/core/review.py"
COMMIT = "bot/turn/commit.py"
SQL = "bot/store/sql/common.sql"

PLANTED = (
    # safety
    Planted(GRAVE, "if window < ends[-1] or window == windows[-1]:", "if window < ends[-1]:", "test_grave_words.py"),
    Planted(GRAVE, "range(max(1, ends[-1] - window + 1)))", "range(max(1, ends[-1] - window)))", "test_grave_words.py"),
    Planted(GRAVE, "return len(words) <= INSULT_LONGEST", "return len(words) < INSULT_LONGEST", "test_grave_words.py"),
    Planted(GRAVE, "LONGEST_READ = 4096", "LONGEST_READ = 40", "test_grave_words.py"),
    Planted(
        CONCERN, "    if len(words) == 1 or words.isdigit():", "    if len(words) <= 9:", "conversations/test_grave.py"
    ),
    Planted(CONCERN, "alarm.at < CALM_FOR.total_seconds()", "alarm.at < 60", "conversations/test_concern.py"),
    Planted(CONCERN, '    if level == "sure":', '    if level == "never":', "conversations/test_grave.py"),
    Planted("bot/core/reply.py", "AT_ONCE = Post(urgent=True)", "AT_ONCE = Post()", "conversations/test_grave.py"),
    Planted(FILTER, "_LONGEST_PHONE = 13", "_LONGEST_PHONE = 8", "test_contact_filter.py"),
    Planted(FILTER, 'return "number" if _telephone(earlier, own) else ""', 'return ""', "test_contact_filter.py"),
    # erasure
    Planted(ERASURE, '"spent_by = :person OR replaces = :person', '"spent_by = :person', "store/test_erasure.py"),
    Planted(
        ERASURE,
        '    "slot": "learner = :person",',
        '    "slot": "learner = :person AND kind = learner",',
        "store/test_erasure.py",
    ),
    Planted(ERASURE, 'self._rows.write("bury", person_hash=hashed, now=epoch(now))', "pass", "store/test_erasure.py"),
    Planted(ERASURE, '"forget_answerer", "forget_taker"', '"forget_taker"', "store/test_erasure.py"),
    Planted(ERASURE, "other.person <> :person))", "other.person = :person))", "store/test_erasure.py"),
    Planted(ERASURE, 'f"{_MINE} AND mine.until_at IS NULL")', "_MINE)", "store/test_erasure.py"),
    # sender
    Planted(SENDER, "if permitted and not stale else", "if permitted else", "scheduler/test_sender.py"),
    Planted(SENDER, "if self._in_doubt:", "if False:", "scheduler/test_sender.py"),
    Planted(
        SENDER,
        "if not book.hold_lease(self._lease, self._holder, now, until):",
        "if False:",
        "scheduler/test_sender.py",
    ),
    Planted(MOUTH, '"can\'t be edited", ', "", "telegram/test_mouth.py"),
    Planted(
        MOUTH, "return seconds if seconds > 0 else", "return seconds if seconds >= 0 else", "telegram/test_mouth.py"
    ),
    Planted(
        SQL,
        "(kind = 'announcement' OR doubts > 0) THEN 'uncertain'",
        "doubts > 0 THEN 'uncertain'",
        "store/test_outbox.py",
    ),
    Planted(
        SQL,
        "AND status = 'claimed' AND (expires_at IS NULL OR expires_at > :now);",
        "AND status = 'claimed';",
        "store/test_outbox.py",
    ),
    # drip
    Planted(PLAN, '    if reached.check_in and occasion.kind != "check_in":', "    if False:", "test_plan.py"),
    Planted(
        PLAN,
        "if later.day >= stop.day and (later.check_in or not stop.check_in):",
        "if later.day >= stop.day:",
        "test_plan.py",
    ),
    Planted(
        PLAN,
        "    if progress.unheard < NUDGE_AFTER:",
        "    if progress.unheard <= NUDGE_AFTER:",
        "conversations/test_first_week.py",
    ),
    Planted(
        PLAN,
        "return replace(caught_up, unheard=progress.unheard + 1, offered_on=day)",
        "return caught_up",
        "test_plan.py",
    ),
    Planted(ALLOWANCE, "AFTER_TEACHER = timedelta(hours=2)", "AFTER_TEACHER = timedelta(0)", "test_plan.py"),
    Planted(
        ALLOWANCE,
        "    while days[local.date()] >= TEACHERS_A_DAY:",
        "    while days[local.date()] > TEACHERS_A_DAY:",
        "test_plan.py",
    ),
    Planted(
        TAPER,
        "    if unanswered >= QUIETER_AFTER:",
        "    if unanswered > QUIETER_AFTER + 9:",
        "conversations/test_graduates.py",
    ),
    # review
    Planted(REVIEW, "        return Rating.Again", "        return Rating.Hard", "test_review.py"),
    Planted(REVIEW, "MASTERED_RIGHT_DAYS = 2", "MASTERED_RIGHT_DAYS = 1", "test_review.py"),
    Planted(REVIEW, "MOST_A_DAY = 5", "MOST_A_DAY = 6", "test_review.py"),
    Planted(
        REVIEW,
        "if memory.due_at < end_of_day.timestamp()]",
        "if memory.due_at <= end_of_day.timestamp()]",
        "test_review.py",
    ),
    Planted(
        REVIEW,
        "    return tuple(item for _, item in sorted(due)",
        "    return tuple(item for _, item in (due)",
        "test_review.py",
    ),
    # saving
    Planted(
        COMMIT,
        "elif person is None and (not scene.people or not learner):",
        "elif person is None and not scene.people:",
        "store/test_tidying.py",
    ),
    Planted(COMMIT, "    if turn.closes:", "    if False:", "conversations/test_odd_buttons.py"),
    Planted(COMMIT, "    if not silent:", "    if True:", "conversations/test_siblings.py"),
    Planted(COMMIT, "heard_at=context.now if heard else None", "heard_at=context.now", "conversations/test_cohort.py"),
    Planted(
        SQL,
        "WHERE seq = :seq AND done_at IS NULL AND NOT EXISTS (",
        "WHERE seq = :seq AND NOT EXISTS (",
        "store/test_inbox.py",
    ),
)
