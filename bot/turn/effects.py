"""Carries out what a turn writes: one small function a kind of write, found by its type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec import Struct

from bot.core import effect as w
from bot.core.audience_list import BATCH
from bot.core.event import SCREEN, RecipientsListed, to_json
from bot.core.state import Progress, write_progress
from bot.ports.book import Book
from bot.ports.rows import Address, AnnouncementRow, Media

PHOTO = "image/jpeg"
LIST = "list"
"""The lane of the parts of announcements' lists."""


class Pen(Struct, frozen=True):
    """The turn's transaction, where it happens (None: a person without a phone), and when.

    `delivery` is what the turn said, where a write is made after that (`""`: nothing).
    """

    book: Book
    address: Address | None
    now: datetime
    new_id: Callable[[], str]
    delivery: str = ""

    @property
    def channel(self) -> str:
        """The channel of the address, or `paper` where there is none."""
        return self.address.channel if self.address else "paper"


def _graded(pen: Pen, write: w.Graded) -> None:
    pen.book.add_attempt(pen.new_id(), write.prompt, write.attempt)


def _enrolled(pen: Pen, write: w.Enrolled) -> None:
    _begin(pen, write.learner, write.name, write.age_band, write.key)
    pen.book.enrol(pen.new_id(), write.learner, write.cohort, pen.now, pen.now if write.accepted else None)
    if write.paper:
        _on_paper(pen, write, write.consented_at)
    else:
        given_by, channel = ("guardian", "paper") if write.guardian else ("self", pen.channel)
        pen.book.consent(pen.new_id(), write.learner, write.consent_version, given_by, channel, write.consented_at)
    if pen.address:
        pen.book.reach(pen.address.id, write.learner, pen.now)


def _registered(pen: Pen, write: w.Registered) -> None:
    _begin(pen, write.learner, write.name, write.age_band, write.key)
    pen.book.enrol(pen.new_id(), write.learner, write.cohort, pen.now, pen.now)
    _on_paper(pen, write, pen.now)


def _on_paper(pen: Pen, write: w.Enrolled | w.Registered, given_at: datetime) -> None:
    pen.book.consent_on_paper(pen.new_id(), write.learner, write.consent_version, write.cohort, write.paper, given_at)


def _begin(pen: Pen, person: str, name: str, age_band: str, key: str) -> None:
    pen.book.add_person(person, name, "es", pen.now)
    pen.book.add_learner(person, age_band, key, write_progress(Progress()))


def _aged(pen: Pen, write: w.Aged) -> None:
    pen.book.set_age_band(write.learner, write.age_band)


def _consented(pen: Pen, write: w.Consented) -> None:
    pen.book.consent(pen.new_id(), write.learner, write.consent_version, "self", pen.channel, pen.now)


def _joined(pen: Pen, write: w.Joined) -> None:
    if pen.address:
        pen.book.reach(pen.address.id, write.person, pen.now)


def _phone_invited(pen: Pen, write: w.PhoneInvited) -> None:
    pen.book.add_invite(write.token, "phone", None, pen.now, write.expires_at, learner=write.learner)


def _phone_linked(pen: Pen, write: w.PhoneLinked) -> None:
    if not pen.book.spend_invite(write.token, write.learner, pen.now):
        raise LookupError("another phone opened the link in this moment")  # the turn says a name: none of it stands
    if pen.address:
        pen.book.reach(pen.address.id, write.learner, pen.now)


def _phone_refused(pen: Pen, write: w.PhoneRefused) -> None:
    pen.book.spend_invite(write.token, write.learner, pen.now)


def _key_issued(pen: Pen, write: w.KeyIssued) -> None:
    pen.book.set_key(write.learner, write.key)
    if write.pages_stay:
        pen.book.leave_screens(write.learner, pen.now)
    else:
        pen.book.leave_pages(write.learner, pen.now, but=pen.address.id if pen.address else "")


def _code_issued(pen: Pen, write: w.CodeIssued) -> None:
    pen.book.add_code(write.code, write.learner, write.asked_by, pen.now, pen.now if write.confirmed else None)


def _code_confirmed(pen: Pen, write: w.CodeConfirmed) -> None:
    pen.book.confirm_code(write.learner, pen.now)


def _code_dropped(pen: Pen, write: w.CodeDropped) -> None:
    pen.book.drop_code(write.learner)


def _code_spent(pen: Pen, write: w.CodeSpent) -> None:
    if not pen.book.spend_code(write.code, write.learner, pen.now):
        raise LookupError("another phone used the code in this moment")  # the turn says a name: none of it stands


