"""One event, whole: find who it is about, respond, and save state, rows and outbox in one transaction.

Every function here runs on the writer, inside a transaction that the store opened, and may be run twice when a
neighbour failed: it has no effect outside its book. A turn writes the state of one conversation and one learner;
what it causes for others goes into the inbox, each its own turn.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Protocol
from zoneinfo import ZoneInfo

import uuid_utils

from bot.core import announcement, drip, engine, phrase
from bot.core.event import (
    AlertTold,
    AnnouncementLeaves,
    AnnouncementReported,
    Blocked,
    Caused,
    CohortWoken,
    DepartureNear,
    Due,
    HealthChanged,
    Heard,
    NewcomersWait,
    PapersSigned,
    QuestionAnswered,
    QuestionAsked,
    QuestionPassedOn,
    QuestionsPaused,
    QuestionWaited,
    Said,
    StayMoved,
    Tapped,
    TeacherChanged,
    TeacherReplaced,
    Unblocked,
    from_json,
    to_json,
)
from bot.core.grave import Listening
from bot.core.layout import lay_out
from bot.core.people import Cohort, Learner, Question, Someone, Stay, Teacher, Visit
from bot.core.reply import PRIORITY, Answer, Ask, Cause, Post, Prompt, Retire, Say, read_ask, write_ask
from bot.core.scene import Context, Scene, Turn
from bot.core.state import Conversation, read_conversation, read_progress, write_conversation, write_progress
from bot.core.talk import lesson, second
from bot.core.wording import first_name
from bot.core.write import Enrolled, Erased, MediaKept, SlotTaken, Write
from bot.ports import Address, Book, LearnerRow, Message, NewDelivery, Planned, PromptRow, Waiting
from bot.writing import WRITERS, Pen
from lessons_es.help_lines import HelpLines
from lessons_es.schema import Course, Lesson

BATCH = 500
UNTAUGHT = timedelta(days=14)
ANNOUNCEMENT_KEEPS = timedelta(days=3)
STRANGER_KEEPS = timedelta(days=14)
RETIRE_KEEPS = timedelta(minutes=2)
PROMPT_REPLY_WITHIN = timedelta(minutes=15)
ANNOUNCEMENT_HEARD_WITHIN = timedelta(hours=24)
KEY_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # 32 of them, so that each byte chooses evenly
KEY_LENGTH = 8


Guarding = AlertTold | QuestionWaited | QuestionsPaused


class Translations(Protocol):
    """A language's catalog, as gettext makes it."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


@dataclass(frozen=True, slots=True)
class World:
    """What every turn knows about the world; the same for all.

    `holidays` are the national ones, `timezone` the programme's default, `language` finds a catalog by its code.
    `ear` and `help` are for what is grave. Where real children write (`guarded`), nobody
    enrols before somebody protects them.
    """

    course: Course
    search: Callable[[str], tuple[Lesson, ...]]
    holidays: frozenset[date]
    timezone: str
    language: Callable[[str], Translations]
    place: Callable[[str], ZoneInfo]
    ear: Listening
    help: HelpLines
    share: str = ""
    call: str = ""
    guarded: bool = False

    def context(self, now: datetime, language: str, *, enrolment_open: bool = True) -> Context:
        """The world as core sees it at this instant, in this language."""
        catalog = self.language(language)
        return Context(
            now=now,
            course=self.course,
            search=self.search,
            holidays=self.holidays,
            chance=seeded,
            new_id=new_id(),
            new_key="".join(KEY_LETTERS[byte % 32] for byte in secrets.token_bytes(KEY_LENGTH)),
            new_ticket=str(100 + secrets.randbelow(900)),
            gettext=catalog.gettext,
            ngettext=catalog.ngettext,
            place=self.place,
            timezone=self.timezone,
            ear=self.ear,
            help=self.help,
            share=self.share,
            call=self.call,
            enrolment_open=enrolment_open,
        )


@dataclass(frozen=True, slots=True)
class Done:
    """What a turn left to do once it is durable.

    `fetch` names media whose bytes are still to be fetched from their channel; `caused` says that the inbox has
    events whose time has come.
    """

    fetch: tuple[str, ...] = ()
    caused: bool = False


def new_id() -> str:
    """A UUIDv7: unique on every box, so that two boxes can be merged."""
    return str(uuid_utils.uuid7())


