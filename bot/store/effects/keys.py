"""What is kept of keys, one-use codes and one-use links: how a place is opened on another phone."""

from __future__ import annotations

from bot.core import effect as e
from bot.ports.moment import Moment
from bot.store.shelves import Shelves


def phone_invited(book: Shelves, effect: e.PhoneInvited, at: Moment) -> None:
    book.add_invite(effect.token, "phone", None, at.now, effect.expires_at, learner=effect.learner)


def phone_linked(book: Shelves, effect: e.PhoneLinked, at: Moment) -> None:
    if not book.spend_invite(effect.token, effect.learner, at.now):
        raise LookupError("another phone opened the link in this moment")  # the turn says a name: none of it stands
    if at.address:
        book.reach(at.address.id, effect.learner, at.now)


def phone_refused(book: Shelves, effect: e.PhoneRefused, at: Moment) -> None:
    book.spend_invite(effect.token, effect.learner, at.now)


def key_issued(book: Shelves, effect: e.KeyIssued, at: Moment) -> None:
    book.set_key(effect.learner, effect.key)
    if effect.pages_stay:
        book.leave_screens(effect.learner, at.now)
    else:
        book.leave_pages(effect.learner, at.now, but=at.address.id if at.address else "")


def code_issued(book: Shelves, effect: e.CodeIssued, at: Moment) -> None:
    book.add_code(effect.code, effect.learner, effect.asked_by, at.now, at.now if effect.confirmed else None)


def code_confirmed(book: Shelves, effect: e.CodeConfirmed, at: Moment) -> None:
    book.confirm_code(effect.learner, at.now)


def code_dropped(book: Shelves, effect: e.CodeDropped, _at: Moment) -> None:
    book.drop_code(effect.learner)


def code_spent(book: Shelves, effect: e.CodeSpent, at: Moment) -> None:
    if not book.spend_code(effect.code, effect.learner, at.now):
        raise LookupError("another phone used the code in this moment")  # the turn says a name: none of it stands
