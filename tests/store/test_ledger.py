"""What was billed, on both engines: once, of nobody, and kept when somebody is erased."""

from datetime import date

from bot.core.costs import Billed, Price
from bot.ports.sending import Report
from tests.store.made import ANA, NOW, delivery, person

DAY = date(2027, 3, 8)


async def test_a_message_is_billed_once_however_often_it_is_reported(store):
    """`delivered`, told thrice, and `read` after it are one message; what bears no category is not billed."""
    told = [Report("d1", "delivered", "wamid.1", category="utility")] * 3
    told += [Report("d1", "read", "wamid.1", category="utility"), Report("d2", "sent", "wamid.2")]
    new = await store.run(lambda book: book.bill("whatsapp", told, DAY))
    assert new == [Billed("whatsapp", "utility", DAY, 1, 1)]
    assert await store.read(lambda book: book.billed(DAY, date(2027, 3, 9))) == new


async def test_units_are_kept(store):
    """A text of three parts is three units of one message."""
    await store.run(lambda book: book.bill("sms", [Report("d1", "sent", category="segment", units=3)], DAY))
    (one,) = await store.read(lambda book: book.billed(DAY, date(2027, 3, 9)))
    assert (one.messages, one.units) == (1, 3)


async def test_what_was_spent_stays_spent_and_names_nobody(store):
    """Who is erased takes nothing of it along: no row leads to a person."""

    def lives(book):
        person(book, ANA)
        book.post(delivery(id="d1"), NOW)
        book.bill("telegram", [Report("d1", "delivered", "wamid.51987654321", category="utility")], DAY)
        book.erase(ANA, NOW)

    await store.run(lives)
    assert len(await store.read(lambda book: book.billed(DAY, date(2027, 3, 9)))) == 1


async def test_a_price_said_again_for_a_day_is_another(store):
    """The operator mends a slip; other days keep theirs."""

    def said(book):
        for since, micro in ((DAY, 1), (DAY, 20_000), (date(2027, 4, 1), 24_000)):
            book.set_price(Price("whatsapp", "utility", since, micro))

    await store.run(said)
    assert [one.micro for one in await store.read(lambda book: book.prices())] == [20_000, 24_000]
