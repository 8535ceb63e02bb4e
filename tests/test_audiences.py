"""Audiences, silence, previews and reports, from values alone; and that an argument alone opens nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.core.announcement import weight
from bot.core.audience_list import audiences, to_call, went_quiet
from bot.core.effect import Announced
from bot.core.people import Announcement, Class, Cohort, Member, Someone, Teacher, Visit
from bot.core.reply import Ask
from bot.core.routes import ACTIONS
from bot.core.scene import Context, Scene, Turn
from bot.core.state import Conversation, Draft
from bot.core.talk import announcement_preview, announcement_report
from bot.core.talk.announcement_preview import read_moment
from bot.core.talk.group_pause import read_day
from tests.chat import LIMA, MONDAY, at, world

NOON = at(MONDAY + timedelta(days=16), 12)
SENT = Announcement("news", "t", "Tu profe Elena", "Hola", "", 1, "", NOON, "gone")


@pytest.mark.parametrize(("size", "words"), [(300, "1 KB"), (40_000, "40 KB"), (1_240_000, "1.2 MB")])
def test_a_weight_is_read_at_a_glance(size, words):
    """Kilobytes and megabytes, as phones say them."""
    assert weight(size) == words


# --- audiences, from values alone


def member(name: str, *, silent_days: int = 0, accepted: bool = True, graduated: bool = False, **rest: Any) -> Member:
    heard = NOON - timedelta(days=silent_days)
    reach = rest.get("reach", "yes")
    return Member(name, name, accepted, reach, heard, heard, 0, graduated, rest.get("paused", False))


def klass(name: str, *members: Member, arrives: date = MONDAY, site: str = "San Juan", **rest: Any) -> Class:
    visit = Visit(f"v-{name}", site, arrives, arrives + timedelta(days=32), "America/Lima")
    return Class(Cohort(name, name, name, visit, ("Elena",), **rest), members, (), ())


def labels(context: Context, *classes: Class) -> list[str]:
    return [one.label for one in audiences(Teacher("t", "Elena", classes), context)]


@pytest.fixture
def context() -> Context:
    """Wednesday noon of the third week."""
    return world().context(NOON, "es")


def test_the_audiences_are_the_teachers_own(context):
    """The group where the truck is comes first; quiet ones and all mine follow; nothing is empty or said twice."""
    here = klass("3.º B", member("ana"), member("luz", silent_days=9), member("nuevo", accepted=False))
    gone = klass("3.º A", member("beto", graduated=True), arrives=MONDAY - timedelta(weeks=9), site="Córdova")
    assert labels(context, gone, here) == ["3.º B (2)", "Sin responder (1)", "Mis 2 grupos (3)", "3.º A (1)"]
    assert labels(context, klass("3.º B", member("nuevo", accepted=False))) == []
    assert labels(context, klass("3.º B", member("ana"))) == ["3.º B (1)"]


def test_more_audiences_than_fit_are_a_tap_away(context):
    """Three and «Más», then the rest."""
    groups = [klass(f"{n}.º B", member(f"m{n}"), arrives=MONDAY - timedelta(weeks=n)) for n in range(6)]
    scene = Scene("a", "web", Conversation(draft=Draft("Hola")), teacher=Teacher("t", "Elena", tuple(groups)))
    first = ACTIONS["announce.audiences"].act(scene, announcement_preview.seal(Draft("Hola"), "0"), context)
    assert shown(first) == ["0.º B (1)", "Mis 6 grupos (6)", "1.º B (1)", "Más"]
    rest = ACTIONS["announce.audiences"].act(scene, announcement_preview.seal(Draft("Hola"), "3"), context)
    assert shown(rest) == ["2.º B (1)", "3.º B (1)", "4.º B (1)", "5.º B (1)"]


def shown(turn: Turn | None) -> list[str]:
    assert turn is not None
    (ask,) = turn.answers
    assert isinstance(ask, Ask)
    return [choice.label for choice in ask.choices]


def test_an_argument_alone_opens_nothing(context):
    """A cohort, an audience, an announcement that are not the speaker's earn the next step."""
    scene = Scene(
        "a",
        "web",
        Conversation(draft=Draft("Hola")),
        teacher=Teacher("t", "Elena", (klass("mine", member("ana")),)),
        announcement=SENT,
        report={"sent": 1, "read": 0},
    )
    stranger = replace(scene, teacher=Teacher("other", "Raúl", (klass("his", member("beto")),)))
    for action, argument in [
        ("announce.to", announcement_preview.seal(Draft("Hola"), "cohort:mine")),
        ("announce.cancel", SENT.id),
        ("announce.correction", SENT.id),
        ("announce.list", SENT.id),
        ("announce.again", SENT.id),
    ]:
        assert ACTIONS[action].act(stranger, argument, context) is None, action
    cohort_actions = ["cohort", "more", "newcomers", "papers", "pause", "questions", "register", "resume", "review"]
    for action in [f"teacher.{name}" for name in cohort_actions]:
        assert ACTIONS[action].act(stranger, "mine", context) is None, action
    for action in ("teacher.welcome", "teacher.belongs", "teacher.not_mine", "teacher.signed", "teacher.paper"):
        assert ACTIONS[action].act(stranger, "mine:ana", context) is None, action


