"""The truck's itinerary: read from a CSV file, compared with what is stored, and applied.

One row is one group; rows with the same site and dates are one visit. A group is known by its code. Loading the
same file again changes nothing, and a group that the file leaves out stays as it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_date
from msgspec import Struct, field

from bot.core.event import CohortWoken, to_json
from bot.core.talk import road
from bot.core.wording import LOCALE, plain, read_code
from bot.ports import Book, Planned

COLUMNS = ("site", "region", "arrives", "departs", "group", "code", "teacher")
OPTIONAL = ("timezone",)
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


class Row(Struct, frozen=True):
    """One group of the file. `timezone` is `""` where the file does not say."""

    line: int
    site: str
    region: str
    arrives: date
    departs: date
    group: str
    code: str
    teacher: str
    timezone: str = ""

    @property
    def visit(self) -> tuple[str, date, date]:
        """What rows of one visit have in common."""
        return self.site, self.arrives, self.departs


class ItineraryError(Exception):
    """The file cannot be used. `mistakes` are all of them, each with its line; the text is one a line."""

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


# --- reading -----------------------------------------------------------------------------------------------


def read(text: str, path: str) -> list[Row]:
    """The rows of the file; `path` is how mistakes name it. Raises ItineraryError with every mistake at once."""
    lines = _lines(text, path)
    if not lines:
        raise ItineraryError([f"{path}:1: el archivo está vacío. La primera línea nombra las columnas: {_header()}."])
    header = [plain(name) for name in lines[0][1]]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        wanted = f"{path}:{lines[0][0]}: falta la columna {', '.join(missing)}."
        raise ItineraryError([f"{wanted} La primera línea dice: {_header()} (y, si hace falta, timezone)."])
    reading = _Reading(path)
    rows = [row for number, cells in lines[1:] if (row := reading.row(number, header, cells))]
    if len(lines) == 1:
        reading.wrong(lines[0][0], "no hay ningún grupo debajo de las columnas.")
    reading.codes(rows)
    reading.visits(rows)
    if reading.mistakes:
        raise ItineraryError(f"{path}:{line}: {what}" for line, what in sorted(reading.mistakes))
    return rows


def _lines(text: str, path: str) -> list[tuple[int, list[str]]]:
    """The lines that say something, each with its number."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=_delimiter(text))
    try:
        table = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error:
        what = "no se puede leer como CSV. Guárdalo de nuevo como CSV UTF-8."
        raise ItineraryError([f"{path}:{reader.line_num}: {what}"]) from None
    return [(number, cells) for number, cells in table if any(cells)]


def _header() -> str:
    return ",".join(COLUMNS)


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


class _Reading(Struct):
    """What is wrong with the file, gathered while it is read."""

    path: str
    mistakes: list[tuple[int, str]] = field(default_factory=list)

    def wrong(self, line: int, what: str) -> None:
        self.mistakes.append((line, what))

    def row(self, line: int, header: Sequence[str], cells: Sequence[str]) -> Row | None:
        """The row of a line; None when something in it is wrong."""
        before = len(self.mistakes)
        if len(cells) > len(header):
            self.wrong(line, "tiene más celdas que columnas. Si un nombre lleva coma, enciérralo entre comillas.")
        said = dict(zip(header, cells, strict=False))
        for name in COLUMNS:
            if not said.get(name):
                self.wrong(line, f"falta {name}.")
        arrives, departs = self._date(line, "arrives", said), self._date(line, "departs", said)
        if arrives and departs and departs < arrives:
            self.wrong(line, f"el camión sale ({departs}) antes de llegar ({arrives}).")
        code = self._code(line, said.get("code", ""))
        zone = said.get("timezone", "")
        if zone and zone not in available_timezones():
            self.wrong(line, f"no conozco la zona horaria «{zone}». Escríbela así: America/Lima.")
        if arrives is None or departs is None or len(self.mistakes) > before:
            return None
        return Row(line, said["site"], said["region"], arrives, departs, said["group"], code, said["teacher"], zone)

    def _date(self, line: int, name: str, said: Mapping[str, str]) -> date | None:
        text = said.get(name, "")
        if not text:
            return None
        try:
            return date.fromisoformat(text if _ISO.match(text) else "")
        except ValueError:
            self.wrong(line, f"{name} dice «{text}». Escribe la fecha así: {_iso(text)} (año-mes-día).")
            return None

    def _code(self, line: int, text: str) -> str:
        if text and not read_code(text):
            self.wrong(line, f"el código «{text}» no sirve. Usa de 4 a 12 letras o números, sin tildes ni ñ.")
        return re.sub(r"[\s\-.]", "", text).upper()

    def codes(self, rows: Sequence[Row]) -> None:
        """Two groups must not share a code, not even one read aloud: O is 0, I and L are 1."""
        first: dict[str, Row] = {}
        for row in rows:
            other = first.setdefault(read_code(row.code), row)
            if other is row:
                continue
            if other.code == row.code:
                self.wrong(row.line, f"el código {row.code} ya está en la línea {other.line}. Cada grupo usa el suyo.")
            else:
                like = f"el código {row.code} se confunde con {other.code}, de la línea {other.line}"
                self.wrong(row.line, f"{like}: O y 0, I, L y 1 valen lo mismo. Cambia uno.")

    def visits(self, rows: Sequence[Row]) -> None:
        """The groups of one visit agree on where it is."""
        first: dict[tuple[str, date, date], Row] = {}
        for row in rows:
            other = first.setdefault(row.visit, row)
            for name, here, there in (
                ("region", row.region, other.region),
                ("timezone", row.timezone, other.timezone),
            ):
                if here != there:
                    what = f"{name} dice «{here}», y la línea {other.line}, de la misma visita, «{there}»."
                    self.wrong(row.line, f"{what} Deben decir lo mismo.")


