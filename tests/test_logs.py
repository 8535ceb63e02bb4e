"""Lines for whoever runs it: few of a kind, and none that ends anything."""

from __future__ import annotations

import io

import pytest

from bot.box.logs import MOST_LINES, Ration, Unbroken


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
