"""Hello, code, age, consent, name, hour: five messages, and whoever may not or will not enrol can try a lesson.

Nothing personal is stored before «Sí, acepto»: until then the answers live in the address's conversation, which
a «No acepto» empties and housekeeping forgets.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.core import consent, course_place, phrase
from bot.core.effect import Counted, Enrolled, Joined, Transferred, TrialClosed, TrialOpened
from bot.core.event import NewcomersWait
from bot.core.greeting_name import greeting_name
from bot.core.people import Cohort, Learner
from bot.core.reply import Ask, Cause, Choice, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import message_days, school_calendar
from bot.core.state import ASK_AGE, AgeBand, Conversation, Enrolling, Progress
from bot.core.talk import entered, message_hour, opening, screen, today, trial
from bot.core.text import reading
from bot.core.text.ages import read_age
from bot.core.text.hours import read_hour
from bot.core.text.names import LABEL_LONGEST, firsts, labels, read_name, shorter
from bot.core.text.wording import hour_words, listed, shown_code, weekday_words

TRIAL_DAYS = 14
EARLIEST_HOUR = 7 * 60
LATEST_HOUR = 20 * 60
TRIES_AN_HOUR = 5
LAST_TICKET, TICKETS = 999, 900
NEWCOMERS_TOLD_AFTER = timedelta(minutes=30)


def begin(scene: Scene, context: Context) -> Turn:
    """A join code was said at this address."""
    if scene.found is None:
        return unknown_code(scene, context)
    if not scene.people:
        return first_message(scene, scene.found, context)
    return _who_are_you(scene, scene.found, context)


def _who_are_you(scene: Scene, cohort: Cohort, context: Context) -> Turn:
    if scene.learner and scene.learner.progress.unproved:
        return _did_we_talk(scene, scene.learner, cohort, context)
    called = firsts([someone.name for someone in scene.people])
    names = listed(called, context.gettext)
    words = phrase.SCREEN_WHO_OF if scene.screen else phrase.WHO_ARE_YOU
    choices = [
        Choice(label, "enrol.same", f"{someone.id}:{cohort.id}")
        for someone, label in zip(scene.people[:2], i_am(called, context), strict=False)
    ]
    choices.append(Choice(context.t(phrase.I_AM_NEW), "enrol.new", cohort.id))
    return scene.turn(Ask(context.t(words, names=names), tuple(choices)))


def _did_we_talk(scene: Scene, learner: Learner, cohort: Cohort, context: Context) -> Turn:
    """The same where nobody knows who has the number by now: a code that hangs on a wall tells no name."""
    choices = (
        Choice(context.t(phrase.ITS_ME), "enrol.same", f"{learner.id}:{cohort.id}"),
        Choice(context.t(phrase.I_AM_NEW), "enrol.new", cohort.id),
    )
    return scene.turn(Ask(context.t(phrase.DID_WE_TALK), choices))


def i_am(names: list[str], context: Context) -> list[str]:
    """The buttons by which each of several says who it is."""
    return labels(names, context.gettext(phrase.I_AM))


def first_message(scene: Scene, cohort: Cohort, context: Context) -> Turn:
    """Who I am, which group this is, age band (1/5)."""
    ends = school_calendar.departure(cohort, context.zone(cohort)) + timedelta(days=TRIAL_DAYS)
    if context.now > ends:
        return stranger(scene, context, context.t(phrase.CODE_CLOSED)).adding(Counted(came_late(cohort.code)))
    if not context.enrolment_open:
        return closed(scene, context)
    conversation = Conversation(enrolling=Enrolling(cohort.id), tries=scene.conversation.tries)
    values = {"group": cohort.name, "site": cohort.visit.site}
    group = (
        context.t(phrase.THIS_GROUP, teacher=listed(list(cohort.teachers), context.gettext), **values)
        if cohort.teachers
        else context.t(phrase.THIS_GROUP_NO_TEACHER, **values)
    )
    hello = phrase.SCREEN_HELLO if scene.screen else phrase.HELLO
    asked = _age_question(cohort, context)
    text = "\n".join([context.t(hello), group, asked.text])
    return replace(scene, conversation=conversation, learner=None).turn(replace(asked, text=text))


def _age_question(cohort: Cohort, context: Context) -> Ask:
    choices = (
        Choice(context.t(phrase.UNDER_14), "enrol.age", f"under_14:{cohort.id}"),
        Choice(context.t(phrase.FROM_14_TO_17), "enrol.age", f"14_to_17:{cohort.id}"),
        Choice(context.t(phrase.ADULT), "enrol.age", f"adult:{cohort.id}"),
    )
    return Ask(context.t(phrase.HOW_OLD), choices)


def closed(scene: Scene, context: Context) -> Turn:
    """Nobody protects the learners yet: nobody enrols, and hears why."""
    here = scene.conversing(replace(scene.conversation, enrolling=None, expects=""))
    ask = Ask(context.t(phrase.ENROLMENT_CLOSED), (Choice(context.t(phrase.TRY_LESSON), "trial.start"),))
    return here.turn(ask)


def came_late(code: str) -> str:
    """Under which name those are counted who came with a code that had closed."""
    return f"closed code {code}"


def new(scene: Scene, cohort_id: str, context: Context) -> Turn:
    """Somebody else on the same phone enrols; at a shared screen whoever was there is gone."""
    if scene.learner is None and (scene.teacher or scene.roles):
        return scene.turn(Say(context.t(phrase.NO_LEARNER_HERE)))
    here, gone = (screen.emptied(scene), screen.parted(scene)) if scene.screen else (scene, ())
    if scene.found is None or scene.found.id != cohort_id:
        return stranger(here, context).adding(*gone)
    return first_message(here, scene.found, context).adding(*gone)


def same(scene: Scene, argument: str, context: Context) -> Turn:
    """It is the learner who is here already: they speak now, and may be passing to another group."""
    person, _, cohort_id = argument.partition(":")
    learner = scene.learner
    if learner is None or learner.id != person:
        return stranger(scene, context)
    here = scene.conversing(Conversation(speaker=person))
    cohort = scene.found
    if cohort is None or cohort.id != cohort_id or (learner.cohort and learner.cohort.id == cohort.id):
        return here.then(context.t(phrase.WELCOME_BACK, name=greeting_name(learner, context)))
    if learner.cohort is None:
        return transfer(here, cohort.id, context)
    text = context.t(phrase.CHANGE_GROUP, old=learner.cohort.name, new=cohort.name)
    choices = (
        Choice(context.t(phrase.CHANGE_GROUP_YES), "enrol.transfer", cohort.id),
        Choice(context.t(phrase.NO), "enrol.stay"),
    )
    return here.turn(Ask(text, choices))


def transfer(scene: Scene, cohort_id: str, context: Context) -> Turn:
    """The learner passes to the cohort of the new code; progress comes along, the old teacher loses sight."""
    learner, cohort = scene.the_learner(), scene.found
    if cohort is None or cohort.id != cohort_id:
        return scene.then()
    passed = replace(scene, learner=replace(learner, cohort=cohort, accepted=False))
    old = learner.cohort.visit.id if learner.cohort else ""
    age_asked = learner.progress.age_asked if old == cohort.visit.id else ASK_AGE
    fresh = passed.progressed(replace(learner.progress, support=None, start="", age_asked=age_asked))
    turn = _welcome_over(fresh, cohort, context)
    return replace(turn, causes=_newcomer(cohort, context)).adding(Transferred(learner.id, cohort.id, accepted=False))


def _welcome_over(scene: Scene, cohort: Cohort, context: Context) -> Turn:
    """In another group, with everything that was learnt before."""
    lead = context.t(phrase.CHANGED_GROUP, group=cohort.name)
    if not scene.the_learner().progress.done:
        return scene.then(lead, "menu")
    review, new = Choice(context.t(phrase.REVIEW), "today.reviews"), Choice(context.t(phrase.GO_TO_NEW), "today.start")
    return scene.turn(Ask(lead, (review, new)))


def stay(scene: Scene, _argument: str, context: Context) -> Turn:
    """The learner stays in the old group."""
    group = scene.cohort.name if scene.cohort else ""
    return scene.then(context.t(phrase.STAYING, group=group))


def age(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The age band: consent in at most 80 words (2/5), or for the youngest a trial until the paper is signed."""
    band, _, cohort_id = argument.partition(":")
    enrolling = scene.conversation.enrolling
    if enrolling is None or enrolling.cohort != cohort_id or scene.found is None:
        return None
    if band == "under_14":
        return _under_14(scene, scene.found, context)
    age_band: AgeBand = "adult" if band == "adult" else "14_to_17"
    enrolling = replace(enrolling, age_band=age_band, consented_at=0)
    asked = scene.conversing(replace(scene.conversation, enrolling=enrolling, expects=""))
    return asked.turn(consent_question(enrolling, context))


