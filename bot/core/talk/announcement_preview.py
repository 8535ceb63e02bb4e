"""An announcement before it leaves: for whom, how it will look, and at what hour.

The draft lives in the teacher's conversation. Whatever button is about a draft carries its seal, so that none of an
earlier one sends, changes or drops a newer one.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zlib import crc32

from msgspec.structs import replace

from bot.core import announcement, audience_list, phrase
from bot.core.audience_list import Audience
from bot.core.people import Cohort
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import quiet_hours
from bot.core.state import Draft
from bot.core.talk import announcement_cost, classroom
from bot.core.text import reading
from bot.core.text.group_names import group_key
from bot.core.text.hours import NOON, said_hour
from bot.core.text.wording import hour_words, plain

AUDIENCES_SHOWN = 3
MOST_AUDIENCES = 1000
LATE = time(20, 0)


def drafted(scene: Scene, draft: Draft | None, expects: str = "") -> Scene:
    """The scene with this draft; `expects` is what typed text answers."""
    return scene.conversing(replace(scene.conversation, draft=draft, expects=expects, about=""))


# --- for whom ----------------------------------------------------------------------------------------------


def audiences(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The audiences from the one at the number that the button carries on."""
    draft, rest = sealed(scene, argument)
    if draft is None:
        return earlier(scene, context)
    first = reading.number(rest, MOST_AUDIENCES)
    return None if first is None else for_whom(scene, draft, first, context)


def for_whom(scene: Scene, draft: Draft, first: int, context: Context) -> Turn:
    """Three audiences to tap, the likeliest first, and «Más» where there are more."""
    left = audience_list.audiences(scene.the_teacher(), context)[first:]
    if not left:
        here = drafted(scene, None)
        return here.then(context.t(phrase.NOBODY_TO_TELL), "teacher")
    shown = left if len(left) <= AUDIENCES_SHOWN + 1 else left[:AUDIENCES_SHOWN]
    open_ = replace(draft, audience="")
    choices = [Choice(one.label, "announce.to", seal(open_, one.id)) for one in shown]
    if len(left) > len(shown):
        more = seal(open_, str(first + len(shown)))
        choices.append(Choice(context.t(phrase.MORE_AUDIENCES), "announce.audiences", more))
    here = drafted(scene, open_, "announce.audience")
    return here.turn(Ask(context.t(phrase.FOR_WHOM), tuple(choices)))


def to(scene: Scene, argument: str, context: Context) -> Turn | None:
    """An audience was tapped."""
    draft, rest = sealed(scene, argument)
    if draft is None:
        return earlier(scene, context)
    return _to(scene, draft, rest, context)


def _to(scene: Scene, draft: Draft, audience: str, context: Context) -> Turn | None:
    found = audience_list.audience(scene.the_teacher(), audience, context)
    if found is None or not (draft.text or draft.media):
        return None
    return show(scene, replace(draft, audience=found.id), context)


def audience_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """An audience's name was typed; None when it is none of them."""
    draft = scene.conversation.draft
    if scene.teacher is None or draft is None:
        return None
    if reading.drops(text):
        return dropped(scene, context)
    known = audience_list.audiences(scene.teacher, context)
    key = group_key(text)
    found = next((one for one in known if key and key in {group_key(one.name), group_key(one.label)}), None)
    return _to(scene, draft, found.id, context) if found else None


def dropped(scene: Scene, context: Context) -> Turn:
    """Nothing leaves, and nothing waits any more."""
    here = drafted(scene, None)
    return here.then(context.t(phrase.NOT_SENT), "teacher")


# --- how it will look, and when it leaves ------------------------------------------------------------------


def show(scene: Scene, draft: Draft, context: Context) -> Turn:
    """Who and how many will get it, who will not and why, how it will look; and when it leaves."""
    audience = audience_of(scene, draft, context)
    if audience is None and not draft.corrects:
        return for_whom(scene, draft, 0, context)
    who = audience_list.who(audience, context) if audience else context.t(phrase.THE_SAME_PEOPLE)
    looks = announcement.headed(
        announcement.signature(scene.the_teacher(), context),
        draft.text,
        context,
        corrects=bool(draft.corrects),
        gap=" ",
    )
    lines = [f"{who} {context.t(phrase.LOOKS_LIKE)}", looks]
    if draft.media:
        lines.append(context.t(phrase.WITH_PHOTO))
    lines += announcement_cost.lines(audience_list.reached(audience), scene.prices, context) if audience else []
    here = drafted(scene, draft, "announce.hour")
    if audience and not audience_list.reached(audience):
        return here.turn(Ask("\n".join(lines), (_correct(draft, context),)))
    question, choices = _when(scene, draft, context)
    return here.turn(Ask("\n".join([*lines, question, context.t(phrase.TO_DROP)]), choices))


def audience_of(scene: Scene, draft: Draft, context: Context) -> Audience | None:
    """The draft's audience as it is today."""
    return audience_list.audience(scene.the_teacher(), draft.audience, context) if draft.audience else None


