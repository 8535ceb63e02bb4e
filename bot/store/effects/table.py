"""Which function keeps which effect: one each, in the file of its subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.core import effect as e
from bot.ports.moment import Moment
from bot.store.effects import announcements, cases, classes, keys, learners, people, questions
from bot.store.shelves import Shelves

KEEP: dict[type[e.Write], Callable[[Shelves, Any, Moment], None]] = {
    # people
    e.Joined: people.joined,
    e.Parted: people.parted,
    e.DeviceClosed: people.device_closed,
    e.OptedOut: people.opted_out,
    e.OptedIn: people.opted_in,
    e.Renamed: people.renamed,
    e.LanguageChosen: people.language_chosen,
    e.Erased: people.erased,
    e.Counted: people.counted,
    # learners
    e.Graded: learners.graded,
    e.Enrolled: learners.enrolled,
    e.Registered: learners.registered,
    e.Aged: learners.aged,
    e.Consented: learners.consented,
    e.Transferred: learners.transferred,
    e.AcceptedByTeacher: learners.accepted,
    e.LeftCohort: learners.left_cohort,
    e.TrialOpened: learners.trial_opened,
    e.TrialClosed: learners.trial_closed,
    e.CheckedIn: learners.checked_in,
    e.CertificateIssued: learners.certificate_issued,
    e.EntryMade: learners.entry_made,
    e.EntryVoided: learners.entry_voided,
    # keys
    e.PhoneInvited: keys.phone_invited,
    e.PhoneLinked: keys.phone_linked,
    e.PhoneRefused: keys.phone_refused,
    e.KeyIssued: keys.key_issued,
    e.CodeIssued: keys.code_issued,
    e.CodeConfirmed: keys.code_confirmed,
    e.CodeDropped: keys.code_dropped,
    e.CodeSpent: keys.code_spent,
    # classes
    e.CohortPaused: classes.cohort_paused,
    e.QuestionsHourChosen: classes.questions_hour_chosen,
    e.RoleClaimed: classes.role_claimed,
    e.Invited: classes.invited,
    e.VisitMoved: classes.visit_moved,
    e.Looked: classes.looked,
    e.DigestChosen: classes.digest_chosen,
    e.DigestPlanned: classes.digest_planned,
    e.DigestSent: classes.digest_sent,
    e.DeskLinkMade: classes.desk_link_made,
    e.DeskClosed: classes.desk_closed,
    # announcements
    e.Announced: announcements.announced,
    e.AnnouncementReleased: announcements.released,
    e.AnnouncementCancelled: announcements.cancelled,
    e.Understood: announcements.understood,
    e.MediaKept: announcements.media_kept,
    # questions
    e.Asked: questions.asked,
    e.Answered: questions.answered,
    e.AnswerSeen: questions.answer_seen,
    e.Missed: questions.missed,
    # cases
    e.CaseOpened: cases.opened,
    e.CaseSaid: cases.said,
    e.CaseTold: cases.told,
    e.CaseTaken: cases.taken,
    e.CaseClosed: cases.closed,
}
