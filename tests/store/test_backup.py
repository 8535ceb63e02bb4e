"""Copies that can be trusted, and the way back, on both engines and between them."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace

from bot.ports.rows import Media
from bot.store.backup import backup, restore, verify
from bot.store.erasure import ABOUT, ORDER
from bot.store.errors import BackupDamaged, DatabaseBusy, DatabaseProblem
from bot.store.open import open_store
from tests.store.made import (
    ANA,
    COHORT,
    DAY,
    LUZ,
    NOW,
    announce,
    announcement,
    attempt,
    claim,
    cohort,
    delivery,
    learner,
    teacher,
)
from tests.store.test_erasure import OF_A_TEACHER, case_of, lives


def begin(book):
    cohort(book)
    learner(book)
    book.add_attempt("a", "p", attempt())
    book.add_media(Media("m", "image/png", 4, "web", "", b"\0\xff\n\\"), NOW)
    book.post(delivery("Hola 'ñ' \t \\ 🌽"), NOW)
    book.add_miss("a\0b", NOW)


async def kept(database, work):
    """Opens the store, runs one work, and closes it."""
    store = open_store(database)
    result = await store.run(work)
    await store.close()
    return result


async def test_a_copy_is_made_while_the_store_runs(store, database, tmp_path):
    """It holds what was committed, is one file of its owner's alone, and replaces an older copy."""
    await store.run(begin)
    backup(database, tmp_path / "copy.db")
    copy = backup(database, tmp_path / "copy.db")
    assert (copy.rows["learner"], copy.rows["delivery"]) == (1, 1)
    assert verify(copy.path) == copy.rows
    assert copy.size_bytes == copy.path.stat().st_size
    assert copy.path.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.db"]


async def test_a_copy_comes_back_as_it_was(database, tmp_path):
    """What happened since is gone, and kept aside."""
    await kept(database, begin)
    backup(database, tmp_path / "copy.db")
    await kept(database, lambda book: (book.rename(ANA, "Changed"), book.set_fact("since", "1")))
    restored = restore(tmp_path / "copy.db", database, NOW)

    def look(book):
        book.add_address("new", "web", "new", NOW)
        return book.person(ANA).name, book.fact("since"), book.media("m").content, book.everything(ANA)["attempt"]

    name, since, content, attempts = await kept(database, look)
    assert (name, since, content) == ("Ana", None, b"\0\xff\n\\")
    assert attempts[0]["stability_days"] == 2.3
    assert restored.kept is not None
    assert verify(restored.kept)["learner"] == 1


async def test_what_waited_in_a_copy_is_not_sent_twice(database, tmp_path):
    """Nobody knows what has left since the copy was made, so it is uncertain."""
    await kept(database, begin)
    backup(database, tmp_path / "copy.db")
    assert restore(tmp_path / "copy.db", database, NOW).parked == 1
    assert await kept(database, claim) == []


async def test_who_was_erased_since_the_copy_stays_erased(database, tmp_path):
    """Before anything is served."""
    await kept(database, begin)
    backup(database, tmp_path / "copy.db")
    await kept(database, lambda book: book.erase(ANA, NOW))
    assert restore(tmp_path / "copy.db", database, NOW).erased_again == 1
    assert await kept(database, lambda book: book.everything(ANA)) == {}


def was_everywhere(book):
    """Ana learns, teaches and announces, and others' rows name her: there is a row about her in every table."""
    cohort(book)
    book.add_media(Media("photo", "image/jpeg", 1, "telegram", "ref", b"x"), NOW)
    teacher(book)
    for each in (ANA, LUZ):
        lives(book, each)
    announce(book)
    book.teach("teaching-ana", ANA, COHORT, NOW)
    book.add_announcement(replace(announcement("hers", 1), teacher=ANA, media="photo"))
    book.list_recipients("hers", 0, (LUZ,))
    book.post(delivery("news of hers", f"at-{LUZ}", person=LUZ, announcement="hers", kind="announcement"), NOW)
    book.answer_question(f"question-{LUZ}", "50", ANA, NOW)
    book.take_case(case_of(LUZ), ANA, NOW)
    assert set(book.everything(ANA)) == set(ABOUT)


async def test_last_weeks_copy_brings_nobody_back(database, tmp_path):
    """Whatever table held a row about her, no table holds a word of it, however often the copy is restored."""
    await kept(database, was_everywhere)
    backup(database, tmp_path / "last-week.db")
    later = NOW + 7 * DAY
    await kept(database, lambda book: book.erase(ANA, later))
    for moment in (later, later + DAY):
        assert restore(tmp_path / "last-week.db", database, moment).erased_again == 1
        assert await kept(database, lambda book: book.everything(ANA)) == {}
        assert tables_naming(ANA, backup(database, tmp_path / "restored.db").path) == []
    assert set(await kept(database, lambda book: book.everything(LUZ))) == set(ABOUT) - OF_A_TEACHER


def tables_naming(id, copy):
    """The tables of a copy in which any column of any row has the id in it."""
    with closing(sqlite3.connect(copy)) as reading:
        return [table for table in ORDER if id in str(reading.execute(f"SELECT * FROM {table}").fetchall())]


