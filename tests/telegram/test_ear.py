"""What is heard is stored first; what is stored is said again in core's words, once."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import pytest
from msgspec.structs import replace
from structlog.testing import capture_logs

from bot.app import make_world
from bot.box.health import EarPulse
from bot.channels.telegram import GROUP_LINE, TelegramEar, Unfetched, raw
from bot.core import role
from bot.core.event import Attached, Blocked, Edited, Heard, Said, Tapped, Unblocked
from bot.core.routes import COMMANDS
from bot.core.text import reading
from bot.ports.hearing import Raw, Waiting
from tests.bot_api.chats import PIXEL, Person
from tests.bot_api.record import Json
from tests.bot_api.server import BotApi
from tests.scheduler.box import Box
from tests.scheduler.clock import NOON, HandClock, until

pytestmark = pytest.mark.slow


class Desk:
    """Where the ear hands on: the store's inbox, and turns that only write down what they were."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.turns: list[tuple[str, Heard]] = []
        self.aside: list[str] = []
        self.stored = asyncio.Event()
        self.broken = 0
        self.stops: asyncio.Event | None = None

    async def hear(self, raws: Sequence[Raw]) -> None:
        if self.broken:
            self.broken -= 1
            raise OSError("disk full")
        now = self.box.clock.now()
        await self.box.store.run(lambda book: book.hear(raws, now))
        self.stored.set()
        if self.stops is not None:
            await self.stops.wait()

    async def turn(self, row: Waiting, carrier_id: str, event: Heard) -> bool:
        told = event if not isinstance(event, Said | Edited | Attached) else replace(event, message="")
        self.turns.append((carrier_id, told))
        await self.box.store.run(lambda book: book.take(row.seq, self.box.clock.now()))
        return False

    async def set_aside(self, row: Waiting, problem: str) -> None:
        self.aside.append(problem)
        await self.box.store.run(lambda book: book.set_aside(row.seq, problem, self.box.clock.now()))

    async def waiting(self) -> list[Waiting]:
        return await self.box.store.read(lambda book: book.waiting(self.box.clock.now(), 500))

    async def heard(self, count: int) -> list[Waiting]:
        """What waits, as soon as it is so many."""
        async with asyncio.timeout(5):
            while True:
                self.stored.clear()  # before looking: what is stored meanwhile wakes
                if len(rows := await self.waiting()) >= count:
                    return rows
                await self.stored.wait()


def an_ear(server: BotApi, desk: Desk, clock: HandClock, token: str = "", **webhook: str) -> TelegramEar:
    """An ear of the server's bot, or of whoever has `token`."""
    pulse = EarPulse("telegram", clock.steady)
    ear = TelegramEar(token or server.token, server.url, desk, clock, pulse=pulse, **webhook)
    ear.help.lines = make_world("America/Lima").lines
    return ear


@pytest.fixture
def desk(box: Box) -> Desk:
    return Desk(box)


@pytest.fixture
async def ear(server: BotApi, desk: Desk, clock: HandClock) -> AsyncIterator[TelegramEar]:
    ear = an_ear(server, desk, clock)
    yield ear
    await ear.close()


