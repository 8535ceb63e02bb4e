"""A teacher's own teacher_menu.things: the role, the cohort with who went quiet, questions to answer.

Every argument is checked against the classes that the speaker teaches now; what is not theirs earns the next step."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.core import audience_list, phrase
from bot.core.case import Of
from bot.core.effect import Answered, QuestionsHourChosen
from bot.core.event import (
    QuestionAnswered,
    QuestionsPaused,
)
from bot.core.people import Class, Member, Question
from bot.core.reply import Ask, Cause, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import school_calendar
from bot.core.schedule.message_days import dated
from bot.core.talk import (
    class_progress,
    classroom,
    held_words,
    lettered_list,
    protection,
    refusal,
    teacher_menu,
)
from bot.core.text import reading
from bot.core.text.group_names import group_key
from bot.core.text.hours import read_hour
from bot.core.text.names import LABEL_LONGEST
from bot.core.text.wording import day_words, hour_words

LIST_LONGEST = 10
MINUTES_A_DAY = 24 * 60
QUESTION_HOURS = (13 * 60, 17 * 60)
EARLIEST_QUESTIONS, LATEST_QUESTIONS = 7 * 60, 20 * 60


def help_(scene: Scene, _argument: str, context: Context) -> Turn:
    """What a teacher can do here."""
    words = f"{context.t(phrase.TEACHER_HELP)}\n\n{context.t(phrase.THE_LINES)}"
    return scene.then(words, "teacher")


def later(scene: Scene, _argument: str, context: Context) -> Turn:
    """It stays on the list."""
    group = context.t(phrase.MY_GROUP if len(scene.the_teacher().classes) < 2 else phrase.MY_GROUPS)
    return scene.then(context.t(phrase.TEACHER_LATER, list=group), "teacher")


# --- the cohort --------------------------------------------------------------------------------------------


def cohorts(scene: Scene, _argument: str, context: Context) -> Turn:
    """`/cohorte`: the class, or first which one."""
    classes = scene.the_teacher().classes
    if len(classes) == 1:
        return scene.turn(_sheet(classes[0], context))
    sites = {one.cohort.visit.site for one in classes}
    named = [(_called(one, with_site=len(sites) > 1), one.cohort.id) for one in classes[:LIST_LONGEST]]
    if any(len(name) > LABEL_LONGEST for name, _ in named):
        return scene.turn(lettered_list.lettered(context.t(phrase.WHICH_GROUP), "teacher.cohort", named))
    choices = tuple(Choice(name, "teacher.cohort", id) for name, id in named)
    return scene.turn(Ask(context.t(phrase.WHICH_GROUP), choices))


def _called(one: Class, *, with_site: bool) -> str:
    return f"{one.cohort.name}, {one.cohort.visit.site}" if with_site else one.cohort.name


def named(scene: Scene, words: str, context: Context) -> Turn | None:
    """The name of one of the classes was typed; None when the words are something else."""
    key = group_key(words)
    found = [one for one in scene.the_teacher().classes if key and group_key(one.cohort.name) == key]
    if not found:
        return None
    return scene.turn(_sheet(found[0], context)) if len(found) == 1 else cohorts(scene, "", context)


def cohort(scene: Scene, argument: str, context: Context) -> Turn | None:
    """One class was chosen."""
    one = classroom.mine(scene, argument)
    return scene.turn(_sheet(one, context)) if one else None


def _sheet(one: Class, context: Context) -> Ask:
    members = [member for member in one.members if member.accepted]
    quiet = [member for member in members if audience_list.went_quiet(member, one.cohort, context)]
    call = [member for member in quiet if audience_list.to_call(member, one.cohort, context)]
    count = phrase.GRADUATES_IN if any(member.graduated for member in members) else phrase.STUDENTS_IN
    lines = [context.n(count, len(members), group=one.cohort.name, site=one.cohort.visit.site)]
    lines += class_progress.line(one, context)
    until = one.cohort.paused_until
    if until and until > context.today(one.cohort):
        lines.append(context.t(phrase.GROUP_RESTS, day=dated(until, context.today(one.cohort), context)))
    lines += _silent(one, phrase.TO_CALL, call, context)
    lines += _silent(one, phrase.QUIET_ONES, [member for member in quiet if member not in call], context)
    if members and not quiet:
        lines.append(context.t(phrase.ALL_ANSWER))
    lines += _unreached(one, members, context)
    lines += _to_see(one, context)
    return Ask("\n".join(lines), _sheet_choices(one, context))


def _silent(one: Class, head: str, members: list[Member], context: Context) -> list[str]:
    if not members:
        return []
    longest = sorted(members, key=lambda member: audience_list.last_word(member, one.cohort, context))
    shown = longest[: audience_list.NAMES_SHOWN]
    lines = [context.t(head)]
    for member in shown:
        when = classroom.ago(audience_list.silent_days(member, one.cohort, context), context)
        lines.append(context.t(phrase.QUIET_SINCE, name=classroom.known_as(member, context), when=when))
    if len(longest) > len(shown):
        lines.append(context.t(phrase.AND_MORE, names="…", n=len(longest) - len(shown)))
    return lines


def _unreached(one: Class, members: list[Member], context: Context) -> list[str]:
    today_ = context.today(one.cohort)
    leaving = school_calendar.leaves_soon(one.cohort, today_)
    without, departs = phrase.WITHOUT_PHONE, dated(one.cohort.visit.departs, today_, context)
    if leaving and not any(member.graduated for member in members):
        without = phrase.PHONES_BEFORE_LEAVING
    lines = []
    for reach, words in (("no_phone", without), ("blocked", phrase.BLOCKED_BY), ("left", phrase.OPTED_OUT_ONES)):
        names = [member.name for member in members if member.reach == reach]
        if names:
            lines.append(context.t(words, names=audience_list.named(names, context), day=departs))
    return lines


def _to_see(one: Class, context: Context) -> list[str]:
    waiting = teacher_menu.things(one, context)
    return [context.t(phrase.TO_SEE, things=waiting)] if waiting else []


def _sheet_choices(one: Class, context: Context) -> tuple[Choice, ...]:
    choices = teacher_menu.work(one, context)[:2]
    others = (_progress(one, context), Choice(context.t(phrase.ANNOUNCE), "announce.begin"))
    choices += others[: 2 - len(choices)]
    return (*choices, Choice(context.t(phrase.MORE_OF_GROUP), "teacher.more", one.cohort.id))


def _progress(one: Class, context: Context) -> Choice:
    return Choice(context.t(phrase.PROGRESS_BUTTON), "teacher.progress", one.cohort.id)


def more(scene: Scene, argument: str, context: Context) -> Turn | None:
    """What else can be done with a class."""
    one = classroom.mine(scene, argument)
    if one is None:
        return None
    until, id = one.cohort.paused_until, one.cohort.id
    rests = until is not None and until > context.today(one.cohort)
    choices = [
        *teacher_menu.work(one, context)[2:],
        *([_progress(one, context)] if len(teacher_menu.work(one, context)) > 1 else ()),
        Choice(context.t(phrase.REGISTER_SHORT), "teacher.register", id),
        Choice(context.t(phrase.NEW_KEY), "teacher.key", id),
        Choice(context.t(phrase.RESUME_GROUP), "teacher.resume", id)
        if rests
        else Choice(context.t(phrase.PAUSE_GROUP), "teacher.pause", id),
        Choice(context.t(phrase.REPLACES_ME), "teacher.replaced", id),
    ]
    return scene.turn(Ask(context.t(phrase.WHAT_WITH_GROUP, group=one.cohort.name), tuple(choices)))


# --- questions ---------------------------------------------------------------------------------------------


def question(scene: Scene, argument: str, context: Context) -> Turn | None:
    """One of the questions that came together."""
    found = _open(scene, argument)
    if found is None:
        return _closed(scene, context)
    return scene.turn(asked_now(*found, (), context))


def questions_hour(scene: Scene, _argument: str, context: Context) -> Turn:
    """`/preguntas`: at what hour they come; the open ones are a button away."""
    classes = scene.the_teacher().classes
    asked = scene.conversing(replace(scene.conversation, expects="teacher.questions_hour"))
    choices = [
        Choice(hour_words(minutes, context.gettext), "teacher.questions_at", str(minutes)) for minutes in QUESTION_HOURS
    ]
    waiting = next((one for one in classes if one.questions), None)
    if waiting:
        label = context.t(phrase.QUESTIONS_BUTTON, n=len(waiting.questions))
        choices.append(Choice(label, "teacher.questions", waiting.cohort.id))
    text = context.t(phrase.QUESTIONS_HOUR, hour=hour_words(classes[0].cohort.answers_at, context.gettext))
    return asked.turn(Ask(text, tuple(choices)))


def questions_at(scene: Scene, argument: str, context: Context) -> Turn | None:
    """An hour was tapped."""
    done = scene.conversing(replace(scene.conversation, expects="", about=""))
    minutes = reading.number(argument, MINUTES_A_DAY - 1)
    if minutes is None:
        return None
    text = context.t(phrase.QUESTIONS_HOUR_CHANGED, hour=hour_words(minutes, context.gettext))
    write = QuestionsHourChosen(scene.the_teacher().id, minutes)
    return done.then(text, "teacher", writes=(write,))


def questions_hour_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """An hour was typed; None when it is none."""
    minutes = read_hour(text)
    if scene.teacher is None or minutes is None:
        return None
    if not EARLIEST_QUESTIONS <= minutes <= LATEST_QUESTIONS:
        return scene.turn(questions_hour_again(context))
    return questions_at(scene, str(minutes), context)


def questions_hour_again(context: Context) -> Ask:
    """How an hour is written, and which ones there are to tap."""
    choices = (
        Choice(hour_words(minutes, context.gettext), "teacher.questions_at", str(minutes)) for minutes in QUESTION_HOURS
    )
    return Ask(context.t(phrase.QUESTIONS_HOUR_AGAIN), tuple(choices))


def report(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Reportar»: the question goes to who protects the learners."""
    found = _open(scene, argument)
    if found is None:
        return _closed(scene, context)
    one, asked = found
    of = Of(asked.learner, asked.name, one.cohort.id)
    choices = (Choice(context.t(phrase.PAUSE_ASKER), "teacher.pause_asker", asked.id), *classroom.onward(one, context))
    ask = Ask(context.t(protection.reported(scene)), choices)
    return protection.opened(scene.turn(ask), scene, of, protection.Line("by_teacher", asked.id), context)


