"""Tables as people have them: CSV as any spreadsheet saves it, XLSX, XLS and ODS, read in one way for every command.

`read` finds the row with the heads (it need not be the first one), passes over what is no row of the table (blank
lines, totals, `sep=;`), fills merged cells downwards, and says in `notes` what it guessed or left out. What it cannot
read it refuses, with the line that the person sees: the file's line in a text, the row in a sheet.
"""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from bot.core.text.wording import listed, plain
from bot.tables import sheet_cells

LONGEST_BYTES = 5_000_000
MOST_ROWS = 5_000
READING_SECONDS = 120
HEAD_WITHIN = 40
"""The heads are looked for in so many rows; above them stand a title, a logo, a date."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_GUESSES = {"cp1252": "Windows (ANSI)", "cp850": "MS-DOS", "mac_roman": "Macintosh"}
_OF_SPANISH = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡«»ºª°·–—“”‘’…€\u00a0")  # noqa: RUF001 - a dash is what people typed
_BROKEN = re.compile("\\w*?(?:[ÃÂ][\u0080-\u00bf\u0192\u2018-\u2022\u2030\u0152-\u0178]|\ufffd)")
_SEPARATORS = (";", ",", "\t", "|")
_SAYS_SEPARATOR = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_NO_TABLE = {b"%PDF": "es un PDF", b"<": "es una página web"}
_TOTAL = re.compile(r"(?:sub ?)?totale?s?\b(?: general)?")
_FAULTS = frozenset({"#N/A", "#REF!", "#VALUE!", "#¡VALOR!", "#NAME?", "#¿NOMBRE?", "#DIV/0!", "#¡DIV/0!", "#NULL!"})
_SAVE = "Ábrelo en Excel o LibreOffice y guárdalo como XLSX, ODS o CSV"


class Column(Struct, frozen=True):
    """One column that a command wants: its name, and how else people call it."""

    name: str
    heads: tuple[str, ...] = ()
    required: bool = True


class Line(Struct, frozen=True):
    """One row of the table: its number as the person sees it, and its cells by column (`""`: empty)."""

    number: int
    cells: Mapping[str, str]


class Table(Struct, frozen=True):
    """A table that was read. `heads` are the columns as the file calls them, `head` the line where they stand."""

    head: int
    heads: Mapping[str, str]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


class TableError(Exception):
    """The file cannot be used; `mistakes` are all of them, each with its line."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


class _Grid(Struct):
    """Rows of one sheet, or of a text cut at one separator, as far as they could be read.

    `broken` says why no further, and `at` where. `score` is how many columns the best row of heads, `head`, names.
    """

    rows: list[tuple[int, list[str]]]
    sheet: str = ""
    broken: str = ""
    at: int = 0
    score: int = 0
    head: int = 0


def read(data: bytes, path: str, columns: Sequence[Column], leading: Collection[str] = ()) -> Table:
    """The table of a file; `path` is how mistakes name it. Raises TableError with every mistake at once.

    Where columns are `leading`, the row of the heads is one that names one of them.
    """
    grids, notes = _grids(data, path)
    known = {_letters(head): column.name for column in columns for head in (column.name, *column.heads)}
    for grid in grids:
        grid.score, grid.head = _best_head(grid, known, leading)
    best = max(grids, key=lambda grid: (grid.score, not grid.broken))
    if not best.rows and not best.broken:
        raise TableError([f"{path}:1: el archivo está vacío. La primera línea nombra las columnas: {_named(columns)}."])
    if best.broken:
        raise TableError([f"{path}:{best.at}: {best.broken}"])
    if leading and not best.score:
        what = f"no encuentro la fila de los títulos. Escríbela arriba, por ejemplo: {columns[0].name}."
        raise TableError([f"{path}:{best.rows[0][0]}: {what}"])
    if len(best.rows) > MOST_ROWS:
        raise TableError([f"{path}:{best.rows[MOST_ROWS][0]}: tiene más de {MOST_ROWS} filas. Pártelo en varios."])
    notes += _other_sheets(best, grids)
    return _Reading(path, columns, known, best, notes).table()


def decode(data: bytes, path: str) -> tuple[str, list[str]]:
    """The text of a file, and what to look at where its encoding was guessed. Raises TableError."""
    if len(data) > LONGEST_BYTES:
        raise TableError([f"{path}:1: pesa más de {LONGEST_BYTES // 1_000_000} MB. Deja solo lo que hace falta."])
    text, notes = _decoded(data)
    if "\0" in text:
        raise TableError([f"{path}:1: esto no es un texto. Mira si es el archivo que querías."])
    broken = _BROKEN.search(text)
    if broken:
        line = text.count("\n", 0, broken.start()) + 1
        what = f"hay letras rotas («{broken[0]}»)"
        raise TableError([f"{path}:{line}: {what}. Escribe de nuevo las tildes y la ñ, y guárdalo en UTF-8."])
    return text, notes


