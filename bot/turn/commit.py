"""Everything that a turn leaves behind, in its transaction: documents, rows, and what is said."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.core import course_place, phrase
from bot.core.effect import CaseTold, Enrolled, Erased, MediaKept, Parted, SlotTaken, Write
from bot.core.event import to_json
from bot.core.people import Someone
from bot.core.reply import PRIORITY, Answer, Ask, Cause, Post, Remove, Retire, Say, Scan, write_ask
from bot.core.scene import Context, Scene, Turn
from bot.core.state import write_conversation, write_progress
from bot.core.text.layout import SCANNED, Laid, Limits, lay_out
from bot.core.text.wording import first_name, starting
from bot.ports.book import Book
from bot.ports.moment import Moment
from bot.ports.rows import Address
from bot.ports.sending import Message, NewDelivery
from bot.turn import history, mention
from bot.turn.audit import Entry
from bot.turn.world import new_id

STRANGER_KEEPS = timedelta(days=14)
SCREEN_KEEPS = timedelta(days=1)
RETIRE_KEEPS = timedelta(minutes=2)


class Done(Struct, frozen=True):
    """What a turn left to do once it is durable.

    `fetch` names media whose bytes are still to be fetched from their channel; `caused` says that the inbox has
    events whose time has come. `not_yet` says that it was not this row's turn: an earlier one of its lane is under way.
    `posted` are the channels that have something to say now. `in_vain`: a code or a key was tried that opens nothing.
    `audit` is what the log is told of keys and roles.
    """

    fetch: tuple[str, ...] = ()
    caused: bool = False
    not_yet: bool = False
    posted: frozenset[str] = frozenset()
    in_vain: bool = False
    audit: tuple[Entry, ...] = ()


def save(
    book: Book, address: Address | None, scene: Scene, turn: Turn, context: Context, person: Someone | None = None
) -> Done:
    """Everything that the turn says, in the transaction that it runs in."""
    slots = tuple(write for write in turn.writes if isinstance(write, SlotTaken))
    silent = not _slot_is_free(book, slots, context.now)
    told = tuple(write for write in turn.writes if isinstance(write, CaseTold))
    written = tuple(write for write in turn.writes if not isinstance(write, SlotTaken | CaseTold))
    here = Moment(address, context.now, new_id)
    for write in written:
        book.keep(write, here)
    learner = _learner_after(scene, written)
    if turn.progress is not None and learner:
        _save_progress(book, learner, turn, context, heard=person is None)
        history.kept(book, address, scene, turn, context, learner, heard=person is None)
    if turn.closes:
        book.close_prompt(*turn.closes, context.now)
    soon = _cause_all(book, () if silent and turn.shared else turn.causes, context.now)
    if address is None:
        return Done(caused=soon)
    if not _is_there(book, address, turn, context.now):
        return Done(caused=soon)
    document = write_conversation(turn.conversation)
    if person is None or document != write_conversation(scene.conversation):
        book.save_conversation(address.id, document, context.now if person is None else address.heard_at)
    if scene.screen:
        book.expire_address(address.id, context.now + SCREEN_KEEPS)
    elif person is None and (not scene.people or not learner):
        book.expire_address(address.id, context.now + STRANGER_KEEPS)
    if not silent:
        nobodys = turn.shared or (turn.conversation.enrolling is not None and turn.progress is None)
        owner = "" if nobodys else person.id if person else (learner or _grown_up(scene))
        last = _send_all(book, address, scene, turn, context, _owner_after(owner, written))
        _fill(book, slots, last)
        _note(book, told, replace(here, delivery=last))
    posted = frozenset({address.channel} if turn.answers and not silent else ())
    return Done(tuple(write.media for write in written if isinstance(write, MediaKept)), soon, posted=posted)


def _is_there(book: Book, address: Address, turn: Turn, now: datetime) -> bool:
    """Whether there is an address to speak to: one that went with its only person is back for a last word."""
    erased = any(isinstance(write, Erased) for write in turn.writes)
    if not erased or book.address_by_id(address.id) is not None:
        return True
    if turn.answers:
        book.add_address(address.id, address.channel, address.carrier_id, now)
    return bool(turn.answers)


def _grown_up(scene: Scene) -> str:
    """Whom a conversation without a learner is with."""
    if scene.teacher:
        return scene.teacher.id
    return scene.conversation.speaker if scene.roles else ""


def _slot_is_free(book: Book, slots: tuple[SlotTaken, ...], now: datetime) -> bool:
    """Takes the local date's slot for a proactive message; two of a day are impossible, whatever the clock does.

    The first slot is the learner's own; the others are of those whom the same message reaches.
    """
    free = [book.take_slot(slot.learner, slot.local_date, slot.kind, now) for slot in slots[:1]]
    if all(free):
        for slot in slots[1:]:
            book.take_slot(slot.learner, slot.local_date, slot.kind, now)
    return all(free)


def _fill(book: Book, slots: tuple[SlotTaken, ...], delivery: str) -> None:
    """The day's message of each is that delivery."""
    for slot in slots if delivery else ():
        book.fill_slot(slot.learner, slot.local_date, delivery)


def _note(book: Book, told: tuple[CaseTold, ...], said: Moment) -> None:
    """By which delivery somebody heard of a case: what becomes of it decides whether it is said again."""
    for notice in told:
        book.keep(notice, said)


def _learner_after(scene: Scene, written: tuple[Write, ...]) -> str:
    if any(isinstance(write, Erased) for write in written):
        return ""
    enrolled = next((write.learner for write in written if isinstance(write, Enrolled)), "")
    return enrolled or (scene.learner.id if scene.learner else "")


