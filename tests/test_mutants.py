"""The planted mistakes of `make mutants`: forty, and each line still stands where it would be changed."""

from __future__ import annotations

import pytest

from tests.mutants.__main__ import ROOT, paths
from tests.mutants.planted import PLANTED, Planted


def test_there_are_forty() -> None:
    """Over safety, erasure, the sender, what is due, reviews and saving."""
    assert len(set(PLANTED)) == 40


@pytest.mark.parametrize("one", PLANTED, ids=lambda one: f"{one.file}-{PLANTED.index(one)}")
def test_a_planted_mistake_changes_a_line(one: Planted) -> None:
    """Whoever rewrites the line plants the mistake anew; its tests are there."""
    whole = (ROOT / one.file).read_text(encoding="utf-8")
    assert one.line in whole
    assert one.becomes != one.line
    assert all((ROOT / path).is_file() for path in paths(one))
