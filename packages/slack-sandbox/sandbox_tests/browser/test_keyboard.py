"""The sandbox's page without a mouse, and for those who listen: by where the keyboard is."""

from __future__ import annotations

from playwright.async_api import Page, expect

from sandbox_tests.bot import running_bot
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.page import COMPOSER, eventually, expect_no_barriers
from sandbox_tests.browser.test_reading import says

ANNOUNCER = "#announcer"
IN_A_MESSAGE = "document.activeElement.closest('article') !== null"


async def press(page: Page, *keys: str) -> None:
    """One after another."""
    for key in keys:
        await page.keyboard.press(key)


async def test_a_reaction_by_keyboard_leaves_the_keyboard_where_it_was() -> None:
    # The message is drawn anew with its reaction; the keyboard was thrown to the top of the page.
    async with running_bot() as bot, chromium() as browser:
        await says(bot, "bob", "Good morning")
        page = await opened(browser, bot.sandbox.url, "alice")
        message = page.get_by_role("article").filter(has_text="Good morning")
        add = message.get_by_role("button", name="Add a reaction")
        await add.focus()
        await press(page, "Enter")
        await page.keyboard.type("tada")
        await press(page, "Tab", "Enter")
        reaction = message.get_by_role("button", name="tada, 1, yours")
        await expect(reaction).to_be_visible()
        await expect(add).to_be_focused()
        await reaction.focus()
        await press(page, "Enter")
        await expect(reaction).to_be_hidden()
        await says(bot, "bob", "And another")
        await expect(page.get_by_role("article").filter(has_text="And another")).to_be_visible()
        await eventually(lambda: page.evaluate(IN_A_MESSAGE), True)


async def test_arrows_lead_through_messages_and_menus() -> None:
    async with running_bot() as bot, chromium() as browser:
        for text in ("First", "Second", "Third"):
            await says(bot, "bob", text)
        page = await opened(browser, bot.sandbox.url, "alice")
        messages = page.get_by_role("log", name="Messages")
        await messages.focus()
        await press(page, "ArrowUp")
        await expect(messages.get_by_role("article").filter(has_text="Third")).to_be_focused()
        await press(page, "ArrowUp", "ArrowUp")
        await expect(messages.get_by_role("article").filter(has_text="First")).to_be_focused()
        await press(page, "End", "Tab", "Tab", "Tab", "Enter")
        menu = page.get_by_role("dialog", name="This message")
        await expect(menu.get_by_role("button", name="Add a reaction")).to_be_focused()
        await press(page, "ArrowDown")
        await expect(menu.get_by_role("button", name="Pin to channel")).to_be_focused()
        await press(page, "Enter")
        await expect(page.get_by_role("button", name="1 pinned")).to_be_visible()
        more = messages.get_by_role("article").last.get_by_role(
            "button", name="More message actions"
        )
        await expect(more).to_be_focused()


async def test_escape_closes_what_was_opened_and_gives_the_keyboard_back() -> None:
    async with running_bot() as bot, chromium() as browser:
        await says(bot, "bob", "It is down")
        page = await opened(browser, bot.sandbox.url, "alice")
        reply = page.get_by_role("article").get_by_role("button", name="Reply")
        await reply.focus()
        await press(page, "Enter")
        await expect(page.get_by_label("Reply", exact=True)).to_be_focused()
        await page.keyboard.type("I look")
        await press(page, "Enter")
        await expect(page.get_by_role("log", name="Replies")).to_contain_text("I look")
        await expect(page.get_by_label("Reply", exact=True)).to_be_focused()
        await press(page, "Escape")
        await expect(page.get_by_role("button", name="1 reply")).to_be_focused()
        await page.get_by_role("button", name="Inspector").focus()
        await press(page, "Enter")
        await expect(page.get_by_label("Show only")).to_be_focused()
        await press(page, "Escape")
        await expect(page.get_by_role("button", name="Inspector")).to_be_focused()


async def test_a_new_message_is_said_once_and_a_changed_one_not_again() -> None:
    async with running_bot() as bot, chromium() as browser:
        await says(bot, "bob", "Long ago")
        page = await opened(browser, bot.sandbox.url, "alice")
        announcer = page.locator(ANNOUNCER)
        await expect(announcer).to_have_text("")
        ts = await says(bot, "bob", "It is *down*")
        await expect(announcer).to_have_text("Bob: It is down")
        await bot.client.post(
            "/people/charlie/channels/general", do="react", message_ts=ts, name="eyes"
        )
        await expect(page.get_by_role("button", name="eyes, 1")).to_be_visible()
        await says(bot, "alice", "My own")
        await expect(page.get_by_text("My own")).to_be_visible()
        await expect(announcer).to_have_text("Bob: It is down")
        await page.get_by_role("button", name="# random").click()
        await expect(page.get_by_role("heading", name="# random")).to_be_focused()
        await expect(announcer).to_have_text("")
        messages = page.get_by_role("log", name="Messages")
        await expect(messages).to_have_attribute("aria-live", "off")


async def test_people_channels_and_emoji_are_offered_while_one_types() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        text = page.get_by_label(COMPOSER)
        await text.focus()
        await page.keyboard.type("Ask @bo")
        offered = page.get_by_role("listbox", name="What fits")
        await expect(offered.get_by_role("option").first).to_have_text("Bob @bob")
        await expect(text).to_have_attribute("aria-activedescendant", "completions-0")
        await expect_no_barriers(page)
        await press(page, "Enter")
        await page.keyboard.type("in #inci")
        await press(page, "Tab")
        await page.keyboard.type(":tada")
        await press(page, "Enter")
        await expect(text).to_have_value("Ask @bob in #incidents :tada: ")
        await page.keyboard.type("@al")
        await expect(offered.get_by_role("option", name="Alice")).to_have_attribute(
            "aria-selected", "true")  # fmt: skip
        await press(page, "ArrowDown", "Escape")
        await expect(offered).to_be_hidden()
        await press(page, "Backspace", "Backspace", "Backspace", "Enter")
        said = page.get_by_role("article")
        await expect(said.locator(".mention")).to_have_text(["@Bob", "#incidents"])
        await expect(said.get_by_role("img", name="tada")).to_be_visible()
        await expect(text).to_be_focused()


async def test_the_list_of_channels_on_a_phone_opens_and_closes_again() -> None:
    # It covered the button that had opened it, and there is no Escape on a phone.
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice", width=390, height=844)
        opener = page.get_by_role("button", name="Channels")
        await opener.click()
        await expect(page.get_by_label("You are")).to_be_focused()
        await expect_no_barriers(page)
        await page.get_by_role("navigation").get_by_role("button", name="Close").click()
        await expect(page.get_by_label("You are")).to_be_hidden()
        await expect(opener).to_be_focused()
        await opener.click()
        await page.mouse.click(380, 400)
        await expect(page.get_by_label("You are")).to_be_hidden()
