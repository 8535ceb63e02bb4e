"""«constancia»: what a learner takes home, when, and where it is not shown."""

from __future__ import annotations

from datetime import timedelta

from bot.core.certificate import unsealed
from bot.ports.book import CLOCK_DOUBT
from bot.store import signing
from tests.chat import MONDAY, Person, Town, at
from tests.conversations.test_goal import has_done, passes

DEPARTS = MONDAY + timedelta(days=32)


def file(town: Town, person: Person) -> tuple[str, bytes]:
    """Name and bytes of the file under the last message."""
    message = person.messages()[-1]
    address = town.book(lambda book: book.address("web", person.carrier_id))
    found = town.run(town.house.files(address.id, message))
    assert found
    return found.name, found.content


def passed(town: Town, person: Person) -> None:
    """All that the exam asks for, and the exam."""
    has_done(town, person, 20)
    person.says("examen")
    person.taps("Empezar")
    passes(person)


def test_who_passed_has_a_paper(town: Town, ana: Person) -> None:
    """As a document of one page, and as a picture for a status; both weigh what was said."""
    passed(town, ana)
    ana.says("constancia")
    ana.hears("Ana, tengo tu constancia: aprobaste el examen. Pesa 30 KB.")
    ana.taps("Mandármela")
    ana.hears("Aquí está tu constancia.")
    name, content = file(town, ana)
    assert name == "constancia.pdf"
    assert content.startswith(b"%PDF")
    assert 15_000 < len(content) <= 30 * 1024
    ana.taps("Como imagen")
    name, content = file(town, ana)
    assert name == "constancia.png"
    assert content.startswith(b"\x89PNG")
    assert len(content) <= 60 * 1024


def test_a_paper_stays_what_it_is(town: Town, ana: Person) -> None:
    """«mis datos» names it and says so, and so does the answer to who wants all erased."""
    passed(town, ana)
    ana.says("mis datos")
    assert "Constancias" not in file(town, ana)[1].decode()
    ana.says("constancia")
    ana.taps("Mandármela")
    ana.says("mis datos")
    page = file(town, ana)[1].decode()
    assert "Constancias\nNúmero " in page
    assert "se borra de aquí; el papel sigue siendo lo que es." in page
    ana.says("borrar todo")
    ana.taps("Sí, borrar")
    ana.hears("Una constancia que ya tienes en papel sigue siendo lo que es.")


def test_what_is_signed_is_what_it_says(town: Town, ana: Person) -> None:
    """The house's own key holds for it; asked for again it is the same paper."""
    passed(town, ana)
    for _ in range(2):
        ana.says("constancia")
        ana.taps("Mandármela")
    learner = ana.id()
    ((paper, sealed),) = town.book(lambda book: book.certificates(learner))
    claim = unsealed(sealed)
    assert claim
    assert claim.certificate == paper
    assert (paper.name, paper.site, paper.course) == ("Ana R.", "colegio San Juan", "Emprende con lo tuyo")
    keys = signing.public(signing.path(town.house.settings.database))
    assert signing.holds(claim, keys)


def test_two_days_before_departure_there_is_one_for_taking_part(town: Town, ana: Person) -> None:
    """Before, the way to the exam is told; with it, how many lessons are missing."""
    has_done(town, ana, 18)
    ana.says("constancia")
    ana.hears("Para el examen te faltan 2 lecciones.")
    town.walks_to(at(DEPARTS - timedelta(days=2), 9))
    ana.says("constancia")
    ana.hears(
        "Te faltan 2 lecciones para el examen. Si hoy quieres algo en la mano: tengo tu constancia de participación."
    )
    ana.taps("Mandármela")
    assert file(town, ana)[0] == "constancia.pdf"


def test_without_a_lesson_there_is_no_paper(town: Town, ana: Person) -> None:
    """Not on the last day either."""
    town.walks_to(at(DEPARTS, 9))
    ana.says("constancia")
    ana.hears("Para el examen te faltan 20 lecciones.")


def test_a_new_name_is_a_new_paper(town: Town, ana: Person) -> None:
    """The old one is withdrawn."""
    passed(town, ana)
    ana.says("constancia")
    ana.taps("Mandármela")
    ana.says("cambiar nombre")
    ana.taps("Cambiar nombre")
    ana.says("Ana Lucía")
    ana.says("constancia")
    ana.taps("Mandármela")
    learner = ana.id()
    ((paper, _),) = town.book(lambda book: book.certificates(learner))
    assert paper.name == "Ana Lucía"
    assert len(town.book(lambda book: book.withdrawn_certificates())) == 1


def test_on_a_day_that_nobody_knows_no_paper_is_issued(town: Town, ana: Person) -> None:
    """It bears a date; the exam itself is refused to nobody."""
    has_done(town, ana, 20)
    town.book(lambda book: book.set_fact(CLOCK_DOUBT, "behind"))
    ana.says("examen")
    ana.taps("Empezar")
    passes(ana)
    ana.says("constancia")
    ana.taps("Mandármela")
    ana.hears("Hoy no sé bien qué fecha es")
    learner = ana.id()
    assert town.book(lambda book: book.certificates(learner)) == []


def test_without_the_key_no_paper_is_issued(town: Town, ana: Person) -> None:
    """A sentence says so, and what to do."""
    passed(town, ana)
    signing.path(town.house.settings.database).write_text("broken", encoding="ascii")
    ana.says("constancia")
    ana.taps("Mandármela")
    ana.hears("Hoy no puedo hacer constancias")
    learner = ana.id()
    assert town.book(lambda book: book.certificates(learner)) == []
