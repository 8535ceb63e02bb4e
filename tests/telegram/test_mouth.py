"""One delivery, one call, one outcome."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.ports.sending import Delivery, File, Message, Outcome
from scheduler.carriers import telegram
from scheduler.carriers.pace import Pace
from scheduler.carriers.telegram import UNSAID_SECONDS, TelegramMouth, Transport
from tests.bot_api.chats import PIXEL, Person
from tests.bot_api.server import BotApi
from tests.scheduler.box import Box
from tests.scheduler.clock import NOON, HandClock

pytestmark = pytest.mark.slow

ASK = Message("¿Cuánto pone?", prompt="0199-q1", buttons=(("A", "A"), ("B", "B"), ("C", "C")))


def a_delivery(message: Message | str = "Hola", carrier_id: str = "77", tries: int = 1) -> Delivery:
    said = message if isinstance(message, Message) else Message(message)
    return Delivery(1, "d1", "a1", "telegram", carrier_id, None, "reply", said, tries, None)


async def a_file(delivery: Delivery) -> File:
    if delivery.message.media:
        return File("dibujo.png", "image/png", PIXEL)
    return File("datos.json", "application/json", b"{}")


class Known:
    """The carrier's ids of what was asked, as the store knows them."""

    def __init__(self) -> None:
        self.messages: dict[str, str] = {}

    async def carrier_message(self, prompt: str) -> str | None:
        return self.messages.get(prompt)


@pytest.fixture
def known() -> Known:
    return Known()


@pytest.fixture
async def mouth(box: Box, server: BotApi, clock: HandClock, known: Known) -> AsyncIterator[TelegramMouth]:
    mouth = TelegramMouth(
        server.token,
        server.url,
        Pace(box.store, clock, clock.steady),
        clock,
        carrier_message=known.carrier_message,
        file=a_file,
        transport=Transport(seconds=1.5),  # patience for a loaded machine
    )
    await mouth.open()
    yield mouth
    await mouth.close()


# --- what is said -----------------------------------------------------------------------------------------


async def test_text(mouth: TelegramMouth, server: BotApi, ana: Person):
    """Plain text, whatever is in it, without a preview of its links; the outcome knows the message."""
    outcome = await mouth.speak(a_delivery("*2* < 3 & _x_ https://example.org"))
    assert outcome == Outcome("sent", message=str(ana.said[0]["message_id"]))
    assert ana.hears == ["*2* < 3 & _x_ https://example.org"]
    assert "parse_mode" not in server.sent[0].params
    assert '"is_disabled": true' in server.sent[0].params["link_preview_options"]


async def test_letters_stand_side_by_side(mouth: TelegramMouth, ana: Person):
    """Three letters are one row; each says which prompt and which letter, and nothing else."""
    await mouth.speak(a_delivery(ASK))
    (row,) = ana.said[0]["reply_markup"]["inline_keyboard"]
    assert [button["text"] for button in row] == ["A", "B", "C"]
    assert [button["callback_data"] for button in row] == ["v1:0199-q1:A", "v1:0199-q1:B", "v1:0199-q1:C"]


