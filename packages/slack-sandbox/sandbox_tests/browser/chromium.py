"""A real Chromium, the system's own, with an empty profile."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from sandbox_tests.node import NODE

os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))  # Playwright's own wants libatomic
PATIENCE = 15.0
"""Seconds until something that should be on the page is there, however busy the machine."""
expect.set_options(timeout=PATIENCE * 1000)
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def found() -> str | None:
    """Where it is, if it is anywhere."""
    named = (shutil.which(name) for name in NAMES)
    return next((path for path in (*named, *MAC) if path and Path(path).exists()), None)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Until the block ends. Where there is none, the test is named as not run (see conftest)."""
    path = found()
    if path is None:
        pytest.skip("NOT RUN: there is no Chromium on this machine")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


async def opened(
    browser: Browser, url: str, name: str, place: str = "general", **options: int
) -> Page:
    """A tab of its own for somebody; `width` and `height` in pixels."""
    size = {"width": options.get("width", 1280), "height": options.get("height", 820)}
    context = await browser.new_context(viewport=size, timezone_id="Europe/London")  # type: ignore[arg-type]
    page = await context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    await page.goto(f"{url}/?as={name}&in={place}")
    await page.wait_for_selector("body[data-ready]")
    return page
