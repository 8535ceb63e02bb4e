"""A report as a table: the same cells on screen, on paper, in a sheet and in CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from bot.core.figures import hard_items, small_groups
from bot.core.figures.definition import AGES, FIGURES, HARD, HARDEST, NO_DATA
from bot.core.figures.hard_items import HardItem
from bot.core.figures.period import Period
from lessons_es.schema import Course

Cell = int | str
HIDDEN = "no se muestra"
SMALL_GROUP = "grupo de menos de 5"
EVERYBODY = "todos"
Key = tuple[str, str]


class Column(Struct, frozen=True):
    """A period's numbers. `closed` says that they do not change any more, `keys` are those that are shown."""

    period: Period
    numbers: Mapping[Key, int]
    closed: bool
    keys: frozenset[Key]
    hard: tuple[HardItem, ...] = ()

    def cell(self, key: Key) -> Cell:
        """The number as it is shown."""
        if key not in self.numbers:
            return NO_DATA
        return self.numbers[key] if key in self.keys else HIDDEN


class Report(Struct, frozen=True):
    """`of` says of whom it is; `general` are the lines of the paper's head, as (what, which)."""

    of: str
    columns: tuple[Column, ...]
    published: bool
    general: tuple[tuple[str, str], ...] = ()
    sex: tuple[int, int] | None = None


def column(
    period: Period,
    numbers: Mapping[Key, int],
    course: Course,
    *,
    closed: bool,
    published: bool,
    sites: Sequence[Mapping[Key, int]] = (),
) -> Column:
    """What is shown of a period; published, without what would tell of a few."""
    hard = hard_items.read(numbers, course)
    if published:
        keys = small_groups.shown(numbers, sites)
        hard = [] if small_groups.is_small(numbers) else list(filter(None, map(small_groups.item_shown, hard)))
    else:
        keys = set(numbers)
    return Column(period, dict(numbers), closed, frozenset(keys), tuple(hard))


def rows(report: Report) -> list[list[Cell]]:
    """The head and every row: the figure's word, of whom, and a number a period."""
    head: list[Cell] = ["cifra", "de quiénes", *(one.period.words for one in report.columns)]
    if report.published and all(small_groups.is_small(one.numbers) for one in report.columns):
        return [head, [SMALL_GROUP, "", *("" for _ in report.columns)]]
    table = [head]
    for figure in FIGURES:
        table.append([figure.words, EVERYBODY, *(one.cell((figure.name, "")) for one in report.columns)])
        for band, words in AGES.items():
            key = (figure.name, band)
            if any(key in one.keys for one in report.columns):
                table.append([figure.words, words, *(one.cell(key) for one in report.columns)])
    for rank in range(HARDEST):
        if any(len(one.hard) > rank for one in report.columns):
            cells = (said(one.hard[rank]) if len(one.hard) > rank else NO_DATA for one in report.columns)
            table.append([f"{HARD} ({rank + 1})", EVERYBODY, *cells])
    return [*table, ["cerrado", "", *("sí" if one.closed else "todavía no" for one in report.columns)]]


def said(item: HardItem) -> str:
    """The item with its counts, and the commonest other option."""
    asked = f"{item.lesson}: «{item.question}»" if item.question else f"una pregunta de antes ({item.item})"
    wrong = item.commonest_wrong
    chosen = f"; {wrong.n} {'eligió' if wrong.n == 1 else 'eligieron'} «{wrong.text}»" if wrong else ""
    return f"{asked} {item.right} de {item.answered} bien{chosen}"
