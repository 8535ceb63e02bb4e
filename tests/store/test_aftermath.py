"""What became of learners, counted a second time and naively over random lives, on both engines."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from bot.core.attempt import Attempt, Kind
from bot.core.figures import aftermath
from bot.core.figures.aftermath import PREFIX, Aftermath
from bot.core.figures.interval import wilson
from bot.core.figures.period import month
from bot.core.finish import PASSED, Finish
from bot.papers import honest_page, reports
from bot.ports.figures import Days
from bot.store.open import open_store
from tests.chat import world

LIMA = ZoneInfo("America/Lima")
FIRST = date(2026, 3, 2)
DEPARTS = date(2026, 3, 27)
LEFT = datetime.combine(DEPARTS, time(18), LIMA)
MONTH = month(2026, 10)
"""Half a year later: probes of month 6, and the days around half a year end in it."""
MARCH = month(2026, 3)
_towns = count(1)
DAYS = st.integers(0, 300)
ITEMS = [item.id for lesson in world().course.lessons[:2] for item in lesson.items]


class Life(Struct):
    """One learner's; days are counted from `FIRST`, at noon in Lima."""

    accepted: int | None
    ended: int | None
    lessons: list[int]
    passed: int | None
    answers: list[tuple[Kind, int, bool, bool, int, int]]
    check_ins: list[tuple[int, str, int]]
    active: list[int]


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def noon(n: int) -> datetime:
    return datetime.combine(day(n), time(12), LIMA).astimezone(UTC)


def in_month(n: int) -> bool:
    return MONTH.first <= day(n) <= MONTH.last


answers = st.tuples(
    st.sampled_from(["probe", "lesson", "review", "drill"]),
    st.integers(0, len(ITEMS) - 1),
    st.booleans(),
    st.booleans(),
    DAYS,
    st.sampled_from([1, 3, 6]),
)
lives = st.builds(
    Life,
    st.none() | st.integers(0, 40),
    st.none() | st.integers(41, 300),
    st.lists(DAYS, max_size=3) | st.lists(DAYS, min_size=25, max_size=25),
    st.none() | DAYS,
    st.lists(answers, max_size=8),
    st.lists(st.tuples(st.sampled_from([1, 3, 6]), st.sampled_from(["weekly", "sometimes", "not", "money"]), DAYS)),
    st.lists(DAYS, max_size=4),
)


def write(book, town: str, people: list[Life]) -> None:
    """The lives as rows of one group."""
    book.save_visit(town, town, town, FIRST, DEPARTS, "America/Lima")
    book.save_cohort(town, town, "3.º A", f"{town}X", "Elena")
    for number, life in enumerate(people):
        id = f"{town}-{number}"
        book.add_person(id, "Ana", "es", noon(0))
        book.add_learner(id, "14_to_17", f"key-{id}", '{"v":1}')
        book.enrol(f"e-{id}", id, town, noon(0), None if life.accepted is None else noon(life.accepted))
        if life.ended is not None:
            book.leave_cohort(id, noon(life.ended))
        for lesson, n in zip(world().course.lessons, life.lessons, strict=False):
            book.add_finish(Finish(id, lesson.id, "lesson", town, day(n)), noon(0))
        if life.passed is not None:
            book.add_finish(Finish(id, PASSED, "exam", None, day(life.passed)), noon(0))
        for place, (kind, item, right, hinted, n, of_month) in enumerate(sorted(life.answers, key=lambda one: one[4])):
            probed = of_month if kind == "probe" else 0
            attempt = Attempt(id, ITEMS[item], "", "A", "", kind, town, right, hinted, noon(n), month=probed)
            book.add_attempt(f"{id}-{place}", f"p-{id}-{place}", attempt)
        for place, (of_month, answer, n) in enumerate(_told(life)):
            book.add_check_in(f"c-{id}-{place}", id, of_month, answer, noon(n))
        for n in set(life.active):
            book.add_active_day(id, town, day(n), "telegram")


def _told(life: Life) -> list[tuple[int, str, int]]:
    """One answer a month of the check-in, in order: a later one within a month would only correct it."""
    first: dict[int, tuple[int, str, int]] = {}
    for one in sorted(life.check_ins, key=lambda told: told[2]):
        first.setdefault(one[0], one)
    return sorted(first.values(), key=lambda told: told[2])


def naive(people: list[Life]) -> Counter[tuple[str, str]]:
    """By walking through every life."""
    numbers: Counter[tuple[str, str]] = Counter()
    for life in people:
        numbers["enrolled", ""] += life.accepted is not None and in_month(life.accepted)
        done = life.lessons[: len(world().course.lessons)]
        numbers["started", ""] += bool(done) and in_month(min(done))
        numbers["finished", ""] += len(done) == len(world().course.lessons) and in_month(max(done))
        numbers["passed", ""] += life.passed is not None and in_month(life.passed)
        _probes(life, numbers)
        for of_month, answer, n in _told(life):
            if in_month(n):
                numbers[f"sold_{answer if answer in {'weekly', 'sometimes'} else 'not'}", str(of_month)] += 1
        graduate = (
            life.accepted is not None
            and noon(life.accepted) <= LEFT
            and (life.ended is None or noon(life.ended) > LEFT)
        )
        half = DEPARTS + timedelta(weeks=26)
        numbers["to_reach", "6"] += graduate
        numbers["reached", "6"] += graduate and any(abs((day(n) - half).days) <= 30 for n in life.active)
    return Counter({key: n for key, n in numbers.items() if n})