async def ended(task: asyncio.Task[None]) -> None:
    """As a process ends that is killed: wherever it was."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def feeds(ear: TelegramEar, desk: Desk, *updates: Json) -> None:
    """Stores updates as they come and reads them back."""
    await desk.hear([raw(update) for update in updates])
    for row in await desk.waiting():
        await ear.feed(row)


# --- polling ----------------------------------------------------------------------------------------------


async def test_polling(server: BotApi, ear: TelegramEar, desk: Desk, ana: Person):
    """Updates come in order, in the lane of their chat, and Telegram keeps none of them."""
    ana.says("Hola")
    running = asyncio.create_task(ear.run())
    rows = await desk.heard(2)
    await until(lambda: not server.updates.pending)
    await ended(running)
    assert [row.lane for row in rows] == ["77", "77"]
    for row in rows:
        await ear.feed(row)
    assert desk.turns == [("77", Said("/start 7K2PQ4MX")), ("77", Said("Hola"))]
    assert await desk.waiting() == []


async def test_dies_before_it_confirms(server: BotApi, ear: TelegramEar, desk: Desk, clock: HandClock, ana: Person):
    """Killed between storing and confirming, it hears the batch again, and nothing is lost or doubled."""
    desk.stops = asyncio.Event()
    first = asyncio.create_task(ear.run())
    await desk.heard(1)
    await ended(first)
    assert len(server.updates.pending) == 1
    desk.stops = None
    ana.says("¿Sigues ahí?")
    other = an_ear(server, desk, clock)
    second = asyncio.create_task(other.run())
    await until(lambda: not server.updates.pending)
    await ended(second)
    for row in await desk.waiting():
        await other.feed(row)
    await other.close()
    assert [event for _, event in desk.turns] == [Said("/start 7K2PQ4MX"), Said("¿Sigues ahí?")]


async def test_store_fails(server: BotApi, ear: TelegramEar, desk: Desk, clock: HandClock, ana: Person):
    """What cannot be stored is not confirmed; the ear asks again a little later."""
    desk.broken = 1
    running = asyncio.create_task(ear.run())
    await until(lambda: not desk.broken)
    assert len(server.updates.pending) == 1
    await clock.settles()
    clock.advance(1)
    await desk.heard(1)
    await ended(running)


async def test_what_is_grave_and_not_stored_has_the_lines(
    server: BotApi, ear: TelegramEar, desk: Desk, clock: HandClock, ana: Person
):
    """By one call, once an hour a chat; the update stays with Telegram, and is stored when it can be."""
    ana.says("me quiero morir")
    desk.broken = 2
    running = asyncio.create_task(ear.run())
    for _ in range(3):
        await clock.settles()
        clock.advance(5)
    await desk.heard(1)
    await ended(running)
    (lines,) = ana.hears
    assert "todavía no pude guardar lo que escribiste ni avisar a nadie. Si piensas en hacerte daño: 113" in lines


async def test_numbers_begin_anew(server: BotApi, ear: TelegramEar, desk: Desk, ana: Person):
    """After a quiet week Telegram counts from a lower number: every word is heard, and its numbers are followed."""
    running = asyncio.create_task(ear.run())
    await desk.heard(1)
    await until(lambda: not server.updates.pending)
    server.updates.renumber(3000)
    for n in range(150):
        ana.says(f"palabra {n}")
    rows = await desk.heard(151)
    await until(lambda: not server.updates.pending)
    await ended(running)
    assert "palabra 149" in rows[-1].body
    assert int(server.calls[-1].params["offset"]) == 3150


async def test_a_restart_after_new_numbers(server: BotApi, desk: Desk, clock: HandClock, ana: Person):
    """What was stored under a new number before a restart is not done twice."""
    server.updates.renumber(3000)
    ana.says("hora")
    await desk.hear([raw(update) for update in server.updates.pending])
    ear = an_ear(server, desk, clock)
    running = asyncio.create_task(ear.run())
    await until(lambda: not server.updates.pending)
    await ended(running)
    await ear.close()
    assert len(await desk.waiting()) == 1


async def test_a_webhook_that_others_set_is_taken_away(
    server: BotApi, ear: TelegramEar, desk: Desk, clock: HandClock, ana: Person
):
    """Whoever has our token can set one while we poll; the next word is heard all the same."""
    running = asyncio.create_task(ear.run())
    await desk.heard(1)
    await server.world.webhook.set("http://127.0.0.1:9/elsewhere", "")
    ana.says("¿Sigues ahí?")
    hearing = asyncio.create_task(desk.heard(2))
    while not hearing.done():
        await clock.jump()
    await ended(running)
    assert server.world.webhook.url == ""
    assert len(await hearing) == 2


async def test_bad_lines(server: BotApi, ear: TelegramEar, desk: Desk, clock: HandClock, ana: Person):
    """No connection, a captive portal, a flood: the ear waits and hears on."""
    server.fail("reset", "getUpdates")
    server.fail("garbage", "getUpdates")
    server.fail("429", "getUpdates", retry_after=7)
    running = asyncio.create_task(ear.run())
    hearing = asyncio.create_task(desk.heard(1))
    while not hearing.done():
        await clock.jump()
    await ended(running)
    assert len(await hearing) == 1


@pytest.mark.parametrize(
    ("token", "kind", "event", "word"),
    [
        ("1:wrong", None, "telegram_token_refused", "YACHASKI_TELEGRAM_TOKEN"),
        ("424242:TEST", "webhook", "telegram_conflict", "mismo token"),
    ],
)
async def test_operator_is_told(server: BotApi, desk: Desk, clock: HandClock, token, kind, event, word):
    """A wrong token and a second listener are told in Spanish, without the token."""
    if kind:
        await server.world.webhook.set("http://127.0.0.1:9/hook", "")
    ear = an_ear(server, desk, clock, token=token)
    with capture_logs() as logs:
        running = asyncio.create_task(ear.poll())
        await until(lambda: logs)
        await ended(running)
    await ear.close()
    assert logs[0]["event"] == event
    assert word in logs[0]["aviso"]
    assert token not in str(logs)


async def test_menu_is_spanish(server: BotApi, ear: TelegramEar, ana: Person):
    """Each word of the menu is a command that a learner has, said in Spanish, and opens something of its own."""
    await ear.prepare()
    shown = server.commands["default", ""]
    opened = [reading.command(f"/{entry['command']}") for entry in shown]
    assert all(known and any(row.who is role.learner for row in COMMANDS[known[0]]) for known in opened)
    assert len({known[0] for known in opened if known}) == len(shown) == 9
    assert all(entry["description"][0].isupper() for entry in shown)


async def test_presented_once(server: BotApi, ear: TelegramEar, clock: HandClock, desk: Desk):
    """An empty chat says what this is; the next start finds it said and sets nothing."""
    await ear.prepare()
    assert "Lecciones de cinco minutos" in server.world.descriptions["description"]
    assert "Gratis" in server.world.descriptions["short"]
    other = an_ear(server, desk, clock)
    before = len(server.calls)
    await other.prepare()
    await other.close()
    assert [call.method for call in server.calls[before:] if call.method.startswith("setMy")] == []


# --- reading back -----------------------------------------------------------------------------------------


async def test_tap(server: BotApi, ear: TelegramEar, desk: Desk, ana: Person):
    """A tap is let go at once and knows its prompt; one that is not ours is a tap on nothing."""
    for data in ("v1:0199-q1:B", "v0:old", "B"):
        ana.write(server.world.bot, {"text": "¿?", "reply_markup": _one_button(data)})
        await feeds(ear, desk, ana.taps("B"))
    await ear.close()
    assert desk.turns == [("77", Tapped("0199-q1", "B")), ("77", Tapped("", "")), ("77", Tapped("", ""))]
    assert [answer["text"] for answer in server.answers] == ["", "", ""]


async def test_late_tap(server: BotApi, ear: TelegramEar, desk: Desk, clock: HandClock, ana: Person):
    """A tap that waited for an hour cannot be let go any more, and counts all the same."""
    ana.write(server.world.bot, {"text": "¿?", "reply_markup": _one_button("v1:p:B")})
    tap = ana.taps("B")
    clock.advance(3600)
    await feeds(ear, desk, tap)
    await ear.close()
    assert desk.turns == [("77", Tapped("p", "B"))]
    assert server.answers == []


def _one_button(data: str) -> Json:
    return {"inline_keyboard": [[{"text": "B", "callback_data": data}]]}


async def test_what_was_sent_together_is_known_by_its_album(server: BotApi, ear: TelegramEar, desk: Desk, ana: Person):
    """Telegram sends an album as messages of their own."""
    pieces = [ana.sends_photo("Mañana feria: traigan sus productos"), ana.sends_photo(""), ana.sends_photo("")]
    for piece in pieces:
        piece["message"]["media_group_id"] = "G1"
    await feeds(ear, desk, *pieces)
    assert [isinstance(event, Attached) and event.album for _, event in desk.turns] == ["G1", "G1", "G1"]


async def test_attachments(server: BotApi, ear: TelegramEar, desk: Desk, ana: Person):
    """What is not text is named, weighed and left where it is; of a contact not even the number is kept."""
    photo = ana.sends_photo("mi puesto")
    small = dict(photo["message"]["photo"][0], file_id="small", file_size=1)
    photo["message"]["photo"].insert(0, small)
    await feeds(ear, desk, photo, ana.sends_voice(), ana.sends_sticker(), ana.sends_contact())
    assert [event for _, event in desk.turns] == [
        Attached("photo", "file-1", len(PIXEL), "mi puesto"),
        Attached("voice", "file-2", 4),
        Attached("sticker", "file-3", 4),
        Attached("contact"),
    ]


@pytest.mark.parametrize(
    ("name", "mime", "kind"),
    [
        ("Nómina 3B.XLSX", "application/octet-stream", "table"),
        ("lista.csv", "", "table"),
        ("", "application/vnd.oasis.opendocument.spreadsheet", "table"),
        ("lista.pdf", "application/pdf", "document"),
    ],
)
async def test_a_spreadsheet_is_known_by_its_name(ear: TelegramEar, desk: Desk, ana: Person, name, mime, kind):
    """Or by what the phone says that it is; nothing is fetched."""
    hola = ana.says("Hola")["message"]
    hola.pop("text")
    file = {"file_id": "file-1", "file_unique_id": "u", "file_name": name, "mime_type": mime}
    await feeds(ear, desk, {"update_id": 1, "message": {**hola, "document": file}})
    assert [event.kind for _, event in desk.turns if isinstance(event, Attached)] == [kind]


async def test_other_things(server: BotApi, ear: TelegramEar, desk: Desk, ana: Person):
    """A poll is something; Telegram's own note about the chat is nothing."""
    hola = ana.says("Hola")["message"]
    hola.pop("text")
    dice = {"update_id": 1, "message": {**hola, "dice": {"emoji": "🎲", "value": 3}}}
    note = {"update_id": 2, "message": {**hola, "pinned_message": {**hola, "text": "x"}}}
    await feeds(ear, desk, dice, note)
    assert desk.turns == [("77", Attached("other"))]
    assert desk.aside == [""]


