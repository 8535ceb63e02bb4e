"""`make mutants`: plants forty mistakes one after the other in a copy of the code, and says which tests see them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutants.planted import PLANTED, Planted

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "build", "__pycache__", ".mypy_cache", ".ruff_cache")


def seen(one: Planted, copy: Path) -> bool:
    """Whether a test fails while the mistake stands there."""
    file = copy / one.file
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace(one.line, one.becomes, 1), encoding="utf-8")
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *paths(one)]
    try:
        done = subprocess.run(
            command, cwd=copy, capture_output=True, check=False, env=os.environ | {"PYTHONPATH": str(copy)}
        )
    finally:
        file.write_text(whole, encoding="utf-8")
    return done.returncode == 1


def paths(one: Planted) -> list[str]:
    """Its tests, from the top."""
    return [f"tests/{name}" for name in one.tests.split()]


def main(wanted: str = "") -> int:
    """Prints a line each; 1 where a mistake was seen by nobody. `wanted` is a part of a file's name."""
    alive = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(ROOT, Path(folder) / "copy", ignore=LEFT_OUT))
        for number, one in enumerate(PLANTED, 1):
            if wanted in one.file:
                found = seen(one, copy)
                alive += not found
                print(f"{number:2} {'seen ' if found else 'ALIVE'} {one.file}: {one.line.strip()}", flush=True)
    print("every mistake was seen" if not alive else f"{alive} lived")
    return min(alive, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