def _decoded(data: bytes) -> tuple[str, list[str]]:
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace"), []
    if len(data) > 3 and data[1:2] == b"\0" != data[:1]:
        return data.decode("utf-16-le", "replace"), []
    if len(data) > 3 and data[:1] == b"\0" != data[1:2]:
        return data.decode("utf-16-be", "replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        name = max(_GUESSES, key=lambda guess: _spanish(data, guess))
        told = f"Leí el archivo como {_GUESSES[name]}: mira que las tildes y la ñ estén bien."
        return data.decode(name, "replace"), [told]


def _spanish(data: bytes, encoding: str) -> int:
    """How many of the letters beyond ASCII are those that Spanish uses, less the others."""
    beyond = [letter for letter in data.decode(encoding, "replace") if letter > "\x7f"]
    return sum(1 if letter in _OF_SPANISH else -1 for letter in beyond)


def tidy(text: str) -> str:
    """A cell as it is seen: composed (NFC), on one line, without what nobody sees."""
    seen = (letter for letter in unicodedata.normalize("NFC", text) if unicodedata.category(letter) != "Cf")
    return " ".join("".join(seen).split())


def alike(text: str) -> str:
    """The text as people compare names: without case, accents and doubled spaces."""
    return plain(tidy(text))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", plain(text))


def _named(columns: Iterable[Column]) -> str:
    known = list(columns)
    return ",".join(column.name for column in known if column.required) or known[0].name


# --- texts and sheets --------------------------------------------------------------------------------------


def _grids(data: bytes, path: str) -> tuple[list[_Grid], list[str]]:
    """Every way in which the file may be a table."""
    if data.startswith(_WORKBOOKS) and len(data) <= LONGEST_BYTES:
        return _sheets(data, path), []
    for begins, what in _NO_TABLE.items():
        if data.lstrip().startswith(begins):
            raise TableError([f"{path}:1: {what}. {_SAVE}."])
    text, notes = decode(data, path)
    first = text.lstrip("\r\n").split("\n", 1)[0].strip()
    said = _SAYS_SEPARATOR.fullmatch(first.rstrip("\r")) or _SAYS_SEPARATOR.fullmatch(first.rstrip(";,\t"))
    separators = (said[1],) if said else _SEPARATORS
    return [_cut(text, separator, passes=first if said else "") for separator in separators], notes


def _cut(text: str, separator: str, passes: str) -> _Grid:
    """The text cut at one separator. A row's number is that of its first line; `passes` is a line that is no row."""
    grid = _Grid([])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    begins = 1
    try:
        for cells in reader:
            found = [tidy(cell) for cell in cells]
            if any(found) and not (passes and separator.join(cells).strip() == passes):
                grid.rows.append((begins, found))
            begins = reader.line_num + 1
    except csv.Error:
        grid.broken = 'hay una comilla («"») sin su pareja, o texto pegado a una. Quítala, o guárdalo como XLSX.'
        grid.at = begins
    return grid


def _sheets(data: bytes, path: str) -> list[_Grid]:
    command = [sys.executable, "-I", sheet_cells.__file__]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=READING_SECONDS, check=False)  # noqa: S603
        found: list[sheet_cells.Sheet] = json.loads(done.stdout) if done.returncode == 0 else []
    except (subprocess.TimeoutExpired, ValueError):
        raise TableError([f"{path}:1: no la pude leer hasta el final. {_SAVE}."]) from None
    if done.returncode == sheet_cells.PASSWORD:
        raise TableError([f"{path}:1: pide una contraseña. Guárdalo sin ella."])
    if not found:
        raise TableError([f"{path}:1: no es una hoja de cálculo que sepa leer. {_SAVE}."])
    return [_Grid(_numbered(rows), name) for name, rows in found]


def _numbered(rows: Sequence[Sequence[str]]) -> list[tuple[int, list[str]]]:
    return [(number, [tidy(cell) for cell in row]) for number, row in enumerate(rows, 1) if any(row)]


def _other_sheets(best: _Grid, grids: Sequence[_Grid]) -> list[str]:
    others = [f"«{grid.sheet}»" for grid in grids if grid is not best and grid.rows and grid.sheet]
    if not others:
        return []
    return [f"Leí solo la hoja «{best.sheet}»; el archivo tiene también {listed(others)}."]


