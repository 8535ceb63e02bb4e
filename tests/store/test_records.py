"""Figures, counted a second time and naively over random lives, on both engines."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from bot.core.attempt import Attempt, Kind
from bot.core.figures import counting
from bot.core.figures.hard_items import PREFIX
from bot.core.figures.period import month
from bot.core.figures.record import by_site
from bot.core.finish import PASSED, Finish
from bot.ports.figures import Days
from bot.store.open import open_store
from tests.chat import world
from tests.store.made import announcement

FIRST = date(2026, 2, 16)
MARCH = month(2026, 3)
ZONES = ("America/Lima", "Pacific/Kiritimati")
"""Where a day begins is nineteen hours apart."""
_towns = count(1)
OFFSETS = st.integers(0, 60)
BANDS = st.sampled_from(["under_14", "14_to_17", "adult", "unknown"])


class Life(Struct):
    """One learner's: days are counted from `FIRST`, hours from its midnight in UTC."""

    band: str
    group: int
    joined: int
    accepted: int | None
    moves: int | None
    phone: bool
    active: list[tuple[int, int]]
    lessons: list[int]
    passed: int | None
    answers: list[tuple[Kind, int, str, bool, bool, int, str]]
    questions: list[tuple[int, int | None]]


def instant(hours: int) -> datetime:
    return datetime.combine(FIRST, time(), UTC) + timedelta(hours=hours)


@st.composite
def lives(draw) -> Life:
    """Who comes, is accepted or not, moves to the other group, learns, forgets, asks."""
    joined = draw(st.integers(0, 24 * 40))
    later = st.integers(joined, 24 * 60)
    answer = st.tuples(
        st.sampled_from(["lesson", "review", "exam"]),
        st.integers(0, 2),
        st.sampled_from("abc"),
        st.booleans(),
        st.booleans(),
        later,
        st.sampled_from("xy"),
    )
    accepted = draw(st.none() | later)
    return Life(
        draw(BANDS),
        draw(st.integers(0, 1)),
        joined,
        accepted,
        draw(st.none() | later),
        draw(st.booleans()),
        draw(st.lists(st.tuples(OFFSETS, st.integers(0, 1)), max_size=4)),
        draw(st.lists(OFFSETS, max_size=3) | st.lists(OFFSETS, min_size=25, max_size=25)),
        draw(st.none() | OFFSETS),
        draw(st.lists(answer, max_size=6)),
        draw(st.lists(st.tuples(later, st.none() | st.integers(0, 24 * 9)), max_size=2)),
    )


def local(hours: int, group: int) -> date:
    return instant(hours).astimezone(ZoneInfo(ZONES[group])).date()


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


# --- written -----------------------------------------------------------------------------------------------


def write(book, town: str, people: list[Life]) -> None:
    """The lives as rows of a site with two groups, each in another time zone."""
    for group, zone in enumerate(ZONES):
        book.save_visit(f"{town}v{group}", town, town, date(2026, 2, 23), date(2026, 3, 27), zone)
        book.save_cohort(f"{town}{group}", f"{town}v{group}", f"{group}.º A", f"{town}{group}X", "Elena")
    lessons = world().course.lessons
    for number, life in enumerate(people):
        id = f"{town}-{number}"
        book.add_person(id, "Ana", "es", instant(life.joined))
        book.add_learner(id, life.band, f"key-{id}", '{"v":1}')
        _enrol(book, id, town, life)
        if life.phone:
            book.add_address(f"at-{id}", "telegram", f"chat-{id}", instant(life.joined))
            book.reach(f"at-{id}", id, instant(life.joined))
        for offset, group in life.active:
            book.add_active_day(id, f"{town}{group}", day(offset), "telegram")
        for lesson, offset in zip(lessons, life.lessons, strict=False):
            book.add_finish(Finish(id, lesson.id, "lesson", f"{town}{life.group}", day(offset)), instant(0))
        if life.passed is not None:
            book.add_finish(Finish(id, PASSED, "exam", None, day(life.passed)), instant(0))
        for place, (kind, item, option, right, hinted, at, form) in enumerate(life.answers):
            asked = (id, f"item-{item}", f"hash-{item}-{form}", "A", option)
            of = (f"{town}{life.group}", right, hinted, instant(at))
            book.add_attempt(f"{id}-{place}", f"p-{id}-{place}", Attempt(*asked, kind, *of))
        for place, (at, answered) in enumerate(life.questions):
            book.add_question(f"q-{id}-{place}", id, f"{town}{life.group}", "¿?", instant(at))
            if answered is not None:
                book.answer_question(f"q-{id}-{place}", "Sí.", "elena", instant(at + answered))


