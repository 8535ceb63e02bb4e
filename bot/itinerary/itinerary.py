"""The truck's itinerary: what a file says of it (`itinerary_file`), compared with what is stored, and applied.

One row is one group; rows with the same site and dates are one visit. A group is known by its code. Loading the
same file again changes nothing, and a group that the file leaves out stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import combinations
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bot.core import event
from bot.core.event import CohortWoken, DatesChanged
from bot.core.talk import second_reading, visits
from bot.core.text.wording import read_code
from bot.itinerary import codes
from bot.itinerary.spreadsheet import Row, day_words
from bot.ports.book import Book
from bot.ports.rows import Planned
from bot.tables.reader import alike


def to_json(rows: Sequence[Row]) -> str:
    """The rows, to be handed to whoever holds the database."""
    return msgspec.json.encode(rows).decode()


def from_json(text: str) -> list[Row]:
    """What `to_json` wrote."""
    return msgspec.json.decode(text, type=list[Row])


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
            (f"{name}: el camión llega el {day_words(row.arrives)} (antes: {day_words(known.arrives)}).", "arrives"),
            (f"{name}: el camión sale el {day_words(row.departs)} (antes: {day_words(known.departs)}).", "departs"),
            (f"{name}: pasa a {row.site} (antes: {known.site}).", "site"),
            (f"{name}: la región es {row.region} (antes: {known.region}).", "region"),
            (f"{name}: la zona horaria es {row.timezone} (antes: {known.timezone}).", "timezone"),
            (f"{name}: ahora se llama {row.group}.", "group"),
            (f"{name}: el código es {row.code} (antes: {known.code}).", "code"),
            (f"{name}: profe {row.teacher} (antes: {known.teacher}).", "teacher"),
            (f"{name}: el curso es {row.course} (antes: {known.course or 'el primero'}).", "course"),
        ]
        return [line for line, what in changes if self._differs(what)]

    def _differs(self, what: str) -> bool:
        said = getattr(self.row, what)
        if what in {"timezone", "course"} and not said:
            return False
        return bool(said != getattr(self.known, what))

    @property
    def moves(self) -> bool:
        """Whether the group's calendar is another one now."""
        return self.known is not None and any(self._differs(what) for what in ("arrives", "departs", "timezone"))


class Plan(Struct, frozen=True):
    """What loading the rows would change. `left_out` are the stored groups that the file does not name; `notes` say
    which visits overlap, which site was known by another spelling, and which new codes are easily guessed."""

    rows: tuple[Row, ...]
    openings: tuple[Opening, ...]
    changes: tuple[Change, ...]
    left_out: tuple[Planned, ...]
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.openings) or any(change.lines() for change in self.changes)

    def lines(self) -> list[str]:
        """What would change, in Spanish, for the operator to read before saying yes."""
        lines = [_opened(opening) for opening in self.openings if _is_new(opening, self.changes)]
        lines += [line for change in self.changes for line in change.lines()]
        lines = lines or ["Nada cambia: el itinerario ya está así."]
        lines += [f"{one.site}, {one.group}: no está en el archivo; queda como está." for one in self.left_out]
        return [*lines, *self.notes]


def _opened(opening: Opening) -> str:
    row = opening.rows[0]
    return f"Visita nueva: {row.site} ({row.region}), del {day_words(row.arrives)} al {day_words(row.departs)}."


def _is_new(opening: Opening, changes: Sequence[Change]) -> bool:
    """Whether somebody new comes with the visit, and it is not only a known group that moves alone."""
    return any(change.known is None and change.row in opening.rows for change in changes)


def compare(rows: Sequence[Row], known: Sequence[Planned]) -> Plan:
    """What the rows would change of what is stored."""
    rows, notes = _spelt_as_known(rows, known)
    by_code = {read_code(one.code): one for one in known}
    visits: dict[tuple[str, date, date], list[Row]] = {}
    for row in rows:
        visits.setdefault(row.visit, []).append(row)
    kept = _kept_visits(visits, known, by_code)
    changes = tuple(Change(row, by_code.get(read_code(row.code)), kept.get(row.visit)) for row in rows)
    openings = tuple(Opening(tuple(group)) for visit, group in visits.items() if visit not in kept)
    said = {read_code(row.code) for row in rows}
    left_out = tuple(one for code, one in by_code.items() if code not in said)
    weak = codes.guessed(change.row for change in changes if change.known is None)
    return Plan(tuple(rows), openings, changes, left_out, (*notes, *weak, *_overlaps(visits, left_out)))


def _spelt_as_known(rows: Sequence[Row], known: Sequence[Planned]) -> tuple[list[Row], list[str]]:
    """The rows with the known spelling of a visit that is not whole in the file, and what to say of it.

    A file that has the whole visit may respell it.
    """
    said = {read_code(row.code) for row in rows}
    partly = [one for one in known if read_code(one.code) not in said]
    names = {(alike(one.site), one.arrives, one.departs): one.site for one in partly}
    spelt = [replace(row, site=names.get((alike(row.site), row.arrives, row.departs), row.site)) for row in rows]
    others = {row.site: new.site for row, new in zip(rows, spelt, strict=True) if row.site != new.site}
    return spelt, [f"«{site}» ya está, escrito «{name}»: es la misma visita." for site, name in others.items()]


def _overlaps(visits: Mapping[tuple[str, date, date], Sequence[Row]], left_out: Sequence[Planned]) -> Iterator[str]:
    """The visits that one truck cannot make, each pair once."""
    kept = {(one.site, one.arrives, one.departs) for one in left_out} - visits.keys()
    for mine, other in (*combinations(visits, 2), *((mine, other) for mine in visits for other in sorted(kept))):
        (site, arrives, departs), (place, comes, goes) = mine, other
        if alike(site) != alike(place) and arrives < goes and comes < departs:
            stays = f"{site} (del {day_words(arrives)} al {day_words(departs)}) y {place} (del {day_words(comes)} al "
            yield f"Se cruzan: {stays}{day_words(goes)}). Si el camión es uno solo, mira las fechas."


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
        cohort = before.cohort if before else new_id()
        if before is None or change.lines():
            course = row.course or (before.course if before else "")
            book.save_cohort(cohort, places[row.visit], row.group, row.code, row.teacher, course)
        if before is None or before.code != row.code:
            _tell_of_code(book, cohort, now, timezone)
        if before and change.moves:
            book.cause(new_id(), before.cohort, event.to_json(CohortWoken(before.cohort)), now, now)
            told = DatesChanged(before.cohort, row.arrives.isoformat(), row.departs.isoformat())
            book.cause(new_id(), before.cohort, event.to_json(told), now, now)
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


def _tell_of_code(book: Book, cohort: str, now: datetime, timezone: str) -> None:
    """What children type is read by a second adult, with all of the day."""
    book.code_given(cohort, now)
    told = second_reading.bundled(now, ZoneInfo(timezone))
    book.cause(told.key, "", event.to_json(told.event), now, told.at or now)


def _plan_departure(book: Book, visit: str, row: Row, timezone: str, now: datetime) -> None:
    """Two days before it leaves its teachers hear of the papers; on the evening before it is asked whether it does."""
    for cause in visits.departure_near(visit, row.departs, ZoneInfo(row.timezone or timezone)):
        book.cause(cause.key, visit, event.to_json(cause.event), now, cause.at or now)
