"""Who an event is about, and what must be at hand to answer it: the book read into a scene."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from bot.core import announcement, help_reason, name_labels
from bot.core.certificate import PaperDue
from bot.core.event import (
    SCREEN,
    AlertTold,
    AnnouncementReported,
    AnnouncementStayed,
    Attached,
    Caused,
    CodeAsked,
    CodeDoubted,
    CodeUnanswered,
    DepartureNear,
    Due,
    Heard,
    OperatorMorning,
    QuestionAnswered,
    QuestionAsked,
    QuestionPassedOn,
    Said,
    StayMoved,
    Tapped,
    WordsGathered,
    words_of,
)
from bot.core.meaning import Meaning, read
from bot.core.one_use_code import Code, opens
from bot.core.people import Cohort, Invite, Learner, Question, Sheet, Someone, Stay, Teacher, Visit
from bot.core.reply import Prompt, read_ask
from bot.core.route import Needs
from bot.core.routes import letter, needs_of_tap, needs_of_words
from bot.core.safety.grave_words import Level
from bot.core.scene import Context, Scene
from bot.core.schedule import retention
from bot.core.state import Conversation, read_conversation, read_progress
from bot.core.talk import class_progress
from bot.core.text.layout import Limits
from bot.core.text.wording import plain
from bot.ports.book import CLOCK_DOUBT, Book
from bot.ports.rows import Address, LearnerRow, Planned, PromptRow
from bot.turn import care, class_papers, course_here, spoken_words, weekly
from bot.turn.world import World

ANNOUNCEMENT_HEARD_WITHIN = timedelta(hours=24)
PASSED_MOST = 50
TEACHERS_WORDS_WITHIN = timedelta(hours=24)


class _Heard(Struct, frozen=True):
    """What is known of an event before anybody is loaded; `typed` is the newest prompt, where words may answer it."""

    conversation: Conversation
    people: tuple[Someone, ...]
    latest: Prompt | None
    prompt: Prompt | None
    typed: Prompt | None
    meaning: Meaning
    wanted: Needs
    level: Level = ""


class _Opened(Struct, frozen=True):
    """What the code, the key or the link in the words opens; `person` is whose place that is."""

    found: Cohort | None = None
    keyed: str = ""
    code: Code | None = None
    invite: Invite | None = None
    person: str = ""
    barred: bool = False


def scene_of_words(world: World, book: Book, address: Address, event: Heard, now: datetime) -> tuple[Scene, Context]:
    """The scene of what somebody said, tapped or sent: first what it means, then who it is, then what is theirs."""
    world = course_here.of_address(world, book, address, now)
    heard = _heard(world, book, address, event, now)
    opened = _opened(book, address, heard, now)
    if opened.found and not heard.people:
        world = world.teaching(opened.found.course)
    scene = _spoken(book, world, address, heard, opened, now)
    scene = replace(
        scene, announced=_announced(book, scene.learner, event, now), said_lately=spoken_words.lately(book, scene, now)
    )
    scene = _with_announcement(book, _protecting(book, scene, heard.wanted, now), heard.wanted.announcement)
    scene = replace(scene, level=heard.level)
    if heard.level == "sure" or heard.wanted.care:
        scene = replace(scene, care=care.of_speaker(world, book, scene, now))
    learner = scene.learner
    enrolment_open = bool(learner) or care.enrolment_open(world, book, scene.found, now)
    scene = replace(scene, sheet=_sheet(book, scene, heard, now)) if scene.teacher else scene
    world = course_here.of_scene(world, scene)
    context = world.context(now, learner.language if learner else "", enrolment_open=enrolment_open)
    person = scene.teacher.id if scene.teacher else scene.conversation.speaker
    if heard.wanted.digest and (scene.teacher or "operator" in scene.roles):
        scene = replace(scene, weekly=weekly.asked(book, scene, person, context))
    return scene, context


def _heard(world: World, book: Book, address: Address, event: Heard, now: datetime) -> _Heard:
    """What the event means, and what must be looked up for it."""
    conversation = read_conversation(address.conversation)
    people = tuple(book.people_at(address.id))
    latest = prompt_of(book.latest_prompt(address.id)) if isinstance(event, Said | Tapped | Attached) else None
    prompt = _tapped(book, event, latest)
    typed = latest if latest and latest.person in {"", _who(conversation, None, people, address.id, "")} else None
    words = words_of(event)
    meaning = _read(words, world, address, latest) if words else Meaning()
    if isinstance(event, Said):
        wanted = needs_of_words(meaning, conversation, typed, int(now.timestamp()))
    else:
        asked, tapped = (prompt, event.letter) if isinstance(event, Tapped) else (None, "")
        wanted = needs_of_tap(asked.choice(tapped) if asked else None, conversation)
    return _Heard(conversation, people, latest, prompt, typed, meaning, wanted, world.ear.level(words) if words else "")


def _read(words: str, world: World, address: Address, latest: Prompt | None) -> Meaning:
    """The meaning of the words; the name of a button stays that, whatever else it is in the course's language."""
    choices = latest.ask.choices if latest and world.words else ()
    named = any(plain(choice.label) == plain(words) for choice in choices)
    meaning = read(words) if named else read(words, world.words)
    worded = not world.limits.get(address.channel, Limits()).buttons
    return replace(meaning, worded=True) if worded else meaning


