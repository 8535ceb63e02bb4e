"""What a page sends: heard once, durable before it is answered, and only from the page itself."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientSession, CookieJar

from bot.channels.web import guard
from bot.core.event import Attached, Said, Tapped
from bot.ports.hearing import Raw
from tests.web.programme import Programme
from tests.web.visit import Visit, prompt, shown

pytestmark = pytest.mark.slow


async def test_looking_at_a_page_spends_nothing(luz: Visit, programme: Programme):
    """A link's preview, with a code or a one-time token in it, stores no row."""
    assert 'value="/start HUAYTAR3"' in await luz.page("?start=HUAYTAR3")
    assert await programme.store.read(lambda book: book.waiting(programme.clock.now(), 10)) == []
    assert programme.turns == []


async def test_a_message_sent_twice_is_heard_once(luz: Visit, programme: Programme):
    """The page repeats what was not acknowledged; the key makes it one message."""
    for _ in range(3):
        assert (await luz.says("hola", key="same")).status == 204
    await luz.says("adiós")
    assert [event.data["text"] for event in await luz.hears(2)] == ["Dijiste: hola", "Dijiste: adiós"]
    assert programme.turns == [Said("hola"), Said("adiós")]


async def test_a_tap_names_its_prompt(luz: Visit, programme: Programme):
    """A button says which prompt it belongs to, and its answer retires it."""
    await luz.says("pregunta")
    [question] = await luz.hears(1)
    await luz.posts({"key": "tap", "prompt": question.data["prompt"], "letter": "C"})
    retired, following = await luz.hears(2, after=1)
    assert retired.data["retires"] == question.data["prompt"]
    assert following.data["buttons"] == [["A", "Siguiente"]]
    assert programme.turns[-1] == Tapped(question.data["prompt"], "C")


async def test_two_browsers_with_one_key_are_two_people(server, luz: Visit, programme: Programme):
    """A key is unique within its seat; nobody can take another's message away."""
    async with ClientSession(base_url=server.make_url("/"), cookie_jar=CookieJar(unsafe=True)) as other:
        beto = Visit(other, "yo")
        await beto.page()
        await luz.says("soy Luz", key="one")
        await beto.says("soy Beto", key="one")
        assert (await luz.hears(1))[0].data["text"] == "Dijiste: soy Luz"
        assert (await beto.hears(1))[0].data["text"] == "Dijiste: soy Beto"


async def test_two_seats_of_one_browser_are_two_people(browser_session: ClientSession, luz: Visit):
    """The demo shows a learner and a teacher side by side."""
    elena = Visit(browser_session, "profe")
    await elena.page()
    await elena.says("soy Elena")
    await luz.says("soy Luz")
    assert (await elena.hears(1))[0].data["text"] == "Dijiste: soy Elena"
    assert (await luz.hears(1))[0].data["text"] == "Dijiste: soy Luz"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://otra.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
async def test_another_sites_page_is_refused(luz: Visit, programme: Programme, headers: dict[str, str]):
    """A foreign page cannot speak with the learner's cookie."""
    answer = await luz.says("hola", **headers)
    assert answer.status == 403
    assert "otra página" in await answer.text()
    assert programme.turns == []


async def test_the_page_itself_may_say_where_it_is(server, luz: Visit):
    """A browser names its own origin with every post."""
    origin = str(server.make_url("/")).rstrip("/")
    assert (await luz.says("hola", Origin=origin, Sec_Fetch_Site="same-origin")).status == 204


@pytest.mark.parametrize(
    ("origin", "site", "status"),
    [
        ("https://yachaski.example.org", "same-origin", 204),
        ("https://other.example.org", "cross-site", 403),
        ("https://other.example.org", "same-origin", 403),
        ("http://yachaski.example.org", "same-origin", 403),
    ],
)
async def test_behind_a_proxy_the_page_has_its_own_address(luz: Visit, origin: str, site: str, status: int):
    """nginx sends its own name as Host: the page is at the address that the settings say."""
    assert (await luz.says("hola", Origin=origin, Sec_Fetch_Site=site)).status == status


async def test_without_its_cookie_nobody_speaks(server):
    """Who blocks cookies reads what to do."""
    async with ClientSession(base_url=server.make_url("/")) as session:
        answer = await Visit(session, "yo").says("hola")
        assert answer.status == 403
        assert "cookies" in await answer.text()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"key": "k", "text": "a" * 4097}, 413),
        ({"key": "k", "text": "a" * 70_000}, 413),
        ({"key": "k", "text": " \n "}, 400),
        ({"key": "k", "text": 7}, 400),
        ({"key": "a b", "text": "hola"}, 400),
        ({"text": "hola"}, 400),
        ({"key": "k", "prompt": "p", "letter": "<b>"}, 400),
        ({"key": "k", "prompt": "../p", "letter": "A"}, 400),
        ({"key": "k", "kind": "virus"}, 400),
        (["hola"], 400),
    ],
)
async def test_what_cannot_be_heard_earns_a_sentence(luz: Visit, programme: Programme, body: object, status: int):
    """Too long, empty or not ours: the person reads what to do, and nothing is stored."""
    answer = await luz.posts(body)
    assert answer.status == status
    assert (await answer.text()).endswith(".")
    assert programme.turns == []


