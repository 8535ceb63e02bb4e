"""Every shelf of the book together, the same over both engines.

Each method is one or a few named queries of `sql/*.sql`; `Rows` is the engine beneath.
"""

from __future__ import annotations

from bot.store.aftermath import AftermathShelf
from bot.store.cases import Cases
from bot.store.certificates import Certificates
from bot.store.class_progress import ClassProgress
from bot.store.class_weeks import ClassWeeks
from bot.store.cohorts import Cohorts
from bot.store.desk import Desk
from bot.store.digests import Digests
from bot.store.erasure import Erasure
from bot.store.facts import Box
from bot.store.figures import Figures
from bot.store.inbox import Inbox
from bot.store.learners import Learners
from bot.store.ledger import Ledger
from bot.store.logbook import Logbook
from bot.store.prompts import Prompts
from bot.store.records import Records
from bot.store.reports import Reports
from bot.store.roles import Roles
from bot.store.second_adult import SecondAdult
from bot.store.tidying import Tidying


class Shelves(
    Cases,
    Inbox,
    Cohorts,
    Learners,
    Logbook,
    Prompts,
    Reports,
    Erasure,
    Roles,
    Box,
    Tidying,
    SecondAdult,
    Certificates,
    ClassProgress,
    ClassWeeks,
    Figures,
    Records,
    AftermathShelf,
    Digests,
    Ledger,
    Desk,
):
    """All of it, over one connection."""
