"""The way into the desk, and the few counts that only the desk shows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.core.desk_access import LINK_KEEPS, DeskSession
from bot.core.figures.record import Picked
from bot.store.rows import Shelf, epoch, instant

_HOUR = timedelta(hours=1)


class Desk(Shelf):
    """Tokens and keys come as they were given, and are kept as hashes that mean nothing without the secret."""

    def add_desk_link(self, token: str, person: str, now: datetime) -> None:
        """A link that opens the desk once."""
        self._rows.write("desk_link_made", token_hash=self._hashed_desk(token), person=person, now=epoch(now))

    def desk_links(self, person: str, now: datetime) -> int:
        """How many links the person was given in the last hour."""
        row = self._rows.one("desk_links", person=person, since=epoch(now - _HOUR))
        return int(row[0]) if row else 0

    def spend_desk_link(self, token: str, now: datetime) -> str:
        """Whose link it is, once and in time; else `""`."""
        hashed = self._hashed_desk(token)
        if self._rows.run("desk_link_spent", token_hash=hashed, since=epoch(now - LINK_KEEPS), now=epoch(now)) != 1:
            return ""
        row = self._rows.one("desk_link_of", token_hash=hashed)
        return str(row[0]) if row else ""

    def open_desk_session(self, key: str, person: str, now: datetime) -> None:
        """The browser that has the key is the person's."""
        self._rows.write("desk_session_opened", key_hash=self._hashed_desk(key), person=person, now=epoch(now))

    def desk_session(self, key: str) -> DeskSession | None:
        """The session of that key, over or not."""
        row = self._rows.one("desk_session", key_hash=self._hashed_desk(key))
        return DeskSession(str(row[0]), instant(row[1]), instant(row[2])) if row else None

    def see_desk_session(self, key: str, now: datetime) -> None:
        """It was used now."""
        self._rows.write("desk_session_seen", key_hash=self._hashed_desk(key), now=epoch(now))

    def close_desk_session(self, key: str) -> None:
        """[Salir]."""
        self._rows.write("desk_session_closed", key_hash=self._hashed_desk(key))

    def close_desk_sessions(self, person: str) -> None:
        """All of the person's."""
        self._rows.write("desk_sessions_closed", person=person)

    def desk_written(self, cohort: str, first: date, last: date) -> int:
        """How many learners wrote in the cohort on days from `first` to `last`."""
        days = {"from_day": first.isoformat(), "to_day": last.isoformat()}
        row = self._rows.one("desk_written", cohort=cohort, **days)
        return int(row[0]) if row else 0

    def desk_days_of(self, learner: str, cohort: str, first: date) -> list[date]:
        """The days on which the learner wrote in the cohort, from `first` on."""
        rows = self._rows.all("desk_days_of", learner=learner, cohort=cohort, from_day=first.isoformat())
        return [date.fromisoformat(row[0]) for row in rows]

    def desk_first_tries(self, cohort: str) -> list[Picked]:
        """What the learners of the cohort chose at their first try, since it began."""
        rows = self._rows.all("desk_first_tries", cohort=cohort)
        return [Picked(item, form, option, bool(right), int(n)) for item, form, option, right, n in rows]

    def _hashed_desk(self, text: str) -> str:
        return self._secret.hashed(f"desk:{text}")
