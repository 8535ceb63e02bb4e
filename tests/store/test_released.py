"""What was released stays: migrations never change, and a database of any release is lifted to the present."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from bot.core.attempt import option_hash
from bot.ports.book import Book
from bot.store import schema
from bot.store.backfill import after
from bot.store.backup import backup
from bot.store.erasure import ORDER
from bot.store.errors import DatabaseBehind, DatabaseEmpty, DatabaseForeign
from bot.store.open import open_reading, open_store
from bot.store.postgres import connected, counted
from bot.store.rows import Row, Value
from bot.store.schema import MIGRATIONS, statements
from tests.chat import Person, Town
from tests.store.made import ANA, cohort, learner
from tests.store.released.made import END
from tests.store.test_backup import kept

RELEASED = Path(__file__).parent / "released"
SAMPLES = sorted(RELEASED.glob("*.sqlite.sql"))


def sample(release: str, engine: str) -> str:
    return (RELEASED / f"{release}.{engine}.sql").read_text(encoding="utf-8")


@pytest.fixture(params=[file.name.removesuffix(".sqlite.sql") for file in SAMPLES])
def release(request: pytest.FixtureRequest) -> str:
    """Every release of which there is a sample."""
    return str(request.param)


@pytest.fixture
def lifted(release: str, tmp_path: Path) -> Path:
    """A file as that release left it."""
    with closing(sqlite3.connect(tmp_path / "released.db")) as file:
        file.executescript(sample(release, "sqlite"))
    return tmp_path / "released.db"


@pytest.fixture
def lifted_server(release: str, postgres_empty: str) -> str:
    """A database of the server as that release left it."""
    with closing(connected(postgres_empty)) as server:
        server.execute(sample(release, "postgres").encode())
    return postgres_empty


def rows(connection: sqlite3.Connection) -> dict[str, int]:
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    tables = [table for table in ORDER if table in there]
    return {table: connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in tables}


def test_a_migration_on_main_never_changes():
    """Name, folder and every letter: databases of others have had it. A new one is added to the list as it is."""
    lines = [line.split() for line in (RELEASED / "migrations.sha256").read_text().splitlines()]
    known = {name: digest for digest, name in lines}
    files = {path.relative_to(MIGRATIONS).as_posix(): path for path in MIGRATIONS.glob("*/*.sql")}
    assert {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items()} == known


def test_both_engines_have_the_same_migrations():
    """Their names are recorded in databases that move from one to the other."""
    assert {path.stem for path in (MIGRATIONS / "sqlite").glob("*")} == {
        path.stem for path in (MIGRATIONS / "postgres").glob("*")
    }


def test_a_learner_of_an_older_release_goes_on(lifted):
    """Rosa's lesson was offered by the former program; she does it with this one."""
    town = Town(lifted, END)
    rosa = Person(town, "phone-10")
    rosa.taps("Empezar")
    rosa.does_lesson()
    learner = rosa.id()
    assert town.book(lambda book: book.learner(learner)).name == "Rosa Q."
    town.close()


async def test_a_file_of_an_older_release_loses_nothing(lifted, tmp_path):
    """Not a row of any table but the leases of who is no more; and what is lifted can be copied."""
    with closing(sqlite3.connect(lifted)) as file:
        before = rows(file)
    assert all(before.values())
    await open_store(str(lifted)).close()
    copy = backup(str(lifted), tmp_path / "copy.db")
    assert {table: copy.rows[table] for table in before} == before | {"lease": 0}


async def test_a_server_of_an_older_release_loses_nothing(lifted_server, lifted, tmp_path):
    """It has the same rows as the file of that release, and can be copied too."""
    with closing(sqlite3.connect(lifted)) as file, closing(connected(lifted_server)) as server:
        before = rows(file)
        assert {table: counted(server, table) for table in before} == before
    await open_store(lifted_server).close()
    copy = backup(lifted_server, tmp_path / "copy.db")
    assert {table: copy.rows[table] for table in before} == before


# --- what a lift fills in ----------------------------------------------------------------------------------

OPTIONS = {
    "emp-01-q1": "Una empresa de transporte con tres camiones nuevos",
    "emp-01-q2": "Copiar un negocio que vio en un video",
}
"""What Ana R. chose in the sample, as it was shown to her."""


@pytest.fixture(params=["lifted", pytest.param("lifted_server", marks=pytest.mark.process)])
def older(request: pytest.FixtureRequest, release: str) -> str:
    """The setting DATABASE of what that `release` left, on each engine."""
    return str(request.getfixturevalue(request.param))


async def filled(database: str, name: str) -> dict[str, list[dict[str, object]]]:
    """All that the lifted database has of the learner of that name."""
    store = open_store(database)

    def told(book: Book) -> dict[str, list[dict[str, object]]]:
        everybody = [learner for one in book.itinerary() for learner in book.learners_of(one.cohort, "", 9)]
        return next(rows for rows in map(book.everything, everybody) if rows["person"][0]["name"] == name)

    rows = await store.read(told)
    await store.close()
    return rows


