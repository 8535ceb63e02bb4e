"""One event, whole: find who it is about, respond, and save state, rows and outbox in one transaction.

Every function here runs on the writer, inside a transaction that the store opened, and may be run twice when a
neighbour failed: it has no effect outside its book. A turn writes the state of one conversation and one learner;
what it causes for others goes into the inbox, each its own turn.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.core import engine
from bot.core.event import (
    SCREEN,
    AlertTold,
    AnnouncementLeaves,
    Blocked,
    CaseStep,
    Caused,
    ClockSettled,
    CodeDoubted,
    CohortWoken,
    DatesChanged,
    DepartureNear,
    Due,
    HealthChanged,
    Heard,
    Left,
    NewcomersWait,
    PapersSigned,
    QuestionAsked,
    QuestionsPaused,
    QuestionWaited,
    RecipientsListed,
    StayMoved,
    TeacherReplaced,
    Unblocked,
    WordsHeld,
    from_json,
)
from bot.core.people import Cohort
from bot.core.scene import Context, Turn
from bot.core.schedule import quiet_hours
from bot.ports.book import Book
from bot.ports.hearing import Waiting
from bot.ports.rows import Address
from bot.turn import casework, fanout
from bot.turn.commit import Done, save
from bot.turn.scene_loader import scene_of_address, scene_of_person, scene_of_words
from bot.turn.world import World, new_id

PROMPT_REPLY_WITHIN = timedelta(minutes=15)


# --- what is heard -----------------------------------------------------------------------------------------


def heard(world: World, book: Book, row: Waiting, carrier_id: str, event: Heard, now: datetime) -> Done:
    """A person's event at an address of `row.channel`; nothing when the row was done before."""
    if not book.take(row.seq, now):
        return Done(not_yet=not book.is_done(row.seq))
    known = book.address(row.channel, carrier_id)
    if isinstance(event, Left) and (known is None or row.channel != SCREEN):
        if known is not None:
            book.close_address(known.id, now)
        return Done()
    address = known or _new_address(book, row.channel, carrier_id, now)
    if isinstance(event, Blocked):
        book.set_blocked(address.id, now)
    elif address.blocked:
        book.set_blocked(address.id, None)
    if isinstance(event, Blocked) or (isinstance(event, Unblocked) and not address.blocked):
        return Done()
    scene, context = scene_of_words(world, book, address, event, now)
    scene = replace(scene, back=address.blocked)
    turn = _polite_hour(engine.respond(scene, event, context), row, context, scene.cohort)
    if turn.post.not_before is None and quiet_hours.quiet(now.astimezone(context.zone(scene.cohort))):
        book.release(address.id, now)
    done = save(book, address, scene, turn, context)
    if isinstance(event, Left) and scene.screen:
        book.expire_address(address.id, now)
    return replace(done, in_vain=turn.conversation.tries != scene.conversation.tries)


def _new_address(book: Book, channel: str, carrier_id: str, now: datetime) -> Address:
    address = Address(new_id(), channel, carrier_id, "", blocked=False, heard_at=now)
    book.add_address(address.id, channel, carrier_id, now)
    return address


def _polite_hour(turn: Turn, row: Waiting, context: Context, cohort: Cohort | None) -> Turn:
    """A reply to something said more than 15 minutes ago waits for 07:00 in the quiet hours."""
    local = context.now.astimezone(context.zone(cohort))
    if turn.post.urgent or context.now - row.received_at <= PROMPT_REPLY_WITHIN or not quiet_hours.quiet(local):
        return turn
    return replace(turn, post=replace(turn.post, not_before=quiet_hours.morning_after(local)))


# --- what others or the clock cause ------------------------------------------------------------------------


def due(world: World, book: Book, learner: str, now: datetime) -> Done:
    """The learner's own schedule struck."""
    return _about_person(world, book, learner, Due(learner), now)


def caused(world: World, book: Book, row: Waiting, now: datetime) -> Done:
    """An inside event; nothing when the row was done before."""
    if not book.take(row.seq, now):
        return Done(not_yet=not book.is_done(row.seq))
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
        case AnnouncementLeaves() | RecipientsListed():
            return fanout.of_announcement(world, book, event, now)
        case CohortWoken() | ClockSettled() | DatesChanged(person=""):
            return _page_of_learners(world, book, event, now)
        case TeacherReplaced():
            return fanout.teacher_replaced(book, event, now)
        case PapersSigned():
            return _about_address(world, book, event, now)
        case (
            CaseStep()
            | AlertTold(person="")
            | CodeDoubted(person="")
            | QuestionWaited()
            | QuestionsPaused(person="")
            | WordsHeld(person="")
        ):
            return _kept_safe(world, book, event, now)
        case QuestionAsked(teacher="") | NewcomersWait(teacher=""):
            return fanout.for_each_teacher(book, event, now)
        case DepartureNear(person="") | StayMoved(person="") | HealthChanged(person=""):
            return fanout.for_whom_it_concerns(book, event, now)
        case _:
            return None


def _page_of_learners(
    world: World, book: Book, event: CohortWoken | ClockSettled | DatesChanged, now: datetime
) -> Done:
    """What many learners are looked at for, so many a turn."""
    if isinstance(event, CohortWoken):
        return fanout.cohort_woken(book, event, now)
    if isinstance(event, DatesChanged):
        return fanout.dates_changed(book, event, now)
    return fanout.clock_settled(world, book, event, now)


def _kept_safe(
    world: World,
    book: Book,
    event: CaseStep | AlertTold | CodeDoubted | QuestionWaited | QuestionsPaused | WordsHeld,
    now: datetime,
) -> Done:
    """What goes to those who look after learners."""
    if isinstance(event, CaseStep):
        return casework.step(world, book, event, now)
    if isinstance(event, CodeDoubted):
        return fanout.code_doubted(book, event, now)
    if isinstance(event, WordsHeld):
        return fanout.words_held(book, event, now)
    if isinstance(event, AlertTold):
        return fanout.alert_wished(book, event, now)
    if isinstance(event, QuestionWaited):
        return fanout.question_waited(book, event, now)
    learnt = _about_person(world, book, event.learner, event, now)
    told = fanout.questions_paused(book, event, now)
    return Done(learnt.fetch, learnt.caused or told.caused, posted=learnt.posted | told.posted)


def _about_person(world: World, book: Book, person: str, event: Caused, now: datetime) -> Done:
    """A turn at the address where the person was heard last; without one, only the state goes on."""
    someone, address = book.person(person), book.address_of(person)
    if someone is None:
        return Done()
    scene = scene_of_person(book, someone, address, event, now)
    context = world.context(now, scene.learner.language if scene.learner else "es")
    return save(book, address, scene, engine.respond(scene, event, context), context, person=someone)


def _about_address(world: World, book: Book, event: PapersSigned, now: datetime) -> Done:
    address = book.address_by_id(event.address)
    if address is None:
        return Done()
    scene, context = scene_of_address(book, address), world.context(now, "es")
    return save(book, address, scene, engine.respond(scene, event, context), context)
