"""What a period's figures are counted from, for a cohort, a site, a region or the programme, by the same searches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.core.figures.record import Asked, Enrolled, Picked, Record
from bot.core.people import Cohort, Visit
from bot.core.text.wording import untitled
from bot.ports.figures import Days, Scope
from bot.store.rows import Row, Shelf, instant, instant_or_none

_OF_SCOPE = """(CAST(:scope AS text) = 'programme'
    OR (CAST(:scope AS text) = 'cohort' AND cohort.id = :scope_id)
    OR (CAST(:scope AS text) = 'site' AND visit.site = :scope_id)
    OR (CAST(:scope AS text) = 'region' AND visit.region = :scope_id))"""
COHORTS = f"FROM cohort JOIN visit ON visit.id = cohort.visit WHERE {_OF_SCOPE}"
_CHOSEN = f"WITH chosen AS MATERIALIZED (SELECT cohort.id {COHORTS})"
_IN_ZONE = f"WITH chosen AS MATERIALIZED (SELECT cohort.id {COHORTS} AND visit.timezone = :zone)"
_OF = "scope, scope_id"
_ANSWERED = "attempt.cohort = chosen.id AND attempt.answered_at >= :begin AND attempt.answered_at < :over"


def queries() -> str:
    """The `.sql` text: in each the cohorts of the scope come first, and lead to the rest by an index."""
    return f"""
-- name: figure_cohorts({_OF})
SELECT cohort.id, cohort.name, cohort.code, cohort.teacher_name, cohort.paused_until,
    visit.id, visit.site, visit.arrives, visit.departs, visit.timezone {COHORTS}
ORDER BY visit.arrives, visit.site, cohort.name, cohort.id;

-- name: figure_enrolments({_OF}, first, last, final, lessons)
WITH chosen AS MATERIALIZED (SELECT cohort.id, visit.site {COHORTS})
SELECT enrolment.learner, learner.age_band, enrolment.cohort, enrolment.from_at, enrolment.accepted_at,
    enrolment.until_at, learner.paused, EXISTS (
        SELECT 1 FROM reach JOIN address ON address.id = reach.address
        WHERE reach.person = enrolment.learner AND reach.until_at IS NULL AND address.channel <> 'screen'
    ), EXISTS (
        SELECT 1 FROM active_day JOIN cohort ON cohort.id = active_day.cohort JOIN visit ON visit.id = cohort.visit
        WHERE active_day.learner = enrolment.learner
            AND active_day.local_date >= :first AND active_day.local_date <= :last
            AND visit.site = chosen.site AND {_OF_SCOPE}
    ),
    (SELECT MAX(local_date) FROM active_day WHERE learner = enrolment.learner AND local_date <= :last),
    EXISTS (
        SELECT 1 FROM finish
        WHERE learner = enrolment.learner AND kind = 'lesson' AND local_date <= :last
    ),
    CASE WHEN EXISTS (
        SELECT 1 FROM finish
        WHERE learner = enrolment.learner AND lesson = :final AND kind = 'lesson' AND local_date <= :last
    ) THEN (
        SELECT COUNT(*) FROM finish WHERE learner = enrolment.learner AND kind = 'lesson' AND local_date <= :last
            AND REPLACE(CAST(:lessons AS text), ',' || lesson || ',', '') <> CAST(:lessons AS text)
    ) ELSE 0 END,
    EXISTS (
        SELECT 1 FROM finish
        WHERE learner = enrolment.learner AND lesson = 'passed' AND kind = 'exam' AND local_date <= :last
    )
FROM chosen CROSS JOIN enrolment JOIN learner ON learner.person = enrolment.learner
WHERE enrolment.cohort = chosen.id ORDER BY enrolment.seq;

-- name: week_enrolled({_OF}, begin, over)
{_CHOSEN}
SELECT DISTINCT enrolment.learner FROM chosen CROSS JOIN enrolment
WHERE enrolment.cohort = chosen.id AND enrolment.accepted_at < :over
    AND (enrolment.until_at IS NULL OR enrolment.until_at >= :begin);

-- name: week_wrote({_OF}, first, last)
{_CHOSEN}
SELECT DISTINCT active_day.learner FROM chosen CROSS JOIN active_day
WHERE active_day.cohort = chosen.id AND active_day.local_date >= :first AND active_day.local_date <= :last;

-- name: figure_lessons({_OF}, first, last)
{_CHOSEN}
SELECT finish.cohort, COUNT(*) FROM chosen CROSS JOIN finish
WHERE finish.cohort = chosen.id AND finish.kind = 'lesson'
    AND finish.local_date >= :first AND finish.local_date <= :last
GROUP BY finish.cohort;

-- name: figure_reviews({_OF}, zone, begin, over)
{_IN_ZONE}, reviewed AS (
    SELECT attempt.cohort AS cohort, attempt.is_right * (1 - attempt.hinted) AS remembered,
        CASE WHEN attempt.content_hash <> (
            SELECT earlier.content_hash FROM attempt earlier WHERE earlier.learner = attempt.learner
                AND earlier.item = attempt.item AND earlier.seq < attempt.seq ORDER BY earlier.seq DESC LIMIT 1
        ) THEN 1 ELSE 0 END AS dressed
    FROM chosen CROSS JOIN attempt WHERE {_ANSWERED} AND attempt.kind = 'review')
SELECT cohort, COUNT(*), SUM(remembered), SUM(dressed), SUM(dressed * remembered) FROM reviewed GROUP BY cohort;

