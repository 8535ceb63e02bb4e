"""Buttons, words, codes and links that are somebody else's, tried by everybody.

Whatever is the victim's is read by nobody to whom it does not belong, and her rows stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from bot.core.event import Tapped
from bot.core.reply import Ask, Choice, write_ask
from bot.core.routes import ACTIONS
from bot.core.text import reading
from bot.ports.book import Book
from bot.ports.sending import Message
from bot.turn.world import new_id
from tests.bad_days.case import Counts
from tests.bad_days.two_schools import AFTER, FORMER_LINK, OWN, ROLES, Stage, Tapper, stage
from tests.chat import MONDAY, Person, Town, at

WRONG = "Algo falló"
ODD = ("", "x:y", "-1", "999999")


# --- buttons -----------------------------------------------------------------------------------------------


def arguments(here: Stage, role: str) -> list[str]:
    """What a button may carry: what is the victim's, mixed with what is one's own, and what is nothing at all."""
    foreign, tapper = here.foreign, here.tappers[role]
    hers, theirs, class_ = foreign["learner"], foreign["cohort"], tapper.cohort
    mixed = [f"{theirs}:{hers}", f"{class_}:{hers}", f"{theirs}:{tapper.id}", f"{hers}:{theirs}", f"{hers}:{class_}"]
    return [*foreign.values(), *mixed, f"{foreign['announcement']}:0", f"{foreign['visit']}:7", tapper.id, *ODD]


def cells(here: Stage, role: str, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Every action with every argument, or every other action with one of them in turn."""
    first = ROLES.index(role)
    for n, action in enumerate(sorted(ACTIONS)):
        known = arguments(here, role)
        if whole or (n + first) % 2 == 0:
            for argument in known if whole else [known[(7 * n + first) % len(known)]]:
                yield action, argument


def taps_forged(here: Stage, role: str, action: str, argument: str, *, twice: bool) -> None:
    """The tapper's own prompt, as an older version or a lost right might have left it; and the same button again."""
    prompt, tapper, now = new_id(), here.tappers[role], here.town.clock.now()
    body = write_ask(Ask("¿Y ahora?", (Choice("Sí", action, argument),)))

    def open_prompt(book: Book) -> int:
        address = tapper.as_before(book, now)
        book.open_prompt(prompt, address, tapper.id or None, None, None, body, now)
        return book.last_shown(address)

    before = here.book(open_prompt)
    for again in ("", " again")[: 1 + twice]:
        _taps(here, tapper, prompt)
        judges(here, role, before, f"{role}: {action} {argument!r}{again}")


def taps_foreign(here: Stage, role: str, action: str) -> None:
    """A prompt of the victim's, whatever it would do for her; at a screen, one that was left there."""
    prompt, tapper, now = new_id(), here.tappers[role], here.town.clock.now()
    body = write_ask(Ask("BOTONSECRETO", (Choice("BOTONSECRETO", action, here.her_id),)))

    def open_prompt(book: Book) -> int:
        address, hers = tapper.as_before(book, now), book.address("web", here.victim.carrier_id)
        assert hers is not None
        where = address if role == AFTER else hers.id
        book.open_prompt(prompt, where, here.her_id, None, None, body, now)
        return book.last_shown(address)

    before = here.book(open_prompt)
    _taps(here, tapper, prompt)
    judges(here, role, before, f"{role}: {action} of somebody else")
    if here.book(lambda book: book.prompt(prompt)).closed:
        here.problems.append(f"{role} closed a foreign prompt: {action}")
    here.book(lambda book: book.close_prompt(prompt, "A", now))


def _taps(here: Stage, tapper: Tapper, prompt: str) -> None:
    here.town.hears(tapper.phone.carrier_id, Tapped(prompt, "A"), tapper.phone.channel)


def judges(here: Stage, role: str, before: int, what: str) -> None:
    """What the tapper was shown after a number: no fault of ours, and nothing of the victim's."""
    for message in _shown(here, here.tappers[role].phone, before):
        words = (message.text, message.document, *(label for _, label in message.buttons))
        if WRONG in message.text:
            here.problems.append(f"a fault: {what}")
        leaks = [secret for secret in here.forbidden(role) if any(secret in one for one in words)]
        if leaks:
            here.problems.append(f"{what} shows {leaks}: {words}")


