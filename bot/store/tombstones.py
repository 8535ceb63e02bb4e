"""Salted hashes of whoever was erased, kept beside the database and outside its copies."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from bot.store import file_lock


def read_tombstones(path: Path) -> list[tuple[str, int]]:
    """What `DATABASE.erased` says: (salted hash, epoch seconds); a line torn by a crash is passed over."""
    file = file_lock.beside(path, ".erased")
    lines = file.read_text(encoding="ascii").splitlines() if file.exists() else []
    fields = [line.split() for line in lines]
    return [(field[0], int(field[1])) for field in fields if len(field) == 2 and field[1].isdigit()]


def append_tombstones(path: Path, tombstones: Sequence[tuple[str, int]]) -> None:
    """Adds what is not there yet, durably."""
    known = {hashed for hashed, _ in read_tombstones(path)}
    new = [f"{hashed} {erased_at}\n" for hashed, erased_at in tombstones if hashed not in known]
    if not new:
        return
    with file_lock.beside(path, ".erased").open("a", encoding="ascii") as file:
        os.fchmod(file.fileno(), 0o600)  # like the database: nobody else's business
        file.write("\n" if file.tell() else "")  # after a line that a crash may have torn
        file.writelines(new)
        file.flush()
        os.fsync(file.fileno())
