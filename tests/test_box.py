"""The box copies itself, and says to the operator's chat when it is not well."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.box import check
from bot.box.backups import KEPT, Keeper, copies
from bot.settings import Settings
from bot.store.backup import verify
from bot.store.errors import DatabaseBusy, DatabaseGone
from bot.store.open import open_store
from bot.turn.world import new_id
from scheduler import clock as clocks
from tests.chat import LIMA, MONDAY, Person, StandingClock, Town, at

NOW = at(MONDAY, 9)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    """The folder of the copies."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def box(tmp_path: Path, usb: Path) -> Iterator[Town]:
    """A house with copies, and an operator."""
    town = Town(tmp_path / "town.db", NOW)
    town.house.keeper = keeper(town, usb)
    yield town
    town.close()


def keeper(town: Town, folder: Path | None) -> Keeper:
    """The house's keeper, with this folder."""
    house = town.house
    return Keeper(
        house.store,
        town.clock,
        house.keeper._health,
        database=house.settings.database,
        folder=folder,
        new_id=new_id,
        settle=house.inbox.pump,
    )


@pytest.fixture
def rosa(box: Town) -> Person:
    """The operator."""
    return box.operator("Rosa")


def looks(town: Town) -> None:
    town.run(town.house.keeper.look())
    town.run(town.house.settle())


def passes(town: Town, hours: float) -> None:
    """Time passes, with the clock believed all along."""
    town.clock.move_to(town.clock.now() + timedelta(hours=hours))
    town.book(lambda book: clocks.told(book, town.clock.now()))
    looks(town)


def test_the_operator_is_told_once_a_morning(box, rosa):
    """At seven and not before, not twice: what did not leave, the last copy, the questions."""
    box.house.keeper.zone = LIMA
    looks(box)
    rosa.listens()
    passes(box, 21.9)
    rosa.hears_nothing()
    passes(box, 0.2)
    rosa.hears_later("Buenos días. Así está el programa:\nDesde ayer salió todo.\nÚltima copia: ")
    rosa.sees("Preguntas")
    rosa.listens()
    passes(box, 1)
    rosa.hears_nothing()


# --- copies


def test_a_copy_is_made_at_once_and_again_after_20_hours(box, usb):
    """Each is verified before it has its name."""
    looks(box)
    looks(box)
    passes(box, 19.9)
    assert len(copies(usb)) == 1
    passes(box, 0.2)
    assert [verify(path)["fact"] > 0 for _, path in copies(usb)] == [True, True]


def test_fourteen_copies_are_kept(box, usb):
    """The oldest goes; what is not a copy of ours stays."""
    (usb / "fotos.db").write_text("de la familia")
    for _ in range(KEPT + 2):
        passes(box, 20)
    made = [at for at, _ in copies(usb)]
    assert len(made) == KEPT
    assert made[0] == box.clock.now()
    assert (usb / "fotos.db").exists()


def test_another_disk_gets_its_copy_at_once(box, usb, tmp_path):
    """The copies themselves say when they were made."""
    looks(box)
    other = tmp_path / "other"
    other.mkdir()
    box.house.keeper = keeper(box, other)
    looks(box)
    assert len(copies(other)) == 1


def test_who_is_erased_after_a_copy_is_known_beside_it(box, usb):
    """Restored elsewhere, the copy brings nobody back."""
    box.visit()
    looks(box)
    ana = box.learner("Ana R.").id()
    box.book(lambda book: book.erase(ana, box.clock.now()))
    looks(box)
    assert (usb / "town.db.erased").read_bytes() == Path(f"{box.house.settings.database}.erased").read_bytes() != b""


def test_without_a_folder_nothing_is_copied(box, usb):
    """An empty setting."""
    box.house.keeper = keeper(box, None)
    looks(box)
    assert list(usb.iterdir()) == []


def test_a_clock_in_doubt_copies_nothing(box, usb):
    """A name from 1970 would be the first to go."""
    passes(box, 0)
    box.clock.move_to(box.clock.now() + timedelta(days=400))
    looks(box)
    assert len(copies(usb)) == 1


# --- health


def test_a_disk_that_is_gone_is_told_once_and_once_when_it_is_back(box, usb, rosa):
    """The folder is never made: the copy would land on the box's own disk."""
    usb.rmdir()
    rosa.listens()
    looks(box)
    looks(box)
    rosa.hears("Algo no anda bien en la caja:\nNo pude copiar la base de datos")
    assert not usb.exists()
    usb.mkdir()
    rosa.listens()
    passes(box, 1)
    passes(box, 1)
    rosa.hears("La caja ya está bien otra vez.")


