"""One event answered: `respond(scene, event, context) -> Turn`.

Rules of this room:

- Values in, values out. No await, no SDK, no disk; time and chance are arguments.
- An event that does not fit changes nothing and earns a helpful next step. Nobody ever meets an error.
- What is written is read in one order: an answer to what was just asked; an everyday name of a command; what
  the programme knows by itself; within 24 hours of an announcement, something for the teacher; thanks or a greeting; a
  question to the lessons.
- Buttons carry routes, never labels: labels get translated, routes must not. `routes` says all that is true of one.
- One event earns one message (a drip may earn none).
- A talk ends with `scene.then(lead)` and names no other talk: what comes next is known here, and said below the lead.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import Enrolled, LeftCohort, Parted, Transferred
from bot.core.event import (
    Accepted,
    AdultLeaves,
    AlertTold,
    AnnouncementReported,
    AnnouncementStayed,
    Attached,
    CodeAsked,
    CodeDoubted,
    CodeSettled,
    CodeUnanswered,
    CostsReached,
    DatesChanged,
    DepartureNear,
    DigestDue,
    Due,
    Edited,
    EnteredTold,
    ErasureDue,
    Event,
    HealthChanged,
    Left,
    LessonsStopped,
    NewcomersWait,
    OfferedTogether,
    OperatorMorning,
    PapersSigned,
    PlaceFreed,
    QuestionAnswered,
    QuestionAsked,
    QuestionPassedOn,
    QuestionsPaused,
    QuestionsWait,
    RoleEnded,
    Said,
    StayMoved,
    Tapped,
    TeacherAsksAfter,
    TeacherChanged,
    TemplateStopped,
    Unblocked,
    WatchAsked,
    WordsGathered,
    WordsHeld,
    words_of,
)
from bot.core.greeting_name import greeting_name
from bot.core.reply import Ask, Choice, Follow, Prompt, Remove, Retire, Say
from bot.core.route import Route
from bot.core.routes import ACTIONS, COMMANDS, EXPECTED
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import plan, retention
from bot.core.state import Conversation
from bot.core.talk import (
    account,
    adult_data,
    announce,
    ask,
    cap,
    cases,
    class_progress,
    classroom,
    concern,
    data,
    digest,
    drip,
    enrol,
    entered,
    felt,
    handover,
    held_words,
    known_answer,
    logbook,
    long_silence,
    membership,
    new_key,
    next_step,
    operator_answer,
    operator_morning,
    opt_out,
    pending,
    phone,
    protection,
    question_review,
    role_link,
    roster,
    screen,
    second_reading,
    stuck,
    teacher,
    teacher_answer,
    teacher_bundle,
    today,
    traces,
    trial,
    visits,
    written_answer,
)
from bot.core.text import known_question, moods, reading, teacher_words
from bot.core.text.wording import plain

ACTIVE_DAYS_KEPT = 60
DOUBLE_TAP_SECONDS = 10
SAMPLE = "probar"
OF_LEARNERS = frozenset({"out", "what_now"})
"""Commands that mean nothing of who does not learn here."""


def respond(scene: Scene, event: Event, context: Context) -> Turn:
    """The turn for one event. Wrong tries at codes still count, whatever else is forgotten."""
    turn = traces.kept(_responded(scene, event, context), event, context)
    turn = opt_out.reopened(scene, second_reading.gathered(turn, context))
    if not scene.conversation.tries or turn.conversation.tries:
        return turn
    return replace(turn, conversation=replace(turn.conversation, tries=scene.conversation.tries))


def _responded(scene: Scene, event: Event, context: Context) -> Turn:
    if isinstance(event, Said | Tapped | Attached | Unblocked):
        if (
            scene.learner
            and retention.long_silent(scene.learner, context, scene.channel)
            and not _says_who(scene, event)
        ):
            return _scheduled(scene, event, context, account_first=True)
        return new_key.replaced(scene, _scheduled(_heard(scene, context), event, context), context)
    return _scheduled(scene, event, context)


def _says_who(scene: Scene, event: Said | Tapped | Attached | Unblocked) -> bool:
    """Whether the event itself tells who has the phone: the answer to that question, a code or a key."""
    if isinstance(event, Tapped):
        choice = scene.prompt.choice(event.letter) if scene.prompt else None
        return choice is not None and _tells_who(choice)
    if not isinstance(event, Said):
        return False
    told = scene.key_shown or scene.found is not None or scene.invite is not None or scene.code is not None
    return told or _answers_who(scene)


def _answers_who(scene: Scene) -> bool:
    return bool(scene.meaning.letter) and scene.latest is not None and any(map(_tells_who, scene.latest.ask.choices))


def _tells_who(choice: Choice) -> bool:
    route = ACTIONS.get(choice.action)
    return route is not None and route.tells_who


def _scheduled(scene: Scene, event: Event, context: Context, *, account_first: bool = False) -> Turn:
    """The turn, with the instant at which the learner is to be looked at again."""
    turn = next_step.taken((long_silence.answer if account_first else _answer)(scene, event, context), scene, context)
    if any(isinstance(write, Enrolled | Transferred | LeftCohort) for write in turn.writes):
        return replace(turn, next_due_at=context.now)
    if scene.learner is None or turn.progress is None:
        return turn
    occasion = plan.next(replace(scene.learner, progress=turn.progress), context)
    return replace(turn, next_due_at=occasion.at if occasion else None)


def _heard(scene: Scene, context: Context) -> Scene:
    """A word was heard: the day counts as active, and a graduate's full pace is restored."""
    if scene.learner is None:
        return scene
    progress, today_ = scene.learner.progress, context.today(scene.cohort)
    if retention.long_silent(scene.learner, context, scene.channel):  # a poster's code and «soy yo» prove nothing
        progress = replace(progress, unproved=True)
    if progress.active[-1:] != (today_.isoformat(),):
        progress = replace(progress, active=(*progress.active, today_.isoformat())[-ACTIVE_DAYS_KEPT:])
    progress = replace(progress, unheard=0) if progress.unheard else progress
    if progress.unproved and (scene.key_shown or _said_code(scene)):
        progress = replace(progress, unproved=False)
    support = progress.support
    if support and support.unanswered:
        # The stops that silence passed over are over: the pace goes on from today, without a heap.
        passed = max(support.last_stop, (today_ - timedelta(days=1)).isoformat())
        progress = replace(progress, support=replace(support, unanswered=0, last_stop=passed))
    return scene.progressed(progress)