def _enrol(book, id: str, town: str, life: Life) -> None:
    accepted = None if life.accepted is None or _after(life) else instant(life.accepted)
    book.enrol(f"e-{id}", id, f"{town}{life.group}", instant(life.joined), accepted)
    if life.moves is not None:
        book.enrol(f"f-{id}", id, f"{town}{1 - life.group}", instant(life.moves), instant(life.moves))


def _after(life: Life) -> bool:
    return life.moves is not None and life.accepted is not None and life.accepted > life.moves


# --- counted naively ---------------------------------------------------------------------------------------


def naive(people: list[Life], groups: tuple[int, ...]) -> Counter[tuple[str, str]]:
    """By walking through every life; what does not depend on the chat's own judgement of silence."""
    numbers: Counter[tuple[str, str]] = Counter()
    firsts: dict[int, list[tuple[str, bool]]] = {}
    for life in people:
        for word in _words(life, groups):
            numbers[word, ""] += 1
            numbers[word, life.band] += 1
        if life.group in groups:
            numbers["lessons", ""] += sum(MARCH.first <= day(one) <= MARCH.last for one in life.lessons[:25])
            _answers(life, numbers, firsts)
    for item, chosen in firsts.items():
        wrong = sum(not right for _, right in chosen)
        if len(chosen) >= 5 and wrong:
            numbers[f"item-{item}", ""] = len(chosen)
            numbers[f"item-{item}", "right"] = len(chosen) - wrong
    return numbers


def _words(life: Life, groups: tuple[int, ...]) -> list[str]:
    spans = []  # (group, joined, accepted, until), as dates there
    until = None if life.moves is None else local(life.moves, life.group)
    accepted = None if life.accepted is None or _after(life) else local(life.accepted, life.group)
    spans.append((life.group, local(life.joined, life.group), accepted, until))
    if life.moves is not None:
        moved = local(life.moves, 1 - life.group)
        spans.append((1 - life.group, moved, moved, None))
    here = [one for one in spans if one[0] in groups and (one[3] is None or one[3] >= MARCH.first)]
    if not any(one[2] is not None and one[2] <= MARCH.last for one in here):
        return ["newcomers"] if any(one[1] <= MARCH.last for one in here) else []
    done = sum(day(one) <= MARCH.last for one in life.lessons[:25])
    there = {
        "wrote": any(MARCH.first <= day(at) <= MARCH.last and group in groups for at, group in _written(life)),
        "started": done > 0,
        "finished": done == len(world().course.lessons),
        "passed": life.passed is not None and day(life.passed) <= MARCH.last,
        "no_phone": not life.phone,
    }
    return ["enrolled", *(word for word, holds in there.items() if holds)]


def _written(life: Life) -> list[tuple[int, int]]:
    """A day belongs to the group in which the first word was said."""
    return list({at: (at, group) for at, group in reversed(life.active)}.values())


def _answers(life: Life, numbers: Counter[tuple[str, str]], firsts: dict[int, list[tuple[str, bool]]]) -> None:
    forms: dict[int, list[str]] = {}
    for kind, item, option, right, hinted, at, form in life.answers:
        inside = MARCH.first <= local(at, life.group) <= MARCH.last
        if kind == "review" and inside:
            numbers["reviews", ""] += 1
            numbers["remembered", ""] += right and not hinted
            dressed = forms.get(item, [form])[-1] != form
            numbers["dressed", ""] += dressed
            numbers["dressed_right", ""] += dressed and right and not hinted
        if form not in forms.get(item, ()) and kind == "lesson" and not hinted and inside:
            firsts.setdefault(item, []).append((option, right))
        forms.setdefault(item, []).append(form)
    for at, answered in life.questions:
        if MARCH.first <= local(at, life.group) <= MARCH.last:
            numbers["asked", ""] += 1
            numbers["answered", ""] += answered is not None and _within_three(local(at, life.group), at, answered, life)


def _within_three(asked: date, at: int, answered: int, life: Life) -> bool:
    last = local(at + answered, life.group)
    days = [asked + timedelta(days=n) for n in range(1, (last - asked).days + 1)]
    free = world().holidays(ZONES[life.group])
    return sum(_is_school_day(one, free) for one in days) <= 3


def _is_school_day(one: date, free: frozenset[date]) -> bool:
    return one.weekday() < 5 and one not in free and date(2026, 2, 23) <= one <= date(2026, 3, 27)


# --- and compared ------------------------------------------------------------------------------------------