def _answer_seen(pen: Pen, write: w.AnswerSeen) -> None:
    pen.book.see_answer(write.question, pen.now)


def _parted(pen: Pen, write: w.Parted) -> None:
    if pen.address:
        pen.book.part(pen.address.id, write.person, pen.now)
    if pen.address and pen.channel == SCREEN:
        pen.book.forget_said(pen.address.id, pen.now)


def _device_closed(pen: Pen, write: w.DeviceClosed) -> None:
    pen.book.close_device(write.address, write.person, pen.now)


def _opted_out(pen: Pen, write: w.OptedOut) -> None:
    if pen.address:
        pen.book.opt_out(pen.address.id, write.person, pen.now)


def _opted_in(pen: Pen, _write: w.OptedIn) -> None:
    if pen.address:
        pen.book.opt_in(pen.address.id)


def _counted(pen: Pen, write: w.Counted) -> None:
    pen.book.count(write.name)


def _transferred(pen: Pen, write: w.Transferred) -> None:
    pen.book.enrol(pen.new_id(), write.learner, write.cohort, pen.now, pen.now if write.accepted else None)


def _renamed(pen: Pen, write: w.Renamed) -> None:
    pen.book.rename(write.person, write.name)


def _language_chosen(pen: Pen, write: w.LanguageChosen) -> None:
    pen.book.set_language(write.person, write.language)


def _accepted(pen: Pen, write: w.AcceptedByTeacher) -> None:
    pen.book.accept(write.learner, pen.now)


def _left(pen: Pen, write: w.LeftCohort) -> None:
    pen.book.leave_cohort(write.learner, pen.now)


def _trial_opened(pen: Pen, write: w.TrialOpened) -> None:
    if pen.address:
        pen.book.open_trial(pen.address.id, write.cohort, write.ticket, pen.now, write.expires_at)


def _trial_closed(pen: Pen, _write: w.TrialClosed) -> None:
    if pen.address:
        pen.book.close_trial(pen.address.id)


def _checked_in(pen: Pen, write: w.CheckedIn) -> None:
    pen.book.add_check_in(pen.new_id(), write.learner, write.month, write.answer, pen.now)


def _erased(pen: Pen, write: w.Erased) -> None:
    pen.book.erase(write.person, pen.now)


def _asked(pen: Pen, write: w.Asked) -> None:
    asked_at = pen.address.id if pen.address else None
    pen.book.add_question(write.question, write.learner, write.cohort, write.text, pen.now, asked_at)


def _answered(pen: Pen, write: w.Answered) -> None:
    pen.book.answer_question(write.question, write.text, write.teacher, pen.now)


def _missed(pen: Pen, write: w.Missed) -> None:
    pen.book.add_miss(write.text, pen.now, write.person)


def _understood(pen: Pen, write: w.Understood) -> None:
    pen.book.read_announcement(write.announcement, write.learner, pen.now)


def _announced(pen: Pen, write: w.Announced) -> None:
    pen.book.add_announcement(
        AnnouncementRow(
            id=write.announcement,
            teacher=write.teacher,
            signature=write.signature,
            text=write.text,
            media=write.media or None,
            audience=write.audience,
            total=len(write.recipients),
            listed=0,
            status="held" if write.held else "waiting",
            corrects=write.corrects or None,
            send_at=write.send_at,
            created_at=pen.now,
        )
    )
    pen.book.list_recipients(write.announcement, 0, write.recipients[:BATCH])
    for place in range(BATCH, len(write.recipients), BATCH):
        part = RecipientsListed(write.announcement, place, write.recipients[place : place + BATCH])
        pen.book.cause(pen.new_id(), LIST, to_json(part), pen.now, pen.now)


def _announcement_released(pen: Pen, write: w.AnnouncementReleased) -> None:
    pen.book.move_announcement(write.announcement, "waiting")


def _announcement_cancelled(pen: Pen, write: w.AnnouncementCancelled) -> None:
    pen.book.cancel_announcement(write.announcement)


def _media_kept(pen: Pen, write: w.MediaKept) -> None:
    pen.book.add_media(Media(write.media, PHOTO, write.size, pen.channel, write.ref, None), pen.now)


def _cohort_paused(pen: Pen, write: w.CohortPaused) -> None:
    pen.book.pause_cohort(write.cohort, write.until)


def _case_opened(pen: Pen, write: w.CaseOpened) -> None:
    pen.book.open_case(write.case, write.kind, write.of, pen.now, school=write.school)


def _case_said(pen: Pen, write: w.CaseSaid) -> None:
    pen.book.add_case_line(write.whose, write.kind, "", write.about, pen.now)


