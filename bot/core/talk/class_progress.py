"""How a class gets on, for its teacher: a line a learner, by name and never by result, and one learner's sheet."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median_low

from msgspec.structs import replace

from bot.core import audience_list, help_reason, phrase
from bot.core.effect import Looked
from bot.core.event import TeacherAsksAfter
from bot.core.name_labels import own_name
from bot.core.people import Class, Cohort, Member, Sheet
from bot.core.reply import Ask, Cause, Choice, Document
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import allowance
from bot.core.talk import classroom
from bot.core.text.names import labels
from bot.core.text.wording import called, day_words, first_name, plain, weekday_words

A_MESSAGE = 10
SHEET = "avance-xlsx"
KILOBYTES = 12
"""What the list of a class weighs at most; a test weighs it."""
CHOICES_MOST = 10
ASKED_AFTER_EVERY = timedelta(days=7)
EARLIEST, LATEST = 7, 19
GUIDE = "doc-02"
"""The teachers' piece on whom to call and how."""
_AGES = {"under_14": phrase.UNDER_14, "14_to_17": phrase.FROM_14_TO_17, "adult": phrase.ADULT}


# --- the class ---------------------------------------------------------------------------------------------


def line(one: Class, context: Context) -> list[str]:
    """How far the class is, in one line; nothing where nobody is in it."""
    members = _members(one)
    started = [member.lessons_done for member in members if member.lessons_done]
    if not members:
        return []
    total = len(context.course.lessons)
    if not started:
        return [context.t(phrase.CLASS_NOT_STARTED, all=len(members))]
    at = median_low(started)
    return [context.t(phrase.CLASS_PROGRESS, started=len(started), all=len(members), at=at, total=total)]


def show(scene: Scene, argument: str, context: Context) -> Turn | None:
    """[Avance]: a line a learner, ten a message; `argument` is the cohort and how many were shown."""
    cohort, _, shown = argument.partition(":")
    one = classroom.mine(scene, cohort)
    if one is None:
        return None
    first = int(shown) if shown.isdecimal() else 0
    members = sorted(_members(one), key=lambda member: plain(member.name))
    part = members[first : first + A_MESSAGE]
    head = line(one, context) or [context.t(phrase.NOBODY_IN_CLASS, group=one.cohort.name)]
    rows = [_row(member, one.cohort, context) for member in part]
    lines = [f"{one.cohort.name}. {head[0]}" if not first else one.cohort.name, *rows]
    if not first and rows:
        lines.append(context.t(phrase.NAME_OPENS_SHEET))
    choices = list(classroom.onward(one, context))
    if rows:
        choices.append(Choice(context.t(phrase.CLASS_AS_SHEET, kilobytes=KILOBYTES), "teacher.progress_sheet", cohort))
    if first + A_MESSAGE < len(members):
        choices.insert(0, Choice(context.t(phrase.SEE_MORE), "teacher.progress", f"{cohort}:{first + A_MESSAGE}"))
    looked = Looked(scene.the_teacher().id, None, "list")
    return scene.turn(Ask("\n".join(lines), tuple(choices)), writes=(looked,))


