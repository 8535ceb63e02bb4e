"""What a transaction can read and write, on either engine: one small port a subject, and all of them together."""

from __future__ import annotations

from typing import Protocol

from bot.core.effect import Write
from bot.ports.books.box import BoxBook
from bot.ports.books.cases import CaseBook
from bot.ports.books.classes import ClassBook
from bot.ports.books.desk import DeskBook
from bot.ports.books.inbox import InboxBook
from bot.ports.books.learners import LearnerBook
from bot.ports.books.ledger import LedgerBook
from bot.ports.books.logbook import LogbookBook
from bot.ports.books.outbox import OutboxBook
from bot.ports.books.papers import PaperBook
from bot.ports.books.people import PeopleBook
from bot.ports.books.stream import StreamBook
from bot.ports.books.words import WordBook
from bot.ports.digests import DigestBook
from bot.ports.figures import FigureBook
from bot.ports.moment import Moment

CLOCK_DOUBT = "clock.doubt"
"""The fact that says why nobody knows what day it is; empty where that is known."""
USERNAME = "telegram.username"
"""The fact that holds the bot's name at Telegram, once Telegram was heard."""
PAGE = "page.address"
"""The address of the page, as whoever runs it has it."""


STOPPED = "whatsapp.template."
"""What a fact's name begins with that says why a carrier's template must not be used (`""`: it may)."""


def name_of(carrier: str) -> str:
    """The fact that holds the name by which links of the carrier begin a chat."""
    return f"{carrier}.username"


class Book(
    InboxBook,
    PeopleBook,
    LearnerBook,
    ClassBook,
    WordBook,
    CaseBook,
    OutboxBook,
    StreamBook,
    BoxBook,
    PaperBook,
    LogbookBook,
    DeskBook,
    FigureBook,
    DigestBook,
    LedgerBook,
    Protocol,
):
    """What a turn reads and writes, inside its transaction. Who needs less of it names the part that it reads."""

    def keep(self, effect: Write, at: Moment) -> None:
        """Keeps what a turn leaves behind, whole: one small function of the store an effect."""
        ...
