"""What a migration fills in that SQL cannot: read from documents and prompts as they were when it was written.

A step belongs to its migration and is as frozen. It reads plain JSON, never the documents of today's program, and may
run again: what is there stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from unicodedata import normalize
from zoneinfo import ZoneInfo

from bot.store.rows import Row, Value

Run = Callable[[str, Sequence[Value]], list[Row]]
"""Runs one statement with `?` in the places of its values; the rows that it answers."""

AT_ONCE = 500
HOME = "America/Lima"


def after(migration: str, run: Run) -> None:
    """The step that follows the migration, if it has one."""
    step = _STEPS.get(migration)
    if step is not None:
        step(run)


def _history(run: Run) -> None:
    _options(run)
    learners = "SELECT person, progress FROM learner WHERE person > ? ORDER BY person LIMIT ?"
    for learner, document in _pages(run, learners, ""):
        cohort, zone = _group(run, learner)
        progress = json.loads(document) if document else {}
        _days(run, learner, cohort, zone, progress.get("active", ()))
        _finishes(run, learner, cohort, zone, progress.get("done", {}))


def _pages(run: Run, sql: str, first: Value) -> Iterator[Row]:
    """All rows, so many at once; the first column is the key."""
    last = first
    while page := run(sql, (last, AT_ONCE)):
        yield from page
        last = page[-1][0]


def _options(run: Run) -> None:
    """The option that was chosen, from the prompt that showed it."""
    asked = (
        "SELECT attempt.seq, attempt.chosen, prompt.body FROM attempt JOIN prompt ON prompt.id = attempt.prompt "
        "WHERE attempt.seq > ? AND attempt.option = '' ORDER BY attempt.seq LIMIT ?"
    )
    for seq, chosen, body in _pages(run, asked, 0):
        choices: list[dict[str, Any]] = json.loads(body).get("choices", [])
        place = "ABCDEFGHIJ".find(chosen) if chosen else -1
        if 0 <= place < len(choices) and choices[place].get("words"):
            hashed = sha256(normalize("NFC", choices[place]["words"]).encode()).hexdigest()[:8]
            run("UPDATE attempt SET option = ? WHERE seq = ?", (hashed, seq))


def _group(run: Run, learner: str) -> tuple[str | None, ZoneInfo]:
    """The learner's latest group, and where it is."""
    found = run(
        "SELECT enrolment.cohort, visit.timezone FROM enrolment JOIN cohort ON cohort.id = enrolment.cohort "
        "JOIN visit ON visit.id = cohort.visit WHERE enrolment.learner = ? ORDER BY enrolment.seq DESC LIMIT 1",
        (learner,),
    )
    return (found[0][0], ZoneInfo(found[0][1])) if found else (None, ZoneInfo(HOME))


def _days(run: Run, learner: str, cohort: str | None, zone: ZoneInfo, active: Sequence[str]) -> None:
    """Days of answers with their channel, from prompts; the other days of the document without one."""
    closed = run(
        "SELECT prompt.closed_at, address.channel FROM prompt JOIN address ON address.id = prompt.address "
        "WHERE prompt.person = ? AND prompt.closed_at IS NOT NULL",
        (learner,),
    )
    seen = {(_day(at, zone), channel) for at, channel in closed}
    seen |= {(day, "") for day in active if day not in {known for known, _ in seen}}
    for day, channel in sorted(seen):
        run(
            "INSERT INTO active_day (learner, cohort, local_date, channel) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (learner, local_date, channel) DO NOTHING",
            (learner, cohort, day, channel),
        )


def _finishes(run: Run, learner: str, cohort: str | None, zone: ZoneInfo, done: dict[str, str]) -> None:
    """What the document says is done; when it was, from the last answer of that day."""
    answers = run("SELECT item, answered_at FROM attempt WHERE learner = ? ORDER BY answered_at", (learner,))
    for lesson, day in done.items():
        times = [at for item, at in answers if item.startswith(f"{lesson}-") and _day(at, zone) == day]
        kind = {"sim": "drill", "gra": "piece"}.get(lesson.partition("-")[0], "lesson")
        run(
            "INSERT INTO finish (learner, lesson, kind, cohort, local_date, finished_at) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (learner, lesson) DO NOTHING",
            (learner, lesson, kind, cohort, day, times[-1] if times else None),
        )


def _bounded(run: Run) -> None:
    for (announcement,) in run("SELECT id FROM announcement", ()):
        _recipients(run, announcement)
    for prefix in ("together", "questions"):
        named = "SELECT seq, event_key FROM inbox WHERE seq > ? AND event_key LIKE ? ORDER BY seq"
        for seq, key in run(named, (0, f"{prefix}:%")):
            _, person, when = key.split(":", 2)
            run("UPDATE inbox SET event_key = ? WHERE seq = ?", (f"{prefix}:{_short(person)}:{when}", seq))


def _recipients(run: Run, announcement: str) -> None:
    """The list that stood in the announcement, as rows; whom the cursor had passed has one."""
    listed, forward = run("SELECT recipients, forward FROM announcement WHERE id = ?", (announcement,))[0]
    people: list[str] = json.loads(listed)
    for place, person in enumerate(people):
        if person and place < forward:
            run("UPDATE recipient SET place = ? WHERE announcement = ? AND learner = ?", (place, announcement, person))
        elif person:
            run(
                "INSERT INTO recipient (announcement, learner, delivery, place, status) "
                "VALUES (?, ?, '', ?, 'waiting') ON CONFLICT (announcement, learner) DO NOTHING",
                (announcement, person, place),
            )
    total = sum(1 for person in people if person)
    run(
        "UPDATE announcement SET recipients = '[]', total = total + ?, listed = listed + ? WHERE id = ?",
        (total, total, announcement),
    )


def _short(text: str) -> str:
    """As keys name a person since then."""
    return sha256(text.encode()).hexdigest()[:16]


def _day(at: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(at, zone).date().isoformat()


def _passed(run: Run) -> None:
    """Who passed an exam, from the document: the day on which it was answered to its end."""
    for learner, document in _pages(
        run, "SELECT person, progress FROM learner WHERE person > ? ORDER BY person LIMIT ?", ""
    ):
        exam = (json.loads(document) if document else {}).get("exam") or {}
        items, right = len(exam.get("items", ())), exam.get("right", 0)
        if items and exam.get("at", 0) >= items and right * 10 >= items * 7 and exam.get("ended_on"):
            cohort, _ = _group(run, learner)
            run(
                "INSERT INTO finish (learner, lesson, kind, cohort, local_date, finished_at) "
                "VALUES (?, 'passed', 'exam', ?, ?, NULL) ON CONFLICT (learner, lesson) DO NOTHING",
                (learner, cohort, exam["ended_on"]),
            )


_STEPS: dict[str, Callable[[Run], None]] = {"0002_history": _history, "0003_bounded": _bounded, "0010_figures": _passed}
