"""The week as a teacher is told it: numbers of her class, and no learner beside another.

What is said of a class, in this order and each only where there is something: who wrote, who finished a week, who is
silent, the question that cost most with what to say about it, and what waits for her.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.core import audience_list, phrase
from bot.core.figures import hard_items
from bot.core.figures.period import MONTHS, month_before
from bot.core.figures.week import Months, Week
from bot.core.people import Class, Member
from bot.core.reply import Ask, Choice
from bot.core.scene import Context
from bot.core.schedule.message_days import dated
from bot.core.talk import teacher_menu
from bot.core.text.names import labels
from bot.core.text.wording import beginning, first_name, listed

LONGEST = 900
SILENT_NAMED = 3
GROUPS_TOLD = 10
ITEMS_LOOKED_AT = 5
BUTTON = 20
AGO = 30
"""Days without a word after which a graduate is named."""
_IN_A_SENTENCE = (
    " ahí así con da dirá dirán el ella es esas eso esperar faltó gastó hay la las le los mientras mucha muestra nadie "
    "para pocas por puede quien quizá se si sin son su suena tener tus un una vendrán ya "
)
"""How explanations begin; any other word keeps its capital, for it may be a name."""


def one_class(one: Class, week: Week, context: Context) -> Ask:
    """The message about one class."""
    return Ask(short_enough(lines_of(one, week, context)), buttons(one, context))


def lines_of(one: Class, week: Week, context: Context, *, now: bool = False, waits: bool = True) -> list[str]:
    """The week of one class, a thing a line; `now` it is not over, without `waits` it was long ago."""
    apart = aside(one, week, context)
    if apart:
        return [apart, *(_waits([one], context) if waits else ())]
    if not week.wrote & week.enrolled:
        words = phrase.DIGEST_NOBODY_NOW if now else phrase.DIGEST_NOBODY
        lines = [context.t(words, group=one.cohort.name, dates=dates(week, context))]
        return [*lines, *(_waits([one], context) if waits else ())]
    head = context.t(
        phrase.DIGEST_HEAD_NOW if now else phrase.DIGEST_HEAD, group=one.cohort.name, dates=dates(week, context)
    )
    return [
        head,
        _wrote(one, week, context),
        *_finished(week, context),
        *(_silent_line(one, context) if waits else ()),
        *_hard(week, context),
        *(_waits([one], context) if waits else ()),
    ]


def many_classes(classes: Sequence[Class], weeks: Mapping[str, Week], context: Context, *, now: bool = False) -> Ask:
    """Two lines a class, details of the one where fewest of its learners wrote."""
    told = classes[:GROUPS_TOLD]
    first = weeks[told[0].cohort.id]
    words = phrase.DIGEST_HEAD_MANY_NOW if now else phrase.DIGEST_HEAD_MANY
    lines = [context.t(words, dates=dates(first, context))]
    for one in told:
        lines += _of_many(one, weeks[one.cohort.id], context)
    if len(classes) > len(told):
        lines.append(context.n(phrase.DIGEST_OTHER_GROUPS, len(classes) - len(told)))
    weakest = _weakest(told, weeks)
    if weakest:
        week = weeks[weakest.cohort.id]
        details = [*_finished(week, context), *_hard(week, context)]
        lines += [context.t(phrase.DIGEST_DETAILS, group=weakest.cohort.name), *details] if details else []
    lines += _waits(classes, context)
    return Ask("\n".join(lines), groups(classes, context))


def groups(classes: Sequence[Class], context: Context) -> tuple[Choice, ...]:
    """The first two by name, and where the others are."""
    names = labels([one.cohort.name for one in classes[:2]])
    shown = [Choice(name, "digest.group", one.cohort.id) for name, one in zip(names, classes, strict=False)]
    return (*shown, Choice(context.t(phrase.MORE_OF_GROUP), "digest.more"))


def short(classes: Sequence[Class], weeks: Mapping[str, Week], context: Context) -> Ask:
    """Two lines, for who has not looked at four of them: how many wrote, and that there is more."""
    lines = []
    for one in classes[:GROUPS_TOLD]:
        week = weeks[one.cohort.id]
        values = {"group": one.cohort.name, "dates": dates(week, context)}
        wrote, all_ = len(week.wrote & week.enrolled), len(week.enrolled)
        lines.append(aside(one, week, context) or context.t(phrase.DIGEST_SHORT, **values, wrote=wrote, all=all_))
    lines += _waits(classes, context) or [context.t(phrase.DIGEST_SHORT_MORE)]
    see = Choice(context.t(phrase.DIGEST_SEE), "digest.show")
    return Ask("\n".join(lines), (see, *(_work(classes, context)[:1]), _mine(classes, context)))


def buttons(one: Class, context: Context) -> tuple[Choice, ...]:
    """A word to who is silent, what waits, and the class; of a week in which nobody wrote, the pause."""
    write = [
        Choice(label, "teacher.ask_after", f"{one.cohort.id}:{member.learner}")
        for member in silent(one, context)
        if member.reach == "yes"
        and len(label := context.t(phrase.DIGEST_WRITE_TO, name=first_name(member.name))) <= BUTTON
    ][:1]
    return (*write, *teacher_menu.work(one, context)[: 2 - len(write)], _mine([one], context))


def nobody_buttons(one: Class, context: Context) -> tuple[Choice, ...]:
    """Perhaps the class rests."""
    return (Choice(context.t(phrase.PAUSE_GROUP), "teacher.pause", one.cohort.id), _mine([one], context))


def nobody_wrote(one: Class, week: Week, context: Context) -> bool:
    """Though the class was there."""
    return not week.wrote & week.enrolled and not aside(one, week, context)


def _mine(classes: Sequence[Class], context: Context) -> Choice:
    if len(classes) == 1:
        return Choice(context.t(phrase.MY_GROUP), "teacher.cohort", classes[0].cohort.id)
    return Choice(context.t(phrase.MY_GROUPS), "teacher.cohorts")


def _work(classes: Iterable[Class], context: Context) -> list[Choice]:
    return [choice for one in classes for choice in teacher_menu.work(one, context)]


# --- its lines ---------------------------------------------------------------------------------------------


def dates(week: Week, context: Context) -> str:
    """`9 al 15 de marzo`, `30 de marzo al 5 de abril`."""
    month = f" de {MONTHS[week.first.month - 1]}" if week.first.month != week.last.month else ""
    first, last = f"{week.first.day}{month}", f"{week.last.day} de {MONTHS[week.last.month - 1]}"
    return context.t(phrase.DIGEST_DATES, first=first, last=last)


def aside(one: Class, week: Week, context: Context) -> str:
    """Of a whole week in which the class rested, or the truck was not there yet: when it returns."""
    cohort, today = one.cohort, context.today(one.cohort)
    if cohort.visit.arrives > week.last:
        return context.t(phrase.DIGEST_NOT_YET, group=cohort.name, day=dated(cohort.visit.arrives, today, context))
    until = cohort.paused_until
    if until and until > week.last and not week.wrote & week.enrolled:
        values = {"group": cohort.name, "dates": dates(week, context)}
        return context.t(phrase.DIGEST_RESTS, **values, day=dated(until, today, context))
    return ""


def _wrote(one: Class, week: Week, context: Context) -> str:
    wrote, all_ = len(week.wrote & week.enrolled), len(week.enrolled)
    if one.cohort.visit.arrives >= week.first:
        return context.t(phrase.DIGEST_WROTE, wrote=wrote, all=all_)
    before = len(week.wrote_before & week.enrolled)
    return context.t(phrase.DIGEST_WROTE_BOTH, wrote=wrote, all=all_, before=before)


def _finished(week: Week, context: Context) -> list[str]:
    """The week of the course that most finished within these dates, and how many did."""
    done: dict[str, dict[str, date]] = {}
    for learner, lesson, day in week.finished:
        done.setdefault(learner, {})[lesson] = day
    counted: Counter[int] = Counter()
    for unit in context.course.units:
        ids = [lesson.id for lesson in unit.lessons]
        for learner in week.enrolled:
            days = [done.get(learner, {}).get(id) for id in ids]
            if all(days) and max(day for day in days if day) >= week.first:
                counted[unit.week] += 1
    if not counted:
        return []
    most, n = max(counted.items(), key=lambda item: (item[1], item[0]))
    return [context.t(phrase.DIGEST_FINISHED, week=most, n=n)]


def silent(one: Class, context: Context) -> list[Member]:
    """Who went quiet, the longest first."""
    quiet = [member for member in one.members if audience_list.went_quiet(member, one.cohort, context)]
    return sorted(quiet, key=lambda member: audience_list.last_word(member, one.cohort, context))


def _silent_line(one: Class, context: Context) -> list[str]:
    named = [
        context.n(phrase.DIGEST_SILENT_ONE, audience_list.silent_days(member, one.cohort, context), name=member.name)
        for member in silent(one, context)[:SILENT_NAMED]
    ]
    return [context.t(phrase.DIGEST_SILENT, names=", ".join(named))] if named else []


def _hard(week: Week, context: Context) -> list[str]:
    """The item most missed, what most chose instead, and what its lesson says to that."""
    for item in hard_items.hardest(week.picked, context.course, ITEMS_LOOKED_AT):
        chosen = item.commonest_wrong
        if chosen:
            option, words = _inner(chosen.text), _said(chosen.explanation)
            values = {"all": item.answered, "option": option, "words": words}
            return [context.n(phrase.DIGEST_HARD, chosen.n, title=item.question, **values)]
    return []


def _inner(text: str) -> str:
    return text.rstrip(".").replace("«", "“").replace("»", "”")


def _said(explanation: str) -> str:
    """As it goes on in a sentence."""
    first, _, rest = explanation.partition(" ")
    return f"{first.lower()} {rest}" if f" {first.lower()} " in _IN_A_SENTENCE else explanation


def _waits(classes: Sequence[Class], context: Context) -> list[str]:
    """What is the teacher's to do: questions alone in a sentence, with newcomers and papers counted."""
    waiting = [(one, teacher_menu.things(one, context)) for one in classes]
    asked = sum(len(one.questions) for one in classes)
    only = [context.n(phrase.N_QUESTIONS, len(one.questions)) for one in classes if one.questions]
    if [things for _, things in waiting if things] == only:
        return [context.n(phrase.DIGEST_QUESTIONS, asked)] if asked else []
    if len(classes) == 1:
        return [context.t(phrase.DIGEST_WAITS, things=waiting[0][1])]
    told = [context.t(phrase.WAITS_IN_GROUP, group=one.cohort.name, things=things) for one, things in waiting if things]
    return [context.t(phrase.DIGEST_WAITS, things="; ".join(told))]


