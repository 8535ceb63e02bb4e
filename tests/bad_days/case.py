"""One bad day, whole: from a seed and an empty folder to counts, or to an AssertionError that says what broke.

The short form (`make test`) lives a few of each, the long form (`make soak`) many.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

Counts = dict[str, int]
Case = Callable[[str, Path], Coroutine[Any, Any, Counts]]
"""(seed, an empty folder) -> counts, which are summed up over the cases of a row."""


def added(total: Counts, counts: Counts) -> Counts:
    """The sums, name by name."""
    return {name: total.get(name, 0) + counts.get(name, 0) for name in {**total, **counts}}
