"""The files beside a SQLite database, and the lock that its writer holds."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from bot.store.errors import DatabaseBusy


def resolved(database: str) -> Path:
    """The database's own path, whatever link the setting goes through: one file has one lock and one log."""
    return Path(database).resolve()


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at the path: its device and inode; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def beside(path: Path, suffix: str) -> Path:
    """The file beside the database whose name ends in `suffix`."""
    return path.with_name(path.name + suffix)


def hold(path: Path) -> IO[str]:
    """Takes the OS lock beside the database, or raises DatabaseBusy at once. Closing the file lets go."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = beside(path, ".lock").open("a+", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        holder = lock.read().strip() or "unknown"
        lock.close()
        raise DatabaseBusy(
            f"Otro proceso (número {holder}) usa {path}. Termínalo primero, o da el comando mientras corre «run»: "
            "se lo pasa.",
            f"Yachaski ya corre con {path} (proceso {holder}). Uno basta: úsalo, o apágalo primero (Ctrl-C, o "
            "«systemctl stop yachaski»).",
        ) from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


COMPANIONS = ("", "-wal", "-shm", "-journal", ".lock", ".sock", ".erased", ".secret")
"""How the names of a database's own files end."""


def is_of(path: Path, database: Path) -> bool:
    """Whether a path, by whatever name or link, is one of the database's own files."""
    own = [beside(database, suffix) for suffix in COMPANIONS]
    same = path.exists() and any(one.exists() and one.samefile(path) for one in own)
    return same or path.resolve() in {beside(database.resolve(), suffix) for suffix in COMPANIONS}
