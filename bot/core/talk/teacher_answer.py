"""What a teacher asks for in words of her own, answered; and a sentence that may be news for the class."""

from __future__ import annotations

from collections.abc import Callable

from bot.core import phrase
from bot.core.people import Class
from bot.core.reply import Ask, Choice
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule.message_days import dated
from bot.core.talk import announce, announcement_preview, announcement_report, class_progress, classroom, teacher
from bot.core.text import reading, teacher_question
from bot.core.text.teacher_question import Subject
from bot.core.text.wording import beginning, first_name

Answer = Callable[[Scene, Class, Context], Turn | None]


def answer(scene: Scene, text: str, context: Context) -> Turn | None:
    """The answer, or the talk that was meant; None for a greeting and for what nobody understands."""
    speaker = scene.teacher
    if speaker is None or not speaker.classes or scene.learner or scene.meaning.slash:
        return None
    said = scene.meaning.plain
    if scene.meaning.thanks:
        return scene.then(context.t(phrase.TEACHER_THANKS, name=first_name(speaker.name)), "teacher")
    draft = scene.conversation.draft
    if draft and reading.assents(said):
        return announcement_preview.show(scene, draft, context)
    if reading.drops(text) or reading.says_no(said) or reading.assents(said):
        return scene.then(context.t(phrase.NOTHING_PENDING), "teacher")
    news = teacher_question.told(text)
    if news:
        return announce.begun_with(scene, news, context)
    subject = teacher_question.subject(text, said)
    told = _ANSWERS[subject](scene, speaker.classes[0], context) if subject else None
    return told or class_progress.asked_about(scene, said, context) or _perhaps_news(scene, text, context)


def perhaps(scene: Scene, text: str, context: Context) -> Turn | None:
    """«Sí, es un anuncio»: the sentence that the button carries, as it will leave."""
    return announce.begun_with(scene, text, context)


def _perhaps_news(scene: Scene, text: str, context: Context) -> Turn | None:
    """A sentence of several words that is no question: an announcement, perhaps; a question is told what there is."""
    said = scene.meaning
    if said.greets or said.command or len(said.plain.split()) < teacher_question.SHORTEST_NEWS:
        return None
    if said.asks or teacher_question.wishes(said.plain):
        return scene.then(f"{context.t(phrase.TEACHER_NOT_KNOWN)}\n\n{context.t(phrase.TEACHER_HELP)}", "teacher")
    choices = (
        Choice(context.t(phrase.IS_NEWS), "announce.words", text.strip()[: announce.LONGEST + 1]),
        Choice(context.t(phrase.NO), "teacher.later"),
    )
    return scene.turn(Ask(context.t(phrase.PERHAPS_NEWS), choices))


# --- what is asked -----------------------------------------------------------------------------------------


def _on(one: Class, context: Context) -> tuple[Choice, ...]:
    return classroom.onward(one, context)


def _announcement(scene: Scene, _one: Class, context: Context) -> Turn:
    return announce.begin(scene, "", context)


def _sent(scene: Scene, _one: Class, context: Context) -> Turn:
    """What waits for its hour, else what became of the last one; the menu below can stop it or put it right."""
    last = scene.announcement
    if scene.scheduled:
        return announce.scheduled(scene, "", context)
    if last is None or last.teacher != scene.the_teacher().id:
        return scene.then(context.t(phrase.NOTHING_SCHEDULED), "teacher")
    waits = last.status in {"held", "waiting"}
    words = phrase.LAST_CANCELLED if last.status == "cancelled" else phrase.LAST_WAITS if waits else phrase.LAST_SENT
    return scene.then(context.t(words, text=beginning(last.text, announcement_report.BEGINNING) or "📷"), "teacher")


def _silent(scene: Scene, _one: Class, context: Context) -> Turn:
    return teacher.cohorts(scene, "", context)


def _progress(scene: Scene, _one: Class, context: Context) -> Turn | None:
    return class_progress.of_classes(scene, "", context)


def _key(scene: Scene, one: Class, context: Context) -> Turn:
    give = Choice(context.t(phrase.NEW_KEY), "teacher.key", one.cohort.id)
    return scene.turn(Ask(context.t(phrase.TEACHER_KEY_LOST), (give, *_on(one, context))))


def _phone(scene: Scene, one: Class, context: Context) -> Turn:
    register = Choice(context.t(phrase.REGISTER_SHORT), "teacher.register", one.cohort.id)
    return scene.turn(Ask(context.t(phrase.TEACHER_NO_PHONE), (register, *_on(one, context))))


def _enrol(scene: Scene, one: Class, context: Context) -> Turn:
    register = Choice(context.t(phrase.REGISTER_SHORT), "teacher.register", one.cohort.id)
    text = context.t(phrase.TEACHER_ENROLS, codes=_codes(scene))
    return scene.turn(Ask(text, (register, *_on(one, context))))


def _code(scene: Scene, one: Class, context: Context) -> Turn:
    return scene.turn(Ask(context.t(phrase.TEACHER_CODE, codes=_codes(scene)), _on(one, context)))


def _codes(scene: Scene) -> str:
    """`HUAYTAR3`, or with the group where there are several: `3.º B HUAYTAR3, 4.º A HUAYTAR4`."""
    classes = scene.the_teacher().classes
    if len(classes) == 1:
        return classes[0].cohort.code
    return ", ".join(f"{one.cohort.name} {one.cohort.code}" for one in classes)


def _poster(scene: Scene, one: Class, context: Context) -> Turn:
    return scene.turn(Ask(context.t(phrase.TEACHER_POSTER, codes=_codes(scene)), _on(one, context)))


def _remove(scene: Scene, one: Class, context: Context) -> Turn:
    return scene.turn(Ask(context.t(phrase.TEACHER_REMOVES), _on(one, context)))


def _leave(scene: Scene, one: Class, context: Context) -> Turn:
    passed_on = Choice(context.t(phrase.REPLACES_ME), "teacher.replaced", one.cohort.id)
    return scene.turn(Ask(context.t(phrase.TEACHER_LEAVES), (passed_on, *_on(one, context))))


def _truck(scene: Scene, one: Class, context: Context) -> Turn:
    visit, today = one.cohort.visit, context.today(one.cohort)
    dates = {"day": dated(visit.arrives, today, context), "until": dated(visit.departs, today, context)}
    text = context.t(phrase.TEACHER_TRUCK, site=visit.site, **dates)
    return scene.turn(Ask(text, _on(one, context)))


def _readers(scene: Scene, one: Class, context: Context) -> Turn:
    return scene.turn(Ask(context.t(phrase.TEACHER_READERS), _on(one, context)))


def _office(scene: Scene, one: Class, context: Context) -> Turn:
    lines = [context.t(phrase.TEACHER_OFFICE)]
    if context.responsible:
        lines.append(context.t(phrase.TEACHER_RESPONSIBLE, responsible=context.responsible))
    return scene.turn(Ask(" ".join(lines), _on(one, context)))


def _help(scene: Scene, _one: Class, context: Context) -> Turn:
    return teacher.help_(scene, "", context)


_ANSWERS: dict[Subject, Answer] = {
    "announcement": _announcement,
    "code": _code,
    "enrol": _enrol,
    "help": _help,
    "key": _key,
    "leave": _leave,
    "office": _office,
    "phone": _phone,
    "poster": _poster,
    "progress": _progress,
    "readers": _readers,
    "remove": _remove,
    "sent": _sent,
    "silent": _silent,
    "truck": _truck,
}