def _answer(scene: Scene, event: Event, context: Context) -> Turn:
    left = opt_out.wished(scene, context) if isinstance(event, Said) and scene.level != "sure" else None
    if left:
        return left
    words = words_of(event)
    if not words or concern.exempt(scene):
        return _handled(scene, event, context)
    level = scene.level
    if level == "sure" and concern.is_adult(scene):
        return _adult_wrote(scene, event, context)
    urgent = concern.urgent(scene, words, level, context)
    if urgent:
        return urgent
    turn = concern.own_answer(scene, words, context) or _handled(scene, event, context)
    return concern.offered(scene, turn, context) if level else turn


def _handled(scene: Scene, event: Event, context: Context) -> Turn:
    """The event by whoever answers its kind, with the words of the next step."""
    return next_step.taken(EVENTS[type(event)](scene, event, context), scene, context)


def _adult_wrote(scene: Scene, event: Event, context: Context) -> Turn:
    """Something grave from who teaches or runs this: what is composed goes on, else it is asked whom it is about."""
    if protection.believed(scene, context):
        return _handled(scene, event, context)
    if scene.conversation.expects:
        return concern.composed(_handled(scene, event, context), context)
    return concern.about_whom(scene, context)


# --- buttons -----------------------------------------------------------------------------------------------


