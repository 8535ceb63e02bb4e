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
    AdultLeaves,
    AlertTold,
    AnnouncementLeaves,
    Blocked,
    CaseStep,
    Caused,
    ClockSettled,
    CodeDoubted,
    CohortWoken,
    CostsReached,
    DatesChanged,
    DepartureNear,
    DigestDue,
    Due,
    EnteredTold,
    HealthChanged,
    Heard,
    Left,
    LessonsStopped,
    NewcomersWait,
    OperatorMorning,
    PapersSigned,
    PlaceEntered,
    QuestionAnswered,
    QuestionAsked,
    QuestionPassedOn,
    QuestionsPaused,
    QuestionsWait,
    QuestionWaited,
    RecipientsListed,
    StayMoved,
    Tapped,
    TeacherReplaced,
    TemplateStopped,
    Unblocked,
    WordsGathered,
    WordsHeld,
    from_json,
)
from bot.core.people import Cohort, Someone
from bot.core.scene import Context, Turn
from bot.core.schedule import quiet_hours
from bot.ports.book import Book
from bot.ports.hearing import Waiting
from bot.ports.rows import Address
from bot.turn import audit, casework, course_here, fanout, spending, weekly
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
    if scene.teacher:
        book.touch_digest(scene.teacher.id, context.today(scene.cohort))
    turn = _polite_hour(engine.respond(scene, event, context), row, context, scene.cohort)
    if turn.post.not_before is None and quiet_hours.quiet(now.astimezone(context.zone(scene.cohort))):
        book.release(address.id, now)
    done = save(book, address, scene, turn, context)
    if isinstance(event, Left) and scene.screen:
        book.expire_address(address.id, now)
    in_vain = turn.conversation.tries != scene.conversation.tries
    return replace(done, in_vain=in_vain, audit=audit.entries(turn.writes, row.channel))


def heard_at(
    world: World, book: Book, row: Waiting, carrier_id: str, event: Heard, said_at: datetime, now: datetime
) -> Done:
    """As `heard`, said at the carrier's own time: from there on we may speak, and what was held leaves.

    Who only taps to read what was held gets that, and no answer.
    """
    known = book.address(row.channel, carrier_id)
    leaves = known is not None and book.let_leave(known.id, now) > 0
    if leaves and event == Tapped("", ""):
        done = Done(not_yet=not book.take(row.seq, now) and not book.is_done(row.seq))
    else:
        done = heard(world, book, row, carrier_id, event, now)
    if (address := book.address(row.channel, carrier_id)) is not None and not done.not_yet:
        at = min(said_at, now)
        book.heard_there(address.id, max(at, known.heard_at) if known else at)
    return done


def moved(book: Book, row: Waiting, old: str, new: str, now: datetime) -> None:
    """The address has another id at its carrier; one that we do not know is nobody's."""
    if book.take(row.seq, now) and (address := book.address(row.channel, old)) is not None:
        book.move_address(address.id, new)


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
        case PapersSigned() | EnteredTold():
            return _about_address(world, book, event, now)
        case (
            CaseStep()
            | PlaceEntered()
            | QuestionWaited()
            | AlertTold(person="")
            | CodeDoubted(person="")
            | QuestionsPaused(person="")
            | WordsHeld(person="")
            | WordsGathered(person="")
        ):
            return _kept_safe(world, book, event, now)
        case QuestionAsked(teacher="") | NewcomersWait(teacher="") | LessonsStopped(teacher=""):
            return _to_teachers(book, event, now)
        case (
            DepartureNear(person="")
            | StayMoved(person="")
            | HealthChanged(person="")
            | OperatorMorning(person="")
            | CostsReached(person="")
            | TemplateStopped(person="")
            | AdultLeaves(person="")
        ):
            return fanout.for_whom_it_concerns(book, event, now)
        case _:
            return None


def _to_teachers(book: Book, event: QuestionAsked | NewcomersWait | LessonsStopped, now: datetime) -> Done:
    if isinstance(event, LessonsStopped):
        return spending.teachers_told(book, event, now)
    return fanout.for_each_teacher(book, event, now)


