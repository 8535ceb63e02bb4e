"""A roster as schools have it: out come aliases, groups and how many girls and boys, and nothing else of a child.

Theory of operation: a line is a learner. The name stands in one cell or several; the head says whether surnames lead.
Of all other columns only the sex (for its sums), the group, the school and whether the learner left are looked at, and
no note repeats a cell. Where two have one alias, both keep it here: who loads the roster is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from bot.core.text.group_names import group_key
from bot.core.text.wording import listed, plain
from bot.tables import reader
from bot.tables.alias import Whole, aliases, of_cells, parted, surnames_lead
from bot.tables.reader import Column, Line, TableError

_SURNAMES_FIRST, _NAMES_FIRST = "Apellidos y nombres", "Nombres y apellidos"
_WHOLE, _GIVEN, _SURNAME, _SECOND = "Estudiante", "Nombres", "Apellidos", "Apellido materno"
_SEX, _BOYS, _GIRLS, _STATE = "Sexo", "Hombre", "Mujer", "Situación"
_GROUP, _GRADE, _SECTION, _SCHOOL = "Grado y sección", "Grado", "Sección", "Colegio"
_HEADS: dict[str, tuple[str, ...]] = {
    _SURNAMES_FIRST: (
        *("apellidos y nombre", "apellido y nombre", "apellidos y nombres del estudiante", "nómina de estudiantes"),
        *("apellidos y nombres de los estudiantes", "apellidos y nombres (orden alfabético)", "apellidos nombres"),
        *("apellidos y nombres del alumno", "apellidos y nombres del (la) estudiante", "apellidos y nombres alumnos"),
    ),
    _NAMES_FIRST: (
        *("nombre y apellido", "nombre y apellidos", "nombre completo", "nombres completos", "full name"),
        *("nombres y apellidos del estudiante", "nombres y apellidos del alumno", "student name"),
    ),
    _WHOLE: (
        *("estudiantes", "alumno", "alumna", "alumnos", "alumno(a)", "alumnos(as)", "student", "learner", "nómina"),
        *("nombre del estudiante", "nombre del alumno", "nombres de estudiantes"),
    ),
    _GIVEN: ("nombre", "nombre(s)", "prenombres", "primer nombre", "nombres del estudiante", "name", "first name"),
    _SURNAME: (
        *("apellido", "apellido(s)", "apellido paterno", "ap. paterno", "a. paterno", "ape. paterno", "paterno"),
        *("primer apellido", "last name", "surname"),
    ),
    _SECOND: ("ap. materno", "a. materno", "ape. materno", "materno", "segundo apellido"),
    _SEX: ("género", "h/m", "m/f", "f/m", "m/h", "v/m", "sexo (h/m)", "sexo (m/f)", "gender", "sex"),
    _BOYS: ("h", "hombres", "varón", "varones"),
    _GIRLS: ("m", "mujeres"),
    _GROUP: ("grupo", "grado/sección", "grado sección", "aula", "salón", "group", "class"),
    _GRADE: ("año", "año de estudios", "grado de estudios", "grade"),
    _SECTION: ("secc", "sec", "section"),
    _SCHOOL: ("institución educativa", "I.E.", "escuela", "sede", "site", "school"),
    _STATE: ("estado", "condición", "situación final", "situación de matrícula", "status"),
}
COLUMNS = tuple(Column(name, heads, required=False) for name, heads in _HEADS.items())
_NAMED = frozenset({_SURNAMES_FIRST, _NAMES_FIRST, _WHOLE, _GIVEN})
"""One of these stands in the row of the heads, however many other words stand above it."""
_PLACES = (_GROUP, _GRADE, _SECTION, _SCHOOL)
_GONE = re.compile(r"\b(?:retir|traslad|fallec|inactiv|baja)")
_BOY = frozenset({"h", "hombre", "masculino", "masc", "v", "varon", "boy", "male", "nino"})
_GIRL = frozenset({"mujer", "femenino", "fem", "f", "girl", "female", "nina"})


class Learner(Struct, frozen=True):
    """One learner: the line, the alias; group and school as the file has them, and the sex, `""` where it does not."""

    line: int
    alias: str
    group: str = ""
    school: str = ""
    sex: str = ""


class Roster(Struct, frozen=True):
    """What is taken of the file; `notes` are what was guessed or left out, by lines, with no name in them."""

    learners: tuple[Learner, ...]
    notes: tuple[str, ...] = ()

    @property
    def girls(self) -> int:
        return sum(learner.sex == "girl" for learner in self.learners)

    @property
    def boys(self) -> int:
        return sum(learner.sex == "boy" for learner in self.learners)

    def groups(self) -> list[tuple[str, Roster]]:
        """Each group as the file first writes it, and those of it."""
        found: dict[tuple[str, str], list[Learner]] = {}
        for learner in self.learners:
            found.setdefault((group_key(learner.group), plain(learner.school)), []).append(learner)
        return [(some[0].group, Roster(tuple(some))) for some in found.values()]

    def of(self, group: str, school: str) -> Roster:
        """Those of one group of one school; where the file does not say it, they are of it."""
        mine: list[Learner] = []
        others: list[Learner] = []
        for learner in self.learners:
            here = _is_of(learner.group, group) and plain(learner.school) in {"", plain(school)}
            (mine if here else others).append(learner)
        notes = list(self.notes)
        lines = [learner.line for learner in others]
        _tell(notes, lines, "es de otro grupo" if len(lines) == 1 else "son de otro grupo")
        return Roster(tuple(mine), tuple(notes))

    def alike(self) -> list[tuple[Learner, ...]]:
        """Those whom their aliases do not tell apart."""
        found: dict[str, list[Learner]] = {}
        for learner in self.learners:
            found.setdefault(plain(learner.alias), []).append(learner)
        return [tuple(same) for same in found.values() if len(same) > 1]


def read(data: bytes, path: str) -> Roster:
    """The roster of a file; `path` is how mistakes name it. Raises TableError with every mistake at once."""
    table = reader.read(data, path, COLUMNS, leading=_NAMED)
    notes = list(table.notes)
    named = _naming(table.heads, table.lines, notes)
    lines = _present(_filled(table.lines, notes), notes)
    found = [(line, whole) for line in lines if (whole := named(line)) and whole.alias()]
    kept = {line.number for line, _ in found}
    _tell(notes, [line.number for line in lines if line.number not in kept], "ahí no encontré un nombre")
    if not found:
        raise TableError([f"{path}:{table.head}: debajo de «{table.heads[_lead(table.heads)]}» no hay estudiantes."])
    return Roster(_learners(found, notes), tuple(notes))


def _learners(found: Sequence[tuple[Line, Whole]], notes: list[str]) -> tuple[Learner, ...]:
    sexes = _sexes([line for line, _ in found], notes)
    groups = [_group(line) for line, _ in found]
    called = [""] * len(found)
    for key in {group_key(group) for group in groups}:
        members = [n for n, group in enumerate(groups) if group_key(group) == key]
        for n, alias in zip(members, aliases([found[n][1] for n in members]), strict=True):
            called[n] = alias
    return tuple(
        Learner(line.number, alias, group, line.cells.get(_SCHOOL, ""), sex)
        for (line, _), alias, group, sex in zip(found, called, groups, sexes, strict=True)
    )


def _group(line: Line) -> str:
    said = line.cells.get(_GROUP, "") or line.cells.get(_GRADE, "")
    section = line.cells.get(_SECTION, "")
    return f"{said} {section}".strip() if section and group_key(section) not in group_key(said) else said or section


def _is_of(said: str, group: str) -> bool:
    """Whether what the file says of the group is this one: all of it, or its grade or its section alone."""
    key, whole = group_key(said), group_key(group)
    return key in {"", whole} or (len(key) == 1 and whole in {key + whole[1:], whole[:-1] + key})


# --- names -------------------------------------------------------------------------------------------------


def _lead(heads: Mapping[str, str]) -> str:
    """The column by which learners are named: one cell with all of it goes before several."""
    apart = _GIVEN in heads and _SURNAME in heads
    order = (_SURNAMES_FIRST, _NAMES_FIRST, *([_GIVEN] if apart else []), _WHOLE, _GIVEN)
    return next(name for name in order if name in heads)


def _naming(heads: Mapping[str, str], lines: Sequence[Line], notes: list[str]) -> Callable[[Line], Whole | None]:
    """How a line's name is read; where the head does not say what comes first, it is told how it was read."""
    lead = _lead(heads)
    if lead == _GIVEN and _SURNAME in heads:
        return lambda line: of_cells(line.cells[_GIVEN], f"{line.cells[_SURNAME]} {line.cells.get(_SECOND, '')}")
    first = lead == _SURNAMES_FIRST
    if lead in {_WHOLE, _GIVEN}:
        texts = [line.cells[lead] for line in lines]
        first = surnames_lead(texts)
        if any("," not in text and " " in text for text in texts):
            what = "los apellidos y después los nombres" if first else "los nombres y después los apellidos"
            notes.append(f"En «{heads[lead]}» leí primero {what}: mira que sea así.")
    return lambda line: parted(line.cells[lead], surnames_first=first)