async def test_the_tombstones_outlive_a_lost_database(sqlite_database, tmp_path):
    """They lie beside the file, so that even an old copy on a bare machine cannot bring somebody back."""
    await kept(sqlite_database, begin)
    backup(sqlite_database, tmp_path / "copy.db")
    await kept(sqlite_database, lambda book: book.erase(ANA, NOW))
    (tmp_path / "yachaski.db").unlink()
    restored = restore(tmp_path / "copy.db", sqlite_database, NOW)
    assert (restored.kept, restored.erased_again) == (None, 1)


async def test_nothing_of_the_erased_is_left_in_the_file(sqlite_database, tmp_path):
    """Neither in free pages nor in the log, while the store still runs."""
    store = open_store(sqlite_database)
    await store.run(begin)
    await store.run(lambda book: learner(book, LUZ, "Luzmila Quispe"))
    await store.run(lambda book: book.erase(LUZ, NOW))
    files = [path for path in tmp_path.iterdir() if path.name.startswith("yachaski.db") and path.suffix != ".sock"]
    assert not any(b"Luzmila" in path.read_bytes() for path in files)
    await store.close()


def files_naming(name, folder):
    """The files of the database in which the bytes are."""
    return [path.name for path in folder.glob("yachaski.db*") if path.is_file() and name in path.read_bytes()]


async def test_who_reads_meanwhile_keeps_nobody_from_being_erased(sqlite_database, tmp_path):
    """A copy that is being made, or a browser, holds the log; when it is done, nothing of the erased is left."""
    store = open_store(sqlite_database)
    await store.run(begin)
    await store.run(lambda book: learner(book, LUZ, "Luzmila Quispe"))
    with closing(sqlite3.connect(sqlite_database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT name FROM person WHERE name LIKE 'Luz%'").fetchone()
        await store.run(lambda book: book.erase(LUZ, NOW))
        await store.run(lambda book: book.set_fact("others", "write"))
        assert files_naming(b"Luzmila", tmp_path)
    await store.run(lambda book: book.set_fact("others", "write on"))
    assert files_naming(b"Luzmila", tmp_path) == []
    await store.close()


async def test_a_power_cut_beside_a_reader_keeps_nobody_either(sqlite_database, tmp_path):
    """The next start drives out of the log what the former could not."""
    store = open_store(sqlite_database)
    await store.run(begin)
    await store.run(lambda book: learner(book, LUZ, "Luzmila Quispe"))
    with closing(sqlite3.connect(sqlite_database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT 1 FROM person").fetchone()
        await store.run(lambda book: book.erase(LUZ, NOW))
        (tmp_path / "cut").mkdir()
        for suffix in ("", "-wal"):  # as the disk has them when the current goes
            shutil.copy(f"{sqlite_database}{suffix}", tmp_path / "cut")
    await store.close()
    assert files_naming(b"Luzmila", tmp_path / "cut")
    again = open_store(str(tmp_path / "cut" / "yachaski.db"))
    assert files_naming(b"Luzmila", tmp_path / "cut") == []
    await again.close()


async def test_a_database_in_use_is_not_replaced(store, database, tmp_path):
    """The store goes on, and nothing was changed."""
    await store.run(begin)
    backup(database, tmp_path / "copy.db")
    with pytest.raises(DatabaseBusy, match=r"Termina|Apágalo"):
        restore(tmp_path / "copy.db", database, NOW)
    assert (await store.read(lambda book: book.person(ANA))).name == "Ana"


async def test_a_copy_crosses_from_one_engine_to_the_other(sqlite_database, postgres_database, tmp_path):
    """There and back again, nothing is lost: this is how a box outgrows its file."""
    await kept(sqlite_database, begin)
    first = backup(sqlite_database, tmp_path / "first.db")
    restore(first.path, postgres_database, NOW)
    second = backup(postgres_database, tmp_path / "second.db")
    restore(second.path, sqlite_database, NOW)
    assert second.rows == first.rows
    assert await kept(sqlite_database, lambda book: book.learner_by_key(f"key-{ANA}")) == ANA


@pytest.mark.parametrize("harm", ["cut", "foreign", "text", "missing"])
async def test_a_damaged_copy_is_refused(sqlite_database, tmp_path, harm):
    """Before anything is touched."""
    await kept(sqlite_database, begin)
    file = backup(sqlite_database, tmp_path / "copy.db").path
    if harm == "cut":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif harm == "text":
        file.write_text("not a copy" * 1000, encoding="utf-8")
    else:
        file.unlink()
    if harm == "foreign":
        with closing(sqlite3.connect(file)) as other:
            other.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(DatabaseProblem):
        restore(file, sqlite_database, NOW)
    assert (await kept(sqlite_database, lambda book: book.person(ANA))).name == "Ana"


async def test_an_orphan_in_a_copy_is_damage(sqlite_database, tmp_path):
    """A copy whose rows do not agree with each other is no copy."""
    await kept(sqlite_database, begin)
    file = backup(sqlite_database, tmp_path / "copy.db").path
    with closing(sqlite3.connect(file)) as copy, copy:
        copy.execute("DELETE FROM person")
    with pytest.raises(BackupDamaged, match="orphan"):
        verify(file)