def _shown(here: Stage, phone: Person, after: int) -> list[Message]:
    def look(book: Book) -> list[Message]:
        address = book.address(phone.channel, phone.carrier_id)
        return [message for _, message, _ in book.shown_after(address.id, after, 50)] if address else []

    messages: list[Message] = here.town.run(here.town.house.store.read(look))
    return messages


# --- words -------------------------------------------------------------------------------------------------


def words(here: Stage) -> list[str]:
    """Every command by an everyday name and with its slash, and whatever else somebody might try to type."""
    by_command = {command: word for word, command in sorted(reading.COMMANDS.items())}
    others = ["hola", "gracias", "¿qué es una ganancia?", "a", "sí", "no", "7 p. m.", "pista"]
    ids = [*here.foreign.values(), f"/start {FORMER_LINK}", f"/start {here.her_id}", f"v1:{here.foreign['asked']}:A"]
    return [*by_command.values(), *(f"/{word}" for word in by_command.values()), *others, *ids, "/start"]


def types(here: Stage, role: str, text: str) -> None:
    """One word of somebody's, from where they stood."""
    tapper, now = here.tappers[role], here.town.clock.now()
    before = here.book(lambda book: book.last_shown(tapper.as_before(book, now)))
    tapper.phone.says(text)
    judges(here, role, before, f"{role} types {text!r}")
    if not _shown(here, tapper.phone, before):
        here.problems.append(f"{role} types {text!r} and hears nothing")


# --- the table ---------------------------------------------------------------------------------------------


def table(folder: Path, *, roles: tuple[str, ...] = ROLES, whole: bool = True) -> Counts:
    """Every button and every word, tried by these roles."""
    here, taps, typed = stage(folder), 0, 0
    try:
        for role in roles:
            before = here.her_rows()
            for action, argument in cells(here, role, whole=whole):
                taps_forged(here, role, action, argument, twice=whole)
                taps += 1 + whole
            for action in sorted(ACTIONS)[:: 1 if whole else 8] if role != "same phone" else ():
                taps_foreign(here, role, action)
                taps += 1
            for text in words(here) if whole else words(here)[ROLES.index(role) % 4 :: 4]:
                types(here, role, text)
                typed += 1
            _stay(here, role, before)
        assert not here.problems, "\n".join(here.problems)
        return {"taps": taps, "words": typed, "leaks": 0}
    finally:
        here.town.close()


TRACES = {
    "operator": {"learner"},
    "same phone": {"learner", "reach"},
    AFTER: {"address"},
}
"""Where somebody may leave a trace in her rows: who moves the truck, speaks for her on her own
phone, or goes on at the sitting that was hers."""


def _stay(here: Stage, role: str, before: dict[str, list[dict[str, object]]]) -> None:
    """Her rows are as they were."""
    after = here.her_rows()
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if changed - TRACES.get(role, set()):
        here.problems.append(f"{role} changed her rows: {changed}")


# --- links and codes ---------------------------------------------------------------------------------------


def links(folder: Path) -> Counts:
    """A one-time link opens its door to the first who uses it, and to nobody after a week."""
    town = Town(folder / "links.db", at(MONDAY, 9))
    try:
        town.visit()
        town.teacher("Elena")
        for role in ("teacher", "operator", "protection"):
            _link(town, role, "for-three")
            claimants = [town.person() for _ in range(3)]
            for person in claimants:
                person.says(f"/start the-{role}-link-for-three")
            for person in claimants:
                person.says("Justina")
        _link(town, "operator", "grown-old")
        town.waits(days=8)
        late = town.person()
        late.says("/start the-operator-link-grown-old")
        late.hears("Ese enlace ya se usó o venció.")
        held = {role: _holders(town, role) for role in ("teacher", "operator", "protection")}
        assert held == {"teacher": 2, "operator": 1, "protection": 1}, held
        return {"claims": 10, "granted": 3}
    finally:
        town.close()


def _link(town: Town, role: str, name: str) -> None:
    now = town.clock.now()

    def invite(book: Book) -> None:
        cohort = book.cohort_by_code(OWN) if role == "teacher" else None
        token = f"the-{role}-link-{name}"
        book.add_invite(token, role, cohort.id if cohort else None, now, now + timedelta(days=7))

    town.book(invite)


def _holders(town: Town, role: str) -> int:
    def count(book: Book) -> int:
        cohort = book.cohort_by_code(OWN)
        assert cohort is not None
        return len(book.teachers_of(cohort.id) if role == "teacher" else book.holders(role))

    return int(town.book(count))
