"""The channels that there are, a row each: what is true of one is told here, and nowhere else."""

from __future__ import annotations

from datetime import timedelta

from bot.core.text.layout import Limits

LIMITS = {
    "telegram": Limits(
        removes=timedelta(hours=48), called="Telegram"
    ),  # https://core.telegram.org/bots/api#deletemessage
    "web": Limits(retires=True, removes=timedelta.max, called="la página"),
    "screen": Limits(retires=True, removes=timedelta.max, called="una pantalla compartida"),
    "console": Limits(edits=False, called="la terminal"),
}
