"""Emoji on the sandbox's page: drawn with a font for them, whatever the system brings along."""

from __future__ import annotations

from functools import partial

import aiohttp
from playwright.async_api import Page, expect

from sandbox_tests.bot import running_bot
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.page import eventually
from sandbox_tests.browser.test_reading import says
from slack_sandbox import Sandbox

EMOJI = "a font for emoji"


async def fonts(page: Page, selector: str) -> list[str]:
    """The families that Chromium draws the first such element with; each for emoji as EMOJI.

    A box in the place of a glyph is drawn with whatever font stands for none.
    """
    session = await page.context.new_cdp_session(page)
    await session.send("DOM.enable")
    await session.send("CSS.enable")
    root = (await session.send("DOM.getDocument"))["root"]["nodeId"]
    node = await session.send("DOM.querySelector", {"nodeId": root, "selector": selector})
    found = await session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})
    await session.detach()
    families = {font["familyName"] for font in found["fonts"]}
    return sorted(EMOJI if "Emoji" in family else family for family in families)


async def test_emoji_are_drawn_with_a_font_for_emoji_in_messages_and_reactions() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        for name in ("pushpin", "white_check_mark", "fire_engine", "+1"):
            ts = await says(bot, "bob", f":{name}:")
            smiley = f'#messages [data-part="{ts}"] [role=img]'
            await expect(page.locator(smiley)).to_be_visible()

            await eventually(partial(fonts, page, smiley), [EMOJI])


async def test_words_and_digits_are_not_drawn_with_it() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await says(bot, "bob", "*Room 101 #1*")
        await expect(page.locator("#messages strong")).to_be_visible()
        assert EMOJI not in await fonts(page, "#messages strong")


async def test_codes_of_emoji_stay_codes_where_a_text_says_so() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        channel = bot.id("general")
        await bot.call("conversations.join", channel=channel)
        for emoji in (False, True):
            words = {"type": "plain_text", "text": "On :fire: again", "emoji": emoji}
            section = {"type": "section", "text": words}
            await bot.call("chat.postMessage", channel=channel, text="-", blocks=[section])
        await expect(page.locator("#messages p", has_text="On :fire: again")).to_have_count(1)
        await expect(page.locator("#messages p", has_text="On 🔥 again")).to_have_count(1)


async def test_the_font_has_its_address() -> None:
    async with Sandbox.serve() as sandbox, aiohttp.ClientSession() as session:
        async with session.get(f"{sandbox.url}/browser/fonts/emoji.ttf") as response:
            found = (response.status, response.content_type, (await response.read())[:4])
        assert found == (200, "font/ttf", b"\0\1\0\0")
