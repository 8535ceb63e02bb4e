"""People for conversations: each test has a town of its own, on a Monday morning of the first week."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import structlog

from tests.chat import MONDAY, Person, Town, at

if TYPE_CHECKING:
    from playwright.async_api import Browser


@pytest.fixture(scope="session", autouse=True)
def _quiet_logs() -> None:
    """Warnings and errors only: the tests read what people read."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(30))


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
async def chromium() -> AsyncIterator[Browser]:
    """The system's own Chromium."""
    from tests.browser import launched  # most tests need no browser, nor the time that its library takes

    async with launched() as browser:
        yield browser
