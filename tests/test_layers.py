"""The house stands: every arrow goes down, no room looks into its neighbour, and the core stays pure."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("lessons_es", "bot", "scheduler")

FLOORS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("lessons_es",), ("bot.settings", "bot.os_reason")),
    (("bot.core",),),
    (("bot.ports",), ("bot.tables",)),
    (("scheduler.carriers.pace",), ("bot.channels.help_lines",)),
    (
        ("bot.turn",),
        ("bot.channels.console",),
        ("bot.channels.telegram",),
        ("bot.channels.sms", "bot.channels.sms_update"),
        ("bot.channels.web",),
        ("bot.channels.whatsapp", "bot.channels.whatsapp_update"),
        ("bot.store",),
        ("bot.itinerary",),
        ("bot.desk",),
        ("bot.authoring",),
        (
            "bot.papers.attachments",
            "bot.papers.cards",
            "bot.papers.certificates",
            "bot.papers.honest_page",
            "bot.papers.item_table",
            "bot.papers.class_list",
            "bot.papers.logbook_table",
            "bot.papers.plan_card",
            "bot.papers.report_page",
            "bot.papers.reports",
            "bot.papers.spreadsheets",
            "bot.papers.typesetting",
        ),
        (
            "scheduler.clock",
            "scheduler.fault",
            "scheduler.nap",
            "scheduler.outage",
            "scheduler.page_lane",
            "scheduler.sender",
            "scheduler.tick",
        ),
        ("scheduler.carriers.page",),
        ("scheduler.carriers.sms",),
        ("scheduler.carriers.telegram",),
        (
            "scheduler.carriers.whatsapp",
            "scheduler.carriers.whatsapp_errors",
            "scheduler.carriers.whatsapp_message",
            "scheduler.carriers.whatsapp_templates",
        ),
    ),
    (("bot.box",), ("bot.courses",), ("bot.papers.poster", "bot.papers.blocks")),
    (("bot.app", "bot.carriers"),),
    (("bot.demo",),),
    (("bot.commands",),),
    (("bot.__main__",),),
)
"""From the ground up. A floor holds rooms, a room holds modules (a package stands for all that is in it).

Modules of one room may import each other. Everything else is imported from a floor below, never from beside.
"""

PURE = {
    *(
        "__future__",
        "base64",
        "binascii",
        "collections",
        "datetime",
        "decimal",
        "enum",
        "functools",
        "hashlib",
        "itertools",
        "json",
        "math",
    ),
    *("operator", "random", "re", "statistics", "string", "typing", "unicodedata", "zlib", "zoneinfo"),
    *("babel", "fsrs", "msgspec", "text_to_num"),
    *("bot", "lessons_es"),
}
"""What the core may import: nothing that waits, reads a disk or a clock, or speaks to a network."""

CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "loop.time", "get_running_loop.time"}
WAITS = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)
CARRIERS = {
    "aiogram": {"bot.channels.telegram", "bot.commands.check"},
    "telegram": {"scheduler.carriers.telegram"},
    "pywa_async": {"scheduler.carriers.whatsapp", "scheduler.carriers.whatsapp_templates"},
}
"""Which modules may import a carrier's library: one hears, one speaks; the doctor asks whether the token is good."""


# --- reading the code --------------------------------------------------------------------------------------


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of ours by its name; an empty `__init__` is none."""
    files = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_text(encoding="utf-8"))
        for path in files
        if path.name != "__init__.py"
    }


def names(node: ast.AST) -> Iterator[str]:
    """What an import statement imports, in full: `from bot import turn` is `bot.turn.turn`."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported(tree: ast.AST) -> set[str]:
    """Everything imported, wherever it is written: inside a function or only for types too."""
    return {name for node in ast.walk(tree) for name in names(node)}


def libraries(tree: ast.AST) -> set[str]:
    """The first names of everything imported: `from telegram.ext import X` is `telegram`."""
    return {name.partition(".")[0] for name in imported(tree)}


def ours(name: str) -> str:
    """The module of ours that an imported name is, or is in; `""` when it is somebody else's."""
    while name and name not in modules():
        name = name.rpartition(".")[0]
    return name


