"""The truck's season, by its dates."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, takewhile

from hypothesis import given
from hypothesis import strategies as st

from bot.carriers import LIMITS
from bot.core.people import Cohort, Learner, Visit
from bot.core.reply import Ask, Choice, Say
from bot.core.schedule import message_days, plan, taper
from bot.core.state import OPEN_END, Progress, Support
from bot.core.text import hours, names, wording
from bot.core.text.layout import lay_out, split, units
from tests.chat import at, world

DEPARTED = date(2026, 4, 3)
YEAR = DEPARTED + timedelta(days=365)


def test_the_first_year_has_23_messages_and_four_check_ins() -> None:
    """8 weekly, 9 every two weeks, 6 monthly; months 1, 3, 6 and 12 ask how the business goes."""
    stops = list(takewhile(lambda stop: stop.day <= YEAR, taper.stops(DEPARTED, None)))
    assert len(stops) == 23
    assert [stop.check_in for stop in stops if stop.check_in] == [1, 3, 6, 12]


@given(st.dates(date(2024, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_chosen_weekday_moves_no_stop_to_an_earlier_date(departed: date, weekday: int) -> None:
    """Every stop falls on the learner's day, in order, at most six days later."""
    plain, moved = taper.stops(departed, None), taper.stops(departed, weekday)
    days = [(next(plain).day, next(moved).day) for _ in range(30)]
    assert all(0 <= (later - day).days <= 6 and later.weekday() == weekday for day, later in days)
    assert all(earlier[1] < later[1] for earlier, later in pairwise(days))


@given(
    paused_until=st.one_of(st.just(""), st.just(OPEN_END), st.dates().map(date.isoformat)),
    departed=st.dates(date(2024, 1, 1), date(2090, 1, 1)),
    today=st.dates(date(2024, 1, 1), date(2090, 1, 1)),
    weekday=st.one_of(st.none(), st.integers(0, 6)),
    unanswered=st.integers(0, 9),
    graduated=st.booleans(),
)
def test_every_rest_and_every_date_has_an_answer(
    paused_until: str, departed: date, today: date, weekday: int | None, unanswered: int, graduated: bool
) -> None:
    """When to look at a learner again is always known; a rest is never broken, and one without an end has no stop."""
    support = Support(departed.isoformat(), weekday=weekday, unanswered=unanswered) if graduated else None
    visit = Visit("v", "Pampas", departed - timedelta(days=32), departed, "America/Lima")
    progress = Progress(paused_until=paused_until, support=support)
    enrolled = at(visit.arrives, 9)
    cohort = Cohort("c", "5A", "PAMPAS5A", visit)
    luz = Learner("l", "Luz", "14_to_17", progress, cohort, True, "es", enrolled)
    context = world().context(at(today, 12), "es")
    assert plan.next(luz, context) is not None
    stop, day = message_days.next_stop(luz), message_days.next_day(luz, today, context)
    assert stop is None or stop.day.isoformat() >= paused_until
    assert day is None or day.isoformat() >= paused_until
    assert not (graduated and paused_until == OPEN_END) or (stop, day) == (None, None)


def test_support_never_just_stops() -> None:
    """After 12 months the check-in is yearly, without end."""
    stops = taper.stops(DEPARTED, None)
    later = [stop for stop, _ in zip(stops, range(40), strict=False) if stop.day > YEAR]
    assert [stop.check_in for stop in later[:4]] == [24, 36, 48, 60]


@given(st.text(max_size=9000), st.integers(20, 4096))
def test_a_long_text_is_split_and_nothing_is_lost(text: str, most: int) -> None:
    """Parts fit in UTF-16 units; put together they say everything that can be seen."""
    parts = split(text, most)
    assert all(units(part) <= most for part in parts)
    assert "".join(filter(wording.visible, "".join(parts))) == "".join(filter(wording.visible, text))


def test_the_buttons_stay_under_the_last_part() -> None:
    """A text longer than a message becomes several, one prompt in all."""
    laid = lay_out(Ask("palabra " * 1000, (Choice("Sí", "x"),)), LIMITS["telegram"])
    assert [bool(one.buttons) for one in laid] == [False, False, True]
    assert lay_out(Say("corto"), LIMITS["telegram"], "Para Luz:")[0].text == "Para Luz:\ncorto"


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_as_an_hour_a_name_or_nothing(text: str) -> None:
    """Odd input is an answer that is none, never a fault."""
    minutes = hours.read_hour(text)
    assert minutes is None or 0 <= minutes < 24 * 60
    name = names.read_name(text)
    assert name is None or 0 < len(name) <= names.NAME_LONGEST + 1
    assert wording.read_code(text) == "" or wording.CODE.match(wording.read_code(text))
