"""What is grave and what is not, on sentences that people wrote: the bounds are what was measured.

Nothing here learns: the table that ships is asked.
"""

from __future__ import annotations

import random
from base64 import urlsafe_b64encode
from itertools import product
from pathlib import Path

import pytest

from bot.authoring import words
from bot.core.safety.clauses import clauses
from bot.core.safety.contact_filter import withheld
from bot.core.safety.grave_words import Listening, pieces
from bot.core.safety.spelling import fold
from bot.turn.world import KEY_LENGTH, letters
from lessons_es import help_lines, sentences
from lessons_es.mistake import CourseError
from tests.chat import world

LISTS = Path(__file__).parent / "grave"
HELD_ASIDE_MISSED_SURE, HELD_ASIDE_MISSED, HELD_ASIDE_FALSE, HELD_ASIDE_UNSURE = 22, 15, 5, 12
BESIDE = (
    "estoy cuidando a mis ovejas",
    "tengo que hacer la tarea",
    "hoy jugamos vóley",
    "no es broma",
    "gracias por leerme",
)


def lines(name: str) -> list[str]:
    """One a line; what begins with `#` says who wrote them."""
    known = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in known if line and not line.startswith("#")]


def levels(name: str) -> list[str]:
    """What is made of each sentence of a list."""
    return [world().ear.level(line) for line in lines(name)]


def test_the_table_was_learned_from_these_sentences():
    """Who changes a sentence learns again: `python -m bot words learn`."""
    assert words.load().hash == sentences.hash_of()
    assert (sentences.FOLDER / sentences.WEIGHTS).stat().st_size <= 1_000_000


def test_there_are_enough_sentences():
    """From so many somebody can learn."""
    known = sentences.load()
    assert len(known.grave) >= 1_500
    assert len(known.harmless) >= 6_000


@pytest.mark.slow
def test_what_was_learned_is_known():
    """Of the sentences themselves hardly one is taken wrong."""
    known, hears = sentences.load(), world().ear.level
    missed = [one.text for one in known.grave if hears(one.text) != "sure"]
    false = [one.text for one in known.harmless if hears(one.text) == "sure"]
    assert len(missed) <= 0.05 * len(known.grave)
    assert len(false) <= 0.01 * len(known.harmless)


def test_the_list_held_aside(tells):
    """Strangers wrote it, and nobody who writes sentences has seen it: this is what to expect, and it gets no worse.

    Only counts are shown: a sentence that is read is one that the sentences get written for.
    """
    grave, harmless = levels("held_aside_grave"), levels("held_aside_harmless")
    missed_sure, missed = len(grave) - grave.count("sure"), grave.count("")
    false, unsure = harmless.count("sure"), harmless.count("unsure")
    tells(
        f"grave words held aside: missed {missed_sure} of {len(grave)} sure, {missed} sure or unsure; "
        f"false alarms {false}, unsure {unsure} of {len(harmless)}"
    )
    assert (len(grave), len(harmless)) == (150, 250)
    assert missed_sure <= HELD_ASIDE_MISSED_SURE
    assert missed <= HELD_ASIDE_MISSED
    assert false <= HELD_ASIDE_FALSE
    assert unsure <= HELD_ASIDE_UNSURE


@pytest.mark.slow
def test_an_everyday_clause_hides_nothing(tells):
    """Before it, behind it, with a sign between them or without: at most one in a hundred is heard no more."""
    hears = world().ear.level
    heard = [text for text in lines("held_aside_grave") if hears(text)][::3]
    ways = ["{0}. {1}", "{1}, {0}", "{0} {1}", "{1} {0}"]
    said = [way.format(text, beside) for text, beside, way in product(heard, BESIDE, ways)]
    hidden = [text for text in said if not hears(text)]
    tells(f"grave words hidden by an everyday clause: {len(hidden)} of {len(said)}")
    assert len(hidden) <= 0.01 * len(said)