def _of_many(one: Class, week: Week, context: Context) -> list[str]:
    """How many wrote, and who is silent."""
    apart = aside(one, week, context)
    if apart:
        return [apart]
    wrote = len(week.wrote & week.enrolled)
    if not wrote:
        return [context.t(phrase.DIGEST_GROUP_NOBODY, group=one.cohort.name)]
    before = len(week.wrote_before & week.enrolled)
    values = {"group": one.cohort.name, "wrote": wrote, "all": len(week.enrolled), "before": before}
    return [context.t(phrase.DIGEST_GROUP_WROTE, **values), *_silent_line(one, context)]


def _weakest(classes: Iterable[Class], weeks: Mapping[str, Week]) -> Class | None:
    """Where fewest of its learners wrote, of the classes in which somebody did."""
    there = [one for one in classes if weeks[one.cohort.id].wrote & weeks[one.cohort.id].enrolled]
    return min(there, key=lambda one: _share(weeks[one.cohort.id]), default=None)


def _share(week: Week) -> float:
    return len(week.wrote & week.enrolled) / len(week.enrolled)


def short_enough(lines: list[str]) -> str:
    """At most 900 characters: where they are more, the longest line gives way."""
    text = "\n".join(lines)
    if len(text) <= LONGEST:
        return text
    longest = max(lines, key=len)
    room = LONGEST - (len(text) - len(longest))
    return "\n".join(beginning(line, room) if line is longest else line for line in lines)