def as_sheet(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The class by name as a sheet, for its own teacher: it is passed on to nobody."""
    one = classroom.mine(scene, argument)
    if one is None:
        return None
    ask = Ask(context.t(phrase.CLASS_SHEET, group=one.cohort.name), classroom.onward(one, context))
    sheet = Document(ask, f"{SHEET}.{one.cohort.id}", context.t(phrase.REPORT_NO_FILE))
    return scene.turn(sheet, writes=(Looked(scene.the_teacher().id, None, "list"),))


def of_classes(scene: Scene, _argument: str, context: Context) -> Turn | None:
    """«avance»: the only class, or the first; the others are a button away."""
    classes = scene.the_teacher().classes
    if not classes:
        return None
    if len(classes) == 1:
        return show(scene, classes[0].cohort.id, context)
    shown = classes[:CHOICES_MOST]
    names = labels([one.cohort.name for one in shown])
    choices = tuple(Choice(label, "teacher.progress", one.cohort.id) for one, label in zip(shown, names, strict=True))
    lines = [f"{one.cohort.name}: {said}" for one in shown for said in line(one, context)]
    return scene.turn(Ask("\n".join([context.t(phrase.WHICH_GROUP), *lines]), choices))


def _members(one: Class) -> list[Member]:
    return [member for member in one.members if member.accepted]


def _row(member: Member, cohort: Cohort, context: Context) -> str:
    when = classroom.ago(audience_list.silent_days(member, cohort, context), context)
    done, total = member.lessons_done, len(context.course.lessons)
    return context.t(phrase.PROGRESS_ROW, name=member.name, done=done, total=total, when=when)


# --- one learner -------------------------------------------------------------------------------------------


def meant(scene: Scene, words: str) -> list[tuple[Class, Member]]:
    """Whom of the speaker's classes a typed name means; a title or a greeting beside it is no name."""
    classes = scene.teacher.classes if scene.teacher else ()
    found: list[tuple[Class, Member]] = []
    for one in classes:
        members = _members(one)
        own = [member for member in members if plain(own_name(member)) == words]
        found += [(one, member) for member in own or called(members, words)]
    return found


def named(scene: Scene, words: str, context: Context) -> Turn | None:
    """A learner's name was typed: the sheet, or which one; None when the words are something else."""
    found = meant(scene, plain(words))
    if len(found) == 1:
        return _sheet(scene, *found[0], context)
    return scene.turn(_which(found, context)) if found else None


def _which(found: list[tuple[Class, Member]], context: Context) -> Ask:
    shown = found[:CHOICES_MOST]
    names = labels([member.name for _, member in shown])
    choices = tuple(
        Choice(label, "teacher.sheet", _whose(one, member)) for (one, member), label in zip(shown, names, strict=True)
    )
    return Ask(context.t(phrase.WHICH_LEARNER), choices)


def asked_about(scene: Scene, words: str, context: Context) -> Turn | None:
    """A sentence in which a learner is named: a button to her sheet; None where none is."""
    told, classes = set(words.split()), scene.the_teacher().classes
    found = [(one, member) for one in classes for member in _members(one) if plain(first_name(member.name)) in told]
    return scene.turn(_which(found, context)) if found else None


def sheet(scene: Scene, argument: str, context: Context) -> Turn | None:
    """One of several who have that name, or whom a list named."""
    found = _found(scene, argument)
    return _sheet(scene, *found, context) if found else None


def _sheet(scene: Scene, one: Class, member: Member, context: Context) -> Turn | None:
    known = scene.sheet
    if known is None or known.learner.id != member.learner:
        return None
    said = " · ".join(facts(known, one, member, context))
    lines = [f"{classroom.known_as(member, context)} ({one.cohort.name}) · {said}"]
    struggles = {member.learner: known.struggle} if known.struggle else {}
    why = help_reason.reason(member, one, struggles, context)
    if why and why.kind != "hard":
        lines.append(help_reason.said(why, context))
    whose = _whose(one, member)
    choices = (
        Choice(context.t(phrase.WRITE_TO_LEARNER), "teacher.ask_after", whose),
        Choice(context.t(phrase.NEW_KEY), "teacher.key_for", whose),
        Choice(context.t(phrase.ANOTHER_LEARNER), "teacher.progress", one.cohort.id),
    )
    looked = Looked(scene.the_teacher().id, member.learner, "sheet")
    return scene.turn(Ask("\n".join(lines), choices), writes=(looked,))


def facts(known: Sheet, one: Class, member: Member, context: Context) -> list[str]:
    """What a sheet says of the learner, one thing each; nothing grave, and no score."""
    silent = audience_list.silent_days(member, one.cohort, context)
    return [
        context.t(phrase.SHEET_DONE, done=member.lessons_done, total=len(context.course.lessons)),
        *_remembered(known, context),
        context.t(phrase.SHEET_LAST_WORD, when=classroom.ago(silent, context)),
        *_hard(known, context),
        *_agreed(known, one.cohort, context),
    ]


def _remembered(known: Sheet, context: Context) -> list[str]:
    memory = known.learner.progress.memory
    kept = sum(1 for one in memory.values() if one.last_right)
    return [context.t(phrase.SHEET_REMEMBERS, kept=kept, asked=len(memory))] if memory else []


def _hard(known: Sheet, context: Context) -> list[str]:
    title = help_reason.title(known.struggle, context)
    return [context.t(phrase.SHEET_HARD, title=title)] if title else []


def _agreed(known: Sheet, cohort: Cohort, context: Context) -> list[str]:
    age = context.t(_AGES[known.learner.age_band]) if known.learner.age_band in _AGES else ""
    if known.agreed_at is None:
        return [age] if age else []
    day = day_words(known.agreed_at.astimezone(context.zone(cohort)).date(), context.gettext).partition(" ")[2]
    words = phrase.SHEET_AGREED_FAMILY if known.by_guardian else phrase.SHEET_AGREED
    return [f"{context.t(words, day=day)} ({age.lower()})" if age else context.t(words, day=day)]


# --- to write to one ---------------------------------------------------------------------------------------


def ask_after(scene: Scene, argument: str, context: Context) -> Turn | None:
    """[Escribirle]: Yachaski says it, in the same words for all, once in seven days and by day."""
    found, known = _found(scene, argument), scene.sheet
    if found is None or known is None or known.learner.id != found[1].learner:
        return None
    one, member = found
    refused = _refused(one, member, known, context)
    if refused:
        return scene.turn(refused)
    text = context.t(phrase.ASKED_AFTER, name=first_name(member.name))
    told = Cause(TeacherAsksAfter(member.learner, scene.the_teacher().name))
    return scene.turn(Ask(text, classroom.onward(one, context)), causes=(told,))


def _refused(one: Class, member: Member, known: Sheet, context: Context) -> Ask | None:
    onward = classroom.onward(one, context)
    if member.reach == "left":
        return Ask(context.t(phrase.ASK_AFTER_LEFT, name=member.name), onward)
    if member.reach != "yes":
        return Ask(context.t(phrase.ASK_IN_CLASS, name=member.name), onward)
    if member.paused:
        return Ask(context.t(phrase.ASK_AFTER_RESTS, name=member.name), onward)
    if audience_list.to_call(member, one.cohort, context):
        guide = Choice(context.t(phrase.HOW_TO_CALL), "training.step", f"{GUIDE}:card-1")
        return Ask(context.t(phrase.A_PERSON_HELPS, name=member.name), (guide, *onward))
    today = context.today(one.cohort)
    before = _asked_before(known, today)
    if before:
        again = weekday_words((before + ASKED_AFTER_EVERY).weekday(), context.gettext)
        return Ask(context.t(phrase.ASKED_AFTER_BEFORE, name=member.name, day=again), onward)
    if not EARLIEST <= context.now.astimezone(context.zone(one.cohort)).hour < LATEST:
        return Ask(context.t(phrase.ASK_BY_DAY), onward)
    return None


def _asked_before(known: Sheet, today: date) -> date | None:
    last = known.learner.progress.asked_after_on
    day = date.fromisoformat(last) if last else None
    return day if day and today - day < ASKED_AFTER_EVERY else None


def asked_after(scene: Scene, event: TeacherAsksAfter, context: Context) -> Turn:
    """On the learner's phone, as the day's message and in the place of a nudge; once in seven days."""
    learner = scene.learner
    if learner is None or learner.cohort is None:
        return scene.turn()
    today = context.today(learner.cohort)
    last = learner.progress.asked_after_on
    if last and today - date.fromisoformat(last) < ASKED_AFTER_EVERY:
        return scene.turn()
    taken = allowance.taken(learner, "asked_after", context)
    if taken is None:
        return allowance.put_off(scene, "asked_after", event, context)
    day = today.isoformat()
    told = scene.progressed(replace(taken, asked_after_on=day, nudged_on=day))
    text = context.t(phrase.TEACHER_ASKS_AFTER, name=first_name(learner.name), teacher=event.by)
    choices = (Choice(context.t(phrase.START), "today.start"), Choice(context.t(phrase.LATER), "today.later"))
    return told.turn(Ask(text, choices), post=classroom.held(learner.cohort, context))


def _whose(one: Class, member: Member) -> str:
    return f"{one.cohort.id}:{member.learner}"


def _found(scene: Scene, argument: str) -> tuple[Class, Member] | None:
    cohort, _, learner = argument.partition(":")
    one = classroom.mine(scene, cohort)
    member = next((member for member in _members(one) if member.learner == learner), None) if one else None
    return (one, member) if one and member else None