GIVEN = ("Sami", "Illari", "Nélida", "Jhoselin", "Percy", "Juan", "Elmer", "Katy", "Yakelin", "Deysi", "Fausto")
SURNAMES = (
    "Quichca",
    "Salvatierra",
    "Huaytalla",
    "Layme",
    "Galindo",
    "Dueñas",
    "Ccora",
    "Atoccsa",
    "Chumbe",
    "Allcca",
    "Yalli",
)


@pytest.mark.parametrize(
    "said",
    [
        "{0} {2}", "{0} {1} {2} {3}", "me llamo {0} {2}", "mi nombre es {0} {1} {2} {3}", "soy {0} {2}",
        "mi nombre es {0} del Carmen {2} {3}", "yo me llamo {0} {1} {2} de la Cruz", "hola soy {0} {3}",
        "{0}-{1}", "{2} {3} {0}",
    ],
)  # fmt: skip
def test_a_name_raises_no_alarm(said: str):
    """Whoever enrols says it once: none is taken for a cry, and hardly one leaves a doubt."""
    names = zip(GIVEN, GIVEN[1:], SURNAMES, SURNAMES[1:], strict=False)
    heard = [world().ear.level(said.format(*name)) for name in names]
    assert "sure" not in heard
    assert heard.count("unsure") <= 1


@pytest.mark.parametrize(
    "text",
    [
        "quiero morir",
        "quiero mo\u200brir",
        "quiero mo\u00adrir",
        "QUIERO MORIR!!!",
        "quiero morir".translate({n: n + 0xFEE0 for n in range(ord("a"), ord("z") + 1)}),
        "q\u03c5iero m\u043erir",
        "q u i e r o  m o r i r",
        "quiero m.o.r.i.r",
        "quiero mo😀rir",
        "qu1er0 m0r1r",
        "m kiero mtar",
        "KIERO MORIRME",
        "m kiero matar",
        "tomé veneno de ratas",
        "me muero de hambre y mi papá me pega",
        "mi tío me toca y tengo que hacer la tarea",
        "hoy fui a la feria y me quiero matar",
        "vendí 3 chompas a 45 y me quiero morir",
        "ya hice mi tarea pero me quiero matar",
    ],
)
def test_however_it_is_typed(text):
    """As seen, not as stored: unseen signs, look-alikes, letters spelt out, digits for letters, chat spelling."""
    assert world().ear.level(text) == "sure"


@pytest.mark.parametrize(
    "text",
    [
        "hola soy su nueva profe",
        "Lunes, 7 a. m.",
        "mañana 7 p. m. mejor",
        "el viernes a las 5 p.m.",
        "me muero de hambre",
        "me muero de risa",
        "vamos a matar dos cuyes para la fiesta",
        "me toca lavar los platos hoy",
        "en free fire me mataron",
        "mi mamá me mata si jalo",
        "tengo miedo al examen",
        "me pega el sol",
        "la b",
        "7 pm",
        "SANJUAN3B",
        "987654321",
    ],
)
def test_what_is_of_every_day(text):
    """Nobody is told."""
    assert world().ear.level(text) != "sure"


@pytest.mark.parametrize(
    "text", ["", "😀", "\x00", "a" * 10_000, "me " * 3000, "mata" * 2000, "quiero " * 900, "1 " * 2000, "." * 4096]
)
def test_odd_text_is_read_without_harm(text):
    """Nothing raises, and nobody is told."""
    assert world().ear.level(text) != "sure"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("creo que estoy embarazada", "embarazo"),
        ("me ofrecen trabajo en Lima", "trabajo"),
        ("voy a ver a un amigo de internet", "cita"),
        ("vendo queso en la feria", ""),
        ("mi vaca está preñada", ""),
        ("me toca exponer mañana", ""),
    ],
)
def test_what_has_an_answer_of_its_own(text, topic):
    """Pregnancy, work far away, somebody from the internet."""
    assert world().ear.topic(text) == topic


def test_words_are_folded_as_they_sound():
    """Chat spelling is one spelling."""
    assert fold("quiero") == fold("kiero") == "kiero"
    assert fold("m4tar") == fold("mattar") == "matar"


def test_without_a_table_nothing_is_heard():
    """Where no sentences were learned from, the listener says nothing and breaks nothing."""
    assert Listening().level("me quiero morir") == ""
    assert Listening().topic("estoy embarazada") == ""


