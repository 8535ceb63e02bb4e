"""What a fresh machine installs is what the repository says, and nothing names the host it came from."""

import ast
import importlib.metadata
import io
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "lessons_es", "scheduler")
DATA = ("lessons_en", "lessons_qu")
LOCKS = ("requirements.txt", "requirements-dev.txt")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
MAKEFILE = (ROOT / "Makefile").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def normal(requirement: str) -> str:
    """The name in a requirement, as the locks write it: `psycopg[binary]>=3.2` -> `psycopg`."""
    found = re.match(r"[\w.-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def locked(lock: str) -> dict[str, str]:
    """Each distribution that a lock names, with its version."""
    return dict(re.findall(r"^([\w.-]+)(?:\[[^]]*])?==([^ ]+)", (ROOT / lock).read_text(), re.MULTILINE))


def requires(package: str) -> list[str]:
    """What an installed distribution asks for; one of another system is not here to be asked."""
    try:
        return importlib.metadata.requires(package) or []
    except importlib.metadata.PackageNotFoundError:
        return []


def dev_dependencies() -> list[str]:
    dev: list[str] = PROJECT["project"]["optional-dependencies"]["dev"]
    return dev


def imported() -> Iterator[tuple[Path, str]]:
    """Every (file, top-level module) that our packages import, wherever in the file."""
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name.split(".")[0]) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield path, node.module.split(".")[0]


def catalogs() -> Iterator[tuple[Path, Catalog]]:
    """Every .po file of the bot, with what it says."""
    for po in sorted((ROOT / "bot/locale").glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            yield po, read_po(source)


def compiled(catalog: Catalog) -> bytes:
    """The bytes of the .mo that a catalog makes."""
    mo = io.BytesIO()
    write_mo(mo, catalog)
    return mo.getvalue()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host(lock):
    """A lock holds versions and hashes only: no address, no option of the installer."""
    lines = (ROOT / lock).read_text().splitlines()
    assert [line for line in lines if "://" in line] == []
    assert [line for line in lines if line.lstrip().startswith("-") and not HASH.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_version_has_a_hash(lock):
    """Nothing is installed that was not seen when the lock was made."""
    pins = re.split(r"^(?=[\w.-]+(?:\[[^]]*])?==)", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    assert len(pins) == len(locked(lock)) > 0
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_every_dependency_is_locked():
    """What pyproject asks for, the locks have; the tools' lock agrees with the runtime's."""
    runtime, everything = locked("requirements.txt"), locked("requirements-dev.txt")
    build = PROJECT["build-system"]["requires"]
    assert {normal(name) for name in PROJECT["project"]["dependencies"] + build} <= runtime.keys()
    assert {normal(name) for name in dev_dependencies()} <= everything.keys()
    assert runtime.items() <= everything.items()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_extra_that_is_asked_for_is_locked(lock):
    """An old pip takes `coverage[toml]` for unpinned where the lock says `coverage`, and refuses the whole lock."""
    have = set(re.findall(r"^([\w.-]+)\[([^]]*)]==", (ROOT / lock).read_text(), re.MULTILINE))
    asked = {
        (normal(wanted.name), ",".join(sorted(wanted.extras)))
        for package in locked(lock)
        for wanted in map(Requirement, requires(package))
        if wanted.extras and (wanted.marker is None or wanted.marker.evaluate({"extra": ""}))
    }
    assert asked - have == set(), "run `make lock`, which keeps the extras"


def test_setup_upgrades_nothing_by_itself():
    """What `make setup` installs stands in the locks with its hash, or is this very folder."""
    installs = re.findall(r"-m pip install (.*)", MAKEFILE.split("\n$(READY):")[1].split("\npytest:")[0])
    assert len(installs) == 2
    assert all("--require-hashes -r " in words or "--no-deps" in words for words in installs)
    assert not any(" -U" in words or "--upgrade" in words for words in installs)


def test_what_builds_the_package_is_locked_too():
    """build.in repeats the build system's requirements, because a lock of pyproject alone leaves them out."""
    lines = (ROOT / "build.in").read_text().splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == PROJECT["build-system"]["requires"]


@pytest.mark.slow
def test_every_import_is_declared():
    """Our packages import only what pyproject promises to install, never what happens to come along.

    `bot/authoring/words.py` alone may import what the extra `learn` brings.
    """
    declared = {normal(name) for name in PROJECT["project"]["dependencies"]}
    providers = importlib.metadata.packages_distributions()
    known = {*sys.stdlib_module_names, *PACKAGES}
    undeclared = [
        f"{path.relative_to(ROOT)}: {module}"
        for path, module in imported()
        if module not in known
        and declared.isdisjoint(map(normal, providers.get(module, [])))
        and not (path == ROOT / "bot/authoring/words.py" and module in {"sklearn", "scipy"})  # the extra `learn`
    ]
    assert set(undeclared) <= {"bot/authoring/words.py: sklearn", "bot/authoring/words.py: scipy"}


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_init_files_are_empty(package):
    """Importing a package runs nothing."""
    inits = list((ROOT / package).rglob("__init__.py"))
    assert inits
    assert [str(init.relative_to(ROOT)) for init in inits if init.stat().st_size] == []


@pytest.mark.process
def test_wheel_carries_every_file_of_the_packages(tmp_path):
    """Lessons, SQL, templates and catalogs travel with the code."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in (*PACKAGES, *DATA)
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".pot"} and "/." not in path.relative_to(ROOT).as_posix()
    }
    assert packed == ours


def test_catalogs_are_compiled():
    """The .mo beside each .po is what `make messages` makes of it."""
    stale = [po.parts[-3] for po, catalog in catalogs() if po.with_suffix(".mo").read_bytes() != compiled(catalog)]
    assert stale == [], "run `make messages`"


@pytest.mark.slow
def test_catalogs_know_every_sentence():
    """No sentence of the bot is missing from a catalog, translated or not."""
    methods = [(mapping["pattern"], mapping["method"]) for mapping in PROJECT["tool"]["babel"]["mappings"]]
    said = {
        (message, context)
        for package in ("bot", "scheduler")
        for _, _, message, _, context in extract_from_dir(ROOT / package, methods)
    }
    missing = [(po.parts[-3], what) for po, catalog in catalogs() for what in said if not catalog.get(*what)]
    assert missing == [], "run `make messages`"


def test_documents_name_targets_that_exist():
    """Every `make ...` in the documents is in the Makefile."""
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / ".ci/run"]
    named = {
        target
        for document in documents
        for target in re.findall(r"^\s*(?:\$ )?make ([a-z-]+)|`make ([a-z-]+)", document.read_text(), re.MULTILINE)
        for target in target
        if target
    }
    targets = set(re.findall(r"^([a-z-]+):(?!=)", MAKEFILE, re.MULTILINE))
    assert named <= targets
    assert {"setup", "run", "test"} <= targets


def test_ci_runs_the_whole_check():
    """.ci/run can be started as it is and runs `make test`."""
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    assert re.search(r"^exec make test\b", script.read_text(), re.MULTILINE)
