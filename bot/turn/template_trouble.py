"""A carrier stopped a template, or charges more for it: the operator reads it in the chat, once."""

from __future__ import annotations

from datetime import datetime

from bot.core.event import TemplateStopped, to_json
from bot.ports.book import STOPPED, Book
from bot.turn.world import new_id


def kept(book: Book, template: str, stopped: str, now: datetime) -> bool:
    """Keeps why the template must not be used (`""`: it may); whether somebody is to be told of it."""
    before = book.fact(f"{STOPPED}{template}") or ""
    if before == stopped:
        return False
    book.set_fact(f"{STOPPED}{template}", stopped)
    if not stopped:
        return False
    book.cause(new_id(), "health", to_json(TemplateStopped(template, stopped)), now, now)
    return True
