"""The four roads of CONTRIBUTING.md lead through files that are there, and each ends at a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROADS = {part.partition("\n")[0]: part for part in PAGE.split("\n## ")[1:]}


def test_there_are_four_roads() -> None:
    """What is changed most."""
    assert list(ROADS) == ["A talk", "A channel", "A column about a person", "A lesson"]


@pytest.mark.parametrize("road", ROADS)
def test_a_road_leads_through_files_that_are_there(road: str) -> None:
    """Each file and folder that it names exists, and one of them at least is a test."""
    named = re.findall(r"`([\w/.]+/[\w.]*)`", ROADS[road])
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert any(name.startswith("tests/") for name in named)
    assert any(not name.startswith("tests/") for name in named)
