"""What the page says of an app's commands while one types them."""

from __future__ import annotations

from playwright.async_api import expect

from sandbox_tests.bot import running_bot
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.page import COMPOSER, expect_no_barriers
from sandbox_tests.contract.app import listening

COMMANDS = [
    {"command": "/plan", "description": "Plan a day", "usage_hint": "[day] [what]"},
    {"command": "/plane", "description": "Book a plane"},
    {"command": "/quiet"},
]


async def test_a_command_is_offered_with_what_it_does_and_what_it_wants_to_be_told() -> None:
    manifest = {"features": {"slash_commands": COMMANDS}}
    async with running_bot(manifest=manifest) as bot, listening(bot), chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        text = page.get_by_label(COMPOSER)
        hint = page.locator("#usage")
        await text.press_sequentially("/pl")
        offered = page.get_by_role("listbox", name="What fits").get_by_role("option")
        await expect(offered).to_have_text(["/plan [day] [what] Plan a day", "/plane Book a plane"])
        await expect_no_barriers(page)
        await page.keyboard.press("ArrowDown")
        book = page.get_by_role("option", name="/plane Book a plane", exact=True)
        await expect(book).to_have_attribute("aria-selected", "true")
        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("Tab")
        await expect(text).to_have_value("/plan ")
        await expect(hint).to_have_text("/plan [day] [what] Plan a day")
        await expect_no_barriers(page)
        await page.keyboard.type("tuesday")
        await expect(hint).to_be_hidden()
        await text.fill("/plane")
        await expect(hint).to_have_text("/plane Book a plane")
        await page.keyboard.press("Enter")
        await expect(text).to_have_value("")
        await expect(hint).to_be_hidden()
        await text.fill("/quiet")
        await expect(hint).to_be_hidden()
        found = await bot.client.get("/workspace")
        assert found["commands"] == ["/plan", "/plane", "/quiet"]
        assert found["explained"]["/plane"] == {"description": "Book a plane", "usage_hint": ""}