def _opened(book: Book, address: Address, heard: _Heard, now: datetime) -> _Opened:
    """What stands behind the code, the key or the token that was looked for."""
    wanted = heard.wanted
    found = next(filter(None, map(book.cohort_by_code, wanted.codes)), None)
    keyed = None if found else next(filter(None, map(book.learner_by_key, wanted.codes)), None)
    invite = book.invite(wanted.token, now) if wanted.token else None
    code = None if found or keyed else next(filter(None, (book.code(code, now) for code in wanted.codes)), None)
    coded = code.learner if code and opens(code, screen=address.channel == SCREEN, now=now) else ""
    person = keyed or coded or _linked(invite, heard.people, address)
    if person and _is_of_adults(book, heard.people, person):
        return _Opened(found, invite=invite, barred=True)
    return _Opened(found, keyed or "", code, invite, person)


def _is_of_adults(book: Book, people: tuple[Someone, ...], learner: str) -> bool:
    """Whether somebody with a role has this chat, who does not learn: no learner's place opens there."""
    others = [one.id for one in people if book.learner(one.id) is None]
    there = any(one.id == learner for one in people)
    return not there and any(book.roles(one) or book.teacher(one) for one in others)


def _spoken(book: Book, world: World, address: Address, heard: _Heard, opened: _Opened, now: datetime) -> Scene:
    """The scene with the person who speaks, and all that is theirs."""
    wanted, prompt = heard.wanted, heard.prompt
    person = opened.person or _who(heard.conversation, prompt, heard.people, address.id, wanted.person)
    row = book.learner(person) if person else None
    learner = _learner(book, row) if row else None
    latest = _latest(heard, person)
    at_screen = address.channel == SCREEN  # where a place to learn opens, and nothing else that a person may have
    teacher, roles = (_teacher(book, person), tuple(book.roles(person))) if person and not at_screen else (None, ())
    return Scene(
        address=address.id,
        channel=address.channel,
        conversation=_conversation(heard, person),
        learner=learner,
        people=heard.people,
        prompt=prompt,
        latest=latest,
        meaning=_named(heard.meaning, latest),
        teacher=teacher,
        roles=roles,
        road=_road(book, roles, teacher) if wanted.visit or "operator" in roles else (),
        found=opened.found or (book.cohort(wanted.cohort) if wanted.cohort else None),
        tickets=tuple(book.tickets(wanted.cohort))
        if wanted.cohort and (heard.conversation.enrolling or teacher)
        else (),
        key_shown=bool(opened.keyed),
        code=opened.code or (book.code_of(wanted.code_of, now) if wanted.code_of else None),
        invite=opened.invite,
        barred=opened.barred,
        unread=_unread(book, address, opened.person or (person if address.left else "")),
        left=address.left,
        desk_links=book.desk_links(person, now) if person and wanted.desk else 0,
        entries=tuple(book.entries(learner.id)) if learner and wanted.logbook else (),
        signer=world.signer() if wanted.signer else None,
        papers=_papers(book, world, teacher, now) if wanted.papers else {},
        undated=wanted.signer and bool(book.fact(CLOCK_DOUBT)),
        newly_here=wanted.newly_here and bool(person) and book.newly_at(address.id, person, now - retention.DATA_WAIT),
        devices=tuple(book.devices(person)) if person and wanted.devices else (),
        phoneless=at_screen and learner is not None and book.address_of(learner.id) is None,
    )


def _papers(book: Book, world: World, teacher: Teacher | None, now: datetime) -> dict[str, tuple[PaperDue, ...]]:
    """Those of each of the teacher's classes, by its cohort."""
    cohorts = [one.cohort for one in teacher.classes] if teacher else []
    return {one.id: class_papers.due(book, one, world.teaching(one.course).course, now) for one in cohorts}


def _tickets(book: Book, cohort: str) -> tuple[str, ...]:
    return tuple(book.tickets(cohort)) if cohort else ()


def _unread(book: Book, address: Address, person: str) -> tuple[Question, ...]:
    """The answers that waited for who opens the place here, or is written to again."""
    return tuple(book.unread_answers(person, address.id)) if person else ()


