"""Words are words in a real browser too, wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.web.payloads import PAYLOADS, shown_in


@pytest.mark.browser
async def test_nothing_that_people_write_runs(chromium: Browser, tmp_path: Path) -> None:
    """As name, question, announcement and typed text, told by the stream and written into the page: all is read."""
    counts = await shown_in(chromium, tmp_path, PAYLOADS[::8])
    assert counts["dialogs"] == 0
    assert counts["dialogs where nothing is escaped"] > 0


def test_they_are_a_hundred() -> None:
    """As many in the long form, each another."""
    assert len(set(PAYLOADS)) == 100
