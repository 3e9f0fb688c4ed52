"""The sandbox's page on a phone: what is needed all the time takes one line each."""

from __future__ import annotations

import itertools

from playwright.async_api import Locator, Page, expect

from sandbox_tests.bot import bot
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.test_page import COMPOSER, faults
from sandbox_tests.browser.test_reading import says


async def line(*parts: Locator) -> bool:
    """Whether they stand beside each other, within the screen."""
    boxes = [await one.bounding_box() for one in parts]
    found = sorted((one["x"], one["x"] + one["width"], one["y"]) for one in boxes if one)
    beside = all(a[1] <= b[0] for a, b in itertools.pairwise(found))
    level = max(one[2] for one in found) - min(one[2] for one in found) < 20
    return len(found) == len(parts) and beside and level and found[-1][1] <= 390


def button(page: Page | Locator, name: str) -> Locator:
    """By what it is called, whatever it looks like."""
    return page.get_by_role("button", name=name, exact=True)


async def test_the_heading_and_the_message_box_take_one_line_each_and_keep_their_names() -> None:
    async with bot() as one, chromium() as browser:
        ts = await says(one, "bob", "It is down")
        for deed in ({"do": "pin", "message_ts": ts}, {"do": "topic", "topic": "A word or two"}):
            await one.client.post("/people/bob/channels/general", **deed)
        page = await opened(browser, one.sandbox.url, "alice", width=390, height=844)
        title = page.get_by_role("heading", name="# general")
        opens = [button(page, name) for name in ("Channels", "1 pinned", "7 members")]
        assert await line(title, *opens)
        await expect(page.locator("#topic")).to_have_text("A word or two")
        sends = [button(page, name) for name in ("Attach files", "Shortcuts", "Send")]
        assert await line(page.get_by_label(COMPOSER), *sends)
        assert await faults(page) == []
        await page.get_by_role("article").first.get_by_role("button", name="Reply").click()
        replies = [
            button(page, "Attach files to your reply"),
            button(page.locator("#reply"), "Reply"),
        ]
        assert await line(page.get_by_label("Reply", exact=True), *replies)
        assert await faults(page) == []