def seeded(*parts: object) -> Random:
    """Chance that is the same at every replay of the same learner, item and attempt."""
    return Random("|".join(map(str, parts)))  # noqa: S311 - shuffles options, guards nothing


# --- what is heard -----------------------------------------------------------------------------------------


def heard(world: World, book: Book, row: Waiting, carrier_id: str, event: Heard, now: datetime) -> Done:
    """A person's event at an address of `row.channel`; nothing when the row was done before."""
    if not book.take(row.seq, now):
        return Done()
    address = book.address(row.channel, carrier_id) or _new_address(book, row.channel, carrier_id, now)
    if isinstance(event, Blocked | Unblocked):
        book.set_blocked(address.id, now if isinstance(event, Blocked) else None)
        return Done()
    if address.blocked:
        book.set_blocked(address.id, None)
    scene, context = _scene(world, book, address, event, now)
    turn = _polite_hour(engine.respond(scene, event, context), row, context, scene.cohort)
    if turn.post.not_before is None and drip.quiet(now.astimezone(context.zone(scene.cohort))):
        book.release(address.id, now)
    return _save(book, address, scene, turn, context)


def _new_address(book: Book, channel: str, carrier_id: str, now: datetime) -> Address:
    address = Address(new_id(), channel, carrier_id, "", blocked=False, heard_at=now)
    book.add_address(address.id, channel, carrier_id, now)
    return address


def _polite_hour(turn: Turn, row: Waiting, context: Context, cohort: Cohort | None) -> Turn:
    """A reply to something said more than 15 minutes ago waits for 07:00 in the quiet hours."""
    local = context.now.astimezone(context.zone(cohort))
    if turn.post.urgent or context.now - row.received_at <= PROMPT_REPLY_WITHIN or not drip.quiet(local):
        return turn
    return replace(turn, post=replace(turn.post, not_before=drip.morning_after(local)))


def _scene(world: World, book: Book, address: Address, event: Heard, now: datetime) -> tuple[Scene, Context]:
    conversation = read_conversation(address.conversation)
    prompt = _prompt(book.prompt(event.prompt)) if isinstance(event, Tapped) and event.prompt else None
    wanted = engine.needs(event, conversation, prompt, int(now.timestamp()))
    people = tuple(book.people_at(address.id))
    found = book.cohort_by_code(wanted.code) if wanted.code else None
    keyed = book.learner_by_key(wanted.code) if wanted.code and not found else None
    person = keyed or _who(conversation, prompt, people, address.id, wanted.person)
    if person != conversation.speaker and prompt and person == prompt.person:
        conversation = replace(conversation, speaker=person, expects="")
    row = book.learner(person) if person else None
    learner = _learner(book, row) if row else None
    latest = _prompt(book.latest_prompt(address.id)) if isinstance(event, Said | Tapped) else None
    teacher, roles = (book.teacher(person), tuple(book.roles(person))) if person else (None, ())
    scene = Scene(
        address=address.id,
        channel=address.channel,
        conversation=conversation,
        learner=learner,
        people=people,
        prompt=prompt,
        latest=latest if latest and latest.person in {"", person} else None,
        teacher=teacher,
        roles=roles,
        road=_road(book, roles, teacher) if wanted.visit or "operator" in roles else (),
        found=found or (book.cohort(wanted.cohort) if wanted.cohort else None),
        key_shown=bool(keyed),
        invite=book.invite(wanted.token, now) if wanted.token else None,
        announced=_announced(book, learner, event, now),
    )
    scene = _protecting(book, scene, wanted)
    context = world.context(
        now,
        learner.language if learner else "es",
        enrolment_open=bool(learner) or _enrolment_open(world, book, scene.found),
    )
    return announcement_scene(book, scene, wanted.announcement), context


def _enrolment_open(world: World, book: Book, cohort: Cohort | None) -> bool:
    return not world.guarded or bool(book.protectors(cohort.id if cohort else ""))


def _protecting(book: Book, scene: Scene, wanted: engine.Needs) -> Scene:
    """The scene with what those look at who protect learners, and those who read what is asked."""
    if not scene.roles:
        return scene
    alert = book.alert(wanted.alert) if wanted.alert else None
    if "protection" in scene.roles and alert is None:
        alert = book.oldest_alert()
    exchanges = tuple(book.exchanges(wanted.exchanges, second.SHOWN)) if wanted.exchanges else ()
    question = book.question(wanted.question) if wanted.question else None
    return replace(scene, alert=alert, exchanges=exchanges, question=question or scene.question)


