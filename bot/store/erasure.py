"""Erasure and export, both driven by one list of tables. A test compares the list with the schema.

Every table is either in `ABOUT`, with the condition that finds a person's rows, or in `NOBODYS`, or `OUTLIVES` an
erasure. Rows are erased in the order of the list: what refers comes before what it refers to.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from bot.store.rows import Rows, Shelf, epoch
from bot.store.secret import Secret

SALT = "salt"
"""The fact that keeps tombstones from being guessed."""

_MINE = "mine.person = :person"
_OWN = f"""(SELECT mine.address FROM reach mine WHERE {_MINE} AND NOT EXISTS (
    SELECT 1 FROM reach other WHERE other.address = mine.address AND other.person <> :person))"""  # noqa: S608
_REACHED = f"(SELECT mine.address FROM reach mine WHERE {_MINE})"  # noqa: S608
_ANNOUNCED = "(SELECT id FROM announcement WHERE teacher = :person)"
_MENTIONED = "REPLACE(lane || body, :person, '') <> lane || body"


def _said(table: str, *more: str) -> str:
    """Rows said to the person, at an address of nobody else's, or to nobody by name where the person is reached."""
    return _any_of(
        f"SELECT seq FROM {table} WHERE person = :person",  # noqa: S608 - names of this file, here and below
        f"SELECT seq FROM {table} WHERE address IN {_OWN}",  # noqa: S608
        f"""SELECT said.seq FROM {table} said WHERE said.address IN {_REACHED}
            AND COALESCE(said.person, '') = ''""",  # noqa: S608
        *more,
    )


def _heard(open_: str) -> tuple[str, str]:
    """Rows that still hold what they said: from the person's own addresses, and those that mention the person.

    Done rows are empty, and no key names a person. A part of an announcement's list is about many: who is erased
    is passed over when it becomes rows.
    """
    return (
        f"SELECT seq FROM inbox WHERE {open_} AND channel = 'inside' AND lane <> 'list' AND {_MENTIONED}",  # noqa: S608
        f"""SELECT heard.seq FROM address JOIN inbox heard ON heard.channel = address.channel
            AND heard.lane = address.carrier_id WHERE heard.{open_} AND address.id IN {_OWN}""",  # noqa: S608
    )


def _any_of(*searches: str) -> str:
    """Each search by its own index: with OR between them, an engine may walk through the table."""
    return f"seq IN ({' UNION '.join(searches)})"


ABOUT: dict[str, str] = {
    "inbox": _any_of(*_heard("done_at IS NULL"), *_heard("problem IS NOT NULL")),
    "delivery": _said("delivery", f"SELECT seq FROM delivery WHERE announcement IN {_ANNOUNCED}"),  # noqa: S608
    "prompt": _said("prompt"),
    "attempt": "learner = :person",
    "slot": "learner = :person",
    "active_day": "learner = :person",
    "finish": "learner = :person",
    "check_in": "learner = :person",
    "certificate": "learner = :person",
    "entry": "learner = :person",
    "desk_link": "person = :person",
    "desk_session": "person = :person",
    "question": "learner = :person",
    "recipient": f"learner = :person OR announcement IN {_ANNOUNCED}",
    "look": _any_of(
        "SELECT seq FROM look WHERE learner = :person",
        "SELECT seq FROM look WHERE viewer = :person",
    ),
    "digest": "person = :person",
    "digest_slot": "person = :person",
    "media": "id IN (SELECT media FROM announcement WHERE teacher = :person)",
    "announcement": "teacher = :person",
    "consent": "learner = :person",
    "miss": "person = :person",
    "trial": f"address IN {_OWN}",
    "address": f"id IN {_OWN}",
    "reach": "person = :person",
    "enrolment": "learner = :person",
    "learner": "person = :person",
    "teaching": "person = :person",
    "role": "person = :person",
    "invite": "spent_by = :person OR replaces = :person OR learner = :person OR asked_by = :person",
    "person": "id = :person",
}
"""Which rows of a table are about a person: what only they reach, and what is nobody else's at a shared phone."""

TOLD: dict[str, str] = {
    table: f"seq IN (SELECT seq FROM {table} WHERE about IS NOT NULL AND REPLACE(about, :person, '') <> about)"  # noqa: S608
    for table in ("delivery", "prompt")
}
"""Which rows tell somebody else about a person: they are erased with her, and are no part of her own export."""

NOBODYS: dict[str, str] = {
    "visit": "the truck's itinerary",
    "cohort": "a group; its teacher's name is the itinerary's, and the operator's to change",
    "lease": "which process does what",
    "fact": "the box itself",
    "tally": "counts of nobody",
    "figure": "closed numbers of nobody",
    "charge": "what a carrier billed: no row leads to a person, and the money stays spent",
    "price": "what a unit costs",
    "roster_sum": "how many a roster names",
    "tombstone": "a salted hash, so that a restored backup can be told who is gone",
}

