"""`make soak`: bad days by the hundred, row by row. `make soak ROW=kill SEED=7` lives one row.

A row's cases are drawn from seed and number, so that a case can be repeated alone; what was lived is kept in
`build/soak/`, and the next call goes on after it.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
import structlog

from tests.bad_days.case import Case, Counts, added
from tests.soak import rows

KEPT = Path("build/soak")


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of bad day: how many cases the long form lives, and one case."""

    cases: int
    case: Case


ROWS = {
    "kill": Row(4, rows.kill),
    "schedulers": Row(2, rows.schedulers),
    "postgres": Row(5, rows.postgres_away),
    "storm": Row(20, rows.storm),
    "shuffled": Row(10, rows.shuffled),
    "power": Row(10, rows.power),
    "full": Row(9, rows.full),
    "lesson_files": Row(13, rows.lesson_files),
    "jumps": Row(5, rows.jumping),
    "away": Row(24, rows.away),
    "flood": Row(1, rows.flood),
    "forged": Row(12, rows.forged),
    "hostile": Row(58, rows.hostile),
    "web": Row(1, rows.web),
}


@click.command()
@click.option("--row", type=click.Choice(sorted(ROWS)), help="Only this one.")
@click.option("--seed", default="7", help="What the cases are drawn from.")
@click.option("--case", "only", type=int, help="Only this case, though it was lived before.")
@click.option("--cases", type=int, help="So many, in place of the row's own number.")
def main(row: str | None, seed: str, only: int | None, cases: int | None) -> None:
    """Lives through the rows; exit 1 at the first case that fails."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    for name in [row] if row else ROWS:
        count = ROWS[name].cases if cases is None else cases
        numbers = [only] if only is not None else range(_begun(name, seed)[0], count)
        for number in numbers:
            counts = _live(name, seed, number)
            if only is None:
                _keep(name, seed, number + 1, counts)
        if only is not None:
            continue
        _, total, seconds = _begun(name, seed)
        print(f"{name}: {count} cases, seed {seed}, {seconds:.0f} s: {total}", flush=True)


def _live(name: str, seed: str, number: int) -> tuple[Counts, float]:
    """One case in a folder of its own."""
    folder, began = Path(tempfile.mkdtemp(prefix="yachaski-soak-")), time.monotonic()
    try:
        counts = asyncio.run(ROWS[name].case(f"{seed}:{number}", folder))
    except Exception as fault:
        print(f"{name}: case {number} failed: {fault}", file=sys.stderr)
        print(f"repeat it: python -m tests.soak --row {name} --seed {seed} --case {number}", file=sys.stderr)
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    seconds = time.monotonic() - began
    print(f"{datetime.now(UTC):%H:%M:%S} {name} {number} ({seconds:.1f} s) {counts}", flush=True)
    return counts, seconds


def _begun(name: str, seed: str) -> tuple[int, Counts, float]:
    """How many cases of the row were lived, their counts and their seconds."""
    file = KEPT / f"{name}-{seed}.json"
    if not file.exists():
        return 0, {}, 0.0
    kept = json.loads(file.read_text(encoding="utf-8"))
    return kept["next"], kept["counts"], kept["seconds"]


def _keep(name: str, seed: str, following: int, lived: tuple[Counts, float]) -> None:
    _, total, seconds = _begun(name, seed)
    KEPT.mkdir(parents=True, exist_ok=True)
    state = {"next": following, "counts": added(total, lived[0]), "seconds": seconds + lived[1]}
    (KEPT / f"{name}-{seed}.json").write_text(json.dumps(state, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
