"""What the program tells whoever runs it: lines on standard error that can be lost, but never end or fill anything."""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog

MOST_LINES = 20
"""Lines of one kind in a minute; the next one after it says how many were left out."""
WINDOW_SECONDS = 60.0
AUDIT = "audit."
"""What the lines about keys and roles begin with: each is told, since each took a key or a role."""
_MOST_KINDS = 1_000
COUNTED: Counter[str] = Counter()
"""How many errors each library has told since the start, also those that were left out."""


class Unbroken:
    """A stream whose reader may be gone, or whose disk full: what cannot be written is lost, and nothing else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except (OSError, ValueError):  # ValueError: it is closed
            return len(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Ration:
    """So many lines of a kind in a minute of `steady`."""

    def __init__(self, steady: Callable[[], float], most: int = MOST_LINES) -> None:
        self._steady = steady
        self._most = most
        self._told: dict[str, tuple[float, int]] = {}

    def left_out(self, kind: str) -> int | None:
        """None where a line of this kind is one too many; else how many were left out before it."""
        now = self._steady()
        since, count = self._told.get(kind, (now, 0))
        if now - since < WINDOW_SECONDS:
            self._told[kind] = (since, count + 1)
            return 0 if count < self._most else None
        if len(self._told) >= _MOST_KINDS:
            self._told.clear()
        self._told[kind] = (now, 1)
        return max(0, count - self._most)

    def process(self, _logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
        """As a processor of structlog."""
        if str(event.get("event")).startswith(AUDIT):
            return event
        left_out = self.left_out(str(event.get("event")))
        if left_out is None:
            raise structlog.DropEvent
        return {**event, "left_out": left_out} if left_out else event

    def filter(self, record: logging.LogRecord) -> bool:
        """As a filter of `logging`."""
        COUNTED[record.name] += 1
        return self.left_out(f"{record.name} {record.levelname}") is not None


class Bare(logging.Formatter):
    """Another library's error as who, how grave, which fault and where: a traceback shows what people wrote."""

    def format(self, record: logging.LogRecord) -> str:
        fault = record.exc_info[1] if record.exc_info else None
        return " ".join(filter(None, (record.name, record.levelname, told(fault) if fault else "")))


def told(fault: BaseException) -> str:
    """The fault's kind and its place, without its words."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    at = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else ""
    return f"{type(fault).__name__} {at}".strip()


def bare(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """As a processor of structlog: of a fault its kind and place."""
    known = event.pop("exc_info", None)
    fault = sys.exc_info()[1] if known is True else known[1] if isinstance(known, tuple) else known
    return {**event, "fault": told(fault)} if isinstance(fault, BaseException) else event


def begin(format_: str, steady: Callable[[], float]) -> None:
    """Structured lines to standard error; other libraries' errors too, without what people wrote."""
    sys.stdout, sys.stderr = cast(TextIO, Unbroken(sys.stdout)), cast(TextIO, Unbroken(sys.stderr))
    renderer: Any = structlog.dev.ConsoleRenderer(colors=False)
    if format_ == "json":
        renderer = structlog.processors.JSONRenderer()
    ration = Ration(steady)
    structlog.configure(
        processors=[
            ration.process,
            bare,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(ration.filter)
    handler.setFormatter(Bare())
    logging.basicConfig(level=logging.ERROR, handlers=[handler])
