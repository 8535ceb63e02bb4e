"""Erased stays erased: export and hard erasure, on both engines."""

import re
import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace

from bot.core.case import Of
from bot.core.certificate import Certificate
from bot.core.finish import Finish
from bot.core.logbook import Entry
from bot.core.schedule.digest_days import Digest
from bot.ports.hearing import Raw
from bot.ports.rows import Media
from bot.ports.sending import Outcome
from bot.store.erasure import ABOUT, NOBODYS, OUTLIVES, person_hash
from bot.store.open import open_store
from tests.store.made import (
    ANA,
    COHORT,
    DAY,
    LUZ,
    NOW,
    ROSA,
    announce,
    announcement,
    attempt,
    claim,
    cohort,
    delivery,
    learner,
    person,
    teacher,
)

OF_A_TEACHER = {"teaching", "announcement", "media"}


def case_of(id):
    """The id of the learner's case, in which nothing names her."""
    return f"case-{id.removeprefix('person-')[0]}"


def lives(book, id):
    """Leaves a row about the learner in every table that can hold one."""
    address = f"at-{id}"
    learner(book, id, id)
    book.save_conversation(address, f'{{"speaker":"{id}"}}', NOW)
    book.open_prompt(f"prompt-{id}", address, id, "fin-04-q1", "hash", "{}", NOW)
    book.open_prompt(f"nameless-{id}", address, None, None, None, "{}", NOW)
    book.add_attempt(f"attempt-{id}", f"prompt-{id}", attempt(id))
    book.post(delivery(f"for {id}", address, person=id), NOW)
    book.post(delivery(f"hello {id}", address, person=None), NOW)
    book.take_slot(id, NOW.date(), "drip", NOW)
    book.add_active_day(id, COHORT, NOW.date(), "telegram")
    book.add_finish(Finish(id, "fin-04", "lesson", COHORT, NOW.date()), NOW)
    book.add_check_in(f"check-in-{id}", id, 1, "sold", NOW)
    book.make_entry(Entry(f"e-{id}", id, "sold", 4500, 3, "chompas", NOW.date(), NOW, f"e-{id}-before"), NOW)
    book.issue_certificate(id, COHORT, Certificate(f"N-{id}", "passed", id, "Curso", "Huanta", "2026-04-03"), "x", NOW)
    book.add_look(id, id, "sheet", NOW)
    book.save_digest(Digest(id))
    book.take_digest_slot(id, NOW.date(), NOW.date())
    book.add_desk_link(f"link-{id}", id, NOW)
    book.open_desk_session(f"key-{id}", id, NOW)
    book.add_question(f"question-{id}", id, COHORT, "¿?", NOW)
    book.open_case(case_of(id), "words", Of(id, "Nombre", COHORT), NOW, school=False)
    book.add_case_line(id, "words", "", "", NOW)
    book.consent(f"consent-{id}", id, "1", id, "telegram", NOW)
    book.grant(f"role-{id}", id, "operator", NOW)
    book.add_invite(f"token-{id}", "operator", None, NOW, NOW + DAY)
    book.spend_invite(f"token-{id}", id, NOW)
    book.add_invite(f"phone-{id}", "phone", None, NOW, NOW + DAY, learner=id)
    book.hear([Raw("telegram", f"update-{id}", f"chat-{address}", "hola")], NOW)
    book.cause(f"due:{id}", id, f'{{"learner":"{id}"}}', NOW, NOW)
    book.open_trial(address, COHORT, f"T-{id}", NOW, NOW + DAY)
    book.add_miss(f"words of {id}", NOW, id)


@pytest.fixture
async def town(store):
    """A store where Ana and Luz left traces everywhere, and Rosa teaches."""

    def begin(book):
        cohort(book)
        teacher(book)
        book.add_media(Media("photo", "image/jpeg", 1, "telegram", "ref", b"x"), NOW)
        lives(book, ANA)
        lives(book, LUZ)
        announce(book)

    await store.run(begin)
    return store


async def test_the_export_holds_every_table(town):
    """Whoever asks gets all that is stored, table by table, and nothing about anybody else."""
    mine = await town.read(lambda book: book.everything(ANA))
    assert set(ABOUT) - set(mine) == OF_A_TEACHER
    assert mine["delivery"][0]["person"] == ANA
    assert LUZ not in str({table: rows for table, rows in mine.items() if table != "recipient"})


