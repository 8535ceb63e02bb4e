"""`python -m bot demo` from outside: it says where to look, ends in order, and explains what stops it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.demo.command import main

START = "import sys; from bot.demo.command import main; sys.exit(main(int(sys.argv[1]), '127.0.0.1'))"


@contextmanager
def started(port: int, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The demo in a process of its own, its temporary files in `folder`."""
    environment = {**os.environ, "TMPDIR": str(folder), "YACHASKI_TELEGRAM_TOKEN": "1:not-for-a-demo"}
    command = [sys.executable, "-c", START, str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def address(process: subprocess.Popen[str]) -> str:
    """Where it says that it is."""
    for line in process.stdout or ():
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        if found:
            return found[0]
    raise AssertionError("no address was printed")


@pytest.mark.process
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_opens_without_a_token_and_leaves_nothing_behind(tmp_path: Path, ending: signal.Signals) -> None:
    """The address answers; Ctrl-C or SIGTERM ends it in order, and the database is gone."""
    with started(0, tmp_path) as process:
        with urlopen(address(process)) as page:
            assert page.status == 200
        assert list(tmp_path.iterdir())
        process.send_signal(ending)
        assert process.wait(timeout=30) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.process
def test_a_port_in_use_is_explained(tmp_path: Path) -> None:
    """Which port, why perhaps, and the command that helps."""
    with socket.create_server(("127.0.0.1", 0)) as taken, started(taken.getsockname()[1], tmp_path) as process:
        told, _ = process.communicate(timeout=30)
        assert process.returncode == 1
        assert f"El puerto {taken.getsockname()[1]} ya está ocupado" in told
        assert "make run PORT=" in told


def test_an_address_of_another_machine_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """Which setting to take away."""
    assert main(0, "203.0.113.1") == 1
    assert "Quita YACHASKI_HOST" in capsys.readouterr().out
