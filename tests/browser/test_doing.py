"""Raising, updating and closing by keyboard alone, without scripts, in real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from sandbox_tests.browser.chromium import chromium
from sandbox_tests.browser.page import expect_no_barriers
from slack_sandbox.testing import SandboxHandle
from tests.browser.test_site import fits, reading
from tests.site.browsing import with_pages
from tests.stories.evening import evening, in_the_workspace

pytestmark = in_the_workspace


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
async def test_alice_raises_updates_and_closes_by_keyboard(
    slack_sandbox: SandboxHandle, tmp_path: Path, width: int, scheme: str
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        chromium() as browser,
        reading(browser, night, "Alice", width=width) as page,
    ):
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        await night.fault("*", "http_500")
        await page.get_by_role("link", name="Raise an incident").press("Enter")
        title = page.get_by_label("What is going wrong?")
        await expect_no_barriers(page)
        await title.focus()
        await page.keyboard.type("Nobody can log in")
        await page.keyboard.press("Tab")
        await page.keyboard.type("Apply")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Space")
        await expect(page.get_by_role("radio", name="P1", exact=True)).to_be_checked()
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("radio", name="No, or don't know yet")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("INC-1 Nobody can log in")
        await expect(page.get_by_role("status")).to_have_text("INC-1 is raised.")
        await expect(page.get_by_text("follows as soon as Slack answers.")).to_be_visible()
        await expect_no_barriers(page)
        await fits(page)

        await page.get_by_role("link", name="Write an update").press("Enter")
        await page.get_by_label("What do we know?").fill("A certificate ran out")
        minutes = page.get_by_label("Next update, in minutes")
        await minutes.fill("soon")
        await minutes.press("Enter")
        await expect(page.get_by_role("alert")).to_be_focused()
        await expect_no_barriers(page)
        await fits(page)
        await page.get_by_role("alert").get_by_role("link").press("Enter")
        await expect(minutes).to_be_focused()
        await expect(minutes).to_have_value("soon")
        await minutes.fill("20")
        await minutes.press("Enter")
        said = "Your update of INC-1 is on the record."
        await expect(page.get_by_role("status")).to_have_text(said)
        await expect(page.get_by_text("A certificate ran out").first).to_be_visible()

        await page.get_by_role("link", name="Write a note").press("Enter")
        await expect_no_barriers(page)
        await page.get_by_label("What happened").fill("The vendor knows")
        await page.get_by_role("button", name="Put on record").press("Enter")
        await page.get_by_role("link", name="Close it").press("Enter")
        await expect_no_barriers(page)
        await page.get_by_label("In one line, for somebody who was not there").fill("Renewed")
        await page.get_by_role("button", name="Close it").press("Enter")
        await expect(page.get_by_role("status")).to_have_text("INC-1 is closed.")
        await expect(page.get_by_role("link", name="Close it")).to_be_hidden()


async def test_without_scripts_one_is_raised_too(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        chromium() as browser,
        reading(browser, night, "Alice", "/raise", scripts=False) as page,
    ):
        await page.get_by_label("What is going wrong?").fill("Payments are slow")
        await page.get_by_label("Which service?").select_option("Not sure")
        await page.get_by_role("radio", name="P3", exact=True).check()
        await page.get_by_role("button", name="Raise").click()
        await expect(page.get_by_role("status")).to_have_text("INC-1 is raised.")
        assert await night.bot_numbers() == [1]