def consent_question(enrolling: Enrolling, context: Context) -> Ask:
    """What is kept, who reads it, how to be forgotten."""
    return _consent(context.t(phrase.CONSENT), enrolling, context)


def consent_in_full(context: Context) -> str:
    """Who is responsible, through whom messages pass, what is kept and how long, where to complain."""
    who = context.responsible or context.t(phrase.RESPONSIBLE_UNNAMED)
    passes = (
        [context.t(phrase.PASSES_ABROAD, carriers=listed([*context.abroad], context.gettext))] if context.abroad else []
    )
    passes += (
        [context.t(phrase.PASSES_AT_HOME, carriers=listed([*context.at_home], context.gettext))]
        if context.at_home
        else []
    )
    return context.t(phrase.CONSENT_MORE, responsible=who, abroad="".join(f" {sentence}" for sentence in passes))


def _consent(text: str, enrolling: Enrolling, context: Context) -> Ask:
    asked = _asked_of(enrolling)
    return Ask(
        text,
        (
            Choice(context.t(phrase.ACCEPT), "enrol.accept", asked),
            Choice(context.t(phrase.READ_MORE), "enrol.more", asked),
            Choice(context.t(phrase.DECLINE), "enrol.decline", asked),
        ),
    )


def _asked_of(enrolling: Enrolling | None) -> str:
    """Of which age and cohort the consent is asked; `""` when it is not."""
    return f"{enrolling.age_band}:{enrolling.cohort}" if enrolling and enrolling.age_band else ""