def _tapped(scene: Scene, event: Tapped, context: Context, *, typed: bool = False) -> Turn:
    prompt = scene.prompt
    choice = prompt.choice(event.letter) if prompt else None
    if prompt is None and event.prompt:
        return _long_ago(scene, context)
    if prompt is None or choice is None or prompt.address != scene.address or _is_gone(scene, prompt):
        return scene.then()
    route = ACTIONS.get(choice.action)
    of_several = route is not None and route.of_several
    if (prompt.closed or of_several) and _just_answered(scene, prompt, context):
        return scene.turn()
    turn = None if prompt.closed else _act(scene, route, choice.argument, context)
    turn = next_step.taken(turn or scene.then(), scene, context)
    if prompt.closed or of_several:
        return turn
    turn = replace(turn, closes=(prompt.id, event.letter.upper()))
    if scene.screen and any(isinstance(write, Parted) for write in turn.writes):
        return turn  # what was asked of who is gone is not shown again
    if any(isinstance(answer, Remove) for answer in turn.answers):
        return turn  # nor is what was taken away
    newest = scene.latest is not None and scene.latest.id == prompt.id
    one_call = newest and not typed and route is not None and route.on_the_way
    letter = event.letter.upper()
    return _following(turn, prompt, letter) if one_call else _retiring(turn, prompt, letter, typed=typed)


def _following(turn: Turn, prompt: Prompt, letter: str) -> Turn:
    """A tap on the newest message is answered by one call, where one thing is said."""
    match turn.answers:
        case (Say() | Ask() as then,):
            return replace(turn, answers=(Follow(prompt, letter, then),))
        case _:
            return _retiring(turn, prompt, letter)


def _retiring(turn: Turn, prompt: Prompt, letter: str, *, typed: bool = False) -> Turn:
    return replace(turn, answers=(*turn.answers, Retire(prompt, letter, typed)))


def _long_ago(scene: Scene, context: Context) -> Turn:
    """What the button asked is not kept any more: that, and the next step."""
    return scene.then(context.t(phrase.LONG_AGO))


def _is_gone(scene: Scene, prompt: Prompt) -> bool:
    """Whether it was asked of somebody who cannot be reached here any more."""
    return bool(prompt.person) and all(someone.id != prompt.person for someone in scene.people)


def _just_answered(scene: Scene, prompt: Prompt, context: Context) -> bool:
    """A double tap: what comes next was asked a moment ago and is on its way."""
    latest = scene.latest
    return (
        latest is not None
        and latest.id != prompt.id
        and not latest.closed
        and (context.now - latest.opened_at).total_seconds() <= DOUBLE_TAP_SECONDS
    )


def _act(scene: Scene, route: Route | None, argument: str, context: Context) -> Turn | None:
    if route is None or not route.who(scene):
        return None
    calm = replace(scene.conversation, misses=0)
    left = replace(calm, expects="", about="") if route.leaves else calm
    return route.act(scene.conversing(left), argument, context)


# --- words -------------------------------------------------------------------------------------------------


def _said(scene: Scene, text: str, context: Context) -> Turn:
    opened = scene.found or scene.key_shown or scene.code or scene.barred
    if scene.meaning.keylike and not opened and _is_known(scene):
        scene = enrol.tried(scene, context)
    return (
        _started(scene, context)
        or _goes(scene, context)
        or _family_or_insult(scene, text, context)
        or _known_meanwhile(scene, text, context)
        or _expected(scene, text, context)
        or _prompted(scene, context)
        or _announced_at_once(scene, text, context)
        or _commanded(scene, context)
        or logbook.heard(scene, text, context)
        or _group_named(scene, context)
        or _teacher_wished(scene, text, context)
        or _known(scene, text, context)
        or _felt(scene, text, context)
        or _code_said(scene, text, context)
        or pending.again(scene, text, context)
        or _adult_asked(scene, text, context)
        or _polite(scene, text, context)
        or _for_the_teacher(scene, text, context)
        or _searched(scene, text, context)
    )


