"""Where buttons, typed answers and commands lead: one row each, told nowhere else.

Theory of operation:

- A button carries an `action`, stored with its prompt, so a name here outlives its label. An old prompt may hold an
  action that is in no row any more: that button earns the next step.
- Before anything is loaded, a row says what it `needs`: an argument is only a name, and what it opens is decided
  after loading, by `who` and then by the function itself, which looks whether the thing is the speaker's.
- The engine asks `who`, leaves the question that was open where the row `leaves` it, and calls `act`. None, from the
  function or for want of a row, is the next step: nobody meets an error.
- Words that name a button (`letter`) are a tap on it. First its label, letter, place or own words; then «ya» for a
  first button that goes `onward`, and «no» for one that `refuses`.
- What a prompt asked to be typed has a row in `EXPECTED`, kept in the conversation by name.
- A command may be several people's: the rows of `COMMANDS` are asked in the order operator, learner, teacher, so a
  teacher who learns gets the learner's. A button with `menu_words` is a command too.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.core import role
from bot.core.meaning import Meaning
from bot.core.reply import LETTERS, Choice, Prompt
from bot.core.route import Action, Command, Expectation, Needs, Route
from bot.core.state import Conversation
from bot.core.talk import (
    account,
    adult_data,
    announce,
    announcement_doubt,
    announcement_preview,
    ask,
    cases,
    certificate,
    class_papers,
    class_progress,
    concern,
    data,
    desk,
    devices,
    digest,
    drill,
    enrol,
    entered,
    exam,
    graduate,
    group_pause,
    handover,
    held_words,
    keeping,
    lesson,
    logbook,
    logbook_card,
    membership,
    new_key,
    operator_morning,
    opt_out,
    own_plan,
    phone,
    progress,
    protection,
    question_review,
    quiz_item,
    report_files,
    role_link,
    screen,
    second_reading,
    stuck,
    teacher,
    teacher_answer,
    teacher_wish,
    timetable,
    today,
    traces,
    training,
    trial,
    visits,
)
from bot.core.text import reading

# --- what an argument names --------------------------------------------------------------------------------


def _first(argument: str) -> str:
    return argument.partition(":")[0]


def _after(argument: str) -> str:
    return argument.partition(":")[2]


def _case(argument: str) -> Needs:
    return Needs(case=_first(argument))


def _care(_argument: str) -> Needs:
    return Needs(care=True)


def _care_of_question(argument: str) -> Needs:
    return Needs(question=_first(argument), care=True)


def _announcement(argument: str) -> Needs:
    return Needs(announcement=_first(argument))


def _code(argument: str) -> Needs:
    return Needs(code_of=_first(argument))


def _code_after(argument: str) -> Needs:
    return Needs(code_of=_after(argument))


def _cohort(argument: str) -> Needs:
    return Needs(cohort=_first(argument))


def _cohort_after(argument: str) -> Needs:
    return Needs(cohort=_after(argument))


def _sheet(argument: str) -> Needs:
    return Needs(sheet=_after(argument))


def _signer(_argument: str) -> Needs:
    return Needs(signer=True)


def _papers(_argument: str) -> Needs:
    return Needs(signer=True, papers=True)


def _spoken(argument: str) -> Needs:
    return Needs(spoken=argument)


def _digest(_argument: str) -> Needs:
    return Needs(digest=True)


def _devices(_argument: str) -> Needs:
    return Needs(devices=True)


def _held_words(argument: str) -> Needs:
    kind, _, rest = argument.partition(":")
    return Needs(announcement=rest) if kind == "a" else Needs(question=_first(rest))


def _logbook(_argument: str) -> Needs:
    return Needs(logbook=True, newly_here=True)


def _newly_here(_argument: str) -> Needs:
    return Needs(newly_here=True)


def _person(argument: str) -> Needs:
    return Needs(person=_first(argument))


def _person_and_cohort(argument: str) -> Needs:
    return Needs(person=_first(argument), cohort=_after(argument))


def _question(argument: str) -> Needs:
    return Needs(question=_first(argument))


def _token(argument: str) -> Needs:
    return Needs(token=_first(argument))


def _visit(argument: str) -> Needs:
    return Needs(visit=_first(argument))


# --- what a typed answer needs -----------------------------------------------------------------------------


def _as_heard(heard: Needs, _about: str) -> Needs:
    return heard


def _about_digest(heard: Needs, _about: str) -> Needs:
    return replace(heard, digest=True)


def _about_question(_heard: Needs, about: str) -> Needs:
    return Needs(question=about)


def _about_visit(heard: Needs, about: str) -> Needs:
    return heard if heard.spoken else replace(heard, visit=about)


def _link_or_name(heard: Needs, about: str) -> Needs:
    """The one-time link that was opened before the name was asked, or the one just opened."""
    return heard if heard.token else Needs(token=about)


def _key_and_logbook(heard: Needs, _about: str) -> Needs:
    return replace(heard, logbook=True)


def _of_logbook(name: str, answer: Action) -> Expectation:
    """The key that is asked before a part of the notebook is shown."""
    return Expectation(name, answer, role.learner, needs=_key_and_logbook, meanwhile=True, of_key=True)


# --- the table ---------------------------------------------------------------------------------------------

ROUTES = (
    # anyone
    Route("enrol.accept", enrol.accept, role.anyone, onward=True, leaves=False),
    Route("enrol.again", enrol.new, role.anyone, needs=_cohort, rethinks=True, leaves=False),
    Route("enrol.age", enrol.age, role.anyone, needs=_cohort_after, leaves=False),
    Route("enrol.decline", enrol.decline, role.anyone, refuses=True, leaves=False),
    Route("enrol.more", enrol.more, role.anyone, leaves=False),
    Route("enrol.named", enrol.named, role.anyone, onward=True, leaves=False),
    Route("enrol.new", enrol.new, role.anyone, needs=_cohort, leaves=False),
    Route("enrol.no_code", enrol.no_code, role.anyone, leaves=False),
    Route("enrol.rename", enrol.another_name, role.anyone, refuses=True, leaves=False),
    Route("grave.mine", concern.mine, role.anyone, needs=_care, leaves=False),
    Route("grave.mistake", traces.mistaken, role.anyone, leaves=False),
    Route("grave.nobody", protection.nobody, role.anyone, leaves=False),
    Route("grave.on", traces.after_grave, role.anyone, leaves=False),
    Route("grave.not_that", traces.not_that, role.anyone, leaves=False),
    Route("grave.remove", traces.remove, role.anyone, leaves=False),
    Route("grave.seek", concern.sought, role.anyone, needs=_care, leaves=False),
    Route("grave.student", concern.student, role.anyone, leaves=False),
    Route("grave.teacher", teacher_wish.wished, role.anyone, leaves=False),
    Route("grave.tell", teacher_wish.tell, role.anyone, leaves=False),
    Route("grave.which", teacher_wish.which, role.anyone, leaves=False),
    Route("optout.back", opt_out.back, role.anyone),
    Route("optout.no", opt_out.stay, role.anyone, refuses=True),
    Route("optout.yes", opt_out.leave, role.anyone, onward=True),
    Route("role.instead", role_link.instead, role.learner, needs=_token),
    Route("role.stay", role_link.stay, role.learner, refuses=True),
    Route("screen.forgot", screen.forgot, role.anyone),
    Route("trial.answer", quiz_item.whole(trial.answer), role.anyone, on_the_way=True),
    Route("trial.start", trial.start, role.anyone, on_the_way=True, onward=True),
    Route("trial.step", trial.step, role.anyone, reads=True, on_the_way=True, onward=True),
    # learner
    Route("account.alone", account.alone, role.learner),
    Route("account.at", account.hour_tapped, role.learner),
    Route("account.be", account.be, role.learner, needs=_person),
    Route("account.data_raw", account.data_raw, role.learner, needs=_newly_here),
    Route("account.days", account.days, role.learner, menu_words=("days",)),
    Route("account.erase", data.erase, role.learner, needs=_newly_here, menu_words=("erase",)),
    Route("account.erase_now", data.erase_now, role.learner, needs=_newly_here, onward=True),
    Route("account.hour", account.hour, role.learner, menu_words=("hour",)),
    Route("account.its_me", account.its_me, role.learner, tells_who=True),
    Route("account.keep", data.keep, role.learner, refuses=True, menu_words=("keep",)),
    Route("account.new_key", account.new_key, role.learner, needs=_newly_here),
    Route(
        "account.key",
        account.key,
        role.learner,
        menu_words=(
            "forgot",
            "key",
        ),
    ),
    Route("account.leave", account.leave, role.learner, menu_words=("leave",)),
    Route("account.no_key", data.no_key, role.learner),
    Route("account.progress", progress.progress, role.learner, menu_words=("progress",)),
    Route("account.rename", account.rename, role.learner),
    Route("account.rest", account.rest, role.learner),
    Route("account.resume", account.resume, role.learner, onward=True, menu_words=("resume",)),
    Route("account.somebody_else", account.somebody_else, role.learner, tells_who=True),
    Route("account.speak", account.speak, role.learner),
    Route("devices.close", devices.close, role.known, needs=_devices),
    Route("devices.show", devices.show, role.known, needs=_devices),
    Route("announcement.fine", announcement_doubt.fine, role.learner, refuses=True),
    Route("announcement.more", announcement_doubt.more, role.learner),
    Route("announcement.photo", announce.photo, role.learner),
    Route("announcement.read", announce.read, role.learner, onward=True),
    Route("announcement.tell", announcement_doubt.tell, role.learner, needs=_announcement),
    Route("announcement.wrong", announcement_doubt.wrong, role.learner),
    Route("ask.drop", ask.drop, role.learner, refuses=True),
    Route("ask.report", ask.report, role.learner, needs=_care),
    Route("ask.send", ask.send, role.learner, onward=True),
    Route("ask.this", ask.this, role.learner),
    Route(
        "ask.write",
        ask.write,
        role.learner,
        menu_words=(
            "ask",
            "questions",
        ),
    ),
    Route("code.mine", new_key.mine, role.learner, needs=_code),
    Route("code.not_mine", new_key.not_mine, role.learner, needs=_code, refuses=True),
    Route("drill.answer", quiz_item.whole(drill.answer), role.learner, on_the_way=True),
    Route("drill.begin", drill.begin, role.learner, on_the_way=True, onward=True, menu_words=("drill",)),
    Route("enrol.from", enrol.start_from, role.learner, leaves=False),
    Route("enrol.hour", enrol.hour_chosen, role.learner, leaves=False),
    Route("enrol.later", enrol.later, role.learner, refuses=True, leaves=False),
    Route("enrol.same", enrol.same, role.learner, needs=_person_and_cohort, leaves=False),
    Route("enrol.stay", enrol.stay, role.learner, refuses=True, leaves=False),
    Route("enrol.transfer", enrol.transfer, role.learner, needs=_cohort, onward=True, leaves=False),
    Route("entered.tell", entered.tell, role.learner, needs=_care),
    Route("desk.close", desk.close, role.adult),
    Route("certificate.image", certificate.image, role.learner, needs=_signer),
    Route("certificate.send", certificate.send, role.learner, needs=_signer, onward=True),
    Route("exam.answer", quiz_item.whole(exam.answer), role.learner, on_the_way=True),
    Route("exam.begin", exam.begin, role.learner, on_the_way=True),
    Route("exam.next", exam.question, role.learner, on_the_way=True, onward=True),
    Route("graduate.another_day", graduate.another_day, role.learner, refuses=True),
    Route("graduate.choose", graduate.choose, role.learner),
    Route("graduate.on", graduate.on, role.learner),
    Route("graduate.person", graduate.person, role.learner),
    Route("graduate.practise", graduate.practise, role.learner, onward=True),
    Route("graduate.sells", graduate.sells, role.learner),
    Route("graduate.sells_not", graduate.sells_not, role.learner),
    Route("graduate.start", graduate.start, role.learner, onward=True),
    Route("graduate.stopped", graduate.stopped, role.learner),
    Route("keeping.accept", keeping.accept, role.learner),
    Route("keeping.age", keeping.age, role.learner),
    Route("keeping.decline", keeping.decline, role.learner),
    Route("keeping.keep", keeping.keep, role.learner),
    Route("keeping.more", keeping.more, role.learner),
    Route("lesson.did", lesson.did, role.learner, on_the_way=True, onward=True, menu_words=("did",)),
    Route("lesson.list", lesson.lessons_of, role.learner, on_the_way=True),
    Route("lesson.read", lesson.read, role.learner, reads=True, on_the_way=True, onward=True),
    Route("lesson.share", lesson.share, role.learner, on_the_way=True, menu_words=("share",)),
    Route("lesson.step", lesson.step, role.learner, reads=True, on_the_way=True, onward=True),
    Route("lesson.summary", lesson.summary, role.learner, on_the_way=True, menu_words=("summary",)),
    Route("lesson.tomorrow", lesson.tomorrow, role.learner, on_the_way=True, refuses=True),
    Route("lesson.weeks", lesson.weeks, role.learner, on_the_way=True, menu_words=("again",)),
    Route("lesson.words", lesson.words, role.learner, on_the_way=True, menu_words=("words",)),
    Route("logbook.agree", logbook.agree, role.learner, onward=True),
    Route("logbook.change", logbook.change, role.learner),
    Route("logbook.decline", logbook.decline, role.learner, refuses=True),
    Route("logbook.files", logbook_card.files, role.learner, needs=_newly_here),
    Route("logbook.kind", logbook.kind, role.learner),
    Route("logbook.mend", logbook_card.mend, role.learner, needs=_logbook),
    Route("logbook.note", logbook.note, role.learner),
    Route("logbook.pick", logbook_card.pick, role.learner, needs=_logbook),
    Route("logbook.void", logbook_card.void, role.learner, needs=_logbook),
    Route("logbook.week", logbook_card.week, role.learner, needs=_logbook),
    Route("logbook.yes", logbook.yes, role.learner, onward=True),
    Route("plan.ask", own_plan.ask, role.learner),
    Route("plan.card", own_plan.card, role.learner),
    Route("plan.erase", own_plan.erase, role.learner),
    Route("plan.later", own_plan.later, role.learner, refuses=True),
    Route("plan.page", own_plan.show, role.learner, menu_words=("plan",)),
    Route("plan.pick", own_plan.pick, role.learner),
    Route("phone.word", phone.word, role.anyone, needs=_token),
    Route("phone.pass", phone.passing, role.learner, menu_words=("phone",)),
    Route("quiz.answer", quiz_item.whole(lesson.answer), role.learner, on_the_way=True),
    Route("today.later", today.later, role.learner, on_the_way=True, refuses=True, menu_words=("later",)),
    Route("today.mine", today.mine, role.learner, on_the_way=True, needs=_person, of_several=True),
    Route("today.proceed", today.proceed, role.learner, on_the_way=True, onward=True),
    Route("today.reviews", today.reviews, role.learner, on_the_way=True, menu_words=("review",)),
    Route("today.start", today.start, role.learner, on_the_way=True, onward=True, menu_words=("lesson",)),
    # teacher
    Route("adult.data_raw", adult_data.data_raw, role.adult),
    Route("adult.erase", adult_data.erase, role.adult, menu_words=("erase",)),
    Route("adult.erase_now", adult_data.erase_now, role.adult, onward=True),
    Route("adult.keep", adult_data.keep, role.adult, refuses=True),
    Route("announce.again", announce.again, role.teacher, needs=_announcement),
    Route("announce.ask_hour", announcement_preview.ask_hour, role.teacher, needs=_announcement),
    Route("announce.at", announce.at, role.teacher, needs=_announcement),
    Route("announce.audiences", announcement_preview.audiences, role.teacher, needs=_announcement),
    Route("announce.begin", announce.begin, role.teacher, needs=_announcement, menu_words=("announce",)),
    Route("announce.cancel", announce.cancel, role.teacher, needs=_announcement),
    Route("announce.correction", announce.correction, role.teacher, needs=_announcement),
    Route("announce.drop", announce.drop, role.teacher, needs=_announcement),
    Route("announce.edit", announce.edit, role.teacher, needs=_announcement),
    Route("announce.list", announce.list_, role.teacher, needs=_announcement),
    Route("announce.no_text", announce.no_text, role.teacher, needs=_announcement),
    Route("announce.now", announce.now, role.teacher, needs=_announcement),
    Route("announce.scheduled", announce.scheduled, role.teacher, needs=_announcement, menu_words=("scheduled",)),
    Route("announce.words", teacher_answer.perhaps, role.teacher),
    Route("announce.to", announcement_preview.to, role.teacher, needs=_announcement),
    Route("report.send", report_files.send, role.road),
    Route("report.when", report_files.when, role.road),
    Route("certificate.class", class_papers.send, role.teacher, needs=_papers),
    Route("teacher.answer", teacher.answer, role.teacher, needs=_question),
    Route("teacher.belongs", membership.belongs, role.teacher),
    Route("teacher.cohort", teacher.cohort, role.teacher),
    Route(
        "teacher.cohorts",
        teacher.cohorts,
        role.teacher,
        menu_words=("cohort",),
    ),
    Route("teacher.ask_after", class_progress.ask_after, role.teacher, needs=_sheet),
    Route("teacher.progress", class_progress.show, role.teacher),
    Route("teacher.progress_sheet", class_progress.as_sheet, role.teacher),
    Route("teacher.sheet", class_progress.sheet, role.teacher, needs=_sheet),
    Route("teacher.key", new_key.new, role.teacher),
    Route("teacher.key_for", new_key.for_one, role.teacher),
    Route("teacher.key_give", new_key.give, role.teacher),
    Route("teacher.key_lost", new_key.lost, role.teacher, needs=_code_after),
    Route("teacher.later", teacher.later, role.teacher),
    Route("teacher.more", teacher.more, role.teacher),
    Route("teacher.newcomers", membership.newcomers, role.teacher),
    Route("teacher.not_mine", membership.not_mine, role.teacher),
    Route("teacher.paper", membership.paper, role.teacher),
    Route("teacher.papers", membership.papers, role.teacher),
    Route("teacher.pause", group_pause.pause, role.teacher),
    Route("teacher.pause_asker", teacher.pause_asker, role.teacher, needs=_question),
    Route("teacher.pause_days", group_pause.pause_days, role.teacher),
    Route("teacher.question", teacher.question, role.teacher, needs=_question),
    Route("teacher.questions", teacher.questions, role.teacher),
    Route("teacher.questions_at", teacher.questions_at, role.teacher),
    Route("teacher.register", membership.register, role.teacher),
    Route("teacher.register_age", membership.registered_age, role.teacher, needs=_cohort),
    Route("teacher.replaced", handover.replaced, role.teacher),
    Route("teacher.report", teacher.report, role.teacher, needs=_care_of_question),
    Route("teacher.resume", group_pause.resume, role.teacher),
    Route("teacher.review", membership.review, role.teacher),
    Route("teacher.signed", membership.signed, role.teacher),
    Route("teacher.welcome", membership.welcome, role.teacher),
    Route("training.answer", quiz_item.whole(training.answer), role.teacher, on_the_way=True),
    Route("training.pieces", training.pieces, role.teacher, on_the_way=True, menu_words=("training",)),
    Route("training.step", training.step, role.teacher, reads=True, on_the_way=True, onward=True),
    Route("digest.at", digest.chosen, role.teacher, needs=_digest),
    Route("digest.group", digest.group, role.teacher, needs=_digest),
    Route("digest.more", digest.more, role.teacher, needs=_digest),
    Route("digest.pause", digest.pause, role.teacher, needs=_digest),
    Route("digest.pause_days", digest.pause_days, role.teacher, needs=_digest),
    Route("digest.resume", digest.resume, role.teacher, needs=_digest),
    Route("digest.show", digest.asked, role.teacher, needs=_digest),
    Route("digest.when", digest.when, role.teacher, needs=_digest),
    # road
    Route("road.arrived", visits.arrived, role.road, needs=_visit),
    Route("road.days", visits.days, role.road, needs=_visit),
    Route("road.gone", visits.gone, role.road, needs=_visit),
    Route("road.gone_yes", visits.gone_yes, role.road, needs=_visit),
    Route("road.longer", visits.longer, role.road, needs=_visit),
    Route("road.same", visits.same, role.road, needs=_visit),
    Route("road.show", visits.show, role.road, needs=_visit),
    Route("road.stay", visits.stay, role.road, needs=_visit),
    # operator
    Route("second.answer", question_review.answer, role.operator, needs=_question),
    # protector, contact
    Route("words.all", second_reading.everything, role.protector, needs=_spoken),
    Route("words.codes", second_reading.codes, role.operator),
    Route("words.look", second_reading.look, role.protector, needs=_spoken),
    Route("words.photo", second_reading.photo, role.protector),
    Route("held.let", held_words.let, role.protector, needs=_held_words),
    Route("held.stop", held_words.stop, role.protector, needs=_held_words),
    Route("code.second_no", new_key.second_no, role.protector, needs=_code, refuses=True),
    Route("code.second_yes", new_key.second_yes, role.protector, needs=_code),
    Route("case.close", cases.close, role.protector, needs=_case),
    Route("case.closed", cases.closed, role.protector, needs=_case),
    Route("case.list", cases.list_, role.contact, menu_words=("cases",)),
    Route("case.show", cases.show, role.protector, needs=_case),
    Route("case.still", cases.still, role.protector, onward=True),
    Route("case.take", cases.take, role.protector, needs=_case),
)
EXPECTATIONS = (
    Expectation("enrol.name", enrol.name, role.anyone, needs=_as_heard, interrupts=True, meanwhile=True),
    Expectation("teacher.name", role_link.name_said, role.anyone, needs=_link_or_name),
    # learner
    Expectation("account.data_key", data.data_key_said, role.learner, meanwhile=True, of_key=True),
    Expectation("account.days", account.days_said, role.learner, meanwhile=True),
    Expectation("account.erase_key", data.erase_key_said, role.learner, meanwhile=True, of_key=True),
    Expectation("account.hour", account.hour_said, role.learner, meanwhile=True),
    Expectation("account.name", account.name_said, role.learner, meanwhile=True),
    Expectation("account.raw_key", account.raw_key_said, role.learner, meanwhile=True, of_key=True),
    Expectation("ask.question", ask.said, role.learner, only_text=True),
    Expectation("enrol.hour", enrol.hour_said, role.learner, meanwhile=True),
    _of_logbook("logbook.files_key", logbook_card.files_key_said),
    _of_logbook("logbook.key", logbook_card.key_said),
    _of_logbook("logbook.mend_key", logbook_card.mend_key_said),
    _of_logbook("logbook.undo_key", logbook_card.undo_key_said),
    Expectation("logbook.words", logbook.said, role.learner, meanwhile=True),
    Expectation("plan.key", own_plan.key_said, role.learner, meanwhile=True, of_key=True),
    Expectation("plan.value", own_plan.said, role.learner, interrupts=True, meanwhile=True),
    Expectation("graduate.day", account.day_said, role.learner, meanwhile=True),
    # teacher
    Expectation("announce.audience", announcement_preview.audience_said, role.teacher),
    Expectation("announce.hour", announcement_preview.hour_said, role.teacher),
    Expectation("announce.text", announce.text_said, role.teacher),
    Expectation("digest.pause_until", digest.pause_said, role.teacher, needs=_about_digest),
    Expectation("digest.when", digest.when_said, role.teacher, needs=_about_digest),
    Expectation("teacher.answer", teacher.answered, role.teacher, needs=_about_question, only_text=True),
    Expectation("teacher.key", new_key.named, role.teacher),
    Expectation("teacher.pause_until", group_pause.pause_until, role.teacher),
    Expectation("teacher.questions_hour", teacher.questions_hour_said, role.teacher),
    Expectation("teacher.register", membership.registered, role.teacher),
    # road, operator
    Expectation("road.until", visits.until, role.road, needs=_about_visit),
    Expectation("second.answer", question_review.answered, role.operator, needs=_about_question, only_text=True),
)
_WITHOUT_BUTTON = (
    Command("desk", desk.asked, role.operator, needs=Needs(desk=True)),
    Command("desk", desk.asked, role.teacher, needs=Needs(desk=True)),
    Command("help", visits.help_, role.operator),
    Command("operator", visits.home, role.operator),
    Command("questions", second_reading.everything, role.operator, needs=Needs(spoken=second_reading.EVERYTHING)),
    Command("report", report_files.asked, role.operator),
    Command("summary", operator_morning.asked, role.operator, needs=Needs(digest=True)),
    Command("report", report_files.asked, role.teacher),
    Command("road", visits.show, role.operator),
    Command("account", account.mine, role.learner),
    Command("data", data.my_data, role.learner, needs=Needs(newly_here=True)),
    Command("certificate", certificate.asked, role.learner),
    Command("exam", exam.asked, role.learner),
    Command("what_now", exam.onward, role.learner),
    Command("help", account.help_, role.learner),
    Command("language", account.language, role.learner),
    Command("out", stuck.goodbye, role.learner),
    Command("logbook", logbook_card.show, role.learner, needs=_logbook("")),
    Command("logbook_off", logbook_card.off, role.learner),
    Command("logbook_undo", logbook_card.undo, role.learner, needs=_logbook("")),
    Command("pause", account.pause, role.learner),
    Command("timetable", timetable.show, role.learner),
    Command("who", account.who, role.learner),
    Command("data", adult_data.my_data, role.adult),
    Command("help", teacher.help_, role.teacher),
    Command("questions", teacher.questions_hour, role.teacher),
    Command("summary", digest.asked, role.teacher, needs=Needs(digest=True)),
    Command("progress", class_progress.of_classes, role.teacher),
    Command("papers", class_papers.asked, role.teacher, needs=_papers("")),
)

ACTIONS = {route.action: route for route in ROUTES}
EXPECTED = {expectation.name: expectation for expectation in EXPECTATIONS}
"""What a prompt asked to be typed, by the name that the conversation remembers."""


def _of_menu(word: str, route: Route) -> Command:
    return Command(word, route.act, route.who, needs=route.needs("") if route.needs else None)


def _commands() -> dict[str, tuple[Command, ...]]:
    """The commands by name, and of one name in the order in which they are asked."""
    opened = (_of_menu(word, route) for route in ROUTES for word in route.menu_words)
    rows = (*_WITHOUT_BUTTON, *opened)
    ordered = [
        row
        for who in (role.operator, role.learner, role.teacher, role.contact, role.adult)
        for row in rows
        if row.who is who
    ]
    return {name: tuple(row for row in ordered if row.name == name) for name in {row.name for row in ordered}}


COMMANDS = _commands()


# --- what words and taps lead to ---------------------------------------------------------------------------


def letter(prompt: Prompt, said: Meaning) -> str:
    """The button of the prompt that the words name; `""` when they are something else."""
    return (
        reading.chosen(prompt, said.text, said.plain)
        or _one_of_us(prompt, said.plain)
        or _yes_or_no(prompt, said.plain)
        or _in_words(prompt, said)
    )


def _in_words(prompt: Prompt, said: Meaning) -> str:
    """Where the buttons stand in the text each has its letter, also those of a question that is no list."""
    letter_ = said.plain.upper()
    known = LETTERS[: len(prompt.ask.choices)]
    return letter_ if said.worded and len(letter_) == 1 and letter_ in known else ""


def _one_of_us(prompt: Prompt, words: str) -> str:
    """Who of several it is may be told by a letter, though the buttons have names."""
    several = [choice for choice in prompt.ask.choices if (row := ACTIONS.get(choice.action)) and row.of_several]
    letter_ = words.upper()
    return letter_ if letter_ and letter_ in LETTERS[: len(several)] and len(letter_) == 1 else ""


def _yes_or_no(prompt: Prompt, words: str) -> str:
    rows = [ACTIONS.get(choice.action) for choice in prompt.ask.choices]
    rethought = [n for n, row in enumerate(rows) if row and row.rethinks]
    if rethought and reading.rethinks(words):
        return LETTERS[rethought[0]]
    listed = any(choice.words for choice in prompt.ask.choices)
    if rows and rows[0] and rows[0].onward and not listed and reading.goes_on(words):
        return LETTERS[0]
    refusals = [n for n, row in enumerate(rows) if row and row.refuses]
    return LETTERS[refusals[0]] if refusals and reading.says_no(words) else ""


def about_anyway(conversation: Conversation) -> str:
    """The cohort that the conversation is about, whatever is said or tapped; `""` for none."""
    enrolling, trying = conversation.enrolling, conversation.trial
    return (enrolling.cohort if enrolling else "") or (trying.cohort if trying else "")


def needs_of_tap(choice: Choice | None, conversation: Conversation) -> Needs:
    """What to look up for a button, tapped or named in words."""
    route = ACTIONS.get(choice.action) if choice else None
    if choice and route and route.needs:
        return route.needs(choice.argument)
    return Needs(cohort=about_anyway(conversation))


def needs_of_words(said: Meaning, conversation: Conversation, prompt: Prompt | None, now: int) -> Needs:
    """What to look up for words, `prompt` being the newest one that they may answer.

    `now` in epoch seconds bounds the tries at codes.
    """
    expected = EXPECTED.get(conversation.expects)
    typed_first = expected is not None and expected.needs is not None
    if prompt and not prompt.closed and not said.slash and not typed_first:
        named = letter(prompt, said)
        if named:
            return needs_of_tap(prompt.choice(named), conversation)
    heard = replace(_held(said, enrol.may_try_code(conversation, now)), cohort=about_anyway(conversation))
    return expected.needs(heard, conversation.about) if expected and expected.needs else heard


def _held(said: Meaning, may_try: bool) -> Needs:
    """What the words hold by themselves: a code, a link's token, or a command that shows something stored."""
    shown = next((row.needs for row in COMMANDS.get(said.command, ()) if row.needs), None)
    return shown or Needs(codes=said.codes if may_try else (), token=said.token)
