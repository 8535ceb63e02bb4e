"""Where our own code failed, in a form that may be logged: a fault's message can hold what somebody wrote."""

from __future__ import annotations

from pathlib import PurePath
from traceback import extract_tb


def trace(fault: BaseException) -> str:
    """Its kind and the last five places it came through, such as `KeyError at sender.py:120 < tick.py:30`."""
    places = [f"{PurePath(frame.filename).name}:{frame.lineno}" for frame in extract_tb(fault.__traceback__)]
    return f"{type(fault).__name__} at {' < '.join(reversed(places[-5:]))}"