def _is_known(scene: Scene) -> bool:
    """Whether somebody is here for whom a word is a word first, and not a code."""
    return bool(scene.learner or scene.teacher or scene.roles or scene.conversation.enrolling)


def _started(scene: Scene, context: Context) -> Turn | None:
    """`/start` with a code, a key or a one-time link's token, or alone."""
    said = scene.meaning
    if said.command != "start":
        return None
    if not said.argument:
        return _started_again(scene, context)
    if plain(said.argument) == SAMPLE and scene.learner is None:
        return trial.start(scene, "", context)
    if said.token:
        return _link_opened(scene, said.token, context)
    opened = _code_opens(scene, context)
    if opened:
        return opened
    return scene.then() if scene.found else enrol.unknown_code(scene, context)


def _link_opened(scene: Scene, token: str, context: Context) -> Turn:
    """A one-time link: of a role, or to pass from a screen to a phone. It is for a phone of one's own."""
    if scene.screen:
        return scene.then(context.t(phrase.SCREEN_NOT_FOR_LINKS))
    if scene.barred:
        return handover.no_learner_here(scene, context)
    if phone.is_link(token):
        return phone.opened(scene, context) or scene.then(context.t(phrase.PHONE_LINK_GONE))
    return role_link.claim(scene, context)


def _goes(scene: Scene, context: Context) -> Turn | None:
    """At a shared screen «salir» is the button, whatever was asked."""
    return screen.out(scene, "", context) if scene.screen and scene.meaning.command == "out" else None


def _started_again(scene: Scene, context: Context) -> Turn:
    if scene.learner and today.just_came_back(scene, context):
        return scene.turn()
    return today.came_back(scene, context) if scene.learner and scene.back else scene.then()


def _family_or_insult(scene: Scene, text: str, context: Context) -> Turn | None:
    """A learner's family writes, or somebody hurts: told to nobody, kept nowhere."""
    if context.ear.family(text):
        return scene.turn(Say(protection.family(context)))
    return _not_read(scene, phrase.CALM_LINE, context) if context.ear.insult(text) else None


def _expected(scene: Scene, text: str, context: Context) -> Turn | None:
    expected = EXPECTED.get(scene.conversation.expects)
    if expected is None or not expected.who(scene) or scene.meaning.slash:
        return None
    if ((scene.key_shown or _said_code(scene)) and not expected.of_key) or (
        expected.interrupts and scene.meaning.command
    ):
        return None
    return expected.answer(scene, text, context)


def _prompted(scene: Scene, context: Context) -> Turn | None:
    prompt = scene.latest
    if prompt is None or prompt.closed or scene.meaning.slash or _ends_a_rest(scene, context):
        return None
    written = written_answer.read(prompt, scene.meaning)
    if written is not None:
        return _wrote(replace(scene, prompt=prompt), prompt, written, context)
    if scene.meaning.letter:
        return _tapped(replace(scene, prompt=prompt), Tapped(prompt.id, scene.meaning.letter), context, typed=True)
    return stuck.helped(scene, prompt, context, read=_is_read(prompt)) or pending.which(scene, prompt, context)


def _wrote(scene: Scene, prompt: Prompt, answer: str, context: Context) -> Turn:
    """A quiz item answered by writing: what its button would do, with what was written in the place of the letter."""
    turn = _act(scene, ACTIONS.get(prompt.ask.choices[0].action), answer, context) or scene.then()
    turn = next_step.taken(turn, scene, context)
    return _retiring(replace(turn, closes=(prompt.id, "")), prompt, "", typed=True)


def _is_read(prompt: Prompt) -> bool:
    first = ACTIONS.get(prompt.ask.choices[0].action) if prompt.ask.choices else None
    return first is not None and first.reads


def _announced_at_once(scene: Scene, text: str, context: Context) -> Turn | None:
    """«anuncio mañana no hay clase»: a teacher says it in one go, and still sees it before it leaves."""
    words = reading.announced(text) if scene.teacher and scene.learner is None else ""
    return announce.begun_with(scene, words, context) if words else None


