"""The itinerary as its author's file has it: one row a group, checked, every mistake at once with its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from zoneinfo import available_timezones

from babel.dates import format_date
from msgspec import Struct, field
from msgspec.structs import replace

from bot.core.safety.contact_filter import withheld
from bot.core.text import reading
from bot.core.text.days import agrees, impossible, is_slashed, read_day
from bot.core.text.wording import LOCALE, listed, read_code
from bot.tables import reader
from bot.tables.reader import Column, Line, Table, TableError, alike

COLUMNS = (
    Column("site", ("colegio", "escuela", "institución educativa", "I.E.", "sede", "sitio", "lugar", "parada")),
    Column("region", ("departamento", "dpto")),
    Column("arrives", ("llega", "llegada", "fecha de llegada", "desde", "inicio", "fecha de inicio", "fecha inicio")),
    Column("departs", ("sale", "salida", "fecha de salida", "hasta", "fin", "fecha de fin", "fecha fin", "término")),
    Column("group", ("grupo", "sección", "grado y sección", "aula", "salón", "grado")),
    Column("code", ("código", "código del grupo", "código de grupo", "clave")),
    Column("teacher", ("profe", "profesor", "profesora", "profesor(a)", "docente", "maestro", "maestra", "tutor")),
    Column("timezone", ("zona horaria", "huso horario"), required=False),
    Column("course", ("curso", "carpeta del curso"), required=False),
)
YEARS_AROUND = 5
PERU = "America/Lima"
LONGEST_VISIT = timedelta(days=366)
_OF_A_VISIT = ("site", "region", "arrives", "departs")


class Row(Struct, frozen=True):
    """One group of the file. `timezone` and `course` are `""` where the file does not say."""

    line: int
    site: str
    region: str
    arrives: date
    departs: date
    group: str
    code: str
    teacher: str
    timezone: str = ""
    course: str = ""

    @property
    def visit(self) -> tuple[str, date, date]:
        """What rows of one visit have in common."""
        return self.site, self.arrives, self.departs


class ItineraryFile(Struct, frozen=True):
    """What the file says; `notes` are what its reader guessed, filled in or left out, for the operator to look at."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def read(data: bytes, path: str, today: date, courses: Sequence[str] = ()) -> ItineraryFile:
    """The rows of the file; `path` is how mistakes name it, `courses` are the folders that are served.

    Raises TableError with every mistake at once.
    """
    table = reader.read(data, path, COLUMNS)
    checked = _Reading(path, table, today, list(table.notes), courses)
    found = [row for line in checked.filled() if (row := checked.row(line))]
    checked.codes(found)
    rows = checked.one_spelling(found)
    checked.notes += [
        f"Con la zona horaria {zone} valen los feriados de ese país, no los del Perú."
        for zone in sorted({row.timezone for row in rows} - {"", PERU})
    ]
    checked.visits(rows)
    if checked.mistakes:
        raise TableError(f"{path}:{line}: {what}" for line, what in sorted(checked.mistakes))
    return ItineraryFile(tuple(rows), tuple(checked.notes))


def day_words(day: date) -> str:
    """`8 de marzo de 2027`."""
    return format_date(day, "d 'de' MMMM 'de' y", locale=LOCALE)