async def test_blocks(server: BotApi, ear: TelegramEar, desk: Desk, ana: Person):
    """Blocking the bot and letting it speak again are events."""
    await feeds(ear, desk, ana.blocks(), ana.unblocks())
    assert desk.turns == [("77", Blocked()), ("77", Unblocked())]


async def test_a_group_hears_one_line(server: BotApi, ear: TelegramEar, desk: Desk, ana: Person):
    """When we are added or first spoken to; then silence, and not a word of it is kept."""
    group = server.group(id=-5)
    added, spoken_to = ana.adds_bot(group), ana.says("/start@yachaski_bot secreto", chat=group)
    group.write(server.world.bot, {"text": "¿?", "reply_markup": _one_button("v1:p:B")})
    heard = [added, spoken_to, ana.taps("B", chat=group), ana.says("Hola", chat=group)]
    await desk.hear([raw(update) for update in heard])
    [row] = await desk.waiting()
    assert (row.lane, row.body) == ("-5", "{}")
    await ear.feed(row)
    assert [(one.chat_id, one.text) for one in server.sent] == [
        (-5, GROUP_LINE.format(link="https://t.me/yachaski_bot"))
    ]
    await feeds(ear, desk, ana.says("@yachaski_bot ¿sigues?", chat=group))
    assert (len(server.sent), desk.turns, desk.aside) == (1, [], [""])