def _owner_after(owner: str, written: tuple[Write, ...]) -> str:
    return "" if any(isinstance(write, Erased) for write in written) else owner


def _save_progress(book: Book, learner: str, turn: Turn, context: Context, *, heard: bool) -> None:
    progress = turn.progress
    if progress is None:
        return
    book.save_progress(
        learner,
        write_progress(progress),
        turn.next_due_at,
        heard_at=context.now if heard else None,
        lessons_done=course_place.lessons_done(progress, context),
        paused=bool(progress.paused_until) and progress.paused_until > context.now.date().isoformat(),
        graduated=progress.support is not None,
    )


def _cause_all(book: Book, causes: tuple[Cause, ...], now: datetime) -> bool:
    """Whether the time of any has come."""
    for cause in causes:
        _cause(book, cause, now)
    return any(cause.at is None or cause.at <= now for cause in causes)


def _cause(book: Book, cause: Cause, now: datetime) -> None:
    event = cause.event
    subject = getattr(event, "teacher", "") or getattr(event, "learner", "") or getattr(event, "cohort", "")
    book.cause(cause.key or new_id(), subject or cause.key, to_json(event), now, cause.at or now)


def _send_all(book: Book, address: Address, scene: Scene, turn: Turn, context: Context, owner: str) -> str:
    """The id of the last message that waits now, `""` where none does."""
    name = scene.learner.name if scene.learner and owner == scene.learner.id else ""
    to = addressed_to(scene.people, name, context)
    parted = scene.screen and any(isinstance(write, Parted) for write in turn.writes)
    fresh = parted or any(isinstance(answer, Remove) for answer in turn.answers)
    out = Outgoing(book, address, owner, turn.post, context, to, fresh=fresh, others=_others(scene, owner))
    last = ""
    for answer in turn.answers:
        sent = out.send(answer)
        last = last if isinstance(answer, Retire) else sent
    return last


def _others(scene: Scene, owner: str) -> mention.Names:
    """Who may be spoken of to somebody else."""
    return {id: names for id, names in mention.known(scene).items() if id != owner}


def addressed_to(people: tuple[Someone, ...], name: str, context: Context) -> str:
    """«Para Luz:» where several people share the address."""
    return context.t(phrase.FOR, name=first_name(name)) if len(people) > 1 and name else ""


class Outgoing(Struct, frozen=True):
    """Where the answers of a turn go, and when they may leave."""

    book: Book
    address: Address
    person: str
    post: Post
    context: Context
    to: str
    announcement: str | None = None
    fresh: bool = False
    others: mention.Names = {}

    def send(self, answer: Answer) -> str:
        """Lays the answer out and puts it into the outbox; the id of its last delivery."""
        if isinstance(answer, Remove):
            return self._remove(answer)
        delivery = ""
        lays = lay_out(answer, self._limits(), "" if isinstance(answer, Retire) else self.to, self._link(answer))
        for laid in map(self._with_its_picture, lays):
            prompt = self._asked(laid.asks) if laid.asks and laid.asks.choices else ""
            message = Message(
                laid.text,
                prompt,
                laid.buttons,
                laid.retires,
                self._document(laid),
                laid.media,
                fresh=self.fresh,
                follows=laid.follows,
                above=laid.above,
            )
            delivery = self._post(message, retire=isinstance(answer, Retire))
        return delivery

    def _limits(self) -> Limits:
        return self.context.limits.get(self.address.channel, Limits())

    def _link(self, answer: Answer) -> str:
        """Where what a channel cannot carry is found."""
        return starting(self.context.share, answer.token) if isinstance(answer, Scan) else self.context.page

    def _with_its_picture(self, laid: Laid) -> Laid:
        """The same, or where the picture has gone a sentence in its place."""
        if not laid.media or self.book.media(laid.media) is not None:
            return laid
        return replace(laid, text=self.context.t(phrase.PHOTO_OVER), media="")

    def _remove(self, answer: Remove) -> str:
        """What was grave goes: a page shows it no more from here on, a carrier is asked to take it away."""
        now, limits = self.context.now, self._limits()
        said = self.book.forget_urgent(self.address.id, answer.since, now)
        if limits.removes is None or now - answer.since > limits.removes:
            return self.send(Say(answer.instead))
        if limits.retires:
            return ""
        return self._post(Message(answer.instead, removes=(*answer.heard, *said)), retire=False)

    def _document(self, laid: Laid) -> str:
        """The file's name: about whom it is, or of which link."""
        if not laid.document or laid.document.startswith(SCANNED):
            return laid.document
        return f"{laid.document}:{self.person}"

    def _asked(self, ask: Ask) -> str:
        prompt, quiz, body = new_id(), ask.quiz, write_ask(ask)
        self.book.open_prompt(
            prompt,
            self.address.id,
            self.person or None,
            quiz.item if quiz else None,
            quiz.content_hash if quiz else None,
            body,
            self.context.now,
        )
        if about := mention.mentioned(body, self.others):
            self.book.prompt_speaks_of(prompt, about)
        return prompt

    def _post(self, message: Message, *, retire: bool) -> str:
        now, delivery = self.context.now, new_id()
        kind = "retire" if retire else self.post.kind
        self.book.post(
            NewDelivery(
                id=delivery,
                address=self.address.id,
                channel=self.address.channel,
                person=self.person or None,
                kind=kind,
                priority=PRIORITY["urgent" if self.post.urgent and not retire else kind],
                message=message,
                not_before=self.post.not_before or now,
                expires_at=now + RETIRE_KEEPS if retire else self.post.expires_at,
                announcement=self.announcement,
                about=mention.mentioned(message.text, self.others),
            ),
            now,
        )
        return delivery
