"""The desk of a town, at a port."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aiohttp.test_utils import TestServer

from tests.chat import Town
from tests.desk.looking import Looking, served


@pytest.fixture
def server(town: Town) -> Iterator[TestServer]:
    with served(town) as server:
        yield server


@pytest.fixture
def looking(town: Town, server: TestServer) -> Looking:
    return Looking(town, server)