async def test_a_group_that_sends_us_away(server: BotApi, ear: TelegramEar, desk: Desk, ana: Person):
    """It hears nothing, and may greet us another day; what cannot be said is not said."""
    group = server.group(id=-5)
    await feeds(ear, desk, ana.removes_bot(group))
    assert server.sent == []
    server.migrate(group, -1001)
    await feeds(ear, desk, ana.adds_bot(group))
    assert (server.sent, desk.turns, desk.aside) == ([], [], ["", ""])


async def test_not_for_us(ear: TelegramEar, desk: Desk):
    """Kinds that we did not ask for are set aside without a word."""
    await feeds(ear, desk, {"update_id": 9, "nuevo": {}})
    assert (desk.turns, desk.aside) == ([], [""])


async def test_an_edit(server: BotApi, ear: TelegramEar, desk: Desk, ana: Person):
    """What was written is told as it now stands."""
    ana.says("Hola")
    await feeds(ear, desk, ana.edits("Chao"))
    assert desk.turns == [("77", Edited("Chao"))]


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 5, "message": {"message_id": "x", "text": "secreto"}},
        {"update_id": 6, "message": 5},
        {"update_id": 7, "callback_query": {"id": "1"}},
        {"message": {}},
    ],
)
async def test_unreadable(server: BotApi, ear: TelegramEar, desk: Desk, ana: Person, update: Json):
    """An update that cannot be read is set aside for the operator, without what it says; the rest goes on."""
    await feeds(ear, desk, update, ana.says("Hola"))
    assert desk.turns == [("77", Said("Hola"))]
    (problem,) = desk.aside
    assert problem.startswith("Telegram: no se entiende")
    assert "secreto" not in problem


