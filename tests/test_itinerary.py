"""The itinerary: every bad row at once, exactly what would change, and nothing changed twice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

import pytest

from bot.core.event import CohortWoken, from_json
from bot.itinerary import codes, itinerary, spreadsheet
from bot.itinerary.itinerary import Plan
from bot.itinerary.spreadsheet import ItineraryFile, Row
from bot.ports.book import Book
from bot.ports.hearing import Waiting
from bot.ports.rows import Planned
from bot.ports.store import Store
from bot.tables.reader import TableError
from tests.engines import *  # noqa: F403 - fixtures are found by name

NOW = datetime(2026, 3, 20, 15, 0, tzinfo=UTC)
HEAD = "site,region,arrives,departs,group,code,teacher"
ELENA = "San Juan,Huancavelica,2026-02-23,2026-03-27,3.º B,HUAYTAR3,Elena"
RAUL = "San Juan,Huancavelica,2026-02-23,2026-03-27,3.º A,OLMOS3A,Raúl"
CORDOVA = "Córdova,Huancavelica,2026-03-30,2026-05-01,4.º A,CORDOVA4,Nora"

_numbers = count(1)


def csv(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows]) + "\n"


def read(text: str | bytes, path: str = "visitas.csv") -> ItineraryFile:
    data = text.encode() if isinstance(text, str) else text
    return spreadsheet.read(data, path, NOW.date())


def rows(*lines: str) -> tuple[Row, ...]:
    return read(csv(*lines)).rows


def mistakes(text: str) -> tuple[str, ...]:
    with pytest.raises(TableError) as wrong:
        read(text)
    return wrong.value.mistakes


def planned(line: str, *, cohort: str = "c1", visit: str = "v1") -> Planned:
    row = rows(line)[0]
    where = (row.site, row.region, row.arrives, row.departs, row.timezone or "America/Lima")
    return Planned(cohort, visit, *where, row.group, row.code, row.teacher)


def apply(book: Book, plan: Plan) -> Plan:
    return itinerary.apply(book, plan, NOW, new_id=lambda: f"id-{next(_numbers)}", timezone="America/Lima")


async def load(store: Store, *lines: str) -> list[str]:
    """Loads the lines as the command does; what it said."""
    plan = itinerary.compare(rows(*lines), await store.read(lambda book: book.itinerary()))
    await store.run(lambda book: apply(book, plan))
    return plan.lines()


async def woken(store: Store) -> list[str]:
    waiting: list[Waiting] = await store.read(lambda book: book.waiting(NOW, 100))
    return [event.cohort for row in waiting if isinstance(event := from_json(row.body), CohortWoken)]


# --- reading


def test_a_row_is_a_group_of_a_visit():
    """Names, dates and code are read as they stand."""
    (row,) = rows(ELENA)
    assert row.visit == ("San Juan", date(2026, 2, 23), date(2026, 3, 27))
    assert (row.line, row.group, row.code, row.teacher, row.timezone) == (2, "3.º B", "HUAYTAR3", "Elena", "")


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + csv(ELENA),
        csv(ELENA).replace(",", ";"),
        csv(ELENA).replace(",", "\t"),
        csv(ELENA).replace("\n", "\r\n"),
        csv("", ELENA, ",,,,,,", ""),
        csv(ELENA.replace("HUAYTAR3", "huay-tar 3")),
        csv(ELENA + ",", head=" Site,REGION,arrives,departs,group,code,teacher,timezone"),
    ],
    ids=["bom", "semicolons", "tabs", "windows", "blank lines", "code as written", "heads as written"],
)
def test_what_spreadsheets_write_is_read(text):
    """A byte order mark, other separators, CRLF and blank lines are no mistakes."""
    (row,) = read(text).rows
    assert (row.site, row.code) == ("San Juan", "HUAYTAR3")


def test_all_bad_rows_are_told_at_once_with_their_line():
    """Nobody mends a file one mistake a time."""
    bad = mistakes(
        csv(
            "San Juan,Huancavelica,23/2-2026-1,2026-03-27,3.º B,HUAYTAR3,Elena",
            "San Juan,Huancavelica,2026-03-27,2026-02-23,3.º A,OLMOS3A,",
            "Córdova,Huancavelica,2026-03-30,2026-02-30,4.º A,ABC,Nora",
        )
    )
    assert [mistake.split(" ")[0] for mistake in bad] == ["visitas.csv:2:"] + ["visitas.csv:3:"] * 2 + [
        "visitas.csv:4:"
    ] * 2
    assert "Escribe la fecha con año-mes-día, por ejemplo 2027-03-27." in bad[0]
    assert {"antes de llegar" in mistake for mistake in bad[1:3]} == {True, False}
    assert any("falta teacher" in mistake for mistake in bad)
    assert any("«ABC» no sirve" in mistake for mistake in bad)


def test_a_missing_column_is_named():
    """The first line is shown as it should be."""
    (bad,) = mistakes("site,region,arrives,departs,group,code\n")
    assert bad.startswith("visitas.csv:1: falta la columna teacher.")
    assert HEAD in bad


@pytest.mark.parametrize("text", ["", "\n\n", csv()], ids=["nothing", "blank", "only the columns"])
def test_an_empty_file_is_a_mistake(text):
    """Loading nothing is never what somebody meant."""
    assert mistakes(text)


def test_codes_that_sound_alike_are_refused():
    """O is 0 and I is 1 for whoever copies a code from a poster."""
    twice, alike = mistakes(
        csv(ELENA, RAUL, CORDOVA.replace("CORDOVA4", "HUAYTAR3"), CORDOVA.replace("CORDOVA4", "0LM0S3A"))
    )
    assert "visitas.csv:4: el código HUAYTAR3 ya está en la línea 2" in twice
    assert "visitas.csv:5: el código 0LM0S3A se confunde con OLMOS3A, de la línea 3" in alike


@pytest.mark.parametrize("cell", ["987654321", "WASAP"])
def test_a_code_that_is_a_telephone_or_a_network_is_refused(cell: str):
    """Every learner reads it, and the filter holds it everywhere else."""
    (mistake,) = mistakes(csv(CORDOVA.replace("CORDOVA4", cell)))
    assert f"«{cell}» parece un teléfono, un enlace o una red" in mistake


def test_an_unknown_time_zone_is_refused():
    """A zone decides when children are written to."""
    head = HEAD + ",timezone"
    (bad,) = mistakes(csv(ELENA + ",Lima", head=head))
    assert "«Lima»" in bad
    assert read(csv(ELENA + ",America/Bogota", head=head)).rows[0].timezone == "America/Bogota"


def test_the_groups_of_a_visit_agree_on_its_region():
    """A visit is in one place."""
    (bad,) = mistakes(csv(ELENA, RAUL.replace("Huancavelica", "Ica")))
    assert "visitas.csv:3: region dice «Ica»" in bad


# --- comparing


def test_a_longer_stay_is_said_in_words():
    """The operator reads what changes before saying yes."""
    plan = itinerary.compare(rows(ELENA.replace("2026-03-27", "2026-04-03")), [planned(ELENA)])
    assert plan.lines() == ["San Juan, 3.º B: el camión sale el 3 de abril de 2026 (antes: 27 de marzo de 2026)."]
    assert plan.changes[0].visit == "v1"


def test_nothing_changes_when_nothing_changed():
    """And what the file leaves out is named, and kept."""
    known = [planned(ELENA), planned(RAUL, cohort="c2")]
    plan = itinerary.compare(rows(ELENA), known)
    assert not plan
    assert plan.lines() == [
        "Nada cambia: el itinerario ya está así.",
        "San Juan, 3.º A: no está en el archivo; queda como está.",
    ]


def test_a_new_visit_and_its_groups_are_announced():
    """A visit once, each group with its code."""
    assert itinerary.compare(rows(ELENA, RAUL), []).lines() == [
        "Visita nueva: San Juan (Huancavelica), del 23 de febrero de 2026 al 27 de marzo de 2026.",
        "San Juan, 3.º B: grupo nuevo, código HUAYTAR3, profe Elena.",
        "San Juan, 3.º A: grupo nuevo, código OLMOS3A, profe Raúl.",
    ]


def test_a_group_left_out_of_the_file_does_not_move_along():
    """Only 3.º B stays longer: it leaves the visit that 3.º A is still in."""
    known = [planned(ELENA), planned(RAUL, cohort="c2")]
    plan = itinerary.compare(rows(ELENA.replace("2026-03-27", "2026-04-03")), known)
    assert plan.changes[0].visit is None


def test_renames_do_not_touch_the_calendar():
    """Another name or teacher wakes nobody."""
    plan = itinerary.compare(rows(ELENA.replace("3.º B", "3.º C").replace("Elena", "Rosa")), [planned(ELENA)])
    assert plan.lines() == ["San Juan, 3.º B: ahora se llama 3.º C.", "San Juan, 3.º B: profe Rosa (antes: Elena)."]
    assert not plan.changes[0].moves


# --- applying, on both engines


async def test_loading_twice_changes_nothing_the_second_time(store):
    """Idempotent: the same file again is no news."""
    assert "grupo nuevo" in "".join(await load(store, ELENA, RAUL, CORDOVA))
    before = await store.read(lambda book: book.itinerary())
    assert await load(store, ELENA, RAUL, CORDOVA) == ["Nada cambia: el itinerario ya está así."]
    assert await store.read(lambda book: book.itinerary()) == before
    assert len({one.visit for one in before}) == 2


async def test_one_plan_applied_twice_is_applied_once(store):
    """A turn may run twice: the plan is compared again inside it."""
    plan = itinerary.compare(rows(ELENA), [])
    assert await store.run(lambda book: apply(book, plan))
    assert not await store.run(lambda book: apply(book, plan))
    assert len(await store.read(lambda book: book.itinerary())) == 1


async def test_the_code_is_found_as_it_is_typed(store):
    """Printed with an O, typed with a zero."""
    await load(store, RAUL)
    for typed in ("OLMOS3A", "0LM0S3A", "olmos-3a"):
        cohort = await store.read(lambda book, typed=typed: book.cohort_by_code(typed))
        assert (cohort.name, cohort.code, cohort.teachers) == ("3.º A", "OLMOS3A", ("Raúl",))


async def test_a_truck_that_stays_longer_wakes_its_cohorts(store):
    """Their learners are told; the others' are not."""
    await load(store, ELENA, RAUL, CORDOVA)
    assert await woken(store) == []
    later = [line.replace("2026-03-27", "2026-04-03") for line in (ELENA, RAUL)]
    await load(store, *later, CORDOVA)
    known = {one.group: one for one in await store.read(lambda book: book.itinerary())}
    assert sorted(await woken(store)) == sorted([known["3.º A"].cohort, known["3.º B"].cohort])
    assert known["3.º A"].visit == known["3.º B"].visit
    assert known["3.º A"].departs == date(2026, 4, 3)


