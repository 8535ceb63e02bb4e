"""The second adult reads what adults and learners write to each other: one bundle a day, and all of it in «preguntas».

What deserves a look comes first: a photo, words in doubt, what did not leave. Nobody's own words are told to them.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from bot.core import phrase
from bot.core.effect import Announced, Answered, CodeIssued, RoleClaimed, Write
from bot.core.event import WordsGathered
from bot.core.people import Spoken
from bot.core.reply import Ask, Cause, Choice, Photo, Say
from bot.core.safety.contact_filter import withheld
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import classroom, held_words
from bot.core.text.names import apart
from bot.core.text.wording import listed

SHOWN = 5
CODES_OF = 10
"""Visits whose codes are read at once."""
DAY_MOST = 300
"""Of one day so much is looked through."""
BUNDLE_AT = time(18)
EVERYTHING = f"0::0:{SHOWN + 1}"
"""SINCE:UNTIL:OFFSET:LIMIT, as a button carries it; without an UNTIL to now."""
_COUNTED = (
    ("announcement", phrase.N_ANNOUNCEMENTS),
    ("answer", phrase.N_ANSWERS),
    ("code", phrase.N_CODES),
    ("group", phrase.N_GROUP_CODES),
    ("handover", phrase.N_HANDOVERS),
)


# --- once a day --------------------------------------------------------------------------------------------


def gathered(turn: Turn, context: Context) -> Turn:
    """The same turn; what it says to learners is brought to the second adult at 18:00, with all of the day."""
    if not any(isinstance(write, Announced | Answered | CodeIssued) or _replaces(write) for write in turn.writes):
        return turn
    return replace(turn, causes=(*turn.causes, bundled(context.now, context.zone(None))))


def _replaces(write: Write) -> bool:
    """Whether somebody took a class over by a link: who speaks to children is nobody's alone to choose."""
    return isinstance(write, RoleClaimed) and bool(write.replaces)


def bundled(now: datetime, zone: ZoneInfo) -> Cause:
    """The next 18:00, with what was written since the one before."""
    local = now.astimezone(zone)
    at = datetime.combine(local.date(), BUNDLE_AT, local.tzinfo)
    until = at if local < at else at + timedelta(days=1)
    event = WordsGathered(int((until - timedelta(days=1)).timestamp()), int(until.timestamp()))
    return Cause(event, until.astimezone(UTC), key=f"gathered:{event.until}")


def bundle(scene: Scene, event: WordsGathered, context: Context) -> Turn:
    """«12 anuncios, 9 respuestas; 2 para mirar»."""
    words = _of_others(scene)
    counts = [(named, sum(one.kind == kind for one in words)) for kind, named in _COUNTED]
    if not any(count for _, count in counts):
        return scene.turn()
    text = listed([context.n(named, count) for named, count in counts if count], context.gettext)
    window, doubted = f"{event.since}:{event.until}:0", sum(_doubtful(one, context) for one in words)
    choices = [Choice(context.t(phrase.SEE_ALL), "words.all", f"{window}:{SHOWN + 1}")]
    if doubted:
        text = f"{text}; {context.t(phrase.TO_LOOK_AT, n=doubted)}"
        choices.insert(0, Choice(context.t(phrase.SEE_N, n=doubted), "words.look", f"{window}:{DAY_MOST}"))
    told = context.t(phrase.OF_TODAY, things=text)
    return scene.turn(Ask(told, tuple(choices)), post=classroom.held(None, context))


def _of_others(scene: Scene) -> list[Spoken]:
    me = held_words.speaker(scene)
    return [one for one in scene.spoken if not one.by or one.by != me]


def _doubtful(one: Spoken, context: Context) -> bool:
    """Whether it deserves a look: nobody can filter a photo, what the listener doubts may be anything."""
    if one.kind == "handover":
        return True
    if one.kind == "group":
        return bool(withheld(one.text, context.numbers))
    if one.kind not in {"announcement", "answer"}:
        return False
    return bool(one.media or one.status == "held" or context.ear.level(one.text)) or _held(one.text, context)


def _held(text: str, context: Context) -> bool:
    return held_words.doubted(text, context) or bool(withheld(text, context.numbers))


# --- what is read ------------------------------------------------------------------------------------------


