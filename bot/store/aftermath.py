"""What became of learners in some days, counted for a cohort, a site, a region or the programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from msgspec.structs import replace

from bot.core.figures.aftermath import HALF_YEAR, YEAR, Aftermath, Probed
from bot.core.people import Cohort
from bot.core.schedule.school_calendar import departure
from bot.ports.figures import Days, Scope
from bot.store.records import COHORTS
from bot.store.rows import Row, Shelf

MARKS = ((HALF_YEAR, timedelta(weeks=26)), (YEAR, timedelta(weeks=52)))
AROUND = timedelta(days=30)
"""Before and after a mark: whoever wrote then is still reached."""

_OF = "scope, scope_id"
_CHOSEN = f"WITH chosen AS MATERIALIZED (SELECT cohort.id {COHORTS})"
_LEAVING = "visit.departs = :departs AND visit.timezone = :zone"
_LEFT = f"WITH chosen AS MATERIALIZED (SELECT cohort.id {COHORTS} AND {_LEAVING})"
_WHEN = "answered_at >= :begin AND answered_at < :over"
_LEARNERS = "(SELECT enrolment.learner FROM chosen CROSS JOIN enrolment WHERE enrolment.cohort = chosen.id)"
_GRADUATES = """(SELECT DISTINCT enrolment.learner AS learner FROM chosen CROSS JOIN enrolment
    WHERE enrolment.cohort = chosen.id AND enrolment.accepted_at <= :left
        AND (enrolment.until_at IS NULL OR enrolment.until_at > :left))"""
_DONE = "REPLACE(CAST(:lessons AS text), ',' || lesson || ',', '') <> CAST(:lessons AS text)"


def queries() -> str:
    """The `.sql` text; instants are of the first zone of the scope but where the truck's leaving counts."""
    return f"""
-- name: after_enrolled({_OF}, begin, over)^
{_CHOSEN}
SELECT COUNT(*) FROM (
    SELECT learner, MIN(accepted_at) AS first FROM enrolment
    WHERE accepted_at IS NOT NULL AND learner IN {_LEARNERS} GROUP BY learner) firsts
WHERE firsts.first >= :begin AND firsts.first < :over;

-- name: after_done({_OF}, first, last, lessons, course)^
{_CHOSEN}
SELECT COUNT(*), SUM(CASE WHEN first >= :first THEN 1 ELSE 0 END),
    SUM(CASE WHEN course_done >= :course AND newest >= :first THEN 1 ELSE 0 END)
FROM (
    SELECT learner, MIN(local_date) AS first, MAX(CASE WHEN {_DONE} THEN local_date END) AS newest,
        SUM(CASE WHEN {_DONE} THEN 1 ELSE 0 END) AS course_done
    FROM finish WHERE kind = 'lesson' AND local_date <= :last AND learner IN {_LEARNERS} GROUP BY learner) done;

-- name: after_passed({_OF}, first, last)^
{_CHOSEN}
SELECT COUNT(*) FROM finish WHERE lesson = 'passed' AND kind = 'exam' AND local_date >= :first AND local_date <= :last
    AND learner IN {_LEARNERS};

-- name: after_asked({_OF}, first, last)
{_CHOSEN}
SELECT kind, COUNT(DISTINCT learner) FROM slot
WHERE kind IN ('check_in_1', 'check_in_3', 'check_in_6', 'check_in_12') AND sent_at IS NOT NULL
    AND local_date >= :first AND local_date <= :last AND learner IN {_LEARNERS} GROUP BY kind;

-- name: after_sold({_OF}, begin, over)
{_CHOSEN}
SELECT month, CASE WHEN answer IN ('weekly', 'sometimes') THEN answer ELSE 'not' END, COUNT(*) FROM check_in
WHERE {_WHEN} AND learner IN {_LEARNERS} AND NOT EXISTS (
    SELECT 1 FROM check_in earlier WHERE earlier.learner = check_in.learner AND earlier.month = check_in.month
        AND earlier.seq < check_in.seq)
GROUP BY month, CASE WHEN answer IN ('weekly', 'sometimes') THEN answer ELSE 'not' END;

-- name: after_probed({_OF}, begin, over)
{_CHOSEN}
SELECT attempt.month, attempt.item, COUNT(*), SUM(CASE WHEN is_right = 1 AND hinted = 0 THEN 1 ELSE 0 END)
FROM chosen CROSS JOIN attempt WHERE attempt.cohort = chosen.id AND attempt.kind = 'probe' AND {_WHEN}
GROUP BY attempt.month, attempt.item ORDER BY attempt.month, attempt.item;

-- name: after_people({_OF}, begin, over)
{_CHOSEN}
SELECT attempt.month, COUNT(DISTINCT attempt.learner) FROM chosen CROSS JOIN attempt
WHERE attempt.cohort = chosen.id AND attempt.kind = 'probe' AND {_WHEN} GROUP BY attempt.month;

-- name: after_before({_OF}, zone, departs, left, begin, over)
{_LEFT}
SELECT a.month, COUNT(*), SUM(b.is_right) FROM chosen CROSS JOIN attempt a JOIN attempt b ON b.seq = (
    SELECT MAX(x.seq) FROM attempt x WHERE x.learner = a.learner AND x.item = a.item AND x.answered_at <= :left)
WHERE a.cohort = chosen.id AND a.kind = 'probe' AND a.answered_at >= :begin AND a.answered_at < :over GROUP BY a.month;

-- name: after_drills({_OF}, zone, departs, left, begin, over)
{_LEFT}
SELECT CASE WHEN attempt.answered_at <= :left THEN 0 ELSE 1 END, COUNT(*), SUM(attempt.is_right)
FROM chosen CROSS JOIN attempt WHERE attempt.cohort = chosen.id AND attempt.kind = 'drill' AND {_WHEN} AND NOT EXISTS (
    SELECT 1 FROM attempt earlier WHERE earlier.learner = attempt.learner AND earlier.item = attempt.item
        AND earlier.kind = 'drill' AND earlier.seq < attempt.seq)
GROUP BY CASE WHEN attempt.answered_at <= :left THEN 0 ELSE 1 END;

-- name: after_graduates({_OF}, zone, departs, left)^
{_LEFT}
SELECT COUNT(*) FROM {_GRADUATES} graduates;

-- name: after_reached({_OF}, zone, departs, left, first, last)^
{_LEFT}
SELECT COUNT(*) FROM {_GRADUATES} graduates WHERE EXISTS (
    SELECT 1 FROM active_day WHERE active_day.learner = graduates.learner
        AND active_day.local_date >= :first AND active_day.local_date <= :last);
"""  # noqa: S608


