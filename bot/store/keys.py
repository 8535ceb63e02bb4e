"""Learners' keys: only a hash is kept, which means nothing without the secret beside the database.

Theory of operation: `recovery_key` holds a hash (64 hex digits), or `void:` with the learner's id where every key was
made void and this learner has no new one yet; a program before this one left the key itself. `settle_keys` is asked
until it has nothing left to do, before anybody is heard: a database that knows another secret has no key that is good
any more, and plain keys become hashes. It may break off at any point and be asked again.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.one_use_code import ON_PHONE, WAITS, Code
from bot.store.rows import Row, Shelf, epoch, epoch_or_none, instant, instant_or_none

VOID = "void:"
MARK = "keys.secret"
"""The fact that holds by which secret the keys were hashed."""
AT_ONCE = 500


class Keys(Shelf):
    """A key opens a learner's place on another phone."""

    def set_key(self, person: str, key: str) -> None:
        """The key that opens the place from now on; the one before opens nothing."""
        self._rows.write("set_key", person=person, recovery_key=self._secret.hashed(key))

    def learner_by_key(self, key: str) -> str:
        """The id of the learner whose key this is, `""` when nobody's."""
        row = self._rows.one("learner_by_key", recovery_key=self._secret.hashed(key))
        return str(row[0]) if row else ""

    def add_code(
        self,
        code: str,
        learner: str,
        asked_by: str,
        now: datetime,
        confirmed_at: datetime | None,
        *,
        lasts: timedelta | None = None,
    ) -> None:
        """A one-use code for the learner, in the place of one that was not used; one on a card `lasts` longer."""
        self._rows.write("drop_code", learner=learner)
        self._rows.write(
            "add_code",
            token_hash=self._hashed_code(code),
            learner=learner,
            asked_by=asked_by or None,
            now=epoch(now),
            confirmed_at=epoch_or_none(confirmed_at),
            expires_at=epoch(now + (lasts or (ON_PHONE if confirmed_at else WAITS))),
        )

    def code(self, text: str, now: datetime) -> Code | None:
        """The code that was said; None where it is none, was used, or is too old."""
        return _code(self._rows.one("code", token_hash=self._hashed_code(text), now=epoch(now)), text)

    def code_of(self, learner: str, now: datetime) -> Code | None:
        """The learner's code that was not used yet."""
        return _code(self._rows.one("code_of", learner=learner, now=epoch(now)))

    def confirm_code(self, learner: str, now: datetime) -> None:
        """The learner's code opens the place from now on."""
        self._rows.write("confirm_code", learner=learner, now=epoch(now), expires_at=epoch(now + ON_PHONE))

    def drop_code(self, learner: str) -> None:
        """The learner's code that was not used is none any more."""
        self._rows.write("drop_code", learner=learner)

    def spend_code(self, text: str, learner: str, now: datetime) -> bool:
        """False where somebody used it in this moment."""
        return self._rows.run("spend_invite", token_hash=self._hashed_code(text), person=learner, now=epoch(now)) == 1

    def _hashed_code(self, text: str) -> str:
        return self._secret.hashed(f"code:{text}")

    def void_keys(self) -> int:
        """Nobody's key opens anything any more, nor does a code; how many keys there were."""
        self._rows.write("void_codes")
        return self._rows.run("void_keys")

    def knows_secret(self) -> bool:
        """Whether the keys were hashed with the secret that is here, or nothing was hashed yet."""
        row = self._rows.one("fact", name=MARK)
        return row is None or row[0] == self._secret.mark

    def keyless(self) -> int:
        """How many learners have no key since all were made void."""
        row = self._rows.one("keyless")
        return int(row[0]) if row else 0

    def settle_keys(self) -> int:
        """Some plain keys become hashes; first, under another secret, all become void. How many were touched."""
        voided = 0 if self.knows_secret() else self._rows.run("void_hashed_keys")
        self._rows.write("set_fact", name=MARK, value=self._secret.mark)
        plain = self._rows.all("plain_keys", limit=AT_ONCE)
        for person, key in plain:
            self.set_key(person, key)
        return voided + len(plain)


def _code(row: Row | None, text: str = "") -> Code | None:
    if row is None:
        return None
    learner, name, group, cohort, asked_by, asker, asked_at, confirmed_at, expires_at = row
    known = (group or "", cohort or "", asked_by or "", asker or "")
    return Code(learner, name, *known, instant(asked_at), instant_or_none(confirmed_at), text, instant(expires_at))
