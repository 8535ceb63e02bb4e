"""docs/asvs.md: the standard's first level whole, each point with a proof that exists or a reason."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
LEVEL_1 = {
    "V1": "2.1 2.2 2.3 2.4 2.5 3.1 3.2 5.1",
    "V2": "1.1 2.1 2.2 3.1",
    "V3": "2.1 2.2 3.1 4.1 4.2 5.1 5.2 5.3",
    "V4": "1.1 4.1",
    "V5": "2.1 2.2 3.1 3.2",
    "V6": "1.1 2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 3.1 3.2 4.1 4.2",
    "V7": "2.1 2.2 2.3 2.4 4.1 4.2",
    "V8": "1.1 2.1 2.2 3.1",
    "V9": "1.1 1.2 1.3 2.1",
    "V10": "4.1 4.2 4.3 4.4 4.5",
    "V11": "3.1 3.2 4.1",
    "V12": "1.1 2.1 2.2",
    "V13": "4.1",
    "V14": "2.1 3.1",
    "V15": "1.1 2.1 3.1",
}
"""As OWASP ASVS 5.0.0 numbers the requirements of level 1."""


def text() -> str:
    return (ROOT / "docs/asvs.md").read_text(encoding="utf-8")


def rows(part: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in part.splitlines() if line[:3] == "| V"]


def test_level_1_is_whole():
    """All seventy points, in the standard's order, and none twice."""
    wanted = [f"{chapter}.{point}" for chapter, points in LEVEL_1.items() for point in points.split()]
    level_1, _, level_2 = text().partition("## Level 2")
    assert len(wanted) == 70
    assert [row[0] for row in rows(level_1)] == wanted
    assert not {row[0] for row in rows(level_2)} & set(wanted)


def test_every_point_has_a_verdict_and_why():
    """Pass, not applicable, or explained; never a bare word."""
    for row in rows(text()):
        assert len(row) == 4, row
        assert row[2] in {"pass", "n/a", "explained"}, row
        assert len(row[3]) >= len("the same"), row


def test_every_proof_exists():
    """A test that is named is there, and so is every file."""
    for path, name in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text()):
        assert (ROOT / path).is_file(), path
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{name}"
    for path in re.findall(r"`(bot/[\w/]+(?:\.py|/))`", text()):
        assert (ROOT / path).exists(), path
