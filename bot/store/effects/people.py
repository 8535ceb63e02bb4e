"""What is kept of people and of where they can be reached."""

from __future__ import annotations

from bot.core import effect as e
from bot.core.event import SCREEN
from bot.ports.moment import Moment
from bot.store.shelves import Shelves


def joined(book: Shelves, effect: e.Joined, at: Moment) -> None:
    if at.address:
        book.reach(at.address.id, effect.person, at.now)


def parted(book: Shelves, effect: e.Parted, at: Moment) -> None:
    if at.address is None:
        return
    book.part(at.address.id, effect.person, at.now)
    if at.channel == SCREEN:
        book.forget_said(at.address.id, at.now)


def device_closed(book: Shelves, effect: e.DeviceClosed, at: Moment) -> None:
    book.close_device(effect.address, effect.person, at.now)


def opted_out(book: Shelves, effect: e.OptedOut, at: Moment) -> None:
    if at.address:
        book.opt_out(at.address.id, effect.person, at.now)


def opted_in(book: Shelves, _effect: e.OptedIn, at: Moment) -> None:
    if at.address:
        book.opt_in(at.address.id)


def renamed(book: Shelves, effect: e.Renamed, _at: Moment) -> None:
    book.rename(effect.person, effect.name)


def language_chosen(book: Shelves, effect: e.LanguageChosen, _at: Moment) -> None:
    book.set_language(effect.person, effect.language)


def erased(book: Shelves, effect: e.Erased, at: Moment) -> None:
    book.erase(effect.person, at.now)


def counted(book: Shelves, effect: e.Counted, _at: Moment) -> None:
    book.count(effect.name)
