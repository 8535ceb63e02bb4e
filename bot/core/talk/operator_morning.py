"""The operator's one message a day: what did not leave, which questions wait, when the last copy was made.

Once a week it tells too where the truck was, how many wrote there, and which groups nobody teaches.
"""

from __future__ import annotations

from bot.core import audience_list, phrase
from bot.core.effect import DigestSent
from bot.core.event import OperatorMorning
from bot.core.figures.week import PROGRAMME, Weekly
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import classroom, digest, digest_text
from bot.core.talk.second_reading import EVERYTHING
from bot.core.text.wording import day_words, hour_words, sentence_case

SHOWN = 5
SITES_SHOWN = 12


def told(scene: Scene, event: OperatorMorning, context: Context) -> Turn:
    """Three lines, and the questions that no teacher answered in three school days; first the week, once it is due."""
    waiting, weekly = scene.passed[:SHOWN], scene.weekly
    week = programme(weekly, context) if weekly and weekly.day else []
    lines = [context.t(phrase.GOOD_MORNING), *week, _unsent(event, context), _copied(event, context)]
    lines.append(context.n(phrase.QUESTIONS_PASSED, len(scene.passed)) if waiting else context.t(phrase.NONE_PASSED))
    lines += [
        context.t(phrase.PASSED_LINE, n=n, name=question.name, text=question.text)
        for n, question in enumerate(waiting, 1)
    ]
    choices = [
        Choice(context.t(phrase.ANSWER_N, n=n), "second.answer", question.id) for n, question in enumerate(waiting, 1)
    ]
    choices.append(Choice(context.t(phrase.EXCHANGES), "words.all", EVERYTHING))
    sent = _sent(event, weekly, context) if weekly and not scene.teacher else ()
    return scene.turn(Ask("\n".join(lines), tuple(choices)), writes=sent, post=classroom.held(None, context))


def _sent(event: OperatorMorning, weekly: Weekly, context: Context) -> tuple[DigestSent, ...]:
    return (DigestSent(event.person, weekly.day, context.today(None)),) if weekly.day else ()


def asked(scene: Scene, _argument: str, context: Context) -> Turn:
    """`/resumen`: the present week so far; of who teaches too, her own classes."""
    if scene.teacher and scene.teacher.classes:
        return digest.asked(scene, "", context)
    lines = programme(scene.weekly, context, now=True) if scene.weekly else []
    return scene.turn(Ask("\n".join(lines), (Choice(context.t(phrase.EXCHANGES), "words.all", EVERYTHING),)))


def programme(weekly: Weekly, context: Context, *, now: bool = False) -> list[str]:
    """The sites where the truck was, each with how many wrote, and the groups that nobody teaches."""
    week = weekly.weeks[PROGRAMME][0]
    dates = digest_text.dates(week, context)
    if not weekly.sites:
        return [context.t(phrase.DIGEST_NO_TRUCK, dates=dates)]
    lines = [context.t(phrase.DIGEST_PROGRAMME_NOW if now else phrase.DIGEST_PROGRAMME, dates=dates)]
    lines += [
        context.t(phrase.DIGEST_SITE, site=sentence_case(one.site), wrote=one.wrote, all=one.enrolled)
        for one in weekly.sites[:SITES_SHOWN]
    ]
    if weekly.untaught:
        lines.append(context.t(phrase.DIGEST_UNTAUGHT, groups=audience_list.named(weekly.untaught, context)))
    return lines


def _unsent(event: OperatorMorning, context: Context) -> str:
    return context.n(phrase.UNSENT, event.unsent) if event.unsent else context.t(phrase.ALL_SENT)


def _copied(event: OperatorMorning, context: Context) -> str:
    if not event.copied_at:
        return context.t(phrase.NO_COPY)
    local = context.local(event.copied_at, context.zone(None))
    when = {
        "day": day_words(local.date(), context.gettext),
        "hour": hour_words(local.hour * 60 + local.minute, context.gettext),
    }
    return context.t(phrase.LAST_COPY, **when)
