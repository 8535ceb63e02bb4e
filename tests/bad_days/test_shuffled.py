"""Updates that come twice, late, in another order, or broken."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings

from tests.bad_days.shuffled import IN_ORDER, enrolled, lived, plans


def test_the_end_is_the_same(tmp_path: Path) -> None:
    """Duplicates, a strange order between people and junk end where the in-order, once-only run ends."""
    base = enrolled(tmp_path)
    expected = lived(base, tmp_path, IN_ORDER)
    assert len(expected[1]) == 4

    @settings(max_examples=15, deadline=None, database=None, derandomize=True)
    @given(plans())
    def ends_the_same(steps) -> None:
        assert lived(base, tmp_path, steps) == expected

    ends_the_same()