-- name: figure_picked({_OF}, zone, begin, over)
{_IN_ZONE}
SELECT attempt.item, attempt.content_hash, attempt.option, attempt.is_right, COUNT(*)
FROM chosen CROSS JOIN attempt WHERE {_ANSWERED} AND attempt.kind = 'lesson' AND attempt.hinted = 0 AND NOT EXISTS (
    SELECT 1 FROM attempt earlier WHERE earlier.learner = attempt.learner
        AND earlier.content_hash = attempt.content_hash AND earlier.seq < attempt.seq)
GROUP BY attempt.item, attempt.content_hash, attempt.option, attempt.is_right;

-- name: figure_asked({_OF}, zone, begin, over)
{_IN_ZONE}
SELECT question.cohort, question.asked_at, question.answered_at FROM chosen CROSS JOIN question
WHERE question.cohort = chosen.id AND question.asked_at >= :begin AND question.asked_at < :over;

-- name: figure_announced({_OF}, zone, begin, over)
{_IN_ZONE}
SELECT DISTINCT enrolment.cohort, announcement.id
FROM announcement JOIN recipient ON recipient.announcement = announcement.id
    JOIN enrolment ON enrolment.learner = recipient.learner JOIN chosen ON chosen.id = enrolment.cohort
WHERE announcement.send_at >= :begin AND announcement.send_at < :over AND announcement.status IN ('leaving', 'gone');

-- name: figure_sites()
SELECT DISTINCT site FROM visit ORDER BY site;

-- name: figure_regions()
SELECT DISTINCT region FROM visit ORDER BY region;
"""  # noqa: S608


class Records(Shelf):
    """Reads what figures are counted from."""

    def figure_cohorts(self, scope: Scope, scope_id: str) -> dict[str, Cohort]:
        """The cohorts of the scope by id, by arrival; their teacher is the itinerary's."""
        rows = self._rows.all("figure_cohorts", scope=scope, scope_id=scope_id)
        return {row[0]: _cohort(row) for row in rows}

    def scopes(self, scope: Scope) -> list[str]:
        """The ids of every such scope of the itinerary, in their order."""
        if scope == "site":
            return [row[0] for row in self._rows.all("figure_sites")]
        if scope == "region":
            return [row[0] for row in self._rows.all("figure_regions")]
        return [""] if scope == "programme" else list(self.figure_cohorts("programme", ""))

    def record(self, scope: Scope, scope_id: str, days: Days) -> Record:
        """What the figures of those days are counted from: each table is asked once, however many cohorts."""
        of = {"scope": scope, "scope_id": scope_id}
        within = {"first": days.first.isoformat(), "last": days.last.isoformat()}
        course = {"final": days.lessons[-1] if days.lessons else "", "lessons": f",{','.join(days.lessons)},"}
        cohorts = self.figure_cohorts(scope, scope_id)
        zones = sorted({cohort.visit.zone for cohort in cohorts.values()})
        people = self._rows.all("figure_enrolments", **of, **within, **course)
        lessons = self._rows.all("figure_lessons", **of, **within)
        return self._of_zones(
            of,
            [*_spans(zones, days)],
            Record(cohorts, tuple(map(_enrolled, people)), {row[0]: int(row[1]) for row in lessons}),
        )

    def _of_zones(self, of: dict[str, str], spans: list[dict[str, str | int]], record: Record) -> Record:
        """With what has an instant, which is another local date in another zone."""
        for span in spans:
            in_zone = {**of, **span}
            reviews = self._rows.all("figure_reviews", **in_zone)
            record = replace(
                record,
                reviews={**record.reviews, **{row[0]: (int(row[1]), int(row[2])) for row in reviews}},
                dressed={**record.dressed, **{row[0]: (int(row[3]), int(row[4])) for row in reviews}},
                announced=(*record.announced, *map(tuple, self._rows.all("figure_announced", **in_zone))),
                asked=(*record.asked, *map(_asked, self._rows.all("figure_asked", **in_zone))),
                picked=(*record.picked, *map(_picked, self._rows.all("figure_picked", **in_zone))),
            )
        return record


def _spans(zones: list[str], days: Days) -> Iterator[dict[str, str | int]]:
    for zone in zones:
        place = days.place(zone)
        begin, over = _midnight(days.first, place), _midnight(days.last + timedelta(days=1), place)
        yield {"zone": zone, "begin": int(begin.timestamp()), "over": int(over.timestamp())}


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _cohort(row: Row) -> Cohort:
    id, name, code, teacher, paused, visit, site, arrives, departs, zone = row
    stay = Visit(visit, site, date.fromisoformat(arrives), date.fromisoformat(departs), zone)
    until = None if paused is None else date.fromisoformat(paused)
    return Cohort(id, name, code, stay, (untitled(teacher),) if teacher else (), until)


def _enrolled(row: Row) -> Enrolled:
    learner, band, cohort, joined, accepted, until, *rest = row
    paused, phone, wrote, last_word, started, done, passed = rest
    instants = (instant(joined), instant_or_none(accepted), instant_or_none(until))
    return Enrolled(
        learner,
        band,
        cohort,
        *instants,
        bool(paused),
        bool(phone),
        wrote=bool(wrote),
        last_word=last_word or "",
        started=bool(started),
        lessons_done=int(done),
        passed=bool(passed),
    )


def _asked(row: Row) -> Asked:
    return Asked(row[0], instant(row[1]), instant_or_none(row[2]))


def _picked(row: Row) -> Picked:
    item, hashed, option, right, n = row
    return Picked(item, hashed, option, bool(right), int(n))