async def test_characters_that_no_database_takes_are_left_out(luz: Visit, programme: Programme):
    """A zero byte or half a character pair never stops a message."""
    await luz.posts({"key": "odd", "text": "ho\x00la\ud83d ñandú 🥖\r\nchau"})
    await luz.hears(1)
    assert programme.turns == [Said("hola ñandú 🥖\nchau")]


async def test_a_photo_is_heard_as_one(luz: Visit, programme: Programme):
    """What is not text is an event too, and earns an answer."""
    await luz.posts({"key": "k", "kind": "photo"})
    await luz.hears(1)
    assert programme.turns == [Attached("photo")]


async def test_haste_is_slowed_kindly(luz: Visit, programme: Programme):
    """Twenty at once; then the page is told when to come back."""
    programme.clock.stands()
    answers = [await luz.says(f"mensaje {n}") for n in range(21)]
    assert [answer.status for answer in answers] == [204] * 20 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1


async def test_a_body_that_does_not_arrive_is_given_up(luz: Visit, monkeypatch: pytest.MonkeyPatch):
    """A slow or hostile sender does not hold the box."""
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.05)

    async def slowly():
        yield b'{"key": "k", '
        await asyncio.sleep(10)

    answer = await luz.posts_raw(slowly())
    assert answer.status == 408


async def test_a_plain_form_that_is_too_long_keeps_its_words(luz: Visit):
    """Without JavaScript what was typed is still in the field."""
    page = await luz.submits(key="k", text="largo " * 700)
    assert "Envíalo en partes" in page
    assert "largo largo" in page


async def test_a_row_that_cannot_be_read_is_set_aside(luz: Visit, programme: Programme):
    """An older version's row, or another's event, never stops what comes after it."""
    await programme.hear([Raw("web", "x:1", "x", "{"), Raw("web", "x:2", "x", '{"type":"due","learner":"l"}')])
    await luz.says("hola")
    await luz.hears(1)
    assert len(programme.problems) == 2


async def test_without_javascript_it_is_a_chat_too(luz: Visit, programme: Programme):
    """Forms say and tap; the page that comes back already holds the answer."""
    page = await luz.submits(key="form", text="pregunta")
    assert shown(page)[0] == "—pregunta"
    assert "chullos" in shown(page)[1]
    page = await luz.submits(prompt=prompt(page), letter="C")
    assert shown(page)[2:] == ["—C", "¡Eso! Don Justo tiene nombre, lugar y día."]
    assert programme.turns == [Said("pregunta"), Tapped(programme.turns[1].prompt, "C")]  # type: ignore[union-attr]


async def test_who_leaves_is_forgotten_by_the_browser(luz: Visit):
    """On a shared tablet the next one begins anew."""
    await luz.submits(key="form", text="hola")
    await luz.leaves()
    assert shown(await luz.page()) == []


@pytest.mark.parametrize("words", ["me quiero morir", "mi padrastro me toca"])
async def test_what_is_grave_and_not_stored_has_the_lines(luz: Visit, programme: Programme, words: str):
    """The refusal itself says whom to call, by script and by form; the script tries again until it is stored."""
    programme.full = True
    async with await luz.says(words) as answer:
        assert (answer.status, answer.headers["Lines"]) == (503, "1")
        assert "113, opción 5" in await answer.text()
    async with await luz.says("hola") as answer:
        assert "Lines" not in answer.headers
        assert "113" not in await answer.text()
    programme.full = False
    async with await luz.says(words) as answer:
        assert answer.status == 204


async def test_what_is_grave_is_not_left_with_the_browser(luz: Visit, programme: Programme):
    """The script is told to forget it, and the form has no cookie with it; other words stay."""
    async with await luz.says("me quiero morir") as answer:
        assert (answer.status, answer.headers["Forget"]) == (204, "1")
    async with await luz.says("vendo queso") as answer:
        assert "Forget" not in answer.headers
    page = await luz.submits(key="form", text="mi padrastro me toca")
    assert "—mi padrastro me toca" not in shown(page)


async def test_grave_words_where_the_screen_was_closed_have_the_lines(screen: Visit, programme: Programme):
    """Whatever the reason why they are not taken."""
    programme.clock.passes(minutes=60)
    async with await screen.says("me quiero morir") as answer:
        assert answer.status == 410
        assert "113, opción 5" in await answer.text()