def pause_asker(scene: Scene, argument: str, context: Context) -> Turn | None:
    """One learner's questions rest for a week; the second adult sees it."""
    found = _open(scene, argument)
    if found is None:
        return _closed(scene, context)
    one, asked = found
    until = context.today(one.cohort) + timedelta(days=7)
    told = QuestionsPaused(asked.learner, asked.name, one.cohort.name, scene.the_teacher().name, until.isoformat())
    text = context.t(phrase.ASKER_PAUSED, name=asked.name, day=day_words(until, context.gettext))
    return scene.turn(Ask(text, classroom.onward(one, context)), causes=(Cause(told),))


def questions(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The oldest question that is open; `argument` names those passed over in this sitting."""
    cohort, seen = classroom.split(argument)
    one = classroom.mine(scene, cohort)
    if one is None:
        return None
    left = [question for question in one.questions if question.id not in seen]
    if not left:
        text = context.t(phrase.NO_MORE_QUESTIONS, group=one.cohort.name)
        return scene.turn(Ask(text, classroom.onward(one, context)))
    return scene.turn(asked_now(one, left[0], seen, context))


def asked_now(one: Class, question: Question, seen: tuple[str, ...], context: Context) -> Ask:
    """One open question, with what can be done about it; those `seen` were passed over in this sitting."""
    text = context.t(phrase.ASKS, name=question.name, group=one.cohort.name, text=question.text)
    passed = (question.id, *seen)
    second = Choice(context.t(phrase.AFTERWARDS), "teacher.later")
    if any(other.id not in passed for other in one.questions):
        argument = classroom.joined(one.cohort.id, passed)
        second = Choice(context.t(phrase.ANOTHER_QUESTION), "teacher.questions", argument)
    answer_it = Choice(context.t(phrase.ANSWER), "teacher.answer", question.id)
    return Ask(text, (answer_it, second, Choice(context.t(phrase.REPORT_IT), "teacher.report", question.id)))


def _open(scene: Scene, id: str) -> tuple[Class, Question] | None:
    classes = scene.teacher.classes if scene.teacher else ()
    return next(((one, asked) for one in classes for asked in one.questions if asked.id == id), None)


def _closed(scene: Scene, context: Context) -> Turn:
    """The first answer closed it; whoever comes after it reads it."""
    asked, lines = scene.question, [context.t(phrase.ANSWERED_ALREADY)]
    one = classroom.mine(scene, asked.cohort) if asked and asked.answer else None
    if asked and one:
        values = {"name": asked.name, "group": one.cohort.name, "question": asked.text}
        lines.append(context.t(phrase.EXCHANGE, teacher=asked.answered_by, answer=asked.answer, **values))
    return scene.then("\n".join(lines), "teacher")


def answer(scene: Scene, argument: str, context: Context) -> Turn | None:
    """What is typed next is the answer."""
    found = _open(scene, argument)
    if found is None:
        return _closed(scene, context)
    asked = scene.conversing(replace(scene.conversation, expects="teacher.answer", about=argument))
    rest_ = Choice(context.t(phrase.PAUSE_ASKER), "teacher.pause_asker", argument)
    return asked.turn(Ask(context.t(phrase.WRITE_ANSWER, name=found[1].name), (rest_,)))


def answered(scene: Scene, text: str, context: Context) -> Turn | None:
    """The answer goes back to the learner who asked."""
    if scene.teacher is None or classroom.elsewhere(text) or not text.strip():
        return None
    found = _open(scene, scene.conversation.about)
    done = scene.conversing(replace(scene.conversation, expects="", about=""))
    if found is None:
        return _closed(done, context)
    refused = refusal.refused(scene, text, context)
    if refused:
        return refused
    one, question = found
    if held_words.doubted(text, context):
        causes = held_words.read_first(scene, text.strip(), question=question.id, group=one.cohort.name)
        return done.turn(Ask(context.t(phrase.READ_FIRST), classroom.onward(one, context)), causes=causes)
    write = Answered(question.id, text.strip(), scene.teacher.id)
    cause = Cause(QuestionAnswered(question.id, question.learner), key=f"answered:{question.id}")
    choices = classroom.onward(one, context)
    if len(one.questions) > 1:
        argument = classroom.joined(one.cohort.id, (question.id,))
        choices = (Choice(context.t(phrase.ANOTHER_QUESTION), "teacher.questions", argument), *choices)
    ask = Ask(context.t(phrase.ANSWER_SENT, name=question.name), choices)
    return done.turn(ask, writes=(write,), causes=(cause,))