async def test_a_group_that_stays_alone_gets_a_visit_of_its_own(store):
    """The other group of the visit keeps its dates."""
    await load(store, ELENA, RAUL)
    said = await load(store, ELENA.replace("2026-03-27", "2026-04-03"), RAUL)
    assert said == ["San Juan, 3.º B: el camión sale el 3 de abril de 2026 (antes: 27 de marzo de 2026)."]
    known = {one.group: one for one in await store.read(lambda book: book.itinerary())}
    assert (known["3.º A"].departs, known["3.º B"].departs) == (date(2026, 3, 27), date(2026, 4, 3))
    assert await woken(store) == [known["3.º B"].cohort]


async def test_the_time_zone_stays_where_the_file_is_silent(store):
    """A zone once said is not taken back by a file without the column."""
    zoned = read(csv(ELENA + ",America/Bogota", head=HEAD + ",timezone")).rows
    await store.run(lambda book: apply(book, itinerary.compare(zoned, book.itinerary())))
    await load(store, ELENA, RAUL)
    assert {one.timezone for one in await store.read(lambda book: book.itinerary())} == {"America/Bogota"}


# --- codes that are easily guessed -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "guessed"),
    [
        ("SANJUAN3B", True),
        ("CORDOVA3", True),
        ("ELENA3B", True),
        ("SANJUAN3BX", True),
        ("HUANCA3B", True),
        ("SANJUAN3BK7P", False),
        ("K7PQ3M", False),
        ("WARMA2Q", False),
    ],
)
def test_a_code_that_follows_from_names_is_easily_guessed(code: str, guessed: bool):
    """Whoever knows the school would find it; three letters by chance are enough."""
    day = date(2026, 3, 2)
    row = Row(2, "Colegio San Juan, Córdova", "Huancavelica", day, day, "3.º B", code, "Elena")
    assert codes.is_guessed(row) is guessed


def test_only_new_codes_are_warned_of():
    """What is on the walls already is not asked to change."""
    easy = ELENA.replace("HUAYTAR3", "ELENA3B")
    [told] = [line for line in itinerary.compare(rows(easy), []).lines() if "se adivina" in line]
    assert told == "El código ELENA3B se adivina por el nombre. Agrégale tres letras o números cualquiera."
    assert not any("adivina" in line for line in itinerary.compare(rows(easy), [planned(easy)]).lines())