def test_a_doubtful_clock_is_told_although_lessons_wait(box, rosa):
    """It goes as a reply does: nobody else can put the clock right."""
    box.book(lambda book: clocks.told(book, box.clock.now()))
    rosa.listens()
    box.clock.move_to(box.clock.now() + timedelta(days=3))
    looks(box)
    looks(box)
    rosa.hears("La hora de la caja saltó más de 36 horas.")
    rosa.listens()
    passes(box, 0)
    rosa.hears("La caja ya está bien otra vez.")


def test_a_box_that_is_well_says_nothing(box, rosa):
    """Health is no news."""
    rosa.listens()
    looks(box)
    rosa.hears_nothing()


def test_the_running_keeper_looks_again_and_again(box, usb):
    """Until it is cancelled; a minute apart."""
    waited: list[float] = []

    class Waiting(StandingClock):
        async def sleep(self, seconds: float) -> None:
            waited.append(seconds)
            if len(waited) == 3:
                raise asyncio.CancelledError

    box.house.keeper._clock = Waiting(NOW)
    with pytest.raises(asyncio.CancelledError):
        box.run(box.house.keeper.run())
    assert waited == [60.0, 60.0, 60.0]
    assert len(copies(usb)) == 1


@pytest.mark.parametrize("replaced", [False, True])
def test_a_database_that_was_taken_away_stops_the_house(box, tmp_path, replaced):
    """Removed or replaced while it runs: what is written would be gone at the next start, so it stops and says so."""
    file = tmp_path / "town.db"
    copy = file.read_bytes()
    file.rename(tmp_path / "moved.db")
    if replaced:
        file.write_bytes(copy)
    with pytest.raises(DatabaseGone, match=r"town\.db"):
        box.run(box.house.keeper.run())


def test_a_link_to_the_database_is_the_same_database(box, tmp_path):
    """By another name a second house finds it held."""
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "town.db")
    with pytest.raises(DatabaseBusy):
        open_store(str(link))


# --- the doctor


def settings(folder: object, *, token: str = "123456:abc") -> Settings:
    return Settings(database="box/yachaski.db", backup_dir=str(folder), telegram_token=token, _env_file=None)


def test_the_doctor_is_content_with_a_fresh_copy_on_another_disk(usb):
    """And says of when it is."""
    found = check.of_copies(settings(usb), NOW - timedelta(hours=47), NOW, lambda path: len(str(path)))
    assert found.well
    assert found.line() == "[bien] copias: la última es de 2026-02-28 15:00 UTC."


@pytest.mark.parametrize(
    ("newest", "device", "says"),
    [
        (None, len, "no hay ninguna"),
        (NOW - timedelta(hours=49), len, "la última es de hace 2 días"),
        (NOW, lambda path: 7, "están en el mismo disco que la base de datos"),
    ],
)
def test_the_doctor_is_red_for_an_old_copy_or_one_on_the_same_disk(usb, newest, device, says):
    """Only where a carrier is configured: the real thing."""
    found = check.of_copies(settings(usb), newest, NOW, lambda path: device(str(path)))
    assert not found.well
    assert says in found.line()
    assert check.of_copies(settings(usb, token=""), newest, NOW, lambda path: device(str(path))).well


def test_the_doctor_says_when_the_disk_is_not_there(tmp_path):
    """With the setting that names it."""
    assert not check.of_copies(settings(tmp_path / "no"), None, NOW).well


def test_the_doctor_says_that_nothing_is_copied_by_itself():
    """An empty setting is a choice, and is said."""
    found = check.of_copies(settings(""), None, NOW)
    assert found.well
    assert "no se hacen solas. Pon YACHASKI_BACKUP_DIR" in found.line()


def test_the_doctor_says_when_old_texts_stay(box):
    """Thirty days are promised to families."""
    box.visit()
    box.learner("Ana R.")
    for days, told in (
        (0, "[bien] limpieza: al día"),
        (35, "[MAL ] limpieza: hay datos viejos que debían borrarse hace 21 días"),
    ):
        now = box.clock.now() + timedelta(days=days)
        seen = box.book(lambda book, now=now: check.Seen(book.backlog(now), "", 0, behind=book.behind(now)))
        lines = [finding.line() for finding in check.of_database(seen, now)]
        assert any(line.startswith(told) for line in lines), lines


def test_the_doctor_names_cohorts_that_nobody_has_taught_for_two_weeks(box):
    """With what to do."""
    box.visit()
    now = box.clock.now() + timedelta(days=15)
    seen = box.book(lambda book: check.Seen(book.backlog(now), "", 0, tuple(book.without_teacher())))
    lines = [finding.line() for finding in check.of_database(seen, now)]
    assert any("3.º B, colegio San Juan: sin profe desde hace 15 días" in line for line in lines)
    box.teacher("Elena")
    assert box.book(lambda book: book.without_teacher()) == []