async def test_answers_keep_their_meaning(older):
    """Which option it was, of what kind and in which group, is read from the prompt before that goes."""
    rows = await filled(older, "Ana R.")
    assert {row["item"]: row["option"] for row in rows["attempt"]} == {
        item: option_hash(text) for item, text in OPTIONS.items()
    }
    assert {(row["kind"], row["cohort"]) for row in rows["attempt"]} == {("lesson", rows["enrolment"][0]["cohort"])}


async def test_days_and_lessons_become_rows(older):
    """From the learner's document, and once: a second start adds nothing."""
    for _ in range(2):
        rows = await filled(older, "Ana R.")
        assert [(row["local_date"], row["channel"]) for row in rows["active_day"]] == [("2026-03-02", "web")]
        (lesson,) = rows["finish"]
        assert (lesson["lesson"], lesson["kind"], lesson["local_date"]) == ("emp-01", "lesson", "2026-03-02")
        assert lesson["finished_at"] == rows["attempt"][-1]["answered_at"]


async def test_slots_learn_what_became_of_them(older):
    """Rosa was written to on three evenings."""
    rows = await filled(older, "Rosa Q.")
    assert [(row["became"], row["sent_at"]) for row in rows["slot"]] == [
        ("sent", row["taken_at"]) for row in rows["slot"]
    ]
    assert len(rows["slot"]) == 3


@pytest.mark.parametrize(("given_by", "band"), [("guardian", "unknown"), ("self", "14_to_17")])
async def test_an_age_that_nobody_asked_is_unknown(database, given_by, band):
    """Who was registered by a teacher was taken for older than she may be; who said her own age keeps it."""
    engine = "postgres" if "://" in database else "sqlite"

    def registered(book):
        cohort(book)
        learner(book)
        book.consent("c", ANA, "2", given_by, "paper", END)

    await kept(database, registered)
    edited(database, *statements((MIGRATIONS / engine / "0007_ages.sql").read_text()))
    assert (await kept(database, lambda book: book.learner(ANA))).age_band == band


async def test_filling_in_twice_changes_nothing(lifted):
    """A step that ran, or half of it, may run again."""
    await open_store(str(lifted)).close()
    with closing(sqlite3.connect(lifted)) as file:

        def file_run(sql: str, values: Sequence[Value]) -> list[Row]:
            return file.execute(sql, values).fetchall()

        before = list(file.iterdump())
        after("0002_history", file_run)
        assert list(file.iterdump()) == before


# --- databases of no release -------------------------------------------------------------------------------


def edited(database: str, *changes: str) -> None:
    """Changes the schema behind the migrations' back, as an older edit of the first one had it."""
    if "://" in database:
        with closing(connected(database)) as server:
            for change in changes:
                server.execute(change.encode())
    else:
        with closing(sqlite3.connect(database)) as file:
            file.executescript(";".join(changes))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("ALTER TABLE invite DROP COLUMN replaces", r"le falta invite\.replaces"),
        ("ALTER TABLE person ADD COLUMN school TEXT", r"le sobra person\.school"),
        ("DROP INDEX delivery_queued", "le falta delivery_queued"),
        ("DROP TABLE tally", r"le falta tally\.n, tally\.name"),
    ],
)
async def test_a_database_of_an_older_edit_is_refused(database, change, told):
    """The names of its migrations are right and its tables are not: writers and readers say the same sentence."""
    await open_store(database).close()
    edited(database, change)
    for opened in (open_store, open_reading):
        with pytest.raises(DatabaseForeign, match=told):
            opened(database)


async def test_tables_of_others_are_nobodys_business(database):
    """An operator's own table or index refuses nothing."""
    await open_store(database).close()
    edited(database, "CREATE TABLE tool (name TEXT)", "CREATE INDEX mine ON person (name)")
    await open_store(database).close()
    reading = open_reading(database)
    assert await reading.read(lambda book: book.itinerary()) == []
    await reading.close()


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The program of a later version, which has one migration more."""

    def install() -> None:
        folder = Path(shutil.copytree(MIGRATIONS, tmp_path / "migrations"))
        for engine in ("sqlite", "postgres"):
            (folder / engine / "9999_later.sql").write_text("ALTER TABLE person ADD COLUMN school TEXT;\n")
        monkeypatch.setattr(schema, "MIGRATIONS", folder)

    return install


async def test_who_only_looks_waits_for_the_lift(database, later):
    """Before `run` has lifted it, a database is not read half; then both have the new column."""
    await open_store(database).close()
    later()
    with pytest.raises(DatabaseBehind, match="«run» la pone al día"):
        open_reading(database)
    await open_store(database).close()
    reading = open_reading(database)
    assert await reading.read(lambda book: book.backlog(END).learners) == 0
    await reading.close()


def test_a_file_without_tables_is_empty(tmp_path):
    """What a start that broke off leaves is taken for a database that is not there yet."""
    (tmp_path / "empty.db").touch()
    with pytest.raises(DatabaseEmpty, match="«run» la prepara"):
        open_reading(str(tmp_path / "empty.db"))
