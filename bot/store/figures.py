"""Closed figures, and what a school's roster says of a group."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from bot.ports.figures import Numbers, RosterSum, Scope
from bot.store.rows import Shelf, epoch


class Figures(Shelf):
    """Numbers of nobody: no erasure changes them."""

    def closed(self, scope: Scope, scope_id: str, period: str) -> dict[tuple[str, str], int]:
        """The figures of a period that was closed; empty while it is open."""
        rows = self._rows.all("closed_figures", scope=scope, scope_id=scope_id, period=period)
        return {(name, split): int(n) for name, split, n in rows}

    def closed_sites(self, period: str) -> dict[str, Numbers]:
        """The figures of every site that was closed in the period."""
        sites: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
        for site, name, split, n in self._rows.all("closed_sites", period=period):
            sites[site][name, split] = int(n)
        return dict(sites)

    def close_figures(self, scope: Scope, scope_id: str, period: str, numbers: Numbers, now: datetime) -> None:
        """Closes the period for the scope; what is closed already stays as it is."""
        if self.closed(scope, scope_id, period):
            return
        of, at = {"scope": scope, "scope_id": scope_id, "period": period}, epoch(now)
        for (name, split), n in numbers.items():
            self._rows.write("close_figure", **of, name=name, split=split, n=n, now=at)

    def save_roster_sum(self, cohort: str, counted: RosterSum, now: datetime) -> None:
        """What the roster that was read last says of the group."""
        sums = {"girls": counted.girls, "boys": counted.boys, "total": counted.total}
        self._rows.write("save_roster_sum", cohort=cohort, **sums, now=epoch(now))

    def roster_sum(self, cohort: str) -> RosterSum | None:
        """None where no roster of the group was read."""
        row = self._rows.one("roster_sum", cohort=cohort)
        return None if row is None else RosterSum(*row)
