"""What is thrown away in time, in rounds that hold the writer for a moment only.

A round takes steps of some rows each until its time is over; between rounds turns have the writer. Where a table is
walked through, the place is kept as a fact, so that what stays is not looked at again with every round.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Literal

from bot.core.desk_access import IDLE
from bot.store.announcements import Announcements
from bot.store.rows import Row, epoch, instant

AT_ONCE = 100
"""Rows that one step deletes at most."""
PAGE = 500
"""Rows that one step looks at, at most."""
RAW_KEPT = timedelta(days=7)
KEYS_KEPT = timedelta(days=14)
"""Telegram asks again within a day, other carriers within a week."""
WORDS_KEPT = timedelta(days=30)
MISSES_KEPT = timedelta(days=90)
LINKS_KEPT = timedelta(hours=1)
"""Those to the desk are counted for an hour."""
HOUR = 3600
_WALKS = {"inbox": ("page_of_inbox", "forget_inbox"), "prompt": ("page_of_prompt", "forget_prompt")}


class Tidying(Announcements):
    """What belongs to nobody any more, or was promised to go."""

    erased: bool
    """Set when the engine is to drive what was deleted out of its log: it looks here after the commit."""

    def housekeeping(self, now: datetime, spare: Callable[[], bool] = lambda: True) -> int:
        """One round of steps while there is time to `spare`; the rows touched, 0 when nothing is left to do.

        Removes expired trials and links to phones, nameless addresses and screens that were left, keys of the inbox
        after 14 days, deliveries 30 days after they were settled and prompts 30 days after they were closed or another
        one took their place, words without an answer after 90 days, a picture 30 days after its announcement; empties
        unreadable raw updates after 7 days.
        """
        touched = 0
        for step in self._steps(now):
            while rows := step():
                touched += rows
                if not spare():
                    return touched
        return touched

    def behind(self, now: datetime) -> timedelta:
        """For how long the oldest row that should be gone has been due to go."""
        oldest = self._rows.one("oldest_kept") or (None, None, None)
        kept = (KEYS_KEPT, WORDS_KEPT, WORDS_KEPT)
        late = [now - keep - instant(at) for at, keep in zip(oldest, kept, strict=True) if at is not None]
        return max([timedelta(0), *late])

    def _steps(self, now: datetime) -> tuple[Callable[[], int], ...]:
        run, at = self._rows.run, epoch(now)
        keys, words = epoch(now - KEYS_KEPT), epoch(now - WORDS_KEPT)
        return (
            lambda: self._truncate_hourly(at),
            lambda: run("forget_trials", now=at),
            lambda: run("forget_invites", now=at),
            lambda: run("forget_desk_links", before=epoch(now - LINKS_KEPT)),
            lambda: run("forget_desk_sessions", before=epoch(now - IDLE)),
            lambda: self._forget_address(at),
            lambda: run("forget_raw", before=epoch(now - RAW_KEPT)),
            lambda: self._walk("inbox", keys),
            lambda: self._forget_deliveries(words),
            lambda: self._walk("prompt", words),
            lambda: run("forget_misses", before=epoch(now - MISSES_KEPT), limit=AT_ONCE),
            lambda: run("forget_media", before=words),
        )

    def _truncate_hourly(self, now: int) -> int:
        """The log is emptied with the first round of an hour, whatever was deleted in it."""
        hour, told = str(now // HOUR), self._rows.one("fact", name="tidied.log")
        if told is None or told[0] != hour:
            self._rows.write("set_fact", name="tidied.log", value=hour)
            self.erased = True
        return 0

    def _forget_address(self, now: int) -> int:
        """One address that is over, and first what was said there, some rows at a time."""
        over = self._rows.one("address_over", now=now)
        if over is None:
            return 0
        for forget in ("forget_deliveries_at", "forget_prompts_at"):
            if gone := self._rows.run(forget, address=over[0], limit=AT_ONCE):
                return gone
        return self._rows.run("forget_address", address=over[0])

    def _forget_deliveries(self, before: int) -> int:
        """The oldest that are settled; first their recipients and announcements learn what they became."""
        announced: list[Row] = self._rows.all("settled_before", before=before, limit=AT_ONCE)
        for delivery, announcement, learner, status in announced:
            if announcement:
                values = {"announcement": announcement, "learner": learner}
                self._rows.write("keep_status", **values, delivery=delivery, status=status)
        gone = self._rows.run("forget_deliveries", before=before, limit=AT_ONCE)
        for announcement in sorted({row[1] for row in announced if row[1]}):
            self.keep_counts(announcement)
        return gone

    def _walk(self, table: Literal["inbox", "prompt"], before: int) -> int:
        """The next page of a table in its order, once an hour to the end of what is so old: how much was looked at.

        What has to stay among it (a question nobody answered) would otherwise be looked at in every round.
        """
        name, hour = f"tidied.{table}", before // HOUR
        told = self._rows.one("fact", name=name)
        walked, place = map(int, told[0].split(":")) if told else (0, 0)
        if walked == hour and place < 0:
            return 0
        page_of, forget = _WALKS[table]
        page = self._rows.all(page_of, after=place if walked == hour else 0, page=PAGE)
        old = list(takewhile(lambda row: row[1] < before, page))
        for seq, _, over_at in old:
            if over_at is not None and over_at < before:
                self._rows.write(forget, seq=seq)
        ended = len(old) < PAGE
        self._rows.write("set_fact", name=name, value=f"{hour}:{-1 if ended else old[-1][0]}")
        gone = sum(1 for *_, over_at in old if over_at is not None and over_at < before)
        return gone if ended else len(old)
