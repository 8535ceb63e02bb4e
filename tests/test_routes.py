"""What is true of a button is told once, in a row of the table of routes."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core import role
from bot.core.route import Needs, Route, Who
from bot.core.routes import ACTIONS, COMMANDS, EXPECTATIONS, EXPECTED, ROUTES
from bot.core.text import reading

CORE = Path(__file__).parent.parent / "bot/core"
PEOPLE = {
    role.anyone,
    role.learner,
    role.teacher,
    role.road,
    role.operator,
    role.protector,
    role.contact,
    role.adult,
    role.known,
}
OUTSIDE = {word for word in reading.COMMANDS.values() if word not in COMMANDS}
NAMED = re.compile(r"[a-z]+\.[a-z_]+")
OF_THEIR_OWN = {"announcement.py", "long_silence.py"}
"""Who knows a button again: one that has nothing left to cancel, and three before it is known who has the phone."""
KINDS = {name.partition(".")[0] for name in (*ACTIONS, *EXPECTED)}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every file of the core but the table itself."""
    for path in sorted(CORE.rglob("*.py")):
        if path.name != "routes.py":
            yield path.name, ast.parse(path.read_text(encoding="utf-8"))


def names(node: ast.AST) -> Iterator[str]:
    """Every string under a node that reads as a route: `today.start`."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and NAMED.fullmatch(part.value):
            yield part.value


def routes_named(node: ast.AST) -> set[str]:
    return {name for name in names(node) if name.partition(".")[0] in KINDS}


def endings(tree: ast.Module) -> Iterator[str]:
    """The last part of routes that are put together: `answer` of `f"{route}.answer"`."""
    for node in ast.walk(tree):
        last = node.values[-1] if isinstance(node, ast.JoinedStr) and len(node.values) == 2 else None
        if isinstance(last, ast.Constant) and re.fullmatch(r"\.[a-z_]+", str(last.value)):
            yield str(last.value)[1:]


def test_every_button_of_the_core_leads_somewhere() -> None:
    """No file offers a button, or asks for an answer, that has no row."""
    known = {*ACTIONS, *EXPECTED}
    assert {(file, name) for file, tree in modules() for name in routes_named(tree) - known} == set()


@pytest.mark.slow
def test_every_row_is_offered_somewhere() -> None:
    """A row that no button and no question names would be dead."""
    offered = {name for _, tree in modules() for name in routes_named(tree)}
    made = {ending for _, tree in modules() for ending in endings(tree)}
    dead = {name for name in {*ACTIONS, *EXPECTED} - offered if name.rpartition(".")[2] not in made}
    assert dead == set()


@pytest.mark.slow
def test_nothing_is_told_of_a_button_outside_the_table() -> None:
    """Elsewhere an action is offered, and in no set, no table and no comparison: those would tell one more fact."""
    told = [
        f"{file}:{node.lineno}: {name}"
        for file, tree in modules()
        if file not in OF_THEIR_OWN
        for node in telling(tree)
        for name in sorted(routes_named(node))
    ]
    assert told == []


def telling(node: ast.AST) -> Iterator[ast.expr]:
    """Sets, tables and comparisons; but for those of what is expected to be typed, which may have a button's name."""
    if isinstance(node, ast.Compare) and "expects" in {*map(_last_name, ast.walk(node))}:
        return
    if isinstance(node, ast.Compare | ast.Set | ast.Dict):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from telling(child)


def _last_name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_every_row_stands_once() -> None:
    """Neither an action nor a question nor a person's command has two rows."""
    commands = [(row.name, row.who) for rows in COMMANDS.values() for row in rows]
    assert len(ACTIONS) == len(ROUTES)
    assert len(EXPECTED) == len(EXPECTATIONS)
    assert len(set(commands)) == len(commands)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.action)
def test_a_route_tells_its_six_facts(route: Route) -> None:
    """Whom it is for, what it needs, how words reach it, what it leaves, and the menu's words for it."""
    assert route.who in PEOPLE
    assert len(inspect.signature(route.act).parameters) == 3
    assert route.needs is None or isinstance(route.needs("one:other"), Needs)
    assert not (route.onward and route.refuses)
    assert set(route.menu_words) <= set(reading.COMMANDS.values())
    assert route.leaves or route.action.startswith(("enrol.", "grave."))


def test_every_question_says_whom_it_is_for() -> None:
    """And what it needs is said of any words and anything that it may be about."""
    assert {row.who for row in EXPECTATIONS} <= PEOPLE
    heard = Needs(codes=("SANJUAN3B",))
    assert all(isinstance(row.needs(heard, "it"), Needs) for row in EXPECTATIONS if row.needs)


def test_every_command_that_has_words_has_rows_or_is_a_menu() -> None:
    """Only the menus are the engine's own."""
    assert {"menu", "student", "teacher"} == OUTSIDE
    assert set(COMMANDS) <= set(reading.COMMANDS.values())


def test_of_several_people_with_one_command_the_learner_goes_before_the_teacher() -> None:
    """A teacher who learns and asks for help or progress gets the learner's; who runs the programme goes first."""
    order: list[Who] = [role.operator, role.learner, role.teacher, role.contact, role.adult]
    for rows in COMMANDS.values():
        places = [order.index(row.who) for row in rows]
        assert places == sorted(places)
    assert [row.who for row in COMMANDS["help"]] == order[:3]