def everything(scene: Scene, argument: str, context: Context) -> Turn:
    """«Ver todo», «preguntas»: the newest first, five a message."""
    words = _told_apart(scene.spoken)
    if not words:
        return scene.turn(Say(context.t(phrase.NO_EXCHANGES)))
    since, until, offset, _limit = (argument or EVERYTHING).split(":")
    until = until or str(int(context.now.timestamp()))
    more = f"{since}:{until}:{int(offset) + SHOWN}:{SHOWN + 1}" if len(words) > SHOWN else ""
    turn = _page(scene, words[:SHOWN], more, "words.all", context)
    return turn if int(offset) or not scene.road else _with_codes(turn, context)


def _with_codes(turn: Turn, context: Context) -> Turn:
    """The first page leads to the groups' codes too."""
    (page,) = turn.answers
    if not isinstance(page, Ask | Say):
        raise TypeError("a page is asked or said")
    choices = page.choices if isinstance(page, Ask) else ()
    return replace(turn, answers=(Ask(page.text, (*choices, Choice(context.t(phrase.CODES), "words.codes"))),))


def look(scene: Scene, argument: str, context: Context) -> Turn:
    """«Ver 2»: what deserves a look, of that day."""
    doubted = [one for one in _told_apart(tuple(_of_others(scene))) if _doubtful(one, context)]
    if not doubted:
        return scene.turn(Say(context.t(phrase.NO_EXCHANGES)))
    since, until, offset, limit = argument.split(":")
    words, left = doubted[int(offset) : int(offset) + SHOWN], doubted[int(offset) + SHOWN :]
    if not words:
        return scene.turn(Say(context.t(phrase.NO_EXCHANGES)))
    more = f"{since}:{until}:{int(offset) + SHOWN}:{limit}" if left else ""
    return _page(scene, words, more, "words.look", context)


def codes(scene: Scene, _argument: str, context: Context) -> Turn:
    """The groups' codes, newest visit first: what a poster shows, nobody may turn into a message."""
    stays = sorted(scene.road, key=lambda stay: stay.visit.arrives, reverse=True)[:CODES_OF]
    lines = [
        context.t(phrase.CODE_LINE, site=stay.visit.site, group=group, code=code)
        for stay in stays
        for group, code in stay.codes
    ]
    return scene.turn(Say("\n".join(lines) or context.t(phrase.NO_EXCHANGES)))


def photo(scene: Scene, argument: str, context: Context) -> Turn:
    """The photo of an announcement, as learners see it."""
    return scene.turn(Photo(context.t(phrase.THE_PHOTO), argument))


def _page(scene: Scene, words: list[Spoken], more: str, action: str, context: Context) -> Turn:
    text = "\n\n".join(_words(one, context) for one in words)
    pictures = [one.media for one in words if one.media]
    choices = [Choice(_photo_label(n, pictures, context), "words.photo", media) for n, media in enumerate(pictures, 1)]
    if more:
        choices.append(Choice(context.t(phrase.MORE), action, more))
    return scene.turn(Ask(text, tuple(choices)) if choices else Say(text))


def _photo_label(n: int, pictures: list[str], context: Context) -> str:
    return context.t(phrase.SEE_THE_PHOTO if len(pictures) == 1 else phrase.SEE_PHOTO_N, n=n)


def _words(one: Spoken, context: Context) -> str:
    if one.kind == "announcement":
        text = context.t(phrase.SPOKEN_ANNOUNCEMENT, teacher=one.by_name, n=one.total, text=one.text or "📷")
        stayed = {"held": phrase.SPOKEN_HELD, "cancelled": phrase.SPOKEN_CANCELLED}.get(one.status)
        return f"{text}\n{context.t(stayed)}" if stayed else text
    values = {"name": one.name, "group": one.group}
    if one.kind == "handover":
        values = {"site": one.question, "group": one.group}
        return context.t(phrase.SPOKEN_HANDOVER, new=one.by_name, old=one.name, **values)
    if one.kind == "group":
        return context.t(phrase.SPOKEN_GROUP_CODE, site=one.question, group=one.group, code=one.text)
    if one.kind == "code":
        return context.t(phrase.SPOKEN_CODE, teacher=one.by_name, **values)
    if one.kind == "question":
        return context.t(phrase.EXCHANGE_OPEN, question=one.question, **values)
    return context.t(phrase.EXCHANGE, teacher=one.by_name, answer=one.text, question=one.question, **values)


def _told_apart(words: tuple[Spoken, ...]) -> list[Spoken]:
    """The words with a name for each learner."""
    own = {one.learner: one.name for one in reversed(words) if one.learner}
    known = dict(zip(own, apart(own.values()), strict=True))
    return [replace(one, name=known[one.learner]) if one.learner else one for one in words]
