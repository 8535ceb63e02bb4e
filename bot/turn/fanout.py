"""What concerns several people becomes an event for each, a turn of their own; at most 500 a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.core import announcement
from bot.core.event import (
    AdultLeaves,
    AlertTold,
    AnnouncementLeaves,
    AnnouncementStayed,
    ClockSettled,
    CodeDoubted,
    CohortWoken,
    CostsReached,
    DatesChanged,
    DepartureNear,
    EnteredTold,
    HealthChanged,
    NewcomersWait,
    OperatorMorning,
    PlaceEntered,
    QuestionAsked,
    QuestionPassedOn,
    QuestionsPaused,
    QuestionWaited,
    RecipientsListed,
    StayMoved,
    TeacherChanged,
    TeacherReplaced,
    TemplateStopped,
    WordsGathered,
    WordsHeld,
    to_json,
)
from bot.core.people import Question
from bot.core.reply import Post
from bot.core.schedule import allowance, hindsight
from bot.core.state import read_progress, write_progress
from bot.ports.book import Book
from bot.ports.rows import AnnouncementRow
from bot.turn import course_here
from bot.turn.commit import Done, Outgoing, addressed_to
from bot.turn.world import World, new_id

BATCH = 500
SERVED = 25
"""Recipients of an announcement a turn, a second's sending: each is laid out and posted, and others wait for the writer
meanwhile (a hundred held it for 20 to 30 ms of CPU, on a busy box for 751 ms)."""
UNTAUGHT = timedelta(days=14)
ANNOUNCEMENT_KEEPS = timedelta(days=3)
A_DAY = timedelta(days=1)
LISTED_WITHIN = timedelta(seconds=1)
"""The parts of a list that are no rows yet are so in a moment."""


def alert_wished(book: Book, event: AlertTold, now: datetime) -> Done:
    """The teacher whom the learner chose hears that she wishes to talk; what an older program caused is nobody's."""
    case = book.case(event.alert)
    if case is None or event.what != "wished" or case.school:
        return Done()
    people = [someone for someone in book.teachers_of(case.cohort) if event.name == someone.name]
    return _told_each(book, [replace(event, person=someone.id) for someone in people], now)


def question_waited(book: Book, event: QuestionWaited, now: datetime) -> Done:
    """Still without an answer: the learner is told, and the second adult has it from the next morning on."""
    question, operators = book.question(event.question), book.holders("operator")
    if question is None or question.answer or not operators or not book.pass_question(question.id, now):
        return Done()
    return _told_each(book, [QuestionPassedOn(question.id, question.learner)], now)


def code_doubted(book: Book, event: CodeDoubted, now: datetime) -> Done:
    """The second adults are asked: who runs the programme, else who protects the learners; never who teaches her."""
    code = book.code_of(event.learner, now)
    if code is None or code.confirmed_at:
        return Done()
    theirs = {code.asked_by, *(someone.id for someone in book.teachers_of(code.cohort))}
    others = [someone for someone in book.holders("operator") if someone.id not in theirs]
    people = others or [someone for someone in book.holders("protection") if someone.id not in theirs]
    return _told_each(book, [replace(event, person=someone.id) for someone in people], now)


def place_entered(book: Book, event: PlaceEntered, now: datetime) -> Done:
    """The learner's other phones are told, but while a case is open: the old one may be the aggressor's."""
    if book.open_case_of(event.learner):
        return Done()
    for address in book.addresses_of(event.learner):
        if address != event.address:
            book.cause(new_id(), event.learner, to_json(EnteredTold(event.learner, address)), now, now)
    return Done(caused=True)


def questions_paused(book: Book, event: QuestionsPaused, now: datetime) -> Done:
    """The second adult sees that a teacher takes no questions of a learner."""
    return _told_each(book, [replace(event, person=someone.id) for someone in book.holders("operator")], now)


def words_to_read(book: Book, event: WordsHeld | WordsGathered, now: datetime) -> Done:
    """What is written and what the filter held is the second adult's, what waits is theirs who protect learners.

    Never the writer's own.
    """
    by, waits = (event.by, event.waits) if isinstance(event, WordsHeld) else ("", False)
    kinds = ("protection", "responsible", "operator") if waits else ("operator", "protection", "responsible")
    held = ([one for one in book.holders(kind) if one.id != by] for kind in kinds)
    people = next(filter(None, held), [])
    return _told_each(book, [replace(event, person=someone.id) for someone in people], now)


