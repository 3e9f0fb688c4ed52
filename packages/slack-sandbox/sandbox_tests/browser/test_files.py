"""Files on the sandbox's page: attached, taken away, sent and seen."""

from __future__ import annotations

import base64
from typing import Any

from playwright.async_api import expect

from sandbox_tests.bot import running_bot
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.page import COMPOSER, expect_no_barriers
from sandbox_tests.browser.test_reading import says
from sandbox_tests.browser.test_workspace import text
from sandbox_tests.contract.app import listening
from sandbox_tests.web_api.test_files import PIXEL


def picture(name: str) -> Any:
    """As a person chooses it."""
    return {"name": name, "mimeType": "image/png", "buffer": base64.b64decode(PIXEL)}


def log(name: str) -> Any:
    """The same, of words."""
    return {"name": name, "mimeType": "text/plain", "buffer": b"it broke"}


async def test_a_screenshot_is_attached_by_keyboard_and_shown_to_everybody() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        page.on("filechooser", lambda _: None)  # from now on: one key is faster than asking for it
        bob = await opened(browser, bot.sandbox.url, "bob")
        await page.get_by_label(COMPOSER).focus()
        await page.keyboard.type("See this")
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("button", name="Attach files", exact=True)).to_be_focused()
        async with page.expect_file_chooser() as chooser:
            await page.keyboard.press("Enter")
        await (await chooser.value).set_files([picture("#1 at 10.png"), log("a.log"), log("b")])
        await expect(page.get_by_label(COMPOSER)).to_be_focused()
        chosen = page.get_by_role("list", name="Files to send")
        await expect(chosen.get_by_role("listitem")).to_have_text(["#1 at 10.png×", "a.log×", "b×"])
        await expect_no_barriers(page)
        await page.get_by_role("button", name="Remove b").press("Enter")
        await expect(page.get_by_label(COMPOSER)).to_be_focused()
        await page.keyboard.press("Enter")
        for reader in (page, bob):
            message = reader.get_by_role("article").filter(has_text="See this")
            shown = message.get_by_role("img", name="File: #1 at 10.png")
            await expect(shown).to_be_visible()
            await expect(shown).to_have_js_property("naturalWidth", 1)
            await expect(message.get_by_role("link", name="File: a.log")).to_be_visible()
        await expect(chosen).to_be_hidden()
        await expect_no_barriers(page)


async def test_what_is_attached_waits_where_it_was_and_goes_without_words() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await page.get_by_label("Files to send").first.set_input_files(log("a.log"))
        chosen = page.get_by_role("list", name="Files to send")
        await page.get_by_role("button", name="# random").click()
        await expect(page.get_by_role("heading", name="# random")).to_be_visible()
        await expect(chosen).to_be_hidden()
        await page.get_by_role("button", name="# general").click()
        await expect(chosen).to_contain_text("a.log")
        await page.get_by_label(COMPOSER).fill("/hello")
        await page.get_by_label(COMPOSER).press("Enter")
        await expect(page.get_by_text("A command takes no files.")).to_be_visible()
        await expect(chosen).to_contain_text("a.log")
        await page.get_by_label(COMPOSER).fill("")
        await page.get_by_role("button", name="Send").click()
        await expect(page.get_by_role("article").get_by_role("link")).to_have_text("File: a.log")


async def test_a_thread_and_direct_messages_take_files_too() -> None:
    async with running_bot() as bot, chromium() as browser:
        await says(bot, "bob", "It is down")
        page = await opened(browser, bot.sandbox.url, "alice")
        await page.get_by_role("article").get_by_role("button", name="Reply").click()
        also = page.get_by_label("Also send to the channel")
        # A person sees the thread before they choose a file for it; what is chosen earlier belongs
        # to the place before. On a busy machine the test was faster than the page.
        await expect(page.get_by_label("Reply", exact=True)).to_be_focused()
        await page.get_by_label("Files to reply with").first.set_input_files(picture("a.png"))
        await expect(also).to_be_disabled()
        await page.get_by_label("Reply", exact=True).press("Enter")
        replies = page.get_by_role("log", name="Replies")
        await expect(replies.get_by_role("img", name="File: a.png")).to_be_visible()
        await expect(also).to_be_enabled()
        await expect_no_barriers(page)
        await page.get_by_role("button", name="Messages from the app").click()
        await expect(page.get_by_label(COMPOSER)).to_have_attribute("placeholder", "Message App")
        await page.get_by_label("Files to send").first.set_input_files(log("a.log"))
        await page.get_by_label(COMPOSER).press("Enter")
        await expect(page.get_by_role("article").get_by_role("link")).to_have_text("File: a.log")


async def test_what_is_attached_does_not_hide_the_newest_message() -> None:
    # The message box grew over it, and the page did not follow.
    async with running_bot() as bot, chromium() as browser:
        for number in range(30):
            await says(bot, "bob", f"Message {number}")
        page = await opened(browser, bot.sandbox.url, "alice", height=500)
        newest = page.get_by_text("Message 29")
        await expect(newest).to_be_in_viewport(ratio=1)
        await page.get_by_label("Files to send").first.set_input_files(log("a.log"))
        await expect(page.get_by_role("list", name="Files to send")).to_be_visible()
        await expect(newest).to_be_in_viewport(ratio=1)


PASTE = """(field) => {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File(["x"], "image.png", { type: "image/png" }));
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
}"""


async def test_a_screenshot_is_pasted() -> None:
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await page.get_by_label(COMPOSER).evaluate(PASTE)
        await expect(page.get_by_role("list", name="Files to send")).to_contain_text("image.png")


async def test_a_picture_in_a_form_arrives_as_it_was() -> None:
    # It was read as text: every byte beyond ASCII became another.
    async with running_bot() as bot, listening(bot) as app, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice")
        await bot.client.post("/people/alice/shortcuts", callback_id="begin")
        trigger = (await app.received("shortcut"))["trigger_id"]
        field = {"type": "input", "label": text("Picture"), "element": {"type": "file_input"}}
        view = {
            "type": "modal",
            "title": text("Send it"),
            "submit": text("Send"),
            "blocks": [field],
        }
        assert (await bot.call("views.open", trigger_id=trigger, view=view))["ok"]
        form = page.get_by_role("dialog", name="Send it")
        await form.get_by_label("Picture").set_input_files(picture("a.png"))
        await form.get_by_role("button", name="Send").click()
        await expect(form).to_be_hidden()
        (file,) = bot.sandbox.workspace.files.values()
        assert file["content"] == base64.b64decode(PIXEL)
