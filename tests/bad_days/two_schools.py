"""Two schools, and everybody who might try to read what is a learner's of the other one.

The victim, Zoraida, has a name and a key, has asked and was answered, was told things by her teacher, wrote something
grave, and has sat at a shared screen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bot.core.state import Conversation, read_conversation, write_conversation
from bot.core.text.wording import shown_key
from bot.ports.book import Book
from bot.turn.world import new_id
from tests.bad_days.quick import without_waiting
from tests.chat import MONDAY, Person, Town, at

OWN, FOREIGN, FORMER_LINK = "HUAYTAR3", "SECRETA5", "the-used-link-of-justina"
NOTHING: frozenset[str] = frozenset()
MAY_READ = {
    "stranger": NOTHING,
    "child": NOTHING,
    "learner": NOTHING,
    "sibling": NOTHING,
    "teacher": NOTHING,
    "former teacher": NOTHING,
    "screen": NOTHING,
    "after her at the screen": NOTHING,
    "classmate": frozenset({"announcement"}),
    "same phone": frozenset({"name", "question", "answer", "announcement", "prompt"}),
    "operator": frozenset({"name", "question", "answer", "announcement"}),
    "protection": frozenset({"name", "question", "answer"}),
}
"""What of the victim's each role may read; her key, nobody. Whoever shares her phone reads her chat anyway; the second
adult reads what others write to learners, and who protects them the exchange that was reported."""
ROLES = tuple(MAY_READ)
AFTER = "after her at the screen"
PASSED_BY = {"delivery", "prompt"}
"""What was said to the victim meanwhile is not the victim's doing, nor anybody's harm."""


@dataclass(slots=True)
class Tapper:
    """Somebody who tries: the phone, who speaks there, and how things stood before the first try."""

    phone: Person
    id: str = ""
    kind: str = ""
    name: str = ""
    progress: str = ""
    cohort: str = ""
    document: Conversation = field(default_factory=Conversation)
    beside: str = ""

    def as_before(self, book: Book, now: Any) -> str:
        """Undoes what the last try did to the tapper; the address."""
        address = book.address(self.phone.channel, self.phone.carrier_id)
        if address is None:
            book.add_address(new_id(), self.phone.channel, self.phone.carrier_id, now)
            address = book.address(self.phone.channel, self.phone.carrier_id)
        assert address is not None
        if self.kind == "learner":
            self._learns(book, now)
        if self.kind == "teacher" and self.id not in {one.id for one in book.teachers_of(self.cohort)}:
            book.teach(new_id(), self.id, self.cohort, now)
        for person in filter(None, (self.id, self.beside)):
            book.reach(address.id, person, now)
        speaker = self.id if self.document.speaker else ""
        book.save_conversation(address.id, write_conversation(replace(self.document, speaker=speaker)), now)
        return address.id

    def _learns(self, book: Book, now: Any) -> None:
        if book.learner(self.id) is None:
            self.id = new_id()
            book.add_person(self.id, self.name, "es", now)
            book.add_learner(self.id, "14_to_17", self.id, self.progress)
        row = book.learner(self.id)
        if row is None or row.cohort != self.cohort or not row.accepted:
            book.enrol(new_id(), self.id, self.cohort, now, now)
        book.rename(self.id, self.name)
        book.set_language(self.id, "es")
        book.save_progress(
            self.id, self.progress, None, heard_at=None, lessons_done=0, paused=False, graduated=False
        )  # fmt: skip


@dataclass(slots=True)
class Stage:
    """The town, who tries, the ids of what is the victim's, and what nobody else may read."""

    town: Town
    victim: Person
    her_id: str
    foreign: dict[str, str]
    secrets: dict[str, tuple[str, ...]]
    tappers: dict[str, Tapper]
    problems: list[str] = field(default_factory=list)

    def book(self, work: Callable[[Book], Any]) -> Any:
        return self.town.book(work)

    def forbidden(self, role: str) -> list[str]:
        return [value for kind, values in self.secrets.items() if kind not in MAY_READ[role] for value in values]

    def her_rows(self) -> dict[str, list[dict[str, object]]]:
        """Everything that is stored about the victim, but for what was said to her."""
        everything = self.town.run(self.town.house.store.read(lambda book: book.everything(self.her_id)))
        return {name: rows for name, rows in everything.items() if name not in PASSED_BY}


# --- the stage ---------------------------------------------------------------------------------------------


def stage(folder: Path) -> Stage:
    """Two schools; everybody has done what is natural for them."""
    with without_waiting():
        town = Town(folder / "forged.db", at(MONDAY, 9))
    town.visit(groups=(("3.º B", OWN, "Elena"),))
    town.visit(site="colegio Túpac", groups=(("5.º A", FOREIGN, "Justina"),))
    zoraida = town.learner("Zoraida Q.", FOREIGN)
    former = _invited(town, "teacher", "Brígida", FOREIGN)
    justina = _invited(town, "teacher", "Justina", FOREIGN, FORMER_LINK, replaces=former.id())
    _asks(zoraida, "¿Cuánto cobro por el queso QUESOSECRETO?")
    justina.says("/preguntas")
    for label in ("Preguntas (1)", "Responder"):
        justina.taps(label)
    justina.says("Cobra RESPUESTASECRETA soles.")
    _asks(zoraida, "¿Y por la leche QUESOSECRETO?")
    justina.says("/anuncio")
    justina.says("Aviso AVISOSECRETO para los míos.")
    justina.taps("Ahora")
    protection = _invited(town, "protection", "Carmen")
    zoraida.says("ya no kiero vivir")
    her = zoraida.id()
    tappers = {"former teacher": Tapper(former), "protection": Tapper(protection), **_others(town, zoraida)}
    here = Stage(town, zoraida, her, _ids(folder, her), _secrets(town, her), tappers)
    for role in ROLES:
        _remember(here, tappers[role])
    return here