OUTLIVES: dict[str, str] = {
    "protection_case": "who is in danger: the programme must keep it; the person is unlinked, the name was copied in",
    "case_line": "what came to a case, and who looked after it",
}
"""What is about a person and outlives an erasure. It is not in the export: a child's phone may be in other hands."""

ORDER = (*NOBODYS, *OUTLIVES, "address", *(table for table in reversed(ABOUT) if table != "address"))
"""All tables, what is referred to before what refers: the order in which rows can be copied."""


def queries() -> str:
    """The `.sql` text of `export_TABLE` and `erase_TABLE` for every table of the list."""
    return "\n".join(
        f"-- name: export_{table}(person)\nSELECT * FROM {table} WHERE {_told(about)};\n"
        f"-- name: erase_{table}(person)!\nDELETE FROM {table} WHERE {about};\n"
        for table, about in ABOUT.items()
    ) + "\n".join(
        f"-- name: erase_told_{table}(person)!\nDELETE FROM {table} WHERE {about};\n" for table, about in TOLD.items()
    )


def _told(about: str) -> str:
    """The same rows, but none of a phone that the person has left: what is said there now, another one hears."""
    return about.replace(_MINE, f"{_MINE} AND mine.until_at IS NULL")


def person_hash(salt: str, person: str) -> str:
    """What a tombstone keeps of a person."""
    return sha256(f"{salt}:{person}".encode()).hexdigest()


class Erasure(Shelf):
    """The learner's own export, and hard erasure."""

    def __init__(self, rows: Rows, secret: Secret) -> None:
        super().__init__(rows, secret)
        self.erased = False  # the engine looks here after the commit, and resets it

    def everything(self, person: str) -> dict[str, list[dict[str, object]]]:
        """All that is stored about the person, table by table; tables without such a row are left out."""
        tables = {table: self._rows.named(f"export_{table}", person=person) for table in ABOUT}
        return {table: rows for table, rows in tables.items() if rows}

    def erase(self, person: str, now: datetime) -> None:
        """Removes every row that is about the person, keeps an anonymous tally and a tombstone.

        An address that nobody else uses goes too: what is still to be said there needs a new one.
        """
        salt = self._rows.one("fact", name=SALT)
        hashed = person_hash("" if salt is None else salt[0], person)
        self._rows.write("bury", person_hash=hashed, now=epoch(now))
        self._tally(person)
        self._part_case(person, now)
        for scrub in ("forget_conversations", "forget_recipient", "forget_answerer", "forget_taker", "forget_closer"):
            self._rows.write(scrub, person=person)
        self._rows.write("forget_case_lines", person=person)
        for table in TOLD:
            self._rows.write(f"erase_told_{table}", person=person)
        for table in ABOUT:
            self._rows.write(f"erase_{table}", person=person)
        self.erased = True

    def _part_case(self, person: str, now: datetime) -> None:
        """A case stays; it keeps who taught the learner or answered her, who may not hear of it later either."""
        self._rows.write("add_case_line", whose=person, kind="erased", by_whom="", about="", now=epoch(now))
        self._rows.write("keep_answerers", person=person, now=epoch(now))
        self._rows.write("keep_teachers", person=person, now=epoch(now))
        self._rows.write("part_case", person=person)

    def tombstones(self) -> list[tuple[str, int]]:
        """Everyone who was erased: (salted hash, epoch seconds)."""
        return [(hashed, at) for hashed, at in self._rows.all("tombstones")]

    def bury_again(self, tombstones: list[tuple[str, int]], now: datetime) -> int:
        """Erases whoever came back with a restored backup; how many they were."""
        salt = self._rows.one("fact", name=SALT)
        gone = {hashed for hashed, _ in tombstones}
        for hashed, erased_at in tombstones:
            self._rows.write("bury", person_hash=hashed, now=erased_at)
        everybody = [row[0] for row in self._rows.all("everybody")]
        back = [id for id in everybody if salt is not None and person_hash(salt[0], id) in gone]
        for person in back:
            self.erase(person, now)
        return len(back)

    def _tally(self, person: str) -> None:
        learnt = self._rows.one("learnt", person=person)
        counts = {"erased_people": 1}
        if learnt is not None:
            counts |= {"erased_learners": 1, "erased_lessons": learnt[0], "erased_attempts": learnt[1]}
        for name, n in counts.items():
            self._rows.write("count", name=name, by=n)