def test_the_report_names_who_it_missed_and_offers_again_where_in_doubt(context):
    """What is uncertain is neither sent nor failed: the teacher decides."""
    counts = {"sent": 2, "read": 1, "blocked": 1, "uncertain": 1}
    people = {"blocked": (Someone("k", "Kevin R."),), "uncertain": (Someone("z", "Zoe T."),)}
    found = replace(SENT, total=5, names=people)
    scene = Scene("a", "web", Conversation(), teacher=Teacher("t", "Elena", ()), announcement=found, report=counts)
    ask = announcement_report.first(found, counts, context)
    assert ask.text == (
        "De tu anuncio «Hola»:\nLlegó a 2 de 5; 1 tocó «Entendido». A 1 todavía le está llegando. "
        "A Kevin R. no le llegó: bloqueó el chat. De Zoe T. no sé si le llegó."
    )
    assert [choice.label for choice in ask.choices] == ["Ver la lista", "Otra vez a 1", "Corrección"]
    turn = ACTIONS["announce.again"].act(scene, found.id, context)
    assert turn is not None
    (write,) = turn.writes
    assert isinstance(write, Announced)
    assert (write.recipients, write.text) == (("z",), found.text)


def test_the_graduates_of_a_site_are_an_audience(context):
    """Of all the teacher's groups there, however many."""
    then = MONDAY - timedelta(weeks=9)
    first = klass("3.º A", member("ana", graduated=True), arrives=then)
    second = klass("3.º B", member("luz", graduated=True), member("leo"), arrives=then)
    assert "Antes en San Ju… (2)" in labels(context, first, second)


def test_a_long_name_never_hides_the_count(context):
    """A button has twenty characters."""
    (label,) = labels(context, klass("Tercero B de la tarde", member("ana")))
    assert label == "Tercero B de la… (1)"
    assert len(label) <= 20


@pytest.mark.parametrize(
    ("days", "quiet", "call"), [(7, False, False), (9, True, False), (12, True, True)], ids=["a week", "more", "long"]
)
def test_silence_is_counted_in_school_days(context, days, quiet, call):
    """A week of silence is worth a word, seven school days a call."""
    cohort = klass("3.º B").cohort
    silent = member("luz", silent_days=days)
    assert (went_quiet(silent, cohort, context), to_call(silent, cohort, context)) == (quiet, call)


def test_a_rest_is_not_silence(context):
    """Nobody was written to while the group paused; nobody without a phone is quiet."""
    paused = klass("3.º B", paused_until=MONDAY + timedelta(days=16)).cohort
    assert not went_quiet(member("luz", silent_days=12), paused, context)
    cohort = klass("3.º B").cohort
    assert not went_quiet(member("yeni", silent_days=12, reach="no_phone"), cohort, context)
    assert not went_quiet(member("leo", silent_days=12, paused=True), cohort, context)


def test_a_graduate_is_quiet_after_three_unanswered_messages(context):
    """Never by days: the messages come more and more rarely."""
    gone = klass("3.º B", arrives=MONDAY - timedelta(weeks=9)).cohort
    assert not went_quiet(member("luz", silent_days=18, graduated=True), gone, context)
    assert went_quiet(member("luz", silent_days=21, graduated=True), gone, context)


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("5", "04 17:00"),
        ("9", "05 09:00"),
        ("a las 12", "05 12:00"),
        ("5 p. m.", "04 17:00"),
        ("8 am", "05 08:00"),
        ("mañana a las 9", "05 09:00"),
        ("hoy 18:30", "04 18:30"),
        ("10 de la noche", "04 22:00"),
        ("luego", None),
    ],
)
def test_an_hour_is_the_next_time_it_comes(typed, when):
    """A bare hour is never in the night; one that is said in full is as the teacher chose."""
    local = datetime(2026, 3, 4, 14, 0, tzinfo=LIMA)
    found = read_moment(typed, local)
    assert (found.strftime("%d %H:%M") if found else None) == when


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("miércoles", date(2026, 3, 11)),
        ("el próximo lunes", date(2026, 3, 9)),
        ("mañana", date(2026, 3, 5)),
        ("hasta el 20/3", date(2026, 3, 20)),
        ("20 de setiembre de 2026", date(2026, 9, 20)),
        ("viernes 20 de marzo", date(2026, 3, 20)),
        ("2/3", date(2027, 3, 2)),
        ("dos semanas", date(2026, 3, 18)),
        ("por 3 días", date(2026, 3, 7)),
        ("31/2", None),
        ("cuando pase el huaico", None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, day):
    """Always one that is still to come."""
    assert read_day(typed, date(2026, 3, 4)) == day
