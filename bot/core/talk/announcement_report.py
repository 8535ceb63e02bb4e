"""What became of an announcement, in words: the first report, and the list of names."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.core import audience_list, phrase
from bot.core.people import Announcement
from bot.core.reply import Ask, Choice
from bot.core.scene import Context
from bot.core.text.wording import beginning

BEGINNING = 40
_UNDER_WAY = ("queued", "claimed", "started", "taken")
_WORDS = ("read", "seen")
"""What is counted beside what became of a delivery, and never added to it: «Entendido», and what a carrier says."""
_REASONS = {
    "blocked": phrase.REPORT_BLOCKED,
    "failed": phrase.REPORT_FAILED,
    "unreachable": phrase.REPORT_UNREACHABLE,
    "expired": phrase.REPORT_EXPIRED,
    "left": phrase.REPORT_OPTED_OUT,
    "uncertain": phrase.REPORT_UNCERTAIN,
}


def first(found: Announcement, counts: dict[str, int], context: Context) -> Ask:
    """How many have it, how many said «Entendido», and who has it not, with the reason."""
    text = "\n".join([_of(found, context), _report(found, counts, context)])
    return Ask(text, _choices(found, counts, context))


def _of(found: Announcement, context: Context) -> str:
    """Which announcement it is: how it begins."""
    if not found.text:
        return context.t(phrase.REPORT_OF_PHOTO)
    return context.t(phrase.REPORT_OF, text=f"«{beginning(found.text, BEGINNING)}»")


def _report(found: Announcement, counts: dict[str, int], context: Context) -> str:
    read = counts.get("read", 0)
    words = context.n(phrase.N_READ, read) if read else context.t(phrase.NOBODY_READ)
    parts = [context.t(phrase.REPORT, sent=counts.get("sent", 0), total=found.total, read=words)]
    reached = sum(count for status, count in counts.items() if status not in _WORDS)
    if counts.get("seen"):
        parts.append(context.n(phrase.N_SEEN, counts["seen"]))
    under_way = sum(counts.get(status, 0) for status in _UNDER_WAY) + max(0, found.total - reached)
    if under_way:
        parts.append(context.n(phrase.ON_ITS_WAY, under_way))
    for status, reason in _REASONS.items():
        if counts.get(status):
            parts.append(context.n(reason, counts[status], names=_names(found, status, counts[status], context)))
    return " ".join(parts)


def _names(found: Announcement, status: str, count: int, context: Context) -> str:
    names = [someone.name for someone in found.names.get(status, ())]
    return audience_list.named(names, context) if names else str(count)


def _choices(found: Announcement, counts: dict[str, int], context: Context) -> tuple[Choice, ...]:
    choices = [Choice(context.t(phrase.SEE_LIST), "announce.list", found.id)]
    if counts.get("uncertain"):
        choices.append(Choice(context.t(phrase.SEND_AGAIN, n=counts["uncertain"]), "announce.again", found.id))
    return (*choices, Choice(context.t(phrase.CORRECTION), "announce.correction", found.id))


def everyone(found: Announcement, counts: dict[str, int], context: Context) -> Ask:
    """Every name under what became of it; the same button shows it again, later."""
    read = {someone.id for someone in found.names.get("read", ())}
    groups = (
        (phrase.LIST_READ, _together(found, ("read",))),
        (phrase.LIST_SENT, _together(found, ("sent",), but=read)),
        (phrase.LIST_ON_ITS_WAY, _together(found, _UNDER_WAY)),
        (phrase.LIST_UNCERTAIN, _together(found, ("uncertain",))),
        (phrase.LIST_NOT, _together(found, ("blocked", "failed", "unreachable", "expired", "left"))),
    )
    most = max(audience_list.NAMES_SHOWN, found.total)
    lines = [
        context.t(words, n=len(people), names=audience_list.named(people, context, most))
        for words, people in groups
        if people
    ]
    lines = lines or [context.t(phrase.LIST_EMPTY)]
    if counts.get("seen"):
        lines.append(context.n(phrase.N_SEEN, counts["seen"]))
    return Ask("\n".join([_of(found, context), *lines]), _choices(found, counts, context))


def _together(found: Announcement, statuses: Iterable[str], but: Collection[str] = ()) -> list[str]:
    people = (someone for status in statuses for someone in found.names.get(status, ()))
    return [someone.name for someone in people if someone.id not in but]
