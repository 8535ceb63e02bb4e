"""Money is whole micro-dollars: what is said, what is added up, and when somebody is told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.costs import MICRO, Billed, Price, dollars, money, reached, spent, stopped, stops, sums, unit_price

MARCH, APRIL = date(2027, 3, 8), date(2027, 4, 1)
HOUR = timedelta(hours=1)
PRICES = (Price("whatsapp", "utility", MARCH, 20_000), Price("whatsapp", "utility", APRIL, 24_000))


@pytest.mark.parametrize(
    ("said", "micro"),
    [("0.02", 20_000), ("60", 60 * MICRO), ("0.000001", 1), ("0,02", None), ("-1", None), ("1e3", None), ("", None)],
)
def test_a_sum_is_read_exactly_or_not_at_all(said, micro):
    """A point and at most six decimals: nothing is guessed about money."""
    assert dollars(said) == micro


@pytest.mark.parametrize(
    ("micro", "read"), [(240_000, "0,24"), (5_000, "0,01"), (4_999, "0,00"), (12 * MICRO, "12,00")]
)
def test_a_sum_is_read_with_a_comma(micro, read):
    """As people in Peru read it; half a cent is a cent."""
    assert money(micro) == read


def test_a_price_holds_from_its_day_on():
    """What was billed before has the former price, and before the first one none."""
    days = (date(2027, 3, 7), MARCH, date(2027, 3, 31), APRIL)
    each = [spent([Billed("whatsapp", "utility", day, 1, 1)], PRICES) for day in days]
    assert each == [0, 20_000, 20_000, 24_000]


def test_parts_are_what_is_paid():
    """Two messages of three parts together cost three units."""
    price = Price("sms", "segment", MARCH, 10_000)
    assert spent([Billed("sms", "segment", MARCH, 2, 3)], [price]) == 30_000


def test_what_is_free_costs_nothing_and_what_has_no_price_says_so():
    """A month's sum is unknown as soon as one of its prices is."""
    billed = [Billed("whatsapp", "free", MARCH, 3, 3), Billed("whatsapp", "marketing", MARCH, 1, 1)]
    assert [(one.category, one.micro) for one in sums(billed, PRICES)] == [("free", 0), ("marketing", None)]


@pytest.mark.parametrize(("micro", "part"), [(0, 0), (79, 0), (80, 80), (99, 80), (100, 100), (500, 100)])
def test_a_part_of_the_cap_is_reached_exactly(micro, part):
    """Four fifths, and the whole; without a cap nothing is."""
    assert reached(micro, 100) == part
    assert reached(micro, 0) == 0


def test_a_stop_is_of_some_channels_and_has_an_end():
    """The page costs nothing; on the first of the month all begins again."""
    end = datetime(2027, 4, 1, 5, tzinfo=UTC)
    said = stops(["whatsapp", "sms"], end)
    assert [stopped(said, channel, end - HOUR) for channel in ("whatsapp", "sms", "web")] == [True, True, False]
    assert not stopped(said, "whatsapp", end)
    assert not stopped("", "whatsapp", end)


def test_a_message_costs_what_its_dearest_kind_does():
    """But for marketing, which is not ours; where nobody said a price, nobody knows."""
    known = [*PRICES, Price("whatsapp", "service", MARCH, 1), Price("whatsapp", "marketing", MARCH, 70_300)]
    assert unit_price(known, "whatsapp", MARCH) == 20_000
    assert unit_price(known, "sms", MARCH) is None
