"""Sums of money as people write them."""

from __future__ import annotations

import pytest

from bot.core.text import amount


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("6", 600),
        ("6 soles", 600),
        ("S/ 6", 600),
        ("S/.6", 600),
        ("s/6.00", 600),
        ("6.00", 600),
        ("6,00", 600),
        ("6.5", 650),
        ("seis", 600),
        ("seis soles", 600),
        ("Son 6 soles.", 600),
        ("S/.12,50", 1250),
        ("12.50 soles", 1250),
        ("doce soles con cincuenta", 1250),
        ("doce soles con cincuenta céntimos", 1250),
        ("12 con 50", 1250),
        ("doce y medio", 1250),
        ("un sol y medio", 150),
        ("sol y medio", 150),
        ("una luca", 100),
        ("15 lucas", 1500),
        ("medio sol", 50),
        ("50 céntimos", 50),
        ("treinta y cinco", 3500),
        ("treintaicinco soles", 3500),
        ("dose soles", 1200),
        ("beinte", 2000),
        ("1,200", 120000),
        ("mil doscientos soles", 120000),
        ("2 mil", 200000),
        ("dos mil quinientos", 250000),
        ("0.10", 10),
    ],
)
def test_a_sum_is_read_however_it_is_written(text: str, cents: int) -> None:
    """One reader for tasks, typed answers and the notebook; what it gives is cents."""
    assert amount.read(text) == cents


@pytest.mark.parametrize(
    "text", ["", "hola", "no sé", "muchos", "3 o 4", "a las 7:30", "2 panes", "el tercero", "1.234.567"]
)
def test_what_is_no_single_sum_is_none(text: str) -> None:
    """Nothing is guessed."""
    assert amount.read(text) is None


def test_numbers_in_a_sentence_keep_their_place() -> None:
    """Which is money is said where a unit stands by it."""
    digits = amount.in_digits("Vendí tres chompas a S/ 45,50 y dos panes")
    found = amount.amounts(digits)
    assert [(one.cents, one.is_money) for one in found] == [(300, False), (4550, True), (200, False)]
    assert digits[found[0].start : found[0].end] == "3"


@pytest.mark.parametrize(("cents", "fits"), [(9, False), (10, True), (999_999, True), (1_000_000, False)])
def test_a_note_is_from_ten_centimos_to_ten_thousand_soles(cents: int, fits: bool) -> None:
    """What is less or more is a slip of the thumb."""
    assert amount.is_a_sum(cents) is fits