def _sheet(book: Book, scene: Scene, heard: _Heard, now: datetime) -> Sheet | None:
    """What the teacher sees of the learner whom a button is about, or whose name was typed, in her own classes."""
    classes = scene.teacher.classes if scene.teacher else ()
    wanted = heard.wanted.sheet
    if not wanted and heard.meaning.plain and not scene.conversation.expects:
        meant = class_progress.meant(scene, heard.meaning.plain)
        wanted = meant[0][1].learner if len(meant) == 1 else ""
    cohort = next((one.cohort for one in classes if any(who.learner == wanted for who in one.members)), None)
    row = book.learner(wanted) if wanted and cohort else None
    if row is None or cohort is None:
        return None
    struggles = book.struggles(cohort.id, now - help_reason.HARD_WITHIN, ZoneInfo(cohort.visit.zone))
    agreed_at, given_by = book.agreed(wanted) or (None, "")
    return Sheet(_learner(book, row), struggles.get(wanted), agreed_at, given_by == "guardian")


def _conversation(heard: _Heard, person: str) -> Conversation:
    """What is under way; who taps a button of their own speaks from here on, and what another was asked is over."""
    conversation, prompt = heard.conversation, heard.prompt
    if person != conversation.speaker and prompt and person == prompt.person:
        return replace(conversation, speaker=person, expects="")
    return conversation


def _latest(heard: _Heard, person: str) -> Prompt | None:
    """The newest prompt, where it is the person's."""
    if heard.meaning.text and heard.wanted.person:
        return heard.typed  # the answer to «¿Quién eres?» is read before it is known whose it is
    latest = heard.latest
    return latest if latest and latest.person in {"", person} else None


def _named(meaning: Meaning, latest: Prompt | None) -> Meaning:
    """The meaning with the button that the words name."""
    return replace(meaning, letter=letter(latest, meaning)) if latest and meaning.text else meaning


def _tapped(book: Book, event: Heard, latest: Prompt | None) -> Prompt | None:
    """The prompt of the button that was pressed; mostly it is the latest."""
    if not isinstance(event, Tapped) or not event.prompt:
        return None
    return latest if latest and latest.id == event.prompt else prompt_of(book.prompt(event.prompt))


def _protecting(book: Book, scene: Scene, wanted: Needs, now: datetime) -> Scene:
    """The scene with what those look at who protect learners, and those who read what is asked."""
    if not scene.roles and not (scene.teacher and wanted.question):
        return scene
    case = care.case_for(book, scene, wanted.case) if wanted.case else None
    cases = care.cases_for(book, scene) if care.looks_after(scene) else ()
    spoken = spoken_words.of_button(book, wanted.spoken, now) if wanted.spoken else ()
    question = _question(book, wanted.question, scene.teacher) if wanted.question else None
    return replace(scene, case=case, cases=cases, spoken=spoken, question=question or scene.question)


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
    codes = tuple((group.group, group.code) for group in groups)
    return Stay(visit, one.region, tuple(group.cohort for group in groups), codes)


def _with_announcement(book: Book, scene: Scene, wanted: str) -> Scene:
    """The scene with the announcement that it is about and its counts, else with the teacher's last one."""
    row = book.announcement(wanted) if wanted else None
    if scene.teacher:
        waiting = book.waiting_announcements(scene.teacher.id)
        scheduled = tuple(announcement.view(one) for one in waiting)
        scene = replace(scene, scheduled=scheduled, prices=tuple(book.prices()))
    if row is None:
        last = book.latest_announcement(scene.teacher.id) if scene.teacher else None
        draft = scene.conversation.draft
        again = book.recipients_of(last.id) if last and draft and draft.corrects == last.id else ()
        return replace(scene, announcement=announcement.view(last, recipients=again)) if last else scene
    if scene.teacher is None:  # whom it reached is its teacher's to read
        return replace(scene, announcement=announcement.view(row))
    names = {status: book.announcement_names(row.id, status) for status in announcement.NAMED}
    known = name_labels.names_of(scene.teacher)
    told = name_labels.announced(announcement.view(row, names, book.recipients_of(row.id)), known)
    return replace(scene, announcement=told, report=book.announcement_counts(row.id))


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


def _linked(invite: Invite | None, people: tuple[Someone, ...], address: Address) -> str:
    """Whose place a link opens that passes from a screen to a phone; a spent one only for who is there anyway."""
    if invite is None or invite.role != "phone" or address.channel == SCREEN:
        return ""
    there = invite.learner in {someone.id for someone in people}
    return "" if invite.spent and not there else invite.learner


def _learner(book: Book, row: LearnerRow) -> Learner:
    return Learner(
        id=row.id,
        name=row.name,
        age_band=row.age_band,
        progress=read_progress(row.progress),
        cohort=book.cohort(row.cohort) if row.cohort else None,
        accepted=row.accepted,
        language=row.language,
        enrolled_at=row.enrolled_at,
        heard_at=row.heard_at,
        keyless=row.keyless,
    )


