"""A class's week, for the message to its teacher; and a site's, for who runs the programme."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.figures.record import Picked
from bot.core.figures.week import SiteWeek, Week
from bot.ports.figures import Scope
from bot.store.rows import Shelf, epoch

WEEK = timedelta(days=7)


class ClassWeeks(Shelf):
    """The same searches as those of the figures, so that no two places count differently."""

    def class_week(self, cohort: str, first: date, zone: ZoneInfo) -> Week:
        """From that Monday to Sunday."""
        of = {"scope": "cohort", "scope_id": cohort}
        over = first + WEEK
        days = {"begin": _midnight(first, zone), "over": _midnight(over, zone)}
        last = (over - timedelta(days=1)).isoformat()
        finished = self._rows.all("week_finished", cohort=cohort, last=last)
        picked = self._rows.all("figure_picked", **of, zone=zone.key, **days)
        return Week(
            first,
            self._enrolled("cohort", cohort, first, zone),
            self.wrote_in("cohort", cohort, first, over - timedelta(days=1)),
            self.wrote_in("cohort", cohort, first - WEEK, first - timedelta(days=1)),
            tuple((learner, lesson, date.fromisoformat(day)) for learner, lesson, day in finished),
            tuple(Picked(item, hashed, option, bool(right), int(n)) for item, hashed, option, right, n in picked),
        )

    def site_week(self, site: str, first: date, zone: ZoneInfo) -> SiteWeek:
        """How many wrote, of how many, from that Monday to Sunday."""
        enrolled = self._enrolled("site", site, first, zone)
        wrote = self.wrote_in("site", site, first, first + WEEK - timedelta(days=1))
        return SiteWeek(site, len(enrolled & wrote), len(enrolled))

    def wrote_in(self, scope: Scope, scope_id: str, first: date, last: date) -> frozenset[str]:
        """Who wrote on one of the local dates, enrolled or not."""
        days = {"first": first.isoformat(), "last": last.isoformat()}
        return frozenset(row[0] for row in self._rows.all("week_wrote", scope=scope, scope_id=scope_id, **days))

    def _enrolled(self, scope: Scope, scope_id: str, first: date, zone: ZoneInfo) -> frozenset[str]:
        """Who was accepted before the week was over and had not ended before it began."""
        begin, over = _midnight(first, zone), _midnight(first + WEEK, zone)
        rows = self._rows.all("week_enrolled", scope=scope, scope_id=scope_id, begin=begin, over=over)
        return frozenset(row[0] for row in rows)


def _midnight(day: date, zone: ZoneInfo) -> int:
    return epoch(datetime.combine(day, time(), zone).astimezone(UTC))