def _asks(person: Person, text: str) -> None:
    person.says("/pregunta")
    person.says(text)
    person.taps("Sí, enviar")


def _others(town: Town, victim: Person) -> dict[str, Tapper]:
    """Everybody else, on phones of their own, but for the two siblings."""
    teacher, child, her = town.teacher("Elena"), town.person(), victim.id()
    child.says(f"/start {OWN}")
    child.taps("Menos de 14")
    shared = town.learner("Beto R.")
    beto = shared.id()
    second = {"sibling": (shared, "Cira R.", OWN), "same phone": (victim, "Yeni Q.", FOREIGN)}
    found = {"same phone": Tapper(victim, beside=her), "sibling": Tapper(shared, beside=beto)}
    for role, (phone, name, code) in second.items():
        _joins(town, phone, name, code)
        found[role].id = town.book(lambda book, phone=phone: _newest(book, phone))
    ana, dina = town.learner("Ana R."), town.learner("Dina T.")
    ana.taps("Empezar")
    screen, left = _at_a_screen(town, dina.id()), _at_a_screen(town, her)
    left.leaves()
    return {
        **found,
        "stranger": Tapper(town.person()),
        "child": Tapper(child),
        "learner": Tapper(ana),
        "screen": Tapper(screen),
        AFTER: Tapper(left),
        "classmate": Tapper(town.learner("Carla M.", FOREIGN)),
        "teacher": Tapper(teacher),
        "operator": Tapper(_invited(town, "operator", "Olga")),
    }


def _at_a_screen(town: Town, learner: str) -> Person:
    """A learner who opened their place with their key at a shared screen."""
    screen = town.screen()
    key = learner.replace("-", "")[-10:]
    town.book(lambda book: book.set_key(learner, key.upper()))
    screen.says(key)
    assert screen.id() == learner
    return screen


def _joins(town: Town, phone: Person, name: str, code: str) -> None:
    """A second learner on the same phone."""
    phone.says(f"/start {code}")
    phone.taps("Soy otra persona")
    phone.taps("De 14 a 17")
    phone.taps("Sí, acepto")
    phone.says(name)
    phone.taps("7 p. m.")
    town.book(lambda book: book.accept(_newest(book, phone), town.clock.now()))


def _newest(book: Book, phone: Person) -> str:
    address = book.address("web", phone.carrier_id)
    assert address is not None
    return book.people_at(address.id)[-1].id


def _invited(town: Town, role: str, name: str, code: str = "", token: str = "", replaces: str = "") -> Person:
    """Somebody who opened the one-time link of a role."""
    token, now = token or f"the-link-of-{name}", town.clock.now()

    def invite(book: Book) -> None:
        cohort = book.cohort_by_code(code) if code else None
        until = now + timedelta(days=7)
        book.add_invite(token, role, cohort.id if cohort else None, now, until, replaces=replaces or None)

    town.book(invite)
    person = town.person()
    person.says(f"/start {token}")
    person.says(name)
    return person


def _ids(folder: Path, her: str) -> dict[str, str]:
    with closing(sqlite3.connect(folder / "forged.db")) as reading_:
        cohort, visit = reading_.execute("SELECT id, visit FROM cohort WHERE code = ?", (FOREIGN,)).fetchone()
        questions = [id for (id,) in reading_.execute("SELECT id FROM question ORDER BY seq")]
        announcement = reading_.execute("SELECT id FROM announcement").fetchone()[0]
        case = reading_.execute("SELECT id FROM protection_case").fetchone()[0]
    return {
        "learner": her,
        "cohort": cohort,
        "visit": visit,
        "announcement": announcement,
        "answered": questions[0],
        "asked": questions[-1],
        "case": case,
        "link": FORMER_LINK,
    }


def _secrets(town: Town, her: str) -> dict[str, tuple[str, ...]]:
    key = her.replace("-", "")[-10:].upper()
    town.book(lambda book: book.set_key(her, key))
    return {
        "name": ("Zoraida",),
        "key": (key, shown_key(key)),
        "question": ("QUESOSECRETO",),
        "answer": ("RESPUESTASECRETA",),
        "announcement": ("AVISOSECRETO",),
        "prompt": ("BOTONSECRETO",),
        "data": (f"misdatos:{her}",),
    }


def _remember(here: Stage, tapper: Tapper) -> None:
    """How things stand for the tapper now."""

    def look(book: Book) -> None:
        address = book.address(tapper.phone.channel, tapper.phone.carrier_id)
        people = book.people_at(address.id) if address else []
        tapper.id = tapper.id or (people[-1].id if people else "")
        tapper.document = read_conversation(address.conversation) if address else Conversation()
        row, teacher = book.learner(tapper.id), book.teacher(tapper.id)
        own = row.cohort if row else teacher.classes[0].cohort.id if teacher else ""
        tapper.kind = "learner" if row else "teacher" if teacher else ""
        tapper.cohort = own or ""
        if row:
            tapper.name, tapper.progress = row.name, row.progress

    here.book(look)