def _road(book: Book, roles: tuple[str, ...], teacher: Teacher | None) -> tuple[Stay, ...]:
    """The visits that the person may move, as the itinerary has them."""
    mine = {one.cohort.id for one in teacher.classes} if teacher else set()
    visits: dict[str, list[Planned]] = {}
    for planned in book.itinerary():
        visits.setdefault(planned.visit, []).append(planned)
    return tuple(
        _stay(groups)
        for groups in visits.values()
        if "operator" in roles or not mine.isdisjoint(group.cohort for group in groups)
    )


def _stay(groups: list[Planned]) -> Stay:
    one = groups[0]
    visit = Visit(one.visit, one.site, one.arrives, one.departs, one.timezone)
    return Stay(visit, one.region, tuple(group.cohort for group in groups))


def announcement_scene(book: Book, scene: Scene, wanted: str) -> Scene:
    """The scene with the announcement that it is about and its counts, else with the teacher's last one."""
    row = book.announcement(wanted) if wanted else None
    if row is None:
        last = book.latest_announcement(scene.teacher.id) if scene.teacher else None
        return replace(scene, announcement=announcement.view(last)) if last else scene
    names = {status: book.announcement_names(row.id, status) for status in announcement.NAMED}
    return replace(scene, announcement=announcement.view(row, names), report=book.announcement_counts(row.id))


def _announced(book: Book, learner: Learner | None, event: Heard, now: datetime) -> str:
    if learner is None or not isinstance(event, Said):
        return ""
    return book.heard_announcement(learner.id, now - ANNOUNCEMENT_HEARD_WITHIN) or ""


def _who(
    conversation: Conversation, prompt: Prompt | None, people: tuple[Someone, ...], address: str, wanted: str
) -> str:
    """The person whom a tap or words are about: the prompt's owner, who is speaking, or the only one there."""
    there = {someone.id for someone in people}
    owner = prompt.person if prompt and prompt.address == address else ""
    for person in (wanted, owner, conversation.speaker):
        if person in there:
            return person
    enrolling = conversation.enrolling is not None
    return people[0].id if len(people) == 1 and not enrolling else ""


def _learner(book: Book, row: LearnerRow) -> Learner:
    return Learner(
        id=row.id,
        name=row.name,
        age_band=row.age_band,
        progress=read_progress(row.progress),
        cohort=book.cohort(row.cohort) if row.cohort else None,
        accepted=row.accepted,
        key=row.key,
        language=row.language,
        enrolled_at=row.enrolled_at,
        heard_at=row.heard_at,
    )


def _prompt(row: PromptRow | None) -> Prompt | None:
    if row is None:
        return None
    return Prompt(row.id, row.address, row.person or "", read_ask(row.body), row.opened_at, row.closed)


# --- what others or the clock cause ------------------------------------------------------------------------


def due(world: World, book: Book, learner: str, now: datetime) -> Done:
    """The learner's own schedule struck."""
    return _about_person(world, book, learner, Due(learner), now)


def caused(world: World, book: Book, row: Waiting, now: datetime) -> Done:
    """An inside event; nothing when the row was done before."""
    if not book.take(row.seq, now):
        return Done()
    event = from_json(row.body)
    if isinstance(event, Heard):
        raise TypeError(f"{type(event).__name__} is not an inside event")
    done = _to_several(world, book, event, now)
    if done is not None:
        return done
    person = next((getattr(event, name) for name in ("person", "teacher", "learner") if hasattr(event, name)), "")
    return _about_person(world, book, person, event, now)


def _to_several(world: World, book: Book, event: Caused, now: datetime) -> Done | None:
    """What is about rows, an address or several people; None for what is one known person's."""
    match event:
        case AnnouncementLeaves():
            return _announcement_leaves(world, book, event, now)
        case CohortWoken():
            return _cohort_woken(book, event, now)
        case TeacherReplaced():
            return _teacher_replaced(book, event, now)
        case PapersSigned():
            return _about_address(world, book, event, now)
        case AlertTold(person="") | QuestionWaited() | QuestionsPaused(person=""):
            return _kept_safe(world, book, event, now)
        case QuestionAsked(teacher="") | NewcomersWait(teacher=""):
            return _for_each_teacher(book, event, now)
        case DepartureNear(person="") | StayMoved(person="") | HealthChanged(person=""):
            return _for_whom_it_concerns(book, event, now)
        case _:
            return None


