"""Who belongs to a cohort: newcomers, signed papers, learners without a phone, and a learner who does not belong."""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import consent, phrase
from bot.core.effect import AcceptedByTeacher, CodeIssued, LeftCohort, Registered
from bot.core.event import Accepted, PapersSigned
from bot.core.greeting_name import greeting_name
from bot.core.name_labels import own_name
from bot.core.people import Class, Waiting
from bot.core.reply import Ask, Cause, Choice, Say
from bot.core.scene import Context, Scene, Turn
from bot.core.state import AgeBand
from bot.core.talk import classroom, enrol
from bot.core.text.names import labels, read_name
from bot.core.text.wording import listed, plain, shown_key

_BANDS: dict[str, AgeBand] = {"under_14": "under_14", "14_to_17": "14_to_17", "adult": "adult"}
NEWCOMERS_SHOWN = 10
PAPERS_SHOWN = 10


def waiting(one: Class, context: Context) -> Ask | None:
    """Newcomers together, and the papers that children under 14 wait for; None when nobody waits."""
    papers, ask = _papers_line(one, context), _newcomers(one, (), context)
    if ask and papers:
        return replace(ask, text=f"{ask.text}\n{papers}")
    if not papers:
        return ask
    choices = (
        Choice(context.t(phrase.SEE_PAPERS), "teacher.papers", one.cohort.id),
        Choice(context.t(phrase.AFTERWARDS), "teacher.later"),
    )
    return Ask(papers, choices)


def _papers_line(one: Class, context: Context) -> str:
    tickets = listed([paper.ticket for paper in one.waiting], context.gettext)
    count = len(one.waiting)
    return context.n(phrase.PAPERS_WAIT, count, group=one.cohort.name, tickets=tickets) if count else ""


# --- newcomers ---------------------------------------------------------------------------------------------


