"""What must be looked up before an event can be answered, beside what is always loaded."""

from __future__ import annotations

from msgspec import Struct

from bot.core.event import Event, Said, Tapped
from bot.core.reply import Prompt
from bot.core.state import Conversation
from bot.core.talk import enrol, question_review, teacher, visits
from bot.core.text import reading

LOOKED_UP = frozenset({"enrol.name", "teacher.name", *visits.EXPECTED, *question_review.EXPECTED})
"""What is asked to be typed and needs something looked up, whatever the words are."""


class Needs(Struct, frozen=True):
    """What must be looked up before an event can be answered, beside what is always loaded; `""` is nothing."""

    codes: tuple[str, ...] = ()
    token: str = ""
    cohort: str = ""
    person: str = ""
    announcement: str = ""
    visit: str = ""
    alert: str = ""
    question: str = ""
    exchanges: int = 0


def needs(event: Event, conversation: Conversation, prompt: Prompt | None, now: int) -> Needs:
    """Names what to look up. `prompt` is the one tapped, or the newest one that words may answer.

    `now` in epoch seconds bounds the tries at codes.
    """
    enrolling, trying = conversation.enrolling, conversation.trial
    cohort = (enrolling.cohort if enrolling else "") or (trying.cohort if trying else "")
    letter = event.letter if isinstance(event, Tapped) else ""
    if isinstance(event, Said):
        letter = _letter_typed(event.text, conversation, prompt)
        if not letter:
            return _needs_of_words(event.text, conversation, cohort, now)
    choice = prompt.choice(letter) if prompt else None
    if choice is None:
        return Needs(cohort=cohort)
    first, _, after = choice.argument.partition(":")
    if choice.action in {"enrol.new", "enrol.transfer"}:
        return Needs(cohort=first)
    if choice.action == "enrol.same":
        return Needs(cohort=after, person=first)
    if choice.action in {"account.be", "today.mine"}:
        return Needs(person=first)
    if choice.action.startswith("announce."):
        return Needs(announcement=first)
    if choice.action.startswith("role."):
        return Needs(token=first)
    return _needs_of_a_role(choice.action, first) or Needs(cohort=after if choice.action == "enrol.age" else cohort)


def _letter_typed(text: str, conversation: Conversation, prompt: Prompt | None) -> str:
    """The button that the words name, where they are not what was asked to be typed; `""` when none."""
    if prompt is None or prompt.closed or text.strip().startswith("/") or conversation.expects in LOOKED_UP:
        return ""
    return reading.chosen(prompt, text) or ""


def _needs_of_a_role(action: str, argument: str) -> Needs | None:
    if action == "protection.attend":
        return Needs(alert=argument)
    if action in question_review.ACTIONS or action in teacher.OF_A_QUESTION:
        return Needs(question=argument, exchanges=question_review.before(action, argument))
    return Needs(visit=argument) if action in visits.ACTIONS else None


def _needs_of_words(text: str, conversation: Conversation, cohort: str, now: int) -> Needs:
    known = reading.command(text)
    if known and known[0] == "start":
        code, token = reading.start_payload(known[1])
        codes: tuple[str, ...] = (code,) if code else ()
    else:
        codes, token = reading.codes_in(text), ""
    if conversation.expects == "teacher.name" and not token:
        return Needs(token=conversation.about)
    if conversation.expects in question_review.EXPECTED or conversation.expects == "teacher.answer":
        return Needs(question=conversation.about)
    if known and known[0] == "questions":
        return Needs(cohort=cohort, exchanges=question_review.NEWEST)
    visit = conversation.about if conversation.expects in visits.EXPECTED else ""
    codes = codes if enrol.may_try_code(conversation, now) else ()
    return Needs(codes=codes, token=token, cohort=cohort, visit=visit)