# --- lines -------------------------------------------------------------------------------------------------


def _filled(lines: Sequence[Line], notes: list[str]) -> list[Line]:
    """The lines, with the group that is written once above several."""
    filled: list[Line] = []
    told = []
    for line in lines:
        above = filled[-1].cells if filled else {}
        gaps = {name: above.get(name, "") for name in _PLACES if name in line.cells and not line.cells[name]}
        if any(gaps.values()):
            told.append(line.number)
            line = Line(line.number, {**line.cells, **gaps})  # noqa: PLW2901 - the same line, whole
        filled.append(line)
    if told:
        one = len(told) == 1
        who = f"La línea {_numbers(told)} no dice" if one else f"Las líneas {_numbers(told)} no dicen"
        notes.append(f"{who} su grupo: puse el de arriba.")
    return filled


def _present(lines: Sequence[Line], notes: list[str]) -> list[Line]:
    """Without those who left, as the file says."""
    gone = [line.number for line in lines if _GONE.search(plain(line.cells.get(_STATE, "")))]
    _tell(notes, gone, "dice que ya no está en el grupo" if len(gone) == 1 else "dicen que ya no están en el grupo")
    return [line for line in lines if line.number not in gone]


def _tell(notes: list[str], numbers: Sequence[int], why: str) -> None:
    if numbers:
        notes.append(f"Dejé fuera {'la línea' if len(numbers) == 1 else 'las líneas'} {_numbers(numbers)}: {why}.")


def _numbers(numbers: Sequence[int]) -> str:
    return listed([str(number) for number in numbers])


# --- sums --------------------------------------------------------------------------------------------------


def _sexes(lines: Sequence[Line], notes: list[str]) -> list[str]:
    """`girl`, `boy` or `""` for each. M alone is a girl beside H and a boy beside F; where neither stands, nobody's."""
    said = [plain(line.cells.get(_SEX, "")) for line in lines]
    beside = set(said)
    m = "girl" if beside & {"h", "v"} else "boy" if "f" in beside else ""
    if "m" in beside and not m:
        notes.append("La columna del sexo solo dice M, que puede ser mujer o masculino: no la conté.")
    return [_sex(line, word, m) for line, word in zip(lines, said, strict=True)]


def _sex(line: Line, said: str, m: str) -> str:
    boys, girls = line.cells.get(_BOYS, ""), line.cells.get(_GIRLS, "")
    if bool(boys) != bool(girls):
        return "boy" if boys else "girl"
    return m if said == "m" else "boy" if said in _BOY else "girl" if said in _GIRL else ""
