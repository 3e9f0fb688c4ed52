"""The sandbox's page on a phone: what is needed all the time takes one line each."""

from __future__ import annotations

import itertools

from playwright.async_api import Locator, Page, expect

from sandbox_tests.bot import running_bot
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.page import COMPOSER, eventually, expect_no_barriers
from sandbox_tests.browser.test_reading import says

WIDTH = 390
"""Of the screen, in pixels."""


async def expect_one_line(*parts: Locator) -> None:
    """They stand beside each other, within the screen."""

    async def in_one_line() -> bool:
        boxes = [await part.bounding_box() for part in parts]
        found = sorted((box["x"], box["x"] + box["width"], box["y"]) for box in boxes if box)
        if len(found) < len(parts):
            return False
        beside = all(left[1] <= right[0] for left, right in itertools.pairwise(found))
        tops = [top for _, _, top in found]
        return beside and max(tops) - min(tops) < 20 and found[-1][1] <= WIDTH

    await eventually(in_one_line, True)


def button(page: Page | Locator, name: str) -> Locator:
    """By what it is called, whatever it looks like."""
    return page.get_by_role("button", name=name, exact=True)


async def test_the_heading_and_the_message_box_take_one_line_each_and_keep_their_names() -> None:
    async with running_bot() as bot, chromium() as browser:
        ts = await says(bot, "bob", "It is down")
        for change in ({"do": "pin", "message_ts": ts}, {"do": "topic", "topic": "A word or two"}):
            await bot.client.post("/people/bob/channels/general", **change)
        page = await opened(browser, bot.sandbox.url, "alice", width=WIDTH, height=844)
        title = page.get_by_role("heading", name="# general")
        opens = [button(page, name) for name in ("Channels", "1 pinned", "7 members")]
        await expect_one_line(title, *opens)
        await expect(page.locator("#topic")).to_have_text("A word or two")
        sends = [button(page, name) for name in ("Attach files", "Shortcuts", "Send")]
        await expect_one_line(page.get_by_label(COMPOSER), *sends)
        await expect_no_barriers(page)
        await page.get_by_role("article").first.get_by_role("button", name="Reply").click()
        replies = [
            button(page, "Attach files to your reply"),
            button(page.locator("#reply"), "Reply"),
        ]
        await expect_one_line(page.get_by_label("Reply", exact=True), *replies)
        await expect_no_barriers(page)
