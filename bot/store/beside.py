"""The files beside an SQLite database: the lock of whoever writes, and the tombstones that no backup holds."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from bot.store.errors import DatabaseBusy


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
            "se lo pasa."
        ) from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def read_tombstones(path: Path) -> list[tuple[str, int]]:
    """What `DATABASE.erased` says: (salted hash, epoch seconds); a line torn by a crash is passed over."""
    file = beside(path, ".erased")
    lines = file.read_text(encoding="ascii").splitlines() if file.exists() else []
    fields = [line.split() for line in lines]
    return [(field[0], int(field[1])) for field in fields if len(field) == 2 and field[1].isdigit()]


COMPANIONS = ("", "-wal", "-shm", "-journal", ".lock", ".sock", ".erased")
"""How the names of a database's own files end."""


def is_of(path: Path, database: Path) -> bool:
    """Whether a path, by whatever name or link, is one of the database's own files."""
    own = [beside(database, suffix) for suffix in COMPANIONS]
    same = path.exists() and any(one.exists() and one.samefile(path) for one in own)
    return same or path.resolve() in {beside(database.resolve(), suffix) for suffix in COMPANIONS}


def append_tombstones(path: Path, tombstones: Sequence[tuple[str, int]]) -> None:
    """Adds what is not there yet, durably."""
    known = {hashed for hashed, _ in read_tombstones(path)}
    new = [f"{hashed} {erased_at}\n" for hashed, erased_at in tombstones if hashed not in known]
    if not new:
        return
    with beside(path, ".erased").open("a", encoding="ascii") as file:
        os.fchmod(file.fileno(), 0o600)  # like the database: nobody else's business
        file.write("\n" if file.tell() else "")  # after a line that a crash may have torn
        file.writelines(new)
        file.flush()
        os.fsync(file.fileno())
