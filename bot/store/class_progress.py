"""What a teacher is told of her learners beside their place: what they find hard, and who agreed when."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.help_reason import HARD_DAYS
from bot.core.people import Struggle
from bot.store.rows import Shelf, epoch, instant


class ClassProgress(Shelf):
    """Read for a sheet, a digest, a page."""

    def struggles(self, cohort: str, since: datetime, zone: ZoneInfo) -> dict[str, Struggle]:
        """By learner: the item that was missed on two local dates since then, the last time too; the newest such."""
        days: dict[tuple[str, str], set[date]] = defaultdict(set)
        for learner, item, at in self._rows.all("missed_at_last", cohort=cohort, since=epoch(since)):
            days[learner, item].add(instant(at).astimezone(zone).date())
        often = {key: tuple(sorted(on)) for key, on in days.items() if len(on) >= HARD_DAYS}
        ordered = sorted(often.items(), key=lambda found: (found[1][-1], found[0]))
        return {learner: Struggle(item, on) for (learner, item), on in ordered}

    def agreed(self, learner: str) -> tuple[datetime, str] | None:
        """When the last consent was given, and by whom."""
        row = self._rows.one("agreed", learner=learner)
        return (instant(row[0]), row[1]) if row else None
