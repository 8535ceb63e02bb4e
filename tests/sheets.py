"""Spreadsheets for tests: XLSX and ODS as small as their readers allow, made from rows of Python values.

A date becomes a cell with a date's format, a number a number, None an empty cell. `merged` are XLSX ranges.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[object]]

_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_STYLES = (
    f'<styleSheet xmlns="{_SHEETS}"><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>'
    '<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>"
)


def xlsx(*sheets: Rows, merged: Sequence[str] = (), hidden: Sequence[int] = ()) -> bytes:
    """A workbook with these sheets, named Hoja1, Hoja2..."""
    numbers = range(1, len(sheets) + 1)
    names = "".join(
        f'<sheet name="Hoja{number}" sheetId="{number}" r:id="rId{number}"{_hides(number, hidden)}/>'
        for number in numbers
    )
    links = "".join(_link(number, "worksheet", f"worksheets/sheet{number}.xml") for number in numbers)
    files = {
        "_rels/.rels": _links(_link(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_LINKS}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links(links + _link(99, "styles", "styles.xml")),
        "xl/styles.xml": _STYLES,
    }
    cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    merges = f"<mergeCells>{cells}</mergeCells>" if merged else ""
    for number, rows in enumerate(sheets, 1):
        body = "".join(f'<row r="{at}">{_row(at, row)}</row>' for at, row in enumerate(rows, 1))
        sheet = f'<worksheet xmlns="{_SHEETS}"><sheetData>{body}</sheetData>{merges}</worksheet>'
        files[f"xl/worksheets/sheet{number}.xml"] = sheet
    return _zipped(files)


def _hides(number: int, hidden: Sequence[int]) -> str:
    return ' state="hidden"' if number in hidden else ""


def _link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'


def _links(links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _row(at: int, row: Sequence[object]) -> str:
    return "".join(_cell(f"{chr(65 + column)}{at}", value) for column, value in enumerate(row) if value is not None)


def _cell(ref: str, value: object) -> str:
    if isinstance(value, date):
        return f'<c r="{ref}" s="1"><v>{value.toordinal() - date(1899, 12, 30).toordinal()}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{ref}"><v>{value}</v></c>'
    return f'<c r="{ref}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def ods(rows: Rows) -> bytes:
    """A document with one sheet."""
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content xmlns:office="{_OPEN}:office:1.0" xmlns:table="{_OPEN}:table:1.0" '
        f'xmlns:text="{_OPEN}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Hoja1">{body}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{_OPEN}:manifest:1.0"/>'
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return _zipped({"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest})


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
    shown = escape(str(value))
    return f'<table:table-cell office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'


def _zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return out.getvalue()
