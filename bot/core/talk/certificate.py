"""«constancia»: the paper that a learner takes home, or what is missing until there is one."""

from __future__ import annotations

from typing import Literal

from bot.core import goal, phrase
from bot.core.certificate import Certificate, Kind, number, sealed
from bot.core.effect import CertificateIssued
from bot.core.greeting_name import greeting_name
from bot.core.people import Cohort, Learner
from bot.core.reply import Ask, Choice, Document
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import exam, proof

Form = Literal["constancia", "constancia-imagen"]
KILOBYTES: dict[Form, int] = {"constancia": 30, "constancia-imagen": 60}
"""What each form weighs, rounded up; a test weighs them."""


def asked(scene: Scene, _argument: str, context: Context) -> Turn:
    """Which paper there is for the learner, with its weight; where there is none, how far the exam is."""
    unproved = proof.wanted(scene, context)
    if unproved:
        return unproved
    learner = scene.the_learner()
    kind = goal.paper(learner, context)
    if kind is None:
        return exam.asked(scene, "", context)
    if scene.screen:
        return scene.then(context.t(phrase.PAPER_NOT_HERE), "menu")
    send = Choice(context.t(phrase.PAPER_SEND), "certificate.send")
    image = Choice(context.t(phrase.PAPER_AS_IMAGE), "certificate.image")
    onward = Choice(context.t(phrase.MY_LESSON), "today.proceed") if kind == "took_part" else image
    text = f"{_which(learner, kind, context)} {context.t(phrase.PAPER_WEIGHS, kilobytes=KILOBYTES['constancia'])}"
    return scene.turn(Ask(text, (send, onward)))


def _which(learner: Learner, kind: Kind, context: Context) -> str:
    name = greeting_name(learner, context)
    if kind == "passed":
        return context.t(phrase.PAPER_PASSED, name=name)
    missing = goal.missing(learner, context)
    far = context.n(phrase.PAPER_MISSING, missing) if missing else context.t(phrase.EXAM_OPEN)
    return f"{far} {context.t(phrase.PAPER_TOOK_PART)}"


def send(scene: Scene, _argument: str, context: Context) -> Turn | None:
    """The paper as a document; issued with this turn, unless the same one was before."""
    return _sent(scene, "constancia", context)


def image(scene: Scene, _argument: str, context: Context) -> Turn | None:
    """The paper as a picture for a status: without school, date and code."""
    return _sent(scene, "constancia-imagen", context)


def _sent(scene: Scene, form: Form, context: Context) -> Turn | None:
    learner = scene.the_learner()
    kind, cohort = goal.paper(learner, context), learner.cohort
    if kind is None or cohort is None or scene.screen or learner.progress.unproved:
        return asked(scene, "", context)
    if scene.undated:
        return scene.then(context.t(phrase.PAPER_NO_DATE), "menu")
    if scene.signer is None:
        return scene.then(context.t(phrase.PAPER_NO_KEY), "menu")
    paper = _paper(learner, kind, cohort, context)
    issued = CertificateIssued(learner.id, cohort.id, paper, sealed(paper, scene.signer))
    other = (
        Choice(context.t(phrase.PAPER_AS_IMAGE), "certificate.image")
        if form == "constancia"
        else Choice(context.t(phrase.PAPER_SEND), "certificate.send")
    )
    ask = Ask(context.t(phrase.PAPER_HERE), (other, Choice(context.t(phrase.CONTINUE), "today.proceed")))
    return scene.turn(Document(ask, form, context.t(phrase.PAPER_NO_FILE)), writes=(issued,))


def _paper(learner: Learner, kind: Kind, cohort: Cohort, context: Context) -> Certificate:
    day = context.today(cohort).isoformat()
    return Certificate(number(context.new_code), kind, learner.name, context.course.title, cohort.visit.site, day)
