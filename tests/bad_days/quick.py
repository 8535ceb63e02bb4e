"""A box whose plug nobody pulls: its store need not wait for the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.store import sqlite


@contextmanager
def without_waiting() -> Iterator[None]:
    """Databases opened meanwhile are written without a sync at each commit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "_PRAGMAS", (*sqlite._PRAGMAS, "synchronous = OFF"))
        yield
