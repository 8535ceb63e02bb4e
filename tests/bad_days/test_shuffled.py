"""Updates that come twice, late, in another order, or broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_days.shuffled import IN_ORDER, enrolled, lived, shuffle


@pytest.mark.slow
def test_the_end_is_the_same(tmp_path: Path) -> None:
    """Duplicates, a strange order between people and junk end where the in-order, once-only run ends."""
    assert shuffle(7, tmp_path, pairs=4, rounds=4) == 16


def test_the_end_is_a_lesson(tmp_path: Path) -> None:
    """What is compared is not empty: each of a pair has a document, two attempts, and the lesson's words."""
    base = enrolled(tmp_path, 1)
    state = lived(base, tmp_path, [IN_ORDER])
    for phone in base.pairs[0]:
        document, *rest = state[phone]
        assert '"done"' in document[0]
        assert [is_right for *_, is_right in rest[:2]] == [1, 0]
        assert len(rest) > len(["two attempts", "and an answer to each act"]) + 7
