"""What is kept of classes, visits, and who teaches or has another role, and what they look at."""

from __future__ import annotations

from bot.core import effect as e
from bot.ports.moment import Moment
from bot.store.shelves import Shelves


def cohort_paused(book: Shelves, effect: e.CohortPaused, _at: Moment) -> None:
    book.pause_cohort(effect.cohort, effect.until)


def questions_hour_chosen(book: Shelves, effect: e.QuestionsHourChosen, _at: Moment) -> None:
    """In every class that the teacher has now."""
    book.set_questions_hour(effect.teacher, effect.minutes)


def role_claimed(book: Shelves, effect: e.RoleClaimed, at: Moment) -> None:
    if not book.spend_invite(effect.token, effect.person, at.now):
        return
    if effect.name:
        book.add_person(effect.person, effect.name, "es", at.now)
    if at.address:
        book.reach(at.address.id, effect.person, at.now)
    if effect.role in {"teacher", "operator"}:
        book.plan_digest(effect.person, at.now)
    if effect.role != "teacher":
        book.grant(at.new_id(), effect.person, effect.role, at.now)
        return
    book.teach(at.new_id(), effect.person, effect.cohort, at.now)
    if effect.replaces:
        book.stop_teaching(effect.replaces, effect.cohort, at.now)


def invited(book: Shelves, effect: e.Invited, at: Moment) -> None:
    book.add_invite(effect.token, "teacher", effect.cohort, at.now, effect.expires_at, replaces=effect.replaces or None)


def visit_moved(book: Shelves, effect: e.VisitMoved, _at: Moment) -> None:
    book.save_visit(effect.visit, effect.site, effect.region, effect.arrives, effect.departs, effect.zone)


def looked(book: Shelves, effect: e.Looked, at: Moment) -> None:
    book.add_look(effect.viewer, effect.learner, effect.what, at.now)


def desk_link_made(book: Shelves, effect: e.DeskLinkMade, at: Moment) -> None:
    book.add_desk_link(effect.token, effect.person, at.now)


def desk_closed(book: Shelves, effect: e.DeskClosed, _at: Moment) -> None:
    book.close_desk_sessions(effect.person)


def digest_chosen(book: Shelves, effect: e.DigestChosen, _at: Moment) -> None:
    book.save_digest(effect.digest)
    book.plan_digest(effect.digest.person, effect.due_at)


def digest_planned(book: Shelves, effect: e.DigestPlanned, _at: Moment) -> None:
    book.plan_digest(effect.person, effect.due_at)


def digest_sent(book: Shelves, effect: e.DigestSent, _at: Moment) -> None:
    book.take_digest_slot(effect.person, effect.day, effect.on)