def _about_person(world: World, book: Book, person: str, event: Caused, now: datetime) -> Done:
    """A turn at the address where the person was heard last; without one, only the state goes on."""
    someone, address = book.person(person), book.address_of(person)
    if someone is None:
        return Done()
    row = book.learner(person)
    learner = _learner(book, row) if row else None
    if learner and isinstance(event, Due):
        learner = _unnudged(book, learner)
    roles, teacher = tuple(book.roles(person)), book.teacher(person)
    scene = Scene(
        address=address.id if address else "",
        channel=address.channel if address else "",
        conversation=read_conversation(address.conversation) if address else Conversation(),
        learner=learner,
        people=tuple(book.people_at(address.id)) if address else (),
        teacher=teacher,
        roles=roles,
        road=_road(book, roles, teacher) if isinstance(event, DepartureNear | StayMoved) else (),
        question=_question_of(book, event),
        alert=book.alert(event.alert) if isinstance(event, AlertTold) else None,
    )
    wanted = event.announcement if isinstance(event, AnnouncementReported) else ""
    scene = announcement_scene(book, scene, wanted)
    context = world.context(now, learner.language if learner else "es")
    return _save(book, address, scene, engine.respond(scene, event, context), context, person=someone)


def _question_of(book: Book, event: Caused) -> Question | None:
    if isinstance(event, QuestionAsked | QuestionAnswered | QuestionPassedOn):
        return book.question(event.question)
    alert = book.alert(event.alert) if isinstance(event, AlertTold) else None
    return book.question(alert.question) if alert and alert.question else None


def _kept_safe(world: World, book: Book, event: Guarding, now: datetime) -> Done:
    """What goes to those who look after learners."""
    if isinstance(event, AlertTold):
        return _alert_told(book, event, now)
    if isinstance(event, QuestionWaited):
        return _question_waited(book, event, now)
    return _questions_paused(world, book, event, now)


def _alert_told(book: Book, event: AlertTold, now: datetime) -> Done:
    """Who is to hear of it: who protects the cohort (the operator, where nobody does), or the teachers."""
    alert = book.alert(event.alert)
    if alert is None or (event.what == "unattended" and (alert.attended_at or alert.calmed_at)):
        return Done()
    people = book.teachers_of(alert.cohort) if event.what == "wished" else book.protectors(alert.cohort)
    if event.what == "unattended" or not people:
        people = book.holders("operator")
    return _told_each(book, [replace(event, person=someone.id) for someone in people], now)


def _question_waited(book: Book, event: QuestionWaited, now: datetime) -> Done:
    """Still without an answer: the second adult has it from now on, and the learner is told."""
    question, operators = book.question(event.question), book.holders("operator")
    if question is None or question.answer or not operators or not book.pass_question(question.id, now):
        return Done()
    people = [question.learner, *(someone.id for someone in operators)]
    return _told_each(book, [QuestionPassedOn(question.id, person) for person in people], now)


def _questions_paused(world: World, book: Book, event: QuestionsPaused, now: datetime) -> Done:
    """The learner's document learns of it, and the second adult sees it."""
    done = _about_person(world, book, event.learner, event, now)
    told = _told_each(book, [replace(event, person=someone.id) for someone in book.holders("operator")], now)
    return Done(done.fetch, done.caused or told.caused)


def _told_each(book: Book, events: Sequence[AlertTold | QuestionPassedOn | QuestionsPaused], now: datetime) -> Done:
    for event in events:
        book.cause(new_id(), event.person, to_json(event), now, now)
    return Done(caused=bool(events))


def _unnudged(book: Book, learner: Learner) -> Learner:
    """A nudge that expired while the network was away was not given: who heard nothing was not silent."""
    if not learner.progress.nudged_on or not book.drip_expired(learner.id):
        return learner
    return replace(learner, progress=replace(learner.progress, nudged_on=""))


def _about_address(world: World, book: Book, event: PapersSigned, now: datetime) -> Done:
    address = book.address_by_id(event.address)
    if address is None:
        return Done()
    conversation = read_conversation(address.conversation)
    cohort = conversation.trial.cohort if conversation.trial else ""
    scene = Scene(address.id, address.channel, conversation, found=book.cohort(cohort) if cohort else None)
    context = world.context(now, "es")
    return _save(book, address, scene, engine.respond(scene, event, context), context)


