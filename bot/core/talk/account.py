"""A learner's own things: progress, hour, pause, language, who is speaking, data, erasure."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import KeyIssued, LanguageChosen, LeftCohort, Parted, Renamed
from bot.core.greeting_name import greeting_name
from bot.core.people import Learner
from bot.core.reply import Ask, Choice, Document
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import message_days, school_calendar
from bot.core.schedule import message_days as calendar
from bot.core.state import OPEN_END, Conversation
from bot.core.talk import (
    concern,
    enrol,
    entered,
    graduate,
    message_hour,
    own_key,
    phone_owner,
    proof,
    screen,
)
from bot.core.text import reading, wishes
from bot.core.text.hours import read_hour
from bot.core.text.names import firsts, read_name
from bot.core.text.weekdays import read_weekdays
from bot.core.text.wording import first_name, hour_words, listed, shown_key

LANGUAGES = {"es": "Castellano", "qu": "Runasimi (borrador)", "en": "English"}
LAST_MINUTE = 24 * 60 - 1
LONGEST_REST_DAYS = 366


# --- hour and days -----------------------------------------------------------------------------------------


def hour(scene: Scene, _argument: str, context: Context) -> Turn:
    """When do I write? Three hours to tap, any other to type; no question where the words hold one already."""
    if scene.phoneless:
        pass_ = Choice(context.t(phrase.PASS_TO_PHONE), "phone.pass")
        return scene.turn(
            Ask(context.t(phrase.SCREEN_NO_HOUR), (Choice(context.t(phrase.CONTINUE), "today.proceed"), pass_))
        )
    asked = scene.conversing(replace(scene.conversation, expects="account.hour"))
    return hour_said(asked, scene.meaning.text, context) or asked.turn(message_hour.hour_question(asked, context))


def hour_tapped(scene: Scene, argument: str, context: Context) -> Turn | None:
    """An hour was tapped; None when the button names none."""
    minutes = reading.number(argument, LAST_MINUTE)
    return None if minutes is None else _hour_is(scene, minutes, context)


def hour_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """An hour was typed; None when it is none."""
    minutes = read_hour(text)
    if minutes is None:
        return None
    here = _with_days(scene, text)
    if not enrol.EARLIEST_HOUR <= minutes <= enrol.LATEST_HOUR:
        return here.turn(Ask(context.t(phrase.HOUR_AGAIN), message_hour.hour_question(here, context).choices))
    return _hour_is(here, minutes, context)


def _with_days(scene: Scene, text: str) -> Scene:
    """The scene with the days that came along with an hour: «lunes y jueves a las 5», after departure «domingo …»."""
    progress, named = scene.the_learner().progress, read_weekdays(text)
    if progress.support and len(named) == 1:
        return scene.progressed(replace(progress, support=replace(progress.support, weekday=named[0])))
    chosen = tuple(day for day in named if day in school_calendar.SCHOOL_WEEKDAYS)
    return scene.progressed(replace(progress, days=chosen)) if chosen and not progress.support else scene


def day_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """A graduate's day was typed, perhaps with its hour: «domingo a las 5»."""
    if read_weekdays(text) and scene.the_learner().progress.support and read_hour(text) is not None:
        return hour_said(scene, text, context)
    return graduate.day_said(scene, text, context)


def _hour_is(scene: Scene, minutes: int, context: Context) -> Turn:
    document = replace(scene.the_learner().progress, hour=minutes)
    changed = scene.progressed(document).conversing(replace(scene.conversation, expects=""))
    return changed.turn(_changed(changed, context))


def _changed(scene: Scene, context: Context) -> Ask:
    document = scene.the_learner().progress
    text = context.t(
        phrase.HOUR_CHANGED,
        days=message_days.written_on(document, context),
        hour=hour_words(document.hour, context.gettext),
    )
    later = Choice(context.t(phrase.CHANGE_DAYS), "account.days")
    return Ask(text, (Choice(context.t(phrase.CONTINUE), "today.proceed"), later))