def prompt_of(row: PromptRow | None) -> Prompt | None:
    if row is None:
        return None
    return Prompt(row.id, row.address, row.person or "", read_ask(row.body), row.opened_at, row.closed)


def scene_of_person(
    book: Book, world: World, someone: Someone, address: Address | None, event: Caused, now: datetime
) -> Scene:
    """What is loaded for an event about somebody who said nothing, at the address where they were heard last."""
    row = book.learner(someone.id)
    learner = _learner(book, row) if row else None
    if learner and isinstance(event, Due):
        learner = _told(book, _unnudged(book, learner), now)
    roles, teacher = tuple(book.roles(someone.id)), _teacher(book, someone.id)
    people = tuple(book.people_at(address.id)) if address else ()
    scene = Scene(
        address=address.id if address else "",
        channel=address.channel if address else "",
        conversation=read_conversation(address.conversation) if address else Conversation(),
        learner=learner,
        people=people,
        prompt=_leaving(book, address, event) if address and isinstance(event, AnnouncementReported) else None,
        teacher=teacher,
        roles=roles,
        road=_road(book, roles, teacher) if isinstance(event, DepartureNear | StayMoved) else (),
        papers=_papers(book, world, teacher, now) if isinstance(event, DepartureNear) else {},
        question=_question_of(book, event, teacher),
        case=book.case(event.alert) if isinstance(event, AlertTold) else None,
        code=book.code_of(event.learner, now) if isinstance(event, CodeAsked | CodeUnanswered | CodeDoubted) else None,
        passed=tuple(map(book.known_as, book.passed_questions(PASSED_MOST)))
        if isinstance(event, OperatorMorning)
        else (),
        spoken=spoken_words.of_day(book, event) if isinstance(event, WordsGathered) else (),
        siblings=_siblings(book, someone, people, address, now) if address and isinstance(event, Due) else (),
    )
    announced = event.announcement if isinstance(event, AnnouncementReported | AnnouncementStayed) else ""
    return _with_announcement(book, scene, announced)


def _leaving(book: Book, address: Address, event: AnnouncementReported) -> Prompt | None:
    """«Saliendo.», whose [Cancelar] is still there; a list of several has the others' too, and stays."""
    prompts = map(prompt_of, book.open_prompts_about(address.id, event.announcement))
    return next((one for one in prompts if one and announcement.only_cancels(one)), None)


def scene_of_address(book: Book, address: Address) -> Scene:
    """What is loaded for an event about an address where nobody is enrolled."""
    conversation = read_conversation(address.conversation)
    cohort = conversation.trial.cohort if conversation.trial else ""
    return Scene(address.id, address.channel, conversation, found=book.cohort(cohort) if cohort else None)


def _teacher(book: Book, person: str) -> Teacher | None:
    """The teacher, who can tell the learners of her classes apart."""
    found = book.teacher(person)
    return name_labels.told_apart(found) if found else None


def _passed(book: Book) -> tuple[Question, ...]:
    """What the teachers left, each asked by whom nobody takes for another."""
    return tuple(map(book.known_as, book.passed_questions(PASSED_MOST)))


def _question(book: Book, id: str, teacher: Teacher | None) -> Question | None:
    """The question, asked by whom the teacher, or who reads for her, knows."""
    found = book.question(id)
    if found is None or teacher is None:
        return book.known_as(found) if found else None
    return name_labels.asked(found, name_labels.names_of(teacher))


def _question_of(book: Book, event: Caused, teacher: Teacher | None) -> Question | None:
    if isinstance(event, QuestionAsked | QuestionAnswered | QuestionPassedOn):
        return _question(book, event.question, teacher)
    return None


def _siblings(
    book: Book, someone: Someone, people: tuple[Someone, ...], address: Address, now: datetime
) -> tuple[Learner, ...]:
    """The other learners at the address who have no newer one of their own."""
    rows = (book.learner(other.id) for other in people if other.id != someone.id)
    return tuple(_told(book, _learner(book, row), now) for row in rows if row and _is_written_to_at(book, row, address))


def _is_written_to_at(book: Book, row: LearnerRow, address: Address) -> bool:
    newest = book.address_of(row.id)
    return newest is not None and newest.id == address.id


def _told(book: Book, learner: Learner, now: datetime) -> Learner:
    """With what teachers said to the learner in the last day."""
    return replace(learner, told=tuple(book.teachers_words(learner.id, now - TEACHERS_WORDS_WITHIN)))


def _unnudged(book: Book, learner: Learner) -> Learner:
    """A message that did not arrive was not given: who heard nothing was not silent."""
    progress = learner.progress
    if not progress.unheard or not book.slot_missed(learner.id):
        return learner
    return replace(learner, progress=replace(progress, nudged_on="", unheard=progress.unheard - 1))