def _case_told(pen: Pen, write: w.CaseTold) -> None:
    pen.book.add_case_line(write.whose, "told", write.person, pen.delivery, pen.now)


def _case_taken(pen: Pen, write: w.CaseTaken) -> None:
    pen.book.add_case_line(write.whose, "taken", write.person, "", pen.now)
    pen.book.take_case(write.case, write.person, pen.now)


def _case_closed(pen: Pen, write: w.CaseClosed) -> None:
    pen.book.add_case_line(write.whose, "closed", write.person, write.outcome, pen.now)
    pen.book.close_case(write.case, write.person, write.outcome, pen.now)


def _questions_hour_chosen(pen: Pen, write: w.QuestionsHourChosen) -> None:
    pen.book.set_questions_hour(write.teacher, write.minutes)


def _role_claimed(pen: Pen, write: w.RoleClaimed) -> None:
    if not pen.book.spend_invite(write.token, write.person, pen.now):
        return
    if write.name:
        pen.book.add_person(write.person, write.name, "es", pen.now)
    if pen.address:
        pen.book.reach(pen.address.id, write.person, pen.now)
    if write.role == "teacher":
        pen.book.teach(pen.new_id(), write.person, write.cohort, pen.now)
        if write.replaces:
            pen.book.stop_teaching(write.replaces, write.cohort, pen.now)
    else:
        pen.book.grant(pen.new_id(), write.person, write.role, pen.now)


def _invited(pen: Pen, write: w.Invited) -> None:
    pen.book.add_invite(
        write.token, "teacher", write.cohort, pen.now, write.expires_at, replaces=write.replaces or None
    )


def _visit_moved(pen: Pen, write: w.VisitMoved) -> None:
    pen.book.save_visit(write.visit, write.site, write.region, write.arrives, write.departs, write.zone)


def _desk_link_made(pen: Pen, write: w.DeskLinkMade) -> None:
    pen.book.add_desk_link(write.token, write.person, pen.now)


def _desk_closed(pen: Pen, write: w.DeskClosed) -> None:
    pen.book.close_desk_sessions(write.person)


def _looked(pen: Pen, write: w.Looked) -> None:
    pen.book.add_look(write.viewer, write.learner, write.what, pen.now)


def _certificate_issued(pen: Pen, write: w.CertificateIssued) -> None:
    pen.book.issue_certificate(write.learner, write.cohort, write.paper, write.sealed, pen.now)


WRITERS: dict[type[w.Write], Callable[[Pen, Any], None]] = {
    w.AcceptedByTeacher: _accepted,
    w.Aged: _aged,
    w.Announced: _announced,
    w.AnnouncementCancelled: _announcement_cancelled,
    w.AnnouncementReleased: _announcement_released,
    w.AnswerSeen: _answer_seen,
    w.Answered: _answered,
    w.Asked: _asked,
    w.CaseClosed: _case_closed,
    w.CertificateIssued: _certificate_issued,
    w.CaseOpened: _case_opened,
    w.CaseSaid: _case_said,
    w.CaseTaken: _case_taken,
    w.CaseTold: _case_told,
    w.CheckedIn: _checked_in,
    w.CohortPaused: _cohort_paused,
    w.Consented: _consented,
    w.CodeConfirmed: _code_confirmed,
    w.CodeDropped: _code_dropped,
    w.CodeIssued: _code_issued,
    w.CodeSpent: _code_spent,
    w.Counted: _counted,
    w.DeskClosed: _desk_closed,
    w.DeskLinkMade: _desk_link_made,
    w.DeviceClosed: _device_closed,
    w.Enrolled: _enrolled,
    w.Erased: _erased,
    w.Graded: _graded,
    w.Invited: _invited,
    w.Joined: _joined,
    w.KeyIssued: _key_issued,
    w.LanguageChosen: _language_chosen,
    w.LeftCohort: _left,
    w.Looked: _looked,
    w.MediaKept: _media_kept,
    w.Missed: _missed,
    w.OptedIn: _opted_in,
    w.OptedOut: _opted_out,
    w.Parted: _parted,
    w.PhoneInvited: _phone_invited,
    w.PhoneLinked: _phone_linked,
    w.PhoneRefused: _phone_refused,
    w.QuestionsHourChosen: _questions_hour_chosen,
    w.Registered: _registered,
    w.Renamed: _renamed,
    w.RoleClaimed: _role_claimed,
    w.Transferred: _transferred,
    w.TrialClosed: _trial_closed,
    w.TrialOpened: _trial_opened,
    w.Understood: _understood,
    w.VisitMoved: _visit_moved,
}