async def test_labels_stand_one_below_the_other(mouth: TelegramMouth, ana: Person):
    """A label of words has a row of its own."""
    await mouth.speak(a_delivery(Message("¿Hacemos?", prompt="p", buttons=(("A", "Empezar"), ("B", "Más tarde")))))
    rows = ana.said[0]["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in rows] == [["Empezar"], ["Más tarde"]]


async def test_document_and_photo(mouth: TelegramMouth, server: BotApi, ana: Person):
    """A file that the mouth asked for when it sent, with its caption."""
    assert (await mouth.speak(a_delivery(Message("Tus datos", document="misdatos")))).status == "sent"
    assert (await mouth.speak(a_delivery(Message("", media="m1")))).status == "sent"
    document, photo = ana.said
    assert (document["document"]["file_name"], document["caption"]) == ("datos.json", "Tus datos")
    assert "photo" in photo
    assert [sent.file for sent in server.sent] == [b"{}", PIXEL]


async def test_retire(mouth: TelegramMouth, known: Known, ana: Person):
    """The answer takes the place of question and buttons."""
    known.messages["0199-q1"] = (await mouth.speak(a_delivery(ASK))).message
    outcome = await mouth.speak(a_delivery(Message("¿Cuánto pone?\nB", retires="0199-q1")))
    assert outcome.status == "sent"
    assert ana.hears == ["¿Cuánto pone?\nB"]
    assert ana.buttons == []


VERDICT = Message(
    "¡Eso! Diez.", prompt="q2", buttons=(("A", "Siguiente"),), follows="0199-q1", above="¿Cuánto pone?\n\n✓ B"
)


async def test_a_verdict_stands_in_the_questions_own_message(mouth: TelegramMouth, known: Known, ana: Person):
    """One call: question, chosen option, explanation, and the button that leads on."""
    asked = (await mouth.speak(a_delivery(ASK))).message
    known.messages["0199-q1"] = asked
    assert await mouth.speak(a_delivery(VERDICT)) == Outcome("sent", message=asked)
    assert await mouth.speak(a_delivery(VERDICT)) == Outcome("sent", message=asked)  # once more, after a doubt
    assert ana.hears == ["¿Cuánto pone?\n\n✓ B\n\n¡Eso! Diez."]
    assert ana.buttons == ["Siguiente"]


async def test_a_refused_edit_becomes_a_message(mouth: TelegramMouth, known: Known, ana: Person):
    """What cannot be written under its question any more is said by itself, with a permit of its own."""
    known.messages["0199-q1"] = "99"
    assert (await mouth.speak(a_delivery(VERDICT))).status == "later"
    assert (await mouth.speak(a_delivery(VERDICT))).status == "sent"
    assert ana.hears == ["¡Eso! Diez."]
    assert ana.buttons == ["Siguiente"]


async def test_a_question_that_nobody_knows_is_answered_by_a_message(mouth: TelegramMouth, ana: Person):
    """Where the question's message is not known, the verdict goes by itself, at once."""
    assert (await mouth.speak(a_delivery(VERDICT))).status == "sent"
    assert ana.hears == ["¡Eso! Diez."]


async def test_retire_twice_and_never_asked(mouth: TelegramMouth, known: Known, server: BotApi, ana: Person):
    """What is already so, or cannot be edited any more, is done."""
    known.messages = {"p": (await mouth.speak(a_delivery("¿?"))).message, "gone": "99"}
    retire = a_delivery(Message("¿? B", retires="p"))
    assert (await mouth.speak(retire)).status == "sent"
    assert (await mouth.speak(retire)).status == "sent"
    assert (await mouth.speak(a_delivery(Message("x", retires="gone")))).status == "sent"
    assert (await mouth.speak(a_delivery(Message("x", retires="never asked")))).status == "sent"
    assert [refused.description.split(":")[1].strip() for refused in server.refused] == [
        "message is not modified",
        "message to edit not found",
    ]


# --- what becomes of it -----------------------------------------------------------------------------------


async def test_blocked(mouth: TelegramMouth, ana: Person):
    """Whoever blocked the bot does not want our messages."""
    ana.blocks()
    assert (await mouth.speak(a_delivery())).status == "blocked"


async def test_moved(mouth: TelegramMouth, server: BotApi):
    """A chat with a new number."""
    server.migrate(server.group(id=-5), -1001)
    assert await mouth.speak(a_delivery(carrier_id="-5")) == Outcome("moved", carrier_id="-1001")


async def test_refused(mouth: TelegramMouth, ana: Person):
    """A request that is wrong is wrong the next time too, though the library calls it a network error."""
    outcome = await mouth.speak(a_delivery("x" * 5000))
    assert (outcome.status, outcome.problem) == ("failed", "Message is too long")
    assert (await mouth.speak(a_delivery(carrier_id="404"))).status == "failed"


async def test_flooded(mouth: TelegramMouth, server: BotApi, box: Box, ana: Person):
    """A 429 puts this message off, and silence before everybody's next permit, stored."""
    server.fail("429", retry_after=17)
    outcome = await mouth.speak(a_delivery())
    assert (outcome.status, outcome.not_before) == ("later", NOON + timedelta(seconds=17))
    assert await box.fact("pace.telegram") == f"{NOON.timestamp() + 17:.3f} 17.000"


async def test_silence_that_was_asked_for_after_the_permit(mouth: TelegramMouth, server: BotApi, ana: Person):
    """A call that was about to leave is not made: the next one meets the same deadline."""
    server.fail("429", retry_after=17)
    await mouth.permit(a_delivery())
    first, second = await mouth.speak(a_delivery()), await mouth.speak(a_delivery())
    assert first == second == Outcome("later", problem="429", not_before=NOON + timedelta(seconds=17))
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("asked", "seconds"), [("17", 17.0), ("0.5", 0.5), ("0", UNSAID_SECONDS), ("-3", UNSAID_SECONDS), ('"x"', 30.0)]
)
def test_only_a_silence_that_lasts_is_believed(asked: str, seconds: float):
    """A 429 that asks for nothing, or for less, is silence of our own length."""
    assert telegram._retry_after(f'{{"parameters": {{"retry_after": {asked}}}}}'.encode()) == seconds


