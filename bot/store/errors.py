"""What can be wrong with a database; each message says what to do."""

from __future__ import annotations


class DatabaseProblem(Exception):
    """The database cannot be opened as asked."""


class DatabaseBusy(DatabaseProblem):
    """Another process may write to this database; `to_runner` says it to who starts a second house."""

    def __init__(self, said: str, to_runner: str = "") -> None:
        super().__init__(said)
        self.to_runner = to_runner or said


class DatabaseAhead(DatabaseProblem):
    """The database was written by a newer version of this program."""


class DatabaseBehind(DatabaseProblem):
    """Migrations of this version are still to be applied."""


class DatabaseForeign(DatabaseProblem):
    """The tables are not those that the database's own migrations make."""


class DatabaseUnfit(DatabaseProblem):
    """The server cannot do our work, whoever asks it."""


class DatabaseEmpty(DatabaseProblem):
    """The database has no tables yet."""


class DatabaseGone(DatabaseProblem):
    """The file that the house writes to is no longer the one at its path: what is written would be lost."""


class BackupDamaged(DatabaseProblem):
    """A copy is not what it says; nothing was changed."""
