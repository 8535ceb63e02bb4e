"""An announcement: written, shown with who will get it, sent now or later, cancelled, corrected, reported.

The recipients are fixed when the teacher confirms.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from bot.core import announcement, audience_list, phrase
from bot.core.effect import Announced, AnnouncementCancelled, MediaKept, Understood
from bot.core.event import AnnouncementReported, AnnouncementStayed, Attached
from bot.core.people import Announcement
from bot.core.reply import Ask, Choice, Photo, Post, Prompt, Retire, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import message_days
from bot.core.state import Draft
from bot.core.talk import (
    announcement_preview,
    announcement_report,
    classroom,
    held_words,
    refusal,
    teacher_menu,
)
from bot.core.text import reading
from bot.core.text.wording import beginning, first_name, hour_words

LONGEST = 700
ONE_MORE = 2
LAST_INSTANT = 1 << 33
"""Epoch seconds; in the year 2242."""
REPORT_AWAITED = timedelta(hours=1)


def begin(scene: Scene, _argument: str, context: Context) -> Turn:
    """`/anuncio`: what is it about?"""
    asked = Ask(context.t(phrase.WHAT_TO_ANNOUNCE), (announcement_preview.no_more(Draft(), context),))
    return _nobody(scene, context) or _writing(scene, Draft(), asked)


def begun_with(scene: Scene, text: str, context: Context) -> Turn | None:
    """The text came together with the word."""
    nobody = _nobody(scene, context)
    return nobody or text_said(announcement_preview.drafted(scene, Draft(), "announce.text"), text, context)


def _nobody(scene: Scene, context: Context) -> Turn | None:
    """Nobody is in the groups yet: who waits to be recognised comes first."""
    if audience_list.audiences(scene.the_teacher(), context):
        return None
    ask = teacher_menu.menu(scene, context, context.t(phrase.NOBODY_TO_TELL))
    waiting = [(one, len(classroom.newcomers_of(one))) for one in scene.the_teacher().classes]
    choices = tuple(
        Choice(context.t(phrase.NEWCOMERS_BUTTON, n=n), "teacher.newcomers", one.cohort.id) for one, n in waiting if n
    )
    return scene.turn(replace(ask, choices=(*choices[:1], *ask.choices[:2])))


def _writing(scene: Scene, draft: Draft, ask: Ask) -> Turn:
    """What is typed or sent next is the announcement."""
    return announcement_preview.drafted(scene, draft, "announce.text").turn(ask)


def text_said(scene: Scene, text: str, context: Context) -> Turn | None:
    """The text was typed."""
    draft = scene.conversation.draft
    if scene.teacher is None or draft is None or classroom.elsewhere(text) or not text.strip():
        return None
    if reading.drops(text):
        return announcement_preview.dropped(scene, context)
    refused = refusal.refused(scene, text, context, LONGEST)
    return refused or _written(scene, replace(draft, text=text.strip()), context)


def attached(scene: Scene, event: Attached, context: Context) -> Turn | None:
    """A photo becomes part of the draft; None when nothing is being written and it is not one for learners."""
    draft = scene.conversation.draft
    if scene.teacher is None or draft is None or scene.conversation.expects != "announce.text":
        return _too_early(scene, context) if event.kind == "photo" else None
    if event.kind != "photo":
        return scene.turn(Ask(context.t(phrase.ONLY_TEXT_OR_PHOTO), ()))
    kept = MediaKept(context.new_id, event.ref, event.size)
    pictured = replace(draft, media=kept.media, text=event.caption.strip() or draft.text)
    refused = refusal.refused(scene, pictured.text, context, LONGEST)
    if refused:
        return refused
    here = announcement_preview.drafted(scene, pictured, "announce.text")
    if not pictured.text:
        weight = announcement.weight(event.size)
        alone = Choice(context.t(phrase.WITHOUT_TEXT), "announce.no_text", announcement_preview.seal(pictured))
        return here.turn(Ask(context.t(phrase.PHOTO_KEPT, weight=weight), (alone,)), writes=(kept,))
    return _written(here, pictured, context).adding(kept)


def another_of_album(scene: Scene, event: Attached, context: Context) -> Turn:
    """One more of several: only the first goes, which is said once; the words may come with any of them."""
    pieces, draft = scene.conversation.pieces + 1, scene.conversation.draft
    here = scene.conversing(replace(scene.conversation, pieces=pieces))
    if scene.teacher is None or draft is None or not draft.media:
        return here.turn()
    told = Say(context.t(phrase.ONE_PHOTO))
    words = event.caption.strip()
    if words and not draft.text:
        refused = refusal.refused(here, words, context, LONGEST)
        turn = refused or _written(here, replace(draft, text=words), context)
        return replace(turn, answers=(told, *turn.answers)) if pieces == ONE_MORE else turn
    return here.turn(told) if pieces == ONE_MORE else here.turn()


def _too_early(scene: Scene, context: Context) -> Turn | None:
    if scene.teacher is None or scene.learner is not None:
        return None
    lead = context.t(phrase.PHOTO_TOO_EARLY, button=context.t(phrase.ANNOUNCE))
    return scene.then(lead, "teacher")


def no_text(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The photo goes alone."""
    draft, _rest = announcement_preview.sealed(scene, argument)
    return _written(scene, draft, context) if draft else announcement_preview.earlier(scene, context)


