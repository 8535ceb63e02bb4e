"""Keeping and forgetting: nobody's data stay for ever unasked, and children grow up."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.chat import MONDAY, Person, Town, at

pytestmark = pytest.mark.slow

DEPARTS = MONDAY + timedelta(days=32)
TWO_YEARS = DEPARTS + timedelta(days=730)


def walks_answering(town: Town, person: Person, until: datetime, *, every_days: int = 60) -> None:
    """Time passes; the person says a word now and then, and is never long silent."""
    day = town.clock.now()
    while day < until:
        town.walks_to(day)
        person.says("gracias")
        day += timedelta(days=every_days)
    town.walks_to(until)


def learners(town: Town) -> int:
    return int(town.book(lambda book: book.backlog(town.clock.now()).learners))


@pytest.fixture
def graduate(town: Town, ana: Person) -> Person:
    """Ana, a grown-up by now, who says a word every two months and reads the day's question."""
    learner = ana.id()
    town.book(lambda book: book.set_age_band(learner, "adult"))
    walks_answering(town, ana, at(TWO_YEARS, 18))
    ana.listens()
    town.walks_to(at(TWO_YEARS, 19, 5))
    return ana


def test_after_two_years_the_learner_is_asked(graduate):
    """«¿Lo sigo guardando?», at her hour, as the day's only message."""
    graduate.hears("Hola, Ana. Guardo lo tuyo desde hace dos años")
    graduate.sees("Sí, guárdalo", "No, bórralo")


def test_who_says_yes_is_kept_for_two_years_more(town, graduate):
    """Nothing is asked again before."""
    graduate.taps("Sí, guárdalo")
    graduate.hears("Listo, Ana. Lo guardo dos años más.")
    graduate.waits(days=60)
    assert learners(town) == 1
    assert not any("¿Lo sigo guardando?" in text for text in graduate.heard())


def test_who_says_no_is_erased(town, graduate):
    """After one more question, as always."""
    graduate.taps("No, bórralo")
    graduate.taps("Sí, borrar")
    graduate.waits(hours=24)
    assert graduate.messages()[-1].text.startswith("Listo, borré todo.")
    assert learners(town) == 0


def test_no_answer_in_thirty_days_erases(town, graduate):
    """Without a further message."""
    graduate.waits(days=29)
    assert learners(town) == 1
    graduate.waits(days=2)
    assert learners(town) == 0
    graduate.waits(days=30)
    assert town.book(lambda book: book.address("web", graduate.carrier_id)) is None


def test_another_word_is_no_answer_and_no_silence(town, graduate):
    """She is asked once more instead of being forgotten."""
    graduate.waits(days=5)
    graduate.says("gracias")
    graduate.waits(days=26)
    graduate.hears_later("¿Lo sigo guardando?")
    assert learners(town) == 1


def test_who_was_silent_is_asked_without_a_name(town, ana):
    """The number may be somebody else's by now; whoever it is hears what will happen."""
    town.walks_to(at(TWO_YEARS, 18))
    ana.listens()
    town.walks_to(at(TWO_YEARS + timedelta(days=2), 20))
    ana.hears_later("¿Ya hablamos antes? Si nadie me responde en 30 días, borro lo que guardo de este chat.")
    assert "Ana" not in "".join(ana.heard())
    ana.taps("Sí, soy yo")
    ana.hears("Hola, Estudiante. Guardo lo tuyo desde hace dos años")


def test_who_left_the_group_is_not_kept_for_ever_either(town, ana):
    """Two years after enrolment."""
    ana.says("salir del grupo")
    ana.taps("Seguir por mi cuenta")
    town.walks_to(at(MONDAY + timedelta(days=733), 12))
    assert learners(town) == 1
    town.walks_to(at(MONDAY + timedelta(days=765), 12))
    assert learners(town) == 0


# --- the age


@pytest.fixture
def nico(town: Town) -> Person:
    """A child of 13, enrolled with a paper signed at home; it is the first message after a year."""
    elena = town.teacher("Elena")
    nico = town.person()
    nico.says("/start HUAYTAR3")
    nico.taps("Menos de 14")
    elena.says("/cohorte")
    elena.taps("Hojas (1)")
    elena.taps("Papel firmado")
    nico.says("Nico")
    nico.taps("7 p. m.")
    stop = DEPARTS + timedelta(weeks=48)
    walks_answering(town, nico, at(stop, 18))
    nico.listens()
    town.walks_to(at(stop, 19, 5))
    return nico


def consents(town: Town, person: Person) -> list[object]:
    learner = person.id()
    return [row["given_by"] for row in town.book(lambda book: book.everything(learner))["consent"]]


def test_after_a_year_the_age_is_asked_again(town, nico):
    """Whoever turned 14 consents without a guardian."""
    nico.hears("Hola, Nico. El tiempo pasa. ¿Cuántos años tienes ahora?")
    nico.taps("De 14 a 17")
    nico.hears("Ahora decides tú.")
    nico.taps("Sí, acepto")
    nico.hears("Gracias, Nico. ¿Seguimos?")
    assert consents(town, nico) == ["guardian", "self"]
    learner = nico.id()
    assert town.book(lambda book: book.learner(learner)).age_band == "14_to_17"


def test_who_does_not_consent_may_have_everything_erased(town, nico):
    """Or stay, when it was a slip."""
    nico.taps("De 14 a 17")
    nico.taps("No acepto")
    nico.hears("¿borro todo lo tuyo?")
    nico.taps("Sí, borrar")
    nico.waits(hours=24)
    assert learners(town) == 0


def test_who_is_still_a_child_goes_on(town, nico):
    """The paper of the family still stands; next year it is asked again."""
    nico.taps("Menos de 14")
    nico.hears("Gracias, Nico. ¿Seguimos?")
    assert consents(town, nico) == ["guardian"]


def test_at_another_visit_the_age_is_asked_at_the_next_hour(town, ana):
    """And then the lesson goes on."""
    town.visit(site="colegio Santa Rosa", groups=(("4.º A", "ROSA4ABC", "Raúl"),))
    ana.says("ROSA4ABC")
    ana.taps("Soy Ana")
    ana.taps("Sí, paso")
    ana.listens()
    town.walks_to(at(MONDAY, 19, 5))
    ana.hears("¿Cuántos años tienes ahora?")
    ana.taps("18 o más")
    ana.hears("Gracias, Ana. ¿Seguimos?")
    ana.waits(days=1)
    ana.hears("Hola, Ana. Hoy: ")
