"""What is kept of learners: what they answered, where they belong, and what they consented to."""

from __future__ import annotations

from datetime import datetime

from bot.core import effect as e
from bot.core.state import Progress, write_progress
from bot.ports.moment import Moment
from bot.store.shelves import Shelves


def graded(book: Shelves, effect: e.Graded, at: Moment) -> None:
    """A second attempt on one prompt is an error: the prompt was closed in the first one's commit."""
    book.add_attempt(at.new_id(), effect.prompt, effect.attempt)


def enrolled(book: Shelves, effect: e.Enrolled, at: Moment) -> None:
    _begin(book, effect, at)
    book.enrol(at.new_id(), effect.learner, effect.cohort, at.now, at.now if effect.accepted else None)
    if effect.paper:
        _on_paper(book, effect, at, effect.consented_at)
    else:
        given_by, channel = ("guardian", "paper") if effect.guardian else ("self", at.channel)
        book.consent(at.new_id(), effect.learner, effect.consent_version, given_by, channel, effect.consented_at)
    if at.address:
        book.reach(at.address.id, effect.learner, at.now)


def registered(book: Shelves, effect: e.Registered, at: Moment) -> None:
    _begin(book, effect, at)
    book.enrol(at.new_id(), effect.learner, effect.cohort, at.now, at.now)
    _on_paper(book, effect, at, at.now)


def _on_paper(book: Shelves, effect: e.Enrolled | e.Registered, at: Moment, given_at: datetime) -> None:
    paper = (effect.cohort, effect.paper, given_at)
    book.consent_on_paper(at.new_id(), effect.learner, effect.consent_version, *paper)


def _begin(book: Shelves, effect: e.Enrolled | e.Registered, at: Moment) -> None:
    book.add_person(effect.learner, effect.name, "", at.now)
    book.add_learner(effect.learner, effect.age_band, effect.key, write_progress(Progress()))


def aged(book: Shelves, effect: e.Aged, _at: Moment) -> None:
    book.set_age_band(effect.learner, effect.age_band)


def consented(book: Shelves, effect: e.Consented, at: Moment) -> None:
    book.consent(at.new_id(), effect.learner, effect.consent_version, "self", at.channel, at.now)


def transferred(book: Shelves, effect: e.Transferred, at: Moment) -> None:
    book.enrol(at.new_id(), effect.learner, effect.cohort, at.now, at.now if effect.accepted else None)


def accepted(book: Shelves, effect: e.AcceptedByTeacher, at: Moment) -> None:
    """The first time counts."""
    book.accept(effect.learner, at.now)


def left_cohort(book: Shelves, effect: e.LeftCohort, at: Moment) -> None:
    """The enrolment ends; the learner and what was learnt stay."""
    book.leave_cohort(effect.learner, at.now)


def trial_opened(book: Shelves, effect: e.TrialOpened, at: Moment) -> None:
    if at.address:
        book.open_trial(at.address.id, effect.cohort, effect.ticket, at.now, effect.expires_at)


def trial_closed(book: Shelves, _effect: e.TrialClosed, at: Moment) -> None:
    if at.address:
        book.close_trial(at.address.id)


def checked_in(book: Shelves, effect: e.CheckedIn, at: Moment) -> None:
    book.add_check_in(at.new_id(), effect.learner, effect.month, effect.answer, at.now)


def certificate_issued(book: Shelves, effect: e.CertificateIssued, at: Moment) -> None:
    book.issue_certificate(effect.learner, effect.cohort, effect.paper, effect.sealed, at.now)


def entry_made(book: Shelves, effect: e.EntryMade, at: Moment) -> None:
    book.make_entry(effect.entry, at.now)


def entry_voided(book: Shelves, effect: e.EntryVoided, at: Moment) -> None:
    book.void_entry(effect.id, effect.learner, at.now)
