"""Every row of the bench has a goal, and its work gives a figure. How fast is nobody's business here."""

from __future__ import annotations

import asyncio
import json
import math
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bench import postgres, report, works
from bench.measure import Bench, Figure
from bench.size import TINY
from tests.engines import *  # noqa: F403 - fixtures are found by name


@pytest.fixture
def bench(tmp_path: Path, request: pytest.FixtureRequest) -> Bench:
    def database() -> AbstractAsyncContextManager[str]:
        return postgres.database(request.getfixturevalue("postgres_server"))

    return Bench(TINY, tmp_path, database, lambda _: None)


def test_goals_match_the_rows_of_the_table() -> None:
    """No row without a goal, no goal without a row."""
    assert sorted(report.goals()) == sorted(name for names in works.WORKS.values() for name in names)


@pytest.mark.process
@pytest.mark.parametrize("work", works.WORKS)
def test_each_work_yields_its_figures(work: str, bench: Bench) -> None:
    """Once, as small as it goes, on the real parts."""
    figures = asyncio.run(works.load(work)(bench))
    assert tuple(figure.name for figure in figures) == works.WORKS[work]
    for figure in figures:
        assert figure.rounds >= TINY.rounds
        assert math.isfinite(figure.ratio)
    assert report.table(figures)


def test_rows_of_an_earlier_run_are_kept(tmp_path: Path) -> None:
    """Measuring one row again leaves the others as they were."""
    path = tmp_path / "results.json"
    report.keep([Figure("respond", "µs", [90.0, 110.0, 100.0])], path)
    report.keep([Figure("sends", "sends/s", [100.0, 300.0, 200.0], [100.0, 100.0, 100.0])], path)
    assert json.loads(path.read_text(encoding="utf-8")) == [
        {"name": "respond", "ratio": 100.0, "goal": 50, "sense": "<=", "rounds": 3},
        {"name": "sends", "ratio": 2.0, "goal": 0.8, "sense": ">=", "rounds": 3},
    ]


def test_a_row_that_falls_short_is_marked() -> None:
    """The table says so in the row itself."""
    assert "SHORT" in report.table([Figure("sends", "sends/s", [1.0], [2.0])])
    assert "SHORT" not in report.table([Figure("sends", "sends/s", [2.0], [2.0])])