def _told_each(
    book: Book,
    events: Sequence[AlertTold | CodeDoubted | QuestionPassedOn | QuestionsPaused | WordsHeld | WordsGathered],
    now: datetime,
) -> Done:
    for event in events:
        book.cause(new_id(), event.person, to_json(event), now, now)
    return Done(caused=bool(events))


def for_each_teacher(book: Book, event: QuestionAsked | NewcomersWait, now: datetime) -> Done:
    question = book.question(event.question) if isinstance(event, QuestionAsked) else None
    cohort = question.cohort if question else event.cohort if isinstance(event, NewcomersWait) else ""
    teachers = book.teachers_of(cohort)
    for someone in teachers:
        told = replace(event, teacher=someone.id)
        book.cause(new_id(), someone.id, to_json(told), now, now)
    if question and not teachers:
        _untaught(book, question, now)
    return Done(caused=True)


def _untaught(book: Book, question: Question, now: datetime) -> None:
    """A question where nobody teaches goes to the operator, once it has been so for 14 days."""
    since = next((one.since for one in book.without_teacher() if one.cohort == question.cohort), now)
    waited = to_json(QuestionWaited(question.id))
    book.cause(f"untaught:{question.id}", question.cohort, waited, now, max(now, since + UNTAUGHT))


def for_whom_it_concerns(
    book: Book,
    event: DepartureNear | StayMoved | HealthChanged | AdultLeaves | OperatorMorning | CostsReached | TemplateStopped,
    now: datetime,
) -> Done:
    """Operators; of a departure, the teachers of the visit too, and of an adult who leaves, the contacts."""
    people = book.holders("operator")
    if isinstance(event, AdultLeaves):
        people = [one for one in (*people, *book.holders("protection")) if one.id != event.by]
    if isinstance(event, DepartureNear):
        cohorts = [planned.cohort for planned in book.itinerary() if planned.visit == event.visit]
        people += [someone for cohort in cohorts for someone in book.teachers_of(cohort)]
    for person in dict.fromkeys(someone.id for someone in people):
        book.cause(new_id(), person, to_json(replace(event, person=person)), now, now)
    return Done(caused=True)


def teacher_replaced(book: Book, event: TeacherReplaced, now: datetime) -> Done:
    """Learners are told, page by page; first the open questions pass on, and the former teacher is thanked."""
    cohort, old, new = book.cohort(event.cohort), book.person(event.old), book.person(event.new)
    if cohort is None or new is None:
        return Done()
    page = book.learners_of(event.cohort, event.after, BATCH)
    told = [*page, event.old] if not event.after else page
    for person in told if old else ():
        changed = TeacherChanged(person, cohort.name, old.name if old else "", new.name)
        book.cause(new_id(), person, to_json(changed), now, now)
    if not event.after:
        _pass_questions_on(book, event, now)
    if len(page) == BATCH:
        book.cause(new_id(), event.cohort, to_json(replace(event, after=page[-1])), now, now)
    return Done(caused=True)


def _pass_questions_on(book: Book, event: TeacherReplaced, now: datetime) -> None:
    teacher = book.teacher(event.new)
    classes = [one for one in teacher.classes if one.cohort.id == event.cohort] if teacher else []
    for question in (question for one in classes for question in one.questions):
        book.cause(new_id(), event.new, to_json(QuestionAsked(question.id, event.new)), now, now)


def dates_changed(book: Book, event: DatesChanged, now: datetime) -> Done:
    """A turn for each learner, page by page, and first for each teacher but the one who moved the visit."""
    page = book.learners_of(event.cohort, event.after, BATCH)
    teachers = [] if event.after else [someone.id for someone in book.teachers_of(event.cohort)]
    for person in dict.fromkeys([*teachers, *page]):
        if person != event.by:
            book.cause(new_id(), person, to_json(replace(event, person=person)), now, now)
    if len(page) == BATCH:
        book.cause(new_id(), event.cohort, to_json(replace(event, after=page[-1])), now, now)
    return Done(caused=bool(teachers or page))


def cohort_woken(book: Book, event: CohortWoken, now: datetime) -> Done:
    last = book.wake_cohort(event.cohort, event.after, BATCH, now)
    if last:
        book.cause(new_id(), event.cohort, to_json(replace(event, after=last)), now, now)
    return Done(caused=bool(last))