async def test_the_export_holds_nothing_of_a_phone_that_was_left(town):
    """Whoever holds it now is another one; erasing takes it all the same, since its number was the learner's."""

    def leaves(book):
        book.part(f"at-{ANA}", ANA, NOW)
        book.post(delivery("for a stranger", f"at-{ANA}", person=None), NOW)

    await town.run(leaves)
    mine = await town.read(lambda book: book.everything(ANA))
    assert [row["person"] for row in (*mine["delivery"], *mine["prompt"])] == [ANA, ANA]
    assert {"address", "trial"}.isdisjoint(mine)
    await town.run(lambda book: book.erase(ANA, NOW))
    assert await town.read(lambda book: book.address_by_id(f"at-{ANA}")) is None


async def test_erasure_leaves_nothing(town):
    """Not a row, not an id in somebody else's; the export afterwards is empty."""
    await town.run(lambda book: book.erase(ANA, NOW))
    assert await town.read(lambda book: book.everything(ANA)) == {}
    assert await town.read(lambda book: book.address_by_id(f"at-{ANA}")) is None
    assert await town.read(lambda book: book.recipients_of("news")) == [LUZ]
    assert (await town.read(lambda book: book.announcement("news"))).total == 1
    assert await town.read(lambda book: book.learner(ANA)) is None


async def test_what_was_said_to_others_goes_too(town):
    """Of whom a message or a question to somebody else speaks is kept beside it; what speaks of another stays."""

    def tell(book):
        for told in (ANA, LUZ):
            book.post(delivery(f"{told} asks", f"at-{ROSA}", person=ROSA, about=f"somebody {told}"), NOW)
            book.open_prompt(f"about-{told}", f"at-{ROSA}", ROSA, None, None, "{}", NOW)
            book.prompt_speaks_of(f"about-{told}", f"{told} somebody")
        mine = str(book.everything(ANA))
        book.erase(ANA, NOW)
        return mine, str(book.everything(ROSA)), book.prompt(f"about-{ANA}"), book.prompt(f"about-{LUZ}")

    mine, hers, gone, kept = await town.run(tell)
    assert f"{ANA} asks" not in mine  # what others read is no part of one's own export
    assert (f"{ANA} asks" in hers, f"{LUZ} asks" in hers) == (False, True)
    assert (gone, bool(kept)) == (None, True)


async def test_erasure_takes_nothing_of_anybody_else(town):
    """The neighbour's export is the same as before."""
    before = await town.read(lambda book: book.everything(LUZ))
    await town.run(lambda book: book.erase(ANA, NOW))
    assert await town.read(lambda book: book.everything(LUZ)) == before
    assert len((await town.read(lambda book: book.teacher(ROSA))).classes[0].members) == 1


async def test_a_shared_phone_stays_with_the_sibling(store):
    """The address remains without its conversation, and without what was said to the one who left."""

    def begin(book):
        person(book, ANA)
        person(book, LUZ, "Luz", at=f"at-{ANA}")
        book.save_conversation(f"at-{ANA}", '{"speaker":"ana"}', NOW)
        for each in (ANA, LUZ):
            book.post(delivery(f"for {each}", person=each), NOW)
        book.erase(ANA, NOW)
        return book.address_by_id(f"at-{ANA}").conversation, book.people_at(f"at-{ANA}"), claim(book)

    conversation, people, waiting = await store.run(begin)
    assert (conversation, [one.id for one in people], [one.person for one in waiting]) == ("", [LUZ], [LUZ])


async def test_a_teacher_takes_announcements_and_files_along(town):
    """What carried the teacher's name goes, sent or not; the learners stay."""

    def erase(book):
        announce(book, "photo", ())
        book.post(delivery("news", kind="announcement", announcement="news"), NOW)
        book.answer_question(f"question-{ANA}", "50", ROSA, NOW)
        book.erase(ROSA, NOW)
        texts = [row["body"] for row in book.everything(ANA)["delivery"]]
        return book.announcement("news"), book.everything(ROSA), texts, book.question(f"question-{ANA}")

    gone, rest, texts, question = await town.run(erase)
    assert (gone, rest) == (None, {})
    assert not any("news" in text for text in texts)
    assert (question.answer, question.answered_by) == ("50", "")


