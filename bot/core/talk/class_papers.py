"""The papers of a class, for its teacher: how many there are, all of them as one PDF, and word of it in time."""

from __future__ import annotations

from datetime import timedelta

from bot.core import goal, phrase
from bot.core.certificate import PaperDue, sealed
from bot.core.effect import CertificateIssued
from bot.core.people import Class
from bot.core.reply import Ask, Choice, Document, Post
from bot.core.scene import Context, Scene, Turn
from bot.core.schedule import quiet_hours, school_calendar
from bot.core.schedule.message_days import dated
from bot.core.talk import classroom
from bot.core.text.names import labels
from bot.core.text.wording import day_words, listed, sentence_case

DOCUMENT = "constancias"
TOLD_BEFORE = timedelta(days=2)
"""Before the departure: the closing can still be prepared, and whoever took part may have a paper."""


def asked(scene: Scene, _argument: str, context: Context) -> Turn:
    """«constancias»: how many there are of each kind, and a button a class."""
    classes = [one for one in scene.the_teacher().classes if scene.papers.get(one.cohort.id)]
    if not classes:
        return scene.then(_none(scene.the_teacher().classes[0], context), "teacher")
    lines = [f"{one.cohort.name}: {_counted(scene.papers[one.cohort.id], context)}" for one in classes]
    return scene.turn(Ask("\n".join(lines), _buttons(classes, context)))


def _buttons(classes: list[Class], context: Context) -> tuple[Choice, ...]:
    names = [context.t(phrase.SEND_ME_PDF)] if len(classes) == 1 else labels([one.cohort.name for one in classes])
    return tuple(Choice(name, "certificate.class", one.cohort.id) for name, one in zip(names, classes, strict=True))


def _counted(papers: tuple[PaperDue, ...], context: Context) -> str:
    """`18 constancias para imprimir: 7 de aprobación y 11 de participación.`"""
    of = {kind: sum(due.paper.kind == kind for due in papers) for kind in ("passed", "took_part")}
    kinds = [
        context.t(words, n=of[kind])
        for kind, words in (("passed", phrase.PAPERS_PASSED), ("took_part", phrase.PAPERS_TOOK_PART))
        if of[kind]
    ]
    return f"{context.n(phrase.PAPERS_COUNTED, len(papers))} {listed(kinds)}."


def _none(one: Class, context: Context) -> str:
    first = one.cohort.visit.departs - goal.PAPER_BEFORE_DEPARTURE
    return context.t(phrase.PAPERS_NONE, group=one.cohort.name, day=dated(first, context.today(one.cohort), context))


def send(scene: Scene, argument: str, context: Context) -> Turn | None:
    """All papers of the class, issued with this turn unless they stand already, as one document."""
    one = classroom.mine(scene, argument)
    if one is None:
        return None
    papers = scene.papers.get(one.cohort.id, ())
    if not papers:
        return scene.then(_none(one, context), "teacher")
    if scene.undated:
        return scene.then(context.t(phrase.PAPER_NO_DATE), "teacher")
    if scene.signer is None:
        return scene.then(context.t(phrase.PAPER_NO_KEY), "teacher")
    signer = scene.signer
    id = one.cohort.id
    writes = tuple(CertificateIssued(due.learner, id, due.paper, sealed(due.paper, signer)) for due in papers)
    ask = Ask(context.n(phrase.PAPERS_HERE, len(papers), group=one.cohort.name), classroom.onward(one, context))
    document = Document(ask, f"{DOCUMENT}.{id}", context.t(phrase.REPORT_NO_FILE))
    return scene.turn(document, writes=writes)


def near(scene: Scene, visit: str, context: Context) -> Turn:
    """Two days before the truck goes: what can be printed for the closing; nothing to who has no class with papers."""
    here = scene.teacher.classes if scene.teacher else ()
    classes = [one for one in here if one.cohort.visit.id == visit and scene.papers.get(one.cohort.id)]
    if not classes or quiet_hours.quiet(context.now.astimezone(context.zone(classes[0].cohort))):
        return scene.turn()
    departs = classes[0].cohort.visit.departs
    lead = context.t(phrase.PAPERS_NEAR, day=sentence_case(day_words(departs)))
    counted = [_counted(scene.papers[one.cohort.id], context) for one in classes]
    if len(classes) > 1:
        counted = [f"{one.cohort.name}: {words}" for one, words in zip(classes, counted, strict=True)]
    until = school_calendar.departure(classes[0].cohort, context.zone(classes[0].cohort))
    return scene.turn(
        Ask("\n".join([lead, *counted]), _buttons(classes, context)), post=Post("announcement", None, until)
    )