def arrows() -> dict[str, set[str]]:
    """Which modules of ours each one imports."""
    return {module: {ours(name) for name in imported(tree)} - {""} for module, tree in modules().items()}


def place(module: str) -> tuple[int, tuple[str, ...]] | None:
    """The floor and the room of a module; None when the table does not know it."""
    for floor, rooms in enumerate(FLOORS):
        for room in rooms:
            if any(module == part or module.startswith(f"{part}.") for part in room):
                return floor, room
    return None


def called(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every call as (line, last two names): `datetime.now`, `open`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, _last_names(node.func)


def _last_names(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute):
        holder = function.value.func if isinstance(function.value, ast.Call) else function.value
        return f"{_last_names(holder).rpartition('.')[2]}.{function.attr}"
    return ""


def core() -> dict[str, ast.Module]:
    """The pure part."""
    return {module: tree for module, tree in modules().items() if module.startswith("bot.core.")}


def strings(tree: ast.AST) -> set[str]:
    """Every text that is a value."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


# --- the arrows --------------------------------------------------------------------------------------------


def test_every_module_has_its_floor():
    """Whoever adds a module says in the table where it lives."""
    assert [module for module in modules() if place(module) is None] == []


def test_the_table_names_no_room_that_is_gone():
    """A room that was given up leaves the table too."""
    parts = [part for rooms in FLOORS for room in rooms for part in room]
    gone = [part for part in parts if not any(f"{module}.".startswith(f"{part}.") for module in modules())]
    assert gone == []


def test_arrows_go_down():
    """A module imports its own room and the floors below, never a neighbour and never upwards."""
    wrong = []
    for module, needed in arrows().items():
        for other in sorted(needed):
            mine, theirs = place(module), place(other)
            if mine and theirs and mine[1] != theirs[1] and theirs[0] >= mine[0]:
                wrong.append(f"{module} -> {other}")
    assert wrong == []


def test_no_circle():
    """Modules can be read one after the other, each after what it needs."""
    try:
        TopologicalSorter(arrows()).prepare()
    except CycleError as circle:
        pytest.fail(f"a circle: {' -> '.join(circle.args[1])}")


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_importing_a_package_runs_nothing(package):
    """Every `__init__.py` is empty: arrows are between modules."""
    inits = list((ROOT / package).rglob("__init__.py"))
    assert inits
    assert [str(init.relative_to(ROOT)) for init in inits if init.stat().st_size] == []


# --- the pure part -----------------------------------------------------------------------------------------


def test_the_core_never_waits():
    """No await and nothing async: a turn runs on the writer, from its beginning to its end."""
    waits = [
        f"{module}:{node.lineno}"
        for module, tree in core().items()
        for node in ast.walk(tree)
        if isinstance(node, WAITS)
    ]
    assert waits == []


def test_the_core_imports_only_what_is_pure():
    """No SDK, no database, no disk, no clock of its own."""
    foreign = [
        f"{module}: {name}"
        for module, tree in core().items()
        for name in sorted(imported(tree))
        if name.partition(".")[0] not in PURE
    ]
    assert foreign == []


def test_the_core_opens_nothing():
    """Nothing is read from a disk, asked of a terminal or printed; a time zone is handed in, not looked up."""
    doors = {"open", "print", "input", "exec", "eval", "__import__", "ZoneInfo"}
    assert [
        f"{module}:{line}: {call}" for module, tree in core().items() for line, call in called(tree) if call in doors
    ] == []


def test_the_core_has_no_chance_of_its_own():
    """`random` lends the core the name of a type; the chance itself is an argument."""
    drawn = [
        f"{module}: {name}"
        for module, tree in core().items()
        for name in imported(tree)
        if name.partition(".")[0] == "random" and name != "random.Random"
    ]
    made = [f"{module}:{line}" for module, tree in core().items() for line, call in called(tree) if call == "Random"]
    assert drawn + made == []


def test_only_one_module_reads_the_clock():
    """The present is an argument everywhere but in scheduler/clock.py, in the SQL too."""
    askers = {module for module, tree in modules().items() if "time" in libraries(tree)}
    read = [
        f"{module}:{line}: {call}"
        for module, tree in modules().items()
        for line, call in called(tree)
        if call in CLOCKS and module != "scheduler.clock"
    ]
    assert askers == {"scheduler.clock"}
    assert read == []
    sql = [path for path in (ROOT / "bot/store").rglob("*.sql") if _tells_time(path.read_text(encoding="utf-8"))]
    assert sql == []


def _tells_time(sql: str) -> bool:
    said = sql.lower()
    return any(word in said for word in ("current_timestamp", "'now'", "now()", "unixepoch(", "random("))


# --- the carriers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("library", CARRIERS)
def test_a_carriers_library_stays_in_its_room(library):
    """One Telegram library hears, the other speaks, and they meet in no file."""
    users = {module for module, tree in modules().items() if library in libraries(tree)}
    assert users == CARRIERS[library]


def test_the_commands_do_not_load_carriers_at_once():
    """bot/__main__.py imports at its top what every command needs, and no carrier."""
    top = {name.partition(".")[0] for node in modules()["bot.__main__"].body for name in names(node)}
    assert top.isdisjoint(CARRIERS)


@pytest.mark.process
@pytest.mark.parametrize("module", ["bot.app", "bot.demo.command", "bot.__main__"])
def test_who_does_not_use_telegram_does_not_load_it(module):
    """Everything but Telegram starts without the seconds and the memory that its libraries cost."""
    loaded = f"import sys, {module}; print(*sorted({{*{list(CARRIERS)!r}}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


PORT_LONGEST = 40
"""Methods of one port of the store at most: who reads it has one subject before them."""


def test_no_port_of_the_store_is_long():
    """The book is the sum of its subjects, and keeps nothing for itself but what a turn leaves behind."""
    ports = {
        f"{module}.{port.name}": sum(isinstance(part, ast.FunctionDef) for part in port.body)
        for module, tree in modules().items()
        if module.startswith("bot.ports.")
        for port in ast.walk(tree)
        if isinstance(port, ast.ClassDef)
    }
    assert [port for port, methods in ports.items() if methods > PORT_LONGEST] == []
    assert ports["bot.ports.book.Book"] == 1


# --- how deep, how wide ------------------------------------------------------------------------------------

CHAIN_LONGEST = 28
"""Modules one above the other at most. It only ever sinks: what is needed twice moves below both."""


def chains() -> dict[str, tuple[str, ...]]:
    """The longest chain of imports below each module, itself first."""
    needed, found = arrows(), dict[str, tuple[str, ...]]()
    for module in TopologicalSorter(needed).static_order():
        below = max((found[other] for other in needed[module] if other != module), key=len, default=())
        found[module] = (module, *below)
    return found


def test_no_chain_of_imports_is_long():
    """Who reads a module has not to read half the house first."""
    longest = max(chains().values(), key=len)
    assert len(longest) <= CHAIN_LONGEST, " -> ".join(longest)


MENUS = {
    "today": {"menu", "resume", "proceed"},
    "teacher_menu": {"menu"},
    "visits": {"menu"},
    "cases": {"menu"},
    "next_step": {"resume", "taken"},
    "enrol": {"stranger"},
}
"""What only the engine says, by `next_step`: a talk ends with `scene.then`."""
SAYS_ITSELF = {
    "announce": {"teacher_menu.menu"},
    "concern": {"today.menu"},
    "drip": {"today.menu"},
    "felt": {"today.menu"},
}
"""These put buttons of their own among a menu's; a day's message is no answer with a next step."""


def test_no_talk_says_another_talks_menu():
    """The next step is a value: only the engine knows what it says."""
    said = {
        module.rpartition(".")[2]: {
            call for _, call in called(tree) if call.rpartition(".")[2] in MENUS.get(call.rpartition(".")[0], ())
        }
        for module, tree in core().items()
        if module.startswith("bot.core.talk.") and not module.endswith(".next_step")
    }
    assert {module: calls for module, calls in said.items() if calls} == SAYS_ITSELF