def days(scene: Scene, _argument: str, context: Context) -> Turn:
    """On which school days? After departure: on which day of the week? Words that hold them already set them."""
    progress = scene.the_learner().progress
    wanted = () if progress.support or scene.phoneless else _days_told(scene)
    if wanted:
        changed = scene.progressed(replace(progress, days=wanted))
        return changed.turn(_changed(changed, context))
    expects = "graduate.day" if progress.support else "account.days"
    asked = scene.conversing(replace(scene.conversation, expects=expects))
    return asked.turn(Ask(context.t(phrase.WHICH_DAYS if expects == "account.days" else phrase.WHICH_DAY), ()))


def _days_told(scene: Scene) -> tuple[int, ...]:
    """The school days of «solo los lunes», or those that «no los viernes» leaves."""
    named = read_weekdays(scene.meaning.text)
    if wishes.unwanted(scene.meaning.plain):
        named = tuple(day for day in scene.the_learner().progress.days if day not in named)
    return tuple(day for day in named if day in school_calendar.SCHOOL_WEEKDAYS)


def days_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """School days were typed; what is none of them is asked for again, unless it is something else altogether."""
    named, with_hour = read_weekdays(text), read_hour(text) is not None
    if named and with_hour and all(day in school_calendar.SCHOOL_WEEKDAYS for day in named):
        return hour_said(scene, text, context)
    chosen = tuple(day for day in named if day in school_calendar.SCHOOL_WEEKDAYS)
    if not chosen:
        onward = Choice(context.t(phrase.CONTINUE), "today.proceed")
        words = phrase.DAYS_OF_SCHOOL if named else phrase.DAYS_AGAIN
        return None if reading.something_else(text) else scene.turn(Ask(context.t(words), (onward,)))
    document = replace(scene.the_learner().progress, days=chosen)
    changed = scene.progressed(document).conversing(replace(scene.conversation, expects=""))
    return changed.turn(_changed(changed, context))


# --- pause -------------------------------------------------------------------------------------------------


def pause(scene: Scene, _argument: str, context: Context) -> Turn:
    """A rest: I do not write, and I still answer."""
    if scene.the_learner().progress.paused_until > context.today(scene.cohort).isoformat():
        choice = Choice(context.t(phrase.RESUME), "account.resume")
        return scene.turn(Ask(context.t(phrase.ALREADY_PAUSED), (choice,)))
    choices = (
        Choice(context.t(phrase.PAUSE_WEEK), "account.rest", "7"),
        Choice(context.t(phrase.PAUSE_MONTH), "account.rest", "30"),
        Choice(context.t(phrase.PAUSE_OPEN), "account.rest", ""),
    )
    return scene.turn(Ask(context.t(phrase.PAUSE), choices))


