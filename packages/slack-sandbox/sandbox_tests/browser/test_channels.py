"""Channels on the sandbox's page, and time and trouble; by what is seen."""

from __future__ import annotations

from playwright.async_api import expect

from sandbox_tests.bot import running_bot
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.page import COMPOSER, expect_no_barriers
from sandbox_tests.browser.test_reading import says


async def test_a_channel_is_made_changed_and_put_away_in_the_page() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await page.get_by_role("button", name="New channel").click()
        new = page.get_by_role("dialog", name="New channel")
        await expect(new.get_by_label("Name")).to_be_focused()
        await page.keyboard.type("general")
        await page.keyboard.press("Enter")
        await expect(new.get_by_text("There is a channel of this name already.")).to_be_visible()
        await expect_no_barriers(page)
        await new.get_by_label("Name").fill("Plan B")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="# plan-b")).to_be_focused()
        await page.get_by_role("button", name="1 member").click()
        about = page.get_by_role("dialog", name="# plan-b")
        await expect(about).to_be_visible()
        await expect_no_barriers(page)
        await about.get_by_label("Topic").fill("What if @bob")
        await page.keyboard.press("Enter")
        await expect(page.locator("#topic")).to_have_text("What if @bob")
        await page.get_by_role("button", name="1 member").click()
        await about.get_by_label("Add", exact=True).select_option(label="Bob")
        await about.get_by_role("button", name="Add to channel").click()
        await page.get_by_role("button", name="2 members").click()
        await about.get_by_role("button", name="Remove Bob").click()
        await page.get_by_role("button", name="1 member").click()
        await about.get_by_label("Name").fill("plan-c")
        await about.get_by_role("button", name="Rename").click()
        await expect(page.get_by_role("heading", name="# plan-c")).to_be_visible()
        await page.get_by_role("button", name="1 member").click()
        await page.get_by_role("button", name="Archive channel").click()
        await page.get_by_role("button", name="Archive", exact=True).click()
        await expect(page.get_by_text("This channel is archived.")).to_be_visible()
        await expect(page.get_by_label(COMPOSER)).to_be_hidden()
        await expect_no_barriers(page)


async def test_a_channel_is_found_joined_and_left() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await page.get_by_role("button", name="# security").click()
        await expect(page.get_by_label(COMPOSER)).to_have_attribute(
            "placeholder", "Join this channel to write in it"
        )
        await page.get_by_role("button", name="Join channel").click()
        await expect(page.get_by_text("Alice has joined the channel")).to_be_visible()
        await expect(page.get_by_label(COMPOSER)).to_have_attribute(
            "placeholder", "Message #security"
        )
        await page.locator("#details").click()
        await page.get_by_role("button", name="Leave channel").click()
        await expect(page.get_by_role("button", name="Join channel")).to_be_visible()
        await page.go_back()
        await expect(page.get_by_role("heading", name="# general")).to_be_visible()


async def test_a_channel_is_made_private_and_shown_as_shared() -> None:
    async with running_bot() as bot, chromium() as browser:
        await bot.client.post("/people", name="zoe", real_name="Zoe", team="Partner")
        await bot.client.person("alice").does("invite", "random", user="zoe")
        page = await opened(browser, bot.sandbox.url, "alice")
        await page.get_by_role("button", name="# random").click()
        await expect(page.locator("#shared")).to_have_text("Shared with Partner")
        await page.locator("#details").click()
        about = page.get_by_role("dialog", name="# random")
        await expect(about.get_by_text("Zoe (Partner)")).to_be_visible()
        await expect_no_barriers(page)
        await about.get_by_role("button", name="Make private").click()
        await page.get_by_role("dialog", name="Make this channel private?").get_by_role(
            "button", name="Make private").click()  # fmt: skip
        await expect(page.get_by_role("heading", name="🔒 random")).to_be_visible()
        await expect(page.get_by_text("made this channel private")).to_be_visible()
        await page.get_by_role("button", name="# general").click()
        await expect(page.locator("#shared")).to_be_hidden()
        await expect_no_barriers(page)


async def test_a_message_is_edited_as_it_was_typed_and_deleted_after_a_question() -> None:
    # The editor once showed `<@U…>` in the place of names.
    async with running_bot() as bot, chromium() as browser:
        await says(bot, "alice", "Ask @bob in #random & see")
        page = await opened(browser, bot.sandbox.url, "alice")
        message = page.get_by_role("article")
        await message.get_by_role("button", name="More message actions").click()
        await page.get_by_role("button", name="Edit", exact=True).click()
        await expect(page.get_by_label("Message", exact=True)).to_have_value(
            "Ask @bob in #random & see"
        )
        await page.get_by_role("button", name="Save").click()
        await expect(message.locator(".mention")).to_have_text(["@Bob", "#random"])
        await message.get_by_role("button", name="More message actions").click()
        await page.get_by_role("button", name="Delete").click()
        await page.get_by_role("dialog", name="Delete this message?").get_by_role(
            "button", name="Delete").click()  # fmt: skip
        await expect(message).to_be_hidden()


async def test_faults_are_arranged_listed_and_cleared_in_the_page() -> None:
    async with running_bot(latency=0.25) as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await expect(page.get_by_label("Every call takes")).to_have_value("0.25")
        await expect(page.get_by_text("No app is connected.")).to_be_visible()
        await page.get_by_role("button", name="Faults").click()
        menu = page.get_by_role("dialog", name="Faults")
        await menu.get_by_label("Call", exact=True).fill("chat.postMessage")
        await menu.get_by_label("It", exact=True).select_option(label="is refused with an error")
        await menu.get_by_label("Error").fill("is_archived")
        await menu.get_by_label("How often").fill("1")
        await menu.get_by_role("button", name="Arrange").click()
        await expect(menu.get_by_role("listitem")).to_have_text(
            "chat.postMessage is refused with an error (is_archived, 1 more)"
        )
        await expect_no_barriers(page)
        general = bot.id("general")
        refused = await bot.error("chat.postMessage", channel=general, text="Hello")
        assert refused == "is_archived"
        await bot.client.post("/faults", method="delivery", fault="twice")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Faults (1)").click()
        await expect(menu.get_by_role("listitem")).to_have_text(
            "What the app is sent comes twice (until cleared)"
        )
        await menu.get_by_role("button", name="Clear all").click()
        await expect(menu.get_by_text("None. Slack works as it should.")).to_be_visible()
        assert (await bot.client.get("/faults"))["faults"] == []


async def test_what_is_half_written_waits_where_it_was_written() -> None:
    # It went along from channel to channel once, and Enter said it to whoever was there.
    async with running_bot() as bot, chromium() as browser:
        await says(bot, "bob", "It is down")
        page = await opened(browser, bot.sandbox.url, "alice")
        await page.get_by_label(COMPOSER).fill("For general")
        await page.get_by_role("button", name="# random").click()
        await expect(page.get_by_role("heading", name="# random")).to_be_visible()
        await expect(page.get_by_label(COMPOSER)).to_have_value("")
        await page.get_by_label("You are").select_option(label="Bob")
        await page.get_by_role("button", name="# general").click()
        await expect(page.get_by_role("heading", name="# general")).to_be_visible()
        await expect(page.get_by_label(COMPOSER)).to_have_value("")
        await page.get_by_label("You are").select_option(label="Alice")
        await expect(page.get_by_label(COMPOSER)).to_have_value("For general")
        await page.get_by_label(COMPOSER).press("Enter")
        await expect(page.get_by_role("article").last).to_contain_text("For general")
        await expect(page.get_by_label(COMPOSER)).to_have_value("")