COUNTED_HERE = (
    *("enrolled", "newcomers", "wrote", "started", "finished", "passed", "no_phone"),
    *("lessons", "reviews", "remembered", "dressed", "dressed_right", "asked", "answered"),
)


def test_every_figure_is_what_walking_through_the_lives_says(database):
    """For a group, for a site whose groups live in two zones, and for its region; split by age."""
    context = world().context(datetime(2026, 4, 10, tzinfo=UTC), "es")

    @settings(max_examples=25)
    @given(st.lists(lives(), max_size=12))
    def holds(people: list[Life]) -> None:
        town = f"t{next(_towns)}x"
        for scope, id, groups in (("cohort", f"{town}0", (0,)), ("site", town, (0, 1)), ("region", town, (0, 1))):
            told = asyncio.run(_figures(database, town, people if scope == "cohort" else None, scope, id, context))
            wanted = naive(people, groups)
            for name in COUNTED_HERE:
                for split in ("", "under_14", "14_to_17", "adult", "unknown"):
                    assert told.get((name, split), 0) == wanted[name, split], (name, split)
            hard = {name.split(":")[2]: n for (name, split), n in told.items() if name.startswith(PREFIX) and not split}
            assert hard == {name: n for (name, split), n in wanted.items() if name.startswith("item-") and not split}

    holds()


async def _figures(database, town, people, scope, id, context):
    store = open_store(database)
    try:
        if people is not None:
            await store.run(lambda book: write(book, town, people))
        days = Days(MARCH.first, MARCH.last, tuple(one.id for one in context.course.lessons), context.place)
        record = await store.read(lambda book: book.record(scope, id, days))
        if scope == "region" and record.cohorts:
            assert _people(by_site(record)[town], context) == _people(record, context)
        return counting.count(record, MARCH, context, split=True)
    finally:
        await store.close()


def _people(record, context):
    told = counting.count(record, MARCH, context, split=True)
    return {key: n for key, n in told.items() if not key[0].startswith(PREFIX)}


async def test_sites_are_counted_from_one_reading_of_the_programme(store):
    """Each as it would be alone: who moved counts at both, an announcement where it arrived."""
    context = world().context(datetime(2026, 4, 10, tzinfo=UTC), "es")
    days = Days(MARCH.first, MARCH.last, tuple(one.id for one in context.course.lessons), context.place)

    def lives(book):
        for town in ("Huanta", "Quinua"):
            answers: list[tuple[Kind, int, str, bool, bool, int, str]] = [("review", 0, "a", True, False, 480, "x")]
            life = Life("adult", 0, 0, 0, None, True, [(20, 0)], [20, 21], 22, answers, [(24 * 20, 5)])
            write(book, town, [life, life])
        book.enrol("moves", "Huanta-0", "Quinua1", instant(24 * 30), instant(24 * 30))
        parts = by_site(book.record("programme", "", days))
        return [(parts[town], book.record("site", town, days)) for town in ("Huanta", "Quinua")]

    told = await store.run(lives)
    assert [_people(part, context)["enrolled", ""] for part, _ in told] == [2, 3]
    for part, alone in told:
        assert _people(part, context) == _people(alone, context)


async def test_scopes_are_those_of_the_itinerary(store):
    """Every site and region once, and cohorts with where they are."""

    def plans(book):
        write(book, "Quinua", [])
        return book.scopes("site"), book.scopes("region"), book.scopes("cohort"), book.scopes("programme")

    assert await store.run(plans) == (["Quinua"], ["Quinua"], ["Quinua0", "Quinua1"], [""])
    found = await store.read(lambda book: book.figure_cohorts("site", "Quinua"))
    assert [one.visit.zone for one in found.values()] == list(ZONES)


async def test_an_announcement_counts_where_it_was_read(store):
    """Once, however many of the group it reached; what was taken back does not count."""
    days = Days(MARCH.first, MARCH.last, (), ZoneInfo)

    def announces(book):
        people = [Life("adult", 0, 0, 0, None, True, [], [], None, [], []) for _ in range(2)]
        write(book, "Huanta", people)
        book.add_person("person-rosa", "Rosa", "es", instant(0))
        for id, status in (("sent", "gone"), ("back", "cancelled")):
            row = announcement(id, 2)
            book.add_announcement(type(row)(**{**_fields(row), "status": status}))
            book.list_recipients(id, 0, ("Huanta-0", "Huanta-1"))
        return [book.record("cohort", f"Huanta{group}", days).announced for group in (0, 1)]

    assert await store.run(announces) == [(("Huanta0", "sent"),), ()]


def _fields(row):
    return {name: getattr(row, name) for name in row.__struct_fields__}