def _ends_a_rest(scene: Scene, context: Context) -> bool:
    """«seguir» of who rests is not the first button of whatever menu stands open."""
    rests = scene.learner is not None and scene.learner.progress.paused_until > context.today(scene.cohort).isoformat()
    return rests and (scene.meaning.command, scene.meaning.argument) == ("resume", "")


def _commanded(scene: Scene, context: Context) -> Turn | None:
    name = scene.meaning.command
    if not name or (name in OF_LEARNERS and scene.learner is None) or _doubts_while_enrolling(scene):
        return None
    calm = scene.conversing(replace(scene.conversation, expects="", misses=0))
    named = handover.menu_named(calm)
    if named:
        return calm.then(step="teacher" if named == "teacher" else "menu")
    row = next((row for row in COMMANDS.get(name, ()) if row.who(scene)), None)
    if row:
        return row.answer(calm, "", context)
    if scene.learner:
        return scene.then(step="menu")
    if name in {"data", "erase"}:
        return calm.then(context.t(phrase.MY_DATA_NONE))
    lead = concern.help_without_a_place(scene, context) if name == "help" else ""
    if name == "forgot" and not (scene.teacher or scene.roles):
        lead = context.t(phrase.FORGOT_KEY_ANSWER)
    if name == "teacher" and not scene.roles:
        lead = context.t(phrase.TEACHERS_HAVE_A_LINK)
    return calm.then(lead)


def _doubts_while_enrolling(scene: Scene) -> bool:
    """«no entiendo» of who enrols is about what is asked; «ayuda» may be about anything."""
    words = scene.meaning.plain
    return bool(scene.conversation.enrolling) and reading.wants_hint(words) and not reading.asks_for_help(words)


def _known_meanwhile(scene: Scene, text: str, context: Context) -> Turn | None:
    """What the programme knows, asked where a name, an hour or a day was to be typed: that stays asked."""
    expected = EXPECTED.get(scene.conversation.expects)
    if expected is None or not expected.meanwhile or scene.meaning.command:
        return None
    return _known(scene, text, context)


def _known(scene: Scene, text: str, context: Context) -> Turn | None:
    """What the programme knows by itself; after an announcement, what may be about that is for the teacher."""
    if scene.teacher or scene.roles or scene.meaning.slash:
        return None
    subject = known_question.subject(text, scene.meaning.plain)
    if subject is None or (scene.announced and scene.learner and subject not in known_question.OF_US):
        return None
    if scene.learner and not scene.conversation.enrolling:
        return known_answer.answer(scene, subject, text, context)
    lead = known_answer.lead(scene, subject, text, context)
    return scene.then(lead) if lead else None


def _code_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """A join code or a key that exists; or for somebody unknown, one that does not."""
    opened = _code_opens(scene, context)
    if opened:
        return opened
    if _is_known(scene):
        return enrol.no_such_code(scene, context) if scene.learner and reading.key_meant(text) else None
    return enrol.unknown_code(scene, context) if reading.code_tried(text, scene.meaning.plain) else None


def _code_opens(scene: Scene, context: Context) -> Turn | None:
    """The door that the code or the key opens; None when it opens none."""
    if scene.found and scene.found.id not in _already(scene.conversation) and handover.grown_up(scene):
        return handover.poster_opened(scene, context)
    if scene.found and scene.found.id not in _already(scene.conversation):
        return enrol.begin(scene, context)
    if scene.barred:
        return handover.no_learner_here(scene, context)
    if scene.learner and scene.key_shown:
        return enrol.key_shown(scene, context)
    if scene.code and _said_code(scene):
        return new_key.opened(scene, scene.code, context)
    return None


def _said_code(scene: Scene) -> bool:
    """Whether the words hold a one-use code."""
    return scene.code is not None and bool(scene.code.text)


def _already(conversation: Conversation) -> set[str]:
    """The cohorts that this conversation is about anyway, which nobody said just now."""
    enrolling, trying = conversation.enrolling, conversation.trial
    return {enrolling.cohort if enrolling else "", trying.cohort if trying else ""}


