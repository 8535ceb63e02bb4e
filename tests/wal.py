"""What SQLite has written to its log: each commit there is one sync of the disk.

The log begins anew when it has been folded into the file, which no test of a few minutes lets happen.
https://www.sqlite.org/fileformat.html#the_write_ahead_log
"""

from __future__ import annotations

from pathlib import Path
from struct import unpack
from typing import NamedTuple

_HEADER, _FRAME = 32, 24


class Written(NamedTuple):
    """Commits, and bytes."""

    commits: int
    size: int

    def since(self, before: Written) -> Written:
        """What was written after `before`."""
        return Written(self.commits - before.commits, self.size - before.size)


def written(database: str | Path) -> Written:
    """Since the log began."""
    log = Path(f"{database}-wal").read_bytes()
    (page,) = unpack(">I", log[8:12]) if len(log) >= _HEADER else (0,)
    commits = frames = 0
    for at in range(_HEADER, len(log) - _FRAME - page + 1, _FRAME + page):
        size, salt = unpack(">I", log[at + 4 : at + 8])[0], log[at + 8 : at + 16]
        if salt != log[16:24]:
            break  # of before the log began anew
        commits, frames = commits + (size > 0), frames + 1
    return Written(commits, frames * (_FRAME + page))
