"""Where buttons, typed words and commands lead: tables of routes, each to the one function that answers.

A route is stored with the button that carries it, so a name here outlives its label.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.core.scene import Context, Scene, Turn
from bot.core.talk import (
    account,
    announce,
    ask,
    drill,
    enrol,
    exam,
    graduate,
    keeping,
    lesson,
    phone,
    protection,
    road,
    screen,
    second,
    teacher,
    today,
    training,
    trial,
)

Action = Callable[[Scene, str, Context], Turn | None]
Expected = Callable[[Scene, str, Context], Turn | None]

STRANGER_ACTIONS: dict[str, Action] = {
    "enrol.accept": enrol.accept,
    "enrol.age": enrol.age,
    "enrol.decline": enrol.decline,
    "enrol.more": enrol.more,
    "enrol.new": enrol.new,
    "enrol.no_code": enrol.no_code,
    "grave.nobody": protection.nobody,
    "grave.teacher": protection.teacher,
    "role.me": teacher.i_take_the_role,
    "role.other": teacher.other_takes_the_role,
    "screen.forgot": screen.forgot,
    "trial.answer": trial.answer,
    "trial.start": trial.start,
    "trial.step": trial.step,
}
LEARNER_ACTIONS: dict[str, Action] = {
    "account.alone": account.alone,
    "account.at": account.hour_tapped,
    "account.be": account.be,
    "account.data_raw": account.data_raw,
    "account.days": account.days,
    "account.erase": account.erase,
    "account.erase_now": account.erase_now,
    "account.hour": account.hour,
    "account.its_me": account.its_me,
    "account.key": account.key,
    "account.keep": account.keep,
    "account.leave": account.leave,
    "account.no_key": account.no_key,
    "account.progress": account.progress,
    "account.rename": account.rename,
    "account.rest": account.rest,
    "account.resume": account.resume,
    "account.somebody_else": account.somebody_else,
    "account.speak": account.speak,
    "ask.drop": ask.drop,
    "ask.report": ask.report,
    "ask.send": ask.send,
    "ask.this": ask.this,
    "ask.write": ask.write,
    "drill.answer": drill.answer,
    "drill.begin": drill.begin,
    "enrol.from": enrol.start_from,
    "enrol.hour": enrol.hour_chosen,
    "enrol.later": enrol.later,
    "enrol.same": enrol.same,
    "enrol.stay": enrol.stay,
    "enrol.transfer": enrol.transfer,
    "exam.answer": exam.answer,
    "exam.begin": exam.begin,
    "exam.next": exam.question,
    "graduate.another_day": graduate.another_day,
    "graduate.choose": graduate.choose,
    "graduate.on": graduate.on,
    "graduate.person": graduate.person,
    "graduate.practise": graduate.practise,
    "graduate.sells": graduate.sells,
    "graduate.sells_not": graduate.sells_not,
    "graduate.start": graduate.start,
    "graduate.stopped": graduate.stopped,
    "keeping.accept": keeping.accept,
    "keeping.age": keeping.age,
    "keeping.decline": keeping.decline,
    "keeping.keep": keeping.keep,
    "lesson.did": lesson.did,
    "lesson.list": lesson.lessons_of,
    "lesson.read": lesson.read,
    "lesson.share": lesson.share,
    "lesson.step": lesson.step,
    "lesson.summary": lesson.summary,
    "lesson.tomorrow": lesson.tomorrow,
    "lesson.weeks": lesson.weeks,
    "lesson.words": lesson.words,
    "phone.pass": phone.passing,
    "quiz.answer": lesson.answer,
    "today.later": today.later,
    "today.mine": today.mine,
    "today.proceed": today.proceed,
    "today.reviews": today.reviews,
    "today.start": today.start,
    **announce.LEARNER_ACTIONS,
}
TRAINING_ACTIONS: dict[str, Action] = {
    "training.answer": training.answer,
    "training.pieces": training.pieces,
    "training.step": training.step,
}
TEACHER_ACTIONS: dict[str, Action] = {**TRAINING_ACTIONS, **teacher.ACTIONS, **announce.ACTIONS}
ACTIONS = {**STRANGER_ACTIONS, **LEARNER_ACTIONS, **TEACHER_ACTIONS, **road.ACTIONS, **second.ACTIONS}

LEARNER_EXPECTED: dict[str, Expected] = {
    "account.data_key": account.data_key_said,
    "account.raw_key": account.raw_key_said,
    "account.days": account.days_said,
    "account.erase_key": account.erase_key_said,
    "account.hour": account.hour_said,
    "account.name": account.name_said,
    "ask.question": ask.said,
    "enrol.hour": enrol.hour_said,
    "graduate.day": graduate.day_said,
}
EXPECTED: dict[str, Expected] = {
    "enrol.name": enrol.name,
    **teacher.EXPECTED,
    **announce.EXPECTED,
    **road.EXPECTED,
    **second.EXPECTED,
}

LEARNER_COMMANDS: dict[str, Action] = {
    "account": account.mine,
    "again": lesson.weeks,
    "ask": ask.write,
    "data": account.my_data,
    "drill": drill.begin,
    "erase": account.erase,
    "forgot": account.key,
    "exam": exam.begin,
    "help": account.help_,
    "hour": account.hour,
    "key": account.key,
    "language": account.language,
    "leave": account.leave,
    "later": today.later,
    "lesson": today.start,
    "pause": account.pause,
    "phone": phone.passing,
    "progress": account.progress,
    "questions": ask.write,
    "resume": account.resume,
    "review": today.reviews,
    "share": lesson.share,
    "who": account.who,
}
OPERATOR_COMMANDS: dict[str, Action] = {**road.COMMANDS, "questions": second.exchanges}
TEACHER_COMMANDS: dict[str, Action] = {
    "announce": announce.begin,
    "cohort": teacher.cohorts,
    "training": training.pieces,
    "help": teacher.help_,
    "progress": teacher.cohorts,
    "questions": teacher.questions_hour,
}
