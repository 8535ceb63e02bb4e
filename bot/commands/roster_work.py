"""Those of a roster whom somebody said one by one become learners without a phone, all of them or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from msgspec import Struct

from bot.core import consent
from bot.core.one_use_code import ON_CARD
from bot.core.people import Cohort
from bot.core.state import AgeBand, Progress, write_progress
from bot.core.text.wording import listed, plain
from bot.ports.book import Book
from bot.ports.figures import RosterSum
from bot.settings import Settings
from bot.turn import watch
from bot.turn.world import KEY_LENGTH, letters, new_id

_PAGE = 200
NOBODY_WATCHES = (
    "Todavía no se puede inscribir: falta quien cuide a los estudiantes. Invita a esa persona con «python -m bot "
    "protection invite»."
)


class Newcomer(Struct, frozen=True):
    """One learner whose paper is signed: the alias, the age that was said, the code on the card, the paper's number."""

    alias: str
    age_band: AgeBand
    code: str
    paper: str


class Roll(Struct, frozen=True):
    """Whom to enrol, and what the list says of the whole group: girls, boys (None: it does not say) and all."""

    newcomers: tuple[Newcomer, ...]
    girls: int | None
    boys: int | None
    total: int


def write_roll(roll: Roll) -> str:
    return msgspec.json.encode(roll).decode()


def read_roll(text: str) -> Roll:
    return msgspec.json.decode(text, type=Roll)


def no_such_group(code: str) -> str:
    return f"No hay un grupo con el código {code}. Mira el itinerario: python -m bot itinerary show"


def names_in(book: Book, cohort: str) -> list[str]:
    """How those of the cohort are called."""
    names: list[str] = []
    after = ""
    while ids := book.learners_of(cohort, after, _PAGE):
        names += [row.name for row in map(book.learner, ids) if row]
        after = ids[-1]
    return names


def closed(book: Book, settings: Settings, cohort: Cohort, now: datetime) -> bool:
    """Whether real children write and nobody protects those of the cohort."""
    from bot.carriers import CARRIERS

    guarded = [carrier.name for carrier in CARRIERS if carrier.configured(settings) and carrier.guarded]
    return bool(guarded) and not watch.watch(book, guarded, cohort).open(now)


def enrol(book: Book, settings: Settings, code: str, roll: Roll, now: datetime, id_: Callable[[], str] = new_id) -> str:
    """Enrols them, as [Sin celular] does; what keeps it from being done (`""`: it is done)."""
    from secrets import token_bytes

    cohort = book.cohort_by_code(code)
    if cohort is None:
        return no_such_group(code)
    if closed(book, settings, cohort, now):
        return NOBODY_WATCHES
    known = {plain(name) for name in names_in(book, cohort.id)}
    twice = [one.alias for one in roll.newcomers if plain(one.alias) in known]
    if twice:
        return (
            f"Mientras tanto entró a {cohort.name} quien se llama {listed(twice)}. No inscribí a nadie: carga otra vez."
        )
    book.save_roster_sum(cohort.id, RosterSum(roll.girls, roll.boys, roll.total), now)
    for one in roll.newcomers:
        learner = id_()
        book.add_person(learner, one.alias, "", now)
        book.add_learner(learner, one.age_band, letters(token_bytes(KEY_LENGTH)), write_progress(Progress()))
        book.enrol(id_(), learner, cohort.id, now, now)
        book.consent_on_paper(id_(), learner, consent.VERSION, cohort.id, one.paper, now)
        book.add_code(one.code, learner, "", now, now, lasts=ON_CARD)
    return ""