def clock_settled(world: World, book: Book, event: ClockSettled, now: datetime) -> Done:
    """Rows first, then page by page what learners' documents say; each of them is looked at again."""
    if not event.after:
        book.settle_rows(now)
    page = book.learners_after(event.after, BATCH)
    for id in page:
        learner = book.learner(id)
        cohort = book.cohort(learner.cohort) if learner and learner.cohort else None
        if learner:
            today = now.astimezone(world.context(now).zone(cohort)).date()
            progress = hindsight.settled(read_progress(learner.progress), now, today)
            book.settle_learner(id, write_progress(progress), now)
    if len(page) == BATCH:
        book.cause(new_id(), "clock", to_json(ClockSettled(page[-1])), now, now)
    return Done(caused=True)


def of_announcement(world: World, book: Book, event: AnnouncementLeaves | RecipientsListed, now: datetime) -> Done:
    """It goes forward, or the next part of its list becomes rows."""
    if isinstance(event, AnnouncementLeaves):
        return announcement_leaves(world, book, event, now)
    book.list_recipients(event.announcement, event.place, event.learners)
    return Done()


def announcement_leaves(world: World, book: Book, event: AnnouncementLeaves, now: datetime) -> Done:
    """The next recipients who wait; cancelled when none of all is the teacher's any more."""
    row = book.announcement(event.announcement)
    if row is None or row.status in {"gone", "cancelled"}:
        return Done()
    page = book.waiting_recipients(row.id, SERVED)
    theirs = _still_theirs(book, row.teacher, page)
    posted = frozenset(_announce(world, book, row, learner, now) for learner in page if learner in theirs)
    for learner in page:
        if learner not in theirs:
            book.withdraw_recipient(row.id, learner)
    if len(page) == SERVED or row.listed < row.total:
        book.move_announcement(row.id, "leaving")
        at = now if page else now + LISTED_WITHIN
        book.cause(new_id(), row.id, to_json(event), at, at)
        return Done(caused=True, posted=posted)
    book.move_announcement(row.id, "gone")
    left = book.announcement(row.id)
    if left is None or left.total:
        return Done(posted=posted)
    book.cancel_announcement(row.id)
    _tell_successors(book, row, now)
    return Done(caused=True)


def _tell_successors(book: Book, row: AnnouncementRow, now: datetime) -> None:
    """Who has the class now may want to say it in the place of the former teacher."""
    former, cohort = book.person(row.teacher), row.audience.partition("cohort:")[2]
    for someone in book.teachers_of(cohort) if former and cohort else ():
        stayed = AnnouncementStayed(row.id, someone.id, former.name if former else "")
        book.cause(new_id(), someone.id, to_json(stayed), now, now)


def _still_theirs(book: Book, teacher: str, learners: Sequence[str]) -> set[str]:
    """The learners without those who passed to another teacher, or left, since the list was fixed."""
    rows = {learner: book.learner(learner) for learner in learners}
    cohorts = {row.cohort for row in rows.values() if row and row.cohort}
    taught = {cohort for cohort in cohorts if any(someone.id == teacher for someone in book.teachers_of(cohort))}
    return {learner for learner, row in rows.items() if row and row.cohort in taught}


def _announce(world: World, book: Book, row: AnnouncementRow, learner: str, now: datetime) -> str:
    """The channel on which it is on its way, `""` where the learner cannot be reached."""
    address, someone = book.address_of(learner), book.person(learner)
    if address is None or someone is None:
        book.add_recipient(row.id, learner, "", left=book.has_left(learner))
        return ""
    known = book.learner(learner)
    context = course_here.of_person(world, book, learner).context(now, known.language if known else "")
    media = book.media(row.media) if row.media else None
    ask = announcement.delivery(announcement.view(row), media.size if media else 0, context)
    people = tuple(book.people_at(address.id))
    leaves = allowance.teachers_at(book.teachers_words(learner, now - A_DAY), now, context.zone(None))
    post = Post("announcement", leaves, leaves + ANNOUNCEMENT_KEEPS)
    pen = Outgoing(book, address, learner, post, context, addressed_to(people, someone.name, context), row.id)
    book.add_recipient(row.id, learner, pen.send(ask))
    return address.channel
