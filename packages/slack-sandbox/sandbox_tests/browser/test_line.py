"""What the sandbox's page says when the sandbox is gone, and when it is back."""

from __future__ import annotations

import asyncio
import socket

from playwright.async_api import Route, expect

from sandbox_tests.bot import running_bot
from sandbox_tests.browser.chromium import chromium, opened
from sandbox_tests.browser.page import COMPOSER, expect_no_barriers
from slack_sandbox import Sandbox
from slack_sandbox.client import SandboxClient


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def test_the_page_says_that_the_workspace_is_gone_and_goes_on_when_it_is_back() -> None:
    # One failed read once stopped the page for good: it never read again.
    port = free_port()
    async with chromium() as browser:
        async with Sandbox.serve(port=port) as sandbox:
            page = await opened(browser, sandbox.url, "alice")
            await expect(page.get_by_role("alert")).to_be_hidden()
        gone = page.get_by_text("The workspace does not answer.")
        await expect(gone).to_be_visible()
        await page.get_by_label(COMPOSER).fill("Is anybody there?")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("What you typed is kept")).to_be_visible()
        await expect(page.get_by_label(COMPOSER)).to_have_value("Is anybody there?")
        await expect_no_barriers(page)
        async with Sandbox.serve(port=port) as sandbox, SandboxClient(sandbox.url) as client:
            await expect(gone).to_be_hidden()
            await client.post("/people/bob/messages", channel="general", text="Here I am")
            await expect(page.get_by_text("Here I am").first).to_be_visible()
            await page.get_by_label(COMPOSER).press("Enter")
            await expect(page.get_by_role("article").last).to_contain_text("Is anybody there?")


async def test_who_has_gone_on_is_not_led_back_by_a_slow_answer() -> None:
    # The answer for a channel that somebody had left already became the channel they wrote into.
    async with running_bot() as bot, chromium() as browser:
        page = await opened(browser, bot.sandbox.url, "alice", "random")
        released = asyncio.Event()

        async def slowly(route: Route) -> None:
            await released.wait()
            await route.continue_()

        await page.route("**/sandbox/channels/general", slowly)
        async with page.expect_response("**/sandbox/channels/general") as answered:
            async with page.expect_request("**/sandbox/channels/general"):
                await page.get_by_role("button", name="# general").click()
            await page.get_by_role("button", name="# random").click()
            await expect(page.get_by_role("heading", name="# random")).to_be_visible()
            await expect(page.get_by_label(COMPOSER)).to_be_visible()
            released.set()
        await (await answered.value).finished()
        await page.get_by_label(COMPOSER).fill("For random only")
        await page.get_by_label(COMPOSER).press("Enter")
        await expect(page.get_by_role("article")).to_contain_text("For random only")
        await expect(page.get_by_role("heading", name="# random")).to_be_visible()
        (there,) = (await bot.client.get("/channels/random"))["channel"]["messages"]
        assert there["text"] == "For random only"
        assert (await bot.client.get("/channels/general"))["channel"]["messages"] == []
