"""A step, a call: what a lesson's evening costs of what the carrier permits."""

from pathlib import Path

from tests import growth


async def test_a_tapped_lesson_day_is_a_call_a_tap(tmp_path: Path) -> None:
    """From the offer to the task told as done: no more than two calls beside those that the taps asked for."""
    day = await growth.tapped_day(tmp_path)
    assert day.taps > 12
    assert day.calls <= day.taps + 2
    verdict = next(text for text in day.hears if text.startswith("Repaso. "))
    assert "\nC. " in verdict
    assert "\n\n✓ " in verdict
    assert "✓ Siguiente" not in "".join(day.hears)
