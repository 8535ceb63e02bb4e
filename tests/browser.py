"""The system's own Chromium, for tests of what a person sees; the fixture `chromium` opens it."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from playwright.async_api import Browser, async_playwright, expect

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

expect.set_options(timeout=30_000)  # patience for a loaded machine; nothing is measured by it


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A browser of one's own; Playwright's is never fetched."""
    path = os.environ.get("YACHASKI_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()