def _written(scene: Scene, draft: Draft, context: Context) -> Turn:
    if draft.audience or draft.corrects:
        return announcement_preview.show(scene, draft, context)
    choice = audience_list.audiences(scene.the_teacher(), context)
    if len(choice) == 1:
        return announcement_preview.show(scene, replace(draft, audience=choice[0].id), context)
    return announcement_preview.for_whom(scene, draft, 0, context)


def edit(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Corregir»: another text, another audience, or nothing at all."""
    draft, _rest = announcement_preview.sealed(scene, argument)
    if draft is None:
        return announcement_preview.earlier(scene, context)
    choices = [announcement_preview.no_more(draft, context)]
    if not draft.corrects:
        choices.insert(
            0, Choice(context.t(phrase.FOR_OTHERS), "announce.audiences", announcement_preview.seal(draft, "0"))
        )
    return _writing(scene, draft, Ask(context.t(phrase.WRITE_AGAIN), tuple(choices)))


def drop(scene: Scene, argument: str, context: Context) -> Turn:
    """Nothing leaves."""
    draft, _rest = announcement_preview.sealed(scene, argument)
    return announcement_preview.dropped(scene, context) if draft else announcement_preview.earlier(scene, context)


# --- leaving -----------------------------------------------------------------------------------------------


def now(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Ahora»."""
    draft, _rest = announcement_preview.sealed(scene, argument)
    return _confirmed(scene, draft, context.now, context) if draft else announcement_preview.earlier(scene, context)


def at(scene: Scene, argument: str, context: Context) -> Turn | None:
    """At the hour that was shown; once it is past, the question is asked again."""
    draft, seconds = announcement_preview.sealed(scene, argument)
    if draft is None:
        return announcement_preview.earlier(scene, context)
    instant = reading.number(seconds, LAST_INSTANT)
    if instant is None:
        return None
    moment = context.local(instant, context.zone(announcement_preview.where(scene, draft)))
    return (
        _confirmed(scene, draft, moment, context)
        if moment > context.now
        else announcement_preview.show(scene, draft, context)
    )


def _confirmed(scene: Scene, draft: Draft, moment: datetime, context: Context) -> Turn | None:
    recipients = _recipients(scene, draft, context)
    if not recipients:
        return None
    held = held_words.doubted(draft.text, context)
    lead = context.t(phrase.READ_FIRST if held else phrase.LEAVING)
    if not held and moment > context.now:
        lead = announcement_preview.at_words(
            phrase.LEAVES_AT, moment, announcement_preview.local_now(scene, draft, context), context
        )
    announced = Announced(
        announcement=context.new_id,
        teacher=scene.the_teacher().id,
        signature=announcement.signature(scene.the_teacher(), context),
        text=draft.text,
        media=draft.media,
        audience=draft.audience or "same:",
        recipients=recipients,
        corrects=draft.corrects,
        send_at=moment.astimezone(UTC),
        held=held,
    )
    return _leaving(announcement_preview.drafted(scene, None), announced, lead, context)


def _recipients(scene: Scene, draft: Draft, context: Context) -> tuple[str, ...]:
    if draft.corrects:
        original = _own(scene)
        return original.recipients if original and original.id == draft.corrects else ()
    audience = announcement_preview.audience_of(scene, draft, context)
    return tuple(member.learner for member in audience_list.reached(audience)) if audience else ()


def _leaving(scene: Scene, announced: Announced, lead: str, context: Context) -> Turn:
    id = announced.announcement
    causes = announcement.leaves(id, announced.teacher, announced.send_at)
    if announced.held:
        causes = held_words.read_first(scene, announced.text, waiting=id)
    ask = Ask(lead, (Choice(context.t(phrase.CANCEL), "announce.cancel", id),))
    return scene.turn(ask, writes=(announced,), causes=causes)


def _own(scene: Scene) -> Announcement | None:
    """The announcement that was looked up, if it is the speaker's."""
    found = scene.announcement
    return found if found and scene.teacher and found.teacher == scene.teacher.id else None


def cancel(scene: Scene, argument: str, context: Context) -> Turn | None:
    """What has not left yet does not leave; the teacher hears how many had it by then."""
    found = _own(scene)
    if found is None or found.id != argument:
        return None
    if found.status == "cancelled":
        return scene.then(context.t(phrase.CANCELLED_BEFORE), "teacher")
    counts = scene.report or {}
    left = sum(counts.get(status, 0) for status in ("sent", "taken", "claimed", "started", "uncertain"))
    amend = (Choice(context.t(phrase.CORRECTION), "announce.correction", found.id),)
    if found.status == "gone" and not counts.get("queued"):
        return scene.turn(Ask(context.t(phrase.TOO_LATE_TO_CANCEL), amend))
    write = (AnnouncementCancelled(found.id),)
    if left:
        return scene.turn(Ask(context.n(phrase.CANCELLED_LATE, left), amend), writes=write)
    others = tuple(one for one in scene.scheduled if one.id != found.id)
    calm = replace(scene, announcement=None, scheduled=others)
    return calm.then(context.t(phrase.CANCELLED), "teacher", writes=write)


def scheduled(scene: Scene, _argument: str, context: Context) -> Turn:
    """What waits for its hour, each with a button that cancels it."""
    if not scene.scheduled:
        return scene.then(context.t(phrase.NOTHING_SCHEDULED), "teacher")
    lines, choices = [context.t(phrase.SCHEDULED)], []
    for n, found in enumerate(scene.scheduled, 1):
        local = found.send_at.astimezone(context.zone(scene.the_teacher().classes[0].cohort))
        day = message_days.when_words(local.date(), context.now.astimezone(local.tzinfo).date(), context)
        when = {"day": day, "hour": hour_words(local.hour * 60 + local.minute, context.gettext)}
        lines.append(
            context.t(
                phrase.SCHEDULED_LINE, n=n, text=beginning(found.text, announcement_report.BEGINNING) or "📷", **when
            )
        )
        choices.append(Choice(context.t(phrase.CANCEL_N, n=n), "announce.cancel", found.id))
    return scene.turn(Ask("\n".join(lines), tuple(choices)))


def correction(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Corrección»: to the same people."""
    found = _own(scene)
    if found is None or found.id != argument or found.status in {"held", "waiting"} or not found.total:
        return None
    return _writing(scene, Draft(corrects=found.id), Ask(context.n(phrase.WHAT_TO_CORRECT, found.total), ()))


# --- the report --------------------------------------------------------------------------------------------


def reported(scene: Scene, event: AnnouncementReported, context: Context) -> Turn:
    """How far it came; it follows what the teacher chose, so it keeps to the quiet hours only when it is late."""
    found, counts = _own(scene), scene.report
    if found is None or counts is None or found.status == "cancelled" or found.id != event.announcement:
        return scene.turn()
    post = Post("announcement")
    if context.now - found.send_at > announcement.REPORT_AFTER + REPORT_AWAITED:
        post = classroom.held(scene.the_teacher().classes[0].cohort, context)
    turn = scene.turn(announcement_report.first(found, counts, context), post=post)
    return turn if scene.prompt is None else _without_cancel(turn, scene.prompt)


def _without_cancel(turn: Turn, prompt: Prompt) -> Turn:
    """The same turn; what has left can no longer be cancelled, and the button under «Saliendo.» goes."""
    return replace(turn, answers=(*turn.answers, Retire(prompt, "")), closes=(prompt.id, ""))


def stayed(scene: Scene, event: AnnouncementStayed, context: Context) -> Turn:
    """What the former teacher had planned for the class did not leave; who teaches it now may say it."""
    found, classes = scene.announcement, scene.teacher.classes if scene.teacher else ()
    if found is None or found.id != event.announcement or not classes:
        return scene.turn()
    text = context.t(phrase.STAYED, by=first_name(event.by), text=found.text or "📷")
    choices = (Choice(context.t(phrase.ANNOUNCE), "announce.begin"),)
    return scene.turn(Ask(text, choices), post=classroom.held(classes[0].cohort, context))


def list_(scene: Scene, argument: str, context: Context) -> Turn | None:
    """Who said «Entendido», who has it, who has not."""
    found = _own(scene)
    if found is None or found.id != argument:
        return None
    return scene.turn(announcement_report.everyone(found, scene.report or {}, context))


def again(scene: Scene, argument: str, context: Context) -> Turn | None:
    """Once more to those of whom nobody knows: the teacher's own choice, since some may have it twice."""
    found = _own(scene)
    doubtful = found.names.get("uncertain", ()) if found else ()
    if found is None or found.id != argument or not doubtful:
        return None
    announced = Announced(
        announcement=context.new_id,
        teacher=found.teacher,
        signature=found.signature,
        text=found.text,
        media=found.media,
        audience="same:",
        recipients=tuple(someone.id for someone in doubtful),
        corrects=found.corrects,
        send_at=context.now,
    )
    return _leaving(scene, announced, context.t(phrase.LEAVING), context)


# --- the learner's side ------------------------------------------------------------------------------------


def read(scene: Scene, argument: str, context: Context) -> Turn:
    """«Entendido»: the teacher will know, and the learner goes on."""
    turn = scene.then(context.t(phrase.THANK_YOU))
    return turn.adding(Understood(argument, scene.the_learner().id))


def photo(scene: Scene, argument: str, context: Context) -> Turn:
    """The photo, because it was asked for; «Entendido» stays possible."""
    id, _, media = argument.partition(":")
    choices = (
        Choice(context.t(phrase.UNDERSTOOD), "announcement.read", id),
        Choice(context.t(phrase.ASK_TEACHER), "ask.write"),
        Choice(context.t(phrase.MORE_OF_THIS), "announcement.more", id),
    )
    return scene.turn(Photo(context.t(phrase.THE_PHOTO), media), Ask(context.t(phrase.DID_YOU_UNDERSTAND), choices))
