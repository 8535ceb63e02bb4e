"""«Mis datos»: one page that a child can read, and the rows behind it without the keys to open questions.

What is stored of a person comes as tables, each a list of rows by column. An alert is not on the page: whoever
holds the phone may read it over the child's shoulder; it stands in the rows, which are asked for apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from bot.core import course_place, entry_wording, logbook, phrase
from bot.core.people import Learner
from bot.core.scene import Context
from bot.core.schedule import message_days
from bot.core.talk import kept_value
from bot.core.text.wording import day_words, hour_words, listed
from lessons_es.schema import Course

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]

_AGES = {
    "under_14": phrase.UNDER_14,
    "14_to_17": phrase.FROM_14_TO_17,
    "adult": phrase.ADULT,
    "unknown": phrase.AGE_UNKNOWN,
}
_CHECKED = {
    "weekly": phrase.SELL_WEEKLY,
    "sometimes": phrase.SELL_SOMETIMES,
    "not": phrase.SELL_NOT,
    "time": phrase.NO_TIME,
    "buyers": phrase.NO_BUYERS,
    "money": phrase.NO_MONEY,
}
_KEYS = ("right", "explanations")
"""What a prompt remembers of a quiz item that would tell the answer."""


def page(learner: Learner, tables: Tables, context: Context) -> str:
    """Who, since when, what was agreed to, done, remembered, asked and answered: some two hundred lines at most."""
    day = _dated(context.today(learner.cohort), context)
    parts = [
        [context.t(phrase.DATA_TITLE, name=learner.name, day=day)],
        _part(phrase.DATA_WHO, _who(learner, tables, context), context),
        _part(phrase.DATA_AGREED, _agreed(learner, tables, context), context),
        _part(phrase.DATA_DONE, _done(learner, tables, context), context),
        _part(phrase.DATA_REMEMBERED, _remembered(learner, context), context),
        *_kept(learner, context),
        *_noted(learner, tables, context),
        *_papers(tables, context),
        _part(phrase.DATA_ASKED, _asked(learner, tables, context), context),
        _part(phrase.DATA_BESIDES, [context.t(phrase.DATA_BESIDES_LINE)], context),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _papers(tables: Tables, context: Context) -> list[list[str]]:
    """The papers that were issued, and that a paper stays what it is; nothing where there is none."""
    rows = tables.get("certificate", ())
    days = [_dated(date.fromisoformat(str(row["issued_on"])), context) for row in rows]
    lines = [
        context.t(phrase.DATA_PAPER, number=str(row["number"]), day=day) for row, day in zip(rows, days, strict=True)
    ]
    return [_part(phrase.DATA_PAPERS, [*lines, context.t(phrase.DATA_PAPER_STAYS)], context)] if lines else []


def _part(title: str, lines: list[str], context: Context) -> list[str]:
    return [context.t(title), *(lines or [context.t(phrase.DATA_NOTHING)])]


def _dated(day: date, context: Context) -> str:
    return context.t(phrase.DAY_OF_YEAR, day=day_words(day, context.gettext), year=day.year)


def _day(learner: Learner, at: object, context: Context) -> str:
    """The local date of an instant as a row has it (epoch seconds)."""
    return _dated(context.local(int(str(at)), context.zone(learner.cohort)).date(), context)


def _who(learner: Learner, tables: Tables, context: Context) -> list[str]:
    former = next((str(row["former_name"]) for row in tables.get("person", ()) if row["former_name"]), "")
    lines = [context.t(phrase.DATA_NAME, name=learner.name)]
    if former:
        lines.append(context.t(phrase.DATA_FORMER, name=former))
    lines.append(context.t(phrase.DATA_AGE, age=context.t(_AGES[learner.age_band])))
    lines.append(context.t(phrase.DATA_GROUP, group=_group(learner, context)))
    created = next((row["created_at"] for row in tables.get("person", ())), int(learner.enrolled_at.timestamp()))
    lines.append(context.t(phrase.DATA_SINCE, day=_day(learner, created, context)))
    progress = learner.progress
    days = message_days.days_words(progress.days, context)
    lines.append(context.t(phrase.DATA_HOUR, hour=hour_words(progress.hour, context.gettext), days=days.lower()))
    left = next((row["left_at"] for row in tables.get("address", ()) if row.get("left_at")), None)
    if left is not None:
        lines.append(context.t(phrase.DATA_OPTED_OUT, day=_day(learner, left, context)))
    if progress.paused_until > context.today(learner.cohort).isoformat():
        lines.append(context.t(phrase.DATA_RESTING))
    return lines


def _group(learner: Learner, context: Context) -> str:
    if learner.cohort is None:
        return context.t(phrase.NO_GROUP)
    teachers = listed(list(learner.cohort.teachers), context.gettext)
    words = phrase.DATA_GROUP_TAUGHT if teachers else phrase.DATA_GROUP_ALONE
    return context.t(words, group=learner.cohort.name, site=learner.cohort.visit.site, teacher=teachers)


def _agreed(learner: Learner, tables: Tables, context: Context) -> list[str]:
    words = {"self": phrase.DATA_AGREED_SELF, "guardian": phrase.DATA_AGREED_FAMILY}
    return [
        context.t(words[str(row["given_by"])], day=_day(learner, row["given_at"], context))
        for row in tables.get("consent", ())
    ]


# --- done and remembered -----------------------------------------------------------------------------------


def _done(learner: Learner, tables: Tables, context: Context) -> list[str]:
    answers = _answers(tables, context.course)
    lines = [
        _lesson_line(name, done, answers.get(name, (0, 0)), context) for name, done in learner.progress.done.items()
    ]
    exam = learner.progress.exam
    if exam:
        lines.append(context.t(phrase.DATA_EXAM, right=exam.right, done=exam.at, total=len(exam.items)))
    for row in tables.get("check_in", ()):
        label = _CHECKED.get(str(row["answer"]))
        day = _day(learner, row["answered_at"], context)
        if label:
            lines.append(context.t(phrase.DATA_CHECKED, day=day, answer=context.t(label)))
    return lines


def _lesson_line(name: str, done: str, answered: tuple[int, int], context: Context) -> str:
    title, (right, total) = _title(name, context.course), answered
    day = day_words(date.fromisoformat(done), context.gettext)
    if not total:
        return context.t(phrase.DATA_LESSON, title=title, day=day)
    return context.t(phrase.DATA_LESSON_ANSWERED, title=title, day=day, right=right, total=total)


def _title(name: str, course: Course) -> str:
    found = course.lesson(name) or course.drill(name)
    return found.title if found else name


def _answers(tables: Tables, course: Course) -> dict[str, tuple[int, int]]:
    """Of each lesson: how many answers were right, of how many."""
    counted: dict[str, tuple[int, int]] = {}
    for row in tables.get("attempt", ()):
        found = course.item(str(row["item"]))
        if found:
            right, total = counted.get(found[0].id, (0, 0))
            counted[found[0].id] = (right + bool(row["is_right"]), total + 1)
    return counted


def _remembered(learner: Learner, context: Context) -> list[str]:
    memory = learner.progress.memory
    if not memory:
        return []
    kept = sum(1 for one in memory.values() if one.last_right)
    done, total = course_place.lessons_done(learner.progress, context), len(context.course.lessons)
    return [
        context.t(phrase.DATA_KEPT, done=done, total=total, kept=kept, asked=len(memory)),
        context.t(phrase.NEXT_REVIEW, when=message_days.next_review(learner, context)),
    ]


# --- the notebook ------------------------------------------------------------------------------------------


def _kept(learner: Learner, context: Context) -> list[list[str]]:
    """What was kept of the tasks; no part where nothing was."""
    lines = [f"- {kept_value.shown(name, value, context)}" for name, value in learner.progress.kept.items()]
    return [_part(phrase.DATA_PLAN, lines, context)] if lines else []


def _noted(learner: Learner, tables: Tables, context: Context) -> list[list[str]]:
    """Every entry that counts; no part where nothing was noted."""
    entries = [logbook.read_entry(row) for row in tables.get("entry", ()) if row["voided_at"] is None]
    lines = [f"- {entry_wording.words(entry, learner, context)}" for entry in entries]
    return [_part(phrase.DATA_LOGBOOK, lines, context)] if lines else []


# --- asked and answered ------------------------------------------------------------------------------------


def _asked(learner: Learner, tables: Tables, context: Context) -> list[str]:
    lines = []
    for row in tables.get("question", ()):
        lines.append(context.t(phrase.DATA_QUESTION, day=_day(learner, row["asked_at"], context), text=row["text"]))
        words = phrase.DATA_ANSWER if row["answer"] else phrase.DATA_UNANSWERED
        lines.append(f"  {context.t(words, text=row['answer'] or '')}")
    return lines


# --- the rows ----------------------------------------------------------------------------------------------


def without_keys(tables: Tables) -> dict[str, list[dict[str, object]]]:
    """The same rows; of a quiz item that still waits for an answer, the letter and what explains it are left out."""
    bare = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    for row in bare.get("prompt", []):
        if row.get("closed_at") is None:
            row["body"] = _unkeyed(str(row["body"]))
    return bare


def _unkeyed(body: str) -> str:
    asked = json.loads(body) if body else {}
    if not asked.get("quiz"):
        return body
    asked["quiz"] = {name: value for name, value in asked["quiz"].items() if name not in _KEYS}
    return json.dumps(asked, ensure_ascii=False)