# --- heads -------------------------------------------------------------------------------------------------


def _best_head(grid: _Grid, known: Mapping[str, str], leading: Collection[str]) -> tuple[int, int]:
    """How many columns the best row of heads names, and which row that is."""
    scores = [(0, 0)]
    for place, (_, cells) in enumerate(grid.rows[:HEAD_WITHIN]):
        named = {known[name] for cell in cells if (name := _letters(cell)) in known}
        if not leading or not named.isdisjoint(leading):
            scores.append((len(named), -place))
    score, place = max(scores)
    return score, -place


class _Reading(Struct):
    """The rows below the heads, and what is wrong with them, gathered."""

    path: str
    columns: Sequence[Column]
    known: Mapping[str, str]
    grid: _Grid
    notes: list[str]
    mistakes: list[tuple[int, str]] = field(default_factory=list)

    def table(self) -> Table:
        head, names = self.grid.rows[self.grid.head]
        places = self._places(head, names)
        lines = list(self._lines(names, places))
        if not lines and not self.mistakes:
            self.mistakes.append((head, "no hay nada debajo de las columnas."))
        if self.mistakes:
            raise TableError(f"{self.path}:{line}: {what}" for line, what in sorted(self.mistakes))
        heads = {name: names[place] for name, place in places.items()}
        return Table(head, heads, tuple(lines), tuple(self.notes))

    def _places(self, head: int, names: Sequence[str]) -> dict[str, int]:
        """Where each column stands; one that lacks or stands twice is a mistake, one that nobody asked for a note."""
        found = [(self.known.get(_letters(cell), ""), place) for place, cell in enumerate(names)]
        counted = Counter(name for name, _ in found if name)
        for name in [name for name, times in counted.items() if times > 1]:
            twice = listed([f"«{names[place]}»" for other, place in found if other == name])
            self.mistakes.append((head, f"la columna {name} está dos veces: {twice}. Deja una sola."))
        missing = [column.name for column in self.columns if column.required and column.name not in counted]
        if missing:
            first = "La primera línea dice" if self.grid.head == 0 else "La línea de las columnas dice"
            optional = ", ".join(column.name for column in self.columns if not column.required)
            more = f" (y, si hace falta, {optional})" if optional else ""
            what = f"falta la columna {', '.join(missing)}. {first}: {_named(self.columns)}{more}."
            raise TableError([f"{self.path}:{head}: {what}"])
        foreign = [f"«{names[place]}»" for name, place in found if not name and names[place]]
        if foreign:
            self.notes.append(f"No leí {'la columna' if len(foreign) == 1 else 'las columnas'} {listed(foreign)}.")
        return {name: place for name, place in reversed(found) if name}

    def _lines(self, names: Sequence[str], places: Mapping[str, int]) -> Iterator[Line]:
        passed = []
        for number, cells in self.grid.rows[self.grid.head + 1 :]:
            row = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
            if [_letters(cell) for cell in cells if cell] == [_letters(name) for name in names if name]:
                continue  # the heads again, as at the top of a printed page
            if _is_total(cells):
                passed.append(number)
                continue
            self._odd(number, cells, names, row)
            yield Line(number, row)
        if passed:
            numbers = listed([str(number) for number in passed])
            self.notes.append(f"No leí {'la línea' if len(passed) == 1 else 'las líneas'} {numbers}: es de totales.")

    def _odd(self, number: int, cells: Sequence[str], names: Sequence[str], row: Mapping[str, str]) -> None:
        if any(cells[len(names) :]):
            what = "tiene más celdas que columnas. Si un nombre lleva coma, enciérralo entre comillas."
            self.mistakes.append((number, what))
        for name, cell in row.items():
            if cell in _FAULTS:
                what = f"{self._called(name)} dice «{cell}», que es un error de la hoja. Escríbelo."
                self.mistakes.append((number, what))

    def _called(self, name: str) -> str:
        """How the file calls a column."""
        return next(cell for cell in self.grid.rows[self.grid.head][1] if self.known.get(_letters(cell)) == name)


def _is_total(cells: Sequence[str]) -> bool:
    """A row of sums: it says so in its first cell, and has little else."""
    said = [cell for cell in cells if cell]
    return bool(_TOTAL.match(plain(said[0]))) and len(said) <= 1 + sum(_is_number(cell) for cell in said)


def _is_number(cell: str) -> bool:
    """A sum, with or without what was counted: `4`, `12 %`, `4 grupos`."""
    return bool(re.fullmatch(r"[\d.,]+ ?%?(?: ?[^\W\d_]{3,})?", cell))
