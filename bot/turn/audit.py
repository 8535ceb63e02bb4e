"""What is told of keys and roles in the log, for noticing a breach: what happened, on which channel, to whose place.

Nobody's name, word, key or token: a person is the end of an id, by which the operator finds the row.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from bot.core import effect as w

WHAT: dict[type[w.Write], str] = {
    w.CodeIssued: "code_issued",
    w.CodeSpent: "code_used",
    w.DeskClosed: "desk_closed",
    w.DeskLinkMade: "desk_link_given",
    w.DeviceClosed: "device_closed",
    w.Erased: "erased",
    w.Invited: "invited",
    w.Joined: "place_opened",
    w.KeyIssued: "key_issued",
    w.PhoneLinked: "phone_linked",
    w.PhoneRefused: "phone_refused",
    w.RoleClaimed: "role_claimed",
}
ID_SHOWN = 12


class Entry(Struct, frozen=True):
    """One line: `what` happened on the `channel`, and to whom; the `role` where it is about one."""

    what: str
    channel: str
    person: str
    role: str = ""


def entries(writes: Iterable[w.Write], channel: str) -> tuple[Entry, ...]:
    """The lines of a turn's writes, in their order."""
    return tuple(
        Entry(what, channel, _person(write)[-ID_SHOWN:], getattr(write, "role", ""))
        for write in writes
        if (what := WHAT.get(type(write)))
    )


def _person(write: w.Write) -> str:
    return str(getattr(write, "learner", "") or getattr(write, "person", ""))
