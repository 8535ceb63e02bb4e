"""People for conversations: each test has a town of its own, on a Monday morning of the first week."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from hypothesis import HealthCheck, settings

from bot.store import secret
from tests.chat import MONDAY, Person, Town, at

if TYPE_CHECKING:
    from playwright.async_api import Browser


settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
"""A machine with other work is slow, and no test fails for that."""

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - as a folder for folders that are made anew
ROOM = 2 << 30


def _lies_in_memory() -> bool:
    """Whether there is a folder in memory, with room in it, from which programs can be started."""
    if not os.access(IN_MEMORY, os.W_OK):
        return False
    found = os.statvfs(IN_MEMORY)
    return found.f_bavail * found.f_frsize >= ROOM and not found.f_flag & os.ST_NOEXEC


if "TMPDIR" not in os.environ and _lies_in_memory():
    # What tests write is durable, commit by commit: half of their time would go to waiting for the disk.
    os.environ["TMPDIR"], tempfile.tempdir = str(IN_MEMORY), None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for the server starts processes; engines.py says it of tests that run on both engines."""
    for item in items:
        if "postgres_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.process)


@pytest.fixture(scope="session", autouse=True)
def _quiet_logs() -> None:
    """Warnings and errors only: the tests read what people read."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))


@pytest.fixture(scope="session", autouse=True)
def _secret_of_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A server's secret lies in the folder from which it is started: not in this one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secret, "SERVER", tmp_path_factory.mktemp("server") / "yachaski.secret")
        yield


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """The truck is at San Juan for five weeks; it is Monday, 9 in the morning."""
    town = Town(tmp_path / "town.db", at(MONDAY, 9))
    town.visit()
    yield town
    town.close()


@pytest.fixture
def luz(town: Town) -> Person:
    """A stranger with a phone."""
    return town.person()


@pytest.fixture
def ana(town: Town) -> Person:
    """A learner of 3.º B, accepted, who is written to at 7 p. m."""
    return town.learner("Ana R.")


@pytest.fixture
def tells(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Says a line at the end of the tests' output: a figure that was measured."""
    return lambda text: record_property("measured", text)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What tests measured, whichever process they ran in."""
    lines = [
        text
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, text in report.user_properties
        if name == "measured"
    ]
    if lines:
        terminalreporter.section("measured")
        terminalreporter.write("".join(f"{line}\n" for line in lines))


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """The system's own Chromium."""
    from tests.browser import launched  # most tests need no browser, nor the time that its library takes

    async with launched() as browser:
        yield browser