def _iso(text: str) -> str:
    """The date that `27/3/2026` means, as it should be written; an example where nobody can tell."""
    found = _DAY_FIRST.match(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat() if found else "2026-03-27"
    except ValueError:
        return "2026-03-27"


# --- comparing ---------------------------------------------------------------------------------------------


class Opening(Struct, frozen=True):
    """A visit that is new; `rows` are its groups."""

    rows: tuple[Row, ...]


class Change(Struct, frozen=True):
    """A group of the file beside the same one as stored (None: it is new); `visit` is where it belongs then.

    `visit` is the id of a known visit, or None for one that opens.
    """

    row: Row
    known: Planned | None
    visit: str | None

    def lines(self) -> list[str]:
        """What changes for the group, in Spanish; empty when nothing does."""
        row, known = self.row, self.known
        if known is None:
            return [f"{row.site}, {row.group}: grupo nuevo, código {row.code}, profe {row.teacher}."]
        name = f"{known.site}, {known.group}"
        changes = [
            (f"{name}: el camión llega el {_day(row.arrives)} (antes: {_day(known.arrives)}).", "arrives"),
            (f"{name}: el camión sale el {_day(row.departs)} (antes: {_day(known.departs)}).", "departs"),
            (f"{name}: pasa a {row.site} (antes: {known.site}).", "site"),
            (f"{name}: la región es {row.region} (antes: {known.region}).", "region"),
            (f"{name}: la zona horaria es {row.timezone} (antes: {known.timezone}).", "timezone"),
            (f"{name}: ahora se llama {row.group}.", "group"),
            (f"{name}: el código es {row.code} (antes: {known.code}).", "code"),
            (f"{name}: profe {row.teacher} (antes: {known.teacher}).", "teacher"),
        ]
        return [line for line, what in changes if self._differs(what)]

    def _differs(self, what: str) -> bool:
        said = getattr(self.row, what)
        if what == "timezone" and not said:
            return False
        return bool(said != getattr(self.known, what))

    @property
    def moves(self) -> bool:
        """Whether the group's calendar is another one now."""
        return self.known is not None and any(self._differs(what) for what in ("arrives", "departs", "timezone"))


class Plan(Struct, frozen=True):
    """What loading the rows would change. `left_out` are the stored groups that the file does not name."""

    rows: tuple[Row, ...]
    openings: tuple[Opening, ...]
    changes: tuple[Change, ...]
    left_out: tuple[Planned, ...]

    def __bool__(self) -> bool:
        return bool(self.openings) or any(change.lines() for change in self.changes)

    def lines(self) -> list[str]:
        """What would change, in Spanish, for the operator to read before saying yes."""
        lines = [_opened(opening) for opening in self.openings if _is_new(opening, self.changes)]
        lines += [line for change in self.changes for line in change.lines()]
        lines = lines or ["Nada cambia: el itinerario ya está así."]
        lines += [f"{one.site}, {one.group}: no está en el archivo; queda como está." for one in self.left_out]
        return lines


def _opened(opening: Opening) -> str:
    row = opening.rows[0]
    return f"Visita nueva: {row.site} ({row.region}), del {_day(row.arrives)} al {_day(row.departs)}."


def _is_new(opening: Opening, changes: Sequence[Change]) -> bool:
    """Whether somebody new comes with the visit, and it is not only a known group that moves alone."""
    return any(change.known is None and change.row in opening.rows for change in changes)


def _day(day: date) -> str:
    return format_date(day, "d 'de' MMMM 'de' y", locale=LOCALE)


def compare(rows: Sequence[Row], known: Sequence[Planned]) -> Plan:
    """What the rows would change of what is stored."""
    by_code = {read_code(one.code): one for one in known}
    visits: dict[tuple[str, date, date], list[Row]] = {}
    for row in rows:
        visits.setdefault(row.visit, []).append(row)
    kept = _kept_visits(visits, known, by_code)
    changes = tuple(Change(row, by_code.get(read_code(row.code)), kept.get(row.visit)) for row in rows)
    openings = tuple(Opening(tuple(group)) for visit, group in visits.items() if visit not in kept)
    said = {read_code(row.code) for row in rows}
    left_out = tuple(one for code, one in by_code.items() if code not in said)
    return Plan(tuple(rows), openings, changes, left_out)


def _kept_visits(
    visits: Mapping[tuple[str, date, date], Sequence[Row]],
    known: Sequence[Planned],
    by_code: Mapping[str, Planned],
) -> dict[tuple[str, date, date], str]:
    """Which stored visit each visit of the file is: the one with its site and dates, else the one that moved."""
    stored = {(one.site, one.arrives, one.departs): one.visit for one in known}
    kept = {visit: stored[visit] for visit in visits if visit in stored}
    said = {read_code(row.code) for rows in visits.values() for row in rows}
    for visit, rows in visits.items():
        if visit not in kept:
            moved = _moved(rows, known, by_code, said)
            if moved and moved not in kept.values():
                kept[visit] = moved
    return kept


def _moved(rows: Sequence[Row], known: Sequence[Planned], by_code: Mapping[str, Planned], said: set[str]) -> str | None:
    """The stored visit that the rows' groups come from, if it takes no group along that the file leaves out."""
    came_from = {by_code[code].visit for row in rows if (code := read_code(row.code)) in by_code}
    for visit in sorted(came_from):
        if {read_code(one.code) for one in known if one.visit == visit} <= said:
            return visit
    return None


# --- applying ----------------------------------------------------------------------------------------------


def apply(book: Book, plan: Plan, now: datetime, *, new_id: Callable[[], str], timezone: str) -> Plan:
    """Carries the plan out in the book's transaction; the plan as it stood against what is stored by then.

    Applied twice, it changes nothing the second time. Cohorts whose calendar changed are woken, so that their
    learners are told. `timezone` is for new visits of which the file does not say it.
    """
    known = book.itinerary()
    fresh = compare(plan.rows, known)
    stored = {one.visit: one for one in known}
    opened = {opening.rows[0].visit: new_id() for opening in fresh.openings}
    places = {change.row.visit: change.visit or opened[change.row.visit] for change in fresh.changes}
    for visit, id in places.items():
        there = [change for change in fresh.changes if change.row.visit == visit]
        zones = [change.known.timezone for change in there if change.known]
        if _save_visit(book, there[0].row, id, stored.get(id), next(iter(zones), timezone)):
            _plan_departure(book, id, there[0].row, next(iter(zones), timezone), now)
    for change in fresh.changes:
        row, before = change.row, change.known
        if before is None:
            book.save_cohort(new_id(), places[row.visit], row.group, row.code, row.teacher)
        elif change.lines():
            book.save_cohort(before.cohort, places[row.visit], row.group, row.code, row.teacher)
        if before and change.moves:
            book.cause(new_id(), before.cohort, to_json(CohortWoken(before.cohort)), now, now)
    return fresh


def _save_visit(book: Book, row: Row, id: str, before: Planned | None, timezone: str) -> bool:
    """Whether the visit is new or changed."""
    zone = row.timezone or (before.timezone if before else timezone)
    wanted = (row.site, row.region, row.arrives, row.departs, zone)
    changed = before is None or wanted != (
        before.site,
        before.region,
        before.arrives,
        before.departs,
        before.timezone,
    )
    if changed:
        book.save_visit(id, *wanted)
    return changed


def _plan_departure(book: Book, visit: str, row: Row, timezone: str, now: datetime) -> None:
    """On the evening before it leaves, somebody is asked whether it does."""
    asked = road.departure_near(visit, row.departs, ZoneInfo(row.timezone or timezone))
    book.cause(asked.key, visit, to_json(asked.event), now, asked.at or now)