async def test_what_cannot_be_edited_has_not_failed(mouth: TelegramMouth, known: Known, server: BotApi, ana: Person):
    """The buttons stay where they are, and the delivery is over."""
    known.messages = {"p": str(ana.says("¿?")["message"]["message_id"])}
    assert (await mouth.speak(a_delivery(Message("x", retires="p")))).status == "sent"
    assert "can't be edited" in server.refused[-1].description


async def test_flooded_without_a_figure(mouth: TelegramMouth, server: BotApi, ana: Person):
    """A 429 that does not say how long is silence too."""
    server.fail("429")
    outcome = await mouth.speak(a_delivery())
    assert (outcome.status, outcome.not_before) == ("later", NOON + timedelta(seconds=30))


@pytest.mark.parametrize("kind", ["500", "502", "reset", "hang", "garbage"])
@pytest.mark.parametrize("accepted", [False, True])
async def test_in_doubt(mouth: TelegramMouth, server: BotApi, ana: Person, kind, accepted):
    """No legible answer to a request that was written: it may have been sent or not, and nobody retries."""
    server.fail(kind, accepted=accepted)
    assert (await mouth.speak(a_delivery())).status == "uncertain"
    assert len(server.calls) == 1
    assert len(server.sent) == accepted


async def test_never_sent(box: Box, clock: HandClock, known: Known):
    """Nobody listens there: the request never left, and waits a little longer each time."""
    pace = Pace(box.store, clock, clock.steady)
    here = "http://127.0.0.1:9"
    mouth = TelegramMouth("1:a", here, pace, clock, carrier_message=known.carrier_message, file=a_file)
    await mouth.open()
    waits = []
    for tries in (1, 2, 9):
        outcome = await mouth.speak(a_delivery(tries=tries))
        assert outcome.status == "later"
        assert outcome.not_before is not None
        waits.append((outcome.not_before - NOON).total_seconds())
    await mouth.close()
    assert waits == [5, 10, 60]


async def test_not_open(mouth: TelegramMouth):
    """A mouth that is closed has sent nothing."""
    await mouth.close()
    assert (await mouth.speak(a_delivery())).status == "later"


async def test_token_refused(box: Box, server: BotApi, clock: HandClock, known: Known):
    """Nothing is lost for a wrong token, and the operator is told once, in Spanish, without the token."""
    pace = Pace(box.store, clock, clock.steady)
    mouth = TelegramMouth("1:wrong", server.url, pace, clock, carrier_message=known.carrier_message, file=a_file)
    await mouth.open()
    with capture_logs() as logs:
        outcomes = [await mouth.speak(a_delivery()) for _ in range(3)]
    await mouth.close()
    assert outcomes == [Outcome("later", problem="token refused", not_before=NOON + timedelta(minutes=1))] * 3
    (told,) = (line for line in logs if line["log_level"] == "error")
    assert "YACHASKI_TELEGRAM_TOKEN" in told["aviso"]
    assert "1:wrong" not in str(logs)


async def test_permit_comes_from_pace(mouth: TelegramMouth, clock: HandClock, ana: Person):
    """An edit does not wait for the chat's second, a message does."""
    await mouth.permit(a_delivery())
    await mouth.speak(a_delivery())
    await clock.jump()
    edit = asyncio.create_task(mouth.permit(a_delivery(Message("x", retires="p"))))
    message = asyncio.create_task(mouth.permit(a_delivery()))
    clock.advance(0.1)
    await clock.settles()
    assert (edit.done(), message.done()) == (True, False)
    clock.advance(1)
    await message


# --- what is taken away ------------------------------------------------------------------------------------


async def test_what_is_grave_goes_from_the_chat(mouth: TelegramMouth, ana: Person):
    """In one call: what she wrote and what was answered; what is gone already is passed over."""
    wrote = ana.says("ya no quiero vivir")["message"]["message_id"]
    answered = (await mouth.speak(a_delivery("Llama al 113."))).message
    gone = a_delivery(Message("Aquí no puedo quitarlo.", removes=(str(wrote), answered, "99")))
    assert await mouth.speak(gone) == Outcome("sent")
    assert await mouth.speak(gone) == Outcome("sent")
    assert (ana.hears, wrote in ana.messages) == ([], False)


async def test_what_the_carrier_keeps_is_said(mouth: TelegramMouth, server: BotApi, ana: Person, clock: HandClock):
    """After 48 hours nothing can be taken away: how she does it herself is told."""
    wrote = ana.says("ya no quiero vivir")["message"]["message_id"]
    clock.advance(49 * 3600)
    gone = a_delivery(Message("Aquí no puedo quitarlo.", removes=(str(wrote),)))
    assert (await mouth.speak(gone)).status == "later"
    assert (await mouth.speak(gone)).status == "sent"
    assert ana.hears == ["Aquí no puedo quitarlo."]
