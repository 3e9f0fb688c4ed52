"""A real Chromium, the system's own, with an empty profile.

One process serves the whole run, and so does what drives it, since starting them costs more than
most of the tests: each test connects to it (over the Chrome DevTools Protocol) and opens contexts
of its own, which share nothing and end with the connection. For that all of them run in one event
loop.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from threading import Thread

import pytest
from playwright.async_api import Browser, Page, Playwright, async_playwright, expect
from pytest_asyncio import is_async_test

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
    "--force-color-profile=srgb",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--remote-debugging-port=0",
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


DRIVERS: list[Playwright] = []


@cache
def _running(path: str) -> str:
    """Starts it, until the run ends; the address at which it takes connections."""
    profile = tempfile.mkdtemp(prefix="sandbox-chromium-")
    command = [path, *ARGUMENTS, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace"
    )
    atexit.register(_end, process, profile)
    assert process.stderr is not None
    for line in process.stderr:
        if listening := re.search(r"DevTools listening on (ws://\S+)", line):
            # What it says later must not fill the pipe and hold it up.
            Thread(target=process.stderr.read, daemon=True).start()
            return listening[1]
    raise RuntimeError(f"Chromium ended before it listened: exit {process.wait()}")


def _end(process: subprocess.Popen[str], profile: str) -> None:
    process.terminate()
    process.wait(timeout=PATIENCE)
    shutil.rmtree(profile, ignore_errors=True)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Until the block ends. Where there is none, the test is named as not run (see conftest)."""
    path = found()
    if path is None:
        pytest.skip("NOT RUN: there is no Chromium on this machine")
    if not DRIVERS:
        async with driven(), chromium() as browser:
            yield browser
        return
    browser = await DRIVERS[-1].chromium.connect_over_cdp(_running(path))
    try:
        yield browser
    finally:
        await browser.close()


@asynccontextmanager
async def driven() -> AsyncIterator[None]:
    """What drives Chromium runs until the block ends; only in this event loop."""
    async with async_playwright() as playwright:
        DRIVERS.append(playwright)
        try:
            yield
        finally:
            DRIVERS.remove(playwright)


def in_one_loop(items: Iterable[pytest.Item], folder: str) -> None:
    """The tests of this folder share an event loop, and with it what drives Chromium."""
    for item in items:
        if is_async_test(item) and str(item.path).startswith(folder):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


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
