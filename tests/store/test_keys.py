"""Keys are kept as hashes, which mean nothing without the secret beside the database."""

import stat
from pathlib import Path

from bot.app import settle_keys
from bot.store.backup import backup, restore
from bot.store.open import open_store
from tests.chat import Person, Town, key_of
from tests.store.made import ANA, LUZ, NOW, cohort, learner
from tests.store.test_backup import kept
from tests.store.test_released import edited


def two(book):
    cohort(book)
    learner(book)
    learner(book, LUZ, "Luz")


async def test_no_key_can_be_read(store):
    """Neither in the row nor in what the learner is shown of it."""
    await store.run(two)
    rows = await store.read(lambda book: book.everything(ANA))
    assert f"key-{ANA}" not in str(rows)
    assert await store.read(lambda book: book.learner_by_key(f"key-{ANA}")) == ANA
    assert await store.read(lambda book: book.learner_by_key("")) == ""


async def test_all_keys_are_made_void_at_once(store):
    """And whoever gets another one opens the place with that."""
    await store.run(two)
    assert await store.run(lambda book: book.void_keys()) == 2
    assert await store.read(lambda book: book.learner_by_key(f"key-{ANA}")) == ""
    assert await store.read(lambda book: book.keyless()) == 2
    await store.run(lambda book: book.set_key(ANA, "NEWKEY2345"))
    assert await store.read(lambda book: (book.learner_by_key("NEWKEY2345"), book.keyless())) == (ANA, 1)


async def test_plain_keys_of_a_former_program_become_hashes(database):
    """At the first start, however often it is asked; the keys stay good."""
    await kept(database, two)
    edited(database, f"UPDATE learner SET recovery_key = 'K7QM4T2D' WHERE person = '{ANA}'")
    store = open_store(database)
    for _ in range(2):
        await settle_keys(store)
        assert await store.read(lambda book: book.learner_by_key("K7QM4T2D")) == ANA
        assert "K7QM4T2D" not in str(await store.read(lambda book: book.everything(ANA)))
    await store.close()


async def test_a_code_is_good_once_it_is_confirmed_and_once(store):
    """One a learner; a dropped one is none."""

    def used(book):
        two(book)
        book.add_code("ABCDE23456", ANA, LUZ, NOW, None)
        book.add_code("KMNPQ23456", ANA, LUZ, NOW, None)
        waits = book.code("ABCDE23456", NOW), book.code_of(ANA, NOW)
        book.confirm_code(ANA, NOW)
        good = book.code("KMNPQ23456", NOW)
        spent = [book.spend_code("KMNPQ23456", ANA, NOW) for _ in range(2)]
        book.add_code("WXYZA23456", ANA, LUZ, NOW, NOW)
        book.drop_code(ANA)
        return waits[0], waits[1].confirmed_at, good.confirmed_at, spent, book.code_of(ANA, NOW)

    assert await store.run(used) == (None, None, NOW, [True, False], None)


async def test_a_database_knows_its_secret(store):
    """From the first start on."""
    assert await store.read(lambda book: book.knows_secret())
    assert await store.run(lambda book: book.settle_keys()) == 0
    assert await store.read(lambda book: book.knows_secret())


async def test_the_secret_is_its_owners_alone(sqlite_database):
    """It lies beside the database."""
    store = open_store(sqlite_database)
    await settle_keys(store)
    await store.close()
    secret = Path(f"{sqlite_database}.secret")
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert len(secret.read_text().strip()) == 64


async def test_a_copy_without_its_secret_brings_no_keys(sqlite_database, tmp_path):
    """That is said, and at the next start all are void; with the secret, all are good."""
    store = open_store(sqlite_database)
    await settle_keys(store)
    await store.run(two)
    await store.close()
    backup(sqlite_database, tmp_path / "copy.db")
    assert not restore(tmp_path / "copy.db", sqlite_database, NOW).keys_void
    elsewhere = str(tmp_path / "other.db")
    assert restore(tmp_path / "copy.db", elsewhere, NOW).keys_void
    store = open_store(elsewhere)
    await settle_keys(store)
    assert await store.read(lambda book: book.keyless()) == 2
    await store.close()


def test_a_phone_gets_another_key_at_its_next_word(town: Town, ana: Person) -> None:
    """Once, below the answer; the notebook's is void."""
    old = key_of(ana)
    town.book(lambda book: book.void_keys())
    ana.says("menú")
    (told,) = ana.heard()
    new = told.partition("Tu clave es ")[2][:11]
    ana.says("menú")
    assert "Tu clave" not in ana.heard()[-1]
    other = town.person()
    other.says(old)
    other.hears("No encuentro ese código.")
    other.says(new)
    other.hears("¡Hola, Ana!")
