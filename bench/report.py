"""The goals, the table, and what is left behind for programs."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from textwrap import wrap
from typing import Literal

from bench.measure import Figure

GOALS = Path(__file__).parent / "goals.toml"
RESULTS = Path(__file__).parent / "results.json"
WORDS = 52
"""Characters that a row's words may take on a line."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A row of `goals.toml`."""

    name: str
    work: str
    beside: str
    sense: Literal[">=", "<="]
    goal: float

    def reached(self, ratio: float) -> bool:
        return ratio >= self.goal if self.sense == ">=" else ratio <= self.goal


def goals() -> dict[str, Goal]:
    """Every goal by its name, in the order of the table."""
    rows = tomllib.loads(GOALS.read_text(encoding="utf-8"))["row"]
    return {row["name"]: Goal(**row) for row in rows}


def table(figures: Sequence[Figure]) -> str:
    """Medians, ratio and goal of each row; a row that falls short is marked."""
    known = goals()
    lines = [f"{'work':<{WORDS}} {'ours':>12} {'beside':>12} {'ratio':>8} {'goal':>8}"]
    for figure in figures:
        goal = known[figure.name]
        words = wrap(f"{goal.name}: {goal.work}", WORDS)
        words += (
            wrap(f"beside: {goal.beside}", WORDS, initial_indent="  ", subsequent_indent="  ") if goal.beside else []
        )
        beside = _shown(median(figure.beside)) if figure.beside else ""
        mark = "" if goal.reached(figure.ratio) else "  SHORT"
        lines.append(
            f"{words[0]:<{WORDS}} {_shown(median(figure.ours)):>12} {beside:>12} "
            f"{_shown(figure.ratio) if beside else '':>8} {goal.sense + ' ' + _shown(goal.goal):>8}{mark}"
        )
        lines += [f"{word:<{WORDS}} {figure.unit if number == 0 else '':>12}" for number, word in enumerate(words[1:])]
    return "\n".join(line.rstrip() for line in lines)


def keep(figures: Sequence[Figure], path: Path = RESULTS) -> None:
    """Writes the rows; those of an earlier run that were not measured now stay."""
    kept = {row["name"]: row for row in (json.loads(path.read_text(encoding="utf-8")) if path.exists() else [])}
    known = goals()
    for figure in figures:
        goal = known[figure.name]
        row = {"name": goal.name, "ratio": round(figure.ratio, 4), "goal": goal.goal, "sense": goal.sense}
        kept[goal.name] = {**row, "rounds": figure.rounds}
    rows = [kept[name] for name in known if name in kept]
    path.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def _shown(number: float) -> str:
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}"