def _probes(life: Life, numbers: Counter[tuple[str, str]]) -> None:
    told = sorted(life.answers, key=lambda one: one[4])
    probes = [one for one in told if one[0] == "probe" and in_month(one[4])]
    for of_month in {one[5] for one in probes}:
        mine = [one for one in probes if one[5] == of_month]
        numbers["probed", str(of_month)] += 1
        numbers["answers", str(of_month)] += len(mine)
        numbers["right", str(of_month)] += sum(right and not hinted for _, _, right, hinted, _, _ in mine)
        for _, item, *_ in mine:
            before = [one for one in told if one[1] == item and noon(one[4]) <= LEFT]
            if before:
                numbers["before", str(of_month)] += 1
                numbers["before_right", str(of_month)] += before[-1][2]
    seen = set()
    for kind, item, right, _, n, _ in told:
        if kind == "drill" and item not in seen:
            seen.add(item)
            if in_month(n):
                when = "visit" if noon(n) <= LEFT else "after"
                numbers["drills", when] += 1
                numbers["drills_right", when] += right


def test_what_became_is_what_walking_through_the_lives_says(database):
    """Where reviews and probes differ, the probe counts; a drill's first try, and no later one."""
    context = world().context(datetime(2026, 12, 10, tzinfo=UTC), "es")

    @settings(max_examples=15)
    @given(st.lists(lives, max_size=6))
    def holds(people: list[Life]) -> None:
        town = f"a{next(_towns)}x"
        told = asyncio.run(_numbers(database, town, people, context))
        chances = {"by_chance", "of_chance"}
        found = {(name.removeprefix(PREFIX), split): n for (name, split), n in told.items()}
        assert {key: n for key, n in found.items() if key[0] not in chances} == naive(people)

    holds()


async def _numbers(database, town, people, context):
    store = open_store(database)
    try:
        await store.run(lambda book: write(book, town, people))
        return await store.read(lambda book: reports.became(book, "site", town, MONTH, context))
    finally:
        await store.close()


async def test_a_month_that_an_earlier_release_closed_is_counted_now(store):
    """Its closed figures know nothing of what became of learners; that is no 0."""
    context = world().context(datetime(2026, 4, 20, tzinfo=UTC), "es")

    def closes(book):
        write(book, "Huanta", [_life(accepted=3) for _ in range(6)])
        book.close_figures("site", "Huanta", MARCH.id, {("enrolled", ""): 6}, noon(40))
        return honest_page.lines(book, "site", "Huanta", context)

    assert (await store.run(closes))[0].says == "6"


async def test_a_group_nobody_planned_has_no_aftermath(store):
    """Nothing is counted of what is not there."""
    days = Days(MONTH.first, MONTH.last, (), lambda _zone: LIMA)
    assert await store.read(lambda book: book.aftermath("site", "Nada", days, {})) == Aftermath()


async def test_who_left_in_the_month_is_a_graduate_of_it(store):
    """Accepted, and still there when the truck left."""
    context = world().context(datetime(2026, 12, 10, tzinfo=UTC), "es")
    people = [_life(accepted=3), _life(accepted=3, ended=41), _life(accepted=3, ended=10), _life()]
    await store.run(lambda book: write(book, "Huanta", people))
    march = await store.read(lambda book: reports.became(book, "programme", "", MARCH, context))
    assert march[PREFIX + "graduates", ""] == 2


def _life(accepted: int | None = None, ended: int | None = None) -> Life:
    return Life(accepted, ended, [], None, [], [], [])


@pytest.mark.parametrize(
    ("hits", "people", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_margin_is_wilsons(hits, people, low, high):
    """Newcombe's table (Statistics in Medicine 17, 1998)."""
    found = wilson(hits / people, people)
    assert found == pytest.approx((low, high), abs=0.00005)


WHOLE = Counter(
    {
        ("enrolled", ""): 96,
        ("graduates", ""): 96,
        ("asked", "3"): 68,
        ("probed", "3"): 41,
        ("answers", "3"): 82,
        ("right", "3"): 58,
        ("before", "3"): 82,
        ("before_right", "3"): 72,
        ("by_chance", "3"): 29_520,
        ("of_chance", "3"): 82,
    }
)


def test_the_line_of_what_is_remembered():
    """The share with its margin, what it was when the truck left, how many were asked, and what chance gives."""
    (line,) = [one for one in aftermath.lines(WHOLE) if one.words == "recuerdan, a los 3 meses"]
    assert line.says == (
        "71 % (58 de 82 respuestas de 41 estudiantes; entre 56 % y 82 %). Las mismas preguntas al salir el camión: "
        "88 %. Se preguntó a 68 de 96. Con puro azar saldría 36 %."
    )


@pytest.mark.parametrize(("people", "says"), [(3, aftermath.HIDDEN), (12, "9 de 12 respuestas de 12 estudiantes.")])
def test_of_few_there_is_no_percentage(people, says):
    """Under twenty counts alone, under five nothing."""
    few = Counter({("probed", "1"): people, ("answers", "1"): people, ("right", "1"): people - 3})
    (line,) = [one for one in aftermath.lines(few) if one.words == "recuerdan, al mes"]
    assert line.says.startswith(says)


def test_no_line_tells_of_a_few():
    """Neither a count of one to four, nor what subtraction would tell."""
    whole = Counter({("enrolled", ""): 30, ("started", ""): 28, ("finished", ""): 3, ("passed", ""): 12})
    says = {one.words: one.says for one in aftermath.lines(whole, cost=900)}
    assert says["empezaron"] == says["terminaron"] == says["costo por estudiante que terminó"] == aftermath.HIDDEN
    assert says["aprobaron"].endswith("12 de 30")
    assert says["costo por estudiante que empezó"] == "S/ 32.14"