def _group_named(scene: Scene, context: Context) -> Turn | None:
    """A teacher types the name of a class: «3 B»."""
    if scene.teacher is None or scene.learner is not None or scene.meaning.slash:
        return None
    words = scene.meaning.text
    return teacher.named(scene, words, context) or class_progress.named(scene, words, context)


def _adult_asked(scene: Scene, text: str, context: Context) -> Turn | None:
    """What a teacher or an operator asks for in a sentence; a code in it comes first."""
    coded = scene.found or scene.code or scene.key_shown
    return (
        None if coded else teacher_answer.answer(scene, text, context) or operator_answer.answer(scene, text, context)
    )


def _teacher_wished(scene: Scene, text: str, context: Context) -> Turn | None:
    """«tengo una pregunta para la profe»: it is written now, or shown where the words hold it already."""
    if scene.learner is None or scene.meaning.slash or not teacher_words.wished(scene.meaning.plain):
        return None
    about = teacher_words.matter(text, scene.meaning.plain)
    return ask.said(scene, about, context) if about else ask.write(scene, "", context)


def _for_the_teacher(scene: Scene, text: str, context: Context) -> Turn | None:
    """What follows an announcement, and what calls the teacher by name where she can be asked."""
    learner = scene.learner
    if learner is None:
        return None
    named = not scene.meaning.command and reading.calls_teacher(scene.meaning.plain)
    called = named and learner.accepted and learner.cohort and learner.cohort.teachers
    return ask.said(scene, text, context) if scene.announced or called else None


def _felt(scene: Scene, text: str, context: Context) -> Turn | None:
    """A mood in a few words; after an announcement all but sadness is for the teacher."""
    if scene.learner is None or scene.meaning.slash or scene.conversation.enrolling:
        return None
    mood = moods.mood(text, scene.meaning.plain)
    if mood is None or (scene.announced and mood != "sad"):
        return None
    return _not_read(scene, phrase.CALM_LINE, context) if mood == "angry" else felt.answered(scene, mood, context)


def _polite(scene: Scene, text: str, context: Context) -> Turn | None:
    if scene.learner is None:
        return None
    name = greeting_name(scene.learner, context)
    if scene.meaning.thanks:
        return scene.then(context.t(phrase.THANKS, name=name), "menu")
    if scene.meaning.greets:
        return scene.then(context.t(phrase.GREETING, name=name), "menu")
    if reading.wants_hint(scene.meaning.plain):
        return account.help_(scene, "", context)
    if reading.says_no(scene.meaning.plain):
        return today.later(scene, "", context)
    if reading.warm(text, scene.meaning.plain):
        return scene.then(context.t(phrase.WARM, name=name), "menu")
    return None


def _searched(scene: Scene, text: str, context: Context) -> Turn:
    if scene.learner is None or not text.strip():
        return scene.then()
    term = context.course.glossary.find(reading.word_asked(scene.meaning.plain))
    if term:
        return scene.then(context.t(phrase.A_WORD, word=term.word, meaning=term.meaning))
    return ask.search(scene, text, context)


# --- what is not text --------------------------------------------------------------------------------------


def _attached(scene: Scene, event: Attached, context: Context) -> Turn:
    """Several sent together come one by one: the first is answered, the others are no new message."""
    listed = roster.sent(scene, event, context)
    if listed:
        return listed
    if event.album and event.album == scene.conversation.album:
        return announce.another_of_album(scene, event, context)
    conversation = replace(scene.conversation, album=event.album, pieces=1 if event.album else 0)
    return _attached_alone(scene.conversing(conversation), event, context)


