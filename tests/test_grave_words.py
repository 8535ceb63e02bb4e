"""What is grave and what is not, on sentences that people wrote: the bounds are what was measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core import grave
from bot.core.spelling import fold
from bot.core.withheld import withheld
from lessons_es import help_lines
from lessons_es.mistake import CourseError
from tests.chat import world

LISTS = Path(__file__).parent / "grave"
OURS_MISSED, OURS_FALSE = 2, 16
HELD_ASIDE_MISSED, HELD_ASIDE_FALSE = 31, 4


def sentences(name: str) -> list[str]:
    """One a line; what begins with `#` says who wrote them."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def wrong(list_: str) -> tuple[list[str], list[str]]:
    """What was missed, and what was a false alarm."""
    hears = world().ear.grave
    missed = [one for one in sentences(f"{list_}_grave") if not hears(one)]
    return missed, [one for one in sentences(f"{list_}_harmless") if hears(one)]


def test_what_strangers_wrote_for_us_to_work_on():
    """All of it is heard, and none of the harmless; the list was made on it, so this says little of others."""
    assert wrong("development") == ([], [])


def test_what_we_wrote_ourselves():
    """Among the harmless are many near misses, which a calm message with «No era eso» may answer."""
    missed, false = wrong("ours")
    assert len(missed) <= OURS_MISSED
    assert len(false) <= OURS_FALSE


def test_the_list_held_aside(tells):
    """Strangers wrote it, and nobody who edits the list has seen it: this is what to expect, and it gets no worse.

    Only counts are shown: a sentence that is read is one that the list gets tuned on.
    """
    missed, false = (len(found) for found in wrong("held_aside"))
    grave_, harmless = len(sentences("held_aside_grave")), len(sentences("held_aside_harmless"))
    tells(f"grave words held aside: missed {missed} of {grave_}, false alarms {false} of {harmless}")
    assert (grave_, harmless) == (150, 250)
    assert missed <= HELD_ASIDE_MISSED
    assert false <= HELD_ASIDE_FALSE


@pytest.mark.parametrize(
    "words",
    ["KIERO MORIRME", "kiero morirmeee", "qiero morir", "kiero  mórirme!!", "m kiero matar", "Quiero... morirme"],
)
def test_however_it_is_typed(words):
    """Capitals, accents, doubled letters, chat spelling, one slip."""
    assert world().ear.grave(words)


def test_a_harmless_phrase_hides_nothing_beside_it():
    """It is taken out, and the rest is still read."""
    assert world().ear.grave("me muero de hambre y mi papá me pega")
    assert not world().ear.grave("me muero de hambre")


@pytest.mark.parametrize("words", ["", "😀", "\x00", "a" * 10_000, "me " * 3000, "mata" * 2000, "quiero " * 900])
def test_odd_text_is_read_without_harm(words):
    """Nothing raises, and nobody is told."""
    assert not world().ear.grave(words)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("mi número es 987654321", "number"),
        ("987 654 321", "number"),
        ("9-8-7-6-5-4-3-2-1", "number"),
        ("nueve ocho siete seis cinco cuatro", "number"),
        ("mira https://x.pe/a", "link"),
        ("búscame en facebook", "link"),
        ("soy @rosita_15", "link"),
        ("rosa@correo.com", "link"),
        ("wa.me/51987", "link"),
        ("¿vendo a S/ 1500000 la máquina?", ""),
        ("¿cuánto es 12 x 150?", ""),
        ("el 20/03/2026 a las 5:30", ""),
        ("llama al 100 o al 105", ""),
    ],
)
def test_what_a_question_does_not_carry(words, why):
    """Numbers of phones, links, names at other networks; prices and dates are fine."""
    assert withheld(words) == why


def test_the_lines_are_reviewed():
    """Sources, a day to check again, and the words of the answer."""
    lines = help_lines.load()
    assert lines.review_by.year >= 2027
    assert all(number in lines.answer for number in ("113, opción 5", "100, a toda hora", "105"))


def test_a_broken_list_says_where(tmp_path):
    """A group that does not exist, a part that is missing: with the line."""
    text = (Path(help_lines.__file__).parent / help_lines.FILE).read_text(encoding="utf-8")
    broken = text.replace("- suicidio\n", "- @quiere_no suicidio\n").replace("## Familia", "## Otra cosa")
    (tmp_path / help_lines.FILE).write_text(broken, encoding="utf-8")
    with pytest.raises(CourseError) as wrong_:
        help_lines.load(tmp_path)
    assert "No hay un grupo «quiere_no»" in str(wrong_.value)
    assert "Falta la parte «Familia»" in str(wrong_.value)


def test_words_are_folded_as_they_sound():
    """Chat spelling is one spelling."""
    assert fold("quiero") == fold("kiero") == "kiero"
    assert fold("m4tar") == fold("mattar") == "matar"


@pytest.mark.parametrize(
    ("rule", "heard", "not_heard"),
    [
        ("noche + tio", "mi tio viene de noche", "mi tio viene"),
        ("secreto - receta", "es un secreto", "el secreto de mi receta"),
        ("no digas nada|no avises + tio", "mi tio dijo no avises", "no avises"),
        ("me pegar~", "me pegaron", "me pagaron"),
        ("me ... puerta", "me cerro bien la puerta", "me fui a mi casa y vi otra puerta"),
    ],
)
def test_what_a_rule_says(rule, heard, not_heard):
    """Both near each other, one without the other, one phrase or another, a verb in all its forms, a few words."""
    assert grave.Phrases([rule]).within(heard)
    assert not grave.Phrases([rule]).within(not_heard)


def test_signs_add_up():
    """One alone is never enough, and what is of every day takes points away."""
    phrases = grave.Phrases((), {"miedo": 4, "noche": 3, "examen": -3})
    assert phrases.within("tengo miedo de noche")
    assert not phrases.within("miedo, miedo, miedo")
    assert not phrases.within("de noche tengo miedo por el examen")


@pytest.mark.parametrize("words", ["m kiero mtar", "noquierovivir", "kiero dspertar", "qiero morrir"])
def test_lacking_vowels_and_spaces(words):
    """Only in the words that the list forgives."""
    forgiven = ["quiero", "matar", "vivir", "despertar", "morir"]
    assert grave.Phrases(["quiero matar/despertar/morir/vivir", "no quiero vivir"], forgiven=forgiven).within(words)
