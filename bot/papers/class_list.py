"""A class by name, for its own teacher alone: what [Avance] says, as a sheet."""

from __future__ import annotations

from bot.core import audience_list
from bot.core.figures.definition import NO_DATA
from bot.core.people import Class, Member
from bot.core.scene import Context
from bot.core.text.wording import plain
from bot.papers import spreadsheets
from bot.papers.spreadsheets import Cell

HEAD = ("estudiante", "lecciones", "de", "última palabra", "sin celular")
LAST_LINE = "Son datos de menores: no se reenvía."
MEANINGS = (
    ("lecciones", "las que terminó; «de», cuántas tiene el curso"),
    ("última palabra", "el último día en que escribió o tocó algo; «—»: todavía ninguno"),
    ("sin celular", "a quien no se le puede escribir: búscale en clase"),
)


def xlsx(one: Class, context: Context) -> bytes:
    """«Avance de 3.º B»; the last line says that it is passed on to nobody."""
    return spreadsheets.as_xlsx(rows(one, context), MEANINGS, f"Avance de {one.cohort.name}", "Avance")


def rows(one: Class, context: Context) -> list[list[Cell]]:
    """The head, a row a learner who is accepted, by name and never by result, and the last line."""
    members = sorted((member for member in one.members if member.accepted), key=lambda member: plain(member.name))
    return [list(HEAD), *(_row(member, one, context) for member in members), [LAST_LINE]]


def _row(member: Member, one: Class, context: Context) -> list[Cell]:
    last = audience_list.last_word(member, one.cohort, context) if member.heard_at else NO_DATA
    without = "sí" if member.reach == "no_phone" else ""
    return [member.name, member.lessons_done, len(context.course.lessons), last, without]
