"""What the browser tests share: the message box's name, and looks at the page that are repeated.

A page is drawn when the server's answer comes, which on a busy machine is later than the test's
next line. So nothing is looked at once: Playwright's `expect` waits, and what it can't say is said
with `eventually`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from sandbox_tests.browser.chromium import PATIENCE

Seen = TypeVar("Seen")
COMPOSER = "Message, or a command that begins with a slash"
"""The accessible name of the box that messages are written in."""


async def eventually(look: Callable[[], Awaitable[Seen]], expected: Seen) -> None:
    """Looks until it sees what is expected, for `PATIENCE` seconds; what it saw last fails it."""
    deadline = time.monotonic() + PATIENCE
    seen = await look()
    while seen != expected and time.monotonic() < deadline:
        await asyncio.sleep(0.05)
        seen = await look()
    assert seen == expected


async def expect_no_barriers(page: Page) -> None:
    """Axe (the rules of WCAG) finds none of moderate weight or more on the page as it is."""

    async def barriers() -> list[str]:
        results = await Axe().run(page)
        return [
            f"{rule['id']}: {[node['html'] for node in rule['nodes']]}"
            for rule in results.response["violations"]
            if rule["impact"] in ("moderate", "serious", "critical")
        ]

    none: list[str] = []
    await eventually(barriers, none)