def _page_of_learners(
    world: World, book: Book, event: CohortWoken | ClockSettled | DatesChanged, now: datetime
) -> Done:
    """What many learners are looked at for, so many a turn."""
    if isinstance(event, CohortWoken):
        return fanout.cohort_woken(book, event, now)
    if isinstance(event, DatesChanged):
        return fanout.dates_changed(book, event, now)
    return fanout.clock_settled(world, book, event, now)


KeptSafe = (
    CaseStep | AlertTold | CodeDoubted | PlaceEntered | QuestionWaited | QuestionsPaused | WordsHeld | WordsGathered
)


def _kept_safe(world: World, book: Book, event: KeptSafe, now: datetime) -> Done:
    """What goes to those who look after learners, and to a learner's other phones."""
    match event:
        case CaseStep():
            return casework.step(world, book, event, now)
        case AlertTold():
            return fanout.alert_wished(book, event, now)
        case QuestionWaited():
            return fanout.question_waited(book, event, now)
        case CodeDoubted():
            return fanout.code_doubted(book, event, now)
        case WordsHeld() | WordsGathered():
            return fanout.words_to_read(book, event, now)
        case PlaceEntered():
            return fanout.place_entered(book, event, now)
    learnt = _about_person(world, book, event.learner, event, now)
    told = fanout.questions_paused(book, event, now)
    return Done(learnt.fetch, learnt.caused or told.caused, posted=learnt.posted | told.posted)


def _about_person(world: World, book: Book, person: str, event: Caused, now: datetime) -> Done:
    """A turn at the address where the person was heard last; without one, only the state goes on."""
    someone, address = book.person(person), _where(book, person, event)
    return _with(world, book, someone, address, event, now) if someone else Done()


def _where(book: Book, person: str, event: Caused) -> Address | None:
    """Where the person is spoken to: what they asked is answered where they asked it, if that is a phone of theirs."""
    question = book.question(event.question) if isinstance(event, QuestionAnswered | QuestionPassedOn) else None
    asked = book.address_by_id(question.address) if question and question.learner == person else None
    if asked is None or asked.channel == SCREEN:
        return book.address_of(person)
    return asked if _is_theirs(book, asked, person) else None


def _is_theirs(book: Book, address: Address, person: str) -> bool:
    return not (address.blocked or address.left) and any(someone.id == person for someone in book.people_at(address.id))


def _at_address(world: World, book: Book, event: EnteredTold, now: datetime) -> Done:
    """A turn at one of the learner's phones, while it is hers and no case is open."""
    someone, address = book.person(event.learner), book.address_by_id(event.address)
    if someone is None or address is None or not _is_theirs(book, address, someone.id):
        return Done()
    return _with(world, book, someone, address, event, now)


def _with(world: World, book: Book, someone: Someone, address: Address | None, event: Caused, now: datetime) -> Done:
    scene = scene_of_person(book, world, someone, address, event, now)
    world = course_here.of_scene(world, scene)
    context = world.context(now, scene.learner.language if scene.learner else "")
    if isinstance(event, DigestDue | QuestionsWait | OperatorMorning):
        scene = replace(scene, weekly=weekly.of_event(book, scene, someone.id, event, context))
    turn = engine.respond(scene, event, context)
    done = save(book, address, scene, turn, context, person=someone)
    return replace(done, audit=audit.entries(turn.writes, address.channel if address else "paper"))


def _about_address(world: World, book: Book, event: PapersSigned | EnteredTold, now: datetime) -> Done:
    if isinstance(event, EnteredTold):
        return _at_address(world, book, event, now)
    address = book.address_by_id(event.address)
    if address is None:
        return Done()
    scene = scene_of_address(book, address)
    context = course_here.of_scene(world, scene).context(now)
    turn = engine.respond(scene, event, context)
    return save(book, address, scene, replace(turn, answers=()) if address.left else turn, context)