# --- graduates ---------------------------------------------------------------------------------------------


def graduates(classes: Sequence[Class], months: Mapping[str, Months], day: date, context: Context) -> list[str]:
    """Two lines a site whose truck has left: how many answered in the month before, and up to three who do not."""
    lines = []
    for site, there in _left(classes, context).items():
        members = [(one, member) for one in there for member in one.members if member.accepted and member.graduated]
        if not members:
            continue
        ids = {member.learner for _, member in members}
        wrote = {who for one in there for who in months.get(one.cohort.id, Months()).wrote} & ids
        before = {who for one in there for who in months.get(one.cohort.id, Months()).wrote_before} & ids
        last, earlier = month_before(day), month_before(month_before(day).first)
        values = {"visit": MONTHS[there[0].cohort.visit.arrives.month - 1], "site": site, "all": len(ids)}
        named = {"month": MONTHS[last.first.month - 1], "earlier": MONTHS[earlier.first.month - 1]}
        lines.append(context.n(phrase.DIGEST_GRADUATES, len(wrote), **values, **named, before=len(before)))
        names = [member.name for _, member in _long_silent(members, context)[:SILENT_NAMED]]
        lines += [context.t(phrase.DIGEST_GRADUATES_SILENT, names=listed(names, context.gettext))] if names else []
    return lines


def graduates_buttons(classes: Sequence[Class], context: Context) -> tuple[Choice, ...]:
    """A word to the first who is named, and the class."""
    left = [one for there in _left(classes, context).values() for one in there]
    members = [(one, member) for one in left for member in one.members if member.accepted and member.graduated]
    write = [
        Choice(label, "teacher.ask_after", f"{one.cohort.id}:{member.learner}")
        for one, member in _long_silent(members, context)
        if len(label := context.t(phrase.DIGEST_WRITE_TO, name=first_name(member.name))) <= BUTTON
    ][:1]
    return (*write, _mine(classes, context))


def _left(classes: Sequence[Class], context: Context) -> dict[str, list[Class]]:
    found: dict[str, list[Class]] = {}
    for one in classes:
        if one.cohort.visit.departs < context.today(one.cohort):
            found.setdefault(one.cohort.visit.site, []).append(one)
    return found


def _long_silent(members: Sequence[tuple[Class, Member]], context: Context) -> list[tuple[Class, Member]]:
    quiet = [
        (one, member)
        for one, member in members
        if member.reach == "yes" and not member.paused and audience_list.silent_days(member, one.cohort, context) >= AGO
    ]
    return sorted(quiet, key=lambda found: audience_list.last_word(found[1], found[0].cohort, context))