async def test_what_was_in_flight_ends_quietly(town):
    """A delivery erased under the sender's hands is finished without an error."""
    waiting = await town.run(claim)
    await town.run(lambda book: book.erase(ANA, NOW))
    await town.run(lambda book: [book.finish(each, Outcome("sent"), NOW) for each in waiting])
    assert await town.read(lambda book: book.everything(ANA)) == {}


async def test_erasure_keeps_a_count_and_a_hash(town):
    """Reports stay true, and a restored copy can be told who is gone; twice is once."""

    def erase(book):
        book.erase(ANA, NOW)
        return book.fact("salt"), book.tombstones()

    salt, tombstones = await town.run(erase)
    assert tombstones == [(person_hash(salt, ANA), int(NOW.timestamp()))]
    assert ANA not in str(tombstones)
    assert len(salt) == 32


async def test_who_came_back_with_a_copy_is_erased_again(town):
    """The tombstones decide, and nobody else is touched."""

    def erase(book):
        book.erase(ANA, NOW)
        tombstones = book.tombstones()
        lives(book, ANA)
        return book.bury_again(tombstones, NOW), book.everything(ANA)

    assert await town.run(erase) == (1, {})
    assert await town.read(lambda book: book.learner(LUZ)) is not None


def test_every_table_that_is_nobodys_says_why():
    """Whoever adds a table has to think."""
    assert all(len(why) > 10 for why in (NOBODYS | OUTLIVES).values())


async def test_a_case_outlives_an_erasure(town):
    """It keeps the name and is nobody's any more; it is in no export, before or after; who taught her stays barred."""

    def erase(book):
        before = set(book.everything(ANA)) & set(OUTLIVES)
        book.grant("r-rosa", ROSA, "protection", NOW)
        book.erase(ANA, NOW)
        case = book.case(case_of(ANA))
        return before, case, [one.id for one in book.guardians("protection", case)], book.open_case_of(ANA)

    before, case, guardians, open_ = await town.run(erase)
    assert (before, case.name, case.whose, case.closed_at) == (set(), "Nombre", case_of(ANA), None)
    assert (guardians, open_) == ([], "")
    assert "erased" in [line.kind for line in case.lines]


# --- every column ------------------------------------------------------------------------------------------

NAMES_A_PERSON = re.compile(r"person|learner|teacher|replaces|(?!claimed)\w+_by|by_whom")
"""The columns that hold the id of a person; a delivery is claimed by a process."""
OF_ENTRIES = {("entry", "replaces")}
"""An entry of a notebook replaces an entry."""


def serves(book, id):
    """Leaves the id in every column that an adult's doings fill."""
    book.teach(f"teaching-{id}", id, COHORT, NOW)
    book.add_announcement(replace(announcement(f"news-{id}"), teacher=id))
    book.answer_question(f"question-{LUZ}", "50", id, NOW)
    book.add_invite(f"instead-{id}", "teacher", COHORT, NOW, NOW + DAY, replaces=id)
    book.add_code(f"code-{id}", LUZ, id, NOW, None)
    book.take_case(case_of(LUZ), id, NOW)
    book.add_case_line(LUZ, "words", id, "", NOW)
    book.close_case(case_of(LUZ), id, "seen", NOW)


def found(path, id):
    """Which columns hold the id, and which of the schema name a person."""
    with closing(sqlite3.connect(path)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {(table, row[1]) for table in tables for row in file.execute(f"PRAGMA table_info({table})")}
        holds = {
            (table, column)
            for table, column in columns
            if file.execute(f'SELECT 1 FROM {table} WHERE "{column}" = ?', (id,)).fetchone()
        }
    return holds, {(table, column) for table, column in columns - OF_ENTRIES if NAMES_A_PERSON.fullmatch(column)}


async def test_no_column_that_names_a_person_keeps_one(sqlite_database):
    """Whoever adds such a column has to fill it here, and erase it; the columns are read from the schema."""
    store = open_store(sqlite_database)

    def begin(book):
        cohort(book)
        teacher(book)
        lives(book, ANA)
        lives(book, LUZ)
        serves(book, ANA)
        announce(book)

    await store.run(begin)
    before, wanted = found(sqlite_database, ANA)
    await store.run(lambda book: book.erase(ANA, NOW))
    await store.close()
    after, _ = found(sqlite_database, ANA)
    assert wanted - before == set()
    assert after == set()
