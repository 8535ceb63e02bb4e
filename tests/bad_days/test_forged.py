"""Forged, foreign and replayed buttons and links: every role, every action, what is somebody else's."""

from __future__ import annotations

from pathlib import Path

from tests.bad_days.forged import links, table


def test_the_whole_table(tmp_path: Path) -> None:
    """Nobody sees or changes what is not theirs, and no button ends in a fault."""
    assert table(tmp_path, whole=False)["taps"] > 500


def test_a_one_time_link_works_once(tmp_path: Path) -> None:
    """Of three who hold the same link one becomes a teacher."""
    assert links(tmp_path)["teachers"] == 1