def _when(scene: Scene, draft: Draft, context: Context) -> tuple[str, tuple[Choice, ...]]:
    local, sealed_ = local_now(scene, draft, context), seal(draft)
    now = Choice(context.t(phrase.NOW), "announce.now", sealed_)
    if quiet_hours.MORNING <= local.time() < LATE:
        other = Choice(context.t(phrase.AT_ANOTHER_HOUR), "announce.ask_hour", sealed_)
        return context.t(phrase.WHEN), (now, other, _correct(draft, context))
    morning = quiet_hours.morning_after(local)
    label = phrase.THIS_MORNING if morning.date() == local.date() else phrase.TOMORROW_MORNING
    later = Choice(context.t(label), "announce.at", seal(draft, str(int(morning.timestamp()))))
    question = context.t(phrase.WHEN_LATE, hour=hour_words(local.hour * 60 + local.minute, context.gettext))
    return question, (now, later, _correct(draft, context))


def _correct(draft: Draft, context: Context) -> Choice:
    return Choice(context.t(phrase.CORRECT), "announce.edit", seal(draft))


def local_now(scene: Scene, draft: Draft, context: Context) -> datetime:
    """Now, where the audience is."""
    return context.now.astimezone(context.zone(where(scene, draft)))


def where(scene: Scene, draft: Draft) -> Cohort | None:
    """The cohort whose clock counts: the one that is written to, or the first."""
    classes = scene.the_teacher().classes
    one = classroom.mine(scene, draft.audience.partition(":")[2]) or (classes[0] if classes else None)
    return one.cohort if one else None


def no_more(draft: Draft, context: Context) -> Choice:
    """The way out while an announcement is made."""
    return Choice(context.t(phrase.DO_NOT_SEND), "announce.drop", seal(draft))


def seal(draft: Draft, rest: str = "") -> str:
    """`CORRECTED:DIGEST:REST`: the announcement that a turn about this draft needs, what the draft says, and more."""
    said = repr((draft.text, draft.media, draft.audience, draft.corrects))
    return f"{draft.corrects}:{crc32(said.encode()):08x}:{rest}"


def sealed(scene: Scene, argument: str) -> tuple[Draft | None, str]:
    """The draft, if the button belongs to it as it is now, and what else the button carries."""
    draft, rest = scene.conversation.draft, ":".join(argument.split(":")[2:])
    return (draft if draft and argument == seal(draft, rest) else None), rest


def earlier(scene: Scene, context: Context) -> Turn:
    """The button is of another announcement than the one at hand: that one is shown, and nothing left."""
    draft, lead = scene.conversation.draft, context.t(phrase.EARLIER_ANNOUNCEMENT)
    if draft is None or not (draft.text or draft.media):
        return scene.then(lead, "teacher")
    return show(scene, draft, context).led(lead)


def ask_hour(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«A otra hora»: which?"""
    draft, _rest = sealed(scene, argument)
    if draft is None:
        return earlier(scene, context)
    return drafted(scene, draft, "announce.hour").turn(
        Ask(context.t(phrase.WHAT_HOUR_LEAVES), (no_more(draft, context),))
    )


def hour_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """An hour was typed: today, or tomorrow when it is past; None when it is none."""
    draft = scene.conversation.draft
    if scene.teacher is None or draft is None or not (draft.audience or draft.corrects):
        return None
    if reading.drops(text):
        return dropped(scene, context)
    local = local_now(scene, draft, context)
    at = read_moment(text, local)
    if at is None:
        return None
    choices = (
        Choice(context.t(phrase.SCHEDULE_IT), "announce.at", seal(draft, str(int(at.timestamp())))),
        Choice(context.t(phrase.AT_ANOTHER_HOUR), "announce.ask_hour", seal(draft)),
        _correct(draft, context),
    )
    return scene.turn(Ask(at_words(phrase.AT_THAT_HOUR, at, local, context), choices))


def read_moment(text: str, local: datetime) -> datetime | None:
    """The next time it is that hour. A bare `9` is whichever nine comes first and is not in the quiet hours."""
    words, day = plain(text), local.date()
    if words.startswith(("hoy ", "manana ")):
        named, _, words = words.partition(" ")
        day += timedelta(days=1 if named == "manana" else 0)
    said = said_hour(words)
    if said is None:
        return None
    earliest = datetime.combine(day, time(0), local.tzinfo)
    halves = {said.minutes, said.minutes - NOON} if said.bare else {said.minutes}
    moments = [earliest + timedelta(days=n, minutes=half) for n in (0, 1) for half in sorted(halves)]
    ahead = [moment for moment in moments if moment > local]
    return next((moment for moment in ahead if len(halves) == 1 or not quiet_hours.quiet(moment)), None)


def at_words(words: str, at: datetime, local: datetime, context: Context) -> str:
    """The phrase with `hoy` or `mañana`, and the hour."""
    day = phrase.TODAY_DAY if at.date() == local.date() else phrase.TOMORROW_DAY
    return context.t(words, day=context.t(day), hour=hour_words(at.hour * 60 + at.minute, context.gettext))
