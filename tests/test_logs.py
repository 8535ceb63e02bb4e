"""Lines for whoever runs it: few of a kind, and none that ends anything."""

from __future__ import annotations

import io
import logging

import pytest

from bot.box.logs import COUNTED, MOST_LINES, Bare, Ration, Unbroken, bare


class Full(io.StringIO):
    """A file on a full disk."""

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")

    def flush(self) -> None:
        raise BrokenPipeError


def closed() -> io.StringIO:
    stream = io.StringIO()
    stream.close()
    return stream


@pytest.mark.parametrize("stream", [Full(), closed()])
def test_what_cannot_be_written_is_lost(stream: io.StringIO):
    """And nothing else."""
    told = Unbroken(stream)
    assert told.write("algo") in {0, len("algo")}
    told.flush()


def test_a_line_that_repeats_is_rationed():
    """The first after a minute says how many were left out; another kind has its own ration."""
    now = 0.0
    ration = Ration(lambda: now)
    told = [ration.left_out("telegram_not_heard") for _ in range(MOST_LINES + 7)]
    assert told == [0] * MOST_LINES + [None] * 7
    assert ration.left_out("keeper.failed") == 0
    now = 61.0
    assert [ration.left_out("telegram_not_heard") for _ in range(2)] == [7, 0]


# --- what people wrote stays out ---------------------------------------------------------------------------

WORDS = "mi clave es 7K2M4-Q9R3T"


def failed() -> BaseException:
    try:
        raise ValueError(WORDS)
    except ValueError as fault:
        return fault


def test_a_librarys_traceback_is_its_kind_and_place():
    """aiohttp puts cookie, token and a child's words into it; the error is counted."""
    fault = failed()
    record = logging.LogRecord("aiohttp.server", logging.ERROR, "x.py", 1, WORDS, (), (type(fault), fault, None))
    said = Bare().format(record)
    assert said.startswith("aiohttp.server ERROR ValueError test_logs.py:")
    assert WORDS not in said
    before = COUNTED["aiohttp.server"]
    assert Ration(lambda: 0.0).filter(record)
    assert COUNTED["aiohttp.server"] == before + 1


def test_our_own_faults_are_told_without_their_words():
    """Whatever is logged with a fault shows which and where."""
    fault = failed()
    event = bare(None, "error", {"event": "failed", "exc_info": (type(fault), fault, None)})
    assert event.keys() == {"event", "fault"}
    assert event["fault"].startswith("ValueError test_logs.py:")


def test_keys_and_roles_are_never_left_out():
    """A breach is noticed by them; each took a key or a role, so nobody can flood with them."""
    ration = Ration(lambda: 0.0, most=1)
    told = [ration.process(None, "info", {"event": "audit.key_issued"}) for _ in range(5)]
    assert told == [{"event": "audit.key_issued"}] * 5