def _for_each_teacher(book: Book, event: QuestionAsked | NewcomersWait, now: datetime) -> Done:
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


def _for_whom_it_concerns(book: Book, event: DepartureNear | StayMoved | HealthChanged, now: datetime) -> Done:
    """Operators; of a departure, the teachers of the visit too."""
    people = book.holders("operator")
    if isinstance(event, DepartureNear):
        cohorts = [planned.cohort for planned in book.itinerary() if planned.visit == event.visit]
        people += [someone for cohort in cohorts for someone in book.teachers_of(cohort)]
    for person in dict.fromkeys(someone.id for someone in people):
        book.cause(new_id(), person, to_json(replace(event, person=person)), now, now)
    return Done(caused=True)


def _teacher_replaced(book: Book, event: TeacherReplaced, now: datetime) -> Done:
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


def _cohort_woken(book: Book, event: CohortWoken, now: datetime) -> Done:
    last = book.wake_cohort(event.cohort, event.after, BATCH, now)
    if last:
        book.cause(new_id(), event.cohort, to_json(replace(event, after=last)), now, now)
    return Done(caused=bool(last))


def _announcement_leaves(world: World, book: Book, event: AnnouncementLeaves, now: datetime) -> Done:
    """The next 500 recipients, from the stored cursor."""
    row = book.announcement(event.announcement)
    if row is None or row.status in {"gone", "cancelled"}:
        return Done()
    for learner in row.recipients[row.forward : row.forward + BATCH]:
        address = book.address_of(learner)
        someone = book.person(learner)
        if address is None or someone is None:
            continue
        context = world.context(now, "es")
        media = book.media(row.media) if row.media else None
        ask = announcement.delivery(announcement.view(row), media.size if media else 0, context)
        people = tuple(book.people_at(address.id))
        post = Post("announcement", now, now + ANNOUNCEMENT_KEEPS)
        pen = Outgoing(book, address, learner, post, context, _addressed_to(people, someone.name, context), row.id)
        book.add_recipient(row.id, learner, pen.send(ask))
    forward = min(row.forward + BATCH, len(row.recipients))
    gone = forward >= len(row.recipients)
    book.forward_announcement(row.id, forward, "gone" if gone else "leaving")
    if not gone:
        book.cause(new_id(), row.id, to_json(event), now, now)
    return Done(caused=not gone)


# --- saving ------------------------------------------------------------------------------------------------


def _save(
    book: Book, address: Address | None, scene: Scene, turn: Turn, context: Context, person: Someone | None = None
) -> Done:
    """Everything that the turn says, in the transaction that it runs in."""
    silent = not _slot_is_free(book, turn, context.now)
    written = tuple(write for write in turn.writes if not isinstance(write, SlotTaken))
    pen = Pen(book, address, context.now, new_id)
    for write in written:
        WRITERS[type(write)](pen, write)
    learner = _learner_after(scene, written)
    if turn.progress is not None and learner:
        _save_progress(book, learner, turn, context, heard=person is None)
    if turn.closes:
        book.close_prompt(*turn.closes, context.now)
    for cause in turn.causes:
        _cause(book, cause, context.now)
    soon = any(cause.at is None or cause.at <= context.now for cause in turn.causes)
    if address is None:
        return Done(caused=soon)
    if not _is_there(book, address, turn, context.now):
        return Done(caused=soon)
    document = write_conversation(turn.conversation)
    if person is None or document != write_conversation(scene.conversation):
        book.save_conversation(address.id, document, context.now if person is None else address.heard_at)
    if person is None and (not scene.people or not learner):
        book.expire_address(address.id, context.now + STRANGER_KEEPS)
    if not silent:
        owner = person.id if person else (learner or _grown_up(scene))
        _send_all(book, address, scene, turn, context, _owner_after(owner, written))
    return Done(tuple(write.media for write in written if isinstance(write, MediaKept)), soon)


def _is_there(book: Book, address: Address, turn: Turn, now: datetime) -> bool:
    """Whether there is an address to speak to: one that went with its only person is back for a last word."""
    erased = any(isinstance(write, Erased) for write in turn.writes)
    if not erased or book.address_by_id(address.id) is not None:
        return True
    if turn.answers:
        book.add_address(address.id, address.channel, address.carrier_id, now)
    return bool(turn.answers)