def _attached_alone(scene: Scene, event: Attached, context: Context) -> Turn:
    expected = EXPECTED.get(scene.conversation.expects)
    if expected and expected.only_text:
        return scene.turn(Ask(context.t(phrase.ONLY_TEXT_HERE), ()))
    if scene.teacher:
        composed = announce.attached(scene, event, context)
        if composed:
            return composed
    if event.kind == "photo" and scene.learner and not scene.learner.progress.place:
        did = Choice(context.t(phrase.DID_IT), "lesson.did")
        return scene.turn(Ask(context.t(phrase.NICE_PICTURE), (did,)))
    lead = {"voice": phrase.NO_VOICE, "photo": phrase.NICE_PICTURE}.get(event.kind, phrase.ONLY_TEXT)
    return _not_read(scene, lead, context)


NOT_READ = (phrase.NO_VOICE, phrase.NICE_PICTURE, phrase.ONLY_TEXT, phrase.CALM_LINE, phrase.STILL_HERE)
"""The lines for what is no answer, and the short one that takes their place the next time."""


def _not_read(scene: Scene, lead: str, context: Context) -> Turn:
    """The line once, above what is pending; then a short one with its buttons, and not the whole card again."""
    latest = scene.latest
    if latest and not latest.closed and latest.ask.text.startswith(tuple(map(context.t, NOT_READ))):
        return scene.turn(Ask(context.t(phrase.STILL_HERE), latest.ask.choices, latest.ask.quiz))
    return scene.then(context.t(lead))


def _dates_changed(scene: Scene, event: DatesChanged, context: Context) -> Turn:
    """Of a person who teaches the group and learns in it, the teacher is told."""
    told = visits.dates_changed if classroom.mine(scene, event.cohort) else drip.dates_changed
    return told(scene, event, context)


def _teacher_changed(scene: Scene, event: TeacherChanged, context: Context) -> Turn:
    told = drip.teacher_changed if scene.learner else handover.teacher_changed
    return told(scene, event, context)


EVENTS: dict[type[Event], Callable[[Scene, Any, Context], Turn]] = {
    Accepted: membership.accepted,
    AdultLeaves: adult_data.left,
    AlertTold: cases.told,
    WatchAsked: cases.asked,
    AnnouncementReported: announce.reported,
    AnnouncementStayed: announce.stayed,
    Attached: _attached,
    CodeAsked: new_key.asked,
    TeacherAsksAfter: class_progress.asked_after,
    CodeDoubted: new_key.doubted,
    CodeSettled: new_key.settled,
    CodeUnanswered: new_key.unanswered,
    EnteredTold: entered.told,
    PlaceFreed: entered.freed,
    RoleEnded: handover.role_ended,
    DepartureNear: visits.leaves_tomorrow,
    DigestDue: digest.due,
    Due: lambda scene, _event, context: drip.due(scene, context),
    ErasureDue: lambda scene, _event, context: data.erasure_due(scene, context),
    HealthChanged: visits.health_changed,
    Left: screen.left,
    NewcomersWait: teacher_bundle.newcomers_wait,
    OfferedTogether: drip.offered_together,
    PapersSigned: lambda scene, _event, context: enrol.papers_signed(scene, context),
    QuestionAnswered: lambda scene, _event, context: ask.answered(scene, context),
    QuestionAsked: teacher_bundle.question_asked,
    QuestionPassedOn: question_review.passed_on,
    QuestionsPaused: question_review.paused,
    QuestionsWait: teacher_bundle.due,
    Said: lambda scene, event, context: _said(scene, event.text, context),
    Edited: lambda scene, _event, _context: scene.turn(),
    StayMoved: visits.stay_moved,
    DatesChanged: _dates_changed,
    Tapped: _tapped,
    TeacherChanged: _teacher_changed,
    WordsHeld: held_words.shown,
    WordsGathered: second_reading.bundle,
    OperatorMorning: operator_morning.told,
    CostsReached: cap.told,
    TemplateStopped: cap.template_stopped,
    LessonsStopped: cap.stopped,
    Unblocked: lambda scene, _event, context: today.came_back(scene, context) if scene.learner else scene.turn(),
}
"""Who answers each kind of event; the others (`Blocked`, `CohortWoken`) are about rows, not about words."""
