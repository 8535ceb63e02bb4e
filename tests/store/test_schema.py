"""The schema is the same on both engines, and every table of it is accounted for."""

import inspect
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.ports.book import Book
from bot.store import erasure, rows
from bot.store.book import load_queries
from bot.store.errors import DatabaseAhead, DatabaseProblem
from bot.store.open import open_reading, open_store
from bot.store.postgres import connected
from bot.store.schema import statements
from bot.store.sqlite import open_for_writing

TYPES = {"bigint": "INTEGER", "integer": "INTEGER", "text": "TEXT", "double precision": "REAL", "bytea": "BLOB"}
HOT = (
    *("waiting", "waiting_on", "take", "due_learners", "prompt", "latest_prompt", "learner", "address"),
    *("claim_on_sqlite", "expire", "start", "settle", "show", "shown_after", "recover_claimed", "overdue"),
)
STORE = Path(rows.__file__).parent


@pytest.fixture
def sqlite_schema(sqlite_database):
    """A migrated, empty file."""
    with closing(open_for_writing(Path(sqlite_database))) as connection:
        yield connection


@pytest.fixture
def postgres_schema(postgres_database):
    """A migrated, empty database of the server."""
    with closing(connected(postgres_database)) as connection:
        yield connection


def sqlite_tables(connection):
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%sqlite%'"
    ).fetchall()
    return {name for (name,) in names}


def test_both_engines_have_the_same_columns(sqlite_schema, postgres_schema):
    """Tables, columns in their order, types, and which may be empty."""
    ours = {
        (table, position, name, kind, not required and not key)
        for table in sqlite_tables(sqlite_schema)
        for position, name, kind, required, _, key in sqlite_schema.execute(f"PRAGMA table_info({table})")
    }
    theirs = {
        (table, position - 1, name, TYPES[kind], empty == "YES")
        for table, position, name, kind, empty in postgres_schema.execute(
            "SELECT table_name, ordinal_position, column_name, data_type, is_nullable "
            "FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migration'"
        )
    }
    assert ours == theirs


def test_both_engines_keep_the_same_things_unique(sqlite_schema, postgres_schema):
    """Every rule that a second row would break, with its condition."""
    ours = {
        (table, tuple(row[2] for row in sqlite_schema.execute(f"PRAGMA index_info('{index}')")), bool(partial))
        for table in sqlite_tables(sqlite_schema)
        for _, index, unique, _, partial in sqlite_schema.execute(f"PRAGMA index_list({table})")
        if unique
    }
    theirs = {
        (table, tuple(columns), partial)
        for table, columns, partial in postgres_schema.execute(
            "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum), i.indpred IS NOT NULL "
            "FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
            "JOIN pg_attribute a ON a.attrelid = i.indexrelid "
            "WHERE n.nspname = 'public' AND i.indisunique GROUP BY c.relname, i.indexrelid, i.indpred"
        )
        if table != "migration" and columns != ["seq"]
    }
    assert ours == theirs


def test_both_engines_search_by_the_same_indexes(sqlite_schema, postgres_schema):
    """An index that one engine lacks is a slow day on it."""
    ours = sqlite_schema.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    theirs = postgres_schema.execute("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")
    named = {name for (name,) in theirs if not name.endswith(("_key", "_pkey"))}
    assert {name for (name,) in ours if not name.startswith("idx__sqlite")} == named


def test_every_table_is_somebodys_or_nobodys(sqlite_schema):
    """A new table cannot be forgotten by export, erasure and copy."""
    lists = (erasure.ABOUT, erasure.NOBODYS, erasure.OUTLIVES)
    assert sum(map(len, lists)) == len(set().union(*lists))
    assert set().union(*lists) == sqlite_tables(sqlite_schema) == set(erasure.ORDER)


def test_what_is_referred_to_is_copied_first(sqlite_schema):
    """A copy never holds an orphan on its way."""
    for table in erasure.ORDER:
        for row in sqlite_schema.execute(f"PRAGMA foreign_key_list({table})"):
            assert erasure.ORDER.index(row[2]) < erasure.ORDER.index(table)


def test_every_query_is_used():
    """A query that nobody asks, or that nobody wrote, is found here."""
    code = "\n".join(file.read_text(encoding="utf-8") for file in STORE.glob("*.py"))
    asked = set(re.findall(r'(?:_rows\.(?:one|all|named|run|write)|run|_count)\(\s*"(\w+)"', code))
    asked |= set(re.findall(r'"((?:forget|page_of)_\w+)"', code))
    for engine in ("sqlite", "postgres"):
        written = {name for name in load_queries(engine) if not name.startswith(("export_", "erase_", "claim_on_"))}
        assert written == asked


