"""What belongs to somebody else stays so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bad_days.forged import links, table
from tests.chat import Person, Town, key_of

Guess = Callable[[str], str]
GUESSES: list[Guess] = [str, "/start {}".format, lambda code: f"{code[:4]}-{code[4:]}".lower()]


@pytest.mark.slow
def test_the_table(tmp_path: Path) -> None:
    """Every role, every other button, every fourth word: nobody reads or changes what is another's; nothing fails."""
    assert table(tmp_path, whole=False)["leaks"] == 0


def test_a_link_works_once(tmp_path: Path) -> None:
    """Of three who follow the same link one has the role, and after a week nobody."""
    assert links(tmp_path)["granted"] == 3


# --- who may not protect the learners ----------------------------------------------------------------------


def link(town: Town, role: str) -> str:
    """A one-time link of a role."""
    now = town.clock.now()
    town.book(lambda book: book.add_invite("the-link-for-an-adult", role, None, now, now.replace(year=now.year + 1)))
    return "/start the-link-for-an-adult"


def still_good(town: Town) -> bool:
    """Whether an adult can still use it."""
    carmen = town.person()
    carmen.says("/start the-link-for-an-adult")
    carmen.says("Carmen")
    return any("Desde ahora cuidas a los estudiantes." in text for text in carmen.heard())


def learner(town: Town) -> Person:
    return town.learner("Ana R.")


def learner_who_teaches(town: Town) -> Person:
    """As an older release let it be."""
    person = town.learner("Ana R.")
    id, now = person.id(), town.clock.now()
    cohort = town.book(lambda book: book.cohort_by_code("HUAYTAR3")).id
    town.book(lambda book: book.teach("teaching-of-ana", id, cohort, now))
    return person


def child_without_paper(town: Town) -> Person:
    person = town.person()
    person.says("/start HUAYTAR3")
    person.taps("Menos de 14")
    return person


@pytest.mark.parametrize("who", [learner, learner_who_teaches, child_without_paper])
def test_a_learner_does_not_protect_learners(town: Town, who: Callable[[Town], Person]) -> None:
    """One friendly line; the link stays good for the adult whom it was meant for."""
    person = who(town)
    person.says(link(town, "protection"))
    person.hears("desde aquí escribe un estudiante. Esa persona puede abrirlo en su celular")
    person.says("Carmen")
    assert not any("cuidas" in text for text in person.heard())
    assert still_good(town)


def test_a_teacher_does_not_protect_the_class(town: Town) -> None:
    """One friendly line; the link stays good."""
    elena = town.teacher("Elena")
    elena.says(link(town, "protection"))
    elena.hears("Quien cuida a los estudiantes no puede ser su profe.")
    assert still_good(town)


# --- tries at codes and keys -------------------------------------------------------------------------------


def wrong(number: int) -> str:
    """A code or a key as somebody might guess it."""
    return f"7K2P9QX{number}"


@pytest.mark.parametrize("guess", GUESSES)
def test_five_wrong_codes_an_hour(town: Town, guess: Guess) -> None:
    """The sixth, though right, opens nothing before the hour is over."""
    luz = town.person()
    for number in range(5):
        luz.says(guess(wrong(number)))
    for right in ("HUAYTAR3", "/start HUAYTAR3"):
        luz.says(right)
        assert not any("3.º B" in text for text in luz.heard())
    luz.waits(hours=1.1)
    luz.says("HUAYTAR3")
    luz.hears("Este código es de 3.º B")


@pytest.mark.parametrize("guess", GUESSES)
def test_five_wrong_keys_an_hour(town: Town, guess: Guess) -> None:
    """Whoever guesses at keys, a stranger or a learner of the class, meets nobody by the sixth."""
    ana, luz, kevin = town.learner("Ana R."), town.person(), town.learner("Kevin R.")
    key = key_of(ana)
    for person in (luz, kevin):
        for number in range(5):
            person.says(guess(wrong(number)))
        person.says(guess(key))
        assert not any("Ana" in text for text in person.heard())
    luz.waits(hours=1.1)
    luz.says(guess(key))
    luz.hears("Ana")


def test_beginning_anew_gives_no_more_tries(town: Town) -> None:
    """Neither a code that is right nor a «No acepto» between the wrong ones begins the count again."""
    luz = town.person()
    for number in range(4):
        luz.says(wrong(number))
    luz.says("HUAYTAR3")
    for label in ("De 14 a 17", "No acepto"):
        luz.taps(label)
    luz.says(wrong(5))
    luz.says("HUAYTAR3")
    assert not any("3.º B" in text for text in luz.heard())