def newcomers(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The newcomers of a cohort, together."""
    one = classroom.mine(scene, argument)
    ask = _newcomers(one, (), context) if one else None
    return scene.turn(ask) if ask else None


def waiting_newcomers(one: Class, context: Context) -> Ask | None:
    """The newcomers of a class, with the buttons that accept them; None where there are none."""
    return _newcomers(one, (), context)


def _newcomers(one: Class, seen: tuple[str, ...], context: Context) -> Ask | None:
    """The first ten by name: the button accepts those who were shown, nobody who came since."""
    all_ = classroom.newcomers_of(one, seen)
    shown = all_[:NEWCOMERS_SHOWN]
    if not shown:
        return None
    names = listed([member.name for member in shown], context.gettext)
    text = context.n(phrase.NEWCOMERS, len(shown), group=one.cohort.name, names=names)
    if len(all_) > len(shown):
        rest = len(all_) - len(shown)
        text = f"{text} {context.n(phrase.NEWCOMERS_AFTER, rest)}"
    learners = tuple(member.learner for member in shown)
    choices = (
        Choice(context.n(phrase.ARE_MINE, len(shown)), "teacher.welcome", classroom.joined(one.cohort.id, learners)),
        Choice(context.t(phrase.REVIEW_NEWCOMERS), "teacher.review", one.cohort.id),
    )
    return Ask(text, choices)


def welcome(scene: Scene, argument: str, context: Context) -> Turn | None:
    """«Son de mi grupo»: all who were shown."""
    cohort, learners = classroom.split(argument)
    one = classroom.mine(scene, cohort)
    if one is None:
        return None
    chosen = [member for member in classroom.newcomers_of(one) if member.learner in learners]
    lead = context.n(phrase.WELCOMED, len(chosen), group=one.cohort.name)
    if not chosen:
        lead = context.t(phrase.NEWCOMERS_DONE, group=one.cohort.name)
    others = (_newcomers(other, (), context) for other in scene.the_teacher().classes if other.cohort.id != cohort)
    more = _newcomers(one, learners, context) or next(filter(None, others), None)
    ask = Ask(lead, classroom.onward(one, context))
    if more:
        ask = replace(more, text=f"{lead} {more.text}" if chosen else more.text)
    told = tuple(Cause(Accepted(member.learner, one.cohort.id, belongs=True)) for member in chosen)
    return scene.turn(ask, causes=told)


def review(scene: Scene, argument: str, context: Context) -> Turn | None:
    """Newcomers one by one; `argument` names those who had their turn."""
    cohort, seen = classroom.split(argument)
    one = classroom.mine(scene, cohort)
    return scene.turn(_next_newcomer(one, seen, context)) if one else None


def _next_newcomer(one: Class, seen: tuple[str, ...], context: Context) -> Ask:
    left = classroom.newcomers_of(one, seen)
    if not left:
        text = context.t(phrase.NEWCOMERS_DONE, group=one.cohort.name)
        return Ask(text, classroom.onward(one, context))
    member = left[0]
    zone = context.zone(one.cohort)
    days = (context.today(one.cohort) - member.joined.astimezone(zone).date()).days
    text = context.t(phrase.IS_THIS_MINE, name=member.name, when=classroom.ago(days, context), group=one.cohort.name)
    sitting = classroom.joined(one.cohort.id, (member.learner, *seen))
    choices = (
        Choice(context.t(phrase.YES), "teacher.belongs", sitting),
        Choice(context.t(phrase.NOT_MINE), "teacher.not_mine", sitting),
        Choice(context.t(phrase.NOT_SURE), "teacher.review", sitting),
    )
    return Ask(text, choices)


def belongs(scene: Scene, argument: str, context: Context) -> Turn | None:
    """This newcomer is of the cohort."""
    return _judged(scene, argument, context, belongs=True)


def not_mine(scene: Scene, argument: str, context: Context) -> Turn | None:
    """This newcomer is not."""
    return _judged(scene, argument, context, belongs=False)


def _judged(scene: Scene, argument: str, context: Context, *, belongs: bool) -> Turn | None:
    cohort, seen = classroom.split(argument)
    one = classroom.mine(scene, cohort)
    if one is None or not seen:
        return None
    known = any(member.learner == seen[0] for member in classroom.newcomers_of(one))
    causes = (Cause(Accepted(seen[0], cohort, belongs=belongs)),) if known else ()
    return scene.turn(_next_newcomer(one, seen, context), causes=causes)


def accepted(scene: Scene, event: Accepted, context: Context) -> Turn:
    """The learner's side: belonging needs no message; not belonging gets one kind one, and the first word holds."""
    learner = scene.learner
    if learner is None or learner.cohort is None or learner.accepted or learner.cohort.id != event.cohort:
        return scene.turn()
    if event.belongs:
        return scene.turn(writes=(AcceptedByTeacher(learner.id),))
    text = context.t(phrase.NOT_IN_THIS_GROUP, name=greeting_name(learner, context), group=learner.cohort.name)
    post = classroom.held(learner.cohort, context)
    gone = replace(scene, learner=replace(learner, cohort=None))
    return gone.turn(Say(text), writes=(LeftCohort(learner.id),), post=post)


# --- signed papers -----------------------------------------------------------------------------------------


def papers(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The children under 14 who wait, by the number they were told."""
    one = classroom.mine(scene, argument)
    if one is None or not one.waiting:
        return None
    if len(one.waiting) == 1:
        return scene.turn(_paper(one, one.waiting[0], context))
    shown = one.waiting[:PAPERS_SHOWN]
    numbers = [context.t(phrase.PAPER_LABEL, ticket=paper.ticket) for paper in shown]
    choices = tuple(
        Choice(label, "teacher.paper", _numbered(one, paper))
        for label, paper in zip(labels(numbers), shown, strict=True)
    )
    return scene.turn(Ask(context.t(phrase.PAPERS, group=one.cohort.name), choices))


def paper(scene: Scene, argument: str, context: Context) -> Turn | None:
    """One number was chosen: is the paper here?"""
    found = _waiting(scene, argument)
    return scene.turn(_paper(*found, context)) if found else None


def _numbered(one: Class, paper: Waiting) -> str:
    """What a button carries: the number that was shown too, since another child may wait at the same phone later."""
    return f"{one.cohort.id}:{paper.address}:{paper.ticket}"


def _waiting(scene: Scene, argument: str) -> tuple[Class, Waiting] | None:
    one = classroom.mine(scene, argument.partition(":")[0])
    found = [paper for paper in one.waiting if _numbered(one, paper) == argument] if one else []
    return (one, found[0]) if one and found else None


def _paper(one: Class, paper: Waiting, context: Context) -> Ask:
    opened = paper.opened_at.astimezone(context.zone(one.cohort)).date()
    when = classroom.ago((context.today(one.cohort) - opened).days, context)
    choices = (
        Choice(context.t(phrase.PAPER_SIGNED), "teacher.signed", _numbered(one, paper)),
        Choice(context.t(phrase.NOT_YET), "teacher.later"),
    )
    return Ask(context.t(phrase.PAPER, ticket=paper.ticket, when=when), choices)


def signed(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The teacher holds the signed paper: the child may enrol."""
    found = _waiting(scene, argument)
    if found is None:
        return None
    one, paper = found
    ask = Ask(context.t(phrase.PAPER_NOTED), classroom.onward(one, context))
    return scene.turn(ask, causes=(Cause(PapersSigned(paper.address)),))


# --- learners without a phone ------------------------------------------------------------------------------


def register(scene: Scene, argument: str, context: Context) -> Turn | None:
    """A learner without a phone: what is the name?"""
    one = classroom.mine(scene, argument)
    if one is None:
        return None
    asked = scene.conversing(replace(scene.conversation, expects="teacher.register", about=one.cohort.id))
    return asked.turn(Ask(context.t(phrase.REGISTER_NAME), ()))


def registered(scene: Scene, text: str, context: Context) -> Turn | None:
    """The name was typed: the learner exists, and the key opens the place on a phone later."""
    one = classroom.mine(scene, scene.conversation.about)
    if one is None or classroom.elsewhere(text):
        return None
    if not context.enrolment_open:
        return scene.turn(Ask(context.t(phrase.ENROLMENT_CLOSED_TEACHER), classroom.onward(one, context)))
    name = read_name(text)
    if name is None:
        return scene.turn(Ask(context.t(phrase.REGISTER_AGAIN), ()))
    if any(plain(own_name(member)) == plain(name) for member in one.members):
        return scene.turn(Ask(context.t(phrase.REGISTER_TWICE, name=name, group=one.cohort.name), ()))
    done = scene.conversing(replace(scene.conversation, expects="", about=""))
    bands = (("under_14", phrase.UNDER_14), ("14_to_17", phrase.FROM_14_TO_17), ("adult", phrase.ADULT))
    choices = tuple(
        Choice(context.t(label), "teacher.register_age", f"{one.cohort.id}:{band}:{name}") for band, label in bands
    )
    return done.turn(Ask(context.t(phrase.REGISTER_AGE, name=name), choices))


def registered_age(scene: Scene, argument: str, context: Context) -> Turn | None:
    """The age was tapped: the learner exists, and a code opens the place once."""
    cohort, band, name = (*argument.split(":", 2), "", "")[:3]
    one = classroom.mine(scene, cohort)
    age = _BANDS.get(band)
    if one is None or age is None or not name:
        return None
    if any(plain(own_name(member)) == plain(name) for member in one.members):
        return scene.turn(Ask(context.t(phrase.REGISTER_TWICE, name=name, group=one.cohort.name), ()))
    if not context.enrolment_open:
        return scene.turn(Ask(context.t(phrase.ENROLMENT_CLOSED_TEACHER), classroom.onward(one, context)))
    ticket = enrol.own_ticket(context.new_ticket, scene.tickets)
    registered = Registered(context.new_id, name, age, one.cohort.id, context.new_key, consent.VERSION, ticket)
    code = CodeIssued(context.new_code, context.new_id, scene.the_teacher().id, confirmed=True)
    code_shown = shown_key(context.new_code)
    text = context.t(phrase.REGISTERED, name=name, group=one.cohort.name, code=code_shown, ticket=ticket)
    choices = (
        Choice(context.t(phrase.REGISTER_ANOTHER), "teacher.register", one.cohort.id),
        *classroom.onward(one, context),
    )
    return scene.turn(Ask(text, choices), writes=(registered, code))
