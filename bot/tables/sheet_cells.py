"""The cells of a spreadsheet, as JSON: a program of its own, that reads the file from its input.

Over some broken files the library that reads spreadsheets does not raise, it ends the process: this one, then, and no
other. `python sheet_cells.py < FILE` writes `[[sheet, [[cell, ...], ...]], ...]`, and ends with PASSWORD where the file
asks for one.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import datetime, time

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

PASSWORD = 3

Sheet = tuple[str, list[list[str]]]


def sheets(data: bytes) -> list[Sheet]:
    """The name and the rows of each sheet that is shown, from its very first row."""
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        shown = [one.name for one in book.sheets_metadata if (one.visible, one.typ) == _SHOWN]
        return [(name, _rows(book.get_sheet_by_name(name))) for name in shown]


_SHOWN = (SheetVisibleEnum.Visible, SheetTypeEnum.WorkSheet)


def _rows(sheet: CalamineSheet) -> list[list[str]]:
    """The rows; a merged cell says the same in each of its rows."""
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row):
                row[left] = row[left] or rows[top][left]
    return rows


def _cell(value: object) -> str:
    """A cell as its owner reads it; a day is written year-month-day, and a number without what a program adds."""
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


if __name__ == "__main__":
    try:
        sys.stdout.write(json.dumps(sheets(sys.stdin.buffer.read())))
    except PasswordError:
        sys.exit(PASSWORD)
