"""A table as CSV that Spanish spreadsheets open, and as XLSX without a formula: the same cells, row for row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

Cell = int | float | str | date
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_WIDE, _NARROW = 60, 16


def as_text(cell: Cell) -> Cell:
    """The cell so that no program takes it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_DANGEROUS) else cell


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with its mark, `;` between cells."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([map(as_text, row) for row in rows])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(
    rows: Sequence[Sequence[Cell]], meanings: Sequence[tuple[str, str]], title: str, sheet: str = "Cifras"
) -> bytes:
    """The table alone on the first sheet, what its words mean on the second."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - few sheets are made, and every start would wait for it

    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "author": "Yachaski"})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        forms, told = (head, wrapped, day), [("cifra", "qué cuenta"), *meanings]
        _sheet(book.add_worksheet(sheet), rows, forms, _NARROW + 8)
        _sheet(book.add_worksheet("Qué cuenta cada una"), told, forms, _WIDE)
    return made.getvalue()


def _sheet(sheet: Any, rows: Sequence[Sequence[Cell]], forms: tuple[object, object, object], width: int) -> None:
    head, body, day = forms
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, _NARROW + 6)
    sheet.set_column(1, max(map(len, rows)), width)
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            form = body if at else head
            if isinstance(cell, date):
                sheet.write_datetime(at, place, datetime.combine(cell, time()), day)
            elif isinstance(cell, int | float):
                sheet.write_number(at, place, cell, form)
            else:
                sheet.write_string(at, place, as_text(cell), form)
