"""`/informe`: the figures of a class, or of the programme, as a page and a sheet to forward."""

from __future__ import annotations

from bot.core import phrase
from bot.core.figures.period import month_before, month_of
from bot.core.people import Class
from bot.core.reply import Ask, Choice, Document
from bot.core.scene import Context, Scene, Turn
from bot.core.talk import classroom
from bot.core.text.names import labels

KILOBYTES = (60, 12)
"""What page and sheet weigh at most; a test weighs them."""
PROGRAMME = "programme"
STAY = "stay"
GROUPS_MOST = 8
PAGE, SHEET = "informe-pdf", "informe-xlsx"


def asked(scene: Scene, _argument: str, context: Context) -> Turn:
    """Of whom, where there is a choice; else of which days."""
    classes = scene.teacher.classes[:GROUPS_MOST] if scene.teacher else ()
    of = [(one.cohort.id, name) for one, name in zip(classes, labels([c.cohort.name for c in classes]), strict=True)]
    if "operator" in scene.roles:
        of.insert(0, (PROGRAMME, context.t(phrase.REPORT_PROGRAMME)))
    if len(of) == 1:
        return scene.turn(_when(of[0][0], context))
    return scene.turn(Ask(context.t(phrase.WHICH_GROUP), tuple(Choice(label, "report.when", id) for id, label in of)))


def when(scene: Scene, argument: str, context: Context) -> Turn | None:
    """Of which days; the argument is the class, or the programme."""
    return scene.turn(_when(argument, context)) if _may(scene, argument) else None


def send(scene: Scene, argument: str, context: Context) -> Turn | None:
    """Both files; the argument is of whom and of which days."""
    of, _, period = argument.partition(":")
    if not _may(scene, of):
        return None
    one = classroom.mine(scene, of)
    instead = context.t(phrase.REPORT_NO_FILE)
    page = Document(Ask(context.t(phrase.REPORT_PAGE), ()), f"{PAGE}.{of}.{period}", instead)
    sheet = Document(Ask(context.t(phrase.REPORT_SHEET), _onward(one, context)), f"{SHEET}.{of}.{period}", instead)
    return scene.turn(page, sheet)


def _when(of: str, context: Context) -> Ask:
    today = context.today(None)
    page, sheet = KILOBYTES
    choices = [
        Choice(context.t(phrase.REPORT_THIS_MONTH), "report.send", f"{of}:{month_of(today).id}"),
        Choice(context.t(phrase.REPORT_LAST_MONTH), "report.send", f"{of}:{month_before(today).id}"),
    ]
    if of != PROGRAMME:
        choices.append(Choice(context.t(phrase.REPORT_STAY), "report.send", f"{of}:{STAY}"))
    return Ask(context.t(phrase.REPORT_WHEN, page=page, sheet=sheet), tuple(choices))


def _may(scene: Scene, of: str) -> bool:
    """Whether it is the speaker's own class, or the speaker runs the programme."""
    return "operator" in scene.roles if of == PROGRAMME else classroom.mine(scene, of) is not None


def _onward(one: Class | None, context: Context) -> tuple[Choice, ...]:
    return classroom.onward(one, context) if one else (Choice(context.t(phrase.CONTINUE), "adult.keep"),)
