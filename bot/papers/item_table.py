"""Every quiz item of the lessons for its authors: how many answered first, how many well, and what each option got."""

from __future__ import annotations

from bot.core.figures import hard_items
from bot.core.figures.definition import SMALL
from bot.core.figures.record import Record
from bot.core.figures.table import HIDDEN, Cell
from bot.core.scene import Context
from bot.ports.book import Book
from bot.ports.figures import Days

HEAD: list[Cell] = ["pregunta", "lección", "enunciado", "respondieron", "bien", "opción", "es la buena", "la eligieron"]


def rows(book: Book, context: Context) -> list[list[Cell]]:
    """A row an option of each form that was answered, the hardest first; without what would tell of a few."""
    first, today = context.today(None).replace(year=2000), context.today(None)
    days = Days(first, today, (), context.place)
    record: Record = book.record("programme", "", days)
    found = hard_items.hardest(record.picked, context.course, most=len(record.picked))
    return [HEAD, *(row for item in found for row in _rows(item))]


def _rows(item: hard_items.HardItem) -> list[list[Cell]]:
    numbers = (item.right, item.answered - item.right, *(option.n for option in item.options))
    hidden = any(0 < n < SMALL for n in numbers)
    lead: list[Cell] = [item.item, item.lesson, item.question or "(ya no está así en el curso)", item.answered]
    lead.append(HIDDEN if hidden else item.right)
    return [
        [
            *lead,
            option.text or f"(opción {option.option})",
            "sí" if option.is_right else "",
            HIDDEN if hidden else option.n,
        ]
        for option in item.options
    ]
