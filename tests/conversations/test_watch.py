"""Nobody is promised who cannot be told; and those who look after alerts are asked whether they still do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.box import check as doctor
from bot.ports.book import Book
from bot.settings import Settings
from bot.turn import watch
from tests.chat import Person, Town
from tests.conversations.test_grave import LINES, WAITS, WORDS

ALONE = "Ahora no tengo a quién avisar: llama ya al 100."


@pytest.fixture
def carmen(town: Town) -> Person:
    """Who protects the learners."""
    return town.with_role("protection", "Carmen")


def guards(town: Town) -> None:
    """Real children write here."""
    town.house.inbox.world = replace(town.house.inbox.world, guarded=True)


def looks(town: Town) -> list[str]:
    """One round of the keeper; what the operator is to hear."""
    world, now = town.house.inbox.world, town.clock.now()
    said: list[str] = town.book(lambda book: watch.look(world, book, now))
    town.run(town.house.settle())
    return said


def test_where_nobody_can_be_told_nobody_is_promised(ana: Person) -> None:
    """The lines all the same, and the case waits for whoever comes."""
    ana.says(WORDS)
    ana.hears(LINES)
    assert ALONE in ana.heard()[0]
    assert "Aviso a" not in ana.heard()[0]
    ana.sees("No era eso", "Seguir", "Quitar esto")
    ana.says("ayuda")
    ana.taps("Que me busquen")
    ana.hears("Ahora no tengo a quién avisar: llama ya al 100")


def test_what_was_said_to_nobody_is_there_for_who_comes(ana: Person, town: Town) -> None:
    """A contact who accepts later finds it among the open ones."""
    ana.says(WORDS)
    carmen = town.with_role("protection", "Carmen")
    carmen.says("avisos")
    carmen.hears("3.º B, colegio San Juan: por atender")


def test_what_was_said_to_nobody_is_told_to_who_comes(town: Town, ana: Person) -> None:
    """The keeper begins its steps again, once somebody can hear of it."""
    ana.says(WORDS)
    town.waits(hours=3)
    looks(town)
    carmen = town.with_role("protection", "Carmen")
    town.waits(hours=1)
    carmen.listens()
    looks(town)
    carmen.hears(WAITS)
    looks(town)
    carmen.hears(WAITS)


def test_a_contact_who_teaches_her_is_no_promise(town: Town, ana: Person) -> None:
    """Whatever other role that person holds."""
    elena = town.teacher("Elena")
    teacher, now = elena.id(), town.clock.now()
    town.book(lambda book: book.grant("r", teacher, "protection", now))
    ana.says(WORDS)
    assert ALONE in ana.heard()[0]


def test_a_contact_who_blocked_us_is_no_promise(town: Town, ana: Person, carmen: Person) -> None:
    """After seven days; before that somebody may still come."""

    def blocks(book: Book) -> None:
        address = book.address("web", carmen.carrier_id)
        assert address is not None
        book.set_blocked(address.id, town.clock.now())

    town.book(blocks)
    town.waits(days=8)
    ana.says(WORDS)
    assert ALONE in ana.heard()[0]


def test_who_is_silent_for_a_month_is_asked(town: Town, carmen: Person) -> None:
    """Not who wrote meanwhile; «Sí, sigo» is an answer, and so is any other word."""
    town.waits(days=20)
    carmen.says("hola")
    town.waits(days=20)
    carmen.listens()
    looks(town)
    carmen.hears_nothing()
    town.waits(days=11)
    looks(town)
    carmen.hears("¿Sigue usted a cargo de los avisos?")
    carmen.taps("Sí, sigo")
    carmen.hears("Gracias por confirmarlo.")
    looks(town)
    carmen.hears("Gracias por confirmarlo.")


def test_who_runs_the_programme_is_asked_where_she_is_the_second_adult(town: Town, carmen: Person) -> None:
    """Not where another contact is; her «sí» opens no list of cases."""
    olga = town.with_role("operator", "Olga")
    town.waits(days=31)
    olga.listens()
    looks(town)
    olga.hears("¿Sigue usted a cargo de los avisos?")
    olga.taps("Sí, sigo")
    olga.hears("Gracias por confirmarlo.")
    town.with_role("protection", "Rosa")
    town.waits(days=31)
    olga.listens()
    looks(town)
    assert not any("¿Sigue usted" in text for text in olga.heard())


def test_the_doctor_says_that_nobody_answers_for_three_days(town: Town, carmen: Person) -> None:
    """With what to do; before that, and with somebody there, nothing of it."""
    town.with_role("operator", "Olga")
    settings = Settings(_env_file=None, telegram_token="1:t")

    def found(lost: bool) -> list[str]:
        seen = doctor.Seen(town.book(lambda book: book.backlog(town.clock.now())), "", 0, lost=lost)
        return [one.line() for one in doctor.of_protection(settings, seen)]

    def lost() -> bool:
        state = town.book(lambda book: watch.watch(book, ["web"]))
        return bool(state.lost(town.clock.now(), watch.SAID_AFTER))

    town.waits(days=31)
    looks(town)
    assert not lost()
    town.waits(hours=73)
    assert lost()
    said = "protección: quien cuida a los estudiantes no responde desde hace tres días"
    assert any(said in line and "protection invite" in line for line in found(lost()))
    assert not any(said in line for line in found(False))


def test_nobody_reachable_is_said_and_then_new_ones_wait(town: Town, ana: Person, carmen: Person) -> None:
    """After 72 hours to the operator; after seven days nobody enrols, and who is enrolled is not affected."""
    guards(town)
    town.with_role("operator", "Olga")
    town.waits(days=31)
    town.visit(groups=(("4.º A", "CUARTOA4", "Elena"),), arrives=town.clock.now().date())
    assert looks(town) == []
    town.waits(days=2)
    assert looks(town) == []
    town.waits(days=2)
    assert len(looks(town)) == 1
    town.waits(days=4)
    luz = town.person()
    luz.says("/start CUARTOA4")
    luz.hears("Todavía no puedo inscribirte")
    ana.says("hola")
    assert not any("inscribirte" in text for text in ana.heard())
    carmen.says("hola")
    assert looks(town) == []
    luz.says("/start CUARTOA4")
    luz.hears("¿Cuántos años tienes?")


def test_seen_on_the_page_is_not_enough_where_telegram_is_configured(town: Town, carmen: Person) -> None:
    """A tab that was closed rings nowhere."""
    guards(town)
    town.with_role("operator", "Olga")
    town.house.inbox.world = replace(town.house.inbox.world, carriers=("telegram",))
    luz = town.person()
    luz.says("/start HUAYTAR3")
    luz.hears("Todavía no puedo inscribirte")
    assert timedelta(days=7) == watch.CLOSES_AFTER


@pytest.mark.parametrize(
    ("late", "said"), [(False, "[bien] protección: al día."), (True, "[MAL ] protección: atrasada.")]
)
def test_the_doctor_counts_no_cases(town: Town, late: bool, said: str) -> None:
    """«al día» or «atrasada», and nothing else: how many there are is for the contacts."""
    backlog = town.book(lambda book: book.backlog(town.clock.now()))
    seen = doctor.Seen(backlog, "", 0, late=late)
    last = [finding.line() for finding in doctor.of_protection(Settings(_env_file=None), seen)][-1]
    assert last.startswith(said)
