"""A fault of ours stopped a turn: the person reads a next step, and where what was written is grave, the help lines.

Whatever failed, the case is opened without the turn: by whom the address is known to be, and nothing else.
"""

from __future__ import annotations

from datetime import datetime

from bot.core import phrase
from bot.core.case import GRAVE_STEPS, Of
from bot.core.event import CaseStep, Heard, to_json, words_of
from bot.core.reply import Post, Say
from bot.ports.book import Book
from bot.ports.hearing import Waiting
from bot.ports.rows import Address
from bot.turn import course_here
from bot.turn.commit import Outgoing
from bot.turn.world import World, new_id


def apologise(
    world: World, book: Book, row: Waiting, carrier_id: str, event: Heard, problem: str, now: datetime
) -> None:
    """The row is set aside for the operator, and something is said."""
    book.set_aside(row.seq, problem, now)
    address = book.address(row.channel, carrier_id)
    if address is None:
        return
    world = course_here.of_address(world, book, address, now)
    context = world.context(now)
    grave = world.ear.grave(words_of(event))
    text = context.t(phrase.OUR_FAULT)
    if grave:
        text = f"{text} {context.t(phrase.THE_LINES)}"
        _open_case(book, _of(book, address), now)
    Outgoing(book, address, "", Post(urgent=grave), context, "").send(Say(text))


def _of(book: Book, address: Address) -> Of:
    """The only one there; of several nobody knows who it was, and of nobody the channel stands for them."""
    people = book.people_at(address.id)
    if len(people) != 1:
        return Of(address.channel, "", "")
    learner = book.learner(people[0].id)
    return Of(people[0].id, people[0].name, (learner.cohort if learner else "") or "")


def _open_case(book: Book, of: Of, now: datetime) -> None:
    case, run = book.open_case_of(of.whose) or new_id(), int(now.timestamp())
    book.open_case(case, "words", of, now, school=False)
    book.add_case_line(of.whose, "words", "", "", now)
    for what, wait in GRAVE_STEPS.items():
        key = f"case:{what}:{case}:{run}"
        book.cause(key, case, to_json(CaseStep(case, what, run)), now, now + wait)
