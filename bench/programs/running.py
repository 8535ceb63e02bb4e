"""What the programs share: they run until SIGTERM."""

from __future__ import annotations

import asyncio
import signal


def stopped() -> asyncio.Event:
    """Set when the program is told to end."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    return stop
