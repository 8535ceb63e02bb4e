"""A step, a call: what a lesson's evening costs of what the carrier permits."""

from pathlib import Path

from tests.bot_api.server import BotApi
from tests.megas.day import ENROLS, LESSONS, DayClock, Pupil, a_house, school_days
from tests.megas.test_megas import TOKEN, hands_on, label


async def test_a_tapped_lesson_day_is_a_call_a_tap(tmp_path: Path) -> None:
    """From the offer to the task told as done: no more than two calls beside those that the taps asked for."""
    clock, taps = DayClock(), list[str]()
    async with (
        BotApi(TOKEN, clock=lambda: clock.now().timestamp(), limits=None) as server,
        a_house(tmp_path, clock, telegram_token=TOKEN, telegram_api=server.url) as house,
    ):
        assert house.telegram_mouth
        await house.telegram_mouth.open()
        pupil, person = Pupil(house, clock, "telegram", "77"), server.person(id=77)
        for text in ENROLS:
            person.says(text)
            await hands_on(house, server)

        async def tap(prompt: str, letter: str) -> None:
            taps.append(letter)
            button = next(label(sent, prompt, letter) for sent in reversed(server.sent) if prompt in str(sent.params))
            person.taps(button)
            await hands_on(house, server)

        await pupil.has_before(LESSONS[1], 2)
        before = len(server.sent)
        await pupil.meets(school_days()[0])
        await pupil.goes_through(tap)
        assert len(taps) > 12
        assert len(server.sent) - before <= len(taps) + 2
        verdict = next(text for text in person.hears if text.startswith("Repaso. "))
        assert "\nC. " in verdict
        assert "\n\n✓ " in verdict
        assert "✓ Siguiente" not in "".join(person.hears)