class _Reading(Struct):
    """What is wrong with the file, gathered while it is read."""

    path: str
    table: Table
    today: date
    notes: list[str]
    courses: Sequence[str]
    mistakes: list[tuple[int, str]] = field(default_factory=list)

    def wrong(self, line: int, what: str) -> None:
        self.mistakes.append((line, what))

    def filled(self) -> list[Line]:
        """The lines, with what a merged cell left empty below it: a visit is written once, above its groups."""
        lines: list[Line] = []
        filled = []
        for line in self.table.lines:
            above = lines[-1].cells if lines else {}
            mine = {name: line.cells[name] or above.get(name, "") for name in _OF_A_VISIT}
            if _goes_on(line.cells, above):
                filled.append(str(line.number))
                line = Line(line.number, {**line.cells, **mine})  # noqa: PLW2901 - the same line, whole
            lines.append(line)
        if filled:
            one = len(filled) == 1
            who = f"La línea {filled[0]} no dice" if one else f"Las líneas {listed(filled)} no dicen"
            self.notes.append(f"{who} todo de su visita: puse lo de la línea de arriba.")
        self._say_the_order()
        return lines

    def _days(self) -> list[str]:
        return [line.cells[name] for line in self.table.lines for name in ("arrives", "departs")]

    def _say_the_order(self) -> None:
        said = next((text for text in self._days() if is_slashed(text)), "")
        meant = read_day(said)
        if meant and agrees(self._days()):
            self.notes.append(f"Leí las fechas como día, mes y año: {said} es el {day_words(meant)}.")

    def row(self, line: Line) -> Row | None:
        """The row of a line; None when something in it is wrong."""
        before, said = len(self.mistakes), line.cells
        there = [cell for cell in said.values() if cell]
        if len(there) == 1:
            self.wrong(line.number, f"solo dice «{there[0]}». Completa la línea o bórrala.")
            return None
        for name, head in self.table.heads.items():
            if not said[name] and name not in {"timezone", "course"}:
                self.wrong(line.number, f"falta {head}.")
        arrives, departs = self._date(line, "arrives"), self._date(line, "departs")
        if arrives and departs:
            self._stay(line.number, arrives, departs)
        code = self._code(line.number, said["code"])
        for name in ("site", "group", "code", "teacher"):
            if withheld(said[name]):
                what = f"{self.table.heads[name]} «{said[name]}» parece un teléfono, un enlace o una red"
                self.wrong(line.number, f"{what}, y los estudiantes lo leerían. Escríbelo sin eso.")
        zone = said.get("timezone", "")
        if zone and zone not in available_timezones():
            self.wrong(line.number, f"no conozco la zona horaria «{zone}». Escríbela así: America/Lima.")
        course = said.get("course", "")
        if course and course not in self.courses:
            known = listed([f"«{one}»" for one in self.courses])
            self.wrong(line.number, f"no conozco el curso «{course}». Los que hay: {known or 'ninguno más'}.")
        if arrives is None or departs is None or len(self.mistakes) > before:
            return None
        names = (said["site"], said["region"])
        return Row(line.number, *names, arrives, departs, said["group"], code, said["teacher"], zone, course)

    def _date(self, line: Line, name: str) -> date | None:
        text, head = line.cells[name], self.table.heads[name]
        if not text:
            return None
        day = read_day(text)
        example = f"Escribe la fecha con año-mes-día, por ejemplo {self.today.year + 1}-03-27."
        if day is None:
            why = impossible(text)
            self.wrong(line.number, f"{head} dice «{text}»{f', y {why}' if why else ''}. {example}")
        elif is_slashed(text) and not agrees(self._days()):
            what = f"{head} dice «{text}», y no sé cuál es el mes: en otra línea el día va después"
            self.wrong(line.number, f"{what}. {example}")
        elif abs(day.year - self.today.year) > YEARS_AROUND:
            what = f"{head} dice «{text}», que es el año {day.year}, y hoy es {day_words(self.today)}"
            self.wrong(line.number, f"{what}. Mira el año.")
        else:
            return day
        return None

    def _stay(self, line: int, arrives: date, departs: date) -> None:
        if departs < arrives:
            self.wrong(line, f"el camión sale ({departs}) antes de llegar ({arrives}).")
        elif departs - arrives > LONGEST_VISIT:
            what = f"del {day_words(arrives)} al {day_words(departs)} es más de un año"
            self.wrong(line, f"{what}. Mira las dos fechas.")

    def _code(self, line: int, text: str) -> str:
        code = re.sub(r"[\s\-.]", "", text).upper()
        if text and not read_code(text):
            self.wrong(line, f"el código «{text}» no sirve. Usa de 4 a 12 letras o números, sin tildes ni ñ.")
        elif text and reading.taken_for_words(code):
            other = next(made for number in range(2, 10) if not reading.taken_for_words(made := f"{code[:11]}{number}"))
            what = f"el código {code} es una palabra que los estudiantes escriben para otra cosa, y no abriría el grupo"
            self.wrong(line, f"{what}. Usa otro, por ejemplo {other}.")
        return code

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

    def one_spelling(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with one spelling a visit, the one that most of them have; the others are told."""
        visits: dict[tuple[str, date, date], Counter[str]] = {}
        for row in rows:
            visits.setdefault(_place(row), Counter())[row.site] += 1
        for spellings in visits.values():
            if len(spellings) > 1:
                ways, kept = listed([f"«{way}»" for way in spellings]), spellings.most_common(1)[0][0]
                self.notes.append(f"{ways} son el mismo lugar y una sola visita: lo escribo «{kept}».")
        regions = {_place(row): row.region for row in reversed(rows)}
        return [
            replace(
                row,
                site=visits[_place(row)].most_common(1)[0][0],
                region=known if alike(row.region) == alike(known := regions[_place(row)]) else row.region,
            )
            for row in rows
        ]

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
                    head = self.table.heads[name]
                    what = f"{head} dice «{here}», y la línea {other.line}, de la misma visita, «{there}»."
                    self.wrong(row.line, f"{what} Deben decir lo mismo.")


def _goes_on(mine: Mapping[str, str], above: Mapping[str, str]) -> bool:
    """Whether a line is one more group of the visit above: it leaves the site out, and says nothing else of a visit."""
    same = all(mine[name] in ("", above.get(name, "")) for name in _OF_A_VISIT)
    return bool(above) and not mine["site"] and same and bool(mine["group"] and mine["code"])


def _place(row: Row) -> tuple[str, date, date]:
    """What rows of one visit have in common, however they spell it."""
    return alike(row.site), row.arrives, row.departs
