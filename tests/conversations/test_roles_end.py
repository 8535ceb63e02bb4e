"""Roles end: whoever runs the box lists them, ends one, and withdraws a link; the phone sees nothing more."""

from __future__ import annotations

from bot.commands.write_commands import Office, execute
from tests.chat import Person, Town


def gives(town: Town, *args: str) -> tuple[int, str]:
    """What a command at the box answers."""
    said: list[str] = []
    office = Office(town.house.settings, town.house.store, town.clock, lambda _book: None)
    code = town.run(execute(list(args), office, said.append))
    town.run(town.house.settle())
    return code, "\n".join(said)


def test_roles_and_links_are_listed(town: Town) -> None:
    """Who has which, of which class, and what nobody used yet."""
    town.teacher("Elena")
    town.operator("Olga")
    gives(town, "invite", "protection", "")
    _, told = gives(town, "roles")
    assert "Elena: profe de 3.º B, colegio San Juan, desde el 2026-03-02" in told
    assert "Olga: quien lleva el programa, desde el" in told
    assert "quien cuida a los estudiantes, sirve hasta el 2026-03-09" in told


def test_an_ended_phone_sees_nothing_more(town: Town) -> None:
    """Neither what comes nor what was said; the second adult hears of it."""
    elena, olga = town.teacher("Elena"), town.operator("Olga")
    old = elena.messages()[-1]
    assert gives(town, "role", "end", "elena")[0] == 0
    olga.hears_later("Elena ya no está en el programa: era profe.")
    assert elena.messages() == []
    elena.says("Mi grupo")
    assert not any("3.º B" in text for text in elena.heard())
    assert old.text not in elena.heard()


def test_a_name_that_nobody_has_ends_nothing(town: Town) -> None:
    """Who there is is said."""
    town.teacher("Elena")
    code, told = gives(town, "role", "end", "Raúl")
    assert (code, "Están: Elena." in told) == (1, True)


def test_a_link_is_withdrawn(town: Town) -> None:
    """By the mark that the list shows; it opens nothing any more."""
    _, told = gives(town, "invite", "operator", "")
    token = told.rpartition("start=")[2].strip()
    mark = gives(town, "roles")[1].rpartition("\n  ")[2][:8]
    assert gives(town, "withdraw", mark)[0] == 0
    person = town.person()
    person.says(f"/start {token}")
    person.hears("Ese enlace ya se usó o venció.")
    assert gives(town, "withdraw", mark)[0] == 1


def test_who_learns_too_keeps_her_place(town: Town, ana: Person) -> None:
    """Only the role ends."""
    learner = ana.id()
    town.book(lambda book: book.grant("r1", learner, "operator", town.clock.now()))
    gives(town, "role", "end", "Ana R.")
    assert town.book(lambda book: (book.roles(learner), book.address_of(learner) is not None)) == ([], True)