def test_every_method_of_the_book_is_tried_on_both_engines():
    """The port is the list; a method without a test here is found."""
    methods = {name for name, _ in inspect.getmembers(Book, inspect.isfunction) if not name.startswith("_")}
    tests = "\n".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("*.py"))
    assert {name for name in methods if f"book.{name}(" not in tests} == set()


def test_hot_searches_use_an_index(sqlite_schema):
    """None of them walks through a table, however many years it holds."""
    queries = load_queries("sqlite")
    for name in HOT:
        values = dict.fromkeys(re.findall(r":(\w+)", queries[name]), 1)
        plan = [row[3] for row in sqlite_schema.execute(f"EXPLAIN QUERY PLAN {queries[name]}", values)]
        walks = [step for step in plan if step.startswith("SCAN") and "INDEX" not in step and step != "SCAN leaving"]
        assert walks == [], name


BY_ADDRESS = (
    *("forget_said", "forget_deliveries_at", "forget_prompts_at", "settled_before", "forget_deliveries"),
    *("erase_delivery", "export_delivery", "erase_prompt", "export_prompt", "erase_inbox", "export_inbox"),
    *("forget_address", "block_queued", "release", "carrier_message", "waiting_recipients", "forget_recipient"),
)
WAITING = {"inbox_waiting", "inbox_problem", "address_expires"}
"""Indexes that hold only what waits or could not be read: walking through one of them does not grow with history."""


TABLES = r"SCAN (delivery|prompt|inbox|said|heard|address)\b"


def test_no_search_grows_with_history(sqlite_schema):
    """The outbox, prompts and inbox are found by address, person and date; none of them is walked through."""
    queries = load_queries("sqlite")
    for name in BY_ADDRESS:
        values = dict.fromkeys(re.findall(r":(\w+)", queries[name]), 1)
        plan = [row[3] for row in sqlite_schema.execute(f"EXPLAIN QUERY PLAN {queries[name]}", values)]
        walks = [step for step in plan if step.startswith("SCAN") and step.split()[-1] not in WAITING]
        assert [step for step in walks if re.match(TABLES, step)] == [], name


def test_statements_are_split_where_they_end():
    """A semicolon in a comment or a text ends nothing."""
    text = "-- a; b\nCREATE TABLE t (a TEXT DEFAULT ';');\nSELECT 1;\n"
    assert [len(part.splitlines()) for part in statements(text)] == [2, 1]


async def test_a_database_of_a_newer_version_is_left_alone(database):
    """An older program says so and touches nothing."""
    store = open_store(database)
    await store.close()
    if "://" in database:
        with closing(connected(database)) as server:
            server.execute("INSERT INTO migration (name) VALUES ('9999_later')")
    else:
        with closing(sqlite3.connect(database)) as file, file:
            file.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('yachaski', '9999_later')")
    with pytest.raises(DatabaseAhead, match="9999_later"):
        open_store(database)


async def test_opening_again_keeps_what_is_there(database):
    """Migrations run once."""
    for expected in (None, "kept"):
        store = open_store(database)
        assert await store.read(lambda book: book.fact("it")) == expected
        await store.run(lambda book: book.set_fact("it", "kept"))
        await store.close()


async def test_a_look_takes_no_lock(store, database):
    """`check` and reports read beside the writer, and cannot write."""
    await store.run(lambda book: book.set_fact("it", "seen"))
    reading = open_reading(database)
    assert await reading.read(lambda book: book.fact("it")) == "seen"
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        await reading.read(lambda book: book.set_fact("it", "changed"))
    assert await reading.read(lambda book: book.fact("it")) == "seen"
    await reading.close()


@pytest.mark.parametrize("name", ["none.db", "folder"])
def test_a_look_at_nothing_says_so(tmp_path, name):
    """No empty database is made by looking."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(DatabaseProblem, match=name):
        open_reading(str(tmp_path / name))
    assert not (tmp_path / "none.db").exists()


def test_a_server_that_does_not_answer_says_so(tmp_path):
    """The message names no password and no traceback."""
    with pytest.raises(DatabaseProblem, match="no responde"):
        open_store(f"postgresql:///yachaski?host={tmp_path}")