class AftermathShelf(Shelf):
    """Counts what became of learners."""

    def aftermath(self, scope: Scope, scope_id: str, days: Days, cohorts: dict[str, Cohort]) -> Aftermath:
        """Of the scope, whose `cohorts` are as `figure_cohorts` has them."""
        stays = {(cohort.visit.zone, cohort.visit.departs): cohort for cohort in cohorts.values()}
        if not stays:
            return Aftermath()
        of = {"scope": scope, "scope_id": scope_id}
        span = _span(next(iter(stays))[0], days)
        heard: dict[str, str | int] = {**of, **span}
        lessons, course = f",{','.join(days.lessons)},", len(days.lessons)
        within = {"first": days.first.isoformat(), "last": days.last.isoformat()}
        _, started, finished = self._rows.one("after_done", **of, **within, lessons=lessons, course=course) or (0, 0, 0)
        found = Aftermath(
            enrolled=self._count("after_enrolled", **heard),
            started=int(started or 0),
            finished=int(finished or 0),
            passed=self._count("after_passed", **of, **within),
            probed=tuple(map(_probed, self._rows.all("after_probed", **heard))),
            people={row[0]: int(row[1]) for row in self._rows.all("after_people", **heard)},
            asked={_month(row[0]): int(row[1]) for row in self._rows.all("after_asked", **of, **within)},
            sold={(row[0], row[1]): int(row[2]) for row in self._rows.all("after_sold", **heard)},
        )
        return self._of_stays(found, of, span, days, stays)

    def _count(self, query: str, **values: str | int) -> int:
        row = self._rows.one(query, **values)
        return int(row[0]) if row else 0

    def _of_stays(
        self,
        found: Aftermath,
        of: dict[str, str],
        span: dict[str, int],
        days: Days,
        stays: dict[tuple[str, date], Cohort],
    ) -> Aftermath:
        """With what is counted from the truck's leaving, once for all that it left at one instant."""
        before: Counter[tuple[int, int]] = Counter()
        drills: Counter[tuple[int, int]] = Counter()
        reached: Counter[tuple[str, int]] = Counter()
        graduates = 0
        for (zone, departs), cohort in stays.items():
            left = int(departure(cohort, days.place(zone)).timestamp())
            here: dict[str, str | int] = {**of, "zone": zone, "departs": departs.isoformat(), "left": left}
            for month, answers, right in self._rows.all("after_before", **here, **span):
                before += Counter({(month, 0): int(answers), (month, 1): int(right or 0)})
            for after, tries, right in self._rows.all("after_drills", **here, **span):
                drills += Counter({(after, 0): int(tries), (after, 1): int(right or 0)})
            if days.first <= departs <= days.last:
                graduates += self._count("after_graduates", **here)
            for mark, begin, end in _marks(departs, days):
                near = {"first": begin.isoformat(), "last": end.isoformat()}
                reached[mark, 0] += self._count("after_graduates", **here)
                reached[mark, 1] += self._count("after_reached", **here, **near)
        return replace(
            found,
            graduates=graduates,
            before={month: (before[month, 0], before[month, 1]) for month, _ in before},
            drills=((drills[0, 0], drills[0, 1]), (drills[1, 0], drills[1, 1])),
            reached={mark: (reached[mark, 0], reached[mark, 1]) for mark, _ in reached},
        )


def _month(kind: str) -> int:
    """The month of a slot's kind: `check_in_3`."""
    return int(kind.rpartition("_")[2])


def _probed(row: Row) -> Probed:
    month, item, answers, right = row
    return Probed(month, item, int(answers), int(right))


def _span(zone: str, days: Days) -> dict[str, int]:
    place = days.place(zone)
    begin, over = (
        datetime.combine(day, time(), place).astimezone(UTC) for day in (days.first, days.last + timedelta(days=1))
    )
    return {"begin": int(begin.timestamp()), "over": int(over.timestamp())}


def _marks(departs: date, days: Days) -> Iterator[tuple[str, date, date]]:
    """The marks whose days around are over within these days."""
    for mark, after in MARKS:
        end = departs + after + AROUND
        if days.first <= end <= days.last:
            yield mark, departs + after - AROUND, end