def rest(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The rest begins; `argument` is its length in days, empty for an open end."""
    length = reading.number(argument, LONGEST_REST_DAYS)
    if argument and not length:
        return None
    until = context.today(scene.cohort) + timedelta(days=length) if length else None
    document = replace(scene.the_learner().progress, paused_until=until.isoformat() if until else OPEN_END)
    resting = scene.progressed(document)
    text = _back_on(resting.the_learner(), until, context) if until else context.t(phrase.PAUSED)
    return resting.turn(Ask(text, (Choice(context.t(phrase.RESUME), "account.resume"),)))


def _back_on(learner: Learner, until: date, context: Context) -> str:
    """The day of the first message after the rest; where none is sure, only how long the rest is."""
    day = calendar.next_day(learner, until, context)
    words = phrase.PAUSED_UNTIL if day else phrase.RESTING_UNTIL
    return context.t(words, day=calendar.dated(day or until, context.today(learner.cohort), context))


def resume(scene: Scene, _argument: str, context: Context) -> Turn:
    """The rest is over, or the learner says «seguir»."""
    document = scene.the_learner().progress
    if not document.paused_until:
        return scene.then(step="onward")
    lead = context.t(phrase.RESUMED, name=greeting_name(scene.the_learner(), context))
    return scene.progressed(replace(document, paused_until="")).then(lead)


# --- language, help, who is speaking -----------------------------------------------------------------------


def language(scene: Scene, _argument: str, context: Context) -> Turn:
    """The language of the bot's own sentences."""
    manner = context.course.manner
    spoken = manner.speaks or (manner.language,)
    choices = tuple(Choice(LANGUAGES.get(code, code), "account.speak", code) for code in spoken)
    lessons = LANGUAGES.get(manner.language, manner.language)
    return scene.turn(Ask(context.t(phrase.LANGUAGE, lessons=lessons), choices))


def speak(scene: Scene, code: str, context: Context) -> Turn | None:
    """A language was chosen: this answer is in it already."""
    if code not in context.course.manner.speaks:
        return None
    learner = scene.the_learner()
    chosen = replace(scene, learner=replace(learner, language=code))
    lead = context.speaking(code).t(phrase.LANGUAGE_CHANGED)
    return chosen.then(lead, "menu", writes=(LanguageChosen(learner.id, code),))


def help_(scene: Scene, _argument: str, context: Context) -> Turn:
    """What can be done here, and that this chat can be read by whoever holds the phone."""
    words = phrase.SCREEN_HELP if scene.screen else phrase.HELP
    return scene.turn(concern.help_(scene, context.t(words), context))


def who(scene: Scene, _argument: str, context: Context) -> Turn:
    """Siblings on one phone: who is speaking?"""
    if scene.screen:
        return screen.out(scene, "", context)
    if not scene.shared:
        return scene.then()
    unproved = proof.wanted(scene, context)
    if unproved:
        return unproved
    called = firsts([someone.name for someone in scene.people])
    choices = tuple(
        Choice(label, "account.be", someone.id)
        for someone, label in zip(scene.people[:3], enrol.i_am(called, context), strict=False)
    )
    return scene.turn(Ask(context.t(phrase.WHO_ARE_YOU, names=listed(called, context.gettext)), choices))


def be(scene: Scene, argument: str, context: Context) -> Turn:
    """This learner speaks now (the engine loaded who was chosen)."""
    learner = scene.the_learner()
    here = scene.conversing(Conversation(speaker=learner.id))
    if learner.id != argument:
        return who(scene, "", context)
    return here.then(context.t(phrase.NOW_TALKING, name=greeting_name(learner, context)))


def key(scene: Scene, _argument: str, context: Context) -> Turn:
    """The key opens the learner's place on another phone. It is written down, or there is a new one."""
    if scene.screen:
        return scene.then(context.t(phrase.SCREEN_NO_KEY))
    unproved = proof.wanted(scene, context)
    if unproved:
        return unproved
    choices = (
        Choice(context.t(phrase.YES), "today.proceed"),
        Choice(context.t(phrase.GIVE_ME_A_KEY), "account.new_key"),
    )
    return scene.turn(Ask(context.t(phrase.MY_KEY), choices))


def new_key(scene: Scene, _argument: str, context: Context) -> Turn:
    """Another key, shown this once; a shared screen shows none."""
    if scene.screen or scene.the_learner().progress.unproved:
        return key(scene, "", context)
    waits = entered.frozen(scene, context) or entered.new_here(scene, context)
    if waits:
        return waits
    turn = scene.then(context.t(phrase.KEY_NOW, key=shown_key(context.new_key)), "menu")
    return turn.adding(KeyIssued(scene.the_learner().id, context.new_key))


def data_raw(scene: Scene, _argument: str, context: Context) -> Turn:
    """[Todo, en bruto]: the rows themselves; where somebody else may hold this, after the key."""
    waits = entered.data_wait(scene, context)
    if waits:
        return waits
    if scene.guarded:
        return own_key.ask_key(scene, "account.raw_key", context)
    return scene.turn(_rows(context))


def _rows(context: Context) -> Document:
    ask = Ask(context.t(phrase.MY_DATA_RAW_HERE), (Choice(context.t(phrase.CONTINUE), "today.proceed"),))
    return Document(ask, "misdatos-todo", context.t(phrase.MY_DATA_NO_FILE))


def raw_key_said(scene: Scene, _text: str, context: Context) -> Turn | None:
    """The key was typed, for the rows; None when it is another word, or somebody else's key."""
    if not own_key.is_own_key(scene):
        return None
    known = scene.conversing(replace(scene.conversation, expects="", about=""))
    return entered.frozen(known, context) or known.turn(_rows(context))


# --- the account, the name, the group ----------------------------------------------------------------------


def mine(scene: Scene, _argument: str, context: Context) -> Turn:
    """«Mi cuenta»: name, hour, group; at a shared screen, the way to a phone."""
    unproved = proof.wanted(scene, context)
    if unproved:
        return unproved
    learner = scene.the_learner()
    group = learner.cohort.name if learner.cohort else context.t(phrase.NO_GROUP)
    hour_or_phone = Choice(context.t(phrase.CHANGE_HOUR_LABEL), "account.hour")
    if scene.screen:
        hour_or_phone = Choice(context.t(phrase.PASS_TO_PHONE), "phone.pass")
    choices = [Choice(context.t(phrase.CHANGE_NAME), "account.rename"), hour_or_phone]
    if learner.cohort:
        choices.append(Choice(context.t(phrase.LEAVE_GROUP), "account.leave"))
    return scene.turn(
        Ask(
            context.t(
                phrase.MY_ACCOUNT,
                name=learner.name if not learner.progress.unproved else greeting_name(learner, context),
                group=group,
            ),
            tuple(choices),
        )
    )


def rename(scene: Scene, _argument: str, context: Context) -> Turn:
    """Which name? The teacher will see the former one beside it."""
    unproved = proof.wanted(scene, context)
    if unproved:
        return unproved
    asked = scene.conversing(replace(scene.conversation, expects="account.name"))
    return asked.turn(Ask(context.t(phrase.NAME_ONLY), ()))


def name_said(scene: Scene, text: str, context: Context) -> Turn:
    """A new name was typed."""
    name = read_name(text)
    if name is None:
        return scene.turn(Ask(context.t(phrase.NAME_AGAIN), ()))
    learner = scene.the_learner()
    renamed = replace(scene, learner=replace(learner, name=name)).conversing(replace(scene.conversation, expects=""))
    turn = renamed.then(context.t(phrase.RENAMED, name=first_name(name)))
    return turn.adding(Renamed(learner.id, name))


def leave(scene: Scene, _argument: str, context: Context) -> Turn | None:
    """Out of the group: alone from here on, or not at all?"""
    if scene.cohort is None:
        return None
    unproved = proof.wanted(scene, context)
    if unproved:
        return unproved
    choices = (
        Choice(context.t(phrase.GO_ALONE), "account.alone", scene.cohort.id),
        Choice(context.t(phrase.ERASE_ALL), "account.erase"),
        Choice(context.t(phrase.STAY), "enrol.stay"),
    )
    return scene.turn(Ask(context.t(phrase.LEAVE_HOW, group=scene.cohort.name), choices))


def alone(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The learner goes on without the group that was named, whose teacher loses sight; None when it is another now."""
    learner = scene.the_learner()
    if scene.cohort is None or scene.cohort.id != argument:
        return None
    unproved = proof.wanted(scene, context)
    if unproved:
        return unproved
    free = replace(scene, learner=replace(learner, cohort=None, accepted=False))
    turn = free.then(context.t(phrase.ALONE_NOW))
    return turn.adding(LeftCohort(learner.id))


# --- the phone has another owner ---------------------------------------------------------------------------


def its_me(scene: Scene, argument: str, context: Context) -> Turn:
    """Whoever says so: lessons go on where they were, or the check-in is asked now; all else needs the key."""
    if argument == phone_owner.KEEPING:
        return phone_owner.keep_question(scene, context)
    month = reading.number(argument, graduate.LAST_MONTH)
    if month:
        return scene.turn(graduate.check_in(scene, month, context))
    lead = context.t(phrase.RESUMED, name=greeting_name(scene.the_learner(), context))
    return scene.then(lead)


def somebody_else(scene: Scene, _argument: str, _context: Context) -> Turn:
    """It is not: the learner cannot be reached here any more, and whoever it is hears what this is."""
    parted = Parted(scene.the_learner().id)
    free = replace(scene, learner=None, teacher=None, roles=(), people=(), conversation=Conversation())
    return free.then(writes=(parted,))