async def test_unreadable_does_not_stop_polling(server: BotApi, ear: TelegramEar, desk: Desk, ana: Person):
    """It is stored with the others of its batch, and confirmed."""
    server.push_raw({"message": {"message_id": "x"}})
    ana.says("Hola")
    running = asyncio.create_task(ear.run())
    rows = await desk.heard(3)
    await until(lambda: not server.updates.pending)
    await ended(running)
    for row in rows:
        await ear.feed(row)
    assert (len(desk.turns), len(desk.aside)) == (2, 1)


# --- asking -----------------------------------------------------------------------------------------------


async def test_fetch(server: BotApi, ear: TelegramEar, ana: Person):
    """A file comes down, unless it is gone or too heavy."""
    ana.sends_photo()
    assert await ear.fetch("file-1") == PIXEL
    with pytest.raises(Unfetched, match="too heavy"):
        await ear.fetch("file-1", most_bytes=10)
    with pytest.raises(Unfetched):
        await ear.fetch("file-9")


async def test_server_time(server: BotApi, ear: TelegramEar, clock: HandClock):
    """Telegram's time to the second; a captive portal's is nobody's."""
    clock.advance(90)
    assert await ear.server_time() == NOON + timedelta(seconds=90)
    server.fail("garbage")
    assert await ear.server_time() is None
    server.fail("reset", times=2)  # aiohttp asks twice where asking changes nothing
    assert await ear.server_time() is None


async def test_introduced_late(server: BotApi, ear: TelegramEar, clock: HandClock):
    """A box that starts before its internet learns its bot's name when Telegram is first heard."""
    server.fail("502", times=12)
    names: list[str] = []

    async def known(name: str) -> None:
        names.append(name)

    introducing = asyncio.create_task(ear.introduce(known))
    while not introducing.done():
        await clock.jump()
    await introducing
    assert names == ["yachaski_bot"]
