"""What is kept of announcements and of the pictures that belong to them."""

from __future__ import annotations

from bot.core import effect as e
from bot.core.audience_list import BATCH
from bot.core.event import RecipientsListed, to_json
from bot.ports.moment import Moment
from bot.ports.rows import AnnouncementRow, Media
from bot.store.shelves import Shelves

PHOTO = "image/jpeg"
LIST = "list"
"""The lane of the parts of announcements' lists."""


def announced(book: Shelves, effect: e.Announced, at: Moment) -> None:
    """The list is long: what is not written now follows in parts, each a turn of its own."""
    book.add_announcement(
        AnnouncementRow(
            id=effect.announcement,
            teacher=effect.teacher,
            signature=effect.signature,
            text=effect.text,
            media=effect.media or None,
            audience=effect.audience,
            total=len(effect.recipients),
            listed=0,
            status="held" if effect.held else "waiting",
            corrects=effect.corrects or None,
            send_at=effect.send_at,
            created_at=at.now,
        )
    )
    book.list_recipients(effect.announcement, 0, effect.recipients[:BATCH])
    for place in range(BATCH, len(effect.recipients), BATCH):
        part = RecipientsListed(effect.announcement, place, effect.recipients[place : place + BATCH])
        book.cause(at.new_id(), LIST, to_json(part), at.now, at.now)


def released(book: Shelves, effect: e.AnnouncementReleased, _at: Moment) -> None:
    book.move_announcement(effect.announcement, "waiting")


def cancelled(book: Shelves, effect: e.AnnouncementCancelled, _at: Moment) -> None:
    book.cancel_announcement(effect.announcement)


def understood(book: Shelves, effect: e.Understood, at: Moment) -> None:
    """The first time counts."""
    book.read_announcement(effect.announcement, effect.learner, at.now)


def media_kept(book: Shelves, effect: e.MediaKept, at: Moment) -> None:
    """Its content comes later, from the carrier."""
    book.add_media(Media(effect.media, PHOTO, effect.size, at.channel, effect.ref, None), at.now)