def consent_again(enrolling: Enrolling, context: Context) -> Ask:
    """The longer text, which says what each thing is for."""
    return _consent(f"{consent_in_full(context)}\n{context.t(phrase.DO_YOU_ACCEPT)}", enrolling, context)


def more(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The longer text, and the same question; None when the button is of another enrolment."""
    enrolling = scene.conversation.enrolling
    if enrolling is None or argument != _asked_of(enrolling):
        return None
    return scene.turn(consent_again(enrolling, context))


def accept(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Sí, acepto»: from here on things are stored (3/5). None when the button is of another enrolment."""
    enrolling = scene.conversation.enrolling
    if enrolling is None or enrolling.age_band is None or argument != _asked_of(enrolling):
        return None
    if not context.enrolment_open:
        return closed(scene, context)
    agreed = replace(enrolling, consented_at=int(context.now.timestamp()))
    asked = scene.conversing(replace(scene.conversation, enrolling=agreed, expects="enrol.name"))
    return asked.turn(Ask(context.t(phrase.WHAT_NAME), ()))


def decline(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«No acepto»: the conversation forgets what was said; None when somebody is enrolled here since then."""
    if argument != _asked_of(scene.conversation.enrolling):
        return None
    empty = replace(scene, conversation=Conversation(tries=scene.conversation.tries), learner=None)
    again = Choice(context.t(phrase.RETHINK), "enrol.again", argument.partition(":")[2])
    return empty.turn(Ask(context.t(phrase.DECLINED), (Choice(context.t(phrase.TRY_LESSON), "trial.start"), again)))


def _under_14(scene: Scene, cohort: Cohort, context: Context) -> Turn:
    if scene.screen:
        return screen.under_14(scene, cohort, context)
    ticket = own_ticket(context.new_ticket, scene.tickets)
    conversation = Conversation(trial=trial.opened(cohort.id, ticket))
    opened = TrialOpened(cohort.id, ticket, context.now + timedelta(days=TRIAL_DAYS))
    text = context.t(phrase.UNDER_14_TRIAL, teacher=listed(list(cohort.teachers), context.gettext), ticket=ticket)
    ask = Ask(text, (Choice(context.t(phrase.TRY_LESSON), "trial.start"),))
    return replace(scene, conversation=conversation, learner=None).turn(
        ask, writes=(opened,), causes=_newcomer(cohort, context)
    )


def own_ticket(drawn: str, taken: tuple[str, ...]) -> str:
    """The number that was drawn, or the next one that no other paper of the cohort has."""
    own = int(drawn)
    while str(own) in taken and len(taken) < TICKETS:
        own = own + 1 if own < LAST_TICKET else LAST_TICKET - TICKETS + 1
    return str(own)


def papers_signed(scene: Scene, context: Context) -> Turn:
    """The teacher holds the signed paper: the child says a name, and the trial becomes an enrolment."""
    tried = scene.conversation.trial
    if tried is None or not tried.cohort:
        return scene.turn()
    now = int(context.now.timestamp())
    enrolling = Enrolling(tried.cohort, "under_14", now, guardian=True, ticket=tried.ticket)
    asked = scene.conversing(Conversation(enrolling=enrolling, expects="enrol.name"))
    text = f"{context.t(phrase.PAPERS_ARE_SIGNED)} {context.t(phrase.NAME_ONLY)}"
    return asked.turn(Ask(text, ()), writes=(TrialClosed(),))


def name(scene: Scene, text: str, context: Context) -> Turn | None:
    """The name that the teacher will recognise: the learner exists from here on (4/5)."""
    enrolling, chosen = scene.conversation.enrolling, read_name(text)
    if enrolling is None or enrolling.age_band is None or scene.found is None:
        return None
    latest = scene.latest
    if scene.meaning.asks or (latest and not latest.closed and scene.meaning.letter):
        return None
    if chosen is None or scene.meaning.greets:
        return scene.turn(Ask(context.t(phrase.NAME_AGAIN), ()))
    if shorter(chosen) != chosen:
        return scene.turn(_call_you(shorter(chosen), enrolling, context))
    return _joined(scene, chosen, context)


def _call_you(name: str, enrolling: Enrolling, context: Context) -> Ask:
    """Whole surnames are not kept: the first name with a letter is offered."""
    asked = _asked_of(enrolling)
    choices = (
        Choice(context.t(phrase.CALL_ME_SO), "enrol.named", f"{asked}/{name}"),
        Choice(context.t(phrase.ANOTHER_NAME), "enrol.rename", asked),
    )
    return Ask(context.t(phrase.CALL_YOU, name=name.rstrip(".")), choices)


def named(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The name that was offered; None when the button is of another enrolment."""
    asked, _, chosen = argument.partition("/")
    enrolling = scene.conversation.enrolling
    if enrolling is None or not enrolling.consented_at or asked != _asked_of(enrolling):
        return None
    return _joined(scene, chosen, context)


def another_name(scene: Scene, argument: str, context: Context) -> Turn | None:
    """Another name than the one that was offered."""
    enrolling = scene.conversation.enrolling
    if enrolling is None or argument != _asked_of(enrolling):
        return None
    return scene.turn(Ask(context.t(phrase.NAME_AGAIN), ()))


def _joined(scene: Scene, chosen: str, context: Context) -> Turn | None:
    """The learner exists."""
    enrolling, cohort = scene.conversation.enrolling, scene.found
    if enrolling is None or enrolling.age_band is None or cohort is None:
        return None
    learner = Learner(
        id=context.new_id,
        name=chosen,
        age_band=enrolling.age_band,
        progress=Progress(active=(context.today(cohort).isoformat(),)),
        cohort=cohort,
        accepted=enrolling.guardian,
        language="",
        enrolled_at=context.now,
    )
    enrolled = Enrolled(
        learner=learner.id,
        name=chosen,
        age_band=enrolling.age_band,
        cohort=cohort.id,
        key=context.new_key,
        accepted=enrolling.guardian,
        consent_version=consent.VERSION,
        consented_at=context.local(enrolling.consented_at, context.zone(cohort)),
        guardian=enrolling.guardian,
        paper=enrolling.ticket,
    )
    expects = "" if scene.screen else "enrol.hour"
    joined = replace(scene, learner=learner, conversation=Conversation(speaker=learner.id, expects=expects))
    causes = () if enrolling.guardian else _newcomer(cohort, context)
    ask = _enrolled_at_screen(joined, context) if scene.screen else hour_question(joined, context)
    return joined.turn(ask, writes=(enrolled,), causes=causes)


def _enrolled_at_screen(scene: Scene, context: Context) -> Ask:
    cohort = scene.cohort
    question = _where_from(cohort, context) if cohort and _late(cohort, context) else None
    return screen.enrolled(scene, context, question)


def _newcomer(cohort: Cohort, context: Context) -> tuple[Cause, ...]:
    """Each teacher hears of newcomers together: those of one half hour in one message."""
    at = context.now + NEWCOMERS_TOLD_AFTER
    bucket = int(at.timestamp() // NEWCOMERS_TOLD_AFTER.total_seconds())
    return (Cause(NewcomersWait("", cohort.id), at, f"newcomers:{cohort.id}:{bucket}"),)


def hour_question(scene: Scene, context: Context) -> Ask:
    """When the phone is at hand (4/5)."""
    choices = tuple(
        Choice(hour_words(minutes, context.gettext), "enrol.hour", str(minutes)) for minutes in message_hour.HOURS
    )
    return Ask(context.t(phrase.WHAT_HOUR, name=scene.the_learner().name.rstrip(".")), choices)


def hour_chosen(scene: Scene, argument: str, context: Context) -> Turn | None:
    """An hour was tapped; None when the button names none."""
    minutes = reading.number(argument, LATEST_HOUR)
    return _settled(scene, minutes, context) if minutes and minutes >= EARLIEST_HOUR else None


def hour_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """An hour was typed; None when it is not one."""
    minutes = read_hour(text)
    if minutes is None:
        return None
    if not EARLIEST_HOUR <= minutes <= LATEST_HOUR:
        return scene.turn(Ask(context.t(phrase.HOUR_AGAIN), hour_question(scene, context).choices))
    return _settled(scene, minutes, context)


def _settled(scene: Scene, minutes: int, context: Context) -> Turn:
    learner = scene.the_learner()
    settled = scene.progressed(replace(learner.progress, hour=minutes)).conversing(
        replace(scene.conversation, expects="", about="")
    )
    if learner.cohort and not learner.progress.done and _late(learner.cohort, context):
        return settled.turn(_where_from(learner.cohort, context))
    return settled.turn(ready(settled, context))


def _late(cohort: Cohort, context: Context) -> bool:
    today_ = context.today(cohort)
    return 1 < school_calendar.week_of(cohort, today_) <= len(context.course.units) and today_ <= cohort.visit.departs


def _where_from(cohort: Cohort, context: Context) -> Ask:
    week = school_calendar.week_of(cohort, context.today(cohort))
    choices = (
        Choice(context.t(phrase.FROM_START), "enrol.from", ""),
        Choice(context.t(phrase.WITH_GROUP), "enrol.from", str(week)),
    )
    return Ask(context.t(phrase.LATE_JOIN, week=week), choices)


def start_from(scene: Scene, argument: str, context: Context) -> Turn:
    """From the beginning, or with the class; what lies before stays open either way."""
    unit = next((unit for unit in context.course.units if str(unit.week) == argument), None)
    start = unit.lessons[0].id if unit else ""
    begun = scene.progressed(replace(scene.the_learner().progress, start=start))
    return today.start(begun, "", context) if scene.screen else begun.turn(ready(begun, context))


def ready(scene: Scene, context: Context) -> Ask:
    """Done, and the first lesson (5/5)."""
    learner = scene.the_learner()
    progress, first = learner.progress, course_place.ahead(learner, context)
    text = context.t(
        phrase.ENROLLED,
        name=greeting_name(learner, context),
        days=message_days.days_words(progress.days, context),
        hour=hour_words(progress.hour, context.gettext),
        minutes=first.minutes if first else 5,
    )
    begin_ = Choice(context.t(phrase.START), "today.start", f":{first.id}" if first else "")
    return Ask(text, (begin_, _not_now(learner, context)))


def _not_now(learner: Learner, context: Context) -> Choice:
    """The learner's hour on the first day with a message; where none is sure, no day is named."""
    local = context.now.astimezone(context.zone(learner.cohort))
    minutes, today_ = learner.progress.hour, local.date()
    first = today_ if local.hour * 60 + local.minute < minutes else today_ + timedelta(days=1)
    day, hour = message_days.next_day(learner, first, context), hour_words(minutes, context.gettext)
    if day is None:
        return Choice(context.t(phrase.LATER), "today.later")
    if day == today_:
        return Choice(context.t(phrase.TODAY_AT, hour=hour), "enrol.later")
    if day == today_ + timedelta(days=1):
        return Choice(context.t(phrase.TOMORROW_AT, hour=hour), "enrol.later")
    named = message_days.when_words(day, today_, context).capitalize()
    with_hour = context.t(phrase.ON_DAY_AT, day=weekday_words(day.weekday(), context.gettext).capitalize(), hour=hour)
    return Choice(with_hour if len(with_hour) <= LABEL_LONGEST else named[:LABEL_LONGEST], "enrol.later")


def later(scene: Scene, _argument: str, context: Context) -> Turn:
    """The first lesson waits for the learner's hour."""
    text = context.t(phrase.SEE_YOU, name=greeting_name(scene.the_learner(), context))
    return scene.turn(Ask(text, (Choice(context.t(phrase.START), "today.start"),)))


# --- strangers ---------------------------------------------------------------------------------------------


def stranger(scene: Scene, context: Context, lead: str = "") -> Turn:
    """Nobody we know, and no code: what this is, whom to ask, one lesson to try."""
    if scene.screen:
        return screen.who_are_you(scene, context, lead)
    greeted = _greeted(scene, context)
    lines = [lead or ("" if greeted else context.t(phrase.HELLO)), context.t(phrase.NO_CODE_HELLO)]
    return scene.turn(Ask("\n".join(filter(None, lines)), _stranger_choices(scene, context)))


def _greeted(scene: Scene, context: Context) -> bool:
    """Whether the last thing that was said here is for who has no code, and need not be said whole again."""
    latest = scene.latest
    said = scene.meaning.plain and not scene.meaning.greets and not scene.meaning.slash
    told = (context.t(phrase.NO_CODE_HELLO), context.t(phrase.DECLINED))
    return bool(said and latest and any(line in latest.ask.text for line in told))


def no_code(scene: Scene, _argument: str, context: Context) -> Turn:
    """Where the code is to be found."""
    return scene.turn(Ask(context.t(phrase.NO_CODE_ANSWER), (Choice(context.t(phrase.TRY_LESSON), "trial.start"),)))


def unknown_code(scene: Scene, context: Context) -> Turn:
    """A code that opens nothing; at most five an hour."""
    return no_such_code(tried(scene, context), context)


def tried(scene: Scene, context: Context) -> Scene:
    """The scene with one more wrong try at this address."""
    hour_ago = int(context.now.timestamp()) - 3600
    tries = (*(at for at in scene.conversation.tries if at > hour_ago), int(context.now.timestamp()))
    return scene.conversing(replace(scene.conversation, tries=tries[-TRIES_AN_HOUR:]))


def no_such_code(scene: Scene, context: Context) -> Turn:
    """What to look at, or to wait; the try is counted already."""
    words = phrase.UNKNOWN_CODE if scene.learner or reading.code_meant(scene.meaning.text) else phrase.NEED_A_CODE
    text = context.t(phrase.SCREEN_UNKNOWN if scene.screen else words, example=shown_code("HUAYTAR3"))
    if not may_try_code(scene.conversation, int(context.now.timestamp())):
        text = context.t(phrase.TOO_MANY_CODES)
    if scene.learner:
        return scene.then(text, "menu")
    return scene.turn(Ask(text, screen.choices(context) if scene.screen else _stranger_choices(scene, context)))


def may_try_code(conversation: Conversation, now: int) -> bool:
    """Whether a code may be looked up: fewer than five wrong ones in the last hour."""
    return sum(1 for at in conversation.tries if at > now - 3600) < TRIES_AN_HOUR


def _stranger_choices(scene: Scene, context: Context) -> tuple[Choice, ...]:
    """To try, and where a code is to be found; who said no a moment ago may still think again."""
    shown = scene.latest.ask.choices if scene.latest else ()
    again = tuple(choice for choice in shown if choice.label == context.t(phrase.RETHINK))
    no_code_ = (Choice(context.t(phrase.NO_CODE), "enrol.no_code"),)
    return (Choice(context.t(phrase.TRY_LESSON), "trial.start"), *(again or no_code_))


def key_shown(scene: Scene, context: Context) -> Turn:
    """The learner's own key: they can be reached here too, and go on where they were.

    At a shared screen whoever was there before is there no more.
    """
    learner = scene.the_learner()
    here = scene.conversing(Conversation(speaker=learner.id, tries=scene.conversation.tries))
    words = phrase.SCREEN_RECOGNISED if scene.screen else phrase.KEY_RECOGNISED
    turn = opening.opened(here, context.t(words, name=greeting_name(learner, context)), context)
    joined = turn.adding(*screen.parted(scene, but=learner.id), Joined(learner.id))
    return replace(joined, causes=(*joined.causes, *entered.causes(scene, context)))


def resume(scene: Scene, context: Context) -> Turn:
    """Somebody in the middle of enrolling sent something else: the pending question again."""
    enrolling = scene.conversation.enrolling
    if enrolling is None or scene.found is None:
        return stranger(scene, context)
    if enrolling.age_band is None:
        return scene.turn(_age_question(scene.found, context))
    if enrolling.consented_at == 0:
        return scene.turn(_consent(context.t(phrase.CONSENT_AGAIN), enrolling, context))
    return scene.turn(Ask(context.t(phrase.NAME_AGAIN), ()))


def said_meanwhile(scene: Scene, text: str, context: Context) -> Turn | None:
    """Words of somebody who is enrolling: the age, or the pending question again; None where nobody is."""
    enrolling = scene.conversation.enrolling
    if enrolling is None or scene.found is None:
        return None
    band = read_age(text, context.today(scene.found)) if enrolling.age_band is None else None
    told = age(scene, f"{band}:{scene.found.id}", context) if band else None
    if told:
        return told
    turn = resume(scene, context)
    lead = context.t(phrase.ASK_AFTERWARDS) if scene.meaning.asks else ""
    return turn.led(lead)