def test_a_text_is_read_in_pieces():
    """Each clause, and several widths of words in a row."""
    read = list(pieces(clauses("hola amiga, " + " ".join(f"palabra{n}" for n in "abcdefghij"))))
    assert ["ola", "amiga"] in read
    assert {len(piece) for piece in read} == {2, 8, 10, 12}


@pytest.mark.parametrize("words", [1, 7, 8, 9, 17, 18])
def test_no_word_is_outside_every_window(words: int):
    """Each window lies over each run of its length, the last one too; a text that is shorter is read whole."""
    said = [f"palabra{n}" for n in range(words)]
    read = list(pieces([said], (8, 17)))
    wanted = [said[start : start + 8] for start in range(words - 7)] if words > 8 else []
    wanted += [said[start : start + 17] for start in range(words - 16)] if words > 17 else [said]
    assert read == [said, *wanted]


@pytest.mark.parametrize(("others", "alone"), [(0, True), (4, True), (5, False)])
def test_an_insult_has_five_words_at_most(others: int, alone: bool):
    """In a longer message somebody says something."""
    text = " ".join(["idiota", *["eres", "tú", "y", "nada", "más"][:others]])
    assert Listening(insults=["idiota"]).insult(text) is alone


@pytest.mark.slow
def test_a_sentence_is_tried(tmp_path):
    """The score, the level, and the three nearest of the sentences."""
    said = words.tried("mi papá me pega mucho", world().ear)
    assert "seguro" in said[0]
    assert len(said) == 4
    assert all("grave, violencia" in line for line in said[1:])


def test_a_broken_list_says_where(tmp_path):
    """A line without a tab, a sentence twice, too few of them: with the line."""
    for name in sentences.FILES:
        (tmp_path / name).write_text("clase\tuna frase\nsin tabulador\nclase\tuna frase\n", encoding="utf-8")
    with pytest.raises(CourseError) as wrong:
        sentences.load(tmp_path)
    assert "ayuda/grave.tsv:2" in str(wrong.value)
    assert "está dos veces" in str(wrong.value)
    for name in sentences.FILES:
        (tmp_path / name).write_text("clase\tuna frase\n", encoding="utf-8")
    with pytest.raises(CourseError) as wrong:
        sentences.load(tmp_path)
    assert "hacen falta al menos 200" in str(wrong.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("mi número es 987654321", "number"),
        ("987 654 321", "number"),
        ("9-8-7-6-5-4-3-2-1", "number"),
        ("nueve ocho siete seis cinco cuatro", "number"),
        ("mira https://x.pe/a", "link"),
        ("búscame en facebook", "network"),
        ("soy @rosita_15", "link"),
        ("rosa@correo.com", "link"),
        ("wa.me/51987", "link"),
        ("¿vendo a S/ 1500000 la máquina?", ""),
        ("¿cuánto es 12 x 150?", ""),
        ("el 20/03/2026 a las 5:30", ""),
        ("llama al 100 o al 105", ""),
    ],
)
def test_what_a_question_does_not_carry(text, why):
    """Numbers of phones, links, names at other networks; prices and dates are fine."""
    assert withheld(text) == why


def test_the_lines_are_reviewed():
    """Sources, a day to check again, and the words of the answer."""
    known = help_lines.load()
    assert known.review_by.year >= 2027
    assert all(number in known.answer for number in ("113, opción 5", "100, a toda hora", "105"))


@pytest.mark.slow
def test_letters_by_chance_are_no_words() -> None:
    """A key or the end of a link in a sentence raises no alarm: its halves are not listened to as words."""
    chance, hears = random.Random(7), world().ear.level
    for _ in range(2000):
        key = letters(chance.randbytes(KEY_LENGTH))
        link = urlsafe_b64encode(chance.randbytes(24)).decode()
        assert hears(f"hola soy ana y mi clave es {key[:5]}-{key[5:]}") == "", key
        assert hears(f"Hola, soy la profe. Mi enlace: {link}") != "sure", link