def _grown_up(scene: Scene) -> str:
    """Whom a conversation without a learner is with."""
    if scene.teacher:
        return scene.teacher.id
    return scene.conversation.speaker if scene.roles else ""


def _slot_is_free(book: Book, turn: Turn, now: datetime) -> bool:
    """Takes the local date's slot for a proactive message; two of a day are impossible, whatever the clock does."""
    slots = [write for write in turn.writes if isinstance(write, SlotTaken)]
    return all(book.take_slot(slot.learner, slot.local_date, slot.kind, now) for slot in slots)


def _learner_after(scene: Scene, written: tuple[Write, ...]) -> str:
    if any(isinstance(write, Erased) for write in written):
        return ""
    enrolled = next((write.learner for write in written if isinstance(write, Enrolled)), "")
    return enrolled or (scene.learner.id if scene.learner else "")


def _owner_after(owner: str, written: tuple[Write, ...]) -> str:
    return "" if any(isinstance(write, Erased) for write in written) else owner


def _save_progress(book: Book, learner: str, turn: Turn, context: Context, *, heard: bool) -> None:
    progress = turn.progress
    if progress is None:
        return
    book.save_progress(
        learner,
        write_progress(progress),
        turn.next_due_at,
        heard_at=context.now if heard else None,
        lessons_done=lesson.lessons_done(progress, context),
        paused=bool(progress.paused_until) and progress.paused_until > context.now.date().isoformat(),
        graduated=progress.support is not None,
    )


def _cause(book: Book, cause: Cause, now: datetime) -> None:
    event = cause.event
    subject = getattr(event, "teacher", "") or getattr(event, "learner", "") or getattr(event, "cohort", "")
    book.cause(cause.key or new_id(), subject or cause.key, to_json(event), now, cause.at or now)


def _send_all(book: Book, address: Address, scene: Scene, turn: Turn, context: Context, owner: str) -> None:
    name = scene.learner.name if scene.learner and owner == scene.learner.id else ""
    to = _addressed_to(scene.people, name, context)
    out = Outgoing(book, address, owner, turn.post, context, to)
    for answer in turn.answers:
        out.send(answer)


def _addressed_to(people: tuple[Someone, ...], name: str, context: Context) -> str:
    """«Para Luz:» where several people share the address."""
    return context.t(phrase.FOR, name=first_name(name)) if len(people) > 1 and name else ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Where the answers of a turn go, and when they may leave."""

    book: Book
    address: Address
    person: str
    post: Post
    context: Context
    to: str
    announcement: str | None = None

    def send(self, answer: Answer) -> str:
        """Lays the answer out and puts it into the outbox; the id of its last delivery."""
        delivery = ""
        for laid in lay_out(answer, self.address.channel, "" if isinstance(answer, Retire) else self.to):
            prompt = self._asked(laid.asks) if laid.asks and laid.asks.choices else ""
            document = f"{laid.document}:{self.person}" if laid.document else ""
            message = Message(laid.text, prompt, laid.buttons, laid.retires, document, laid.media)
            delivery = self._post(message, retire=isinstance(answer, Retire))
        return delivery

    def _asked(self, ask: Ask) -> str:
        prompt, quiz = new_id(), ask.quiz
        self.book.open_prompt(
            prompt,
            self.address.id,
            self.person or None,
            quiz.item if quiz else None,
            quiz.content_hash if quiz else None,
            write_ask(ask),
            self.context.now,
        )
        return prompt

    def _post(self, message: Message, *, retire: bool) -> str:
        now, delivery = self.context.now, new_id()
        kind = "retire" if retire else self.post.kind
        self.book.post(
            NewDelivery(
                id=delivery,
                address=self.address.id,
                channel=self.address.channel,
                person=self.person or None,
                kind=kind,
                priority=PRIORITY[kind],
                message=message,
                not_before=self.post.not_before or now,
                expires_at=now + RETIRE_KEEPS if retire else self.post.expires_at,
                announcement=self.announcement,
            ),
            now,
        )
        return delivery


def apologise(world: World, book: Book, row: Waiting, carrier_id: str, problem: str, now: datetime) -> None:
    """A fault of ours stopped the turn: the row is set aside for the operator, and the person reads a next step."""
    book.set_aside(row.seq, problem, now)
    address = book.address(row.channel, carrier_id)
    if address is not None:
        context = world.context(now, "es")
        Outgoing(book, address, "", Post(), context, "").send(Say(context.t(phrase.OUR_FAULT)))
