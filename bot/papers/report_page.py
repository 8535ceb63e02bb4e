"""A report as one A4 page, in the form that directors know; no learner's name is on it."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from bot.core.figures import table
from bot.core.figures.definition import BY_NAME, HARD, meanings
from bot.core.figures.table import Cell, Report
from bot.core.text.wording import LOCALE
from bot.papers import typesetting

OF_THE_TABLE = {HARD, *(BY_NAME[name].words for name in ("dressed", "dressed_right"))}
"""What has no row on the page, which is one page: it is in the sheet and in the table."""
MOST_COLUMNS = 6
"""Months that fit beside each other on the page."""
SECTIONS = (
    ("Estudiantes", ("enrolled", "newcomers", "wrote", "started", "finished", "passed")),
    ("Qué se hizo", ("lessons", "reviews", "announced", "asked", "answered")),
    ("Qué resultados", ("remembered",)),
    ("Qué dificultades", ("quiet", "to_call", "no_phone")),
)


def pdf(report: Report, today: date) -> bytes:
    """The page."""
    return typesetting.pdf("report", said(report, today))


def png(report: Report, today: date) -> bytes:
    """The same as a picture."""
    return typesetting.png("report", said(report, today))


def said(report: Report, today: date) -> dict[str, object]:
    """What stands on the page: the table's own cells, under the headings of the form."""
    head, *rows = table.rows(report)
    whole = len(rows) == 1
    return {
        "of": report.of,
        "general": [list(one) for one in report.general],
        "periods": [str(cell) for cell in head[2:]],
        "sections": [
            {"title": title, "rows": _rows(names, rows, report, sex=title == "Estudiantes")}
            for title, names in SECTIONS
        ]
        if not whole
        else [{"title": "Estudiantes", "rows": [[str(cell) for cell in rows[0]]]}],
        "hard": _hard(report),
        "open": [one.period.words for one in report.columns if not one.closed],
        "meanings": [list(one) for one in meanings() if one[0] not in OF_THE_TABLE],
        "made": format_date(today, "d 'de' MMMM 'de' y", LOCALE),
        "inside": not report.published,
    }


def _rows(names: tuple[str, ...], rows: list[list[Cell]], report: Report, *, sex: bool) -> list[list[str]]:
    words = {BY_NAME[name].words for name in names}
    found = [[_label(row), *map(str, row[2:])] for row in rows if row[0] in words]
    if sex and report.sex:
        girls, boys = report.sex
        found.append([f"en la nómina: {girls} mujeres, {boys} hombres", *("" for _ in report.columns)])
    return found


def _label(row: list[Cell]) -> str:
    return str(row[0]) if row[1] == table.EVERYBODY else f"   {row[1]}"


def _hard(report: Report) -> list[str]:
    """The hardest items of the last period that has any."""
    for column in reversed(report.columns):
        if column.hard:
            return [table.said(item) for item in column.hard]
    return []
